using Resolve.Identifiers;
using Resolve.Persons;
using Resolve.Persons.Records;

namespace Resolve.Runtime.Review;

/// <summary>Persons at one moment, as questions about them read it. Records go by the numbers that the resolver knows them by.</summary>
/// <remarks>All answers are of the moment that the directory was given for; it is used by one caller at a time, and not after that.</remarks>
internal interface IPersonDirectory
{
    /// <summary>Gets the decisions, the model and the resolver of the moment.</summary>
    PersonResolution Resolution { get; }

    /// <summary>Finds the record that the mention behind a person's key gives.</summary>
    /// <param name="person">A key that the person has, or of any mention of it.</param>
    /// <returns>The record; -1 when no live report has the mention, and for a key of no person.</returns>
    int FindMention(EntityKey person);

    /// <summary>Gets a record that is there.</summary>
    PersonRecord RecordAt(int record);

    /// <summary>Gets the records of the person that a record belongs to, in canonical order: the first stands for the person.</summary>
    int[] MembersOf(int record);

    /// <summary>Lists the records that are there, in no order.</summary>
    IEnumerable<PersonRecord> Records();

    /// <summary>Finds the key and the label of persons.</summary>
    /// <param name="persons">The first record of each.</param>
    /// <returns>Key and label, in the same order.</returns>
    ValueTask<(EntityKey Key, string Label)[]> NamesAsync(int[] persons);

    /// <summary>Finds the earliest mentions of records.</summary>
    /// <param name="records">The records; each is there.</param>
    /// <returns>The mentions, in the same order.</returns>
    ValueTask<FirstMention[]> FirstMentionsAsync(int[] records);

    /// <summary>Finds the records that resemble a description.</summary>
    /// <param name="description">The description.</param>
    /// <param name="limit">The most hits, from 1.</param>
    /// <returns>The hits, heaviest first, then by fingerprint.</returns>
    ValueTask<IReadOnlyList<SearchHit>> SearchAsync(PersonRecord description, int limit);
}

/// <summary>Gives moments at which graph, resolver and decisions are of the same facts: between two batches, between two rounds.</summary>
internal interface IPersonMoments
{
    /// <summary>Asks at one moment, which sees all that was acknowledged before. Facts that come meanwhile wait.</summary>
    /// <param name="ask">Asks; it must not ask for another moment.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The answer.</returns>
    Task<T> AtOneMomentAsync<T>(Func<IPersonDirectory, Task<T>> ask, CancellationToken cancellationToken);
}
