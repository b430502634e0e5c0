using Resolve.Decisions;
using Resolve.Graph;
using Resolve.Reports;
using Resolve.Runtime.Content;
using Resolve.Runtime.Ports;

namespace Resolve.Runtime.Sequencing;

/// <summary>Makes offers of facts, and reads facts out of the journal. Pure: any thread may do it ahead of the sequencer.</summary>
/// <remarks>
/// Whatever goes into the journal can be read back by the reader that replays it: that reader reads each payload here, before it
/// is offered. A report that came from the reader unchanged needs no second reading: its canonical form is read as an equal
/// report (a property test keeps that true), and the reader has checked its size. Of any other report what is read back is
/// extracted, so that its content is what everybody else reads from the journal. A report that comes with packed content was read
/// by whoever packed it, since only these methods make offers; where the content does not belong to the payload the payload is read.
/// </remarks>
internal static class FactPayload
{
    /// <summary>Makes the offer of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="isQuiet">Whether nobody gets an alert for what it brings about.</param>
    /// <returns>The offer.</returns>
    /// <exception cref="FactRefusedException">The replaying reader would not read it.</exception>
    public static Offer Of(Report report, bool isQuiet = false)
    {
        ArgumentNullException.ThrowIfNull(report);
        byte[] payload = ReportWriter.ToUtf8(report);
        return Of(report.IsAsRead ? report : Read(payload), payload, StableHash.Of128(payload), isQuiet);
    }

    /// <summary>Makes the offer of a decision.</summary>
    /// <param name="decision">The decision.</param>
    /// <returns>The offer.</returns>
    /// <exception cref="FactRefusedException">The replaying reader would not read it.</exception>
    public static Offer Of(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        byte[] payload = DecisionReader.ToUtf8(decision);
        Decision read = DecisionReader.Read(payload, out IReadOnlyList<FieldError> errors) ?? throw new FactRefusedException(JournalEntryKind.Decision, errors);
        return new Offer(FactMeta.Of(read, StableHash.Of128(payload)), payload) { Decision = read };
    }

    /// <summary>Takes over a fact that its receiver sent as canonical JSON and packed content. Content that does not belong to the JSON counts for
    /// nothing.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="payload">The JSON.</param>
    /// <param name="content">What a report contributes, packed, which must stay as it is; empty for none.</param>
    /// <param name="isQuiet">Whether nobody gets an alert for what it brings about.</param>
    /// <returns>The offer; that of a report has <see cref="Offer.Packed"/>.</returns>
    /// <exception cref="FactRefusedException">It cannot be read.</exception>
    public static Offer Of(JournalEntryKind kind, ReadOnlyMemory<byte> payload, ReadOnlyMemory<byte> content, bool isQuiet = false)
    {
        UInt128 hash = StableHash.Of128(payload.Span);
        if (kind == JournalEntryKind.Decision)
        {
            Decision decision = DecisionReader.Read(payload, out IReadOnlyList<FieldError> errors) ?? throw new FactRefusedException(kind, errors);
            return new Offer(FactMeta.Of(decision, hash), payload) { Decision = decision };
        }
        if (!PackedReport.TryRead(content, hash, out PackedReport? packed)) packed = PackedReport.Of(ReportExtractor.Extract(Read(payload)), hash);
        return new Offer(FactMeta.Of(packed.Meta), payload) { Packed = packed, IsQuiet = isQuiet };
    }

    /// <summary>Reads a fact of the journal, and extracts it.</summary>
    /// <param name="record">The entry.</param>
    /// <returns>The fact as an offer; that of a report has <see cref="Offer.Content"/>.</returns>
    /// <exception cref="JournalException">The entry is no fact that can be read.</exception>
    public static Offer Of(JournalRecord record)
    {
        UInt128 hash = StableHash.Of128(record.Payload.Span);
        if (record.Kind != JournalEntryKind.Decision) return Of(ReadReport(record), record.Payload, hash, isQuiet: false);
        Decision decision = ReadDecision(record);
        return new Offer(FactMeta.Of(decision, hash), record.Payload) { Decision = decision };
    }

