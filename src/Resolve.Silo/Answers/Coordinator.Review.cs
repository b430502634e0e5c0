using Resolve.Decisions;
using Resolve.Runtime.Local;
using Resolve.Identifiers;
using Resolve.Persons;
using Resolve.Runtime.Ports;
using Resolve.Reports;
using Resolve.Silo.Cluster;

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
    public async Task<Receipt?> UndoAsync(string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        KnownReport known = await ToConductorAsync(c => c.KnownDecisionAsync(id), cancellationToken).ConfigureAwait(false);
        if (known.Version == 0) return null;
        if (known.Withdrawn) return new Receipt(new ReportKey("decision", id), known.Version, SubmissionOutcome.Duplicate, known.Position, []);
        JournalRecord? record = await journal.ReadOneAsync(known.Position, cancellationToken).ConfigureAwait(false);
        Decision decision = DecisionReader.Read(record!.Value.Payload, out _)!;
        Submission submission = Submission.Of(decision with { Version = known.Version + 1, Withdrawn = true, At = at, Model = null });
        return Submissions.ReceiptOf(submission, await DecideAsync(submission.Payload, cancellationToken).ConfigureAwait(false));
    }

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
