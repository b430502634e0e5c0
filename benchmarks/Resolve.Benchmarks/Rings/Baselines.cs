using Resolve.Rings.Detection;

namespace Resolve.Benchmarks.Rings;

/// <summary>Other ways to find groups, for comparison only.</summary>
public static class Baselines
{
    /// <summary>Takes hubs out.</summary>
    public static WeightedGraph WithoutHubs(WeightedGraph graph, int hubDegreeMax) =>
        WeightedGraph.FromLinks(graph.VertexCount,
            [.. Links(graph).Where(l => graph.Degree(l.First) <= hubDegreeMax && graph.Degree(l.Second) <= hubDegreeMax)]);

    /// <summary>Connected components over links of at least a weight.</summary>
    public static int[] Components(WeightedGraph graph, int weightMin)
    {
        int[] labels = new int[graph.VertexCount];
        Array.Fill(labels, -1);
        var queue = new Queue<int>();
        for (int root = 0; root < labels.Length; root++)
        {
            if (labels[root] >= 0) continue;
            labels[root] = root;
            queue.Enqueue(root);
            while (queue.TryDequeue(out int v))
            {
                ReadOnlySpan<int> neighbours = graph.Neighbours(v), weights = graph.Weights(v);
                for (int i = 0; i < neighbours.Length; i++)
                {
                    if (weights[i] < weightMin || labels[neighbours[i]] >= 0) continue;
                    labels[neighbours[i]] = root;
                    queue.Enqueue(neighbours[i]);
                }
            }
        }
        return labels;
    }

    /// <summary>Label propagation (Raghavan, Albert, Kumara 2007): each vertex takes the label of most weight around it, in rounds.</summary>
    public static int[] LabelPropagation(WeightedGraph graph, int rounds = 10)
    {
        int[] labels = [.. Enumerable.Range(0, graph.VertexCount)], touched = new int[graph.VertexCount];
        long[] weightTo = new long[graph.VertexCount];
        for (int round = 0; round < rounds; round++)
        {
            bool moved = false;
            for (int v = 0; v < labels.Length; v++)
            {
                ReadOnlySpan<int> neighbours = graph.Neighbours(v), weights = graph.Weights(v);
                int distinct = 0, best = labels[v];
                for (int i = 0; i < neighbours.Length; i++)
                {
                    int label = labels[neighbours[i]];
                    if (weightTo[label] == 0) touched[distinct++] = label;
                    weightTo[label] += weights[i];
                }
                for (int t = 0; t < distinct; t++) if (weightTo[touched[t]] > weightTo[best]) best = touched[t];
                for (int t = 0; t < distinct; t++) weightTo[touched[t]] = 0;
                moved |= best != labels[v];
                labels[v] = best;
            }
            if (!moved) break;
        }
        return labels;
    }

    /// <summary>Louvain (Blondel et al. 2008) by modularity.</summary>
    public static int[] LouvainModularity(WeightedGraph graph)
    {
        double[] strengths = new double[graph.VertexCount];
        for (int v = 0; v < strengths.Length; v++) foreach (int w in graph.Weights(v)) strengths[v] += w;
        return Louvain(graph, strengths, 1 / strengths.Sum());
    }

    /// <summary>Louvain by the constant Potts model.</summary>
    public static int[] LouvainPotts(WeightedGraph graph, double resolution)
    {
        double[] sizes = new double[graph.VertexCount];
        Array.Fill(sizes, 1);
        return Louvain(graph, sizes, resolution);
    }

    private static int[] Louvain(WeightedGraph graph, double[] sizes, double resolution)
    {
        int[] labels = [.. Enumerable.Range(0, graph.VertexCount)];
        List<(int To, double Weight)>[] rows = [.. labels.Select(v => Enumerable.Range(0, graph.Degree(v))
            .Select(i => (graph.Neighbours(v)[i], (double)graph.Weights(v)[i])).ToList())];
        while (true)
        {
            int[] moved = Sweep(rows, sizes, resolution);
            int[] numbers = [.. moved.Distinct().Order()];
            if (numbers.Length == rows.Length) return labels;
            int[] number = new int[rows.Length];
            for (int i = 0; i < numbers.Length; i++) number[numbers[i]] = i;
            for (int v = 0; v < labels.Length; v++) labels[v] = number[moved[labels[v]]];
            var sums = new Dictionary<int, double>[numbers.Length];
            double[] merged = new double[numbers.Length];
            for (int v = 0; v < rows.Length; v++)
            {
                int own = number[moved[v]];
                merged[own] += sizes[v];
                sums[own] ??= [];
                foreach ((int to, double weight) in rows[v])
                    if (number[moved[to]] != own) sums[own][number[moved[to]]] = sums[own].GetValueOrDefault(number[moved[to]]) + weight;
            }
            rows = [.. sums.Select(row => row.Select(e => (e.Key, e.Value)).ToList())];
            sizes = merged;
        }
    }

    private static int[] Sweep(List<(int To, double Weight)>[] rows, double[] sizes, double resolution)
    {
        int[] labels = [.. Enumerable.Range(0, rows.Length)];
        double[] totals = [.. sizes], weightTo = new double[rows.Length];
        for (bool moved = true; moved;)
        {
            moved = false;
            for (int v = 0; v < rows.Length; v++)
            {
                foreach ((int to, double weight) in rows[v]) weightTo[labels[to]] += weight;
                int own = labels[v], best = own;
                double bestGain = weightTo[own] - resolution * sizes[v] * (totals[own] - sizes[v]);
                foreach ((int to, _) in rows[v])
                {
                    int group = labels[to];
                    double gain = weightTo[group] - resolution * sizes[v] * totals[group];
                    if (group != own && gain > bestGain + 1e-9) (best, bestGain) = (group, gain);
                }
                foreach ((int to, _) in rows[v]) weightTo[labels[to]] = 0;
                if (best == own) continue;
                totals[own] -= sizes[v];
                totals[best] += sizes[v];
                labels[v] = best;
                moved = true;
            }
        }
        return labels;
    }

    private static IEnumerable<WeightedLink> Links(WeightedGraph graph)
    {
        for (int v = 0; v < graph.VertexCount; v++)
            for (int i = 0; i < graph.Degree(v); i++)
                if (graph.Neighbours(v)[i] < v) yield return new WeightedLink(v, graph.Neighbours(v)[i], graph.Weights(v)[i]);
    }
}
