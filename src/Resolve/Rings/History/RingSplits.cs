using Resolve.Decisions;
using Resolve.Graph;
using Resolve.Identifiers;

namespace Resolve.Rings.History;

/// <summary>A person whom a decision names, as the whole graph has it.</summary>
/// <param name="Key">Its current key.</param>
/// <param name="Ring">The id of the ring that it is in; null for none.</param>
/// <param name="TiedRings">The ids of the rings that evidence ties it to.</param>
internal sealed record DecidedPerson(EntityKey Key, string? Ring, IEnumerable<string> TiedRings);

/// <summary>Finds what a ring is kept apart from although evidence ties them, and by what.</summary>
/// <param name="graph">The graph, or a part of it that has all reports of the ring.</param>
/// <param name="ring">The ring.</param>
/// <param name="model">The parameters.</param>
/// <param name="ringOf">The id of the ring that a node is in; null for none.</param>
/// <param name="decidedOf">Finds a person whom a decision names, wherever it stands; null where no live report names it.</param>
internal sealed class RingSplits(GraphSnapshot graph, Ring ring, RingModel model, Func<int, string?> ringOf, Func<EntityKey, DecidedPerson?> decidedOf)
{
    /// <summary>Lists the splits.</summary>
    /// <param name="nodes">The ring's nodes.</param>
    /// <param name="decisions">The decisions in force.</param>
    /// <returns>The splits, in no order of time: by ring, then by decision.</returns>
    public List<RingEvent> Of(List<int> nodes, IReadOnlyCollection<Decision> decisions)
    {
        var inside = nodes.ToHashSet();
        List<RingEvent> events = [.. ByPartition(nodes, inside)];
        foreach (Decision decision in decisions.OrderBy(d => d.At.UtcTicks).ThenBy(d => d.Id, StringComparer.Ordinal))
        {
            RingEvent? split = decision.Kind switch
            {
                DecisionKind.Exclude => ByExclusion(decision, inside),
                DecisionKind.Different => ByDifference(decision, inside),
                _ => null,
            };
            if (split is not null) events.Add(split);
        }
        return events;
    }

    /// <summary>For each other ring that a report ties to this one, the earliest such report.</summary>
    private IEnumerable<RingEvent> ByPartition(List<int> nodes, HashSet<int> inside)
    {
        var earliest = new SortedDictionary<string, (StoredReport Report, EntityKey From, EntityKey To, string Cause)>(StringComparer.Ordinal);
        foreach (int node in nodes)
        {
            string cause = OwnershipPeriods.Find(graph, node, model) is null ? "partition" : "reuse";
            foreach ((int outside, StoredReport report) in TiesOf(graph, node))
            {
                if (inside.Contains(outside) || ringOf(outside) is not { } other || other == ring.Id) continue;
                (StoredReport, EntityKey From, EntityKey To, string) tie = (report, graph.KeyOf(node), graph.KeyOf(outside), cause);
                if (!earliest.TryGetValue(other, out var known) || Compare(tie, known) < 0) earliest[other] = tie;
            }
        }
        return earliest.Select(e => new RingEvent
        {
            Kind = RingEventKinds.Split, At = RingHistories.TimeOf(e.Value.Report), Report = e.Value.Report.Key, Rings = [e.Key],
                From = e.Value.From, To = e.Value.To,
            Cause = e.Value.Cause, MemberCount = ring.Members.Count, ReportCount = ring.Reports.Count,
        });
    }

    private static int Compare((StoredReport Report, EntityKey From, EntityKey To, string Cause) a,
        (StoredReport Report, EntityKey From, EntityKey To, string Cause) b)
    {
        int order = StoredReport.CompareByTime(a.Report, b.Report);
        if (order == 0) order = a.From.CompareTo(b.From);
        return order != 0 ? order : a.To.CompareTo(b.To);
    }

    /// <summary>A person whom a decision excludes, and whom evidence ties to this ring, is out of it; so are those whom only he would join to it.</summary>
    private RingEvent? ByExclusion(Decision decision, HashSet<int> inside)
    {
        if (decision.Persons.Count == 0 || decidedOf(decision.Persons[0]) is not { } person) return null;
        if (!graph.TryFind(decision.Persons[0], out int node) || inside.Contains(node)) return null; // who is tied to the ring is named by its reports
        if (!TiesOf(graph, node).Any(t => inside.Contains(t.Other))) return null;
        return Split(decision, "excluded") with { Members = [person.Key],
            Rings = [.. person.TiedRings.Where(id => id != ring.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] };
    }

    /// <summary>Two persons whom a decision keeps two, one in this ring and one in another, do not join the two.</summary>
    private RingEvent? ByDifference(Decision decision, HashSet<int> inside)
    {
        if (decision.Persons.Count < 2 || decidedOf(decision.Persons[0]) is not { } first || decidedOf(decision.Persons[1]) is not { } second) return null;
        bool isFirstInside = IsInside(decision.Persons[0]), isSecondInside = IsInside(decision.Persons[1]);
        if (!isFirstInside) (first, second, isFirstInside, isSecondInside) = (second, first, isSecondInside, isFirstInside);
        if (!isFirstInside || isSecondInside || second.Ring is not { } other) return null;
        return Split(decision, "different") with { Rings = [other], From = first.Key, To = second.Key };

        bool IsInside(EntityKey key) => graph.TryFind(key, out int node) && inside.Contains(node);
    }

    private RingEvent Split(Decision decision, string cause) => new()
    {
        Kind = RingEventKinds.Split, At = decision.At.ToUniversalTime(), Decision = decision.Id, Cause = cause, MemberCount = ring.Members.Count,
            ReportCount = ring.Reports.Count,
    };

    /// <summary>Lists the ties of a node by evidence that carries rings, with the report of each piece.</summary>
    public static IEnumerable<(int Other, StoredReport Report)> TiesOf(GraphSnapshot graph, int node)
    {
        int[] vertices = graph.VerticesOf(in node).ToArray();
        foreach (int vertex in vertices)
        {
            Adjacency at = graph.EdgesOf(vertex);
            for (int i = 0; i < at.Count; i++)
            {
                LinkSlot link = graph.LinkAt(at[i].Link);
                if (link.RingEdgeCount == 0) continue;
                int other = graph.NodeOf(at[i].Neighbour);
                for (int e = 0; e < link.Count; e++)
                {
                    StoredReport report = graph.ReportAt(link[e].Report)!;
                    if (report.Links[link[e].Ordinal].CarriesRings) yield return (other, report);
                }
            }
        }
    }
}
