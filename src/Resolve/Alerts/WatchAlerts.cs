using Resolve.Graph;

namespace Resolve.Alerts;

/// <summary>Finds the reports that name a watched entity and came after the watch was set.</summary>
internal static class WatchAlerts
{
    public static void Find(AlertRound round, AlertBook book, List<Alert> told)
    {
        GraphSnapshot graph = round.Rings.Graph;
        foreach (WatchInForce watched in round.Watches.OrderBy(w => w.Watch.Id, StringComparer.Ordinal))
        {
            if (!graph.TryFind(watched.Watch.Entity, out int node)) continue;
            bool mayBeNew = round.Touched is null || round.ChangedWatches.Contains(watched.Watch.Id);
            foreach (int vertex in graph.VerticesOf(in node)) mayBeNew |= round.Touched is not null && round.Touched.Contains(vertex);
            if (mayBeNew) Find(round, graph, watched, node, book, told);
        }
    }

    private static void Find(AlertRound round, GraphSnapshot graph, WatchInForce watched, int node, AlertBook book, List<Alert> told)
    {
        var seen = new HashSet<int>();
        foreach (int vertex in graph.VerticesOf(in node))
        {
            foreach (MentionPlace place in graph.VertexAt(vertex).MentionSpan)
            {
                StoredReport report = graph.ReportAt(place.Report)!;
                if (report.Position <= watched.Position || !seen.Add(place.Report) || !IsInTime(watched, report)) continue;
                string id = Alert.IdOf(AlertKind.WatchSeen, watched.Watch.Id, report.Key.Source + "\u001f" + report.Key.Id);
                if (book.IsTold(id)) continue;
                told.Add(new Alert
                {
                    Id = id,
                    Kind = AlertKind.WatchSeen,
                    Ring = round.Rings.RingOfNode(node)?.Id,
                    Watch = watched.Watch.Id,
                    Case = watched.Watch.Case,
                    Entities = [graph.KeyOf(node)],
                    Because = [report.Key],
                    Units = [watched.Watch.Unit!],
                    Position = report.Position,
                });
            }
        }
    }

    /// <summary>Judged by the report's own time, so that it does not matter when the report is looked at.</summary>
    private static bool IsInTime(WatchInForce watched, StoredReport report) =>
        watched.Watch.Until is not { } until || report.OwnTime == DateTimeOffset.MaxValue || report.OwnTime < until;
}
