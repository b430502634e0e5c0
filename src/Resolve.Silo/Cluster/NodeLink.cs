using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Reports;

namespace Resolve.Silo.Cluster;

/// <summary>A link as one of its ends has it: a person's records' links to the same node, in the same direction, of one kind are one.</summary>
/// <param name="Other">The node at the other end.</param>
/// <param name="IsFrom">Whether this end is the first.</param>
/// <param name="Kind">What joins them.</param>
/// <param name="EvidenceCount">The pieces of evidence.</param>
/// <param name="Conducts">Whether a piece conducts.</param>
/// <param name="FirstSeen">The earliest evidence, UTC.</param>
/// <param name="LastSeen">The latest evidence, UTC.</param>
internal readonly record struct NodeLink(int Other, bool IsFrom, LinkKind Kind, int EvidenceCount, bool Conducts, DateTimeOffset? FirstSeen, DateTimeOffset? LastSeen)
{
    /// <summary>Reads the link behind an edge.</summary>
    public static NodeLink Of(GraphSnapshot graph, Edge edge, int other)
    {
        ref readonly LinkSlot slot = ref graph.LinkAt(edge.Link);
        (DateTimeOffset? first, DateTimeOffset? last) = EntityReader.SeenOf(graph, in slot);
        return new NodeLink(other, slot.From != edge.Neighbour, slot.Kind, slot.Count, slot.ConductingCount > 0, first, last);
    }

    /// <summary>Joins another part of the same link.</summary>
    public NodeLink With(in NodeLink part) => this with
    {
        EvidenceCount = EvidenceCount + part.EvidenceCount,
        Conducts = Conducts || part.Conducts,
        FirstSeen = FirstSeen is null || part.FirstSeen < FirstSeen ? part.FirstSeen : FirstSeen,
        LastSeen = LastSeen is null || part.LastSeen > LastSeen ? part.LastSeen : LastSeen,
    };
}
