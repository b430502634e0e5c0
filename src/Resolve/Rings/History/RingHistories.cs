using Resolve.Decisions;
using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Rings.History;

/// <summary>Tells the history of a ring: its reports are told over in the order of their own times (ADR 0013).</summary>
/// <remarks>
/// Nothing of the order of arrival goes in, so a late report corrects the history. The cost is that of reading the ring's
/// reports once and its members' links once.
/// </remarks>
public static class RingHistories
{
    /// <summary>Tells the history of a ring.</summary>
    /// <param name="graph">The graph that the ring was computed from, or a part of it that has all reports of the ring.</param>
    /// <param name="ring">The ring.</param>
    /// <param name="model">The parameters.</param>
    /// <param name="ringOf">The id of the ring that a node is in; null for none.</param>
    /// <param name="decisions">The decisions in force.</param>
    /// <param name="asOf">The time that silence is measured against; null tells no end.</param>
    /// <param name="decidedOf">Finds a person whom a decision names where the graph is a part only; null where it is the whole.</param>
    /// <returns>The history.</returns>
    internal static RingHistory Of(
        GraphSnapshot graph,
        Ring ring,
        RingModel model,
        Func<int, string?> ringOf,
        IReadOnlyCollection<Decision> decisions,
        DateTimeOffset? asOf,
        Func<EntityKey, DecidedPerson?>? decidedOf = null)
    {
        var replay = new RingReplay(graph, ring, model);
        List<RingEvent> events = replay.Run();
        events.AddRange(new RingSplits(graph, ring, model, ringOf, decidedOf ?? (key => DecidedOf(graph, key, ringOf))).Of(replay.Nodes, decisions));
        if (asOf is { } at && ring.LastSeen is { } last && at - last > TimeSpan.FromDays(model.SilentDays))
        {
            events.Add(new RingEvent
            {
                Kind = RingEventKinds.Ended, At = last, Report = LastTimed(graph, ring), MemberCount = ring.Members.Count, ReportCount = ring.Reports.Count,
            });
        }
        // A stable sort: events of one report keep the order in which they follow from one another.
        RingEvent[] sorted = [.. events.OrderBy(e => e.At?.UtcTicks ?? long.MaxValue)];
        IEnumerable<string> earlier = events.Where(e => e.Kind is RingEventKinds.Merged or RingEventKinds.Renamed).SelectMany(e => e.Rings);
        return new RingHistory(ring.Id, [.. earlier.Where(id => id != ring.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], sorted);
    }

    private static DecidedPerson? DecidedOf(GraphSnapshot graph, EntityKey key, Func<int, string?> ringOf) => graph.TryFind(key, out int node)
        ? new DecidedPerson(graph.KeyOf(node), ringOf(node), RingSplits.TiesOf(graph, node).Select(t => ringOf(t.Other)).OfType<string>())
        : null;

    private static ReportKey? LastTimed(GraphSnapshot graph, Ring ring)
    {
        HashSet<ReportKey> own = [.. ring.Reports];
        StoredReport? last = null;
        foreach (int node in RingMentions.NodesOf(graph, ring))
        {
            foreach ((int number, StoredMention _) in RingMentions.Of(graph, node))
            {
                StoredReport report = graph.ReportAt(number)!;
                if (report.OwnTime == DateTimeOffset.MaxValue || !own.Contains(report.Key)) continue;
                if (last is null || StoredReport.CompareByTime(report, last) > 0) last = report;
            }
        }
        return last?.Key;
    }

    internal static DateTimeOffset? TimeOf(StoredReport report) => report.OwnTime == DateTimeOffset.MaxValue ? null : report.OwnTime.ToUniversalTime();

    internal static EntityKey[] KeysOf(GraphSnapshot graph, IEnumerable<int> nodes) => [.. nodes.Select(graph.KeyOf).Order()];
}
