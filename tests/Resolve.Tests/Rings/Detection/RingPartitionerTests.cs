using Resolve.Rings.Detection;

namespace Resolve.Tests.Rings.Detection;

public sealed class RingPartitionerTests
{
    private static readonly RingPartitionOptions Options = new();

    [Fact]
    public void A_graph_without_vertices_or_links_has_no_groups()
    {
        Assert.Empty(RingPartitioner.Partition(WeightedGraph.FromLinks(0, []), Options));
        Assert.Equal([-1, -1], RingPartitioner.Partition(WeightedGraph.FromLinks(2, []), Options));
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(5, 30)]
    [InlineData(8, 12)]
    public void Two_tight_rings_on_one_strong_link_are_two(int first, int second)
    {
        List<WeightedLink> links = [.. RandomGraphs.Clique(0, first), .. RandomGraphs.Clique(first, second), new WeightedLink(0, first, 3_000)];
        int[] groups = RingPartitioner.Partition(RandomGraphs.Graph(first + second, links), Options);
        Assert.All(Enumerable.Range(0, first + second), v => Assert.Equal(v < first ? 0 : 1, groups[v]));
    }

    [Fact]
    public void Weak_links_join_nothing_by_themselves_but_count_within()
    {
        WeightedLink[] links = [new(0, 1, 3_000), new(2, 3, 3_000), new(1, 2, 1_000), new(4, 5, 1_000)];
        Assert.Equal([0, 0, 1, 1, -1, -1], RingPartitioner.Partition(WeightedGraph.FromLinks(6, links), Options));
    }

    [Fact]
    public void A_vertex_with_weak_links_only_joins_the_group_that_several_of_them_lead_to()
    {
        List<WeightedLink> rings = [.. RandomGraphs.Clique(0, 5), .. RandomGraphs.Clique(5, 5)];
        int GroupOfTen(params (int To, int Weight)[] ties) =>
            RingPartitioner.Partition(RandomGraphs.Graph(12, [.. rings, .. ties.Select(t => new WeightedLink(10, t.To, t.Weight))]), Options)[10];
        Assert.Equal(-1, GroupOfTen((0, 1_000)));
        Assert.Equal(0, GroupOfTen((0, 1_000), (1, 1_000)));
        Assert.Equal(1, GroupOfTen((0, 1_000), (6, 1_000), (8, 1_000)));
        Assert.Equal(-1, GroupOfTen((0, 1_000), (1, 1_000), (6, 1_000), (8, 1_000)));
        Assert.Equal(-1, GroupOfTen((0, 1_000), (1, 1_000), (11, 1_999), (6, 1)));
    }

    [Fact]
    public void A_hub_joins_nothing_and_belongs_nowhere()
    {
        var links = new List<WeightedLink>();
        for (int ring = 0; ring < 4; ring++) links.AddRange(RandomGraphs.Clique(1 + 5 * ring, 5));
        for (int v = 1; v <= 20; v++) links.Add(new WeightedLink(0, v, 9_000));
        int[] groups = RingPartitioner.Partition(RandomGraphs.Graph(21, links), Options with { HubDegreeMax = 19 });
        Assert.Equal(-1, groups[0]);
        Assert.All(Enumerable.Range(1, 20), v => Assert.Equal((v - 1) / 5, groups[v]));
    }

    [Fact]
    public void A_connector_below_the_cap_does_not_join_the_rings_it_touches()
    {
        var links = new List<WeightedLink>();
        for (int ring = 0; ring < 4; ring++) links.AddRange(RandomGraphs.Clique(1 + 6 * ring, 6));
        for (int ring = 0; ring < 4; ring++)
            for (int i = 0; i < 2; i++) links.Add(new WeightedLink(0, 1 + 6 * ring + i, 3_000));
        int[] groups = RingPartitioner.Partition(RandomGraphs.Graph(25, links), Options);
        Assert.Equal(4, groups.Distinct().Count(g => g >= 0));
        Assert.All(Enumerable.Range(1, 24), v => Assert.Equal(groups[1 + (v - 1) / 6 * 6], groups[v]));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(15)]
    [InlineData(40)]
    public void A_tree_or_a_chain_of_strong_links_stays_whole(int size)
    {
        IEnumerable<WeightedLink> chain = Enumerable.Range(1, size - 1).Select(v => new WeightedLink(v - 1, v, 3_000));
        IEnumerable<WeightedLink> tree = Enumerable.Range(1, size - 1).Select(v => new WeightedLink((v - 1) / 2, v, 3_000));
        Assert.All(RingPartitioner.Partition(RandomGraphs.Graph(size, chain), Options), group => Assert.Equal(0, group));
        Assert.All(RingPartitioner.Partition(RandomGraphs.Graph(size, tree), Options), group => Assert.Equal(0, group));
    }

