using System.Runtime.InteropServices;
using Resolve.Graph;
using Resolve.Identifiers;

namespace Resolve.Rings;

/// <summary>Which nodes rings are walked through: a bound for the work, by evidence and not by degree alone.</summary>
internal static class RingCarriers
{
    // As of the hubs within a component (HubDetector): fewer groups than this, in tenths, and the node is one group's.
    private const int EffectiveTenthsMin = 25;

    // A neighbour in more of the node's reports than this, and than one in so many, joins none of them.
    private const int CompanionReportsMin = 8, CompanionOneIn = 64;

    /// <summary>Determines whether a node passes rings on.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="node">The node.</param>
    /// <param name="model">The parameters.</param>
    /// <returns>
    /// Whether it has suspect-side links and not too many. What it owns does not count: a box of three hundred SIMs is its ring's
    /// strongest tie, and so is who commands three hundred. Where more is left, the reports of those links decide: a leader's name the same
    /// people again and again, a hotline's name strangers. The answer is a function of the node's own links and of the reports of them.
    /// </returns>
    public static bool CarriesRings(GraphSnapshot graph, int node, RingModel model)
    {
        if (!graph.IsThere(node) || graph.IsExcluded(node)) return false;
        int degree = graph.RingDegree(node);
        if (degree <= model.HubDegreeMax) return degree > 0;
        if (degree > model.HeavyDegreeMax && graph.KindOf(node) != EntityKind.Device) return false;
        int loose = LooseDegree(graph, node);
        return loose <= model.HubDegreeMax || (loose <= model.HeavyDegreeMax && ServesOne(graph, node));
    }

    private static int LooseDegree(GraphSnapshot graph, int node)
    {
        int degree = 0;
        foreach (int vertex in graph.VerticesOf(in node))
        {
            foreach (Edge edge in graph.EdgesOf(vertex))
            {
                LinkSlot link = graph.LinkAt(edge.Link);
                if (link.RingEdgeCount > 0 && !RingLinkRule.IsOwned(link.Kind)) degree++;
            }
        }
        return degree;
    }

    /// <summary>Whether the reports of a node's links hang together without it: each has one vote, for the others it names.</summary>
    private static bool ServesOne(GraphSnapshot graph, int node)
    {
        var numberOf = new Dictionary<int, int>(); // report -> its number
        var reportsOf = new Dictionary<int, List<int>>(); // neighbour -> the reports that tie it to the node
        var owned = new HashSet<int>();                   // neighbours that are its own, or whose own it is
        foreach (int vertex in graph.VerticesOf(in node))
        {
            foreach (Edge edge in graph.EdgesOf(vertex))
            {
                LinkSlot link = graph.LinkAt(edge.Link);
                if (link.RingEdgeCount == 0) continue;
                if (RingLinkRule.IsOwned(link.Kind)) owned.Add(edge.Neighbour);
                ref List<int>? reports = ref CollectionsMarshal.GetValueRefOrAddDefault(reportsOf, edge.Neighbour, out _);
                reports ??= [];
                for (int i = 0; i < link.Count; i++)
                {
                    EvidencePlace place = link[i];
                    if (!graph.ReportAt(place.Report)!.Links[place.Ordinal].CarriesRings) continue;
                    ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numberOf, place.Report, out bool isKnown);
                    if (!isKnown) number = numberOf.Count - 1;
                    reports.Add(number);
                }
            }
        }
        // A neighbour in many of the reports may be a hub itself, which strangers name beside this one.
        int most = Math.Max(CompanionReportsMin, numberOf.Count / CompanionOneIn);
        return IsOnePiece(numberOf.Count, reportsOf.Where(r => r.Value.Count <= most || owned.Contains(r.Key)).Select(r => r.Value));
    }

    private static bool IsOnePiece(int reportCount, IEnumerable<List<int>> joined)
    {
        int[] parent = [.. Enumerable.Range(0, reportCount)], votes = new int[reportCount];
        foreach (List<int> reports in joined)
        {
            foreach (int report in reports) parent[Root(parent, report)] = Root(parent, reports[0]);
        }
        for (int report = 0; report < reportCount; report++) votes[Root(parent, report)]++;
        long squares = 0;
        foreach (int count in votes) squares += (long)count * count;
        return 10L * reportCount * reportCount < EffectiveTenthsMin * squares;
    }

    private static int Root(int[] parent, int x)
    {
        while (parent[x] != x) x = parent[x] = parent[parent[x]];
        return x;
    }
}
