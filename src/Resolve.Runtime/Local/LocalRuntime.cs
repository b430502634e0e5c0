using System.Collections.Concurrent;
using System.Threading.Channels;
using Resolve.Alerts;
using Resolve.Graph;
using Resolve.Persons;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Runtime.Alerts;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Review;
using Resolve.Runtime.Sequencing;

namespace Resolve.Runtime.Local;

/// <summary>The engine in one process: everything in memory, facts in a journal, one writer, readers that never block.</summary>
/// <remarks>
/// Submitters read and normalise in their own threads. The writer takes what waits, appends it to the journal in one piece,
/// then applies it and publishes a snapshot, so that a receipt means on disk and visible. Rings follow in a thread of their
/// own, from snapshots. Questions that only the writer can answer go before the submissions that wait. After an append whose
/// outcome is unknown the runtime takes nothing until the journal has shown what is there, and then goes on by itself. Disposing
/// waits for what was begun.
/// </remarks>
public sealed partial class LocalRuntime : IResolveService, IPersonReview, IAlertService, IAsyncDisposable
{
    private const int ReplayChunkCount = 256;
    private static readonly TimeSpan s_resumePause = TimeSpan.FromMilliseconds(200);

    private readonly IJournal _journal;
    private readonly LocalRuntimeOptions _options;
    private readonly ResolutionEngine _engine;
    private readonly Sequencer _sequencer;
    private readonly Channel<Submission?> _queue; // null wakes the writer for a question
    private readonly ConcurrentQueue<WriterCall> _calls = new();
    private readonly RingWorker _ringWorker;
    private readonly PositionGate<GraphSnapshot> _graph;
    private Task _writer = Task.CompletedTask;
    private readonly AlertPublisher? _publisher;
    private volatile IReadOnlyList<WatchInForce> _watches = [];
    private volatile string? _failure;
    private volatile bool _isStopped; // the writer answers no more questions

    private LocalRuntime(IJournal journal, LocalRuntimeOptions options)
    {
        _journal = journal;
        _options = options;
        _engine = new ResolutionEngine(adopted => new PersonResolver(adopted ?? options.Model));
        _sequencer = new Sequencer(journal, epoch: 0, _engine.Reserve);
        _queue = Channel.CreateBounded<Submission?>(new BoundedChannelOptions(options.QueueLengthMax) { SingleReader = true });
        _graph = new PositionGate<GraphSnapshot>(_engine.Publish(0), static g => g.Position);
        _ringWorker = new RingWorker(options, _graph.Newest);
        if (options.Alerts is { } alerts) _publisher = new AlertPublisher(alerts, options.Clock, () => _watches);
    }

    /// <summary>Gets the graph as it is now.</summary>
    public GraphSnapshot Graph => _graph.Newest;

    /// <summary>Gets the rings as they are now; they may be some facts behind <see cref="Graph"/>.</summary>
    public RingSnapshot Rings => _ringWorker.Gate.Newest;

