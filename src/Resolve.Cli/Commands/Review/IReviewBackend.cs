using Resolve.Cli.Commands.Backends;
using Resolve.Client.Contracts;
using Resolve.Identifiers;

namespace Resolve.Cli.Commands.Review;

/// <summary>What analysts do with persons, on a data directory or a server; answers have the shapes of the API.</summary>
internal interface IReviewBackend
{
    /// <summary>Submits a decision. Its id and time, where missing, come from the host.</summary>
    Task<ReceiptData> DecideAsync(DecisionData decision, CancellationToken cancellationToken);

    /// <summary>Takes a decision back; null when it is unknown.</summary>
    Task<ReceiptData?> UndoAsync(string id, CancellationToken cancellationToken);

    /// <summary>Lists the decisions in force.</summary>
    Task<IReadOnlyList<DecisionData>> ListDecisionsAsync(CancellationToken cancellationToken);

    /// <summary>Explains why two persons are one, or not; null when one is mentioned in no live report.</summary>
    Task<PersonComparisonData?> WhyAsync(EntityKey first, EntityKey second, CancellationToken cancellationToken);

    /// <summary>Explains how a person came to be; null when no live report mentions it.</summary>
    Task<PersonHistoryData?> HowAsync(EntityKey person, CancellationToken cancellationToken);

    /// <summary>Gets the model that persons are resolved by.</summary>
    Task<PersonModelData> GetModelAsync(CancellationToken cancellationToken);

    /// <summary>Finds persons that resemble a description.</summary>
    Task<PersonSearchData> SearchAsync(PersonSearchRequest description, CancellationToken cancellationToken);

    /// <summary>Returns the part for analysts of what a command works on.</summary>
    /// <param name="backend">A data directory or a server.</param>
    /// <param name="clock">The clock for decisions that state no time.</param>
    static IReviewBackend Of(IBackend backend, TimeProvider clock) => backend switch
    {
        EmbeddedBackend directory => new EmbeddedReview(directory.Resolver, clock),
        ServerBackend server => new ServerReview(server.Client),
        _ => throw new ArgumentException("It is neither a directory nor a server.", nameof(backend)),
    };
}
