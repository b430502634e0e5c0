using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Rings.Trails;

/// <summary>Follows a ring's money through the transfers that its reports state (ADR 0015).</summary>
public static class MoneyTrails
{
    /// <summary>The most single transfers of an answer; flows sum all of them.</summary>
    public const int TransferCountMax = 2_000;

    internal const string VictimsId = "victims";

    /// <summary>Follows the money of a ring.</summary>
    /// <param name="graph">The graph that the ring was computed from, or a part of it that is exact for the ring's members.</param>
    /// <param name="ring">The ring.</param>
    /// <returns>The trail; without points when no report states a transfer.</returns>
    internal static MoneyTrail Of(GraphSnapshot graph, Ring ring)
    {
        HashSet<int> members = [.. RingMentions.NodesOf(graph, ring)];
        (List<Transfer> transfers, int again) = TransfersOf(graph, ring, members);
        var rest = new MoneyRest(transfers);
        var flows = transfers.GroupBy(t => (From: t.FromPoint, To: t.ToPoint, t.Currency)).Select(g => new MoneyFlow(
            IdOf(graph, g.Key.From), IdOf(graph, g.Key.To), g.Sum(t => t.Amount), g.Key.Currency, g.Count(), g.Min(t => t.At), g.Max(t => t.At))).ToList();
        List<MoneyPoint> points = PointsOf(graph, ring, members, transfers, rest);
        Dictionary<string, MoneyPoint> byId = points.ToDictionary(p => p.Id, StringComparer.Ordinal);
        flows.Sort((a, b) => Compare(byId, a, b));
        IEnumerable<MoneyTransfer> listed = transfers.Select(t => new MoneyTransfer(
            graph.KeyOf(t.From), graph.KeyOf(t.To), t.Amount, t.Currency, t.At?.ToUniversalTime(), t.Reference, rest.OfTransfer(t), [.. t.Reports.Order()]));
        return new MoneyTrail(
            ring.Id,
            ring.Loss,
            Sums(flows.Where(f => f.From == VictimsId && f.To != VictimsId)),
            Sums(flows.Where(f => byId[f.From].Part != "outside" && f.From != VictimsId && byId[f.To].Part is "cash-out" or "outside")),
            points,
            flows,
            [.. listed.OrderBy(t => t.At?.UtcTicks ?? long.MaxValue).ThenBy(t => t.From).ThenBy(t => t.To).ThenBy(t => t.Amount)
                .ThenBy(t => t.Reference, StringComparer.Ordinal)
                .ThenBy(t => t.Reports[0]).Take(TransferCountMax)],
            transfers.Count,
            again)
        {
            Patterns = MoneyPatterns.Find(graph, transfers, members),
        };
    }

    private static (List<Transfer> Transfers, int Again) TransfersOf(GraphSnapshot graph, Ring ring, HashSet<int> members)
    {
        HashSet<ReportKey> own = [.. ring.Reports];
        var reports = new Dictionary<int, StoredReport>();
        foreach (int node in members)
        {
            foreach ((int number, StoredMention _) in RingMentions.Of(graph, node))
                if (!reports.ContainsKey(number) && graph.ReportAt(number) is { } report && own.Contains(report.Key)) reports.Add(number, report);
        }
        List<StoredReport> sorted = [.. reports.Values];
        sorted.Sort(StoredReport.CompareByTime);
        var deduplicator = new TransferDeduplicator();
        var transfers = new List<Transfer>();
        int again = 0;
        foreach (StoredReport report in sorted)
        {
            foreach (StoredLink link in report.Links)
            {
                if (graph.LinkAt(link.Link).Kind != LinkKind.Transferred) continue;
                (int number, bool isNew) = deduplicator.NumberOf(graph, report, link);
                if (isNew) transfers.Add(new Transfer(graph, report, link));
                else if (!transfers[number].Reports.Contains(report.Key)) again++;
                transfers[number].Take(report, link.Detail);
            }
        }
        return (transfers, again);
    }

    private static List<MoneyPoint> PointsOf(GraphSnapshot graph, Ring ring, HashSet<int> members, List<Transfer> transfers, MoneyRest rest)
    {
        var layers = new MoneyLayers(transfers);
        HashSet<EntityKey> cashOuts = [.. ring.Members.Where(m => m.Roles.Count > 0 && m.Roles[0].Word == "cash-out").Select(m => m.Key)];
        var received = transfers.GroupBy(t => t.ToPoint).ToDictionary(g => g.Key, g => g.ToList());
        var sent = transfers.GroupBy(t => t.FromPoint).ToDictionary(g => g.Key, g => g.ToList());
        int victims = transfers.Where(t => t.FromPoint == Transfer.Victims).Select(t => t.Victim).Distinct().Count();
        var points = new List<MoneyPoint>();
        foreach (int point in received.Keys.Union(sent.Keys))
        {
            bool isVictims = point == Transfer.Victims;
            EntityKey key = isVictims ? default : graph.KeyOf(point);
            string part = isVictims ? VictimsId
                : ForeignSigns.LeavesTheBanks(key) || cashOuts.Contains(key) ? "cash-out"
                : members.Contains(point) ? "account" : "outside";
            points.Add(new MoneyPoint(
                IdOf(graph, point), isVictims ? "" : EntityReader.LabelOf(graph, point), part, layers.Of(point),
                    layers.IsTraced(point), isVictims ? victims : 1,
                Sums(received.GetValueOrDefault(point)), Sums(sent.GetValueOrDefault(point)), isVictims ? null : rest.OfPoint(point)));
        }
        points.Sort(static (a, b) => a.Layer != b.Layer ? a.Layer.CompareTo(b.Layer) : string.CompareOrdinal(a.Id, b.Id));
        return points;
    }

    private static int Compare(Dictionary<string, MoneyPoint> points, MoneyFlow a, MoneyFlow b)
    {
        int order = points[a.From].Layer.CompareTo(points[b.From].Layer);
        if (order == 0) order = b.Amount.CompareTo(a.Amount);
        if (order == 0) order = string.CompareOrdinal(a.From, b.From);
        if (order == 0) order = string.CompareOrdinal(a.To, b.To);
        return order != 0 ? order : string.CompareOrdinal(a.Currency, b.Currency);
    }

    private static string IdOf(GraphSnapshot graph, int point) => point == Transfer.Victims ? VictimsId : graph.KeyOf(point).ToString();

    private static Money[] Sums(List<Transfer>? transfers) =>
        [.. (transfers ?? []).GroupBy(t => t.Currency, StringComparer.Ordinal).Select(g => new Money(g.Sum(t => t.Amount), g.Key)).Where(m => m.Amount > 0)
            .OrderBy(m => m.Currency, StringComparer.Ordinal)];

    private static Money[] Sums(IEnumerable<MoneyFlow> flows) =>
        [.. flows.GroupBy(f => f.Currency, StringComparer.Ordinal).Select(g => new Money(g.Sum(f => f.Amount), g.Key)).Where(m => m.Amount > 0)
            .OrderBy(m => m.Currency, StringComparer.Ordinal)];
}