    [Fact]
    public void A_household_on_one_link_belongs_to_the_ring_it_hangs_on()
    {
        List<WeightedLink> links = [.. RandomGraphs.Clique(0, 12), new WeightedLink(3, 12, 3_000), new WeightedLink(12, 13, 3_000),
            new WeightedLink(13, 14, 3_000)];
        Assert.All(RingPartitioner.Partition(RandomGraphs.Graph(15, links), Options), group => Assert.Equal(0, group));
    }

    [Fact]
    public void Rings_of_many_sizes_in_one_component_come_out()
    {
        var random = new RandomGraphs(7);
        var links = new List<WeightedLink>();
        var truth = new List<int>();
        for (int ring = 0; ring < 60; ring++)
        {
            int first = truth.Count, size = 5 + ring;
            foreach (WeightedLink link in random.Rings(1, size, 2 * size, 0)) links.Add(new WeightedLink(first + link.First, first + link.Second, link.Weight));
            if (ring > 0) links.Add(new WeightedLink(first, random.Next(first), 3_000)); // one strong link to some earlier ring
            truth.AddRange(Enumerable.Repeat(ring, size));
        }
        int[] groups = RingPartitioner.Partition(RandomGraphs.Graph(truth.Count, links), Options);
        int exact = Enumerable.Range(0, 60).Count(ring =>
        {
            int group = groups[truth.IndexOf(ring)];
            return Enumerable.Range(0, groups.Length).All(v => (groups[v] == group) == (truth[v] == ring));
        });
        Assert.True(exact >= 57, $"{exact} of 60 rings exactly");
    }

    [Fact]
    public void Growth_leaves_the_rings_it_does_not_touch_as_they_were()
    {
        var random = new RandomGraphs(11);
        List<WeightedLink> links = random.Rings(100, 15, 30, 120); // bridges enough for one component of nearly all rings
        int[] before = RingPartitioner.Partition(RandomGraphs.Graph(1_500, links), Options);
        WeightedLink[] growth = [.. random.Links(1_500, links.Count / 100).Select(l => l with { Weight = 3_000 })];
        int[] after = RingPartitioner.Partition(RandomGraphs.Graph(1_500, [.. links, .. growth]), Options);
        int[] touched = [.. growth.SelectMany(l => new[] { before[l.First], before[l.Second] })];
        int[] untouched = [.. before.Where(g => g >= 0).Distinct().Except(touched)];
        int same = untouched.Count(g =>
        {
            int[] members = [.. Enumerable.Range(0, 1_500).Where(v => before[v] == g)];
            return Enumerable.Range(0, 1_500).All(v => (after[v] == after[members[0]]) == (before[v] == g));
        });
        Assert.True(untouched.Length > 30);
        Assert.True(same >= untouched.Length * 0.99, $"{same} of {untouched.Length}");
    }

    [Fact]
    public void Parameters_out_of_range_are_refused()
    {
        WeightedGraph graph = WeightedGraph.FromLinks(1, []);
        Assert.Throws<ArgumentOutOfRangeException>(() => RingPartitioner.Partition(graph, Options with { UnitWeight = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => RingPartitioner.Partition(graph, Options with { BackgroundBits = 41 }));
        Assert.Throws<ArgumentException>(() => RingPartitioner.Repartition(graph, Options, [], []));
    }
}
