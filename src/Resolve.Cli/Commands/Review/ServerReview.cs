using Resolve.Client;
using Resolve.Client.Contracts;
using Resolve.Identifiers;

namespace Resolve.Cli.Commands.Review;

/// <summary>A server, over HTTP.</summary>
/// <param name="client">Speaks to it.</param>
internal sealed class ServerReview(ResolveClient client) : IReviewBackend
{
    /// <inheritdoc/>
    public Task<ReceiptData> DecideAsync(DecisionData decision, CancellationToken cancellationToken) => client.DecideAsync(decision, cancellationToken);

    /// <inheritdoc/>
    public Task<ReceiptData?> UndoAsync(string id, CancellationToken cancellationToken) => client.UndoDecisionAsync(id, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DecisionData>> ListDecisionsAsync(CancellationToken cancellationToken) => client.ListDecisionsAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<PersonComparisonData?> WhyAsync(EntityKey first, EntityKey second, CancellationToken cancellationToken) =>
        client.WhyAsync(first.ToString(), second.ToString(), cancellationToken);

    /// <inheritdoc/>
    public Task<PersonHistoryData?> HowAsync(EntityKey person, CancellationToken cancellationToken) => client.HowAsync(person.ToString(), cancellationToken);

    /// <inheritdoc/>
    public Task<PersonModelData> GetModelAsync(CancellationToken cancellationToken) => client.GetModelAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<PersonSearchData> SearchAsync(PersonSearchRequest description, CancellationToken cancellationToken) =>
        client.SearchPersonsAsync(description, cancellationToken);
}
