using System.Text.Json;
using Resolve.Client.Contracts;
using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Reports;
using Resolve.Runtime.Ports;

namespace Resolve.Mapping;

/// <summary>Writes the engine's answers as contracts.</summary>
internal static class ContractMapping
{
    public static string WordOf(EntityKind kind) => EntityKey.Prefix(kind).TrimEnd(':');

    public static string WordOf(SubmissionOutcome outcome) => outcome switch
    {
        SubmissionOutcome.Accepted => OutcomeWords.Accepted,
        SubmissionOutcome.Superseded => OutcomeWords.Superseded,
        SubmissionOutcome.Duplicate => OutcomeWords.Duplicate,
        _ => OutcomeWords.Conflict,
    };

    public static FieldErrorData[] ToData(this IReadOnlyList<FieldError> errors) =>
        [.. errors.Select(e => new FieldErrorData(e.Path, e.Code, e.Message))];

    public static ReceiptData ToData(this Receipt receipt) => new(
        receipt.Key.Source, receipt.Key.Id, receipt.Version, WordOf(receipt.Outcome), receipt.Position, receipt.Warnings.ToData());

    public static StoredReportData ToData(this StoredReportView stored)
    {
        using JsonDocument report = JsonDocument.Parse(ReportWriter.ToUtf8(stored.Report));
        return new StoredReportData(stored.Position, report.RootElement.Clone(), [.. stored.Content.Mentions.Select(ToData)]);
    }

    public static EntitySummaryData ToData(this EntitySummary e) => new(
        e.Key.ToString(),
        WordOf(e.Kind),
        e.Label,
        [.. e.Roles.Select(r => new RoleCountData(WireNames.Of(r.Role), r.ReportCount))],
        e.ReportCount,
        e.LinkCount,
        e.IsHub);

    public static EntityData ToData(this EntityDetail e) => new(
        e.Summary.ToData(),
        e.FirstSeen,
        e.LastSeen,
        [.. e.Persons.Select(r => new RecordData(
            r.Key, r.Name, r.Aliases, r.BirthDate, r.Sex, r.Nationality, r.Documents, r.Addresses, r.Holds.ToTexts(), r.Mentions))],
        [.. e.Mentions.Select(m => new EntityMentionData(
            m.Source, m.Id, m.Version, m.Ref, WireNames.Of(m.Role), m.Time, m.Unit, m.Province, m.Position))]);

    public static LinkData ToData(this LinkView l) => new(
        l.From.ToString(),
        l.To.ToString(),
        WireNames.Of(l.Kind),
        l.WeightMillibits,
        l.EvidenceCount,
        l.CarriesRings,
        l.FirstSeen,
        l.LastSeen,
        [.. l.Evidence.Select(e => new EvidenceData(
            e.Source, e.Id, e.Version, e.FromRef, e.ToRef, WireNames.Of(e.FromRole), WireNames.Of(e.ToRole), e.Time, e.Amount, e.Currency,
                e.Reference, e.Unit, e.Position))]);

    public static PageData<TData> ToData<T, TData>(this Page<T> page, Func<T, TData> map) =>
        new(page.Position, [.. page.Items.Select(map)], page.Total, page.Cursor);

    public static ExpandData ToData(this ExpandAnswer a) => new(
        a.Position,
        [.. a.Nodes.Select(n => new ReachedData(n.Hop, n.Entity.ToData(), n.Expanded) { IsCut = n.IsCut ? true : null })],
        [.. a.Links.Select(ToData)],
        a.NotFound.ToTexts(),
        a.Total,
        a.Cursor)
    {
        Cuts = a.Cuts.Count == 0 ? null : [.. a.Cuts.Select(static c => new HopCutData(c.Hop, c.Found, c.Kept))],
    };

    public static NeighbourData ToData(this Neighbour n) => new(
        n.Entity.ToData(), n.WeightMillibits, n.EvidenceCount, [.. n.Kinds.Select(WireNames.Of)], n.CarriesRings, n.FirstSeen, n.LastSeen);

    public static SubgraphData ToData(this SubgraphAnswer a) => new(
        a.Position, [.. a.Nodes.Select(ToData)], [.. a.Links.Select(ToData)], a.NotFound.ToTexts());

    public static CountData ToData(this CountAnswer a) => new(
        a.Position,
        [.. a.Hops.Select(static h => new HopCountData(
            h.Hop, h.EntityCount, h.HubCount, [.. h.Kinds.Select(static k => new KindCountData(WordOf(k.Kind), k.EntityCount))]))],
        a.NotFound.ToTexts());

    public static TimelineData ToData(this TimelineAnswer a) => new(
        a.Position,
        [.. a.Events.Select(static e => new TimelineEventData(
            e.Time, e.Source, e.Id, e.Version, e.Unit, e.Province, e.Position,
            [.. e.Mentions.Select(static m => new TimelineMentionData(m.Key.ToString(), WireNames.Of(m.Role), m.Ref))]))],
        a.NotFound.ToTexts(),
        a.Cursor);

    public static PathsData ToData(this PathAnswer a) => new(
        a.Position,
        [.. a.Paths.Select(p => new PathData([.. p.Nodes.Select(ToData)], [.. p.Links.Select(step => step.Select(ToData).ToArray())]))],
        a.NotFound.ToTexts());

    public static CommonData ToData(this CommonAnswer a) => new(a.Position, [.. a.Nodes.Select(ToData)], a.NotFound.ToTexts());

    public static SearchHitData ToData(this EntityHit hit) => new(hit.Entity.ToData(), hit.Match, hit.RingId);

    public static StateData ToData(this ServiceState s) => new(
        s.JournalPosition,
        s.GraphPosition,
        s.RingPosition,
        s.Counts.Reports,
        s.Counts.Entities,
        s.Counts.Records,
        s.Counts.Links,
        s.RingCount,
        s.QueueLength,
        s.Failure);

    private static string[] ToTexts(this IReadOnlyList<EntityKey> keys) => [.. keys.Select(k => k.ToString())];

    private static ReadMentionData ToData(ContentMention m) => new(m.Ref, WireNames.Of(m.Role), m.Implied)
    {
        Entity = m.Key.IsDefault ? null : m.Key.ToString(),
        Record = m.Record?.FingerprintText,
        Candidates = m.Candidates.Count == 0 ? null : m.Candidates.ToTexts(),
        Reason = m.Reason,
    };
}
