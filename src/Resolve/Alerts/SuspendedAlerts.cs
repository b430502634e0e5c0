using Resolve.Graph;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Alerts;

/// <summary>Finds the later reports that name what a suspended report names: the reason to take it up again.</summary>
/// <remarks>Only what both have on the suspects' side counts, and only what connects: no hub, no excluded person.</remarks>
internal static class SuspendedAlerts
{
    /// <summary>The most links of a suspended report that raise alerts, the earliest by journal position: further links would not change the unit's
    /// decision.</summary>
    public const int LinksMax = 50;

    /// <summary>An entity in more reports than this shows no tie between two of them.</summary>
    private const int MentionsMax = 5_000;

    public static async ValueTask FindAsync(AlertRound round, AlertHistory history, List<Alert> shown, CancellationToken cancellationToken)
    {
        IReadOnlyList<SuspendedLinks> found = await round.State.SuspendedAsync(cancellationToken).ConfigureAwait(false);
        foreach (IGrouping<ReportKey, SuspendedLinks> parts in found.GroupBy(l => l.Suspended).OrderBy(g => g.Key))
        {
            string? unit = parts.First().Unit;
            foreach (IGrouping<ReportKey, LaterReport> later in parts.SelectMany(p => p.Later).GroupBy(l => l.Report)
                .OrderBy(g => g.First().Position).Take(LinksMax))
            {
                string id = Alert.IdOf(AlertKind.SuspendedLinked, Text(parts.Key), Text(later.Key));
                if (history.IsDelivered(id)) continue;
                SharedEntity[] shared = [.. later.SelectMany(l => l.Shared).DistinctBy(s => s.Key).OrderBy(s => s.Key)];
                shown.Add(new Alert
                {
                    Id = id,
                    Kind = AlertKind.SuspendedLinked,
                    Ring = shared.Select(s => s.Ring).FirstOrDefault(r => r is not null),
                    Suspended = parts.Key,
                    Entities = [.. shared.Select(s => s.Key).Take(Alert.EntityCountMax)],
                    Because = [later.Key],
                    Units = unit is null ? [] : [unit],
                    Position = later.First().Position,
                });
            }
        }
    }

    /// <summary>Lists the suspended reports on nodes that connect.</summary>
    /// <param name="graph">A graph that is exact for the nodes.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="hubDegreeMax">The degree above which an entity connects nothing.</param>
    /// <returns>The reports; one may come more than once.</returns>
    public static IEnumerable<StoredReport> On(GraphSnapshot graph, IEnumerable<int> nodes, int hubDegreeMax) =>
        nodes.Where(n => Connects(graph, n, hubDegreeMax)).SelectMany(n => ReportsOn(graph, n)).Where(r => r.Status == ReportStatus.Suspended);

    /// <summary>Finds the later reports on a suspended report's nodes.</summary>
    /// <param name="graph">A graph that is exact for the nodes looked at.</param>
    /// <param name="suspended">The suspended report.</param>
    /// <param name="hubDegreeMax">The degree above which an entity connects nothing.</param>
    /// <param name="looks">Whether a node is looked at.</param>
    /// <param name="ringOf">Gives the id of the ring that a node is in.</param>
    /// <returns>The earliest links.</returns>
    public static SuspendedLinks LinksOf(GraphSnapshot graph, StoredReport suspended, int hubDegreeMax, Func<int, bool> looks, Func<int, string?> ringOf)
    {
        var later = new Dictionary<ReportKey, (StoredReport Report, List<int> Shared)>();
        foreach (int node in suspended.Mentions.Where((_, i) => Counts(suspended, i)).Select(m => graph.NodeOf(m.Vertex)).Distinct())
        {
            if (!looks(node) || !Connects(graph, node, hubDegreeMax)) continue;
            foreach (StoredReport report in ReportsOn(graph, node))
            {
                if (report.Position <= suspended.Position || report.Key == suspended.Key) continue;
                if (!later.TryGetValue(report.Key, out var link)) later.Add(report.Key, link = (report, []));
                if (link.Shared is not [.., var last] || last != node) link.Shared.Add(node);
            }
        }
        return new SuspendedLinks(
            suspended.Key,
            suspended.Unit,
            [.. later.Values.OrderBy(l => l.Report.Position).Take(LinksMax)
                .Select(l => new LaterReport(l.Report.Key, l.Report.Position, [.. l.Shared.Select(n => new SharedEntity(graph.KeyOf(n), ringOf(n)))]))]);
    }

    private static string Text(ReportKey key) => key.Source + "\u001f" + key.Id;

    private static bool Connects(GraphSnapshot graph, int node, int hubDegreeMax)
    {
        int mentions = 0;
        foreach (int vertex in graph.VerticesOf(in node)) mentions += graph.VertexAt(vertex).MentionCount;
        return mentions <= MentionsMax && graph.RingDegree(node) <= hubDegreeMax && !graph.IsExcluded(node);
    }

    private static IEnumerable<StoredReport> ReportsOn(GraphSnapshot graph, int node)
    {
        int[] vertices = graph.VerticesOf(in node).ToArray();
        foreach (int vertex in vertices)
        {
            Vertex at = graph.VertexAt(vertex);
            for (int i = 0; i < at.MentionCount; i++)
            {
                StoredReport report = graph.ReportAt(at.Mentions[i].Report)!;
                if (Counts(report, at.Mentions[i].Ordinal)) yield return report;
            }
        }
    }

    /// <summary>On the suspects' side, or tied to it by that report.</summary>
    private static bool Counts(StoredReport report, int ordinal)
    {
        MentionRole role = report.Mentions[ordinal].Role;
        return RingLinkRule.IsSuspectSide(role)
            || (!RingLinkRule.IsLeaf(role) && Array.Exists(report.Links, l => l.CarriesRings && (l.FromMention == ordinal || l.ToMention == ordinal)));
    }
}
