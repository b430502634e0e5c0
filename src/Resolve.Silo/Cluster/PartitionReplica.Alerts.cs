using Resolve.Alerts;
using Resolve.Graph;

namespace Resolve.Silo.Cluster;

/// <summary>The data that alerts are found in: each silo reports on its own nodes, and the leader combines the answers.</summary>
internal sealed partial class PartitionReplica
{
    /// <summary>Waits until there is an alert behind a number.</summary>
    public async Task<long> AlertBehindAsync(long number, CancellationToken cancellationToken) =>
        (await _alertNumbers.WaitAsync(number + 1, cancellationToken).ConfigureAwait(false)).View!.AlertNewest;

    /// <summary>Waits until alerts of all facts up to a position are delivered.</summary>
    public async Task AlertsAtAsync(long position, CancellationToken cancellationToken) =>
        await _alertPositions.WaitAsync(position, cancellationToken).ConfigureAwait(false);

    public RingEvidenceSummary ReadRing(GraphMoment moment, RingQuestion question) => RingEvidenceSummary.Of(GraphAt(moment).Graph, question);

    public WatchSighting[] Sightings(GraphMoment moment, PartitionMap map, WatchQuestion[] watches)
    {
        ReplicaGraph graph = GraphAt(moment);
        Func<int, bool> owned = Owned(graph, map);
        var seen = new List<WatchSighting>();
        foreach (WatchQuestion watch in watches)
        {
            if (!graph.TryFind(watch.Entity, out int node) || !owned(node)) continue;
            foreach (StoredReport report in WatchAlerts.Seen(graph.Graph, node, watch.After, watch.Until))
                seen.Add(new WatchSighting(watch.Id, report.Key, report.Position, graph.KeyOf(node), graph.NodeKeyOf(node)));
        }
        return [.. seen];
    }

    public SuspendedLinks[] SuspendedLinksOf(GraphMoment moment, PartitionMap map, long[]? reports)
    {
        ReplicaGraph graph = GraphAt(moment);
        Func<int, bool> owned = Owned(graph, map);
        return
        [
            .. graph.SuspendedAt(reports).Select(r => SuspendedAlerts.LinksOf(graph.Graph, r, model.Rings.HubDegreeMax, owned, graph.NodeKeyOf))
                .Where(l => l.Later.Count > 0),
        ];
    }

    /// <summary>Lists the journal positions of suspended reports that may have got a link by what changed.</summary>
    private long[] SuspendedOn(ReplicaGraph graph, IReadOnlyCollection<int> touched, Func<int, bool> owned)
    {
        if (!graph.HasSuspended) return [];
        IEnumerable<int> nodes = touched.Where(graph.Graph.IsThere).Select(graph.Graph.NodeOf).Distinct().Where(owned);
        return [.. SuspendedAlerts.On(graph.Graph, nodes, model.Rings.HubDegreeMax).Select(r => r.Position).Distinct()];
    }
}
