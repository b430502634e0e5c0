using FsCheck;
using FsCheck.Fluent;
using Resolve.Rings.Detection;

namespace Resolve.Tests.Rings.Detection;

public sealed class WeightedGraphTests
{
    [Fact]
    public void The_order_of_links_and_of_their_ends_does_not_matter() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new RandomGraphs((ulong)seed);
            int count = 1 + random.Next(30);
            List<WeightedLink> links = random.Links(count, random.Next(80));
            WeightedGraph first = WeightedGraph.FromLinks(count, links.ToArray()), second = WeightedGraph.FromLinks(count, random.Shuffled(links));
            return Enumerable.Range(0, count).All(v =>
                first.Neighbours(v).SequenceEqual(second.Neighbours(v)) && first.Weights(v).SequenceEqual(second.Weights(v)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rows_are_sorted_and_both_ends_see_the_summed_weight() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new RandomGraphs((ulong)seed);
            int count = 1 + random.Next(20);
            List<WeightedLink> links = random.Links(count, random.Next(100));
            WeightedGraph graph = RandomGraphs.Graph(count, links);
            for (int v = 0; v < count; v++)
            {
                int[] neighbours = graph.Neighbours(v).ToArray();
                if (!neighbours.SequenceEqual(neighbours.Distinct().Order())) return false;
                for (int i = 0; i < neighbours.Length; i++)
                {
                    int u = neighbours[i], sum = links.Where(l => (l.First == v && l.Second == u) || (l.First == u && l.Second == v)).Sum(l => l.Weight);
                    if (graph.Weights(v)[i] != sum || graph.Weights(u)[graph.Neighbours(u).IndexOf(v)] != sum) return false;
                }
            }
            return graph.LinkCount == links.Select(l => (Math.Min(l.First, l.Second), Math.Max(l.First, l.Second))).Distinct().Count();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Loops_are_left_out_and_sums_saturate()
    {
        WeightedGraph graph = WeightedGraph.FromLinks(2, [new(0, 0, 7), new(0, 1, int.MaxValue), new(1, 0, int.MaxValue)]);
        Assert.Equal(1, graph.LinkCount);
        Assert.Equal(int.MaxValue, graph.Weights(0)[0]);
        Assert.Equal(1, graph.Degree(0));
    }

    [Theory]
    [InlineData(0, 3, 1)]
    [InlineData(-1, 0, 1)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 1, -5)]
    public void A_link_without_two_vertices_and_a_weight_is_refused(int first, int second, int weight) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightedGraph.FromLinks(3, [new(first, second, weight)]));

    [Fact]
    public void A_graph_may_be_empty() => Assert.Equal(0, WeightedGraph.FromLinks(0, []).VertexCount);

    [Fact]
    public void Fixed_point_logarithms_are_close_and_monotone()
    {
        int before = -1;
        for (long value = 1; value < long.MaxValue / 3; value += 1 + value / 97)
        {
            int log = FixedLog2.Of(value);
            Assert.InRange(log - Math.Log2(value) * 65_536, -3, 3);
            Assert.True(log >= before);
            before = log;
        }
    }
}
