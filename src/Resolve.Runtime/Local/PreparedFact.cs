using Resolve.Decisions;
using Resolve.Graph;
using Resolve.Runtime.Ports;
using Resolve.Reports;

namespace Resolve.Runtime.Local;

/// <summary>A fact of the journal, read and normalised: all that can be done to it beside others.</summary>
/// <param name="Position">Its position.</param>
/// <param name="Hash">The hash of its payload.</param>
/// <param name="Content">What a report contributes; null for a decision.</param>
/// <param name="Decision">The decision; null for a report.</param>
internal readonly record struct PreparedFact(long Position, UInt128 Hash, ReportContent? Content, Decision? Decision)
{
    /// <summary>Reads a fact.</summary>
    /// <param name="record">The fact as the journal holds it.</param>
    /// <returns>The fact.</returns>
    /// <exception cref="JournalException">It is no fact that can be read.</exception>
    public static PreparedFact Of(JournalRecord record)
    {
        UInt128 hash = StableHash.Of128(record.Payload.Span);
        return record.Kind == JournalEntryKind.Decision
            ? new PreparedFact(record.Position, hash, null, ReadDecision(record))
            : new PreparedFact(record.Position, hash, ReportExtractor.Extract(ReadReport(record)), null);
    }

    /// <summary>Reads a decision.</summary>
    /// <param name="record">The fact as the journal holds it.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="JournalException">It is no decision that can be read.</exception>
    public static Decision ReadDecision(JournalRecord record) =>
        DecisionReader.Read(record.Payload, out _)
        ?? throw new JournalException(JournalFailure.Damaged, $"The journal's entry {record.Position} is no decision that can be read.");

    /// <summary>Reads a report.</summary>
    /// <param name="record">The fact as the journal holds it.</param>
    /// <returns>The report.</returns>
    /// <exception cref="JournalException">It is no report that can be read.</exception>
    public static Report ReadReport(JournalRecord record) =>
        ReportReader.Read(record.Payload).Report
        ?? throw new JournalException(JournalFailure.Damaged, $"The journal's entry {record.Position} is no report that can be read.");
}
