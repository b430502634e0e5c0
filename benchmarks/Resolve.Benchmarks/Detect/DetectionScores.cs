using Resolve.Rings;

namespace Resolve.Benchmarks.Detect;

/// <summary>How well rings match the planted ones.</summary>
/// <param name="Rings">How many were found.</param>
/// <param name="Precision">Of the pairs of entities in one ring, the share planted in one ring.</param>
/// <param name="Recall">Of the pairs planted in one ring, the share found in one ring.</param>
/// <param name="Recovered">The share of planted rings that some ring matches with Jaccard .8 or more.</param>
/// <param name="MeanJaccard">The mean of the best Jaccard of each planted ring.</param>
/// <param name="Unplanted">The share of rings without any planted entity.</param>
internal readonly record struct DetectionScores(int Rings, double Precision, double Recall, double Recovered, double MeanJaccard, double Unplanted)
{
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public static DetectionScores Of(IReadOnlyList<Ring> rings, IReadOnlyDictionary<string, string> truth, Func<string, bool> counts)
    {
        truth = Standing(rings, truth);
        Dictionary<string, string> predicted = Membership(rings, counts);
        long both = Pairs(truth.Where(t => predicted.ContainsKey(t.Key)).Select(t => (t.Value, predicted[t.Key])));
        List<double> best = [.. BestMatches(rings, truth, counts).Values.Select(b => b.Jaccard)];
        int without = rings.Count(r => !r.Members.Any(m => truth.ContainsKey(m.Key.ToString())));
        return new DetectionScores(
            rings.Count,
            (double)both / Math.Max(1, Pairs(predicted.Values)),
            (double)both / Math.Max(1, Pairs(truth.Values)),
            best.Count(j => j >= .8) / (double)Math.Max(1, best.Count),
            best.DefaultIfEmpty().Average(),
            (double)without / Math.Max(rings.Count, 1));
    }

    /// <summary>The ring that matches each planted one best; null where none shares an entity.</summary>
    public static Dictionary<string, (Ring? Ring, double Jaccard)> BestMatches(IReadOnlyList<Ring> rings, IReadOnlyDictionary<string, string> truth,
        Func<string, bool>? counts = null)
    {
        truth = Standing(rings, truth);
        Dictionary<string, string> predicted = Membership(rings, counts ?? (static _ => true));
        Dictionary<string, int> sizes = predicted.Values.CountBy(id => id).ToDictionary(StringComparer.Ordinal);
        Dictionary<string, Ring> byId = rings.ToDictionary(r => r.Id, StringComparer.Ordinal);
        var matches = new Dictionary<string, (Ring?, double)>(StringComparer.Ordinal);
        foreach (var planted in truth.GroupBy(t => t.Value, t => t.Key))
        {
            int size = planted.Count();
            (Ring? Ring, double Jaccard) best = default;
            foreach ((string id, int shared) in planted.Where(predicted.ContainsKey).CountBy(k => predicted[k]))
            {
                double jaccard = (double)shared / (size + sizes[id] - shared);
                if (jaccard > best.Jaccard) best = (byId[id], jaccard);
            }
            matches.Add(planted.Key, best);
        }
        return matches;
    }

    /// <summary>Uses the truth of a representative for the members it stands for: a ring counts a person once whom reports also name by name only.</summary>
    private static Dictionary<string, string> Standing(IReadOnlyList<Ring> rings, IReadOnlyDictionary<string, string> truth)
    {
        var standing = new Dictionary<string, string>(truth, StringComparer.Ordinal);
        foreach (RingMember member in rings.SelectMany(r => r.Members))
        {
            string bearer = member.Key.ToString();
            foreach (string namesake in member.Namesakes.Select(k => k.ToString()))
            {
                if (!truth.TryGetValue(namesake, out string? ring) || (truth.TryGetValue(bearer, out string? own) && own != ring)) continue;
                standing.Remove(namesake);
                standing[bearer] = ring;
            }
        }
        return standing;
    }

    private static Dictionary<string, string> Membership(IReadOnlyList<Ring> rings, Func<string, bool> counts)
    {
        var membership = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Ring ring in rings)
            foreach (string key in ring.Members.Select(m => m.Key.ToString()).Where(counts)) membership[key] = ring.Id;
        return membership;
    }

    private static long Pairs<T>(IEnumerable<T> labels)
        where T : notnull => labels.CountBy(l => l).Sum(g => (long)g.Value * (g.Value - 1) / 2);
}
