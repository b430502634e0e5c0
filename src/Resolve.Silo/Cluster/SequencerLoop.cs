using System.Diagnostics;
using System.Threading.Channels;
using Resolve.Decisions;
using Resolve.Reports;
using Resolve.Runtime.Content;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Sequencing;
using Resolve.Silo.Telemetry;

namespace Resolve.Silo.Cluster;

/// <summary>A fact in the journal on its way to the silos.</summary>
/// <param name="Position">Its journal position.</param>
/// <param name="Report">The report; null for a decision, and for a report without effect (superseded, sent again).</param>
/// <param name="Decision">The decision; null for a report, and for a decision without effect.</param>
/// <param name="IsQuiet">Whether nobody gets an alert for what it brings about: a report of the past.</param>
internal readonly record struct JournaledFact(long Position, PackedReport? Report, Decision? Decision = null, bool IsQuiet = false);

/// <summary>Feeds the leader's <see cref="Sequencer"/>: takes the waiting facts in batches, and passes on those that are durable and in force.</summary>
/// <remarks>
/// It ends with its epoch: on a fault of the engine, on a commit whose outcome is unknown, and when a newer epoch has begun.
/// What was in flight then is answered "unknown, resubmit"; the next leader reads the journal.
/// </remarks>
internal sealed class SequencerLoop(IJournal journal, Sequencer sequencer, Func<CancellationToken, ValueTask<long>> refresh,
    Func<JournaledFact, ValueTask> handOn)
{
    private const int BatchCountMax = 4_000;
    private static readonly TimeSpan LookAround = TimeSpan.FromSeconds(1);

    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(2_000) { SingleReader = true });
    private Task _lastBatch = Task.CompletedTask;
    private int _waitingCount;

    /// <summary>Gets the journal position up to which everything is judged.</summary>
    public long Position => sequencer.Position;

    /// <summary>Gets the facts that wait.</summary>
    public int QueueLength => Volatile.Read(ref _waitingCount);

    /// <summary>Submits reports or decisions; ends when they are judged and durable.</summary>
    public async Task<SubmitAnswer> SubmitAsync(ReportBatch facts, JournalEntryKind kind, bool isQuiet, CancellationToken cancellationToken)
    {
        byte[][] payloads = facts.Payloads;
        var offers = new Offer[payloads.Length];
        JournalException? fault = null;
        // Reading packed content, and extracting where there is none, is work for all cores; the sequencer itself reads nothing.
        await Task.Run(
            () => Parallel.For(0, payloads.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            {
                if (payloads[i].Length > journal.EntryBytesMax) fault = Unreadable();
                else if (TryRead(kind, payloads[i], facts.Contents[i], isQuiet) is { } offer) offers[i] = offer;
                else fault = Unreadable();
            }),
            cancellationToken).ConfigureAwait(false);
        if (fault is not null) return SubmitAnswer.Of(fault);
        var waiting = new Waiting(offers);
        Interlocked.Add(ref _waitingCount, offers.Length);
        try
        {
            await _queue.Writer.WriteAsync(waiting, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            return SubmitAnswer.Of(new JournalException(JournalFailure.Unavailable, "The leader is stopping; submit again."));
        }
        return await waiting.Done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds what is durable of a fact; where a version of it is in flight, waits for that batch.</summary>
    public async Task<KnownReport> KnownAsync(JournalEntryKind kind, ReportKey key)
    {
        Ledger ledger = sequencer.LedgerOf(kind);
        while (ledger.IsInFlight(key))
        {
            await Volatile.Read(ref _lastBatch).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Yield(); // the batch is judged just before its task is set
        }
        return ledger.TryGet(key, out Ledger.Entry entry)
            ? new KnownReport(entry.Highest.Version, entry.Highest.Position, entry.Highest.Withdrawn)
            : new KnownReport(0, 0, false);
    }

    /// <summary>Lists the durable versions of a decision.</summary>
    public IReadOnlyList<KnownVersion> VersionsOf(string decision) => sequencer.VersionsOf(decision);

    /// <summary>Judges what is in the journal and was not judged here.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await foreach (JournalRecord record in journal.ReadAsync(Position, cancellationToken).ConfigureAwait(false))
        {
            Offer fact = FactPayload.PackedOf(record);
            await HandOnAsync(fact, sequencer.Follow(fact.Meta, record.Position), record.Position).ConfigureAwait(false);
        }
    }

    /// <summary>Writes until it is stopped or the epoch ends.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Activity.Current = null; // the loop belongs to no trace, whoever woke the leader
        var batch = new List<Waiting>();
        try
        {
            while (true)
            {
                Task<bool> more = _queue.Reader.WaitToReadAsync(cancellationToken).AsTask();
                while (await Task.WhenAny(more, Task.Delay(LookAround, cancellationToken)).ConfigureAwait(false) != more)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await LookAsync(cancellationToken).ConfigureAwait(false);
                }
                if (!await more.ConfigureAwait(false)) return;
                batch.Clear();
                int count = 0;
                while (count < BatchCountMax && _queue.Reader.TryRead(out Waiting? waiting))
                {
                    batch.Add(waiting);
                    count += waiting.Offers.Length;
                }
                Task write = WriteAsync(batch);
                Volatile.Write(ref _lastBatch, write);
                await write.ConfigureAwait(false);
                Interlocked.Add(ref _waitingCount, -count);
            }
        }
        finally
        {
            _queue.Writer.TryComplete();
            // What was taken may be in the journal; what only waited is not.
            foreach (Waiting waiting in batch) waiting.Done.TrySetResult(SubmitAnswer.Of(Unknown()));
            while (_queue.Reader.TryRead(out Waiting? waiting))
                waiting.Done.TrySetResult(SubmitAnswer.Of(new JournalException(JournalFailure.Unavailable, "The leader stopped; submit again.")));
        }
    }

    private static JournalException Unreadable() => new(JournalFailure.Damaged, "What was submitted cannot be read, and was not taken.");

    private static JournalException Unknown() => new(JournalFailure.Unknown, "Durability is unknown; resubmit, which is idempotent.");

    private static Offer? TryRead(JournalEntryKind kind, byte[] payload, byte[] content, bool isQuiet)
    {
        try
        {
            return FactPayload.Of(kind, payload, content, isQuiet);
        }
        catch (FactRefusedException)
        {
            return null;
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await refresh(cancellationToken).ConfigureAwait(false) > Position) await CatchUpAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (JournalException)
        {
            // The database is away: there is nothing to see till it is back.
        }
    }

    private async Task WriteAsync(List<Waiting> batch)
    {
        using Activity? activity = SiloTrace.Append([.. batch.Select(static w => w.Caller)]);
        List<Offer> offers = [.. batch.SelectMany(static w => w.Offers)];
        try
        {
            await sequencer.AppendAsync(offers, FollowAsync).ConfigureAwait(false);
        }
        catch (JournalException e) when (!sequencer.HasEnded)
        {
            foreach (Waiting waiting in batch) waiting.Done.TrySetResult(SubmitAnswer.Of(e));
            return;
        }
        foreach (Offer offer in offers)
            if (offer.IsJournaled) await HandOnAsync(offer, offer.Verdict, offer.Verdict.Position).ConfigureAwait(false);
        foreach (Waiting waiting in batch) waiting.Finish();
    }

    /// <summary>Takes a fact that another writer journaled between two of ours.</summary>
    private ValueTask FollowAsync(JournalRecord record, Ledger.Verdict verdict) => HandOnAsync(FactPayload.PackedOf(record), verdict, record.Position);

    private ValueTask HandOnAsync(Offer fact, Ledger.Verdict verdict, long position)
    {
        bool counts = verdict.Outcome == SubmissionOutcome.Accepted;
        return handOn(new JournaledFact(position, counts ? fact.Packed : null, counts ? fact.Decision : null, fact.IsQuiet));
    }

    /// <summary>A call that waits.</summary>
    private sealed class Waiting(Offer[] offers)
    {
        public Offer[] Offers { get; } = offers;

        public ActivityContext Caller { get; } = Activity.Current?.Context ?? default;

        public TaskCompletionSource<SubmitAnswer> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Finish() => Done.TrySetResult(new SubmitAnswer(
            Array.ConvertAll(Offers, static o => (byte)o.Verdict.Outcome), Array.ConvertAll(Offers, static o => o.AnsweredPosition), -1, null));
    }
}
