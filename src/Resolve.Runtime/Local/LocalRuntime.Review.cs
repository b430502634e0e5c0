using Resolve.Decisions;
using Resolve.Graph;
using Resolve.Reports;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Review;
using Resolve.Runtime.Sequencing;

namespace Resolve.Runtime.Local;

/// <summary>What analysts do with persons: the writer answers between two batches, when graph and resolver are of the same facts.</summary>
public sealed partial class LocalRuntime : IPersonMoments
{
    /// <inheritdoc/>
    public async Task<Receipt> DecideAsync(Decision decision, CancellationToken cancellationToken) =>
        (await SubmitTogetherAsync([FactPayload.Of(decision)], cancellationToken).ConfigureAwait(false))[0];

    /// <inheritdoc/>
    public Task<Receipt?> UndoAsync(string id, DateTimeOffset at, CancellationToken cancellationToken) => Retraction.UndoAsync(
        id,
        at,
        () => HighestAsync(_sequencer.Decisions, new ReportKey(FactMeta.DecisionSource, id), cancellationToken),
        async position => FactPayload.ReadDecision((await _journal.ReadOneAsync(position, cancellationToken).ConfigureAwait(false))!.Value),
        decision => DecideAsync(decision, cancellationToken));

    /// <inheritdoc/>
    public Task<T> AskAsync<T>(PersonQuestion<T> question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        return question.AnswerAsync(this, cancellationToken);
    }

    /// <inheritdoc/>
    Task<T> IPersonMoments.AtOneMomentAsync<T>(Func<IPersonDirectory, Task<T>> ask, CancellationToken cancellationToken) =>
        AskWriterAsync(graph => ask(new LocalPersons(_engine.Persons, graph)), cancellationToken);

    /// <summary>Asks between two batches; the writer goes on when it is answered.</summary>
    private async Task<T> AskWriterAsync<T>(Func<GraphSnapshot, Task<T>> question, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls.Enqueue(new WriterCall(async () => answer.TrySetResult(await question(_graph.Newest).ConfigureAwait(false)), e => answer.TrySetException(e)));
        _queue.Writer.TryWrite(null); // where the queue is full the writer is awake
        if (_isStopped) FailCalls(Stopping(null));
        return await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
