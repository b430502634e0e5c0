using Resolve.Decisions;
using Resolve.Identifiers;
using Resolve.Persons;
using Resolve.Persons.Models;
using Resolve.Persons.Records;
using Resolve.Runtime.Ports;

namespace Resolve.Runtime.Review;

/// <summary>What analysts do with persons: decide, ask why, search, train. Beside <see cref="IResolveService"/>; same rules.</summary>
public interface IPersonReview
{
    /// <summary>Submits a decision. It is durable and in force when the call returns.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="cancellationToken">Gives up waiting; what was begun is finished.</param>
    /// <returns>The receipt; its key is <c>decision</c> and the id.</returns>
    /// <exception cref="JournalException">The fact could not be made durable.</exception>
    Task<Receipt> DecideAsync(Decision decision, CancellationToken cancellationToken);

    /// <summary>Takes a decision back, which leaves the state in which it never came.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="at">When it was taken back.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The receipt; null when the decision is unknown. Taken back before is a duplicate.</returns>
    /// <exception cref="JournalException">The fact could not be made durable.</exception>
    Task<Receipt?> UndoAsync(string id, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Asks a question about persons; the answer sees all that was acknowledged before.</summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The answer.</returns>
    Task<T> AskAsync<T>(PersonQuestion<T> question, CancellationToken cancellationToken);
}

/// <summary>The questions about persons that every <see cref="IPersonReview"/> answers.</summary>
public static class PersonReviewQuestions
{
    /// <summary>Lists the decisions in force, by id, models without their content.</summary>
    /// <param name="review">Who is asked.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The decisions.</returns>
    public static Task<IReadOnlyList<Decision>> ListDecisionsAsync(this IPersonReview review, CancellationToken cancellationToken) =>
        review.AskAsync(new DecisionsQuestion(), cancellationToken);

    /// <summary>Explains why two persons are one, or not: the records that come nearest, feature by feature.</summary>
    /// <param name="review">Who is asked.</param>
    /// <param name="first">One person, or any key of it.</param>
    /// <param name="second">The other; of the same person, its own two mentions are compared.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The explanation; null when one of them is mentioned in no live report.</returns>
    public static Task<PersonComparison?> WhyAsync(this IPersonReview review, EntityKey first, EntityKey second, CancellationToken cancellationToken) =>
        review.AskAsync(new WhyQuestion(first, second), cancellationToken);

    /// <summary>Explains how a person came to be: each merge, and each merge that was refused.</summary>
    /// <param name="review">Who is asked.</param>
    /// <param name="person">The person.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The history; null when no live report mentions the person.</returns>
    public static Task<PersonHistory?> HowAsync(this IPersonReview review, EntityKey person, CancellationToken cancellationToken) =>
        review.AskAsync(new HowQuestion(person), cancellationToken);

    /// <summary>Finds persons that resemble a description, without storing anything.</summary>
    /// <param name="review">Who is asked.</param>
    /// <param name="description">The description.</param>
    /// <param name="limit">The most hits, from 1.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The hits, heaviest first, a person once.</returns>
    public static Task<IReadOnlyList<PersonHit>> SearchPersonsAsync(
        this IPersonReview review, PersonRecord description, int limit, CancellationToken cancellationToken) =>
        review.AskAsync(new PersonSearch(description, limit), cancellationToken);

    /// <summary>Fits a model to the records that are there, without labels.</summary>
    /// <param name="review">Who is asked.</param>
    /// <param name="options">The limits; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up waiting for the records.</param>
    /// <returns>The model; nothing changes until a decision adopts it.</returns>
    public static Task<PersonModel> TrainAsync(this IPersonReview review, TrainingOptions? options, CancellationToken cancellationToken) =>
        review.AskAsync(new TrainingQuestion(options), cancellationToken);

    /// <summary>Gets the model that persons are resolved by now.</summary>
    /// <param name="review">Who is asked.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The model with the decision that adopted it.</returns>
    public static Task<ModelInForce> GetModelAsync(this IPersonReview review, CancellationToken cancellationToken) =>
        review.AskAsync(new ModelQuestion(), cancellationToken);
}

/// <summary>The model that persons are resolved by.</summary>
/// <param name="Model">The model.</param>
/// <param name="Decision">The decision that adopted it, without its content; null for the host's own.</param>
public sealed record ModelInForce(PersonModel Model, Decision? Decision);

/// <summary>Two persons compared.</summary>
/// <param name="First">The key that the one has now.</param>
/// <param name="Second">The key that the other has now; equal to the first when they are one.</param>
/// <param name="Pairs">The pairs of records, heaviest first; at most <see cref="PairCountMax"/>.</param>
public sealed record PersonComparison(EntityKey First, EntityKey Second, IReadOnlyList<ComparedRecords> Pairs)
{
    /// <summary>The most pairs of records in an answer.</summary>
    public const int PairCountMax = 10;
}

/// <summary>Two records compared.</summary>
/// <param name="First">The fingerprint of the one.</param>
/// <param name="Second">The fingerprint of the other.</param>
/// <param name="Explanation">The waterfall.</param>
public sealed record ComparedRecords(string First, string Second, PairExplanation Explanation);

/// <summary>How a person came to be.</summary>
/// <param name="Person">The key it has now.</param>
/// <param name="Records">The fingerprints of its records.</param>
/// <param name="Steps">The steps of the clustering in order, also those that were refused.</param>
/// <param name="PossiblySame">Records of other persons that may be this one: for review, heaviest first.</param>
public sealed record PersonHistory(
    EntityKey Person, IReadOnlyList<string> Records, IReadOnlyList<HistoryStep> Steps, IReadOnlyList<PersonHit> PossiblySame)
{
    /// <summary>Gets how the person grew, merged and was split, by the own times of reports and decisions.</summary>
    public IReadOnlyList<PersonEvent> Events { get; init; } = [];
}

/// <summary>A step of a clustering.</summary>
/// <param name="First">The fingerprint of one record of the match edge.</param>
/// <param name="Second">The fingerprint of the other.</param>
/// <param name="WeightMillibits">The weight of the two records; null for a decision.</param>
/// <param name="GroupMillibits">The weight of the two groups as wholes; null for a decision.</param>
/// <param name="Outcome"><c>merged</c>, <c>decided-different</c>, <c>veto</c>, <c>disagreed</c> or <c>ambiguous</c>.</param>
public sealed record HistoryStep(string First, string Second, int? WeightMillibits, int? GroupMillibits, string Outcome);

/// <summary>A person found.</summary>
/// <param name="Person">The key it has now.</param>
/// <param name="Label">Its name.</param>
/// <param name="Record">The fingerprint of the record that comes nearest.</param>
/// <param name="WeightMillibits">The weight, in thousandths of a bit.</param>
/// <param name="Band">What the weight means.</param>
/// <param name="Explanation">The waterfall; null where it was not asked for.</param>
public sealed record PersonHit(EntityKey Person, string Label, string Record, int WeightMillibits, MatchBand Band, PairExplanation? Explanation);
