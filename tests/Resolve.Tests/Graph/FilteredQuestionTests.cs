using FsCheck;
using FsCheck.Fluent;
using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.TestKit.Facts;

namespace Resolve.Tests.Graph;

/// <summary>Answers under random filters compared with plain walks that read every piece of evidence.</summary>
public class FilteredQuestionTests
{
    [Fact]
    public void Expanding_finds_what_evidence_lets_pass() => Check((graph, filter, random) =>
    {
        int start = random.Pick(graph.Nodes().ToList()), hops = 1 + random.Below(4);
        ExpandAnswer answer = GraphQuestions.Expand(graph, new ExpandQuestion { From = [graph.KeyOf(start)], Hops = hops, Limit = 10_000, Filter = filter },
            CancellationToken.None);
        var expected = new Dictionary<int, int> { [start] = 0 };
        List<int> level = [start];
        for (int hop = 1; hop <= hops; hop++)
        {
            List<int> next = [];
            foreach (int node in level.Where(n => hop == 1 || graph.Degree(n) <= filter.HubDegreeMax))
                foreach ((int neighbour, int _) in Steps(graph, filter, node))
                    if (expected.TryAdd(neighbour, hop)) next.Add(neighbour);
            level = next;
        }
        Assert.Equal(
            expected.OrderBy(e => e.Value).ThenBy(e => graph.KeyOf(e.Key)).Select(e => (graph.KeyOf(e.Key), e.Value)),
            answer.Nodes.Select(n => (n.Entity.Key, n.Hop)));
        // No node is large beside this bound, so that each link is found from both ends.
        IEnumerable<int> links = expected.Keys.SelectMany(n => Steps(graph, filter, n).Where(s => expected.ContainsKey(s.Neighbour)).Select(s => s.Link));
        Assert.Equal(
            links.Distinct().Select(l => EntityReader.LinkOf(graph, l, withEvidence: false)).GroupBy(v => (v.From, v.To, v.Kind))
                .Select(g => EntityReader.Merge([.. g])).OrderBy(v => v, Comparer<LinkView>.Create(EntityReader.CompareLinks)).Select(Text),
            answer.Links.Select(Text));
    });

    [Fact]
    public void Pages_of_links_make_up_all_links_that_pass() => Check((graph, filter, random) =>
    {
        int node = random.Pick(graph.Nodes().ToList());
        EntityKey key = graph.KeyOf(node);
        LinkView[] expected =
        [
            .. Steps(graph, filter, node).Select(s => s.Link).Distinct().Select(l => EntityReader.LinkOf(graph, l, withEvidence: true))
                .GroupBy(v => (v.From, v.To, v.Kind)).Select(g => EntityReader.Merge([.. g]))
                .OrderBy(v => v.From == key ? v.To : v.From).ThenBy(v => v.From == key).ThenBy(v => v.Kind),
        ];
        var found = new List<LinkView>();
        string? cursor = null;
        do
        {
            Page<LinkView> page = GraphQuestions.Links(graph, key, filter, 1 + random.Below(3), cursor)!;
            Assert.Equal(expected.Length, page.Total);
            found.AddRange(page.Items);
            cursor = page.Cursor;
        }
        while (cursor is not null);
        Assert.Equal(expected.Select(Text), found.Select(Text));
    });

    [Fact]
    public void The_direct_search_for_paths_finds_what_the_general_one_finds() => Check((graph, filter, random) =>
    {
        filter = filter with { Kinds = [], Roles = [] };
        List<int> nodes = [.. graph.Nodes()];
        var walk = new Walk(graph, filter);
        EntityKey any = graph.KeyOf(nodes[0]); // the search is given nodes
        var question = new PathQuestion { From = any, To = any, HopsMax = 1 + random.Below(7), Count = 1 + random.Below(5) };
        for (int i = 0; i < 10; i++)
        {
            (int from, int to) = (random.Pick(nodes), random.Pick(nodes));
            using var scratch = GraphScratch.Rent(graph.VertexCount);
            var direct = new NodePaths(graph, walk, scratch, CancellationToken.None);
            Assert.Equal(
                PathFinder.Shortest(graph, walk, from, to, question, null, CancellationToken.None),
                PathFinder.Shortest(graph, walk, from, to, question, direct, CancellationToken.None));
        }
    });

