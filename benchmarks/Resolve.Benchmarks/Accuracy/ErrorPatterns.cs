using System.Globalization;
using Resolve.Persons;
using Resolve.Persons.Models;
using Resolve.Persons.Records;

namespace Resolve.Benchmarks.Accuracy;

/// <summary>Groups missed and wrong pairs by how their two records agree: which rule loses them, and how many each pattern of levels costs.</summary>
internal static class ErrorPatterns
{
    private const int PairCountMax = 60_000;

    /// <summary>Writes the tables.</summary>
    /// <param name="set">The set.</param>
    /// <param name="found">For each row the person found.</param>
    /// <param name="model">The model that found them.</param>
    /// <param name="countMax">The most patterns of a table.</param>
    public static void Write(DataSet set, IReadOnlyDictionary<string, string> found, PersonModel model, int countMax)
    {
        var resolver = new PersonResolver(model);
        // Present records tell what is generic; the pairs are explained among them.
        int id = 0;
        foreach (PersonRecord record in set.Rows.Select(r => r.Record).DistinctBy(r => r.Fingerprint)) resolver.Add(id++, record);
        resolver.Recluster();
        Table(resolver, set, "missed", Pairs(set, set.Truth, found), countMax);
        Table(resolver, set, "wrong", Pairs(set, found, set.Truth), countMax);
    }

    private static List<(PersonRecord A, PersonRecord B)> Pairs(DataSet set, IReadOnlyDictionary<string, string> together,
        IReadOnlyDictionary<string, string> apart)
    {
        var pairs = new List<(PersonRecord, PersonRecord)>();
        foreach (var group in set.Rows.GroupBy(r => together[r.Id]))
        {
            (string Id, PersonRecord Record)[] rows = [.. group];
            for (int i = 0; i < rows.Length; i++)
                for (int j = i + 1; j < rows.Length; j++)
                    if (apart[rows[i].Id] != apart[rows[j].Id]) pairs.Add((rows[i].Record, rows[j].Record));
        }
        return pairs;
    }

    private static void Table(PersonResolver resolver, DataSet set, string word, List<(PersonRecord A, PersonRecord B)> pairs, int countMax)
    {
        // Of many pairs every n-th is explained: a share is what is asked for.
        int step = Math.Max(1, pairs.Count / PairCountMax);
        var reasons = new Dictionary<string, int>(StringComparer.Ordinal);
        var patterns = new Dictionary<string, (int Count, long Total)>(StringComparer.Ordinal);
        for (int i = 0; i < pairs.Count; i += step)
        {
            PairExplanation why = resolver.Explain(pairs[i].A, pairs[i].B);
            string reason = $"{why.Band} {why.Reason}", pattern = reason + " | " + string.Join(" ", why.Parts.Select(Level));
            reasons[reason] = reasons.GetValueOrDefault(reason) + step;
            (int count, long total) = patterns.GetValueOrDefault(pattern);
            patterns[pattern] = (count + step, total + why.Total);
        }
        Console.WriteLine($"\n{set.Name}: {pairs.Count} {word} pairs, by the band and reason of the two records alone (`Same` is lost between groups):");
        foreach ((string reason, int count) in reasons.OrderByDescending(r => r.Value)) Console.WriteLine($"  {count,8} {reason}");
        foreach ((string pattern, (int count, long total)) in patterns.OrderByDescending(p => p.Value.Count).Take(countMax))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count,8} mean {total / 1000.0 / (count / step),6:0.0} bits | {pattern}"));
    }

    private static string Level(FeatureWeight part) => string.Create(CultureInfo.InvariantCulture, $"{part.Feature}:{part.Level}");
}
