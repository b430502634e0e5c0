using System.Collections.Concurrent;

namespace Resolve.Rings.Detection;

/// <summary>Finds the groups of a graph that an investigator would draw as rings.</summary>
/// <remarks>
/// Hubs are cut out. Links of enough weight join vertices to components: a local rule, which dissolves the giant component of all links. Within each
/// component, with all its links, <see cref="RingSplitter"/> and <see cref="Consolidation"/> decide what is one ring; a vertex without a strong link
/// joins the group that most of its weak links lead to (<see cref="WeakTies"/>). So the groups of a component are
/// a function of that component, and a change elsewhere cannot reach them; one answer for one graph, whatever the order of links or the threads.
/// </remarks>
public static class RingPartitioner
{
    /// <summary>Partitions a graph.</summary>
    /// <param name="graph">The graph, its vertices in canonical order: equal choices fall to the smaller vertex.</param>
    /// <param name="options">The parameters.</param>
    /// <returns>The group of each vertex, numbered from 0 by smallest vertex; -1 for a hub and for a vertex in no group of the fewest members.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    /// <remarks>Near-linear in links.</remarks>
    public static int[] Partition(WeightedGraph graph, RingPartitionOptions options) => PartitionAgain(graph, options, null);

    /// <summary>Partitions a graph, with the splits of components that were met before; the answer is the same.</summary>
    internal static int[] PartitionAgain(WeightedGraph graph, RingPartitionOptions options, SplitMemory? memory)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfInvalid();
        (int[] components, int count) = StrongLinkComponents.Find(graph, options);
        int[] groups = new int[graph.VertexCount];
        Array.Fill(groups, -1);
        SplitComponents(graph, options, components, count, groups, memory);
        WeakTies.Attach(graph, options, WeakTies.FindLoose(graph, options), groups);
        Communities.Renumber(groups);
        return groups;
    }

    /// <summary>Partitions a graph that has changed, at the cost of the components that the change touched.</summary>
    /// <param name="graph">The graph as it is now.</param>
    /// <param name="options">The parameters, the same as before.</param>
    /// <param name="previous">What <see cref="Partition"/> returned before the change, in today's vertices; -1 for new ones.</param>
    /// <param name="changedLinks">The ends of every link that came, went or changed its weight, in any order.</param>
    /// <returns>What <see cref="Partition"/> returns for the graph.</returns>
    /// <exception cref="ArgumentException"><paramref name="previous"/> has not one entry for each vertex.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    /// <remarks>Linear in the graph, by one scan, for numbering and weak ties, near-linear in the links of the touched components for the rest.</remarks>
    public static int[] Repartition(WeightedGraph graph, RingPartitionOptions options, ReadOnlySpan<int> previous,
        ReadOnlySpan<(int First, int Second)> changedLinks)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfInvalid();
        if (previous.Length != graph.VertexCount) throw new ArgumentException("One group for each vertex.", nameof(previous));
        (int[] components, int count) = StrongLinkComponents.Around(graph, options, changedLinks);
        bool[] loose = WeakTies.FindLoose(graph, options);
        int[] groups = NameByFirst(previous, loose);
        foreach ((int first, int second) in changedLinks) groups[first] = groups[second] = -1; // a hub is in no component, and may have been
        for (int v = 0; v < groups.Length; v++) if (components[v] >= 0) groups[v] = -1;
        SplitComponents(graph, options, components, count, groups, null);
        WeakTies.Attach(graph, options, loose, groups);
        Communities.Renumber(groups);
        return groups;
    }

    // Labels that cannot collide with those of recomputed components: each group is named by one of its vertices. Loose ones find their groups again.
    private static int[] NameByFirst(ReadOnlySpan<int> previous, bool[] loose)
    {
        int[] names = new int[previous.Length], groups = new int[previous.Length];
        Array.Fill(names, -1);
        for (int v = 0; v < groups.Length; v++)
        {
            int group = loose[v] ? -1 : previous[v];
            if (group >= 0 && names[group] < 0) names[group] = v;
            groups[v] = group < 0 ? -1 : names[group];
        }
        return groups;
    }

    private static void SplitComponents(WeightedGraph graph, RingPartitionOptions options, int[] components, int count, int[] groups, SplitMemory? memory)
    {
        (int[] starts, int[] members) = LevelGraph.Bucket(components, count);
        int[] positions = new int[graph.VertexCount];
        for (int c = 0; c < count; c++)
            for (int i = starts[c]; i < starts[c + 1]; i++) positions[members[i]] = i - starts[c];

        // The largest first, so that no thread is left alone with it at the end.
        int[] order = [.. Enumerable.Range(0, count).Where(c => starts[c + 1] - starts[c] >= options.GroupSizeMin)
            .OrderByDescending(c => starts[c + 1] - starts[c])];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.ThreadsMax };
        Parallel.ForEach(Partitioner.Create(order, loadBalance: true), parallel, c =>
        {
            ReadOnlySpan<int> component = members.AsSpan(starts[c]..starts[c + 1]);
            int[] local = Split(graph, options, component, positions, components, c, memory);
            for (int i = 0; i < local.Length; i++) if (local[i] >= 0) groups[component[i]] = component[local[i]];
        });
    }

    // The group of each vertex of one component, named by one of its vertices; -1 where the group has too few.
    private static int[] Split(WeightedGraph graph, RingPartitionOptions options, ReadOnlySpan<int> component, int[] positions, int[] components,
        int c, SplitMemory? memory)
    {
        if (component.Length < options.SplitSizeMin) return new int[component.Length];
        (int[] labels, int count) = Split(LevelGraph.Induce(graph, component, positions, components, c), options, memory);
        (int[] starts, int[] members) = LevelGraph.Bucket(labels, count);
        for (int v = 0; v < labels.Length; v++)
            labels[v] = starts[labels[v] + 1] - starts[labels[v]] < options.GroupSizeMin ? -1 : members[starts[labels[v]]];
        return labels;
    }

    private static (int[] Labels, int Count) Split(LevelGraph component, RingPartitionOptions options, SplitMemory? memory)
    {
        if (memory is null || component.Count < SplitMemory.SizeMin) return new RingSplitter(options).Split(component);
        UInt128 name = SplitMemory.NameOf(component);
        if (memory.TryGet(name, out (int[] Labels, int Count) known)) return known;
        (int[] labels, int count) = new RingSplitter(options).Split(component);
        memory.Add(name, labels, count);
        return (labels, count);
    }
}
