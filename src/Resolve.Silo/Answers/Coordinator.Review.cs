using Resolve.Decisions;
using Resolve.Identifiers;
using Resolve.Persons;
using Resolve.Runtime.Ports;
using Resolve.Silo.Cluster;
using Resolve.Runtime.Sequencing;

namespace Resolve.Silo.Answers;

/// <summary>What analysts do with persons: the conductor answers, between two rounds.</summary>
internal sealed partial class Coordinator
{
    /// <summary>Submits a decision; ends when it is durable and questions see it.</summary>
    public async Task<SubmitAnswer> DecideAsync(byte[] payload, CancellationToken cancellationToken)
    {
        SubmitAnswer answer = await ToConductorAsync(c => c.DecideAsync(payload), cancellationToken).ConfigureAwait(false);
        if (answer.Failure >= 0) return answer;
        try
        {
            await host.ViewAtAsync(answer.Positions[0], cancellationToken).AsTask().WaitAsync(options.QuestionPatience, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Shares are moving; the decision is durable, and whoever asks now waits as well.
        }
        return answer;
    }

    /// <summary>Takes a decision back; null when it is unknown.</summary>
    public Task<Receipt?> UndoAsync(string id, DateTimeOffset at, CancellationToken cancellationToken) => Retraction.UndoAsync(
        id,
        at,
        async () => (await ToConductorAsync(c => c.KnownDecisionAsync(id), cancellationToken).ConfigureAwait(false)).Durable,
        async position => FactPayload.ReadDecision((await journal.ReadOneAsync(position, cancellationToken).ConfigureAwait(false))!.Value),
        decision => Submissions.DecideAsync(decision, payload => DecideAsync(payload, cancellationToken)));

    /// <summary>Lists the decisions in force.</summary>
    public Task<Decision[]> ListDecisionsAsync(CancellationToken cancellationToken) => ReviewAsync(c => c.ListDecisionsAsync(), cancellationToken);

    /// <summary>Explains why two persons are one, or not.</summary>
    public Task<PersonComparison?> WhyAsync(EntityKey first, EntityKey second, CancellationToken cancellationToken) => ReviewAsync(c => c.WhyAsync(first, second), cancellationToken);

    /// <summary>Tells how a person came to be.</summary>
    public Task<PersonHistory?> HowAsync(EntityKey person, CancellationToken cancellationToken) => ReviewAsync(c => c.HowAsync(person), cancellationToken);

    /// <summary>Finds persons that resemble a description.</summary>
    public Task<PersonHit[]> SearchPersonsAsync(PersonRecord description, int limit, CancellationToken cancellationToken) =>
        ReviewAsync(c => c.SearchPersonsAsync(description, limit), cancellationToken);

    /// <summary>Gets the model that persons are resolved by now.</summary>
    public Task<ModelInForce> GetModelAsync(CancellationToken cancellationToken) => ReviewAsync(c => c.GetModelAsync(), cancellationToken);

    /// <summary>Fits a model to the records that are there.</summary>
    public Task<PersonModel> TrainAsync(TrainingOptions? training, CancellationToken cancellationToken) => ReviewAsync(c => c.TrainAsync(training), cancellationToken);

    private Task<T> ReviewAsync<T>(Func<IConductorGrain, Task<T>> ask, CancellationToken cancellationToken) => AskAsync(0, _ => ask(Conductor), cancellationToken);
}
