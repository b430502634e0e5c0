using Resolve.Alerts;
using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Reports;
using Resolve.Rings;

namespace Resolve.Runtime.Local;

/// <summary>What alerts are found in where graph and rings are in one process.</summary>
/// <param name="rings">The rings and their graph.</param>
/// <param name="touched">The vertices that changed since the state before; null for all.</param>
/// <param name="hubDegreeMax">The degree above which an entity connects nothing.</param>
internal sealed class LocalAlertState(RingSnapshot rings, IReadOnlyCollection<int>? touched, int hubDegreeMax) : IAlertState
{
    private readonly GraphSnapshot _graph = rings.Graph;
    private readonly IReadOnlySet<int>? _touched = touched is null ? null : touched as IReadOnlySet<int> ?? new HashSet<int>(touched);

    public long Position => rings.Position;

    public IAlertState With(IAlertState earlier)
    {
        IReadOnlySet<int>? more = ((LocalAlertState)earlier)._touched;
        return new LocalAlertState(rings, more is null || _touched is null ? null : new HashSet<int>([.. _touched, .. more]), hubDegreeMax);
    }

    public RingChanges RingsSince(IAlertState? before)
    {
        (List<Ring> came, HashSet<string> gone) = rings.ChangesSince((before as LocalAlertState)?.Snapshot);
        return new RingChanges(came, gone, before is null);
    }

    public ValueTask<IReadOnlyList<string?>> RingsOfAsync(IReadOnlyList<EntityKey> keys, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<string?>>([.. keys.Select(k => rings.RingOf(k)?.Id)]);

    public ValueTask<IReadOnlyList<RingEvidenceSummary>> ReadAsync(IReadOnlyList<RingQuestion> questions, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<RingEvidenceSummary>>([.. questions.Select(q => RingEvidenceSummary.Of(_graph, q))]);

    public ValueTask<IReadOnlyList<WatchSighting>> SeenAsync(IReadOnlyList<WatchInForce> watches, IReadOnlySet<string> changed,
        CancellationToken cancellationToken)
    {
        var seen = new List<WatchSighting>();
        foreach (WatchInForce watched in watches)
        {
            if (!_graph.TryFind(watched.Watch.Entity, out int node)) continue;
            bool mayBeNew = _touched is null || changed.Contains(watched.Watch.Id);
            foreach (int vertex in _graph.VerticesOf(in node)) mayBeNew |= _touched is not null && _touched.Contains(vertex);
            if (!mayBeNew) continue;
            EntityKey key = _graph.KeyOf(node);
            string? ring = rings.RingOfNode(node)?.Id;
            foreach (StoredReport report in WatchAlerts.Seen(_graph, node, watched.Position, watched.Watch.Until))
                seen.Add(new WatchSighting(watched.Watch.Id, report.Key, report.Position, key, ring));
        }
        return ValueTask.FromResult<IReadOnlyList<WatchSighting>>(seen);
    }

    public ValueTask<IReadOnlyList<SuspendedLinks>> SuspendedAsync(CancellationToken cancellationToken)
    {
        IEnumerable<StoredReport> suspended = _touched is null
            ? Enumerable.Range(0, _graph.ReportCount).Select(_graph.ReportAt).OfType<StoredReport>().Where(r => r.Status == ReportStatus.Suspended)
            : SuspendedAlerts.On(_graph, _touched.Where(_graph.IsThere).Select(_graph.NodeOf).Distinct(), hubDegreeMax).DistinctBy(r => r.Key);
        return ValueTask.FromResult<IReadOnlyList<SuspendedLinks>>(
            [.. suspended.Select(r => SuspendedAlerts.LinksOf(_graph, r, hubDegreeMax, static _ => true, n => rings.RingOfNode(n)?.Id))]);
    }

    private RingSnapshot Snapshot => rings;
}
