using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Persons;

namespace Resolve.Rings;

/// <summary>Counts a person of a ring once where bank papers name him again and again by name only.</summary>
/// <remarks>
/// A name alone never merges persons; yet within one ring, the holder of its third account who bears the very name of its
/// account seller is hardly another man. Such a holder is no member of his own: the member who bears the name lists him.
/// Only descriptions of which nothing but a name is known are counted so, and the persons themselves stay as they are.
/// </remarks>
internal static class Namesakes
{
    /// <summary>Folds namesakes together.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="nodes">The nodes of a group, in the order of their keys.</param>
    /// <returns>For the place of each member the places of the namesakes that it stands for.</returns>
    public static SortedDictionary<int, List<int>> Fold(GraphSnapshot graph, int[] nodes)
    {
        var bearers = new SortedDictionary<int, List<int>>();
        var byName = new Dictionary<string, (int Place, bool IsKnown, int Mentions)>(StringComparer.Ordinal);
        string?[] names = new string?[nodes.Length];
        bool[] known = new bool[nodes.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            bearers.Add(i, []);
            if (graph.KindOf(nodes[i]) != EntityKind.Person) continue;
            PersonRecord[] records = [.. graph.RecordsOf(nodes[i])];
            known[i] = records.Any(r => r.Documents.Count > 0 || r.BirthDate is not null || r.Addresses.Count > 0);
            int mentions = MentionCount(graph, nodes[i]);
            foreach (string name in records.Where(r => r.Name is not null).Select(r => TextFold.Fold(r.Name!)).Distinct(StringComparer.Ordinal))
            {
                names[i] ??= name;
                bool better = !byName.TryGetValue(name, out var best) || (known[i], mentions).CompareTo((best.IsKnown, best.Mentions)) > 0;
                if (better) byName[name] = (i, known[i], mentions);
            }
        }
        for (int i = 0; i < nodes.Length; i++)
        {
            if (known[i] || names[i] is not { } name || byName[name].Place == i || !bearers.ContainsKey(byName[name].Place)) continue;
            bearers[byName[name].Place].Add(i);
            bearers[byName[name].Place].AddRange(bearers[i]);
            bearers.Remove(i);
        }
        return bearers;
    }

    private static int MentionCount(GraphSnapshot graph, int node)
    {
        int count = 0;
        foreach (int vertex in graph.VerticesOf(in node)) count += graph.VertexAt(vertex).MentionCount;
        return count;
    }
}
