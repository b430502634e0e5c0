using FsCheck;
using FsCheck.Fluent;
using Resolve.Rings.Detection;

namespace Resolve.Tests.Rings.Detection;

public sealed class RingPartitionerProperties
{
    private static readonly RingPartitionOptions Options = new() { HubDegreeMax = 25, GroupSizeMax = 60 };

    [Fact]
    public void The_order_of_links_and_the_number_of_threads_do_not_matter() => ForRandomGraphs((count, links, random) =>
        RingPartitioner.Partition(RandomGraphs.Graph(count, links), Options)
            .SequenceEqual(RingPartitioner.Partition(WeightedGraph.FromLinks(count, random.Shuffled(links)), Options with { ThreadsMax = 1 })));

    [Fact]
    public void Groups_are_connected_numbered_by_smallest_vertex_and_large_enough() => ForRandomGraphs((count, links, random) =>
    {
        WeightedGraph graph = RandomGraphs.Graph(count, links);
        int fewest = 2 + random.Next(4), next = 0;
        int[] groups = RingPartitioner.Partition(graph, Options with { GroupSizeMin = fewest });
        foreach (int group in groups)
        {
            if (group > next) return false;
            if (group == next) next++;
        }
        return RandomGraphs.AreConnected(graph, groups) && groups.Where(g => g >= 0).CountBy(g => g).All(g => g.Value >= fewest);
    });

    [Fact]
    public void What_lies_elsewhere_has_no_part_in_a_component() => ForRandomGraphs((count, links, random) =>
    {
        int otherCount = 40;
        List<WeightedLink> others = random.Rings(4, 10, 12, 3);
        int[] alone = RingPartitioner.Partition(RandomGraphs.Graph(count, links), Options);
        WeightedLink[] both = [.. links, .. others.Select(l => new WeightedLink(l.First + count, l.Second + count, l.Weight))];
        int[] together = RingPartitioner.Partition(WeightedGraph.FromLinks(count + otherCount, both), Options);
        return together.AsSpan(0, count).SequenceEqual(alone);
    });

    [Fact]
    public void Vertices_without_links_in_between_change_nothing() => ForRandomGraphs((count, links, _) =>
    {
        int[] dense = RingPartitioner.Partition(RandomGraphs.Graph(count, links), Options);
        IEnumerable<WeightedLink> apart = links.Select(l => new WeightedLink(3 * l.First + 1, 3 * l.Second + 1, l.Weight));
        int[] sparse = RingPartitioner.Partition(RandomGraphs.Graph(3 * count, apart), Options);
        return Enumerable.Range(0, count).All(v => sparse[3 * v + 1] == dense[v] && sparse[3 * v] == -1);
    });

    [Fact]
    public void Recomputing_what_changed_equals_computing_all() => ForRandomGraphs((count, links, random) =>
    {
        List<WeightedLink> after = [.. links.Where(_ => random.Next(20) != 0), .. random.Links(count, random.Next(6))];
        RingPartitionOptions few = Options with { HubDegreeMax = 3 + random.Next(8) }; // so low that a link more or less makes and unmakes hubs
        int[] before = RingPartitioner.Partition(RandomGraphs.Graph(count, links), few);
        (int, int)[] changed = [.. links.Concat(after).GroupBy(l => (Math.Min(l.First, l.Second), Math.Max(l.First, l.Second)))
            .Where(pair => Sum(links, pair.Key) != Sum(after, pair.Key)).Select(pair => pair.Key)];
        WeightedGraph graph = RandomGraphs.Graph(count, after);
        return RingPartitioner.Repartition(graph, few, before, changed).SequenceEqual(RingPartitioner.Partition(graph, few));
    });

    [Fact]
    public void Taking_back_a_change_gives_the_groups_back() => ForRandomGraphs((count, links, random) =>
    {
        WeightedGraph graph = RandomGraphs.Graph(count, links);
        int[] before = RingPartitioner.Partition(graph, Options);
        List<WeightedLink> more = random.Links(count, 4);
        (int, int)[] changed = [.. more.Select(l => (l.First, l.Second))];
        int[] grown = RingPartitioner.Repartition(RandomGraphs.Graph(count, [.. links, .. more]), Options, before, changed);
        return RingPartitioner.Repartition(graph, Options, grown, changed).SequenceEqual(before);
    });

    private static long Sum(List<WeightedLink> links, (int A, int B) pair) =>
        links.Where(l => (l.First == pair.A && l.Second == pair.B) || (l.First == pair.B && l.Second == pair.A)).Sum(l => (long)l.Weight);

    private static void ForRandomGraphs(Func<int, List<WeightedLink>, RandomGraphs, bool> property) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new RandomGraphs((ulong)seed);
            int rings = 1 + random.Next(9), size = 3 + random.Next(14), count = rings * size;
            List<WeightedLink> links = random.Rings(rings, size, random.Next(2 * size), random.Next(2 * rings));
            links.AddRange(random.Links(count, random.Next(count))); // of any weight, so that some are strong and some are not
            return property(count, links, random);
        }).QuickCheckThrowOnFailure();
}
