using Resolve.Client.Contracts;
using Resolve.Identifiers;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Rings.History;
using Resolve.Rings.Trails;

namespace Resolve.Mapping;

/// <summary>Turns rings, their histories and trails into contracts.</summary>
internal static class RingMapping
{
    public static RingData ToData(this Ring r, bool full) => new(
        r.Id,
        r.Members.Count,
        r.Reports.Count,
        r.Victims.Count,
        r.Loss.ToData(),
        r.LossVnd,
        r.Provinces63,
        r.Provinces34,
        r.IsCrossBorder,
        [.. r.ForeignTies.Select(t => new ForeignTieData(
            t.Country, [.. t.Indicators.Select(i => new ForeignIndicatorData(i.Key.ToString(), i.Sign, RingJson.WordOf(i.Strength)))],
                RingJson.WordOf(t.Strength)))],
        r.Typologies,
        r.FirstSeen,
        r.LastSeen)
    {
        Score = r.Score?.ToData(),
        Places63 = [.. r.Places63.Select(ToData)],
        Places34 = [.. r.Places34.Select(ToData)],
        Leads = new RingLeadsData(r.Leads.IdentifiedPersonCount, r.Leads.DomesticAccountCount, r.Leads.DeviceCount, r.Leads.NamedNumberCount),
        Timeline = full ? [.. r.Timeline.Select(d => new RingDayData(d.Day, d.ReportCount))] : null,
        Members = full ? [.. r.Members.Select(ToData)] : null,
        Victims = full ? r.Victims.ToTexts() : null,
        Reports = full ? r.Reports.ToData() : null,
    };

    public static RingScoreData ToData(this RingScore score) => new(
        score.Total,
        score.AsOf,
        [.. score.Parts.Select(p => new ScorePartData(p.Word, p.Points, p.WeightPercent,
            [.. p.Reasons.Select(r => new ScoreReasonData(r.Word, r.Points, r.Value))]))]);

    public static RingHistoryData ToData(this RingHistory history) => new(
        history.RingId,
        history.EarlierIds,
        [.. history.Events.Select(e => new RingEventData(e.Kind, e.At, e.Report is { } key ? new ReportKeyData(key.Source, key.Id) : null,
            e.MemberCount, e.ReportCount)
        {
            Members = e.Members.ToTexts(),
            Provinces = e.Provinces,
            Countries = e.Countries,
            Rings = e.Rings,
            From = e.From.IsDefault ? null : e.From.ToString(),
            To = e.To.IsDefault ? null : e.To.ToString(),
            Cause = e.Cause,
            Decision = e.Decision,
        })]);

    public static MoneyTrailData ToData(this MoneyTrail trail) => new(
        trail.RingId,
        trail.Loss.ToData(),
        trail.Traced.ToData(),
        trail.Left.ToData(),
        [.. trail.Points.Select(p => new MoneyPointData(p.Id, p.Label, p.Part, p.Layer, p.IsTraced, p.Count, p.Received.ToData(),
            p.Sent.ToData(), p.RestMinutes))],
        [.. trail.Flows.Select(f => new MoneyFlowData(f.From, f.To, f.Amount, f.Currency, f.TransferCount, f.First, f.Last))],
        [.. trail.Transfers.Select(t => new MoneyTransferData(t.From.ToString(), t.To.ToString(), t.Amount, t.Currency, t.At, t.Reference,
            t.RestMinutes, t.Reports.ToData()))],
        trail.TransferCount,
        trail.ToldAgainCount)
    {
        Patterns = [.. trail.Patterns.Select(p =>
            new MoneyPatternData(p.Word, p.Points.ToTexts(), p.Amount, p.Currency, p.TransferCount, p.First, p.Last, p.Reports.ToData()))],
    };

    private static RingMemberData ToData(RingMember m) => new(m.Key.ToString(), EntityKey.Prefix(m.Key.Kind).TrimEnd(':'), m.Label, m.ReportCount, m.LinkCount)
    {
        Roles = [.. m.Roles.Select(r => new MemberRoleData(r.Word, r.Score,
            [.. r.Reasons.Select(w => new RoleReasonData(w.Word, w.Points, w.Reports.ToData()))]))],
        Namesakes = m.Namesakes.ToTexts(),
        Use = m.Use is { } use ? new RingUseData(use.First, use.Last) : null,
    };

    private static ProvinceShareData ToData(ProvinceShare p) => new(p.Name, p.ReportCount, p.VictimCount, p.SuspectCount, p.AccountCount);

    private static MoneyData[] ToData(this IReadOnlyList<Money> sums) => [.. sums.Select(m => new MoneyData(m.Amount, m.Currency))];

    private static ReportKeyData[] ToData(this IReadOnlyList<ReportKey> keys) => [.. keys.Select(k => new ReportKeyData(k.Source, k.Id))];

    private static string[] ToTexts(this IReadOnlyList<EntityKey> keys) => [.. keys.Select(k => k.ToString())];
}
