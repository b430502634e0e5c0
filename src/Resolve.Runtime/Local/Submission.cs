using Resolve.Decisions;
using Resolve.Graph;
using Resolve.Runtime.Ports;
using Resolve.Reports;
using Resolve.Runtime.Sequencing;

namespace Resolve.Runtime.Local;

/// <summary>What waits for the writer.</summary>
internal abstract class WriterItem
{
    /// <summary>Tells whoever waits that it failed.</summary>
    public abstract void Fail(Exception exception);
}

/// <summary>A fact on its way to the writer, read and normalised by the submitter's thread.</summary>
internal sealed class Submission : WriterItem
{
    private Submission(ReportContent? content, Decision? decision, byte[] payload)
    {
        Content = content;
        Decision = decision;
        Payload = payload;
        Hash = StableHash.Of128(payload);
    }

    /// <summary>Gets what a report contributes; null for a decision.</summary>
    public ReportContent? Content { get; }

    /// <summary>Gets the decision; null for a report.</summary>
    public Decision? Decision { get; }

    public byte[] Payload { get; }

    public UInt128 Hash { get; }

    /// <summary>Gets whether what it brings about is told to nobody: a report of the past.</summary>
    public bool IsQuiet { get; init; }

    public TaskCompletionSource<Receipt> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public JournalEntry Entry => new(Decision is null ? JournalEntryKind.Report : JournalEntryKind.Decision, Payload);

    public static Submission Of(Report report) => Of(report, isQuiet: false);

    public static Submission Of(Report report, bool isQuiet) => new(ReportExtractor.Extract(report), null, ReportWriter.ToUtf8(report)) { IsQuiet = isQuiet };

    /// <summary>Reads a fact as a journal holds it.</summary>
    /// <exception cref="JournalException">It cannot be read.</exception>
    public static Submission Of(JournalRecord fact) =>
        fact.Kind == JournalEntryKind.Decision ? Of(PreparedFact.ReadDecision(fact)) : Of(PreparedFact.ReadReport(fact));

    public static Submission Of(Decision decision) => new(null, decision, DecisionReader.ToUtf8(decision));

    public override void Fail(Exception exception) => Done.TrySetException(exception);

    public Receipt ReceiptOf(SubmissionOutcome outcome, long position)
    {
        if (Content is null) return new Receipt(new ReportKey("decision", Decision!.Id), Decision.Version, outcome, position, []);
        var warnings = new List<FieldError>();
        foreach (UnknownField field in Content.Report.UnknownFields)
            warnings.Add(new FieldError(field.Path, "unknown-field", "This version does not know the field; it is kept as it came."));
        for (int i = 0; i < Content.Mentions.Count; i++)
        {
            ContentMention mention = Content.Mentions[i];
            if (!mention.NamesEntity && !mention.Implied)
                warnings.Add(new FieldError($"mentions[{i}].value", mention.Reason ?? "unreadable", "The mention is kept as written and not linked."));
        }
        return new Receipt(Content.Report.Key, Content.Report.Version, outcome, position, warnings);
    }
}

/// <summary>Facts that were submitted together: one journal append takes them all, or none.</summary>
internal sealed class SubmissionGroup(Submission[] items) : WriterItem
{
    public Submission[] Items { get; } = items;

    public override void Fail(Exception exception)
    {
        foreach (Submission item in Items) item.Fail(exception);
    }
}

/// <summary>A question that only the writer can answer, since it reads what the writer writes; asked between two batches.</summary>
internal sealed class WriterCall(Action run, Action<Exception> fail) : WriterItem
{
    public void Run()
    {
#pragma warning disable CA1031 // Whatever the question throws belongs to the asker, not to the writer.
        try
        {
            run();
        }
        catch (Exception e)
        {
            fail(e);
        }
#pragma warning restore CA1031
    }

    public override void Fail(Exception exception) => fail(exception);
}

/// <summary>What the writer takes at a time.</summary>
internal sealed class WriterBatch
{
    /// <summary>Gets the facts, in order.</summary>
    public List<Submission> Items { get; } = [];

    /// <summary>Gets the questions, which are asked after the facts.</summary>
    public List<WriterCall> Calls { get; } = [];

    /// <summary>Gets what was judged of each fact.</summary>
    public List<(Submission Submission, SubmissionOutcome Outcome, long Position, ReportLedger.Entry Entry)> Judged { get; } = [];

    /// <summary>Gets or sets the position of the last fact that went into the journal; 0 when none did.</summary>
    public long Last { get; set; }
}
