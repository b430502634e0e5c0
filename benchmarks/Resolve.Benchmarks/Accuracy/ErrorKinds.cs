using Resolve.Identifiers.Documents;
using Resolve.Persons.Records;

namespace Resolve.Benchmarks.Accuracy;

/// <summary>Counts the wrong pairs that no system may have: within one person found, two records of different persons that state what two people never
/// share.</summary>
internal static class ErrorKinds
{
    /// <summary>Returns how many wrong pairs state different sexes.</summary>
    public static int OfSexes(DataSet set, IReadOnlyDictionary<string, string> found) =>
        Count(set, found, (a, b) => a.Sex is not null && b.Sex is not null && a.Sex != b.Sex);

    /// <summary>Returns how many wrong pairs state different valid CCCDs and share none.</summary>
    public static int OfPapers(DataSet set, IReadOnlyDictionary<string, string> found) =>
        Count(set, found, (a, b) => Cccds(a).Any() && Cccds(b).Any() && !Cccds(a).Intersect(Cccds(b), StringComparer.Ordinal).Any());

    private static IEnumerable<string> Cccds(PersonRecord record) =>
        record.Documents.Where(d => d.Country == "VN" && d.Type is "cccd" or "national-id" && CitizenId.TryParse(d.Number, out _, out _)).Select(d => d.Number);

    private static int Count(DataSet set, IReadOnlyDictionary<string, string> found, Func<PersonRecord, PersonRecord, bool> isOfKind)
    {
        int count = 0;
        foreach (IGrouping<string, (string Id, PersonRecord Record)> person in set.Rows.GroupBy(r => found[r.Id]))
        {
            (string Id, PersonRecord Record)[] rows = [.. person];
            for (int i = 0; i < rows.Length; i++)
                for (int j = i + 1; j < rows.Length; j++)
                    if (set.Truth[rows[i].Id] != set.Truth[rows[j].Id] && isOfKind(rows[i].Record, rows[j].Record)) count++;
        }
        return count;
    }
}
