using Resolve.Graph;
using Resolve.Identifiers;

namespace Resolve.Rings;

/// <summary>Which nodes rings are walked through: a bound for the work, by evidence and not by degree alone.</summary>
internal static class RingCarriers
{
    /// <summary>Tells whether a node passes rings on.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="node">The node.</param>
    /// <param name="model">The parameters.</param>
    /// <returns>
    /// Whether it has suspect-side links and not too many. The SIMs of a handset do not count: a box of three hundred SIMs is
    /// its ring's strongest tie, a hotline that three hundred call is none.
    /// </returns>
    public static bool CarriesRings(GraphSnapshot graph, int node, RingModel model)
    {
        if (!graph.IsThere(node) || graph.IsExcluded(node)) return false;
        int degree = graph.RingDegree(node);
        if (degree <= model.HubDegreeMax) return degree > 0;
        return graph.KindOf(node) == EntityKind.Device && degree <= model.DeviceDegreeMax && LooseDegree(graph, node) <= model.HubDegreeMax;
    }

    private static int LooseDegree(GraphSnapshot graph, int device)
    {
        int degree = 0;
        foreach (Edge edge in graph.VertexAt(device).EdgeSpan)
        {
            LinkSlot link = graph.LinkAt(edge.Link);
            if (link.RingEdgeCount > 0 && !Conduction.IsInHand(link.Kind)) degree++;
        }
        return degree;
    }
}