    [Fact]
    public void Common_neighbours_are_those_that_each_may_step_to() => Check((graph, filter, random) =>
    {
        List<int> nodes = [.. graph.Nodes()];
        int[] asked = [.. Enumerable.Range(0, 1 + random.Below(3)).Select(_ => random.Pick(nodes)).Distinct()];
        IEnumerable<int> expected = nodes.Except(asked).Where(n => asked.All(a => Steps(graph, filter, a).Any(s => s.Neighbour == n)));
        Assert.Equal(
            expected.Select(graph.KeyOf).Order(),
            GraphQuestions.Common(graph, [.. asked.Select(graph.KeyOf)], filter).Nodes.Select(n => n.Key));
    });

    /// <summary>Steps over links of which some piece of evidence passes, read piece by piece.</summary>
    internal static List<(int Neighbour, int Link)> Steps(GraphSnapshot graph, GraphFilter filter, int node)
    {
        var steps = new List<(int, int)>();
        for (int report = 0; report < graph.ReportCount; report++)
        {
            if (graph.ReportAt(report) is not { } stored) continue;
            foreach (StoredLink piece in stored.Links)
            {
                StoredMention from = stored.Mentions[piece.FromMention], to = stored.Mentions[piece.ToMention];
                foreach ((StoredMention near, StoredMention far) in new[] { (from, to), (to, from) })
                {
                    int neighbour = graph.NodeOf(far.Vertex);
                    if (graph.NodeOf(near.Vertex) != node || neighbour == node) continue;
                    LinkSlot link = graph.LinkAt(piece.Link);
                    if (filter.Kinds.Count > 0 && !filter.Kinds.Contains(graph.KindOf(neighbour))) continue;
                    if (filter.LinkKinds.Count > 0 && !filter.LinkKinds.Contains(link.Kind)) continue;
                    if (filter.Roles.Count > 0 && !filter.Roles.Contains(far.Role)) continue;
                    if (LinkWeights.Millibits(link.Kind, link.Count) < filter.WeightMillibitsMin) continue;
                    DateTimeOffset? time = piece.Detail?.At ?? stored.OccurredAt;
                    if (time is null && stored.OwnTime != DateTimeOffset.MaxValue) time = stored.OwnTime;
                    if ((filter.From is not null || filter.To is not null) && (time is null || time < filter.From || time >= filter.To)) continue;
                    steps.Add((neighbour, piece.Link));
                }
            }
        }
        return steps;
    }

    internal static string Text(LinkView v) =>
        $"{v.From} {v.To} {v.Kind} {v.WeightMillibits} {v.EvidenceCount} {v.CarriesRings} {v.FirstSeen:o} {v.LastSeen:o} {string.Join('|', v.Evidence)}";

    private static GraphFilter Filter(SplitMix random)
    {
        DateTimeOffset Time() => new(2026, 1 + random.Below(9), 1 + random.Below(28), 0, 0, 0, TimeSpan.Zero);
        return new GraphFilter
        {
            Kinds = random.Chance(25) ? [EntityKind.Person, random.Pick<EntityKind>([EntityKind.Phone, EntityKind.Account])] : [],
            LinkKinds = random.Chance(25) ? [LinkKind.MentionedWith, (LinkKind)random.Below(9), (LinkKind)random.Below(9)] : [],
            Roles = random.Chance(25) ? [MentionRole.Suspect, (MentionRole)random.Below(6)] : [],
            From = random.Chance(25) ? Time() : null,
            To = random.Chance(25) ? Time() : null,
            WeightMillibitsMin = random.Chance(25) ? 1 + random.Below(9_000) : 0,
            HubDegreeMax = 3 + random.Below(8),
        };
    }

    internal static void Check(Action<GraphSnapshot, GraphFilter, SplitMix> property) =>
        Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), seed =>
        {
            GraphSnapshot graph = OpenAsync(seed).GetAwaiter().GetResult();
            var random = new SplitMix(seed);
            if (graph.Counts.Links > 0) property(graph, Filter(random), random);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static async Task<GraphSnapshot> OpenAsync(ulong seed)
    {
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions(), null, CancellationToken.None);
        foreach (Report[] facts in new RandomFacts(seed).Make(16).Chunk(6)) await resolver.SubmitAsync(facts, CancellationToken.None);
        return resolver.Graph;
    }
}
