using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Alerts;

/// <summary>Finds the later reports that name what a suspended report names: the reason to take it up again.</summary>
/// <remarks>Only what both have on the suspects' side counts, and only what connects: no hub, no excluded person.</remarks>
internal static class SuspendedAlerts
{
    /// <summary>The links that a suspended report is told of, the earliest by journal position first: who did not resume it by then is not moved by more.</summary>
    public const int LinksMax = 50;

    /// <summary>An entity in more reports than this shows no tie between two of them.</summary>
    private const int MentionsMax = 5_000;

    public static void Find(AlertRound round, AlertBook book, List<Alert> told)
    {
        GraphSnapshot graph = round.Rings.Graph;
        IEnumerable<StoredReport> looked = round.Touched is { } touched
            ? touched.Where(graph.IsThere).Select(graph.NodeOf).Distinct().Where(n => Connects(graph, n, round.HubDegreeMax)).SelectMany(n => ReportsOn(graph, n))
            : Enumerable.Range(0, graph.ReportCount).Select(graph.ReportAt).OfType<StoredReport>();
        foreach (StoredReport report in looked.Where(r => r.Status == ReportStatus.Suspended).DistinctBy(r => r.Key).OrderBy(r => r.Key))
            Find(round, graph, report, book, told);
    }

    private static void Find(AlertRound round, GraphSnapshot graph, StoredReport suspended, AlertBook book, List<Alert> told)
    {
        var later = new Dictionary<ReportKey, (StoredReport Report, SortedSet<EntityKey> Shared)>();
        foreach (int node in suspended.Mentions.Where((_, i) => Counts(suspended, i)).Select(m => graph.NodeOf(m.Vertex)).Distinct())
        {
            if (!Connects(graph, node, round.HubDegreeMax)) continue;
            foreach (StoredReport report in ReportsOn(graph, node))
            {
                if (report.Position <= suspended.Position || report.Key == suspended.Key) continue;
                if (!later.TryGetValue(report.Key, out var link)) later.Add(report.Key, link = (report, []));
                link.Shared.Add(graph.KeyOf(node));
            }
        }
        foreach ((StoredReport report, SortedSet<EntityKey> shared) in later.Values.OrderBy(l => l.Report.Position).Take(LinksMax))
        {
            string id = Alert.IdOf(AlertKind.SuspendedLinked, Text(suspended.Key), Text(report.Key));
            if (book.IsTold(id)) continue;
            told.Add(new Alert
            {
                Id = id,
                Kind = AlertKind.SuspendedLinked,
                Ring = shared.Select(k => round.Rings.RingOf(k)?.Id).FirstOrDefault(r => r is not null),
                Suspended = suspended.Key,
                Entities = [.. shared.Take(Alert.EntityCountMax)],
                Because = [report.Key],
                Units = suspended.Unit is { } unit ? [unit] : [],
                Position = report.Position,
            });
        }
    }

    private static string Text(ReportKey key) => key.Source + "\u001f" + key.Id;

    private static bool Connects(GraphSnapshot graph, int node, int hubDegreeMax)
    {
        int mentions = 0;
        foreach (int vertex in graph.VerticesOf(in node)) mentions += graph.VertexAt(vertex).MentionCount;
        return mentions <= MentionsMax && graph.ConductingDegree(node) <= hubDegreeMax && !graph.IsExcluded(node);
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
        return Conduction.IsSuspectSide(role)
            || (!Conduction.IsLeaf(role) && Array.Exists(report.Links, l => l.Conducts && (l.FromMention == ordinal || l.ToMention == ordinal)));
    }
}
