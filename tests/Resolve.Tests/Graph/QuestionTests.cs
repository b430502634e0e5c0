using FsCheck;
using FsCheck.Fluent;
using Resolve.Runtime.Local;
using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Runtime.Ports;
using Resolve.Reports;
using Resolve.TestKit.Facts;
using Resolve.Runtime.Export;

namespace Resolve.Tests.Graph;

/// <summary>Answers compared with the plainest walk over the exported links.</summary>
public class QuestionTests
{
    [Fact]
    public void Expanding_finds_what_a_plain_walk_finds() => Check((graph, plain, random) =>
    {
        EntityKey from = random.Pick(plain.Keys.Order().ToList());
        int hops = 1 + random.Below(4), hubMax = 3 + random.Below(6);
        ExpandAnswer answer = GraphQuestions.Expand(
            graph, new ExpandQuestion { From = [from], Hops = hops, Limit = 10_000, Filter = new GraphFilter { HubDegreeMax = hubMax } },
                CancellationToken.None);
        var expected = new Dictionary<EntityKey, int> { [from] = 0 };
        List<EntityKey> level = [from];
        for (int hop = 1; hop <= hops; hop++)
        {
            var next = new List<EntityKey>();
            foreach (EntityKey node in level)
                if (hop == 1 || DegreeOf(graph, node) <= hubMax)
                    foreach (EntityKey neighbour in plain[node])
                        if (expected.TryAdd(neighbour, hop)) next.Add(neighbour);
            level = next;
        }
        Assert.Equal(
            expected.OrderBy(e => e.Value).ThenBy(e => e.Key).Select(e => (e.Key, e.Value)),
            answer.Nodes.Select(n => (n.Entity.Key, n.Hop)));
        HashSet<EntityKey> inside = [.. expected.Keys];
        Assert.All(answer.Links, l => Assert.True(inside.Contains(l.From) && inside.Contains(l.To)));
        Assert.Equal(
            expected.Keys.Sum(k => plain[k].Count(inside.Contains)) / 2,
            answer.Links.Select(l => l.From.CompareTo(l.To) < 0 ? (l.From, l.To) : (l.To, l.From)).Distinct().Count());
    });

    [Fact]
    public void Pages_of_an_expansion_make_up_the_whole() => Check((graph, plain, random) =>
    {
        EntityKey from = random.Pick(plain.Keys.Order().ToList());
        var question = new ExpandQuestion { From = [from], Hops = 4, Limit = 10_000 };
        ExpandAnswer whole = GraphQuestions.Expand(graph, question, CancellationToken.None);
        var pages = new List<EntityKey>();
        string? cursor = null;
        do
        {
            ExpandAnswer page = GraphQuestions.Expand(graph, question with { Limit = 1 + random.Below(5), Cursor = cursor }, CancellationToken.None);
            pages.AddRange(page.Nodes.Select(n => n.Entity.Key));
            cursor = page.Cursor;
        }
        while (cursor is not null);
        Assert.Equal(whole.Nodes.Select(n => n.Entity.Key), pages);
    });

    [Fact]
    public void Paths_are_the_shortest_ones_in_the_order_of_their_keys() => Check((graph, plain, random) =>
    {
        List<EntityKey> keys = [.. plain.Keys.Order()];
        EntityKey from = random.Pick(keys), to = random.Pick(keys);
        int hubMax = 4 + random.Below(8), count = 1 + random.Below(4), hopsMax = 1 + random.Below(4);
        List<List<EntityKey>> all = [];
        void Extend(List<EntityKey> path)
        {
            if (path[^1] == to) all.Add(path);
            else if (path.Count <= hopsMax && (path.Count == 1 || DegreeOf(graph, path[^1]) <= hubMax))
                foreach (EntityKey next in plain[path[^1]])
                    if (!path.Contains(next)) Extend([.. path, next]);
        }
        Extend([from]);
        string[] expected = [.. all.OrderBy(p => p.Count).ThenBy(p => p, Comparer<List<EntityKey>>.Create(CompareKeys)).Take(count)
            .Select(p => string.Join(' ', p))];
        PathAnswer answer = PathFinder.Find(
            graph, new PathQuestion { From = from, To = to, HopsMax = hopsMax, Count = count, Filter = new GraphFilter { HubDegreeMax = hubMax } },
                CancellationToken.None);
        Assert.Equal(expected, answer.Paths.Select(p => string.Join(' ', p.Nodes.Select(n => n.Key))));
        Assert.All(answer.Paths, p => Assert.All(p.Links, step => Assert.NotEmpty(step)));
    });

