using System.Diagnostics;
using Resolve.Client.Contracts;
using Resolve.Client.Durable.Outbox;

namespace Resolve.Client.Durable.Sending;

/// <summary>Sends what the outbox holds, oldest first, one request at a time, until the service has answered each report.</summary>
/// <remarks>
/// One request at a time keeps the order of each source. A request whose answer is lost is repeated: what the service has is a duplicate there.
/// </remarks>
internal sealed class FeedSender(
    BatchSender sender, OutboxAccess outbox, DurableFeedOptions options, FlushWindow window, FeedInstruments instruments, FeedWaiters waiters)
{
    private const int TooLarge = 413, InternalError = 500;
    /// <summary>How many times a report that was sent alone is answered with 500 before the one behind it is tried.</summary>
    private const int FaultsMax = 8;

    private readonly RetryPause _pause = new(options.RetryFirst, options.RetryMax);
    private int _linesMax = options.FlushLinesMax;
    private long _acknowledged;
    private volatile FailureNote? _failure;

    /// <summary>Gets how many reports were acknowledged since the start.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>Gets the failure after which the sender pauses; null when the last request succeeded.</summary>
    public FailureNote? Failure => _failure;

    /// <summary>Sends until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await SendOnceAsync(stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // a fault of the disk, or of a caller's method, must not end the feed: it is shown, and tried again
            catch (Exception e)
#pragma warning restore CA1031
            {
                await PauseAsync(new BatchFailure("outbox", e is OutboxException ? e.Message : e.GetType().Name), stop).ConfigureAwait(false);
            }
        }
    }

    private async Task SendOnceAsync(CancellationToken stop)
    {
        await window.WaitAsync(IsFull, stop).ConfigureAwait(false);
        window.Close();
        List<OutboxRow> batch = await outbox.UseAsync(store => store.ReadWaiting(_linesMax, options.FlushBytesMax), stop).ConfigureAwait(false);
        if (batch.Count == 0) return;
        BatchResult result = await RequestAsync(batch, stop).ConfigureAwait(false);
        await SettleAsync(batch, result.Answers).ConfigureAwait(false);
        if (result.Failure is { } failure) await FailAsync(batch, result.Answers.Count, failure, stop).ConfigureAwait(false);
        else Succeed();
        if (outbox.Counts.FirstWaiting <= batch[^1].Number || IsFull() == true) window.FlushNow();
    }

    private async Task<BatchResult> RequestAsync(List<OutboxRow> batch, CancellationToken stop)
    {
        using Activity? activity = FeedInstruments.StartSending(batch.Count, _pause.Failures + 1);
        long started = options.Clock.GetTimestamp();
        BatchResult result = await sender.SendAsync(batch, stop).ConfigureAwait(false);
        instruments.Requested(options.Clock.GetElapsedTime(started));
        activity?.SetTag("resolve.feed.answered", result.Answers.Count);
        if (result.Failure is { } failure) activity?.SetStatus(ActivityStatusCode.Error, failure.Reason);
        return result;
    }

    private bool? IsFull()
    {
        OutboxCounts counts = outbox.Counts;
        return counts.Waiting == 0 ? null : counts.Waiting >= _linesMax || counts.WaitingBytes >= options.FlushBytesMax;
    }

    private void Succeed()
    {
        _pause.Succeeded();
        _failure = null;
        _linesMax = Math.Min(options.FlushLinesMax, _linesMax * 2);
    }

    /// <summary>Notes the answers on disk, then lets everybody know.</summary>
    private async Task SettleAsync(List<OutboxRow> batch, List<BatchLineData> answers)
    {
        if (answers.Count == 0) return;
        List<OutboxRow> settled = batch.GetRange(0, answers.Count);
        var parked = new List<ParkedNote>();
        for (int i = 0; i < answers.Count; i++)
            if (IsParked(answers[i].Outcome)) parked.Add(new ParkedNote(settled[i].Number, answers[i].Outcome, FeedJson.WriteErrors(answers[i].Errors)));
        await SettleAsync(settled, parked).ConfigureAwait(false);
        for (int i = 0; i < answers.Count; i++) Publish(settled[i], answers[i]);
        waiters.Advanced(outbox.Counts.FirstWaiting);
    }

    private async Task SettleAsync(List<OutboxRow> settled, List<ParkedNote> parked)
    {
        await outbox.UseAsync(
            store =>
            {
                store.Settle(settled, settled[^1].Number, parked);
                return 0;
            },
            CancellationToken.None).ConfigureAwait(false);
        outbox.RoomMade();
    }

    private void Publish(OutboxRow row, BatchLineData answer)
    {
        bool parked = IsParked(answer.Outcome);
        DateTimeOffset accepted = DateTimeOffset.FromUnixTimeMilliseconds(row.AcceptedAt);
        if (parked)
        {
            instruments.Parked(answer.Outcome);
        }
        else
        {
            Interlocked.Increment(ref _acknowledged);
            TimeSpan latency = options.Clock.GetUtcNow() - accepted;
            instruments.Acknowledged(answer.Outcome, latency > TimeSpan.Zero ? latency : TimeSpan.Zero);
        }
        FeedReportState state = parked ? FeedReportState.Parked : FeedReportState.Acknowledged;
        waiters.Settled(new FeedStatus(row.Number, state) { Source = row.Source, Id = row.Id, Version = row.Version, Tag = row.Tag, AcceptedAt = accepted });
        if (options.OnOutcome is null) return;
        Call(new FeedOutcome(row.Number, row.Source, row.Id, row.Version, state, answer.Outcome)
        {
            Tag = row.Tag,
            Position = answer.Position,
            Warnings = answer.Warnings ?? [],
            Errors = answer.Errors ?? [],
        });
    }

    private void Call(FeedOutcome outcome)
    {
        try
        {
            options.OnOutcome!(outcome);
        }
#pragma warning disable CA1031 // a caller's fault must not stop the feed
        catch (Exception)
#pragma warning restore CA1031
        {
            instruments.Failed("callback");
        }
    }

    private async Task FailAsync(List<OutboxRow> batch, int answered, BatchFailure failure, CancellationToken stop)
    {
        if (stop.IsCancellationRequested) return;
        if (answered > 0) _pause.Succeeded();
        if (answered == 0 && failure.Status == TooLarge && batch.Count == 1)
        {
            await ParkAsync(batch, failure).ConfigureAwait(false);
            return;
        }
        bool isSuspect = answered == 0 && failure.Status == InternalError && batch.Count == 1 && _pause.Failures >= FaultsMax;
        if (isSuspect && await IsPassedAsync(failure, stop).ConfigureAwait(false)) return;
        if (answered == 0 && failure.Status is TooLarge or InternalError) _linesMax = Math.Max(1, batch.Count / 2);
        await PauseAsync(failure, stop).ConfigureAwait(false);
    }

    /// <summary>Sends the report behind one that the service fails on each time; when that is taken, the fault is the report's, and it is parked.</summary>
    private async Task<bool> IsPassedAsync(BatchFailure failure, CancellationToken stop)
    {
        List<OutboxRow> two = await outbox.UseAsync(static store => store.ReadWaiting(2, long.MaxValue), stop).ConfigureAwait(false);
        if (two.Count < 2) return false;
        BatchResult next = await RequestAsync(two.GetRange(1, 1), stop).ConfigureAwait(false);
        if (next.Failure is not null) return false;
        await ParkAsync(two.GetRange(0, 1), failure).ConfigureAwait(false);
        await SettleAsync(two.GetRange(1, 1), next.Answers).ConfigureAwait(false);
        Succeed();
        return true;
    }

    /// <summary>Parks a report that does not get through, though it was sent alone.</summary>
    private async Task ParkAsync(List<OutboxRow> single, BatchFailure failure)
    {
        FieldErrorData[] errors = [new FieldErrorData("", failure.Reason, failure.Message)];
        await SettleAsync(single, [new ParkedNote(single[0].Number, failure.Reason, FeedJson.WriteErrors(errors))]).ConfigureAwait(false);
        Publish(single[0], new BatchLineData(1, failure.Reason) { Errors = errors });
        waiters.Advanced(outbox.Counts.FirstWaiting);
    }

    private async Task PauseAsync(BatchFailure failure, CancellationToken stop)
    {
        instruments.Failed(failure.Reason);
#pragma warning disable CA5394 // spreads retries; nothing secret
        TimeSpan pause = _pause.Failed(failure.RetryAfter, Random.Shared.NextDouble());
#pragma warning restore CA5394
        _failure = new FailureNote(failure.Message, _pause.Failures, options.Clock.GetUtcNow() + pause);
        await Task.Delay(pause, options.Clock, stop).ConfigureAwait(false);
        window.FlushNow();
    }

    private static bool IsParked(string outcome) =>
        outcome is OutcomeWords.Rejected or OutcomeWords.Conflict || outcome.StartsWith("http-", StringComparison.Ordinal);
}

/// <summary>Why the sender pauses.</summary>
/// <param name="Message">A sentence without personal data.</param>
/// <param name="InARow">How many requests failed since the last that succeeded.</param>
/// <param name="RetryAt">When it sends again.</param>
internal sealed record FailureNote(string Message, int InARow, DateTimeOffset RetryAt);
