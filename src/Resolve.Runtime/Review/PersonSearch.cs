using Resolve.Identifiers;
using Resolve.Persons;
using Resolve.Persons.Records;

namespace Resolve.Runtime.Review;

/// <summary>Asks for persons that resemble a description. Nothing is stored.</summary>
/// <param name="Description">The description.</param>
/// <param name="Limit">The most hits, from 1.</param>
public sealed record PersonSearch(PersonRecord Description, int Limit) : PersonQuestion<IReadOnlyList<PersonHit>>
{
    private const int RecordsPerPerson = 8, RecordsFoundMax = 2_000;

    /// <inheritdoc/>
    internal override Task<IReadOnlyList<PersonHit>> AnswerAsync(IPersonMoments moments, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Limit, 1, "limit");
        return moments.AtOneMomentAsync(AnswerAsync, cancellationToken);
    }

    private async Task<IReadOnlyList<PersonHit>> AnswerAsync(IPersonDirectory persons)
    {
        // A person has several records; look at enough of them to fill the page.
        int most = (int)Math.Min((long)Limit * RecordsPerPerson, RecordsFoundMax);
        IReadOnlyList<SearchHit> found = await persons.SearchAsync(Description, most).ConfigureAwait(false);
        SearchHit[] hits = FoundPersons.OncePerPerson(persons, found, Limit);
        (EntityKey Key, string Label)[] names = await persons.NamesAsync([.. hits.Select(h => persons.MembersOf(h.Id)[0])]).ConfigureAwait(false);
        return [.. hits.Select((h, i) => FoundPersons.HitOf(persons, h, names[i], persons.Resolution.Resolver.Explain(Description, persons.RecordAt(h.Id))))];
    }
}

/// <summary>Turns records that were found into persons.</summary>
internal static class FoundPersons
{
    /// <summary>Keeps the heaviest record of each person.</summary>
    public static SearchHit[] OncePerPerson(IPersonDirectory persons, IEnumerable<SearchHit> hits, int limit) =>
    [
        .. hits.OrderByDescending(h => h.Total).ThenBy(h => persons.RecordAt(h.Id).Fingerprint).DistinctBy(h => persons.MembersOf(h.Id)[0]).Take(limit),
    ];

    /// <summary>Describes the person of a record that was found.</summary>
    public static PersonHit HitOf(IPersonDirectory persons, SearchHit hit, (EntityKey Key, string Label) name, PairExplanation? explanation) =>
        new(name.Key, name.Label, persons.RecordAt(hit.Id).FingerprintText, hit.Total, hit.Band, explanation);
}
