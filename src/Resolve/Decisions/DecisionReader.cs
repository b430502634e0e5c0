using System.Buffers;
using System.Text;
using System.Text.Json;
using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Decisions;

/// <summary>Reads decisions from JSON, and writes their canonical form.</summary>
public static class DecisionReader
{
    /// <summary>The largest decision in bytes, as sent and in its canonical form: a model with all its term frequencies fits, and so does the journal's
    /// entry.</summary>
    public const int SizeBytesMax = 16 << 20;

    private static readonly string[] s_kinds = ["same", "different", "exclude", "adopt-model", "watch"];
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Reads one decision.</summary>
    /// <param name="utf8">The JSON object in UTF-8.</param>
    /// <param name="errors">Every field that is wrong; empty when there is a decision.</param>
    /// <returns>The decision, or null.</returns>
    public static Decision? Read(ReadOnlyMemory<byte> utf8, out IReadOnlyList<FieldError> errors)
    {
        var found = new FieldErrors();
        Decision? decision = null;
        try
        {
            if (utf8.Length > SizeBytesMax) found.Add("", FieldErrorCodes.TooLong, $"A decision has at most {SizeBytesMax} bytes.");
            else decision = Read(utf8, found);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            found.Add("", FieldErrorCodes.Json, "The decision is not JSON that can be read.");
        }
        errors = found.ToArray();
        return errors.Count == 0 ? decision : null;
    }

    /// <summary>Writes the canonical form: what is journaled and hashed.</summary>
    /// <param name="decision">The decision.</param>
    /// <returns>The JSON in UTF-8.</returns>
    public static byte[] ToUtf8(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var buffer = new ArrayBufferWriter<byte>();
        using var w = new Utf8JsonWriter(buffer, CanonicalJson.WriterOptions);
        w.WriteStartObject();
        w.WriteString("id", decision.Id);
        w.WriteNumber("version", decision.Version);
        if (decision.Withdrawn) w.WriteBoolean("withdrawn", true);
        w.WriteString("at", IsoTime.Format(decision.At));
        w.WriteString("kind", WordOf(decision.Kind));
        if (decision.Persons.Count > 0)
        {
            w.WriteStartArray("persons");
            foreach (EntityKey person in decision.Persons) w.WriteStringValue(person.ToString());
            w.WriteEndArray();
        }
        if (!decision.Entity.IsDefault) w.WriteString("entity", decision.Entity.ToString());
        if (decision.Unit is not null) w.WriteString("unit", decision.Unit);
        if (decision.Case is not null) w.WriteString("case", decision.Case);
        if (decision.Until is { } until) w.WriteString("until", IsoTime.Format(until));
        if (decision.By is not null) w.WriteString("by", decision.By);
        if (decision.Reason is not null) w.WriteString("reason", decision.Reason);
        if (decision.Model is not null)
        {
            w.WritePropertyName("model");
            w.WriteRawValue(decision.Model);
        }
        w.WriteEndObject();
        w.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Returns the word of a kind on the wire.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The word, such as <c>adopt-model</c>.</returns>
    public static string WordOf(DecisionKind kind) => s_kinds[(int)kind - 1];

    private static Decision? Read(ReadOnlyMemory<byte> utf8, FieldErrors errors)
    {
        using JsonDocument document = JsonDocument.Parse(utf8, s_options);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            errors.Add("", FieldErrorCodes.Type, "A decision is a JSON object.");
            return null;
        }
        var o = new ObjectReader(document.RootElement, errors, []);
        string? word = o.Word("kind"u8, required: true);
        int kind = word is null ? 0 : Array.IndexOf(s_kinds, word) + 1;
        if (word is not null && kind == 0) o.Wrong("kind"u8, FieldErrorCodes.UnknownValue, $"A decision's kind is one of {string.Join(", ", s_kinds)}.");
        DateTimeOffset? at = o.Time("at"u8);
        if (at is null && !errors.HasAt("at")) o.Wrong("at"u8, FieldErrorCodes.Required, "It is required.");
        var decision = new Decision
        {
            Id = o.Key("id"u8) ?? "",
            Version = o.Integer("version"u8, 1, int.MaxValue) ?? 1,
            Withdrawn = o.Boolean("withdrawn"u8),
            At = at ?? default,
            Kind = (DecisionKind)kind,
            Persons = ReadPersons(o.Texts("persons"u8), o),
            Entity = kind == (int)DecisionKind.Watch ? ReadEntity(o) : default,
            Unit = kind == (int)DecisionKind.Watch ? o.Key("unit"u8) : null,
            Case = kind == (int)DecisionKind.Watch ? o.Text("case"u8) : null,
            Until = kind == (int)DecisionKind.Watch ? o.Time("until"u8) : null,
            By = o.Text("by"u8),
            Reason = o.Text("reason"u8, 10_000),
            Model = kind == (int)DecisionKind.AdoptModel && document.RootElement.TryGetProperty("model"u8, out JsonElement model)
                && CanonicalJson.TryWrite(model, out string json) ? json : null,
        };
        int persons = decision.Kind switch { DecisionKind.Same or DecisionKind.Different => 2, DecisionKind.Exclude => 1, _ => 0 };
        if (kind != 0 && decision.Persons.Count != persons) o.Wrong("persons"u8, FieldErrorCodes.Required, $"A decision '{word}' names {persons} persons.");
        if (persons == 2 && decision.Persons.Count == 2 && decision.Persons[0] == decision.Persons[1])
            o.Wrong("persons"u8, FieldErrorCodes.Duplicate, "The two persons are different keys.");
        if (decision.Kind == DecisionKind.AdoptModel && !decision.Withdrawn) CheckModel(decision.Model, o);
        return decision;
    }

    private static EntityKey ReadEntity(ObjectReader o)
    {
        string? text = o.Text("entity"u8, required: true);
        if (EntityKey.TryParse(text, null, out EntityKey key) && (key.Kind != EntityKind.Person || Persons.Records.PersonKeys.TryRead(key, out _))) return key;
        if (text is not null) o.Wrong("entity"u8, FieldErrorCodes.Format, "An entity is named by a key such as phone:+84391234567.");
        return default;
    }

    private static List<EntityKey> ReadPersons(IReadOnlyList<string> texts, ObjectReader o)
    {
        var persons = new List<EntityKey>(texts.Count);
        foreach (string text in texts)
        {
            if (EntityKey.TryParse(text, null, out EntityKey key) && Persons.Records.PersonKeys.TryRead(key, out _)) persons.Add(key);
            else o.Wrong("persons"u8, FieldErrorCodes.Format, "A person is named by a key such as person:1f0c9a77be1d2a35.");
        }
        return persons;
    }

    private static void CheckModel(string? json, ObjectReader o)
    {
        try
        {
            if (json is null) throw new FormatException("It is required.");
            Persons.Models.PersonModel.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)));
        }
        catch (FormatException e)
        {
            o.Wrong("model"u8, FieldErrorCodes.Format, e.Message);
        }
    }
}
