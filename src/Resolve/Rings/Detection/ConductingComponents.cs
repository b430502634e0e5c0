namespace Resolve.Rings.Detection;

/// <summary>Components over the links that conduct.</summary>
internal static class ConductingComponents
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
                if (weights[i] >= options.ConductingWeight && parent[neighbours[i]] >= 0) Union(parent, v, neighbours[i]);
        }
        for (int v = 0; v < parent.Length; v++) if (parent[v] >= 0) parent[v] = Root(parent, v);
        return (parent, Communities.Renumber(parent));
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
