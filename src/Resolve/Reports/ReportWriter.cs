using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Resolve.Identifiers.Mentions;

namespace Resolve.Reports;

/// <summary>Writes a report as canonical JSON: what is journaled, hashed and exported.</summary>
/// <remarks>Members stand in the order of docs/report-format.md, defaults are left out, unknown fields come last in their object, sorted.</remarks>
public static class ReportWriter
{
    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The canonical JSON in UTF-8. <see cref="ReportReader"/> reads an equal report from it.</returns>
    public static byte[] ToUtf8(Report report)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        Write(report, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes a report into a buffer.</summary>
    /// <param name="report">The report.</param>
    /// <param name="buffer">Where to.</param>
    public static void Write(Report report, IBufferWriter<byte> buffer)
    {
        using var writer = new Utf8JsonWriter(buffer, CanonicalJson.WriterOptions);
        Write(report, writer);
    }

    /// <summary>Writes a report as a JSON value.</summary>
    /// <param name="report">The report.</param>
    /// <param name="w">The writer, with <see cref="CanonicalJson.WriterOptions"/>.</param>
    public static void Write(Report report, Utf8JsonWriter w)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(w);
        w.WriteStartObject();
        w.WriteString("source", report.Key.Source);
        w.WriteString("id", report.Key.Id);
        w.WriteNumber("version", report.Version);
        if (report.Withdrawn) w.WriteBoolean("withdrawn", true);
        Text(w, "unit", report.Unit);
        Time(w, "receivedAt", report.ReceivedAt);
        Time(w, "occurredAt", report.OccurredAt);
        Text(w, "province", report.Province);
        if (report.Status != ReportStatus.Open) w.WriteString("status", WireNames.Statuses[(int)report.Status]);
        Texts(w, "typologies", report.Typologies);
        // an amount that could not be read stands there alone
        if (report.Loss is not null || (report.UnknownFields.Count > 0 && report.UnknownFields.Any(f => f.Parent == "loss")))
        {
            w.WriteStartObject("loss");
            if (report.Loss is { } loss)
            {
                Amount(w, "amount", loss.Amount);
                w.WriteString("currency", loss.Currency);
            }
            Unknown(w, report, "loss");
            w.WriteEndObject();
        }
        Text(w, "narrative", report.Narrative);
        if (report.Mentions.Count > 0)
        {
            w.WriteStartArray("mentions");
            for (int i = 0; i < report.Mentions.Count; i++) Write(w, report, report.Mentions[i], i);
            w.WriteEndArray();
        }
        if (report.Links.Count > 0)
        {
            w.WriteStartArray("links");
            for (int i = 0; i < report.Links.Count; i++) Write(w, report, report.Links[i], i);
            w.WriteEndArray();
        }
        Unknown(w, report, "");
        w.WriteEndObject();
        w.Flush();
    }

    /// <summary>Returns the amount as the shortest decimal that equals it: 250000000.00 is 250000000.</summary>
    /// <param name="amount">The amount.</param>
    /// <returns>The text.</returns>
    public static string Format(decimal amount) =>
        (amount / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter w, Report report, Mention mention, int index)
    {
        w.WriteStartObject();
        w.WriteString("ref", mention.Ref);
        w.WriteString("kind", WireNames.Of(mention.Kind));
        if (mention.Role != MentionRole.Mentioned) w.WriteString("role", WireNames.Of(mention.Role));
        Text(w, "type", mention.Type);
        Text(w, "platform", mention.Platform);
        Text(w, "bank", mention.Bank);
        Text(w, "value", mention.Value);
        Text(w, "channel", mention.Channel);
        Text(w, "holder", mention.Holder);
        Text(w, "name", mention.Name);
        Texts(w, "aliases", mention.Aliases);
        Text(w, "dob", mention.BirthDate);
        Text(w, "sex", mention.Sex);
        Text(w, "nationality", mention.Nationality);
        if (mention.Documents.Count > 0)
        {
            w.WriteStartArray("documents");
            for (int i = 0; i < mention.Documents.Count; i++)
            {
                DocumentMention document = mention.Documents[i];
                w.WriteStartObject();
                w.WriteString("type", document.Type);
                w.WriteString("number", document.Number);
                Text(w, "country", document.Country);
                if (report.UnknownFields.Count > 0) Unknown(w, report, $"mentions[{index}].documents[{i}]");
                w.WriteEndObject();
            }
            w.WriteEndArray();
        }
        Texts(w, "addresses", mention.Addresses);
        if (report.UnknownFields.Count > 0) Unknown(w, report, $"mentions[{index}]");
        w.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter w, Report report, ReportLink link, int index)
    {
        w.WriteStartObject();
        w.WriteString("from", link.From);
        w.WriteString("to", link.To);
        w.WriteString("kind", WireNames.Of(link.Kind));
        if (link.Amount is { } amount) Amount(w, "amount", amount);
        Text(w, "currency", link.Currency);
        Time(w, "at", link.At);
        Text(w, "reference", link.Reference);
        if (report.UnknownFields.Count > 0) Unknown(w, report, $"links[{index}]");
        w.WriteEndObject();
    }

    private static void Unknown(Utf8JsonWriter w, Report report, string parent)
    {
        foreach (UnknownField field in report.UnknownFields)
        {
            if (!string.Equals(field.Parent, parent, StringComparison.Ordinal)) continue;
            w.WritePropertyName(field.Name);
            w.WriteRawValue(field.Json);
        }
    }

    private static void Amount(Utf8JsonWriter w, string name, decimal amount)
    {
        w.WritePropertyName(name);
        w.WriteRawValue(Format(amount));
    }

    private static void Text(Utf8JsonWriter w, string name, string? value)
    {
        if (value is not null) w.WriteString(name, value);
    }

    private static void Time(Utf8JsonWriter w, string name, DateTimeOffset? value)
    {
        if (value is { } time) w.WriteString(name, IsoTime.Format(time));
    }

    private static void Texts(Utf8JsonWriter w, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0) return;
        w.WriteStartArray(name);
        foreach (string value in values) w.WriteStringValue(value);
        w.WriteEndArray();
    }
}
