using Resolve.Graph;
using Resolve.Identifiers;

namespace Resolve.Rings;

/// <summary>Remembers the keys and ties of the nodes of large components, so that a change weighs anew only what it can have reached.</summary>
/// <remarks>
/// A key is a function of its node's mentions. A tie is one of its links' evidence and of how many nodes each report that
/// tells it joins. Whatever changes one of these touches a node of such a report, so a touched node and all that its
/// reports name beside it are forgotten. One writer; threads may ask for different nodes beside each other.
/// </remarks>
internal sealed class NodeMemory
{
    private (EntityKey Key, NodeTie[]? Ties, bool IsHub)[] _known = [];

    /// <summary>Begins a round: forgets what the touched vertices can have changed.</summary>
    public void Begin(GraphSnapshot graph, IReadOnlyCollection<int> touched)
    {
        if (_known.Length < graph.VertexCount) Array.Resize(ref _known, Math.Max(graph.VertexCount, _known.Length * 2));
        var reports = new HashSet<int>();
        foreach (int vertex in touched)
        {
            _known[vertex] = default;
            int node = graph.NodeOf(vertex);
            _known[node] = default;
            // All records of the node: one of them that came or went changes how many nodes the reports of the others join.
            foreach (int record in graph.VerticesOf(in node))
            {
                foreach (MentionPlace place in graph.VertexAt(record).MentionSpan)
                {
                    if (!reports.Add(place.Report)) continue;
                    foreach (StoredMention mention in graph.ReportAt(place.Report)!.Mentions) _known[graph.NodeOf(mention.Vertex)] = default;
                }
            }
        }
    }

    /// <summary>Gets the key of a node.</summary>
    public EntityKey KeyOf(GraphSnapshot graph, int node)
    {
        ref (EntityKey Key, NodeTie[]? Ties, bool IsHub) known = ref _known[node];
        if (known.Key.IsDefault) known.Key = graph.KeyOf(node);
        return known.Key;
    }

    /// <summary>Gets the ties of a node, as <see cref="RingEvidence.TiesOf(int, MemberPlaces)"/> gives them.</summary>
    public NodeTie[] TiesOf(RingEvidence evidence, int node, MemberPlaces places) => _known[node].Ties ??= evidence.TiesOf(node, places);

    /// <summary>Gets whether the ties of a node are not known: they may have changed since its component was described last.</summary>
    public bool IsFresh(int node) => _known[node].Ties is null;

    /// <summary>Gets whether a node was a hub when its component was described last; meaningless while it is fresh.</summary>
    public bool WasHub(int node) => _known[node].IsHub;

    /// <summary>Remembers whether a node is a hub.</summary>
    public void RememberHub(int node, bool isHub) => _known[node].IsHub = isHub;

    /// <summary>Forgets a node that is in no large component any more.</summary>
    public void Forget(int node) => _known[node] = default;
}
