using System.Diagnostics;
using System.Threading.Channels;
using Resolve.Decisions;
using Resolve.Graph;
using Resolve.Runtime.Ports;
using Resolve.Reports;
using Resolve.Runtime.Sequencing;

namespace Resolve.Silo.Cluster;

/// <summary>A fact in the journal on its way to the silos.</summary>
/// <param name="Position">Its journal position.</param>
/// <param name="Content">What it contributes; null when it counts for nothing (superseded, sent again).</param>
/// <param name="Payload">Its canonical JSON.</param>
/// <param name="Decision">The decision; null for a report, and for a decision that counts for nothing.</param>
/// <param name="IsQuiet">Whether what it brings about is told to nobody: a report of the past.</param>
internal readonly record struct JournaledFact(long Position, ReportContent? Content, ReadOnlyMemory<byte> Payload, Decision? Decision = null, bool IsQuiet = false);

/// <summary>Judges submissions in order, journals what is new, and hands on what counts: the only writer of the cluster.</summary>
/// <remarks>
/// It follows the journal: entries that it did not write itself (an earlier conductor's last, an import) are read and judged
/// like its own. Of two bodies under one version the first in the journal counts, whoever wrote it.
/// </remarks>
internal sealed class FactWriter(IJournal journal, Func<CancellationToken, ValueTask<long>> refresh, Func<JournaledFact, ValueTask> handOn)
{
    private const int BatchCountMax = 4_000;
    private static readonly TimeSpan LookAround = TimeSpan.FromSeconds(1);

