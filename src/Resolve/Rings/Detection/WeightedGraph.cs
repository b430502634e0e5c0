namespace Resolve.Rings.Detection;

/// <summary>An undirected graph with integer weights in compressed sparse rows: the form in which rings are sought.</summary>
/// <remarks>
/// Vertices are indices from 0 in an order that the caller chooses and that must itself be canonical (keys sorted), because equal choices are
/// decided by it. Rows are sorted, and parallel links are added up, so the same set of links gives the same graph in whatever order it is read.
/// Immutable, and safe to read from many threads.
/// </remarks>
public sealed class WeightedGraph
{
    private readonly int[] _offsets;
    private readonly int[] _targets;
    private readonly int[] _weights;

    internal WeightedGraph(int[] offsets, int[] targets, int[] weights)
    {
        _offsets = offsets;
        _targets = targets;
        _weights = weights;
    }

    /// <summary>Gets the number of vertices.</summary>
    public int VertexCount => _offsets.Length - 1;

    /// <summary>Gets the number of links, parallel ones counted once.</summary>
    public int LinkCount => _offsets[^1] / 2;

    /// <summary>Builds a graph from its links.</summary>
    /// <param name="vertexCount">The number of vertices, 0 or more.</param>
    /// <param name="links">The links in any order. A link from a vertex to itself is left out; parallel links add their weights up to
    /// <see cref="int.MaxValue"/>.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An end is no vertex, a weight is not above 0, or there are more than 2^30 links.</exception>
    /// <remarks>O(vertices + links): rows come out sorted because the graph is transposed once, not because they are compared.</remarks>
    public static WeightedGraph FromLinks(int vertexCount, ReadOnlySpan<WeightedLink> links)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(vertexCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(links.Length, 1 << 30);
        int[] offsets = CountRows(vertexCount, links);
        int[] targets = new int[offsets[^1]], weights = new int[offsets[^1]];
        Scatter(links, offsets, targets, weights);
        (targets, weights) = Transpose(offsets, targets, weights);
        return AddUpParallels(offsets, targets, weights);
    }

    /// <summary>Returns the neighbours of a vertex, ascending.</summary>
    /// <param name="vertex">The vertex.</param>
    /// <returns>Its neighbours, each once.</returns>
    public ReadOnlySpan<int> Neighbours(int vertex) => _targets.AsSpan(_offsets[vertex], Degree(vertex));

    /// <summary>Returns the weights of a vertex's links.</summary>
    /// <param name="vertex">The vertex.</param>
    /// <returns>The weights, in the order of <see cref="Neighbours"/>.</returns>
    public ReadOnlySpan<int> Weights(int vertex) => _weights.AsSpan(_offsets[vertex], Degree(vertex));

    /// <summary>Returns the number of a vertex's neighbours.</summary>
    /// <param name="vertex">The vertex.</param>
    /// <returns>The number, 0 or more.</returns>
    public int Degree(int vertex) => _offsets[vertex + 1] - _offsets[vertex];

    private static int[] CountRows(int vertexCount, ReadOnlySpan<WeightedLink> links)
    {
        int[] offsets = new int[vertexCount + 1];
        foreach (WeightedLink link in links)
        {
            if ((uint)link.First >= (uint)vertexCount || (uint)link.Second >= (uint)vertexCount || link.Weight <= 0)
                throw new ArgumentOutOfRangeException(nameof(links), link, "The ends of a link are vertices, and its weight is above 0.");
            if (link.First == link.Second) continue;
            offsets[link.First + 1]++;
            offsets[link.Second + 1]++;
        }
        for (int v = 0; v < vertexCount; v++) offsets[v + 1] += offsets[v];
        return offsets;
    }

    private static void Scatter(ReadOnlySpan<WeightedLink> links, int[] offsets, int[] targets, int[] weights)
    {
        int[] next = offsets.AsSpan().ToArray();
        foreach (WeightedLink link in links)
        {
            if (link.First == link.Second) continue;
            int i = next[link.First]++;
            targets[i] = link.Second;
            weights[i] = link.Weight;
            int j = next[link.Second]++;
            targets[j] = link.First;
            weights[j] = link.Weight;
        }
    }

    // The rows of a symmetric graph read in vertex order write its transpose, which is the same graph, with sorted rows.
    private static (int[] Targets, int[] Weights) Transpose(int[] offsets, int[] targets, int[] weights)
    {
        int[] next = offsets.AsSpan().ToArray(), sorted = new int[targets.Length], sortedWeights = new int[weights.Length];
        for (int v = 0; v + 1 < offsets.Length; v++)
        {
            for (int i = offsets[v]; i < offsets[v + 1]; i++)
            {
                int j = next[targets[i]]++;
                sorted[j] = v;
                sortedWeights[j] = weights[i];
            }
        }
        return (sorted, sortedWeights);
    }

    private static WeightedGraph AddUpParallels(int[] offsets, int[] targets, int[] weights)
    {
        int[] kept = new int[offsets.Length];
        int used = 0;
        for (int v = 0; v + 1 < offsets.Length; v++)
        {
            int start = used;
            for (int i = offsets[v]; i < offsets[v + 1]; i++)
            {
                if (used > start && targets[used - 1] == targets[i])
                {
                    weights[used - 1] = (int)Math.Min(int.MaxValue, (long)weights[used - 1] + weights[i]);
                    continue;
                }
                targets[used] = targets[i];
                weights[used++] = weights[i];
            }
            kept[v + 1] = used;
        }
        if (used == targets.Length) return new WeightedGraph(offsets, targets, weights);
        return new WeightedGraph(kept, targets.AsSpan(0, used).ToArray(), weights.AsSpan(0, used).ToArray());
    }
}
