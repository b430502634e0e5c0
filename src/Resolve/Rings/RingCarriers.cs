using System.Runtime.InteropServices;
using Resolve.Graph;
using Resolve.Identifiers;

namespace Resolve.Rings;

/// <summary>Which nodes rings are walked through: a bound for the work, by evidence and not by degree alone.</summary>
internal static class RingCarriers
{
    // As of the hubs within a component (HubDetector): fewer groups than this, in tenths, and the node is one group's.
    private const int EffectiveTenthsMin = 25;

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
            foreach (Edge edge in graph.VertexAt(vertex).EdgeSpan)
            {
                LinkSlot link = graph.LinkAt(edge.Link);
                if (link.RingEdgeCount > 0 && !Conduction.IsOwned(link.Kind)) degree++;
            }
        }
        return degree;
    }

    /// <summary>Whether the reports of a node's loose links hang together without it: each has one vote, for the others it names.</summary>
    private static bool ServesOne(GraphSnapshot graph, int node)
    {
        var numberOf = new Dictionary<int, int>(); // report -> its number
        var parent = new List<int>();
        var firstOf = new Dictionary<int, int>(); // neighbour -> a report that names it
        foreach (int vertex in graph.VerticesOf(in node))
        {
            foreach (Edge edge in graph.VertexAt(vertex).EdgeSpan)
            {
                LinkSlot link = graph.LinkAt(edge.Link);
                if (link.RingEdgeCount == 0) continue;
                for (int i = 0; i < link.Count; i++)
                {
                    EvidencePlace place = link[i];
                    if (!graph.ReportAt(place.Report)!.Links[place.Ordinal].CarriesRings) continue;
                    ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numberOf, place.Report, out bool isKnown);
                    if (!isKnown)
                    {
                        number = parent.Count;
                        parent.Add(number);
                    }
                    if (!firstOf.TryAdd(edge.Neighbour, number)) parent[Root(parent, number)] = Root(parent, firstOf[edge.Neighbour]);
                }
            }
        }
        int[] votes = new int[parent.Count];
        for (int report = 0; report < votes.Length; report++) votes[Root(parent, report)]++;
        long squares = 0;
        foreach (int count in votes) squares += (long)count * count;
        return 10L * votes.Length * votes.Length < EffectiveTenthsMin * squares;
    }

    private static int Root(List<int> parent, int x)
    {
        while (parent[x] != x) x = parent[x] = parent[parent[x]];
        return x;
    }
}
