using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Identifiers.Text;
using Resolve.Persons.Records;
using Edge = Resolve.Graph.Edge;

namespace Resolve.Rings;

/// <summary>The uses of a number or handset that changed hands: one holder's, then, after a silence, another's.</summary>
/// <remarks>
/// Operators give numbers that were taken back to others, and handsets are resold. Two periods
/// of evidence are two uses when at least <see cref="RingModel.ReuseDaysMin"/> days lie between them, each names a holder,
/// and they have nothing else in common: no holder, no holder's name, no other entity. A handset whose holder nobody names is
/// taken for one hand's: that its SIMs change is the way of rings.
/// </remarks>
internal sealed class OwnershipPeriods
{
    private readonly Dictionary<int, int> _useOf = []; // report -> use
    private readonly List<long> _starts = [];

    private OwnershipPeriods()
    {
    }

    /// <summary>Gets how many there are, from 2.</summary>
    public int Count => _starts.Count;

    /// <summary>Gets the number of the period that a report falls in, from 0, the earliest.</summary>
    public int Of(GraphSnapshot graph, int report)
    {
        if (_useOf.TryGetValue(report, out int use)) return use;
        long time = TimeOf(graph.ReportAt(report)!, null);
        for (use = _starts.Count - 1; use > 0 && _starts[use] > time; use--)
        {
        }
        return use;
    }

    /// <summary>Finds the uses of a node.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="node">The node.</param>
    /// <param name="model">The parameters.</param>
    /// <returns>The uses; null when there is one, as of nearly everything.</returns>
    public static OwnershipPeriods? Find(GraphSnapshot graph, int node, RingModel model)
    {
        if (!EntityKinds.Of(graph.KindOf(node)).ChangesHands || !MayHaveChangedHands(graph, node)) return null;
        List<Period> periods = PeriodsOf(graph, node, TimeSpan.FromDays(model.ReuseDaysMin).Ticks);
        if (periods.Count < 2) return null;
        Join(periods);
        if (periods.Count < 2) return null;
        var uses = new OwnershipPeriods();
        foreach (Period period in periods)
        {
            foreach (int report in period.Reports) uses._useOf.TryAdd(report, uses._starts.Count);
            uses._starts.Add(period.Start);
        }
        return uses;
    }

    /// <summary>A cheap look first: one holder has not changed hands.</summary>
    private static bool MayHaveChangedHands(GraphSnapshot graph, int node)
    {
        int first = -1;
        foreach (Edge edge in graph.EdgesOf(node))
        {
            LinkSlot link = graph.LinkAt(edge.Link);
            if (link.RingEdgeCount == 0 || !RingLinkRule.IsInHand(link.Kind)) continue;
            int other = graph.NodeOf(edge.Neighbour);
            if (graph.KindOf(other) != EntityKind.Person) continue;
            if (first >= 0 && first != other) return true;
            first = other;
        }
        return false;
    }

    private static List<Period> PeriodsOf(GraphSnapshot graph, int node, long gap)
    {
        var evidence = new List<(long Time, int Report, int Other, bool Holds)>();
        foreach (Edge edge in graph.EdgesOf(node))
        {
            LinkSlot link = graph.LinkAt(edge.Link);
            if (link.RingEdgeCount == 0) continue;
            int other = graph.NodeOf(edge.Neighbour);
            bool holds = RingLinkRule.IsInHand(link.Kind) && graph.KindOf(other) == EntityKind.Person;
            for (int i = 0; i < link.Count; i++)
            {
                StoredReport report = graph.ReportAt(link[i].Report)!;
                StoredLink stated = report.Links[link[i].Ordinal];
                if (stated.CarriesRings) evidence.Add((TimeOf(report, stated.Detail), link[i].Report, other, holds));
            }
        }
        evidence.Sort();
        var periods = new List<Period>();
        foreach ((long time, int report, int other, bool holds) in evidence)
        {
            if (periods.Count == 0 || time - periods[^1].End >= gap) periods.Add(new Period(time));
            periods[^1].Take(graph, time, report, other, holds);
        }
        return periods;
    }

    /// <summary>Joins what has anything in common, what lies between, and what names no holder to what came before.</summary>
    private static void Join(List<Period> periods)
    {
        for (bool more = true; more;)
        {
            more = false;
            for (int i = 0; i < periods.Count && !more; i++)
            {
                for (int j = periods.Count - 1; j > i && !more; j--)
                {
                    bool alone = j == i + 1 && (periods[i].Holders.Count == 0 || periods[j].Holders.Count == 0) && !BelongsOn(periods, i, j);
                    if (!periods[i].HasInCommonWith(periods[j]) && !alone) continue;
                    for (int k = j; k > i; k--)
                    {
                        periods[i].TakeIn(periods[k]);
                        periods.RemoveAt(k);
                    }
                    more = true;
                }
            }
        }
    }

    /// <summary>What names no holder waits when it has something in common with a later period.</summary>
    private static bool BelongsOn(List<Period> periods, int i, int j)
    {
        for (int k = j + 1; k < periods.Count; k++)
            if (periods[j].HasInCommonWith(periods[k]) || periods[i].HasInCommonWith(periods[k])) return true;
        return false;
    }

    private static long TimeOf(StoredReport report, LinkDetail? detail) =>
        (detail?.At ?? report.OccurredAt ?? report.OwnTime).UtcTicks;

    /// <summary>Evidence without a long silence in it.</summary>
    private sealed class Period(long start)
    {
        private readonly HashSet<int> _others = [];
        private readonly HashSet<string> _names = new(StringComparer.Ordinal);

        public long Start { get; } = start;

        public long End { get; private set; } = start;

        public HashSet<int> Reports { get; } = [];

        public HashSet<int> Holders { get; } = [];

        public void Take(GraphSnapshot graph, long time, int report, int other, bool holds)
        {
            End = time;
            Reports.Add(report);
            _others.Add(other);
            if (!holds || !Holders.Add(other)) return;
            foreach (PersonRecord record in graph.RecordsOf(other))
                foreach (string name in record.Aliases.Append(record.Name ?? "")) if (TextFold.Fold(name) is { Length: > 0 } folded) _names.Add(folded);
        }

        public bool HasInCommonWith(Period other) => _others.Overlaps(other._others) || _names.Overlaps(other._names) || Reports.Overlaps(other.Reports);

        public void TakeIn(Period later)
        {
            End = Math.Max(End, later.End);
            Reports.UnionWith(later.Reports);
            Holders.UnionWith(later.Holders);
            _others.UnionWith(later._others);
            _names.UnionWith(later._names);
        }
    }
}
