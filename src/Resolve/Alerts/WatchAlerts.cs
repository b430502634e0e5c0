using Resolve.Graph;

namespace Resolve.Alerts;

/// <summary>Finds the reports that name a watched entity and came after the watch was set.</summary>
internal static class WatchAlerts
{
    public static async ValueTask FindAsync(AlertRound round, AlertHistory history, List<Alert> shown, CancellationToken cancellationToken)
    {
        if (round.Watches.Count == 0) return;
        var watches = new Dictionary<string, WatchInForce>(StringComparer.Ordinal);
        foreach (WatchInForce watched in round.Watches) watches[watched.Watch.Id] = watched;
        foreach (WatchSighting seen in await round.State.SeenAsync(round.Watches, round.ChangedWatches, cancellationToken).ConfigureAwait(false))
        {
            string id = Alert.IdOf(AlertKind.WatchSeen, seen.Watch, seen.Report.Source + "\u001f" + seen.Report.Id);
            if (history.IsDelivered(id)) continue;
            WatchInForce watched = watches[seen.Watch];
            shown.Add(new Alert
            {
                Id = id,
                Kind = AlertKind.WatchSeen,
                Ring = seen.Ring,
                Watch = watched.Watch.Id,
                Case = watched.Watch.Case,
                Entities = [seen.Entity],
                Because = [seen.Report],
                Units = [watched.Watch.Unit!],
                Position = seen.Position,
            });
        }
    }

    /// <summary>Lists the reports that name a watched node and lie behind the watch.</summary>
    /// <param name="graph">A graph that is exact for the node.</param>
    /// <param name="node">The node.</param>
    /// <param name="after">The journal position of the watch.</param>
    /// <param name="until">When the watch ends; null for never.</param>
    /// <returns>The reports, each once, in no order.</returns>
    public static IEnumerable<StoredReport> Seen(GraphSnapshot graph, int node, long after, DateTimeOffset? until)
    {
        var seen = new HashSet<int>();
        int[] vertices = graph.VerticesOf(in node).ToArray();
        foreach (int vertex in vertices)
        {
            Vertex at = graph.VertexAt(vertex);
            for (int i = 0; i < at.MentionCount; i++)
            {
                if (!seen.Add(at.Mentions[i].Report)) continue;
                StoredReport report = graph.ReportAt(at.Mentions[i].Report)!;
                if (report.Position > after && IsInTime(until, report)) yield return report;
            }
        }
    }

    /// <summary>Judged by the report's own time, so that it does not matter when the report is looked at.</summary>
    private static bool IsInTime(DateTimeOffset? until, StoredReport report) =>
        until is not { } end || report.OwnTime == DateTimeOffset.MaxValue || report.OwnTime < end;
}
