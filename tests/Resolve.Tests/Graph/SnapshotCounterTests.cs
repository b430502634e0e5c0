using FsCheck;
using FsCheck.Fluent;
using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.TestKit.Facts;

namespace Resolve.Tests.Graph;

/// <summary>What a snapshot keeps counted is what a walk over all mentions and evidence counts, in each snapshot for ever.</summary>
public class SnapshotCounterTests
{
    [Fact]
    public void Counters_are_what_mentions_and_evidence_say() => Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), seed =>
    {
        foreach (GraphSnapshot graph in GraphsAsync(seed).GetAwaiter().GetResult())
        {
            foreach (int node in graph.Nodes()) CheckNode(graph, node);
            foreach (int link in Enumerable.Range(0, graph.VertexCount).SelectMany(v => LinksOf(graph, v)).Distinct()) CheckLink(graph, link);
            List<int> sorted = [.. graph.Nodes()];
            sorted.Sort(graph.CompareKeys);
            Assert.Equal(graph.Nodes().Select(graph.KeyOf).Order(), sorted.Select(graph.KeyOf));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void A_link_stands_at_both_of_its_ends() => Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), seed =>
    {
        foreach (GraphSnapshot graph in GraphsAsync(seed).GetAwaiter().GetResult())
        {
            var expected = new List<(int Vertex, int Neighbour, int Link)>();
            for (int report = 0; report < graph.ReportCount; report++)
            {
                foreach (StoredLink stated in graph.ReportAt(report)?.Links ?? [])
                {
                    LinkSlot link = graph.LinkAt(stated.Link);
                    expected.Add((link.From, link.To, stated.Link));
                    expected.Add((link.To, link.From, stated.Link));
                }
            }
            var found = new List<(int, int, int)>();
            for (int vertex = 0; vertex < graph.VertexCount; vertex++)
            {
                foreach (Edge edge in graph.EdgesOf(vertex)) found.Add((vertex, edge.Neighbour, edge.Link));
                Assert.Equal(
                    LinksOf(graph, vertex).Distinct().Sum(l => graph.LinkAt(l).RingEdgeCount > 0 ? IsLoop(graph, l) ? 2 : 1 : 0),
                    graph.EdgesOf(vertex).RingEdgeCount);
            }
            Assert.Equal(expected.Distinct().Order(), found.Distinct().Order());
            Assert.Equal(graph.Counts.Links, found.Select(static f => f.Item3).Distinct().Count());
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    private static bool IsLoop(GraphSnapshot graph, int link) => graph.LinkAt(link).From == graph.LinkAt(link).To;

    private static List<int> LinksOf(GraphSnapshot graph, int vertex)
    {
        var links = new List<int>();
        foreach (Edge edge in graph.EdgesOf(vertex)) links.Add(edge.Link);
        return links;
    }

    private static void CheckNode(GraphSnapshot graph, int node)
    {
        List<(int Number, StoredReport Report, StoredMention Mention, PersonRecord? Record)> mentions = [];
        foreach (int vertex in graph.VerticesOf(in node))
        {
            Assert.Equal(node, graph.NodeOf(vertex));
            foreach (MentionPlace place in graph.VertexAt(vertex).MentionSpan)
            {
                StoredReport report = graph.ReportAt(place.Report)!;
                mentions.Add((place.Report, report, report.Mentions[place.Ordinal], graph.VertexAt(vertex).Record));
            }
        }
        mentions.Sort(static (a, b) => StoredReport.CompareByTime(a.Report, b.Report) is not 0 and int order ? order
            : string.CompareOrdinal(a.Mention.Ref, b.Mention.Ref));
        EntitySummary summary = EntityReader.Summarise(graph, node, GraphFilter.HubDegreeDefault);
        Assert.Equal(mentions.Select(static m => m.Number).Distinct().Count(), summary.ReportCount);
        Assert.Equal(
            mentions.Select(static m => (m.Number, m.Mention.Role)).Distinct().GroupBy(static m => m.Role).Select(static g => new RoleCount(g.Key, g.Count()))
                .OrderBy(static r => WireNames.Of(r.Role), StringComparer.Ordinal),
            summary.Roles);
        if (mentions[0].Record is null) return;
        Assert.Equal(PersonKeys.ToKey(mentions[0].Mention.PersonHash), graph.KeyOf(node));
        string? label = mentions.Select(static m => m.Record!.Name).FirstOrDefault(static n => n is not null);
        if (label is not null && mentions.TrueForAll(static m => m.Record!.Name is not null)) Assert.Equal(label, summary.Label);
    }

    private static void CheckLink(GraphSnapshot graph, int number)
    {
        LinkSlot link = graph.LinkAt(number);
        DateTimeOffset? first = null, last = null;
        (int fromRoles, int toRoles) = (0, 0);
        for (int i = 0; i < link.Count; i++)
        {
            StoredReport report = graph.ReportAt(link[i].Report)!;
            StoredLink piece = report.Links[link[i].Ordinal];
            Assert.Equal(number, piece.Link);
            fromRoles |= 1 << (int)report.Mentions[piece.FromMention].Role;
            toRoles |= 1 << (int)report.Mentions[piece.ToMention].Role;
            if (EntityReader.TimeOf(graph, link[i]) is not { } time) continue;
            first = first is null || time < first ? time : first;
            last = last is null || time > last ? time : last;
        }
        Assert.Equal((first?.UtcTicks, last?.UtcTicks), (link.FirstSeen?.UtcTicks, link.LastSeen?.UtcTicks));
        Assert.Equal((fromRoles, toRoles), (link.FromRoles, link.ToRoles));
    }

    /// <summary>Takes facts in bit by bit, withdrawals and new versions among them, and keeps the snapshot after each bit.</summary>
    private static async Task<List<GraphSnapshot>> GraphsAsync(ulong seed)
    {
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions(), null, CancellationToken.None);
        var graphs = new List<GraphSnapshot>();
        foreach (Report[] facts in new RandomFacts(seed).Make(20).Chunk(5))
        {
            await resolver.SubmitAsync(facts, CancellationToken.None);
            graphs.Add(resolver.Graph);
        }
        return graphs;
    }
}
