namespace Resolve.Rings.Detection;

/// <summary>Operations on labellings: an array that gives each vertex the number of its group, or -1 where it has none.</summary>
internal static class Communities
{
    /// <summary>Renumbers groups from 0 by their smallest vertex; -1 stays.</summary>
    /// <param name="labels">The labels, in [-1, length); overwritten.</param>
    /// <returns>The number of groups.</returns>
    public static int Renumber(int[] labels)
    {
        int[] numbers = new int[labels.Length];
        Array.Fill(numbers, -1);
        int count = 0;
        for (int v = 0; v < labels.Length; v++)
        {
            int label = labels[v];
            if (label < 0) continue;
            if (numbers[label] < 0) numbers[label] = count++;
            labels[v] = numbers[label];
        }
        return count;
    }

    /// <summary>Splits every group into its connected parts, and renumbers.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="labels">The labels, without -1; overwritten.</param>
    /// <returns>The number of groups.</returns>
    public static int SplitDisconnected(LevelGraph graph, int[] labels)
    {
        int[] parts = new int[graph.Count];
        Array.Fill(parts, -1);
        int[] queue = new int[graph.Count];
        int count = 0;
        for (int root = 0; root < graph.Count; root++)
        {
            if (parts[root] >= 0) continue;
            int head = 0, tail = 0;
            queue[tail++] = root;
            parts[root] = count;
            while (head < tail)
            {
                int v = queue[head++];
                for (int i = graph.Offsets[v]; i < graph.Offsets[v + 1]; i++)
                {
                    int u = graph.Targets[i];
                    if (parts[u] >= 0 || labels[u] != labels[root]) continue;
                    parts[u] = count;
                    queue[tail++] = u;
                }
            }
            count++;
        }
        parts.CopyTo(labels, 0);
        return count;
    }

    /// <summary>Measures groups.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="labels">The labels, numbered from 0.</param>
    /// <param name="count">The number of groups.</param>
    /// <returns>For each group the weight of the links within, its size, and the number of links within.</returns>
    public static (long[] Within, long[] Sizes, int[] Links) Measure(LevelGraph graph, int[] labels, int count)
    {
        long[] within = new long[count], sizes = new long[count];
        int[] links = new int[count];
        for (int v = 0; v < graph.Count; v++)
        {
            int group = labels[v];
            sizes[group] += graph.Sizes[v];
            for (int i = graph.Offsets[v]; i < graph.Offsets[v + 1]; i++)
            {
                if (graph.Targets[i] >= v || labels[graph.Targets[i]] != group) continue;
                within[group] += graph.Weights[i];
                links[group]++;
            }
        }
        return (within, sizes, links);
    }
}
