using System.Buffers;
using System.Globalization;
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

/// <summary>Makes the lines that exports consist of.</summary>
internal static class CanonicalExport
{
    /// <summary>Makes the lines of the nodes that a host answers for; the lines of all hosts, merged by their order, are the export.</summary>
    /// <param name="kind">Entities, records, links or persons.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="which">The nodes to write; a link belongs to its start, a record to its person.</param>
    /// <returns>The lines with the text by which they are ordered, ordinal; lines of equal order come from one host and keep theirs.</returns>
    public static IEnumerable<(string Order, Action<Utf8JsonWriter> Line)> Lines(ExportKind kind, GraphSnapshot graph, Func<int, bool> which) => kind switch
    {
        ExportKind.Entities => Entities(graph, which),
        ExportKind.Records => Records(graph, which),
        ExportKind.Links => Links(graph, which),
        ExportKind.Persons => Persons(graph, which),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Makes the lines of rings, by id.</summary>
    public static IEnumerable<(string Order, Action<Utf8JsonWriter> Line)> Rings(IEnumerable<Ring> rings)
    {
        foreach (Ring ring in rings.OrderBy(r => r.Id, StringComparer.Ordinal)) yield return (ring.Id, w => RingJson.Write(w, ring));
    }

    /// <summary>Writes lines; each is valid until the next one is asked for.</summary>
    public static IEnumerable<(string Order, ReadOnlyMemory<byte> Line)> Rendered(IEnumerable<(string Order, Action<Utf8JsonWriter> Line)> lines)
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 12);
        using var writer = new Utf8JsonWriter(buffer, CanonicalJson.WriterOptions);
        foreach ((string order, Action<Utf8JsonWriter> line) in lines)
        {
            line(writer);
            writer.Flush();
            writer.Reset();
            yield return (order, buffer.WrittenMemory);
            buffer.ResetWrittenCount();
        }
    }

    /// <summary>Lists which mention belongs to which person, in no order, for the persons that a host answers for.</summary>
    public static IEnumerable<(string Record, string Cluster)> PersonRows(GraphSnapshot graph, Func<int, bool> which)
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

    private static IEnumerable<(string Order, Action<Utf8JsonWriter> Line)> Persons(GraphSnapshot graph, Func<int, bool> which)
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
        w.WriteBoolean("conducts", link.CarriesRings);
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
