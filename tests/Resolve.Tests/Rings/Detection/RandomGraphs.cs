using Resolve.Rings.Detection;

namespace Resolve.Tests.Rings.Detection;

/// <summary>Graphs drawn from a seed, for properties.</summary>
internal sealed class RandomGraphs(ulong seed)
{
    private ulong _state = seed;

    public int Next(int below)
    {
        _state += 0x9E3779B97F4A7C15UL;
        return (int)((StableHash.Mix(_state) >> 33) % (ulong)below);
    }

    /// <summary>Links drawn without structure.</summary>
    public List<WeightedLink> Links(int vertexCount, int linkCount, int weightMax = 5_000)
    {
        var links = new List<WeightedLink>();
        for (int i = 0; i < linkCount; i++)
        {
            int a = Next(vertexCount), b = Next(vertexCount);
            if (a != b) links.Add(new WeightedLink(a, b, 1 + Next(weightMax)));
        }
        return links;
    }

    /// <summary>Rings of a size, each a random tree and extra links, and bridges between rings drawn at random.</summary>
    public List<WeightedLink> Rings(int ringCount, int size, int extraLinks, int bridges, int weight = 3_000)
    {
        var links = new List<WeightedLink>();
        for (int ring = 0; ring < ringCount; ring++)
        {
            int first = ring * size;
            for (int i = 1; i < size; i++) links.Add(new WeightedLink(first + i, first + Next(i), weight));
            for (int i = 0; i < extraLinks; i++)
            {
                int a = first + Next(size), b = first + Next(size);
                if (a != b && !links.Contains(new WeightedLink(a, b, weight))
                    && !links.Contains(new WeightedLink(b, a, weight))) links.Add(new WeightedLink(a, b, weight));
            }
        }
        for (int i = 0; i < bridges; i++)
        {
            int a = Next(ringCount * size), b = Next(ringCount * size);
            if (a / size != b / size) links.Add(new WeightedLink(a, b, weight));
        }
        return links;
    }

    /// <summary>The same links in another order, their ends swapped at random.</summary>
    public WeightedLink[] Shuffled(IEnumerable<WeightedLink> links)
    {
        WeightedLink[] shuffled = [.. links];
        for (int i = shuffled.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
        }
        for (int i = 0; i < shuffled.Length; i++)
            if (Next(2) == 0) shuffled[i] = new WeightedLink(shuffled[i].Second, shuffled[i].First, shuffled[i].Weight);
        return shuffled;
    }

    public static WeightedGraph Graph(int vertexCount, IEnumerable<WeightedLink> links) => WeightedGraph.FromLinks(vertexCount, links.ToArray());

    public static List<WeightedLink> Clique(int first, int size, int weight = 3_000)
    {
        var links = new List<WeightedLink>();
        for (int a = first; a < first + size; a++)
            for (int b = first; b < a; b++) links.Add(new WeightedLink(a, b, weight));
        return links;
    }

    /// <summary>Whether every group hangs together by links within it.</summary>
    public static bool AreConnected(WeightedGraph graph, int[] groups)
    {
        foreach (IGrouping<int, int> group in Enumerable.Range(0, groups.Length).Where(v => groups[v] >= 0).GroupBy(v => groups[v]))
        {
            var reached = new HashSet<int> { group.First() };
            var queue = new Queue<int>(reached);
            while (queue.TryDequeue(out int v))
                foreach (int u in graph.Neighbours(v)) if (groups[u] == group.Key && reached.Add(u)) queue.Enqueue(u);
            if (reached.Count != group.Count()) return false;
        }
        return true;
    }
}
