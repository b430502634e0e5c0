using Resolve.Identifiers;

namespace Resolve.Graph.Questions;

/// <summary>Finds the paths whose weakest step is strongest, wherever the graph lies, by searches for shortest paths over links of a least weight.</summary>
/// <remarks>
/// A step weighs what its strongest link weighs, a path what its weakest step weighs. The more a link must weigh, the fewer paths there are: so
/// the greatest weight at which there is one more is found by halving, and the paths of that weight come shortest first, then by keys.
/// </remarks>
internal static class StrongestPaths
{
    // All weights that a link can have, ascending (LinkWeights): the kinds' and the repetitions' are of whole bits.
    private static readonly int[] s_weights = [.. Enumerable.Range(1, 40).Select(static b => b * LinkWeights.RepetitionMillibits)];

    /// <summary>Finds the paths.</summary>
    /// <param name="question">How many, over what.</param>
    /// <param name="shortest">Answers a question for shortest paths by their keys.</param>
    public static async Task<List<EntityKey[]>> FindAsync(PathQuestion question, Func<PathQuestion, Task<List<EntityKey[]>>> shortest)
    {
        int[] weights = [.. s_weights.Where(w => w > question.Filter.WeightMillibitsMin).Prepend(question.Filter.WeightMillibitsMin)];
        var found = new List<EntityKey[]>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        Task<List<EntityKey[]>> OfWeightAsync(int weight, int count) =>
            shortest(question with { Count = count, Filter = question.Filter with { WeightMillibitsMin = weights[weight] } });
        for (int most = weights.Length - 1; found.Count < question.Count && most >= 0;)
        {
            int low = -1, high = most; // there is one more at low, unless it is -1; there is none above high
            while (low < high)
            {
                int middle = low + ((high - low + 1) / 2);
                if ((await OfWeightAsync(middle, found.Count + 1).ConfigureAwait(false)).Count > found.Count) low = middle;
                else high = middle - 1;
            }
            if (low < 0) break;
            foreach (EntityKey[] path in await OfWeightAsync(low, question.Count).ConfigureAwait(false))
                if (found.Count < question.Count && known.Add(string.Join(' ', path))) found.Add(path);
            most = low - 1;
        }
        return found;
    }
}
