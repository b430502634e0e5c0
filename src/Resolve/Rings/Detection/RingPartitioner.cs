namespace Resolve.Rings.Detection;

/// <summary>Finds the groups of a graph that an investigator would draw as rings.</summary>
public static class RingPartitioner
{
    /// <summary>Partitions a graph.</summary>
    /// <param name="graph">The graph, its vertices in canonical order.</param>
    /// <param name="options">The parameters.</param>
    /// <returns>The group of each vertex, numbered from 0 by smallest vertex; -1 for a vertex in no group.</returns>
    public static int[] Partition(WeightedGraph graph, RingPartitionOptions options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        (int[] components, int count) = ConductingComponents.Find(graph, options);
        (int[] starts, int[] members) = LevelGraph.Bucket(components, count);
        int[] positions = new int[graph.VertexCount], groups = new int[graph.VertexCount];
        Array.Fill(groups, -1);
        for (int c = 0; c < count; c++)
            for (int i = starts[c]; i < starts[c + 1]; i++) positions[members[i]] = i - starts[c];
        int[] order = [.. Enumerable.Range(0, count).Where(c => starts[c + 1] - starts[c] >= options.GroupSizeMin).OrderByDescending(c => starts[c + 1] - starts[c])];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.ThreadsMax };
        Parallel.ForEach(System.Collections.Concurrent.Partitioner.Create(order, loadBalance: true), parallel, c =>
        {
            ReadOnlySpan<int> component = members.AsSpan(starts[c]..starts[c + 1]);
            int[] local = Split(LevelGraph.Induce(graph, component, positions, components, c), options);
            for (int i = 0; i < local.Length; i++) if (local[i] >= 0) groups[component[i]] = component[local[i]];
        });
        Communities.Renumber(groups);
        return groups;
    }

    // The group of each vertex of one component, named by one of its vertices.
    private static int[] Split(LevelGraph component, RingPartitionOptions options)
    {
        (int[] labels, int count) = new RingSplitter(options).Split(component);
        (int[] starts, int[] members) = LevelGraph.Bucket(labels, count);
        for (int v = 0; v < labels.Length; v++)
            labels[v] = starts[labels[v] + 1] - starts[labels[v]] < options.GroupSizeMin ? -1 : members[starts[labels[v]]];
        return labels;
    }
}
