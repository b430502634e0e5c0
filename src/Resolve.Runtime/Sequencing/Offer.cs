using Resolve.Decisions;
using Resolve.Graph;
using Resolve.Reports;
using Resolve.Runtime.Content;
using Resolve.Runtime.Ports;

namespace Resolve.Runtime.Sequencing;

/// <summary>What the sequencer must know of a fact to judge it. It reads nothing else.</summary>
/// <param name="Kind">Report or decision: each has a key space of its own.</param>
/// <param name="Key">The fact; of a decision <c>decision</c> and its id.</param>
/// <param name="Version">The version, from 1.</param>
/// <param name="Withdrawn">Whether it withdraws the fact.</param>
/// <param name="Hash">The hash of its canonical JSON.</param>
internal readonly record struct FactMeta(JournalEntryKind Kind, ReportKey Key, int Version, bool Withdrawn, UInt128 Hash)
{
    /// <summary>The source under which decisions stand in receipts and in their ledger.</summary>
    public const string DecisionSource = "decision";

    /// <summary>Gets the meta of a report.</summary>
    public static FactMeta Of(Report report, UInt128 hash) => new(JournalEntryKind.Report, report.Key, report.Version, report.Withdrawn, hash);

    /// <summary>Gets the meta of a report by what is packed of it.</summary>
    public static FactMeta Of(in ReportMeta report) => new(JournalEntryKind.Report, report.Key, report.Version, report.Withdrawn, report.Hash);

    /// <summary>Gets the meta of a decision.</summary>
    public static FactMeta Of(Decision decision, UInt128 hash) =>
        new(JournalEntryKind.Decision, new ReportKey(DecisionSource, decision.Id), decision.Version, decision.Withdrawn, hash);
}

/// <summary>A fact on its way into the journal, read and extracted by its receiver, and what became of it.</summary>
internal sealed class Offer(FactMeta meta, ReadOnlyMemory<byte> payload)
{
    /// <summary>Gets what the sequencer judges by.</summary>
    public FactMeta Meta { get; } = meta;

    /// <summary>Gets the canonical JSON: what the journal keeps.</summary>
    public ReadOnlyMemory<byte> Payload { get; } = payload;

    /// <summary>Gets what a report contributes; null for a decision, and where it is only <see cref="Packed"/>.</summary>
    public ReportContent? Content { get; init; }

    /// <summary>Gets what a report contributes, packed, which goes into the journal beside the payload; null for a decision, and where nobody needs it
    /// packed.</summary>
    public PackedReport? Packed { get; init; }

    /// <summary>Gets the fields of a report that this version does not know; its receipt names them.</summary>
    public IReadOnlyList<UnknownField> UnknownFields { get; init; } = [];

    /// <summary>Gets the decision; null for a report.</summary>
    public Decision? Decision { get; init; }

    /// <summary>Gets whether nobody gets an alert for what it brings about: a report of the past.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Gets or sets the verdict; it may be shown once the batch is durable.</summary>
    public Ledger.Verdict Verdict { get; set; }

    /// <summary>Gets or sets whether this offer itself is in the journal; false for a duplicate, and for what another writer journaled first.</summary>
    public bool IsJournaled { get; set; }

    /// <summary>Gets whether the state changes by it.</summary>
    public bool Counts => IsJournaled && Verdict.Outcome == SubmissionOutcome.Accepted;

    /// <summary>Gets the journal position to answer with; 0 for a conflict.</summary>
    public long AnsweredPosition => Verdict.Outcome == SubmissionOutcome.Conflict ? 0 : Verdict.Position;
}
