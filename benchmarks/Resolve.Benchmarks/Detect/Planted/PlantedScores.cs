using Resolve.Rings;

namespace Resolve.Benchmarks.Detect.Planted;

/// <summary>How well rings match planted ones, strictly: an entity that a report names and no ring has counts, and one that stands in two rings counts in
/// both.</summary>
/// <param name="Rings">How many were found.</param>
/// <param name="Precision">Of the pairs of entities in one ring, the share planted in one.</param>
/// <param name="Recall">Of the pairs planted in one ring, the share found in one.</param>
/// <param name="Recovered">The share of planted rings that some ring matches with Jaccard .8 or more.</param>
/// <param name="MeanJaccard">The mean of the best Jaccard of each planted ring.</param>
/// <param name="Unplanted">Rings without any planted entity.</param>
/// <param name="Bystanders">Members that are planted in no ring.</param>
/// <param name="Merged">Pairs of planted rings that one ring has most of.</param>
internal readonly record struct PlantedScores(int Rings, double Precision, double Recall, double Recovered, double MeanJaccard, int Unplanted,
    int Bystanders, int Merged)
{
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public static PlantedScores Of(IReadOnlyCollection<Ring> found, Dictionary<string, HashSet<string>> planted)
    {
        HashSet<string>[] rings = [.. found.Select(r => r.Members.SelectMany(m => m.Namesakes.Prepend(m.Key)).Select(k => k.ToString())
            .ToHashSet(StringComparer.Ordinal))];
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        HashSet<long> right = Pairs(planted.Values, numbers), seen = Pairs(rings, numbers);
        long both = seen.Count(right.Contains);
        HashSet<string> all = [.. planted.Values.SelectMany(p => p)];
        var ringsOf = rings.SelectMany((r, i) => r.Select(k => (k, i))).ToLookup(p => p.k, p => p.i, StringComparer.Ordinal);
        var best = new List<(string Planted, int Ring, double Jaccard, double Inside)>();
        foreach ((string id, HashSet<string> members) in planted)
        {
            (int Ring, double Jaccard, double Inside) choice = (-1, 0, 0);
            foreach ((int ring, int shared) in members.SelectMany(m => ringsOf[m]).CountBy(r => r))
            {
                double jaccard = (double)shared / (members.Count + rings[ring].Count - shared);
                if (jaccard > choice.Jaccard) choice = (ring, jaccard, (double)shared / members.Count);
            }
            best.Add((id, choice.Ring, choice.Jaccard, choice.Inside));
        }
        return new PlantedScores(
            rings.Length,
            (double)both / Math.Max(1, seen.Count),
            (double)both / Math.Max(1, right.Count),
            best.Count(b => b.Jaccard >= .8) / (double)best.Count,
            best.Average(b => b.Jaccard),
            rings.Count(r => !r.Overlaps(all)),
            rings.SelectMany(r => r).Distinct(StringComparer.Ordinal).Count(k => !all.Contains(k)),
            best.Where(b => b is { Ring: >= 0, Inside: > .5 }).CountBy(b => b.Ring).Sum(c => c.Value - 1));
    }

    private static HashSet<long> Pairs(IEnumerable<HashSet<string>> groups, Dictionary<string, int> numbers)
    {
        var pairs = new HashSet<long>();
        foreach (HashSet<string> group in groups)
        {
            int[] members = [.. group.Select(k => numbers.TryGetValue(k, out int n) ? n : numbers[k] = numbers.Count).Order()];
            for (int i = 0; i < members.Length; i++)
                for (int j = i + 1; j < members.Length; j++) pairs.Add(((long)members[i] << 32) | (uint)members[j]);
        }
        return pairs;
    }
}
