using System.Text.Encodings.Web;
using System.Text.Json;
using Resolve.Cli.Output;
using Resolve.Client.Contracts;

namespace Resolve.Cli.Commands.Query;

/// <summary>Entities, reports and search hits as people read them.</summary>
internal static class EntityText
{
    private static readonly JsonWriterOptions s_indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an entity.</summary>
    public static bool Write(TextWriter output, EntityData data)
    {
        EntitySummaryData entity = data.Entity;
        output.WriteLine(SafeText.Clean(entity.Label == entity.Key ? entity.Key : $"{entity.Key}  {entity.Label}"));
        output.WriteLine($"  {entity.Kind}, {Format.Many(entity.ReportCount, "report")}{RolesOf(entity)}, "
            + $"{Format.Many(entity.LinkCount, "link")}{(entity.IsHub ? ", hub: connects nothing" : "")}");
        if (data.FirstSeen is not null) output.WriteLine($"  seen {Format.Time(data.FirstSeen)} to {Format.Time(data.LastSeen)}");
        var records = new TextTable("record", "name", "born", "sex", "nationality", "documents", "addresses", "holds");
        foreach (RecordData r in data.Records)
        {
            records.Add(
                r.Key, string.Join(" / ", new[] { r.Name }.Concat(r.Aliases).OfType<string>()), r.Dob, r.Sex, r.Nationality,
                string.Join(", ", r.Documents), string.Join("; ", r.Addresses), string.Join(", ", r.Holds));
        }
        Section(output, "Records", records);
        var mentions = new TextTable("time", "report", "ver>", "ref", "role", "unit", "province");
        foreach (EntityMentionData m in data.Mentions)
            mentions.Add(Format.Time(m.Time), $"{m.Source}/{m.Id}", Format.Count(m.Version), m.Ref, m.Role, m.Unit, m.Province);
        Section(output, data.Mentions.Count < entity.ReportCount ? $"Mentions (the first {data.Mentions.Count})" : "Mentions", mentions);
        return true;
    }

    /// <summary>Writes a report with what was read out of it.</summary>
    public static bool Write(TextWriter output, StoredReportData data)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, s_indented)) data.Report.WriteTo(writer);
        foreach (string line in System.Text.Encoding.UTF8.GetString(buffer.ToArray()).Split('\n')) output.WriteLine(SafeText.Clean(line.TrimEnd('\r')));
        var mentions = new TextTable("ref", "role", "read as", "");
        foreach (ReadMentionData m in data.Mentions)
        {
            string read = m.Entity ?? (m.Record is { } record ? $"record {record}" : $"no entity: {m.Reason}");
            string more = m.Candidates is { Count: > 0 } candidates ? $"may be {string.Join(" or ", candidates)}" : m.Record is not null
                && m.Reason is { } reason ? reason : m.Implied ? "implied" : "";
            mentions.Add(m.Ref, m.Role, read, more);
        }
        Section(output, $"Read at journal position {data.Position}", mentions);
        return true;
    }

    /// <summary>Writes the hits of a search.</summary>
    public static bool Write(TextWriter output, SearchData data)
    {
        var table = new TextTable("key", "label", "match", "reports>", "links>", "ring");
        foreach (SearchHitData hit in data.Items)
            table.Add(hit.Entity.Key, hit.Entity.Label, hit.Match, Format.Count(hit.Entity.ReportCount), Format.Count(hit.Entity.LinkCount), hit.RingId);
        table.Write(output);
        return table.Count > 0;
    }

    /// <summary>Makes the table of entities.</summary>
    public static void WriteTable(TextWriter output, IEnumerable<EntitySummaryData> entities)
    {
        var table = new TextTable("key", "label", "roles", "reports>", "links>", "");
        foreach (EntitySummaryData e in entities)
            table.Add(e.Key, e.Label, string.Join(", ", e.Roles.Select(r => r.Role)), Format.Count(e.ReportCount),
                Format.Count(e.LinkCount), e.IsHub ? "hub" : "");
        table.Write(output);
    }

    /// <summary>Writes a table under a title; nothing when it is empty.</summary>
    public static void Section(TextWriter output, string title, TextTable table)
    {
        if (table.Count == 0) return;
        output.WriteLine();
        output.WriteLine(title);
        table.Write(output);
    }

    private static string RolesOf(EntitySummaryData entity) =>
        entity.Roles.Count == 0 ? "" : $" ({string.Join(", ", entity.Roles.Select(r => $"{r.Role} {Format.Count(r.ReportCount)}"))})";
}
