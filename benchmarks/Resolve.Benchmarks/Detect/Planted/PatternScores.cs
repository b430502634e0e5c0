using System.Globalization;
using Resolve.Benchmarks.Results;
using Resolve.Rings.Trails;

namespace Resolve.Benchmarks.Detect.Planted;

/// <summary>How well the named patterns of transfers match the planted ones: same word, accounts with Jaccard .8 or more.</summary>
internal static class PatternScores
{
    public static IReadOnlyList<string> Header { get; } = ["run", "pattern", "planted", "P", "R", "others", "bystanders"];

    public static ResultTable Table => new("Patterns of transfers", [.. Header], """
        Of the same feeds. A pattern is found when one of its word has its accounts with Jaccard .8 or more. P: of the named patterns with a planted account,
        the share that are the planted ones; others: patterns that a ring's everyday transfers make, which nobody planted; bystanders: accounts in named
        patterns that are in no planted ring.
        """);

    public static List<IReadOnlyList<string>> Of(IEnumerable<MoneyPattern> found, List<PlantedPattern> planted, Dictionary<string, HashSet<string>> rings)
    {
        HashSet<string> members = [.. rings.Values.SelectMany(r => r)], inPatterns = [.. planted.SelectMany(p => p.Accounts)];
        ILookup<string, HashSet<string>> named = found.ToLookup(p => p.Word, p => p.Points.Select(k => k.ToString())
            .ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var rows = new List<IReadOnlyList<string>>();
        foreach (IGrouping<string, PlantedPattern> kind in planted.GroupBy(p => p.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            List<HashSet<string>> near = [.. named[kind.Key].Where(p => p.Overlaps(inPatterns))];
            int right = near.Count(p => kind.Any(k => Matches(k.Accounts, p))), hit = kind.Count(k => near.Exists(p => Matches(k.Accounts, p)));
            int strangers = named[kind.Key].SelectMany(p => p).Distinct(StringComparer.Ordinal).Count(k => !members.Contains(k));
            rows.Add([kind.Key, Text(kind.Count()), Share(right, near.Count), Share(hit, kind.Count()),
                Text(named[kind.Key].Count() - near.Count), Text(strangers)]);
        }
        return rows;
    }

    /// <summary>Prints planted patterns that are not found: what is named of them, and where their accounts are.</summary>
    public static void WriteMisses(List<MoneyPattern> found, List<PlantedPattern> planted, Dictionary<string, string> ringOf)
    {
        foreach (PlantedPattern pattern in planted)
        {
            List<(string Word, HashSet<string> Keys)> near = [.. found.Select(f =>
                (f.Word, f.Points.Select(k => k.ToString()).ToHashSet(StringComparer.Ordinal))).Where(f => f.Item2.Overlaps(pattern.Accounts))];
            if (near.Exists(f => f.Word == pattern.Kind && Matches(pattern.Accounts, f.Keys))) continue;
            string named = string.Join(' ', near.Select(f => $"{f.Word}:{f.Keys.Count(pattern.Accounts.Contains)}of{f.Keys.Count}"));
            Console.WriteLine($"{pattern.Ring} {pattern.Kind} of {pattern.Accounts.Count}: named {named}; in rings "
                + $"{string.Join(' ', pattern.Accounts.CountBy(a => ringOf.GetValueOrDefault(a, "none")).Select(c => $"{c.Key}:{c.Value}"))}");
        }
    }

    private static bool Matches(HashSet<string> planted, HashSet<string> found)
    {
        int shared = planted.Count(found.Contains);
        return 10 * shared >= 8 * (planted.Count + found.Count - shared);
    }

    private static string Text(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(int part, int of) => ((double)part / Math.Max(1, of)).ToString("N4", CultureInfo.InvariantCulture);
}
