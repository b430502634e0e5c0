using Resolve.Runtime.Ports;
using Resolve.Runtime.Review;
using Resolve.Silo.Cluster;
using Resolve.Runtime.Sequencing;

namespace Resolve.Silo.Answers;

/// <summary>What analysts do with persons: the leader answers, between two rounds.</summary>
internal sealed partial class Coordinator
{
    /// <summary>Submits a decision; ends when it is durable and questions see it.</summary>
    public async Task<SubmitAnswer> DecideAsync(byte[] payload, CancellationToken cancellationToken)
    {
        SubmitAnswer answer = await ToLeaderAsync(c => c.DecideAsync(payload), cancellationToken).ConfigureAwait(false);
        if (answer.Failure >= 0) return answer;
        try
        {
            await host.ViewAtAsync(answer.Positions[0], cancellationToken).AsTask()
                .WaitAsync(options.QuestionPatience, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Partitions are moving; the decision is durable, and whoever asks now waits as well.
        }
        return answer;
    }

    /// <summary>Takes a decision back; null when it is unknown.</summary>
    public Task<Receipt?> UndoAsync(string id, DateTimeOffset at, CancellationToken cancellationToken) => Retraction.UndoAsync(
        id,
        at,
        async () => (await ToLeaderAsync(c => c.KnownDecisionAsync(id), cancellationToken).ConfigureAwait(false)).Durable,
        async position => FactPayload.ReadDecision((await journal.ReadOneAsync(position, cancellationToken).ConfigureAwait(false))!.Value),
        decision => Submissions.DecideAsync(decision, payload => DecideAsync(payload, cancellationToken)));

    /// <summary>Asks the leader a question about persons.</summary>
    public Task<T> AskAsync<T>(PersonQuestion<T> question, CancellationToken cancellationToken) =>
        question.CarryAsync(q => AskPersonsAsync(q, question.TakesLong, cancellationToken));

    /// <summary>Carries a question about persons to the leader.</summary>
    public Task<byte[]> AskPersonsAsync(byte[] question, bool takesLong, CancellationToken cancellationToken) =>
        AskAsync(0, _ => takesLong ? ClusterLeader.WorkOnPersonsAsync(question) : ClusterLeader.AskPersonsAsync(question), cancellationToken);
}
