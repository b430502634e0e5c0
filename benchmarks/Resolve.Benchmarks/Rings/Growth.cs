using System.Diagnostics;
using System.Globalization;
using Resolve.Rings.Detection;

namespace Resolve.Benchmarks.Rings;

/// <summary>What the arrival of the last hundredth of the links does to the rings that it does not touch.</summary>
internal static class Growth
{
    /// <summary>Measures it, and how long recomputing what changed takes.</summary>
    public static string Measure(GraphFiles files, RingPartitionOptions options)
    {
        int count = files.Ids.Length;
        WeightedLink[] late = [.. files.Links.Where(IsLate)], early = [.. files.Links.Where(l => !IsLate(l))];
        (int, int)[] changed = [.. late.Select(l => (l.First, l.Second))];
        WeightedGraph grown = WeightedGraph.FromLinks(count, files.Links);
        int[] before = RingPartitioner.Partition(WeightedGraph.FromLinks(count, early), options);
        int[] after = RingPartitioner.Partition(grown, options);
        long start = Stopwatch.GetTimestamp();
        bool same = RingPartitioner.Repartition(grown, options, before, changed).AsSpan().SequenceEqual(after);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        HashSet<int> touched = [.. late.SelectMany(l => new[] { before[l.First], before[l.Second] })];
        int[] sizesAfter = new int[count];
        foreach (int group in after) if (group >= 0) sizesAfter[group]++;
        int untouched = 0, unchanged = 0;
        foreach (IGrouping<int, int> group in Enumerable.Range(0, count).Where(v => before[v] >= 0).GroupBy(v => before[v]))
        {
            int[] members = [.. group];
            if (members.Length < 3 || touched.Contains(group.Key)) continue;
            untouched++;
            int now = after[members[0]];
            if (now >= 0 && sizesAfter[now] == members.Length && members.All(v => after[v] == now)) unchanged++;
        }
        return string.Create(CultureInfo.InvariantCulture,
            $"growth by 1 % ({late.Length:N0} links): of {untouched:N0} rings of 3 or more that it does not touch, "
                + $"{100.0 * unchanged / Math.Max(1, untouched):F2} % are unchanged; recomputed in {seconds:F2} s, {(same ? "equal to" : "DIFFERENT from")} "
                + $"a full pass");
    }

    private static bool IsLate(WeightedLink link) =>
        StableHash.Mix(((ulong)(uint)Math.Min(link.First, link.Second) << 32) | (uint)Math.Max(link.First, link.Second)) % 100 == 0;
}
