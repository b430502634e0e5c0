using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Runtime.Content;
using Resolve.Runtime.Export;
using Resolve.TestKit.Facts;

namespace Resolve.Runtime.Tests.Content;

/// <summary>An index of slices is exact for what the slices were cut to, whole by person, whatever came, went and was cut again before.</summary>
public class ReportSliceTests
{
    private const int CaseCount = 60;

    [Fact]
    public void What_slices_are_cut_to_is_as_in_the_whole_graph() =>
        Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), seed => Compare(seed)).Check(Config.QuickThrowOnFailure.WithMaxTest(CaseCount));

    [Fact]
    public void A_slice_of_nothing_is_empty_and_the_whole_is_the_report_itself()
    {
        foreach (Report report in new RandomFacts(3).Make(40))
        {
            ReportContent content = ReportExtractor.Extract(report);
            Assert.Same(content, ReportSlice.Cut(content, SliceCut.Whole));
            ReportContent none = ReportSlice.Cut(content, default);
            Assert.Empty(none.Mentions);
            Assert.Empty(none.Links);
        }
    }

    [Fact]
    public void A_cut_covers_what_it_was_made_for()
    {
        var cut = new SliceCut(0b0110, 0b01);
        Assert.True(cut.Covers(new SliceCut(0b0100, 0)));
        Assert.False(cut.Covers(new SliceCut(0b0001, 0)));
        Assert.False(cut.Covers(new SliceCut(0, 0b10)));
        Assert.True(SliceCut.Whole.Covers(cut));
    }

    private static void Compare(ulong seed)
    {
        var random = new SplitMix(seed);
        LinkIndex whole = new(), part = new();
        var stored = new Dictionary<ReportKey, (int Number, Report Report)>();
        ulong partitions = 0;
        for (int partition = 0; partition < Partitions.Count; partition++)
            if (random.Chance(40)) partitions |= 1UL << partition;
        var personOf = new Dictionary<UInt128, int>();
        var wanted = new HashSet<int>(Enumerable.Range(0, 12).Where(_ => random.Chance(40)));
        int position = 0;
        foreach (Report report in new RandomFacts(seed).Make(40))
        {
            position++;
            ReportContent content = ReportExtractor.Extract(report);
            foreach (PersonRecord record in RecordsOf(content)) personOf.TryAdd(record.Fingerprint, random.Below(12));
            bool isKnown = stored.TryGetValue(report.Key, out (int Number, Report Report) known);
            if (isKnown && known.Report.Version > report.Version) continue;
            int number = isKnown ? known.Number : whole.Reserve();
            if (!isKnown) Assert.Equal(number, part.Reserve());
            whole.Take(number);
            part.Take(number);
            stored[report.Key] = (number, report);
            if (report.Withdrawn) continue;
            whole.Put(number, content, position);
            Put(part, number, content, new SliceCut(partitions, BitsOf(content, r => wanted.Contains(personOf[r.Fingerprint]))), position, random);
        }
        GraphSnapshot all = Cluster(whole, personOf, null);
        GraphSnapshot cut = Cluster(part, personOf, all);
        bool IsWanted(GraphSnapshot graph, int node) => graph.VertexAt(node).Record is { } record
            ? wanted.Contains(personOf[record.Fingerprint])
            : ((partitions >> Partitions.Of(graph.VertexAt(node).Key)) & 1) != 0;
        Assert.Equal(TextOf(all, n => IsWanted(all, n)), TextOf(cut, n => IsWanted(cut, n)));
        // Whatever else stands in the part has its right key, and is a node where it should be.
        for (int vertex = 0; vertex < cut.VertexCount; vertex++)
            if (cut.IsThere(vertex) && cut.VertexAt(vertex).Record is { } record)
                Assert.Equal(all.KeyOf(all.NodeOf(VertexOf(all, record))), cut.KeyOf(cut.NodeOf(vertex)));
    }

    /// <summary>Puts a part in, some after a larger or smaller part of the same report stood there.</summary>
    private static void Put(LinkIndex index, int number, ReportContent content, SliceCut cut, int position, SplitMix random)
    {
        switch (random.Below(3))
        {
            case 0:
                index.Put(number, content, position);
                content = index.ContentOf(number); // a part is cut from what stands there as well as from the report
                index.Take(number);
                break;
            case 1:
                index.Put(number, ReportSlice.Cut(content, new SliceCut(cut.Partitions & 0xFF00FF, 0)), position);
                index.Publish(position);
                index.Take(number);
                break;
        }
        index.Put(number, ReportSlice.Cut(content, cut), position);
    }

    /// <summary>Joins the records that stand in an index; where that is a part, the whole says who is who.</summary>
    private static GraphSnapshot Cluster(LinkIndex index, Dictionary<UInt128, int> personOf, GraphSnapshot? whole)
    {
        foreach (IGrouping<int, (int Vertex, PersonRecord Record)> person in index.Records().GroupBy(r => personOf[r.Record.Fingerprint]))
        {
            int[] vertices = [.. person.OrderBy(r => r.Record.Fingerprint).Select(r => r.Vertex)];
            if (whole is null) index.SetPerson(vertices);
            else
            {
                int node = whole.NodeOf(VertexOf(whole, person.First().Record));
                Assert.True(PersonKeys.TryRead(whole.KeyOf(node), out ulong key));
                index.SetPerson(vertices, new PersonIdentity(whole.VertexAt(node).Record!.Fingerprint, key));
            }
        }
        return index.Publish(1_000);
    }

    private static string TextOf(GraphSnapshot graph, Func<int, bool> which)
    {
        var lines = new List<string>();
        foreach (ExportKind kind in new[] { ExportKind.Entities, ExportKind.Records, ExportKind.Links, ExportKind.Persons })
        {
            foreach ((string order, Action<Utf8JsonWriter> write) in CanonicalExport.Lines(kind, graph, which))
            {
                using var buffer = new MemoryStream();
                using (var writer = new Utf8JsonWriter(buffer, CanonicalJson.WriterOptions)) write(writer);
                lines.Add($"{kind} {order} {System.Text.Encoding.UTF8.GetString(buffer.ToArray())}");
            }
        }
        lines.AddRange(CanonicalExport.PersonRows(graph, which).Select(r => $"row {r.Record} {r.Cluster}"));
        var filter = new GraphFilter { Roles = [MentionRole.Suspect, MentionRole.Victim], Kinds = [EntityKind.Person, EntityKind.Phone] };
        var model = new RingModel { HubDegreeMax = 4 };
        foreach (int node in graph.Nodes().Where(which))
        {
            EntityKey key = graph.KeyOf(node);
            lines.Add($"{key} {graph.Degree(node)} {graph.RingDegree(node)} {RingCarriers.CarriesRings(graph, node, model)} "
                + $"{JsonSerializer.Serialize(EntityReader.Summarise(graph, node, 5).Roles)}");
            foreach (LinkView link in GraphQuestions.Links(graph, key, filter, 1_000, null)!.Items) lines.Add($"{key} {link.From} {link.To} {link.Kind} "
                + $"{link.WeightMillibits} {link.EvidenceCount} {link.CarriesRings} {link.FirstSeen:o} {link.LastSeen:o}");
        }
        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    private static ulong BitsOf(ReportContent content, Func<PersonRecord, bool> which) =>
        RecordsOf(content).Select((record, place) => which(record) ? 1UL << place : 0).Aggregate(0UL, (all, bit) => all | bit);

    private static int VertexOf(GraphSnapshot graph, PersonRecord record) =>
        Enumerable.Range(0, graph.VertexCount).First(v => graph.IsThere(v) && graph.VertexAt(v).Record?.Fingerprint == record.Fingerprint);

    private static IEnumerable<PersonRecord> RecordsOf(ReportContent content) =>
        content.Mentions.Select(m => m.Record).OfType<PersonRecord>().DistinctBy(r => r.Fingerprint);
}