    [Fact]
    public void Common_neighbours_are_those_of_all() => Check((graph, plain, random) =>
    {
        List<EntityKey> keys = [.. plain.Keys.Order()];
        EntityKey a = random.Pick(keys), b = random.Pick(keys);
        if (a == b) return;
        Assert.Equal(
            plain[a].Intersect(plain[b]).Order(),
            GraphQuestions.Common(graph, [a, b], GraphFilter.None).Nodes.Select(n => n.Key));
    });

    [Fact]
    public void Every_link_gives_its_evidence_down_to_the_report() => Check((graph, plain, random) =>
    {
        foreach (EntityKey key in plain.Keys)
        {
            Page<LinkView> links = GraphQuestions.Links(graph, key, GraphFilter.None, 1_000, null)!;
            Assert.All(links.Items, link => Assert.Equal(link.EvidenceCount, link.Evidence.Count));
            Assert.Equal(plain[key].Order(), links.Items.Select(l => l.From == key ? l.To : l.From).Distinct().Order());
        }
    });

    private static int CompareKeys(List<EntityKey>? a, List<EntityKey>? b)
    {
        for (int i = 0; i < a!.Count; i++)
            if (a[i] != b![i]) return a[i].CompareTo(b[i]);
        return 0;
    }

    private static int DegreeOf(GraphSnapshot graph, EntityKey key) => GraphQuestions.Describe(graph, key)!.Summary.LinkCount;

    private static void Check(Action<GraphSnapshot, Dictionary<EntityKey, HashSet<EntityKey>>, SplitMix> property) =>
        Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), seed =>
        {
            List<Report> facts = new RandomFacts(seed).Make(12);
            using Task<GraphSnapshot> open = OpenAsync(facts);
            GraphSnapshot graph = open.GetAwaiter().GetResult();
            Dictionary<EntityKey, HashSet<EntityKey>> plain = Plain(graph);
            if (plain.Count > 0) property(graph, plain, new SplitMix(seed));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static async Task<GraphSnapshot> OpenAsync(List<Report> facts)
    {
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions(), null, CancellationToken.None);
        await resolver.SubmitAsync(facts, CancellationToken.None);
        return resolver.Graph;
    }

    /// <summary>Who is linked with whom, read from the exported lines.</summary>
    private static Dictionary<EntityKey, HashSet<EntityKey>> Plain(GraphSnapshot graph)
    {
        var plain = new Dictionary<EntityKey, HashSet<EntityKey>>();
        foreach (System.Text.Json.JsonElement entity in Lines(ExportKind.Entities, graph)) plain.Add(EntityKey.Parse(entity.GetProperty("key").GetString()!),
            []);
        foreach (System.Text.Json.JsonElement link in Lines(ExportKind.Links, graph))
        {
            EntityKey from = EntityKey.Parse(link.GetProperty("from").GetString()!), to = EntityKey.Parse(link.GetProperty("to").GetString()!);
            plain[from].Add(to);
            plain[to].Add(from);
        }
        return plain;
    }

    private static List<System.Text.Json.JsonElement> Lines(ExportKind kind, GraphSnapshot graph) =>
        [.. CanonicalExport.Rendered(CanonicalExport.Lines(kind, graph, static _ => true))
            .Select(l => System.Text.Json.JsonDocument.Parse(l.Line.ToArray()).RootElement)];
}
