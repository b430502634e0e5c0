using Resolve.Identifiers;
using Resolve.Persons.Records;

namespace Resolve.Runtime.Review;

/// <summary>Asks why two persons are one, or not: the records that come nearest, feature by feature.</summary>
/// <param name="First">One person, or any key of it.</param>
/// <param name="Second">The other; of the same person, its own two mentions are compared.</param>
public sealed record WhyQuestion(EntityKey First, EntityKey Second) : PersonQuestion<PersonComparison?>
{
    private const int PairsComparedMax = 400;

    /// <inheritdoc/>
    internal override Task<PersonComparison?> AnswerAsync(IPersonMoments moments, CancellationToken cancellationToken) =>
        moments.AtOneMomentAsync(AnswerAsync, cancellationToken);

    private async Task<PersonComparison?> AnswerAsync(IPersonDirectory persons)
    {
        int first = persons.FindMention(First), second = persons.FindMention(Second);
        if (first < 0 || second < 0) return null;
        var pairs = new List<ComparedRecords>();
        foreach ((int one, int other) in PairsOf(persons, first, second).Take(PairsComparedMax))
        {
            PersonRecord a = persons.RecordAt(one), b = persons.RecordAt(other);
            pairs.Add(new ComparedRecords(a.FingerprintText, b.FingerprintText, persons.Resolution.Resolver.Explain(a, b)));
        }
        pairs.Sort(static (x, y) => y.Explanation.Total.CompareTo(x.Explanation.Total) is var order and not 0
            ? order
            : string.CompareOrdinal(x.First + x.Second, y.First + y.Second));
        if (pairs.Count > PersonComparison.PairCountMax) pairs.RemoveRange(PersonComparison.PairCountMax, pairs.Count - PersonComparison.PairCountMax);
        (EntityKey Key, string Label)[] names = await persons.NamesAsync([persons.MembersOf(first)[0], persons.MembersOf(second)[0]]).ConfigureAwait(false);
        return new PersonComparison(names[0].Key, names[1].Key, pairs);
    }

    private static IEnumerable<(int One, int Other)> PairsOf(IPersonDirectory persons, int first, int second)
    {
        int[] members = persons.MembersOf(first), others = persons.MembersOf(second);
        if (members[0] != others[0]) return from one in members from other in others select (one, other);
        // One person: compare the two mentions asked for, else each of its records with each.
        if (first != second) return [(first, second)];
        return from i in Enumerable.Range(0, members.Length) from j in Enumerable.Range(i + 1, members.Length - i - 1) select (members[i], members[j]);
    }
}
