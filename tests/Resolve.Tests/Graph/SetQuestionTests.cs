using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Reports;
using Resolve.TestKit.Facts;
using static Resolve.Tests.Graph.FilteredQuestionTests;

namespace Resolve.Tests.Graph;

/// <summary>Rankings, counts, cuts, sets, timelines and strongest paths compared with plain walks that read every piece of evidence.</summary>
public class SetQuestionTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public void Neighbours_are_ranked_by_what_evidence_lets_pass() => Check((graph, filter, random) =>
    {
        int node = random.Pick(graph.Nodes().ToList());
        var expected = Steps(graph, filter, node).Distinct().GroupBy(static s => s.Neighbour).Select(g =>
        {
            LinkView[] links = [.. g.Select(s => EntityReader.LinkOf(graph, s.Link, withEvidence: true)).GroupBy(static v => (v.From, v.To, v.Kind))
                .Select(static v => EntityReader.Merge([.. v]))];
            return (Key: graph.KeyOf(g.Key), Weight: links.Sum(static l => l.WeightMillibits), Evidence: links.Sum(static l => l.EvidenceCount),
                Kinds: string.Join(' ', links.Select(static l => l.Kind).Distinct().Order()), Rings: links.Any(static l => l.CarriesRings),
                First: links.Min(static l => l.FirstSeen), Last: links.Max(static l => l.LastSeen));
        }).OrderByDescending(static n => n.Weight).ThenByDescending(static n => n.Evidence).ThenBy(static n => n.Key).ToArray();
        var found = new List<Neighbour>();
        for (string? cursor = null; ;)
        {
            Page<Neighbour> page = Neighbours.Of(graph, new NeighboursQuestion(graph.KeyOf(node), filter, 1 + random.Below(4), cursor))!;
            Assert.Equal(expected.Length, page.Total);
            found.AddRange(page.Items);
            if ((cursor = page.Cursor) is null) break;
        }
        Assert.Equal(expected, found.Select(static n =>
            (n.Entity.Key, n.WeightMillibits, n.EvidenceCount, string.Join(' ', n.Kinds), n.CarriesRings, n.FirstSeen, n.LastSeen)));
        Assert.Null(Neighbours.Of(graph, new NeighboursQuestion(EntityKey.Parse("phone:+84900000001"), filter, 5, null)));
    });

    [Fact]
    public void Counts_are_those_of_the_walk_that_they_announce() => Check((graph, filter, random) =>
    {
        int[] starts = Some(graph, random);
        int hops = 1 + random.Below(4);
        List<int>[] levels = Levels(graph, filter, starts, hops, null, []);
        CountAnswer answer = GraphQuestions.Count(graph, new CountQuestion([.. starts.Select(graph.KeyOf), EntityKey.Parse("phone:+84900000001")], hops,
            filter), None);
        Assert.Equal(
            levels.Select((l, hop) => (hop, l.Count, l.Count(n => graph.Degree(n) > filter.HubDegreeMax),
                string.Join(' ', l.GroupBy(graph.KindOf).OrderBy(static g => g.Key).Select(static g => $"{g.Key} {g.Count()}")))).Where(static l =>
                    l.Count > 0),
            answer.Hops.Select(static h => (h.Hop, h.EntityCount, h.HubCount, string.Join(' ', h.Kinds.Select(static k => $"{k.Kind} {k.EntityCount}")))));
        Assert.Equal([EntityKey.Parse("phone:+84900000001")], answer.NotFound);
    });

    [Fact]
    public void A_hop_that_brings_too_many_is_cut_and_says_so() => Check((graph, filter, random) =>
    {
        int[] starts = Some(graph, random);
        int hops = 1 + random.Below(4), limit = 1 + random.Below(3);
        var leftOut = new HashSet<int>();
        var cuts = new List<HopCut>();
        List<int>[] levels = Levels(graph, filter, starts, hops, limit, leftOut, cuts);
        var question = new ExpandQuestion { From = [.. starts.Select(graph.KeyOf)], Hops = hops, Limit = 1 + random.Below(20), Filter = filter,
            HopLimit = limit };
        var found = new List<ReachedEntity>();
        for (string? cursor = null; ;)
        {
            ExpandAnswer page = GraphQuestions.Expand(graph, question with { Cursor = cursor }, None);
            Assert.Equal(cuts, page.Cuts);
            found.AddRange(page.Nodes);
            if ((cursor = page.Cursor) is null) break;
        }
        Assert.Equal(
            levels.SelectMany((l, hop) => l.OrderBy(graph.KeyOf).Select(n => (hop, graph.KeyOf(n), IsWalked(n, hop) && Steps(graph, filter, n)
                .Any(s => leftOut.Contains(s.Neighbour))))),
            found.Select(static n => (n.Hop, n.Entity.Key, n.IsCut)));
        bool IsWalked(int node, int hop) => hop < hops && (hop == 0 || graph.Degree(node) <= filter.HubDegreeMax);
    });

    [Fact]
    public void A_subgraph_is_the_links_among_its_set() => Check((graph, filter, random) =>
    {
        int[] set = Some(graph, random, 12);
        IEnumerable<int> links = set.SelectMany(n => Steps(graph, filter, n).Where(s => set.Contains(s.Neighbour)).Select(static s => s.Link)).Distinct();
        SubgraphAnswer answer = SubgraphAnswer.Of(GraphQuestions.Expand(graph, new SubgraphQuestion([.. set.Select(graph.KeyOf)], filter).AsExpand(), None));
        Assert.Equal(set.Select(graph.KeyOf).Order(), answer.Nodes.Select(static n => n.Key));
        Assert.Equal(
            links.Select(l => EntityReader.LinkOf(graph, l, withEvidence: false)).GroupBy(static v => (v.From, v.To, v.Kind))
                .Select(static g => EntityReader.Merge([.. g])).OrderBy(static v => v, Comparer<LinkView>.Create(EntityReader.CompareLinks)).Select(Text),
            answer.Links.Select(Text));
    });

    [Fact]
    public void A_timeline_is_the_reports_of_its_entities() => Check((graph, filter, random) =>
    {
        int[] nodes = Some(graph, random);
        var question = new TimelineQuestion([.. nodes.Select(graph.KeyOf)], filter.From, filter.To, 1 + random.Below(3), null);
        var expected = new List<(StoredReport Report, string Mentions)>();
        for (int number = 0; number < graph.ReportCount; number++)
        {
            if (graph.ReportAt(number) is not { } report) continue;
            bool hasTime = report.OwnTime != DateTimeOffset.MaxValue;
            if ((question.From is not null || question.To is not null) && (!hasTime || report.OwnTime < question.From
                || report.OwnTime >= question.To)) continue;
            string mentions = string.Join(", ", report.Mentions.Where(m => nodes.Contains(graph.NodeOf(m.Vertex)))
                .Select(m => (Key: graph.KeyOf(graph.NodeOf(m.Vertex)), m.Role, m.Ref)).OrderBy(static m => m.Key).ThenBy(static m => m.Ref,
                    StringComparer.Ordinal));
            if (mentions.Length > 0) expected.Add((report, mentions));
        }
        var found = new List<TimelineEvent>();
        for (string? cursor = null; ;)
        {
            TimelineAnswer page = Timelines.Of(graph, question with { Cursor = cursor });
            found.AddRange(page.Events);
            if ((cursor = page.Cursor) is null) break;
        }
        Assert.Equal(
            expected.Order(Comparer<(StoredReport Report, string Mentions)>.Create(static (a, b) => StoredReport.CompareByTime(a.Report, b.Report)))
                .Select(static e => (e.Report.Key, e.Report.Version, e.Report.Position, e.Mentions)),
            found.Select(static e => (new ReportKey(e.Source, e.Id), e.Version, e.Position,
                string.Join(", ", e.Mentions.Select(static m => (m.Key, m.Role, m.Ref))))));
    });

    [Fact]
    public void Strongest_paths_are_those_whose_weakest_step_is_strongest() => Check((graph, filter, random) =>
    {
        List<int> nodes = [.. graph.Nodes()];
        int from = random.Pick(nodes), to = random.Pick(nodes), hopsMax = 1 + random.Below(4), count = 1 + random.Below(6);
        if (from == to) return;
        var steps = new Dictionary<int, (int Neighbour, int Weight)[]>();
        (int Neighbour, int Weight)[] From(int node)
        {
            if (!steps.TryGetValue(node, out (int, int)[]? known))
                steps[node] = known = [.. Steps(graph, filter, node).GroupBy(static s => s.Neighbour).Select(g => (g.Key, g.Max(s =>
                    LinkWeights.Millibits(graph.LinkAt(s.Link).Kind, graph.LinkAt(s.Link).Count))))];
            return known;
        }
        var all = new List<(int Weakest, int[] Path)>();
        void Extend(int[] path, int weakest)
        {
            if (path[^1] == to) all.Add((weakest, path));
            else if (path.Length <= hopsMax && (path.Length == 1 || graph.Degree(path[^1]) <= filter.HubDegreeMax))
                foreach ((int next, int weight) in From(path[^1]))
                    if (!path.Contains(next)) Extend([.. path, next], Math.Min(weakest, weight));
        }
        Extend([from], int.MaxValue);
        string[] expected =
        [
            .. all.Select(p => (p.Weakest, Keys: Array.ConvertAll(p.Path, n => graph.KeyOf(n).ToString()))).OrderByDescending(static p => p.Weakest)
                .ThenBy(static p => p.Keys.Length).ThenBy(static p => p.Keys, Comparer<string[]>.Create(CompareTexts)).Take(count)
                .Select(static p => string.Join(' ', p.Keys)),
        ];
        PathAnswer answer = PathFinder.Find(graph, new PathQuestion { From = graph.KeyOf(from), To = graph.KeyOf(to), HopsMax = hopsMax, Count = count,
            Filter = filter, Order = PathOrder.Weight }, None);
        Assert.Equal(expected, answer.Paths.Select(static p => string.Join(' ', p.Nodes.Select(static n => n.Key))));
        Assert.All(answer.Paths, static p => Assert.All(p.Links, static step => Assert.NotEmpty(step)));
    });

    private static int CompareTexts(string[]? a, string[]? b) =>
        a!.Zip(b!, string.CompareOrdinal).FirstOrDefault(static o => o != 0);

    private static int[] Some(GraphSnapshot graph, SplitMix random, int most = 3) =>
        [.. Enumerable.Range(0, 1 + random.Below(most)).Select(_ => random.Pick(graph.Nodes().ToList())).Distinct()];

    /// <summary>Walks hop by hop; what a hop brings beyond the limit is left out for good.</summary>
    private static List<int>[] Levels(
        GraphSnapshot graph, GraphFilter filter, int[] starts, int hops, int? limit, HashSet<int> leftOut, List<HopCut>? cuts = null)
    {
        HashSet<int> seen = [.. starts];
        List<List<int>> levels = [[.. starts]];
        for (int hop = 1; hop <= hops; hop++)
        {
            List<int> next = [];
            foreach (int node in levels[^1].Where(n => hop == 1 || graph.Degree(n) <= filter.HubDegreeMax))
                foreach ((int neighbour, int _) in Steps(graph, filter, node))
                    if (seen.Add(neighbour)) next.Add(neighbour);
            next = [.. next.OrderBy(graph.KeyOf)];
            if (next.Count > limit)
            {
                cuts?.Add(new HopCut(hop, next.Count, limit.Value));
                leftOut.UnionWith(next.Skip(limit.Value));
                next = [.. next.Take(limit.Value)];
            }
            levels.Add(next);
        }
        return [.. levels];
    }
}
