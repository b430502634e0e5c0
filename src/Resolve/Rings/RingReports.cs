using Resolve.Graph;
using Resolve.Reports;

namespace Resolve.Rings;

/// <summary>The reports of one ring, ranked by their keys, so that sets of them are sets of small numbers.</summary>
internal sealed class RingReports
{
    private readonly Dictionary<int, int> _rankOf;
    private readonly ReportKey[] _keys;

    /// <summary>Ranks reports.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="numbers">Their numbers in this process.</param>
    public RingReports(GraphSnapshot graph, HashSet<int> numbers)
    {
        var sorted = new (ReportKey Key, int Number)[numbers.Count];
        int count = 0;
        foreach (int number in numbers) sorted[count++] = (graph.ReportAt(number)!.Key, number);
        Array.Sort(sorted, static (a, b) => a.Key.CompareTo(b.Key));
        _rankOf = new Dictionary<int, int>(sorted.Length);
        _keys = new ReportKey[sorted.Length];
        for (int rank = 0; rank < sorted.Length; rank++)
        {
            _rankOf.Add(sorted[rank].Number, rank);
            _keys[rank] = sorted[rank].Key;
        }
    }

    /// <summary>Gets the rank of a report; -1 when it is none of the ring's.</summary>
    public int RankOf(int number) => _rankOf.TryGetValue(number, out int rank) ? rank : -1;

    /// <summary>Gets the keys of some of the reports, each once, in order.</summary>
    /// <param name="ranks">Their ranks in any order; sorted by the call.</param>
    public ReportKey[] KeysOf(List<int> ranks)
    {
        int count = SortDistinct(ranks);
        var keys = new ReportKey[count];
        for (int i = 0; i < count; i++) keys[i] = _keys[ranks[i]];
        return keys;
    }

    /// <summary>Sorts numbers and leaves each once at the front.</summary>
    /// <returns>How many there are.</returns>
    public static int SortDistinct(List<int> numbers)
    {
        if (numbers.Count < 2) return numbers.Count;
        numbers.Sort();
        int kept = 1;
        for (int i = 1; i < numbers.Count; i++)
            if (numbers[i] != numbers[kept - 1]) numbers[kept++] = numbers[i];
        return kept;
    }
}
