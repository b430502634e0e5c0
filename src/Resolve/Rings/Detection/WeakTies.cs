namespace Resolve.Rings.Detection;

/// <summary>Vertices without a strong link: each joins the group which it has several links to, and most of their weight.</summary>
/// <remarks>One call makes no member; calls with three of a ring and with nobody else do. Only groups made by strong links are joined, so there are no
/// chains.</remarks>
internal static class WeakTies
{
    private const int LinkCountMin = 2;

    /// <summary>Finds the vertices without a strong link, hubs left out.</summary>
    public static bool[] FindLoose(WeightedGraph graph, RingPartitionOptions options)
    {
        bool[] loose = new bool[graph.VertexCount];
        for (int v = 0; v < loose.Length; v++)
        {
            ReadOnlySpan<int> neighbours = graph.Neighbours(v), weights = graph.Weights(v);
            loose[v] = neighbours.Length is > 0 && neighbours.Length <= options.HubDegreeMax;
            for (int i = 0; i < neighbours.Length && loose[v]; i++)
                loose[v] = weights[i] < options.StrongLinkWeight || graph.Degree(neighbours[i]) > options.HubDegreeMax;
        }
        return loose;
    }

    /// <summary>Gives loose vertices their groups.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">The parameters.</param>
    /// <param name="loose">What <see cref="FindLoose"/> returned.</param>
    /// <param name="groups">The group of each vertex that is not loose; those of loose ones are written.</param>
    public static void Attach(WeightedGraph graph, RingPartitionOptions options, bool[] loose, int[] groups)
    {
        var ties = new Dictionary<int, (int Count, long Weight)>();
        for (int v = 0; v < loose.Length; v++)
        {
            if (!loose[v] || graph.Degree(v) < LinkCountMin) continue;
            ReadOnlySpan<int> neighbours = graph.Neighbours(v), weights = graph.Weights(v);
            ties.Clear();
            long total = 0;
            for (int i = 0; i < neighbours.Length; i++)
            {
                int u = neighbours[i];
                if (graph.Degree(u) > options.HubDegreeMax) continue;
                total += weights[i];
                if (loose[u] || groups[u] < 0) continue;
                (int count, long weight) = ties.GetValueOrDefault(groups[u]);
                ties[groups[u]] = (count + 1, weight + weights[i]);
            }
            foreach ((int group, (int count, long weight)) in ties)
                if (count >= LinkCountMin && 2 * weight > total) groups[v] = group; // no second group can have more than half
        }
    }
}
