using System.Runtime.InteropServices;

namespace Resolve.Rings.Detection;

/// <summary>The components over strong links.</summary>
internal static class StrongLinkComponents
{
    /// <summary>Finds the components over links of at least a weight between vertices that are no hubs.</summary>
    /// <returns>The component of each vertex, numbered by smallest vertex, -1 for hubs; and the number of components, single vertices included.</returns>
    public static (int[] Labels, int Count) Find(WeightedGraph graph, RingPartitionOptions options)
    {
        int[] parent = new int[graph.VertexCount];
        for (int v = 0; v < parent.Length; v++) parent[v] = graph.Degree(v) > options.HubDegreeMax ? -1 : v;
        for (int v = 0; v < parent.Length; v++)
        {
            if (parent[v] < 0) continue;
            ReadOnlySpan<int> neighbours = graph.Neighbours(v), weights = graph.Weights(v);
            for (int i = 0; i < neighbours.Length && neighbours[i] < v; i++)
                if (weights[i] >= options.StrongLinkWeight && parent[neighbours[i]] >= 0) Union(parent, v, neighbours[i]);
        }
        for (int v = 0; v < parent.Length; v++) if (parent[v] >= 0) parent[v] = Root(parent, v);
        return (parent, Communities.Renumber(parent));
    }

    /// <summary>Finds those components which a change can have reached.</summary>
    /// <param name="graph">The graph as it is now.</param>
    /// <param name="options">The parameters.</param>
    /// <param name="changedLinks">The ends of every link that came, went or changed its weight.</param>
    /// <returns>The component of each vertex, -1 for hubs and vertices of other components; and the number of components.</returns>
    public static (int[] Labels, int Count) Around(WeightedGraph graph, RingPartitionOptions options, ReadOnlySpan<(int First, int Second)> changedLinks)
    {
        var changes = new Dictionary<int, int>();
        foreach ((int first, int second) in changedLinks)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(changes, first, out _)++;
            CollectionsMarshal.GetValueRefOrAddDefault(changes, second, out _)++;
        }
        int[] labels = new int[graph.VertexCount];
        Array.Fill(labels, -1);
        var queue = new Queue<int>();
        int count = 0;
        foreach ((int v, int linkCount) in changes)
        {
            count += Flood(graph, options, v, count, labels, queue);
            // A vertex that has become a hub leaves the components of all its neighbours; one that was a hub before cannot have been in any.
            if (graph.Degree(v) <= options.HubDegreeMax || graph.Degree(v) - linkCount > options.HubDegreeMax) continue;
            foreach (int u in graph.Neighbours(v)) count += Flood(graph, options, u, count, labels, queue);
        }
        return (labels, Communities.Renumber(labels));
    }

    private static int Flood(WeightedGraph graph, RingPartitionOptions options, int root, int label, int[] labels, Queue<int> queue)
    {
        if (labels[root] >= 0 || graph.Degree(root) > options.HubDegreeMax) return 0;
        labels[root] = label;
        queue.Enqueue(root);
        while (queue.TryDequeue(out int v))
        {
            ReadOnlySpan<int> neighbours = graph.Neighbours(v), weights = graph.Weights(v);
            for (int i = 0; i < neighbours.Length; i++)
            {
                int u = neighbours[i];
                if (weights[i] < options.StrongLinkWeight || labels[u] >= 0 || graph.Degree(u) > options.HubDegreeMax) continue;
                labels[u] = label;
                queue.Enqueue(u);
            }
        }
        return 1;
    }

    // The smaller vertex becomes the root, so that roots need no renumbering to be canonical.
    private static void Union(int[] parent, int a, int b)
    {
        a = Root(parent, a);
        b = Root(parent, b);
        if (a < b) parent[b] = a;
        else parent[a] = b;
    }

    private static int Root(int[] parent, int v)
    {
        while (parent[v] != v) v = parent[v] = parent[parent[v]];
        return v;
    }
}