    /// <summary>Opens a resolver on a journal and brings it to the journal's end.</summary>
    /// <param name="journal">The journal; the resolver uses it alone and does not dispose it.</param>
    /// <param name="options">How it works.</param>
    /// <param name="replayed">Receives the position reached, from time to time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The resolver, its graph and rings at the journal's end.</returns>
    /// <exception cref="JournalException">The journal cannot be read or holds what is no fact.</exception>
    public static async Task<LocalRuntime> OpenAsync(
        IJournal journal, LocalRuntimeOptions options, IProgress<long>? replayed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(options);
        var resolver = new LocalRuntime(journal, options);
        await resolver.ReplayAsync(replayed, cancellationToken).ConfigureAwait(false);
        resolver.FindWatches();
        if (resolver._publisher is { } publisher) resolver._ringWorker.Rounded = (rings, touched) => publisher.Post(resolver.AlertStateOf(rings, touched));
        resolver._ringWorker.Start();
        resolver._writer = Task.Run(resolver.WriteAsync, CancellationToken.None);
        await resolver._ringWorker.Gate.WaitAsync(resolver.Graph.Position, cancellationToken).ConfigureAwait(false);
        if (resolver._publisher is null) return resolver;
        await resolver._publisher.LoadAsync(cancellationToken).ConfigureAwait(false);
        await resolver._publisher.BeginAsync(resolver.AlertStateOf(resolver.Rings, null), cancellationToken).ConfigureAwait(false);
        return resolver;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Receipt>> SubmitAsync(IReadOnlyList<Report> reports, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reports);
        return await SubmitTogetherAsync([.. reports.Select(r => FactPayload.Of(r))], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Submits facts as a journal holds them, reports and decisions alike: for checking a journal, and for moving one.</summary>
    /// <param name="facts">The facts, in order.</param>
    /// <param name="cancellationToken">Gives up waiting; what was begun is finished.</param>
    /// <returns>A receipt a fact, in the same order.</returns>
    /// <exception cref="JournalException">A fact cannot be read, or the facts could not be made durable.</exception>
    public async Task<IReadOnlyList<Receipt>> SubmitFactsAsync(IReadOnlyList<JournalRecord> facts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var offers = new Offer[facts.Count];
        Exception? unreadable = null;
        Parallel.For(0, facts.Count, (i, loop) =>
        {
            try
            {
                offers[i] = FactPayload.Of(facts[i]);
            }
            catch (JournalException e)
            {
                unreadable = e;
                loop.Stop();
            }
        });
        if (unreadable is not null) throw unreadable;
        return await SubmitTogetherAsync(offers, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Submits one report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    /// <returns>The receipt.</returns>
    /// <exception cref="JournalException">The fact could not be made durable.</exception>
    /// <exception cref="FactRefusedException">The report cannot be read back; it was not taken.</exception>
    public async Task<Receipt> SubmitAsync(Report report, CancellationToken cancellationToken) =>
        (await SubmitTogetherAsync([FactPayload.Of(report)], cancellationToken).ConfigureAwait(false))[0];

    /// <inheritdoc/>
    public Task<Receipt?> WithdrawAsync(ReportKey key, int? version, CancellationToken cancellationToken) => Retraction.WithdrawAsync(
        key, version, () => HighestAsync(_sequencer.Reports, key, cancellationToken), withdrawal => SubmitAsync(withdrawal, cancellationToken));

    /// <inheritdoc/>
    public async ValueTask<StoredReportView?> GetReportAsync(ReportKey key, CancellationToken cancellationToken)
    {
        if (await HighestAsync(_sequencer.Reports, key, cancellationToken).ConfigureAwait(false) is not { Withdrawn: false } highest) return null;
        await GraphAtAsync(highest.Position, cancellationToken).ConfigureAwait(false);
        return await _journal.ReadOneAsync(highest.Position, cancellationToken).ConfigureAwait(false) is { } record ? FactPayload.ViewOf(record) : null;
    }

    /// <inheritdoc/>
    public ServiceState GetState()
    {
        GraphSnapshot graph = Graph;
        RingSnapshot rings = Rings;
        return new ServiceState(_journal.Position, graph.Position, rings.Position, graph.Counts, rings.Count, _queue.Reader.Count, _failure
            ?? _ringWorker.Failure ?? _publisher?.Failure);
    }

    /// <summary>Waits until the graph has reached a position.</summary>
    /// <param name="position">The position; one beyond the journal's end waits for it to come.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The graph at that position or later.</returns>
    public ValueTask<GraphSnapshot> GraphAtAsync(long position, CancellationToken cancellationToken) => _graph.WaitAsync(position, cancellationToken);

    /// <summary>Waits until the rings have reached a position.</summary>
    /// <param name="position">The position.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The rings at that position or later.</returns>
    public ValueTask<RingSnapshot> RingsAtAsync(long position, CancellationToken cancellationToken) => _ringWorker.Gate.WaitAsync(position, cancellationToken);

    /// <summary>Takes no more submissions, finishes those that wait, and stops.</summary>
    /// <returns>When all has stopped.</returns>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writer.ConfigureAwait(false);
        if (_publisher is not null) await FinishAlertsAsync(_publisher).ConfigureAwait(false);
        await _ringWorker.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<Receipt>> SubmitTogetherAsync(Offer[] offers, CancellationToken cancellationToken)
    {
        if (offers.Length == 0) return [];
        foreach (Offer offer in offers)
        {
            if (offer.Payload.Length > _journal.EntryBytesMax)
                throw new FactRefusedException(offer.Meta.Kind,
                    [new FieldError("", FieldErrorCodes.TooLong, $"A fact has at most {_journal.EntryBytesMax} bytes in its canonical form.")]);
        }
        var submission = new Submission(offers);
        await EnqueueAsync(submission, cancellationToken).ConfigureAwait(false);
        return await submission.Done.Task.ConfigureAwait(false);
    }

    /// <summary>Finds the highest durable version of a fact; where one is on its way to the disk, waits for what becomes of it.</summary>
    private async Task<KnownVersion?> HighestAsync(Ledger ledger, ReportKey key, CancellationToken cancellationToken)
    {
        if (ledger.IsInFlight(key)) await AskWriterAsync(static _ => Task.FromResult(true), cancellationToken).ConfigureAwait(false);
        return ledger.TryGet(key, out Ledger.Entry entry) ? entry.Highest : null;
    }

    private async ValueTask EnqueueAsync(Submission submission, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(submission, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException e)
        {
            throw Stopping(e);
        }
    }

    private static JournalException Stopping(Exception? cause) => new(JournalFailure.Unavailable, "The resolver is stopping.", cause);

    /// <summary>Takes the journal in: facts are read and normalised ahead on all cores, and applied one by one in their order.</summary>
    private async Task ReplayAsync(IProgress<long>? replayed, CancellationToken cancellationToken)
    {
        long position = 0;
        var ahead = new Queue<Task<(long Position, Offer Fact)[]>>();
        int aheadMax = 2 * Environment.ProcessorCount;
        await foreach (JournalRecord[] chunk in _journal.ReadAsync(0, cancellationToken).Chunk(ReplayChunkCount).ConfigureAwait(false))
        {
            ahead.Enqueue(Task.Run(() => Array.ConvertAll(chunk, static r => (r.Position, FactPayload.Of(r))), cancellationToken));
            if (ahead.Count >= aheadMax) Replay(await ahead.Dequeue().ConfigureAwait(false));
        }
        while (ahead.TryDequeue(out Task<(long Position, Offer Fact)[]>? last)) Replay(await last.ConfigureAwait(false));
        Publish(position);
        replayed?.Report(position);

        void Replay((long Position, Offer Fact)[] facts)
        {
            foreach ((long at, Offer fact) in facts)
            {
                position = at;
                fact.Verdict = _sequencer.Follow(fact.Meta, at);
                fact.IsJournaled = true;
                Apply(fact);
                if (position % 1024 == 0) replayed?.Report(position);
            }
        }
    }

    /// <summary>Lets a durable fact count, if it does.</summary>
    private void Apply(Offer fact)
    {
        if (!fact.Counts) return;
        if (fact.Content is { } content) _engine.Apply(fact.Verdict.Entry.Number, content, fact.Verdict.Position);
        else _engine.Apply(fact.Decision!);
    }

    /// <summary>Takes what waits, batch by batch: while one is on its way to the disk, the one before, which is there, is applied and acknowledged.</summary>
    private async Task WriteAsync()
    {
        WriterBatch? durable = null;
        while (durable is not null || await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            WriterBatch? next = TakeBatch();
            Task<long> append = Task.FromResult(0L);
            try
            {
                if (next is not null) append = _sequencer.AppendAsync(next.Offers, static (_, _) =>
                    throw new InvalidOperationException("Another process wrote to this journal."));
                if (durable is not null) Finish(durable);
                durable = null;
                if (next is not null && await IsDurableAsync(next, append).ConfigureAwait(false)) durable = next;
                if (_sequencer.HasEnded) await ResumeAsync().ConfigureAwait(false);
                if (_calls.IsEmpty) continue;
                // Questions are asked when graph and resolver are of the same facts.
                if (durable is not null) Finish(durable);
                durable = null;
                await RunCallsAsync().ConfigureAwait(false);
            }
#pragma warning disable CA1031 // A fault of the engine: memory may be half applied, so nothing more is taken; the journal is whole.
            catch (Exception e)
#pragma warning restore CA1031
            {
                await ((Task)append).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                StopAfterFault([.. durable?.Submissions ?? [], .. next?.Submissions ?? []], e);
                return;
            }
        }
        await RunCallsAsync().ConfigureAwait(false);
        _isStopped = true;
        FailCalls(Stopping(null));
    }

    private WriterBatch? TakeBatch()
    {
        WriterBatch? batch = null;
        while ((batch is null || batch.Offers.Count < _options.BatchCountMax) && _queue.Reader.TryRead(out Submission? submission))
        {
            if (submission is null) continue;
            batch ??= new WriterBatch();
            batch.Submissions.Add(submission);
            batch.Offers.AddRange(submission.Offers);
        }
        return batch;
    }

    private async Task RunCallsAsync()
    {
        for (int left = _calls.Count; left > 0 && _calls.TryDequeue(out WriterCall? call); left--) await call.RunAsync().ConfigureAwait(false);
    }

    private void FailCalls(Exception failure)
    {
        while (_calls.TryDequeue(out WriterCall? call)) call.Fail(failure);
    }

    private void FailSubmissions(Exception failure)
    {
        while (_queue.Reader.TryRead(out Submission? submission)) submission?.Fail(failure);
    }

    private void StopAfterFault(List<Submission> waiting, Exception fault)
    {
        _failure = $"The engine stopped on a fault ({fault.GetType().Name}); start it again to recompute the state from the journal.";
        _options.Faulted?.Invoke(fault);
        var stopped = new JournalException(JournalFailure.Unavailable, _failure, fault);
        _queue.Writer.TryComplete(stopped);
        // These were judged or are on disk already; what only waited was not begun.
        var unknown = new JournalException(JournalFailure.Unknown, "Durability is unknown; resubmit, which is idempotent.", fault);
        foreach (Submission submission in waiting) submission.Fail(unknown);
        FailSubmissions(stopped);
        _isStopped = true;
        FailCalls(stopped);
    }

    /// <summary>After an append whose outcome is unknown: reads what is in the journal, shows it, and goes on. Until then nothing is taken.</summary>
    private async Task ResumeAsync()
    {
        var waits = new JournalException(JournalFailure.Unavailable,
            "The journal cannot be read after an append whose outcome is unknown; submit again in a while.");
        while (true)
        {
            try
            {
                await _sequencer.ResumeAsync(FollowAsync, CancellationToken.None).ConfigureAwait(false);
                break;
            }
            catch (JournalException)
            {
                FailSubmissions(waits);
                await RunCallsAsync().ConfigureAwait(false);
                if (_queue.Reader.Completion.IsCompleted) return;
                await Task.Delay(s_resumePause, _options.Clock).ConfigureAwait(false);
            }
        }
        _failure = null;
        if (_sequencer.Position == Graph.Position) return;
        FindWatches();
        Publish(_sequencer.Position);

        ValueTask FollowAsync(JournalRecord record, Ledger.Verdict verdict)
        {
            Offer fact = FactPayload.Of(record);
            (fact.Verdict, fact.IsJournaled) = (verdict, true);
            Apply(fact);
            return ValueTask.CompletedTask;
        }
    }

    private void Publish(long position)
    {
        _graph.Publish(_engine.Publish(position));
        IReadOnlyCollection<int> touched = _engine.TakeTouched();
        _followed.Note(_graph.Newest, touched);
        _ringWorker.Post(_graph.Newest, touched);
        _followed.Notify(position);
    }

    /// <summary>Waits for a batch to be on disk, wholly or not at all; when it is not, its submitters know and nothing was taken.</summary>
    /// <exception cref="JournalException">Another writer has begun an epoch: this one must not go on.</exception>
    private async ValueTask<bool> IsDurableAsync(WriterBatch batch, Task<long> append)
    {
        try
        {
            batch.Last = await append.ConfigureAwait(false);
            _failure = null;
            return true;
        }
        catch (JournalException e) when (e.Failure != JournalFailure.Fenced)
        {
            _failure = e.Message;
            foreach (Submission submission in batch.Submissions) submission.Fail(e);
            return false;
        }
    }

    /// <summary>Applies a durable batch, publishes what came of it and answers its submitters.</summary>
    private void Finish(WriterBatch batch)
    {
        if (batch.Last > 0)
        {
            foreach (Offer fact in batch.Offers)
            {
                if (fact.Counts && fact.IsQuiet) _publisher?.PassOver(fact.Verdict.Position);
                Apply(fact);
            }
            if (batch.Offers.Exists(static f => f.Decision is not null)) FindWatches();
            Publish(batch.Last);
        }
        foreach (Submission submission in batch.Submissions) submission.Answer();
    }
}
