using System.Buffers;

namespace Resolve.Rings.Detection;

/// <summary>A graph as Leiden works on it: vertices with sizes, weights summed in 64 bits, and at higher levels whole groups for vertices.</summary>
internal sealed class LevelGraph(int[] offsets, int[] targets, long[] weights, long[] sizes)
{
    /// <summary>Gets the number of vertices.</summary>
    public int Count => Sizes.Length;

    /// <summary>Gets where each row starts; one longer than the number of vertices.</summary>
    public int[] Offsets { get; } = offsets;

    /// <summary>Gets the neighbours, row by row; never a vertex itself.</summary>
    public int[] Targets { get; } = targets;

    /// <summary>Gets the weights of the links to <see cref="Targets"/>.</summary>
    public long[] Weights { get; } = weights;

    /// <summary>Gets the sizes of vertices: how many vertices of the lowest level each stands for.</summary>
    public long[] Sizes { get; } = sizes;

    /// <summary>Takes over a whole graph, each vertex of size 1.</summary>
    public static LevelGraph From(WeightedGraph graph)
    {
        int[] all = new int[graph.VertexCount];
        for (int v = 0; v < all.Length; v++) all[v] = v;
        return Induce(graph, all, all, new int[graph.VertexCount], 0);
    }

    /// <summary>Takes the part of a graph that lies within one component.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="members">The component's vertices, ascending.</param>
    /// <param name="positions">For each vertex of the graph its place in its component's members.</param>
    /// <param name="labels">For each vertex of the graph its component.</param>
    /// <param name="label">The component.</param>
    public static LevelGraph Induce(WeightedGraph graph, ReadOnlySpan<int> members, int[] positions, int[] labels, int label)
    {
        int[] offsets = new int[members.Length + 1];
        for (int i = 0; i < members.Length; i++)
        {
            int degree = 0;
            foreach (int u in graph.Neighbours(members[i])) if (labels[u] == label) degree++;
            offsets[i + 1] = offsets[i] + degree;
        }
        int[] targets = new int[offsets[^1]];
        long[] weights = new long[targets.Length], sizes = new long[members.Length];
        int used = 0;
        for (int i = 0; i < members.Length; i++)
        {
            sizes[i] = 1;
            ReadOnlySpan<int> neighbours = graph.Neighbours(members[i]), row = graph.Weights(members[i]);
            for (int k = 0; k < neighbours.Length; k++)
            {
                if (labels[neighbours[k]] != label) continue;
                targets[used] = positions[neighbours[k]];
                weights[used++] = row[k];
            }
        }
        return new LevelGraph(offsets, targets, weights, sizes);
    }

    /// <summary>Takes the part of this graph that lies within one group.</summary>
    /// <param name="members">The group's vertices, ascending.</param>
    /// <param name="positions">For each vertex its place in its group's members.</param>
    /// <param name="labels">For each vertex its group.</param>
    /// <param name="label">The group.</param>
    public LevelGraph Part(ReadOnlySpan<int> members, int[] positions, int[] labels, int label)
    {
        int[] offsets = new int[members.Length + 1];
        long[] sizes = new long[members.Length];
        int room = 0;
        foreach (int v in members) room += Offsets[v + 1] - Offsets[v];
        int[] targets = ArrayPool<int>.Shared.Rent(room);
        long[] weights = ArrayPool<long>.Shared.Rent(room);
        int used = 0;
        for (int i = 0; i < members.Length; i++)
        {
            int v = members[i];
            sizes[i] = Sizes[v];
            for (int k = Offsets[v]; k < Offsets[v + 1]; k++)
            {
                if (labels[Targets[k]] != label) continue;
                targets[used] = positions[Targets[k]];
                weights[used++] = Weights[k];
            }
            offsets[i + 1] = used;
        }
        return OfRented(offsets, targets, weights, used, sizes);
    }

    /// <summary>Makes each group one vertex; links within a group vanish, those between two groups add up.</summary>
    /// <param name="labels">The group of each vertex, numbered from 0 without gaps.</param>
    /// <param name="count">The number of groups.</param>
    public LevelGraph Aggregate(int[] labels, int count)
    {
        (int[] starts, int[] members) = Bucket(labels, count);
        long[] sizes = new long[count], sums = new long[count];
        int[] offsets = new int[count + 1], touched = new int[count];
        int[] targets = ArrayPool<int>.Shared.Rent(Targets.Length);
        long[] weights = ArrayPool<long>.Shared.Rent(Targets.Length);
        int used = 0;
        for (int group = 0; group < count; group++)
        {
            int distinct = 0;
            for (int m = starts[group]; m < starts[group + 1]; m++)
            {
                int v = members[m];
                sizes[group] += Sizes[v];
                for (int i = Offsets[v]; i < Offsets[v + 1]; i++)
                {
                    int other = labels[Targets[i]];
                    if (other == group) continue;
                    if (sums[other] == 0) touched[distinct++] = other;
                    sums[other] += Weights[i];
                }
            }
            for (int t = 0; t < distinct; t++)
            {
                targets[used] = touched[t];
                weights[used++] = sums[touched[t]];
                sums[touched[t]] = 0;
            }
            offsets[group + 1] = used;
        }
        return OfRented(offsets, targets, weights, used, sizes);
    }

    /// <summary>Keeps what was used of two arrays that were too large, and gives them back.</summary>
    private static LevelGraph OfRented(int[] offsets, int[] targets, long[] weights, int used, long[] sizes)
    {
        var graph = new LevelGraph(offsets, targets[..used], weights[..used], sizes);
        ArrayPool<int>.Shared.Return(targets);
        ArrayPool<long>.Shared.Return(weights);
        return graph;
    }

    /// <summary>Lists the vertices of each group, ascending.</summary>
    /// <param name="labels">The group of each vertex, from 0; a vertex of -1 is left out.</param>
    /// <param name="count">The number of groups.</param>
    /// <returns>Where each group starts in the list, and the list.</returns>
    public static (int[] Starts, int[] Members) Bucket(int[] labels, int count)
    {
        int[] starts = new int[count + 1];
        foreach (int label in labels) if (label >= 0) starts[label + 1]++;
        for (int g = 0; g < count; g++) starts[g + 1] += starts[g];
        int[] members = new int[starts[count]], next = starts.AsSpan(0, count).ToArray();
        for (int v = 0; v < labels.Length; v++) if (labels[v] >= 0) members[next[labels[v]]++] = v;
        return (starts, members);
    }
}
