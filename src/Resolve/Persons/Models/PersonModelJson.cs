using System.Collections.Immutable;
using System.Text.Json;

namespace Resolve.Persons.Models;

public sealed partial class PersonModel
{
    private static readonly JsonWriterOptions WriterOptions = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes the model as JSON: equal models give equal bytes.</summary>
    /// <param name="stream">Where to.</param>
    public void Write(Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, WriterOptions);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteString("name", Name);
        json.WriteNumber("trainedRecordCount", TrainedRecordCount);
        json.WriteNumber("sameThreshold", SameThreshold);
        json.WriteNumber("possibleThreshold", PossibleThreshold);
        json.WriteNumber("householdPrior", HouseholdPrior);
        if (NamesakeDeduction > 0) json.WriteNumber("namesakeDeduction", NamesakeDeduction);
        if (NeedsOwn) json.WriteBoolean("needsOwn", true);
        json.WriteStartObject("weights");
        for (int f = 0; f < Weights.Length; f++)
        {
            json.WriteStartObject(FeatureCatalog.FeatureNames[f]);
            for (int l = 0; l < Weights[f].Length; l++)
            {
                LevelWeight weight = Weights[f][l];
                json.WriteStartArray(FeatureCatalog.Levels[f][l].Name);
                foreach (int part in (ReadOnlySpan<int>)[weight.Match, weight.Household, weight.Slope, weight.HouseholdSlope,
                    weight.Centre]) json.WriteNumberValue(part);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteStartObject("caps");
        for (int k = 0; k < Caps.Length; k++) json.WriteNumber(CapNames[k], Caps[k]);
        json.WriteEndObject();
        WriteTerms(json, "nameTerms", NameTerms);
        WriteTerms(json, "addressTerms", AddressTerms);
        WriteTerms(json, "birthDateTerms", BirthDateTerms);
        json.WriteEndObject();
    }

    /// <summary>Reads a model that <see cref="Write"/> wrote.</summary>
    /// <param name="stream">Where from.</param>
    /// <returns>The model.</returns>
    /// <exception cref="FormatException">The text is no model of this format; the message names the member that is wrong.</exception>
    public static PersonModel Read(Stream stream)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(stream);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || root.GetProperty("format")
                .GetString() != Format) throw new FormatException($"The file is no person model: 'format' is not '{Format}'.");
            var model = new PersonModel
            {
                Name = root.GetProperty("name").GetString() is { Length: > 0 and <= 200 } name ? name
                    : throw new FormatException("The person model has no 'name'."),
                TrainedRecordCount = root.GetProperty("trainedRecordCount").GetInt32(),
                SameThreshold = root.GetProperty("sameThreshold").GetInt32(),
                PossibleThreshold = root.GetProperty("possibleThreshold").GetInt32(),
                HouseholdPrior = root.GetProperty("householdPrior").GetInt32(),
                Weights = ReadWeights(root.GetProperty("weights")),
                NamesakeDeduction = root.TryGetProperty("namesakeDeduction", out JsonElement less) ? Math.Clamp(less.GetInt32(), 0, 64_000) : 0,
                NeedsOwn = root.TryGetProperty("needsOwn", out JsonElement needs) && needs.GetBoolean(),
                Caps = [.. CapNames.Select(k => root.GetProperty("caps").GetProperty(k).GetInt32())],
                NameTerms = ReadTerms(root, "nameTerms"),
                AddressTerms = ReadTerms(root, "addressTerms"),
                BirthDateTerms = ReadTerms(root, "birthDateTerms"),
            };
            if (model.PossibleThreshold > model.SameThreshold) throw new FormatException("In the person model 'possibleThreshold' is above 'sameThreshold'.");
            if (model.Caps.Any(c => c is < 2 or > 100_000)) throw new FormatException("In the person model a cap is below 2 or above 100000.");
            return model;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or OverflowException)
        {
            throw new FormatException("The file is no person model: " + e.Message, e);
        }
    }

    private static readonly string[] CapNames = [.. Enum.GetNames<BlockKind>().Select(n => char.ToLowerInvariant(n[0]) + n[1..])];

    private static ImmutableArray<ImmutableArray<LevelWeight>> ReadWeights(JsonElement weights)
    {
        var features = ImmutableArray.CreateBuilder<ImmutableArray<LevelWeight>>();
        for (int f = 0; f < FeatureCatalog.FeatureCount; f++)
        {
            JsonElement feature = weights.GetProperty(FeatureCatalog.FeatureNames[f]);
            features.Add([.. FeatureCatalog.Levels[f].Select(level =>
                ReadLevel(feature.TryGetProperty(level.Name, out JsonElement given) ? given : feature.GetProperty(Before(level.Name)), level.Differs))]);
        }
        return features.ToImmutable();
    }

    // Levels that came later weigh in older models as what they were before.
    private static string Before(string level) => level == "generation" ? "different" : level;

    private static LevelWeight ReadLevel(JsonElement level, bool differs)
    {
        if (level.GetArrayLength() != 5) throw new FormatException("In the person model a level has not five numbers.");
        // Weights of more than 1,000 bits are no weights, and sums must not overflow.
        int Part(int i) => level[i].GetInt32() is >= -1_000_000 and <= 1_000_000 and var part ? part
            : throw new FormatException("In the person model a weight is beyond a thousand bits.");
        var weight = new LevelWeight(Part(0), Part(1), Part(2), Part(3), Part(4));
        return differs ? weight.AsDifference() : weight;
    }

    private static void WriteTerms(Utf8JsonWriter json, string name, TermTable terms)
    {
        json.WriteStartObject(name);
        json.WriteNumber("default", terms.DefaultBits);
        json.WriteStartObject("values");
        foreach ((string value, int bits) in terms.InOrder()) json.WriteNumber(value, bits);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static TermTable ReadTerms(JsonElement root, string name)
    {
        JsonElement terms = root.GetProperty(name);
        var values = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (JsonProperty term in terms.GetProperty("values").EnumerateObject()) values[term.Name] = Math.Clamp(term.Value.GetInt32(), 0, 64_000);
        return new TermTable(Math.Clamp(terms.GetProperty("default").GetInt32(), 0, 64_000), values);
    }
}
