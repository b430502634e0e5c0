using Resolve.Reports;
using Resolve.Runtime.Ports;

namespace Resolve.Runtime.Sequencing;

/// <summary>Gives facts their order: judges a batch against the ledger, appends what is new to the journal, and commits what is durable.</summary>
/// <remarks>
/// One batch at a time. Nothing of a batch is in the ledger before the journal has confirmed it; a batch that failed leaves no
/// trace. The sequencer follows the journal: entries that another writer put between its own are judged first, since of two
/// bodies under one version the first in the journal counts. After <see cref="JournalFailure.Unknown"/> or
/// <see cref="JournalFailure.Fenced"/> the epoch is over: what is durable must be read from the journal again.
/// </remarks>
internal sealed class Sequencer(IJournal journal, long epoch, Func<int> reserve)
{
    private long _epoch = epoch;
    private long _position;

    /// <summary>Gets the reports that were taken.</summary>
    public Ledger Reports { get; } = new();

    /// <summary>Gets the decisions that were taken.</summary>
    public Ledger Decisions { get; } = new();

    /// <summary>Gets the journal position up to which everything is judged.</summary>
    public long Position => Interlocked.Read(ref _position);

    /// <summary>Gets whether the epoch is over: the sequencer takes nothing more.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Gets the ledger of a kind of fact.</summary>
    public Ledger LedgerOf(JournalEntryKind kind) => kind == JournalEntryKind.Decision ? Decisions : Reports;

    /// <summary>Lists the durable versions of a decision.</summary>
    public IReadOnlyList<KnownVersion> VersionsOf(string decision) =>
        Decisions.TryGet(new ReportKey(FactMeta.DecisionSource, decision), out Ledger.Entry entry) ? entry.Versions : [];

    /// <summary>Judges a fact that is in the journal: the next one after <see cref="Position"/>.</summary>
    /// <param name="meta">What it is.</param>
    /// <param name="position">Its position.</param>
    /// <returns>The verdict.</returns>
    public Ledger.Verdict Follow(in FactMeta meta, long position)
    {
        Ledger.Verdict verdict = Judge(meta, position);
        LedgerOf(meta.Kind).Commit();
        Interlocked.Exchange(ref _position, position);
        return verdict;
    }

    /// <summary>Makes a batch durable; its offers carry their verdicts then.</summary>
    /// <param name="batch">The offers, in order.</param>
    /// <param name="between">Takes the facts that another writer journaled in between, in order, before the batch's own.</param>
    /// <returns>The position of the last entry of the batch; 0 when the batch brought nothing new.</returns>
    /// <exception cref="JournalException">
    /// Nothing of the batch is durable. With <see cref="JournalFailure.Unknown"/> and <see cref="JournalFailure.Fenced"/> the epoch is over.
    /// </exception>
    public async Task<long> AppendAsync(IReadOnlyList<Offer> batch, Func<JournalRecord, Ledger.Verdict, ValueTask> between)
    {
        if (HasEnded) throw new JournalException(JournalFailure.Unavailable, "The sequencer has ended; the next epoch reads the journal.");
        try
        {
            List<JournalEntry> entries = Judge(batch);
            if (entries.Count == 0) return 0;
            long last = await journal.AppendAsync(entries, _epoch, CancellationToken.None).ConfigureAwait(false);
            if (last == Position + entries.Count)
            {
                Commit();
                Interlocked.Exchange(ref _position, last);
            }
            else
            {
                await JudgeAgainAsync(batch, last - entries.Count + 1, last, between).ConfigureAwait(false);
            }
            return last;
        }
        catch (Exception e)
        {
            Abandon();
            HasEnded |= e is not JournalException { Failure: not (JournalFailure.Unknown or JournalFailure.Fenced) };
            throw;
        }
    }

    /// <summary>Begins the next epoch after one that ended: what is durable beyond <see cref="Position"/> is read from the journal.</summary>
    /// <param name="between">Takes each fact that is there, in order; after a failure, the rest comes with the next call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="JournalException">The journal cannot be read now; the sequencer has not begun.</exception>
    public async Task ResumeAsync(Func<JournalRecord, Ledger.Verdict, ValueTask> between, CancellationToken cancellationToken)
    {
        _epoch = await journal.BeginEpochAsync(cancellationToken).ConfigureAwait(false);
        await foreach (JournalRecord record in journal.ReadAsync(Position, cancellationToken).ConfigureAwait(false))
            await between(record, Follow(FactPayload.MetaOf(record), record.Position)).ConfigureAwait(false);
        HasEnded = false;
    }

    private List<JournalEntry> Judge(IReadOnlyList<Offer> batch)
    {
        var entries = new List<JournalEntry>(batch.Count);
        foreach (Offer offer in batch)
        {
            offer.Verdict = Judge(offer.Meta, Position + entries.Count + 1);
            offer.IsJournaled = offer.Verdict.IsNew;
            if (offer.IsJournaled) entries.Add(new JournalEntry(offer.Meta.Kind, offer.Payload, offer.Packed?.Bytes ?? default));
        }
        return entries;
    }

    /// <summary>Another writer appended before this batch: its entries are judged first, then the batch as it stands in the journal.</summary>
    private async Task JudgeAgainAsync(IReadOnlyList<Offer> batch, long first, long last, Func<JournalRecord, Ledger.Verdict, ValueTask> between)
    {
        Abandon();
        var own = new Dictionary<long, Offer>();
        foreach (Offer offer in batch)
            if (offer.IsJournaled) own.Add(first + own.Count, offer);
        await foreach (JournalRecord record in journal.ReadAsync(Position, CancellationToken.None).ConfigureAwait(false))
        {
            if (own.TryGetValue(record.Position, out Offer? offer)) offer.Verdict = Follow(offer.Meta, record.Position);
            else await between(record, Follow(FactPayload.MetaOf(record), record.Position)).ConfigureAwait(false);
            if (record.Position >= last) break;
        }
        foreach (Offer offer in batch)
            if (!offer.IsJournaled) offer.Verdict = Judge(offer.Meta, 0);
        Abandon();
    }

    private Ledger.Verdict Judge(in FactMeta meta, long position) => meta.Kind == JournalEntryKind.Decision
        ? Decisions.Offer(meta.Key, meta.Version, meta.Withdrawn, meta.Hash, position, static () => 0)
        : Reports.Offer(meta.Key, meta.Version, meta.Withdrawn, meta.Hash, position, reserve);

    private void Commit()
    {
        Reports.Commit();
        Decisions.Commit();
    }

    private void Abandon()
    {
        Reports.Abandon();
        Decisions.Abandon();
    }
}
