using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Reports;
using Resolve.Rings;

namespace Resolve.Runtime.Export;

/// <summary>What can be exported.</summary>
public enum ExportKind
{
    /// <summary>The live reports as they were sent, by source and id.</summary>
    Reports,

    /// <summary>Person records, by fingerprint.</summary>
    Records,

    /// <summary>Entities, by key.</summary>
    Entities,

    /// <summary>Links with their evidence, by ends and kind.</summary>
    Links,

    /// <summary>Persons with their records, by key.</summary>
    Persons,

    /// <summary>Rings, by id.</summary>
    Rings,
}

/// <summary>Writes the state in its one canonical form: the same facts give the same bytes, whatever order they came in.</summary>
/// <remarks>NDJSON, a line a thing, or CSV where said. Journal positions are left out: they tell of the order of arrival.</remarks>
public static class CanonicalExport
{
    private const int FlushBytes = 1 << 16;

    /// <summary>Writes entities, records, links, persons or rings as NDJSON.</summary>
    /// <param name="kind">What; not <see cref="ExportKind.Reports"/>, which needs the journal (<see cref="Local.LocalRuntime.ExportReportsAsync"/>).</param>
    /// <param name="rings">The rings and the graph they were computed from.</param>
    /// <param name="output">Where to.</param>
    /// <param name="progress">Is told the lines written, now and then.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>The number of lines.</returns>
    public static async Task<int> WriteAsync(ExportKind kind, RingSnapshot rings, Stream output, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rings);
        GraphSnapshot graph = rings.Graph;
        IEnumerable<Action<Utf8JsonWriter>> lines = kind == ExportKind.Rings ? Rings(rings) : Lines(kind, graph, static _ => true).Select(l => l.Line);
        return await WriteLinesAsync(lines, output, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the lines of the nodes that a host answers for; the lines of all hosts, merged by their order, are the export.</summary>
    /// <param name="kind">Entities, records, links or persons.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="which">The nodes to write; a link belongs to its start, a record to its person.</param>
    /// <returns>The lines with the text by which they are ordered, ordinal; lines of equal order come from one host and keep theirs.</returns>
    internal static IEnumerable<(string Order, Action<Utf8JsonWriter> Line)> Lines(ExportKind kind, GraphSnapshot graph, Func<int, bool> which) => kind switch
    {
        ExportKind.Entities => Entities(graph, which),
        ExportKind.Records => Records(graph, which),
        ExportKind.Links => Links(graph, which),
        ExportKind.Persons => Persons(graph, which, null),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Writes which mention belongs to which person: <c>record_id,cluster_id</c>, by record id.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="output">Where to.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>The number of rows. A record id is the report's id and, where the report tells of more than one person, a colon and the mention's ref.</returns>
    public static async Task<int> WritePersonsCsvAsync(GraphSnapshot graph, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return await WriteCsvAsync("record_id,cluster_id", [.. PersonRows(graph, static _ => true)], output, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists which mention belongs to which person, in no order, for the persons that a host answers for.</summary>
    internal static IEnumerable<(string Record, string Cluster)> PersonRows(GraphSnapshot graph, Func<int, bool> which)
    {
        for (int number = 0; number < graph.ReportCount; number++)
        {
            if (graph.ReportAt(number) is not { } report) continue;
            foreach (StoredMention mention in report.Mentions)
            {
                if (!IsPerson(graph, mention.Vertex) || !which(graph.NodeOf(mention.Vertex))) continue;
                string record = report.PersonCount > 1 || mention.Implied ? $"{report.Key.Id}:{mention.Ref}" : report.Key.Id;
                yield return (record, graph.KeyOf(graph.NodeOf(mention.Vertex)).ToString());
            }
        }
    }

    /// <summary>Writes which entity is in which ring: <c>entity_key,ring_id</c>, by key.</summary>
    /// <param name="rings">The rings.</param>
    /// <param name="output">Where to.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>The number of rows.</returns>
    public static async Task<int> WriteRingsCsvAsync(RingSnapshot rings, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rings);
        List<(string, string)> rows = [.. rings.All().SelectMany(r => r.Members.Select(m => (m.Key.ToString(), r.Id)))];
        return await WriteCsvAsync("entity_key,ring_id", rows, output, cancellationToken).ConfigureAwait(false);
    }

    internal static async Task<int> WriteLinesAsync(
        IEnumerable<Action<Utf8JsonWriter>> lines, Stream output, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(2 * FlushBytes);
        int count = 0;
        await using var writer = new Utf8JsonWriter(buffer, CanonicalJson.WriterOptions);
        foreach (Action<Utf8JsonWriter> line in lines)
        {
            line(writer);
            writer.Flush();
            writer.Reset();
            buffer.Write("\n"u8);
            count++;
            if (buffer.WrittenCount < FlushBytes) continue;
            await output.WriteAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
            buffer.ResetWrittenCount();
            progress?.Report(count);
        }
        await output.WriteAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        progress?.Report(count);
        return count;
    }

    private static bool IsPerson(GraphSnapshot graph, int vertex) => graph.VertexAt(vertex).Record is not null;

    private static IEnumerable<(string Order, Action<Utf8JsonWriter> Line)> Entities(GraphSnapshot graph, Func<int, bool> which)
    {
        foreach ((EntityKey key, int node) in Sorted(graph, which))
        {
            yield return (key.ToString(), w =>
            {
                EntityDetail detail = EntityReader.Describe(graph, node, GraphFilter.HubDegreeDefault);
                w.WriteStartObject();
                w.WriteString("key", detail.Summary.Key.ToString());
                w.WriteString("kind", WireNameOf(detail.Summary.Kind));
                w.WriteString("label", detail.Summary.Label);
                w.WriteStartObject("roles");
                foreach (RoleCount role in detail.Summary.Roles) w.WriteNumber(WireNames.Of(role.Role), role.ReportCount);
                w.WriteEndObject();
                w.WriteNumber("reports", detail.Summary.ReportCount);
                w.WriteNumber("links", LinkCountOf(graph, node));
                Time(w, "firstSeen", detail.FirstSeen);
                Time(w, "lastSeen", detail.LastSeen);
                Strings(w, "mentions", MentionsOf(graph, node));
                w.WriteEndObject();
            });
        }
    }

    private static IEnumerable<(string Order, Action<Utf8JsonWriter> Line)> Records(GraphSnapshot graph, Func<int, bool> which)
    {
        var records = new List<(UInt128 Fingerprint, int Vertex)>();
        for (int vertex = 0; vertex < graph.VertexCount; vertex++)
            if (graph.IsThere(vertex) && graph.VertexAt(vertex).Record is { } record && which(graph.NodeOf(vertex))) records.Add((record.Fingerprint, vertex));
        records.Sort();
        foreach ((UInt128 fingerprint, int vertex) in records)
        {
            yield return (fingerprint.ToString("x32", CultureInfo.InvariantCulture), w =>
            {
                w.WriteStartObject();
                Record(w, EntityReader.RecordOf(graph, vertex));
                w.WriteString("person", graph.KeyOf(graph.NodeOf(vertex)).ToString());
                w.WriteEndObject();
            });
        }
    }

    /// <summary>Makes the lines of persons; the last argument adds members to a person's line.</summary>
    internal static IEnumerable<(string Order, Action<Utf8JsonWriter> Line)> Persons(GraphSnapshot graph, Func<int, bool> which, Action<Utf8JsonWriter, int>? more)
    {
        foreach ((EntityKey key, int node) in Sorted(graph, n => graph.KindOf(n) == EntityKind.Person && which(n)))
        {
            yield return (key.ToString(), w =>
            {
                w.WriteStartObject();
                w.WriteString("key", key.ToString());
                w.WriteString("label", EntityReader.LabelOf(graph, node));
                w.WriteStartArray("records");
                foreach (RecordView record in EntityReader.RecordsOf(graph, node))
                {
                    w.WriteStartObject();
                    Record(w, record);
                    w.WriteEndObject();
                }
                w.WriteEndArray();
                more?.Invoke(w, node);
                w.WriteEndObject();
            });
        }
    }

    private static IEnumerable<(string Order, Action<Utf8JsonWriter> Line)> Links(GraphSnapshot graph, Func<int, bool> which)
    {
        var walk = new Walk(graph, new GraphFilter { HubDegreeMax = int.MaxValue });
        foreach ((EntityKey key, int node) in Sorted(graph, which))
        {
            // Each link is written from its start, so the lines come by start, then end and kind.
            var starting = walk.LinksOf(node).Where(l => graph.NodeOf(graph.LinkAt(l.Link).From) == node).Select(l => l.Link);
            foreach (LinkView link in walk.Views(starting, withEvidence: true)) yield return (key.ToString(), w => Link(w, link));
        }
    }

    private static IEnumerable<Action<Utf8JsonWriter>> Rings(RingSnapshot rings)
    {
        foreach (Ring ring in rings.All().OrderBy(r => r.Id, StringComparer.Ordinal)) yield return w => RingJson.Write(w, ring);
    }

    private static List<(EntityKey Key, int Node)> Sorted(GraphSnapshot graph, Func<int, bool> which)
    {
        List<(EntityKey Key, int Node)> nodes = [.. graph.Nodes().Where(which).Select(n => (graph.KeyOf(n), n))];
        nodes.Sort(static (a, b) => a.Key.CompareTo(b.Key));
        return nodes;
    }

    private static int LinkCountOf(GraphSnapshot graph, int node) =>
        new Walk(graph, new GraphFilter { HubDegreeMax = int.MaxValue }).LinksOf(node)
            .Select(l => (l.Neighbour, graph.LinkAt(l.Link).Kind, Starts: graph.NodeOf(graph.LinkAt(l.Link).From) == node)).Distinct().Count();

    private static List<string> MentionsOf(GraphSnapshot graph, int node)
    {
        var mentions = new List<string>();
        foreach (int vertex in graph.VerticesOf(in node))
        {
            foreach (MentionPlace place in graph.VertexAt(vertex).MentionSpan)
            {
                StoredReport report = graph.ReportAt(place.Report)!;
                mentions.Add($"{report.Key}#{report.Mentions[place.Ordinal].Ref}");
            }
        }
        mentions.Sort(StringComparer.Ordinal);
        return mentions;
    }

    private static void Record(Utf8JsonWriter w, RecordView record)
    {
        w.WriteString("record", record.Key);
        if (record.Name is not null) w.WriteString("name", record.Name);
        Strings(w, "aliases", record.Aliases);
        if (record.BirthDate is not null) w.WriteString("dob", record.BirthDate);
        if (record.Sex is not null) w.WriteString("sex", record.Sex);
        if (record.Nationality is not null) w.WriteString("nationality", record.Nationality);
        Strings(w, "documents", record.Documents);
        Strings(w, "addresses", record.Addresses);
        Strings(w, "holds", [.. record.Holds.Select(k => k.ToString())]);
        Strings(w, "mentions", record.Mentions);
    }

    private static void Link(Utf8JsonWriter w, LinkView link)
    {
        w.WriteStartObject();
        w.WriteString("from", link.From.ToString());
        w.WriteString("to", link.To.ToString());
        w.WriteString("kind", WireNames.Of(link.Kind));
        w.WriteNumber("weightMillibits", link.WeightMillibits);
        w.WriteBoolean("conducts", link.Conducts);
        w.WriteStartArray("evidence");
        foreach (EvidenceView evidence in link.Evidence)
        {
            w.WriteStartObject();
            w.WriteString("source", evidence.Source);
            w.WriteString("id", evidence.Id);
            w.WriteNumber("version", evidence.Version);
            w.WriteString("fromRef", evidence.FromRef);
            w.WriteString("toRef", evidence.ToRef);
            w.WriteString("fromRole", WireNames.Of(evidence.FromRole));
            w.WriteString("toRole", WireNames.Of(evidence.ToRole));
            Time(w, "time", evidence.Time);
            if (evidence.Amount is { } amount)
            {
                w.WritePropertyName("amount");
                w.WriteRawValue(ReportWriter.Format(amount));
                w.WriteString("currency", evidence.Currency);
            }
            if (evidence.Reference is not null) w.WriteString("reference", evidence.Reference);
            if (evidence.Unit is not null) w.WriteString("unit", evidence.Unit);
            w.WriteEndObject();
        }
        w.WriteEndArray();
        w.WriteEndObject();
    }

    internal static async Task<int> WriteCsvAsync(string header, List<(string A, string B)> rows, Stream output, CancellationToken cancellationToken)
    {
        rows.Sort(static (x, y) => string.CompareOrdinal(x.A, y.A) is var order and not 0 ? order : string.CompareOrdinal(x.B, y.B));
        await using var writer = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        await writer.WriteLineAsync(header.AsMemory(), cancellationToken).ConfigureAwait(false);
        foreach ((string a, string b) in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await writer.WriteLineAsync($"{Quote(a)},{Quote(b)}".AsMemory(), cancellationToken).ConfigureAwait(false);
        }
        return rows.Count;
    }

    private static string Quote(string field) =>
        field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    private static string WireNameOf(EntityKind kind) => EntityKey.Prefix(kind).TrimEnd(':');

    internal static void Strings(Utf8JsonWriter w, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0) return;
        w.WriteStartArray(name);
        foreach (string value in values) w.WriteStringValue(value);
        w.WriteEndArray();
    }

    private static void Time(Utf8JsonWriter w, string name, DateTimeOffset? time)
    {
        if (time is { } told) w.WriteString(name, IsoTime.Format(told.ToUniversalTime()));
    }
}
