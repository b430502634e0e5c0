using Resolve.Graph;
using Resolve.Reports;

namespace Resolve.Silo.Cluster;

/// <summary>The facts of a link without its evidence.</summary>
/// <param name="Kind">What joins the ends.</param>
/// <param name="EvidenceCount">The pieces of evidence.</param>
/// <param name="CarriesRings">Whether a piece carries rings.</param>
/// <param name="FirstSeen">The earliest evidence, UTC.</param>
/// <param name="LastSeen">The latest evidence, UTC.</param>
internal sealed record LinkFacts(LinkKind Kind, int EvidenceCount, bool CarriesRings, DateTimeOffset? FirstSeen, DateTimeOffset? LastSeen)
{
    /// <summary>Joins another part of the same link.</summary>
    public LinkFacts With(LinkFacts part) => this with
    {
        EvidenceCount = EvidenceCount + part.EvidenceCount,
        CarriesRings = CarriesRings || part.CarriesRings,
        FirstSeen = FirstSeen is null || part.FirstSeen < FirstSeen ? part.FirstSeen : FirstSeen,
        LastSeen = LastSeen is null || part.LastSeen > LastSeen ? part.LastSeen : LastSeen,
    };
}

/// <summary>A link as one of its ends has it: a person's records' links to the same node, in the same direction, of one kind are one.</summary>
/// <param name="Other">The node at the other end.</param>
/// <param name="IsFrom">Whether this end is the first.</param>
/// <param name="Facts">The facts of the link.</param>
internal readonly record struct NodeLink(int Other, bool IsFrom, LinkFacts Facts)
{
    /// <summary>Reads the link behind an edge.</summary>
    public static NodeLink Of(GraphSnapshot graph, Edge edge, int other)
    {
        ref readonly LinkSlot siloIndex = ref graph.LinkAt(edge.Link);
        return new NodeLink(
            other,
            siloIndex.From != edge.Neighbour,
            new LinkFacts(siloIndex.Kind, siloIndex.Count, siloIndex.RingEdgeCount > 0, siloIndex.FirstSeen, siloIndex.LastSeen));
    }
}

/// <summary>A link between two nodes of a question.</summary>
/// <remarks>An object, not a value: some thousands of values in a row are an array that the collector treats as large, and each question would make
/// some.</remarks>
/// <param name="From">The place of one end in the question.</param>
/// <param name="To">The place of the other.</param>
/// <param name="Facts">The facts of the link.</param>
internal sealed record AmongLink(int From, int To, LinkFacts Facts);