    /// <summary>Reads a fact of the journal, a report by what lies packed beside it where that belongs to it.</summary>
    /// <param name="record">The entry.</param>
    /// <returns>The fact as an offer; that of a report has <see cref="Offer.Packed"/>.</returns>
    /// <exception cref="JournalException">The entry is no fact that can be read.</exception>
    public static Offer PackedOf(JournalRecord record)
    {
        try
        {
            return Of(record.Kind, record.Payload, record.Content);
        }
        catch (FactRefusedException)
        {
            throw Unreadable(record);
        }
    }

    /// <summary>Reads what the sequencer must know of an entry.</summary>
    /// <exception cref="JournalException">The entry is no fact that can be read.</exception>
    public static FactMeta MetaOf(JournalRecord record)
    {
        UInt128 hash = StableHash.Of128(record.Payload.Span);
        return record.Kind == JournalEntryKind.Decision ? FactMeta.Of(ReadDecision(record), hash) : FactMeta.Of(ReadReport(record), hash);
    }

    /// <summary>Reads a decision of the journal.</summary>
    /// <exception cref="JournalException">The entry is no decision that can be read.</exception>
    public static Decision ReadDecision(JournalRecord record) => DecisionReader.Read(record.Payload, out _) ?? throw Unreadable(record);

    /// <summary>Reads a report of the journal.</summary>
    /// <exception cref="JournalException">The entry is no report that can be read.</exception>
    public static Report ReadReport(JournalRecord record) => ReportReader.Read(record.Payload).Report ?? throw Unreadable(record);

    /// <summary>Shows a report of the journal.</summary>
    /// <exception cref="JournalException">The entry is no report that can be read.</exception>
    public static StoredReportView ViewOf(JournalRecord record)
    {
        Report report = ReadReport(record);
        return new StoredReportView(report, record.Position, ReportExtractor.Extract(report));
    }

    /// <summary>Makes the receipt of an offer.</summary>
    /// <param name="offer">The offer, as its receiver made it.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="position">The journal position; 0 for a conflict.</param>
    /// <returns>The receipt, with a warning for each field that is not known and each mention that names no entity.</returns>
    public static Receipt ReceiptOf(Offer offer, SubmissionOutcome outcome, long position)
    {
        var warnings = new List<FieldError>();
        if (offer.Content is { } content)
        {
            foreach (UnknownField field in offer.UnknownFields)
                warnings.Add(new FieldError(field.Path, "unknown-field", "This version does not know the field; it is kept as it came."));
            for (int i = 0; i < content.Mentions.Count; i++)
            {
                ContentMention mention = content.Mentions[i];
                if (!mention.NamesEntity && !mention.Implied)
                    warnings.Add(new FieldError($"mentions[{i}].value", mention.Reason ?? "unreadable", "The mention is kept as written and not linked."));
                else if (mention is { Record: not null, Reason: { } reason })
                    warnings.Add(new FieldError($"mentions[{i}].dob", reason, "Nobody living was born then; the date is kept as written and not compared."));
            }
        }
        return new Receipt(offer.Meta.Key, offer.Meta.Version, outcome, position, warnings);
    }

    private static Offer Of(Report report, ReadOnlyMemory<byte> payload, UInt128 hash, bool isQuiet) => new(FactMeta.Of(report, hash), payload)
    {
        Content = ReportExtractor.Extract(report),
        UnknownFields = report.UnknownFields,
        IsQuiet = isQuiet,
    };

    private static Report Read(ReadOnlyMemory<byte> payload)
    {
        ReportReadResult read = ReportReader.Read(payload);
        return read.Report ?? throw new FactRefusedException(JournalEntryKind.Report, read.Errors);
    }

    private static JournalException Unreadable(JournalRecord record) => new(
        JournalFailure.Damaged,
        $"The journal's entry {record.Position} is no {(record.Kind == JournalEntryKind.Decision ? "decision" : "report")} that can be read.");
}
