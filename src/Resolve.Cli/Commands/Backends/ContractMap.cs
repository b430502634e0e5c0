using System.Text.Json;
using Resolve.Client.Contracts;
using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Ports;
using Resolve.Reports;
using Resolve.Rings;

namespace Resolve.Cli.Commands.Backends;

/// <summary>Writes the engine's answers in the shapes of the API.</summary>
internal static class ContractMap
{
    public static ReceiptData Of(Receipt receipt) => new(
        receipt.Key.Source, receipt.Key.Id, receipt.Version, Of(receipt.Outcome), receipt.Position,
        [.. receipt.Warnings.Select(w => new FieldErrorData(w.Path, w.Code, w.Message))]);

    public static StoredReportData Of(StoredReportView view)
    {
        using var document = JsonDocument.Parse(ReportWriter.ToUtf8(view.Report));
        return new StoredReportData(view.Position, document.RootElement.Clone(), [.. view.Content.Mentions.Select(Of)]);
    }

    public static EntityData Of(EntityDetail detail) => new(
        Of(detail.Summary), detail.FirstSeen, detail.LastSeen, [.. detail.Persons.Select(Of)],
        [.. detail.Mentions.Select(m => new EntityMentionData(m.Source, m.Id, m.Version, m.Ref, WireNames.Of(m.Role), m.Time, m.Unit, m.Province, m.Position))]);

    public static EntitySummaryData Of(EntitySummary summary) => new(
        summary.Key.ToString(), Of(summary.Kind), summary.Label,
        [.. summary.Roles.Select(r => new RoleCountData(WireNames.Of(r.Role), r.ReportCount))],
        summary.ReportCount, summary.LinkCount, summary.IsHub);

    public static PageData<LinkData> Of(Page<LinkView> page) => new(page.Position, [.. page.Items.Select(Of)], page.Total, page.Cursor);

    public static LinkData Of(LinkView link) => new(
        link.From.ToString(), link.To.ToString(), WireNames.Of(link.Kind), link.WeightMillibits, link.EvidenceCount, link.Conducts, link.FirstSeen, link.LastSeen,
        [.. link.Evidence.Select(Of)]);

    public static ExpandData Of(ExpandAnswer answer) => new(
        answer.Position, [.. answer.Nodes.Select(n => new ReachedData(n.Hop, Of(n.Entity), n.Expanded))], [.. answer.Links.Select(Of)],
        Of(answer.NotFound), answer.Total, answer.Cursor);

    public static PathsData Of(PathAnswer answer) => new(
        answer.Position,
        [.. answer.Paths.Select(p => new PathData([.. p.Nodes.Select(Of)], [.. p.Links.Select(step => (IReadOnlyList<LinkData>)[.. step.Select(Of)])]))],
        Of(answer.NotFound));

    public static CommonData Of(CommonAnswer answer) => new(answer.Position, [.. answer.Nodes.Select(Of)], Of(answer.NotFound));

    public static PageData<RingData> Of(Page<Ring> page) => new(page.Position, [.. page.Items.Select(r => r.ToData(full: false))], page.Total, page.Cursor);

    public static SearchData Of(IReadOnlyList<SearchHit> hits) => new([.. hits.Select(h => new SearchHitData(Of(h.Entity), h.Match, h.RingId))]);

    public static StateData Of(ServiceState state) => new(
        state.JournalPosition, state.GraphPosition, state.RingPosition, state.Counts.Reports, state.Counts.Entities, state.Counts.Records,
        state.Counts.Links, state.RingCount, state.QueueLength, state.Failure);

    private static string Of(SubmissionOutcome outcome) => outcome switch
    {
        SubmissionOutcome.Accepted => OutcomeWords.Accepted,
        SubmissionOutcome.Superseded => OutcomeWords.Superseded,
        SubmissionOutcome.Duplicate => OutcomeWords.Duplicate,
        _ => OutcomeWords.Conflict,
    };

    private static string Of(EntityKind kind) => EntityKey.Prefix(kind).TrimEnd(':');

    private static string[] Of(IReadOnlyList<EntityKey> keys) => [.. keys.Select(k => k.ToString())];

    private static RecordData Of(RecordView r) => new(
        r.Key, r.Name, r.Aliases, r.BirthDate, r.Sex, r.Nationality, r.Documents, r.Addresses, Of(r.Holds), r.Mentions);

    private static EvidenceData Of(EvidenceView e) => new(
        e.Source, e.Id, e.Version, e.FromRef, e.ToRef, WireNames.Of(e.FromRole), WireNames.Of(e.ToRole), e.Time, e.Amount, e.Currency, e.Reference, e.Unit, e.Position);

    private static ReadMentionData Of(ContentMention m) => new(m.Ref, WireNames.Of(m.Role), m.Implied)
    {
        Entity = m.Key.IsDefault ? null : m.Key.ToString(),
        Record = m.Record?.FingerprintText,
        Candidates = m.Candidates is { Count: > 0 } candidates ? Of(candidates) : null,
        Reason = m.Reason,
    };
}