    private readonly ReportLedger _ledger = new(), _decisions = new();
    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(2_000) { SingleReader = true });
    private int _numbers;
    private long _position;

    /// <summary>Gets the journal position up to which everything is judged.</summary>
    public long Position => Interlocked.Read(ref _position);

    /// <summary>Gets the submissions that wait.</summary>
    public int QueueLength => _queue.Reader.Count;

    /// <summary>Submits reports or decisions; ends when they are judged and durable.</summary>
    public async Task<SubmitAnswer> SubmitAsync(byte[][] payloads, JournalEntryKind kind, bool isQuiet, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(payloads, kind, isQuiet);
        try
        {
            await _queue.Writer.WriteAsync(waiting, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            return SubmitAnswer.Of(new JournalException(JournalFailure.Unavailable, "The conductor is stopping; try again."));
        }
        return await waiting.Done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tells what is known of a report.</summary>
    public KnownReport Known(ReportKey key) => _ledger.TryGet(key, out ReportLedger.Entry entry)
        ? new KnownReport(entry.Highest.Version, entry.Highest.Position, entry.Highest.Withdrawn)
        : new KnownReport(0, 0, false);

    /// <summary>Tells what is known of a decision.</summary>
    public KnownReport KnownDecision(string id) => _decisions.TryGet(KeyOf(id), out ReportLedger.Entry entry)
        ? new KnownReport(entry.Highest.Version, entry.Highest.Position, entry.Highest.Withdrawn)
        : new KnownReport(0, 0, false);

    /// <summary>Lists the versions of a decision that are judged.</summary>
    public IReadOnlyList<KnownVersion> VersionsOf(string decision) => _decisions.TryGet(KeyOf(decision), out ReportLedger.Entry entry) ? entry.Versions : [];

    /// <summary>Judges what is in the journal and was not judged here.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await foreach (JournalRecord record in journal.ReadAsync(Position, cancellationToken).ConfigureAwait(false))
            await FollowAsync(record).ConfigureAwait(false);
    }

    /// <summary>Writes until it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Activity.Current = null; // the loop is nobody's trace, whoever woke the conductor
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
                    count += waiting.Payloads.Length;
                }
                await WriteAsync(batch).ConfigureAwait(false);
            }
        }
        finally
        {
            _queue.Writer.TryComplete();
            SubmitAnswer stopping = SubmitAnswer.Of(new JournalException(JournalFailure.Unavailable, "The conductor stopped; whether the reports are durable is told when they are sent again."));
            foreach (Waiting waiting in batch) waiting.Done.TrySetResult(stopping);
            while (_queue.Reader.TryRead(out Waiting? waiting)) waiting.Done.TrySetResult(stopping);
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
        var drafts = new List<Draft>();
        foreach (Waiting waiting in batch)
            for (int i = 0; i < waiting.Payloads.Length; i++) drafts.Add(new Draft(waiting, i));
        Parallel.ForEach(drafts, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, static d => d.Read());
        Refuse(batch, drafts);
        var entries = new List<JournalEntry>(drafts.Count);
        try
        {
            foreach (Draft draft in drafts)
            {
                long next = Position + entries.Count + 1;
                (draft.Outcome, draft.Position, _) = Offer(draft, next);
                draft.IsNew = draft.Position == next && draft.Outcome is SubmissionOutcome.Accepted or SubmissionOutcome.Superseded;
                if (draft.IsNew) entries.Add(new JournalEntry(draft.Kind, draft.Payload));
            }
            if (entries.Count > 0)
            {
                long last = await journal.AppendAsync(entries, CancellationToken.None).ConfigureAwait(false);
                if (last != Position + entries.Count) await RejudgeAsync(drafts, last - entries.Count + 1, last).ConfigureAwait(false);
                else await HandOnAsync(drafts, last).ConfigureAwait(false);
            }
            _ledger.Commit();
            _decisions.Commit();
        }
        catch (JournalException e)
        {
            _ledger.Rollback();
            _decisions.Rollback();
            foreach (Waiting waiting in batch) waiting.Done.TrySetResult(SubmitAnswer.Of(e));
            return;
        }
        foreach (Waiting waiting in batch) waiting.Finish();
    }

    /// <summary>What cannot be read fails its own call and no other.</summary>
    private static void Refuse(List<Waiting> batch, List<Draft> drafts)
    {
        foreach (Waiting waiting in batch)
        {
            if (waiting.Drafts.Find(static d => d.Fault is not null) is not { Fault: { } fault }) continue;
            waiting.Done.TrySetResult(SubmitAnswer.Of(fault));
            drafts.RemoveAll(waiting.Drafts.Contains);
        }
        batch.RemoveAll(static w => w.Done.Task.IsCompleted);
    }

    private async Task HandOnAsync(List<Draft> drafts, long last)
    {
        foreach (Draft draft in drafts)
        {
            if (!draft.IsNew) continue;
            bool counts = draft.Outcome == SubmissionOutcome.Accepted;
            await handOn(new JournaledFact(draft.Position, counts ? draft.Content : null, draft.Payload, counts ? draft.Decision : null, draft.IsQuiet)).ConfigureAwait(false);
        }
        Interlocked.Exchange(ref _position, last);
    }

    /// <summary>Somebody else wrote in between: what he wrote is judged first, then ours as it stands in the journal.</summary>
    private async Task RejudgeAsync(List<Draft> drafts, long first, long last)
    {
        _ledger.Rollback();
        _decisions.Rollback();
        var ours = new Dictionary<long, Draft>();
        foreach (Draft draft in drafts)
            if (draft.IsNew) ours.Add(first + ours.Count, draft);
        await foreach (JournalRecord record in journal.ReadAsync(Position, CancellationToken.None).ConfigureAwait(false))
        {
            Draft? draft = ours.GetValueOrDefault(record.Position);
            SubmissionOutcome outcome = await FollowAsync(record, draft is { IsQuiet: true }).ConfigureAwait(false);
            if (draft is not null) (draft.Outcome, draft.Position) = (outcome, record.Position);
            if (record.Position >= last) break;
        }
        foreach (Draft draft in drafts)
            if (!draft.IsNew) (draft.Outcome, draft.Position, _) = Offer(draft, 0);
    }

    private async Task<SubmissionOutcome> FollowAsync(JournalRecord record, bool isQuiet = false)
    {
        var outcome = SubmissionOutcome.Accepted;
        ReportContent? content = null;
        Decision? decision = null;
        if (record.Kind == JournalEntryKind.Report)
        {
            Report report = ReportReader.Read(record.Payload).Report
                ?? throw new JournalException(JournalFailure.Damaged, $"The journal's entry {record.Position} is no report that can be read.");
            (outcome, _, _) = Offer(report, StableHash.Of128(record.Payload.Span), record.Position);
            if (outcome == SubmissionOutcome.Accepted) content = ReportExtractor.Extract(report);
        }
        else
        {
            Decision read = DecisionReader.Read(record.Payload, out _)
                ?? throw new JournalException(JournalFailure.Damaged, $"The journal's entry {record.Position} is no decision that can be read.");
            (outcome, _, _) = Offer(read, StableHash.Of128(record.Payload.Span), record.Position);
            if (outcome == SubmissionOutcome.Accepted) decision = read;
        }
        _ledger.Commit();
        _decisions.Commit();
        await handOn(new JournaledFact(record.Position, content, default, decision, isQuiet)).ConfigureAwait(false);
        Interlocked.Exchange(ref _position, record.Position);
        return outcome;
    }

    private (SubmissionOutcome Outcome, long Position, ReportLedger.Entry Entry) Offer(Report report, UInt128 hash, long position) =>
        _ledger.Offer(report.Key, report.Version, report.Withdrawn, hash, position, () => _numbers++);

    private (SubmissionOutcome Outcome, long Position, ReportLedger.Entry Entry) Offer(Decision decision, UInt128 hash, long position) =>
        _decisions.Offer(KeyOf(decision.Id), decision.Version, decision.Withdrawn, hash, position, static () => 0);

    private (SubmissionOutcome Outcome, long Position, ReportLedger.Entry Entry) Offer(Draft draft, long position) =>
        draft.Decision is { } decision ? Offer(decision, draft.Hash, position) : Offer(draft.Content!.Report, draft.Hash, position);

    private static ReportKey KeyOf(string decisionId) => new("decision", decisionId);

    /// <summary>A call that waits.</summary>
    private sealed class Waiting(byte[][] payloads, JournalEntryKind kind, bool isQuiet)
    {
        public bool IsQuiet { get; } = isQuiet;

        public JournalEntryKind Kind { get; } = kind;

        public byte[][] Payloads { get; } = payloads;

        public byte[] Outcomes { get; } = new byte[payloads.Length];

        public long[] Positions { get; } = new long[payloads.Length];

        public ActivityContext Caller { get; } = Activity.Current?.Context ?? default;

        public TaskCompletionSource<SubmitAnswer> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<Draft> Drafts { get; } = [];

        public void Finish()
        {
            for (int i = 0; i < Drafts.Count; i++)
            {
                Outcomes[i] = (byte)Drafts[i].Outcome;
                Positions[i] = Drafts[i].Outcome == SubmissionOutcome.Conflict ? 0 : Drafts[i].Position;
            }
            Done.TrySetResult(new SubmitAnswer(Outcomes, Positions, -1, null));
        }
    }

    /// <summary>A report that is being judged.</summary>
    private sealed class Draft
    {
        public Draft(Waiting waiting, int index)
        {
            (Payload, Kind, IsQuiet) = (waiting.Payloads[index], waiting.Kind, waiting.IsQuiet);
            waiting.Drafts.Add(this);
        }

        public byte[] Payload { get; }

        public JournalEntryKind Kind { get; }

        public bool IsQuiet { get; }

        public ReportContent? Content { get; private set; }

        public Decision? Decision { get; private set; }

        public UInt128 Hash { get; private set; }

        public SubmissionOutcome Outcome { get; set; }

        public long Position { get; set; }

        public bool IsNew { get; set; }

        public JournalException? Fault { get; private set; }

        public void Read()
        {
            if (Kind == JournalEntryKind.Decision) Decision = DecisionReader.Read(Payload, out _);
            else if (ReportReader.Read(Payload).Report is { } report) Content = ReportExtractor.Extract(report);
            if (Decision is null && Content is null) Fault = new JournalException(JournalFailure.Damaged, "What was submitted cannot be read, and was not taken.");
            Hash = StableHash.Of128(Payload);
        }
    }
}
