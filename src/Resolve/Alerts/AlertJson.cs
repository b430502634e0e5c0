using System.Buffers;
using System.Text.Json;
using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Alerts;

/// <summary>Writes and reads alerts as stores keep them. Stored format: members may be added, none changes meaning.</summary>
public static class AlertJson
{
    /// <summary>Writes an alert.</summary>
    /// <param name="alert">The alert.</param>
    /// <returns>The JSON.</returns>
    public static string Write(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var w = new Utf8JsonWriter(buffer, CanonicalJson.WriterOptions))
        {
            w.WriteStartObject();
            w.WriteString("id", alert.Id);
            w.WriteString("kind", AlertWords.Of(alert.Kind));
            Text(w, "ring", alert.Ring);
            Text(w, "absorbed", alert.Absorbed);
            Texts(w, "provinces", alert.Provinces);
            Texts(w, "countries", alert.Countries);
            Texts(w, "signs", alert.Signs);
            Texts(w, "entities", [.. alert.Entities.Select(e => e.ToString())]);
            Text(w, "watch", alert.Watch);
            Text(w, "case", alert.Case);
            if (alert.Suspended is { } suspended) Reports(w, "suspended", [suspended]);
            Reports(w, "because", alert.Because);
            Texts(w, "units", alert.Units);
            w.WriteNumber("position", alert.Position);
            if (alert.MemberCount > 0) w.WriteNumber("members", alert.MemberCount);
            if (alert.ReportCount > 0) w.WriteNumber("reports", alert.ReportCount);
            if (alert.LossVnd > 0) w.WriteNumber("lossVnd", alert.LossVnd);
            w.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads an alert.</summary>
    /// <param name="json">What <see cref="Write"/> gave.</param>
    /// <returns>The alert.</returns>
    /// <exception cref="FormatException">It is no alert that this version knows.</exception>
    public static Alert Read(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement o = document.RootElement;
            if (!AlertWords.TryParse(Text(o, "kind"), out AlertKind kind)) throw new FormatException("The alert is of a kind that is not known.");
            IReadOnlyList<ReportKey> suspended = Reports(o, "suspended");
            return new Alert
            {
                Id = Text(o, "id") ?? throw new FormatException("The alert has no id."),
                Kind = kind,
                Ring = Text(o, "ring"),
                Absorbed = Text(o, "absorbed"),
                Provinces = Texts(o, "provinces"),
                Countries = Texts(o, "countries"),
                Signs = Texts(o, "signs"),
                Entities = [.. Texts(o, "entities").Select(EntityKey.Parse)],
                Watch = Text(o, "watch"),
                Case = Text(o, "case"),
                Suspended = suspended.Count > 0 ? suspended[0] : null,
                Because = Reports(o, "because"),
                Units = Texts(o, "units"),
                Position = o.GetProperty("position").GetInt64(),
                MemberCount = o.TryGetProperty("members", out JsonElement members) ? members.GetInt32() : 0,
                ReportCount = o.TryGetProperty("reports", out JsonElement reports) ? reports.GetInt32() : 0,
                LossVnd = o.TryGetProperty("lossVnd", out JsonElement loss) ? loss.GetDecimal() : 0,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException("The alert cannot be read.", e);
        }
    }

    private static void Text(Utf8JsonWriter w, string name, string? value)
    {
        if (value is not null) w.WriteString(name, value);
    }

    private static void Texts(Utf8JsonWriter w, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0) return;
        w.WriteStartArray(name);
        foreach (string value in values) w.WriteStringValue(value);
        w.WriteEndArray();
    }

    /// <summary>A report's source and id stand apart, since both may hold any character.</summary>
    private static void Reports(Utf8JsonWriter w, string name, IReadOnlyList<ReportKey> keys) =>
        Texts(w, name, [.. keys.SelectMany(k => new[] { k.Source, k.Id })]);

    private static string? Text(JsonElement o, string name) => o.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static IReadOnlyList<string> Texts(JsonElement o, string name) =>
        o.TryGetProperty(name, out JsonElement values) ? [.. values.EnumerateArray().Select(v => v.GetString() ?? "")] : [];

    private static IReadOnlyList<ReportKey> Reports(JsonElement o, string name)
    {
        IReadOnlyList<string> parts = Texts(o, name);
        return [.. Enumerable.Range(0, parts.Count / 2).Select(i => new ReportKey(parts[2 * i], parts[(2 * i) + 1]))];
    }
}
