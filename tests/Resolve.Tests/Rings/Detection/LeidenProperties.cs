using FsCheck;
using FsCheck.Fluent;
using Resolve.Rings.Detection;

namespace Resolve.Tests.Rings.Detection;

public sealed class LeidenProperties
{
    private const int Resolution = 700;

    [Fact]
    public void Communities_are_connected() => ForRandomGraphs((graph, _) => RandomGraphs.AreConnected(graph, Leiden.Partition(graph, Resolution)));

    [Fact]
    public void No_single_move_improves_the_quality() => ForRandomGraphs((graph, _) =>
    {
        int[] communities = Leiden.Partition(graph, Resolution);
        Int128 quality = Leiden.Quality(graph, communities, Resolution);
        for (int v = 0; v < communities.Length; v++)
        {
            int own = communities[v];
            for (int target = 0; target <= communities.Max() + 1; target++)
            {
                communities[v] = target;
                if (Leiden.Quality(graph, communities, Resolution) > quality) return false;
                communities[v] = own;
            }
        }
        return true;
    });

    [Fact]
    public void Communities_cannot_be_joined_with_gain() => ForRandomGraphs((graph, _) =>
    {
        int[] communities = Leiden.Partition(graph, Resolution);
        Int128 quality = Leiden.Quality(graph, communities, Resolution);
        int count = communities.Length == 0 ? 0 : communities.Max() + 1;
        for (int a = 0; a < count; a++)
            for (int b = 0; b < a; b++)
                if (Leiden.Quality(graph, [.. communities.Select(c => c == a ? b : c)], Resolution) > quality) return false;
        return true;
    });

    [Fact]
    public void The_order_of_links_does_not_matter() => ForRandomGraphs((graph, random) =>
    {
        var links = new List<WeightedLink>();
        for (int v = 0; v < graph.VertexCount; v++)
            for (int i = 0; i < graph.Degree(v); i++)
                if (graph.Neighbours(v)[i] < v) links.Add(new WeightedLink(v, graph.Neighbours(v)[i], graph.Weights(v)[i]));
        WeightedGraph again = WeightedGraph.FromLinks(graph.VertexCount, random.Shuffled(links));
        return Leiden.Partition(graph, Resolution).SequenceEqual(Leiden.Partition(again, Resolution));
    });

    [Fact]
    public void Tiny_graphs_mostly_reach_the_best_of_all_partitions()
    {
        int best = 0;
        const int Count = 300;
        for (int seed = 0; seed < Count; seed++)
        {
            var random = new RandomGraphs((ulong)seed);
            WeightedGraph graph = RandomGraphs.Graph(7, random.Links(7, 6 + random.Next(10), 3_000));
            Int128 found = Leiden.Quality(graph, Leiden.Partition(graph, Resolution), Resolution), optimum = Optimum(graph);
            Assert.True(found <= optimum);
            if (found == optimum) best++;
        }
        Assert.True(best >= Count * 9 / 10, $"{best} of {Count}");
    }

    [Fact]
    public void Two_cliques_on_one_link_are_two_communities()
    {
        WeightedGraph graph = RandomGraphs.Graph(10, [.. RandomGraphs.Clique(0, 5), .. RandomGraphs.Clique(5, 5), new WeightedLink(2, 7, 3_000)]);
        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 1, 1, 1], Leiden.Partition(graph, 500));
    }

    [Fact]
    public void Costs_saturate_instead_of_overflowing()
    {
        var model = new PottsModel(1, 1L << 40);
        Assert.True(model.Gain(1L << 40, 1L << 30, 1L << 30) < 0);
        Assert.True(model.Cost(1L << 30, 1L << 31) >= model.Cost(1L << 30, 1L << 30));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Parameters_below_one_are_refused(int resolution, int iterations) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Leiden.Partition(WeightedGraph.FromLinks(1, []), resolution, iterations));

    private static void ForRandomGraphs(Func<WeightedGraph, RandomGraphs, bool> property) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new RandomGraphs((ulong)seed);
            int count = random.Next(25);
            return property(RandomGraphs.Graph(count, count == 0 ? [] : random.Links(count, random.Next(60), 3_000)), random);
        }).QuickCheckThrowOnFailure();

    // All set partitions, as restricted growth strings.
    private static Int128 Optimum(WeightedGraph graph)
    {
        int[] labels = new int[graph.VertexCount];
        Int128 best = 0;
        void Go(int v, int used)
        {
            if (v == labels.Length)
            {
                best = Int128.Max(best, Leiden.Quality(graph, labels, Resolution));
                return;
            }
            for (labels[v] = 0; labels[v] <= used; labels[v]++) Go(v + 1, Math.Max(used, labels[v] + 1));
        }
        Go(0, 0);
        return best;
    }
}
