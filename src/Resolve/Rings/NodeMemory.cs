using Resolve.Graph;
using Resolve.Identifiers;

namespace Resolve.Rings;

/// <summary>Remembers the keys and ties of the nodes of large components, so that a change weighs again only what it can have reached.</summary>
/// <remarks>
/// A key is a function of its node's mentions. A tie is one of its links' evidence and of how many nodes each report that
/// states it joins. A touched identifier has other links, and is forgotten; where it began or ceased to pass rings on, and
/// with a touched person, who may have become another node, all that its reports name beside it is forgotten, too. One
/// writer; threads may ask for different nodes beside each other.
/// </remarks>
internal sealed class NodeMemory(Func<GraphSnapshot, int, bool> passesOn)
{
    private Known[] _known = [];

    /// <summary>Begins a round: forgets what the touched vertices can have changed.</summary>
    public void Begin(GraphSnapshot graph, IReadOnlyCollection<int> touched)
    {
        if (_known.Length < graph.VertexCount) Array.Resize(ref _known, Math.Max(graph.VertexCount, _known.Length * 2));
        var reports = new HashSet<int>();
        foreach (int vertex in touched)
        {
            int node = graph.NodeOf(vertex);
            bool carriesRings = passesOn(graph, node), asBefore = _known[node].CarriesRings == carriesRings;
            _known[vertex] = default;
            _known[node] = new Known { CarriesRings = carriesRings };
            if (asBefore && graph.KindOf(node) != EntityKind.Person) continue;
            // All records of the node: one of them that came or went changes how many nodes the reports of the others join.
            foreach (int record in graph.VerticesOf(in node))
            {
                foreach (MentionPlace place in graph.VertexAt(record).MentionSpan)
                {
                    if (!reports.Add(place.Report)) continue;
                    foreach (StoredMention mention in graph.ReportAt(place.Report)!.Mentions) Forget(graph.NodeOf(mention.Vertex));
                }
            }
        }
    }

    /// <summary>Gets the key of a node.</summary>
    public EntityKey KeyOf(GraphSnapshot graph, int node)
    {
        ref Known known = ref _known[node];
        if (known.Key.IsDefault) known.Key = graph.KeyOf(node);
        return known.Key;
    }

    /// <summary>Gets the ties of a node, as <see cref="RingEvidence.TiesOf(int, MemberPlaces)"/> gives them.</summary>
    public NodeTie[] TiesOf(RingEvidence evidence, int node, MemberPlaces places) => _known[node].Ties ??= evidence.TiesOf(node, places);

    /// <summary>Gets whether the ties of a node are not known: they may have changed since its component was described last.</summary>
    public bool IsFresh(int node) => _known[node].Ties is null;

    /// <summary>Gets whether a node is known to have changed no hands.</summary>
    public bool IsOneUse(int node) => _known[node].IsOneUse;

    /// <summary>Remembers that a node has changed no hands.</summary>
    public void RememberOneUse(int node) => _known[node].IsOneUse = true;

    /// <summary>Gets whether a node has a part of its own, as <see cref="PartEvidence"/> finds it.</summary>
    public bool HasPart(GraphSnapshot graph, int node)
    {
        ref Known known = ref _known[node];
        if (known.Part == 0) known.Part = PartEvidence.HasPart(graph, node) ? (sbyte)1 : (sbyte)-1;
        return known.Part > 0;
    }

    /// <summary>Gets whether a node was a hub when its component was described last; meaningless while it is fresh.</summary>
    public bool WasHub(int node) => _known[node].IsHub;

    /// <summary>Remembers whether a node is a hub.</summary>
    public void RememberHub(int node, bool isHub) => _known[node].IsHub = isHub;

    /// <summary>Forgets all of a node but whether it passes rings on, which only a touch can change.</summary>
    public void Forget(int node) => _known[node] = new Known { CarriesRings = _known[node].CarriesRings };

    private struct Known
    {
        public EntityKey Key;
        public NodeTie[]? Ties;
        public bool IsHub;
        public bool IsOneUse;
        public bool CarriesRings;
        public sbyte Part; // 1 it has one, -1 it has none, 0 unknown
    }
}
