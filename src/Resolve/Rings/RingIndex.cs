using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Rings;

/// <summary>Keeps rings up to date as the graph changes: only components that were touched are computed again.</summary>
/// <remarks>
/// One writer. A component is a connected part of the suspect-side graph: nodes that are no hubs, joined by conducting
/// links. Whatever can change a component (a mention, a link, a person's records, a hub crossing its bound) touches a node
/// of it, so the touched nodes and all that was or is connected with them are walked again, and nothing else.
/// </remarks>
public sealed class RingIndex
{
    private readonly RingModel _model;
    private readonly IRingDetector _detector;
    private readonly Dictionary<int, int[]> _components = []; // component -> its vertices
    private readonly Dictionary<int, int[]> _ringsOf = [];    // component -> slots of its rings
    private readonly VersionedList<int> _slotOf = new();      // vertex -> slot + 1; 0: in no ring
    private readonly VersionedList<Ring?> _slots = new();
    private readonly Stack<int> _freeSlots = [];
    private int[] _componentOf = [];                          // vertex -> component; 0: none
    private int _nextComponent = 1, _count;

    /// <summary>Makes an empty index.</summary>
    /// <param name="model">The parameters.</param>
    /// <param name="detector">What divides components.</param>
    public RingIndex(RingModel model, IRingDetector detector)
    {
        _model = model;
        _detector = detector;
    }

    /// <summary>Computes what changed.</summary>
    /// <param name="graph">The graph as it is now.</param>
    /// <param name="touched">The vertices that changed since the last call.</param>
    /// <param name="cancellationToken">Gives up between components; what was computed is kept, the call must be repeated with the same vertices.</param>
    /// <returns>The rings of this graph.</returns>
    public RingSnapshot Refresh(GraphSnapshot graph, IReadOnlyCollection<int> touched, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(touched);
        Grow(graph.VertexCount);
        foreach (int[] component in Rewalk(graph, touched))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Describe(graph, component);
        }
        return new RingSnapshot(graph, _slotOf.Publish(), _slots.Publish(), _count);
    }

    private void Grow(int vertexCount)
    {
        if (_componentOf.Length < vertexCount) Array.Resize(ref _componentOf, Math.Max(vertexCount, _componentOf.Length * 2));
        while (_slotOf.Count < vertexCount) _slotOf.Add(0);
    }

    /// <summary>Walks the components of all touched vertices again; returns their nodes by component number.</summary>
    private List<int[]> Rewalk(GraphSnapshot graph, IReadOnlyCollection<int> touched)
    {
        var seeds = new Stack<int>();
        foreach (int vertex in touched)
        {
            Dissolve(vertex, seeds);                // the node it stood for when rings were computed last
            Dissolve(graph.NodeOf(vertex), seeds);  // the node that stands for it now
            seeds.Push(vertex);
            DissolveRingsOfVictim(graph, vertex, seeds);
        }
        var found = new List<int[]>();
        var members = new List<int>();
        while (seeds.TryPop(out int seed))
        {
            int start = graph.NodeOf(seed);
            if (_componentOf[start] != 0 || !IsConductor(graph, start)) continue;
            int component = _nextComponent++;
            members.Clear();
            Enter(start);
            for (int i = 0; i < members.Count; i++)
            {
                int node = members[i];
                foreach (int vertex in graph.VerticesOf(in node))
                {
                    foreach (Edge edge in graph.VertexAt(vertex).EdgeSpan)
                    {
                        if (graph.LinkAt(edge.Link).ConductingCount == 0) continue;
                        int neighbour = graph.NodeOf(edge.Neighbour);
                        if (_componentOf[neighbour] == component || !IsConductor(graph, neighbour)) continue;
                        Dissolve(neighbour, seeds);
                        Enter(neighbour);
                    }
                }
            }
            int[] nodes = [.. members];
            _components.Add(component, nodes);
            found.Add(nodes);

            void Enter(int node)
            {
                _componentOf[node] = component;
                members.Add(node);
            }
        }
        return found;
    }

    /// <summary>A ring names its victims by their keys of now, which any record of theirs may change.</summary>
    private void DissolveRingsOfVictim(GraphSnapshot graph, int vertex, Stack<int> seeds)
    {
        int node = graph.NodeOf(vertex);
        if (graph.KindOf(node) != EntityKind.Person) return;
        foreach (int record in graph.VerticesOf(in node))
        {
            foreach (MentionPlace place in graph.VertexAt(record).MentionSpan)
            {
                StoredReport report = graph.ReportAt(place.Report)!;
                if (report.Mentions[place.Ordinal].Role != MentionRole.Victim) continue;
                foreach (StoredMention other in report.Mentions)
                    if (!Conduction.IsLeaf(other.Role)) Dissolve(graph.NodeOf(other.Vertex), seeds);
            }
        }
    }

    /// <summary>Forgets the component a vertex was in; its vertices are walked again.</summary>
    private void Dissolve(int vertex, Stack<int> seeds)
    {
        int component = _componentOf[vertex];
        if (component == 0 || !_components.Remove(component, out int[]? members)) return;
        foreach (int member in members)
        {
            _componentOf[member] = 0;
            seeds.Push(member);
            if (_slotOf[member] != 0) _slotOf.Edit(member) = 0;
        }
        if (!_ringsOf.Remove(component, out int[]? slots)) return;
        foreach (int slot in slots)
        {
            _slots.Edit(slot) = null;
            _freeSlots.Push(slot);
            _count--;
        }
    }

    private bool IsConductor(GraphSnapshot graph, int node) => RingConductors.Conducts(graph, node, _model);

    private void Describe(GraphSnapshot graph, int[] nodes)
    {
        if (nodes.Length < _model.MemberCountMin) return;
        int component = _componentOf[nodes[0]];
        if (component == 0) return;
        var builder = new RingBuilder(graph, _model, nodes);
        int[] groups = _detector.Divide(builder.Component);
        var slots = new List<int>();
        foreach ((Ring ring, int[] members) in builder.Build(groups))
        {
            int slot = _freeSlots.TryPop(out int free) ? free : _slots.Add(null);
            _slots.Edit(slot) = ring;
            _count++;
            slots.Add(slot);
            foreach (int node in members) _slotOf.Edit(node) = slot + 1;
        }
        if (slots.Count > 0) _ringsOf.Add(component, [.. slots]);
    }
}
