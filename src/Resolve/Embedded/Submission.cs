using Resolve.Graph;
using Resolve.Ports;
using Resolve.Reports;

namespace Resolve.Embedded;

/// <summary>A report on its way to the writer, read and normalised by the submitter's thread.</summary>
internal sealed class Submission
{
    private Submission(ReportContent content, byte[] payload)
    {
        Content = content;
        Payload = payload;
        Hash = StableHash.Of128(payload);
    }

    public ReportContent Content { get; }

    public byte[] Payload { get; }

    public UInt128 Hash { get; }

    public TaskCompletionSource<Receipt> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static Submission Of(Report report) => new(ReportExtractor.Extract(report), ReportWriter.ToUtf8(report));

    public Receipt ReceiptOf(SubmissionOutcome outcome, long position)
    {
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
