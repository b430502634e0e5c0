namespace Resolve.Rings.Detection;

/// <summary>The Leiden algorithm for the constant Potts model: communities that are connected and that no single move improves.</summary>
/// <remarks>
/// Source: Traag, Waltman and van Eck, "From Louvain to Leiden: guaranteeing well-connected communities", Scientific Reports 9 (2019) 5233; the model
/// is Traag, Van Dooren and Nesterov, "Narrow scope for resolution-limit-free community detection", Physical Review E 84 (2011) 016114.
/// It differs from the paper in three ways, so that the answer is a function of the graph: vertices are visited in canonical order instead of a
/// random one, refinement takes the best merge instead of drawing one (the limit of the paper's θ to 0), and gains are integers.
/// Canonical order has a second use: a vertex that comes or goes elsewhere in the graph does not reshuffle the visits here.
/// </remarks>
public static class Leiden
{
    /// <summary>Finds communities that maximise the sum over communities of (weight within - resolution × pairs of vertices within).</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="resolution">The weight per pair of vertices below which a group falls apart, in the graph's weight units; above 0.</param>
    /// <param name="iterationsMax">How often the algorithm is repeated on its own answer at most; it ends sooner when nothing moves any more.</param>
    /// <returns>The community of each vertex, numbered from 0 by their smallest vertex; each community is connected.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="resolution"/> or <paramref name="iterationsMax"/> is not above 0.</exception>
    /// <remarks>Near-linear in links per iteration.</remarks>
    public static int[] Partition(WeightedGraph graph, int resolution, int iterationsMax = 20)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resolution);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(iterationsMax);
        return Partition(LevelGraph.From(graph), new PottsModel(1, resolution), iterationsMax);
    }

    /// <summary>Returns what <see cref="Partition(WeightedGraph, int, int)"/> maximises.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="communities">The community of each vertex, from 0.</param>
    /// <param name="resolution">The weight per pair, as there.</param>
    /// <returns>The quality in the graph's weight units; exact.</returns>
    public static Int128 Quality(WeightedGraph graph, ReadOnlySpan<int> communities, int resolution)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Int128 twice = 0;
        var sizes = new Dictionary<int, long>();
        for (int v = 0; v < graph.VertexCount; v++)
        {
            ReadOnlySpan<int> neighbours = graph.Neighbours(v), weights = graph.Weights(v);
            for (int i = 0; i < neighbours.Length; i++) if (communities[neighbours[i]] == communities[v]) twice += weights[i];
            sizes[communities[v]] = sizes.GetValueOrDefault(communities[v]) + 1;
        }
        foreach (long size in sizes.Values) twice -= (Int128)resolution * size * (size - 1);
        return twice / 2;
    }

    internal static int[] Partition(LevelGraph graph, PottsModel model, int iterationsMax)
    {
        int[] communities = new int[graph.Count];
        for (int v = 0; v < communities.Length; v++) communities[v] = v;
        for (int iteration = 0; iteration < iterationsMax; iteration++)
            if (!Improve(graph, model, communities)) break;
        // After a last iteration that was cut short a group may hang together through a vertex that left; a split never lowers the quality.
        Communities.SplitDisconnected(graph, communities);
        return communities;
    }

    // One pass over all levels, from the communities given; they are overwritten. False when no vertex moved.
    private static bool Improve(LevelGraph graph, PottsModel model, int[] communities)
    {
        bool moved = false;
        LevelGraph level = graph;
        int[] labels = communities.AsSpan().ToArray();
        int[] nodeOf = new int[graph.Count]; // the vertex of the current level that holds each vertex of the lowest
        for (int v = 0; v < nodeOf.Length; v++) nodeOf[v] = v;
        while (true)
        {
            moved |= new LeidenLevel(level, model, labels).MoveVertices();
            int communityCount = Communities.Renumber(labels);
            for (int v = 0; v < nodeOf.Length; v++) communities[v] = labels[nodeOf[v]];
            if (communityCount == level.Count) break;
            int[] refined = new LeidenRefinement(level, model, labels, communityCount).Refine();
            int refinedCount = Communities.Renumber(refined);
            if (refinedCount == level.Count)
            {
                refined = labels.AsSpan().ToArray(); // nothing to refine: go on with the communities themselves, else this would not end
                refinedCount = communityCount;
            }
            int[] above = new int[refinedCount];
            for (int v = 0; v < level.Count; v++) above[refined[v]] = labels[v];
            for (int v = 0; v < nodeOf.Length; v++) nodeOf[v] = refined[nodeOf[v]];
            level = level.Aggregate(refined, refinedCount);
            labels = above;
        }
        return moved;
    }
}
