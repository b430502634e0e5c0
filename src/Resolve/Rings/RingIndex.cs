using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Resolve.Graph;
using Resolve.Identifiers;

namespace Resolve.Rings;

/// <summary>Keeps rings up to date as the graph changes: only components that were touched are computed again.</summary>
/// <remarks>
/// One writer. A component is a connected part of the suspect-side graph: nodes that are no hubs, joined by ring-carrying
/// links. Whatever can change a component (a mention, a link, a person's records, a hub crossing its bound) touches a node
/// of it, so the touched nodes and all that was or is connected with them are walked again, and nothing else.
/// </remarks>
public sealed class RingIndex
{
    /// <summary>The fewest members of a component whose groups are remembered; a smaller one is described faster than looked up.</summary>
    internal const int RememberedSizeMin = 64;

    private readonly RingModel _model;
    private readonly IRingDetector _detector;
    private readonly Dictionary<int, int[]> _components = []; // component -> its vertices
    private readonly Dictionary<int, int[]> _ringsOf = [];    // component -> slots of its rings
    private readonly VersionedList<int> _slotOf = new();      // vertex -> slot + 1; 0: in no ring
    private readonly VersionedList<Ring?> _slots = new();
    private readonly Stack<int> _freeSlots = [];
    private int[] _componentOf = [];                          // vertex -> component; 0: none
    private int[] _placeOf = [];                              // vertex -> its place in its component, for those that are described
    private readonly GroupMemory _memory = new();
    private readonly NodeMemory _nodes;
    private readonly int _threadsMax, _rememberedSizeMin;
    private readonly Func<GraphSnapshot, int, bool> _carriesRings, _passesOn;
    private readonly Dictionary<int, bool> _heavy = []; // node of many links -> whether it passes rings on: costly to find, and asked by each neighbour
    private int _nextComponent = 1, _count;

    /// <summary>Makes an empty index.</summary>
    /// <param name="model">The parameters.</param>
    /// <param name="detector">What divides components.</param>
    /// <param name="threadsMax">The most threads that describe components; -1 for as many as there are processors. The answer does not depend on it.</param>
    public RingIndex(RingModel model, IRingDetector detector, int threadsMax = -1)
        : this(model, detector, threadsMax, RememberedSizeMin)
    {
    }

    /// <summary>Makes an empty index.</summary>
    /// <param name="model">The parameters.</param>
    /// <param name="detector">What divides components.</param>
    /// <param name="threadsMax">The most threads that describe components.</param>
    /// <param name="rememberedSizeMin">The fewest members of a component whose groups are remembered.</param>
    /// <param name="carriesRings">
    /// Which nodes rings are walked through; null to use the graph alone. Whatever changes its answer for a node must touch the node.
    /// </param>
    internal RingIndex(RingModel model, IRingDetector detector, int threadsMax, int rememberedSizeMin, Func<GraphSnapshot, int, bool>? carriesRings = null)
    {
        _passesOn = carriesRings ?? ((graph, node) => RingCarriers.CarriesRings(graph, node, model));
        _carriesRings = CarriesRings;
        _rememberedSizeMin = rememberedSizeMin;
        _threadsMax = threadsMax;
        _model = model;
        _nodes = new NodeMemory(_carriesRings);
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
        foreach (int vertex in touched)
        {
            _heavy.Remove(vertex);
            _heavy.Remove(graph.NodeOf(vertex));
        }
        _memory.Begin(graph, touched);
        _nodes.Begin(graph, touched);
        var left = new List<int>();
        List<ComponentWork> works = [.. Rewalk(graph, touched, left).Where(c => c.Length >= _model.MemberCountMin).Select(c => new ComponentWork(c))];
        // The largest first, so that no thread is left alone with it at the end; each is a function of itself and the graph.
        works.Sort(static (a, b) => b.Nodes.Length.CompareTo(a.Nodes.Length));
        var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = _threadsMax };
        Parallel.ForEach(Partitioner.Create(works, loadBalance: true), parallel, work => Divide(graph, work));
        List<ComponentWork> large = works.FindAll(w => w.Builder is not null);
        foreach (ComponentWork work in large) _memory.Touch(work.Builder!.Reused);
        _memory.Regroup(left, [.. large.SelectMany(w => w.Groups)]);
        Parallel.ForEach(Partitioner.Create(large, loadBalance: true), parallel, work => Describe(graph, work));
        foreach (ComponentWork work in works.Where(w => w.Builder is null))
            foreach (int node in work.Nodes) _nodes.Forget(node);
        foreach (ComponentWork work in works)
        {
            Enter(_componentOf[work.Nodes[0]], work.Rings);
            foreach ((int number, GroupMemory.Group group) in work.Learnt) _memory.Remember(number, group);
        }
        return new RingSnapshot(graph, _slotOf.Publish(), _slots.Publish(), _count);
    }

    private bool CarriesRings(GraphSnapshot graph, int node)
    {
        if (graph.RingDegree(node) <= _model.HubDegreeMax) return _passesOn(graph, node);
        ref bool carriesRings = ref CollectionsMarshal.GetValueRefOrAddDefault(_heavy, node, out bool isKnown);
        if (!isKnown) carriesRings = _passesOn(graph, node);
        return carriesRings;
    }

    private void Grow(int vertexCount)
    {
        if (_componentOf.Length < vertexCount)
        {
            int size = Math.Max(vertexCount, _componentOf.Length * 2);
            Array.Resize(ref _componentOf, size);
            _placeOf = new int[size];
        }
        while (_slotOf.Count < vertexCount) _slotOf.Add(0);
    }

    /// <summary>Walks the components of all touched vertices again; returns their nodes by component number.</summary>
    private List<int[]> Rewalk(GraphSnapshot graph, IReadOnlyCollection<int> touched, List<int> left)
    {
        var seeds = new Stack<int>();
        foreach (int vertex in touched)
        {
            Dissolve(vertex, seeds, left);                // the node it stood for when rings were computed last
            Dissolve(graph.NodeOf(vertex), seeds, left);  // the node that stands for it now
            seeds.Push(vertex);
            DissolveRingsNaming(graph, vertex, seeds, left);
        }
        var found = new List<int[]>();
        var members = new List<int>();
        while (seeds.TryPop(out int seed))
        {
            int start = graph.NodeOf(seed);
            if (_componentOf[start] != 0 || !_carriesRings(graph, start)) continue;
            int component = _nextComponent++;
            members.Clear();
            Enter(start);
            for (int i = 0; i < members.Count; i++)
            {
                int node = members[i];
                foreach (int vertex in graph.VerticesOf(in node))
                {
                    foreach (Edge edge in graph.EdgesOf(vertex))
                    {
                        if (graph.LinkAt(edge.Link).RingEdgeCount == 0) continue;
                        int neighbour = graph.NodeOf(edge.Neighbour);
                        if (_componentOf[neighbour] == component || !_carriesRings(graph, neighbour)) continue;
                        Dissolve(neighbour, seeds, left);
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

    /// <summary>A ring names its victims by their current keys, and its accounts' provinces by their holders' addresses: any record of a person may change
    /// these, whatever component the person is in, or none.</summary>
    private void DissolveRingsNaming(GraphSnapshot graph, int vertex, Stack<int> seeds, List<int> left)
    {
        int node = graph.NodeOf(vertex);
        if (graph.KindOf(node) != EntityKind.Person) return;
        foreach (int record in graph.VerticesOf(in node))
        {
            foreach (MentionPlace place in graph.VertexAt(record).MentionSpan)
            {
                StoredReport report = graph.ReportAt(place.Report)!;
                foreach (StoredMention other in report.Mentions)
                    if (!RingLinkRule.IsLeaf(other.Role)) Dissolve(graph.NodeOf(other.Vertex), seeds, left);
            }
        }
    }

    /// <summary>Forgets the component a vertex was in; its vertices are walked again.</summary>
    private void Dissolve(int vertex, Stack<int> seeds, List<int> left)
    {
        int component = _componentOf[vertex];
        if (component == 0 || !_components.Remove(component, out int[]? members)) return;
        left.AddRange(members);
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

    /// <summary>Divides a component; a small one is described at once, the groups of a large one are looked up first.</summary>
    private void Divide(GraphSnapshot graph, ComponentWork work)
    {
        bool isLarge = work.Nodes.Length >= _rememberedSizeMin;
        var builder = new RingBuilder(graph, _model, work.Nodes, isLarge ? _nodes : null, _placeOf);
        int[] labels = _detector.Divide(builder.Component);
        if (!isLarge)
        {
            foreach ((int _, Ring ring, int[] nodes) in builder.Build(labels)) work.Rings.Add((ring, nodes));
            return;
        }
        (work.Builder, work.Labels) = (builder, labels);
        foreach ((int label, List<int> group) in GroupsOf(labels))
        {
            if (group.Exists(builder.IsReused)) continue; // it stands in several groups: described again each time
            int[] nodes = new int[group.Count];
            for (int i = 0; i < nodes.Length; i++) nodes[i] = builder.NodeAt(group[i]);
            Array.Sort(nodes);
            work.Groups.Add(new RecalledGroup(label, nodes) { Number = _memory.Recognise(nodes) });
        }
    }

    private static IEnumerable<(int Label, List<int> Members)> GroupsOf(int[] labels)
    {
        var groups = new Dictionary<int, List<int>>();
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] < 0) continue;
            ref List<int>? group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, labels[i], out _);
            (group ??= []).Add(i);
        }
        return groups.Select(g => (g.Key, g.Value));
    }

    /// <summary>Describes the groups of a large component that a change can have reached, and takes over the others.</summary>
    private void Describe(GraphSnapshot graph, ComponentWork work)
    {
        var recalled = new HashSet<int>();
        foreach (RecalledGroup group in work.Groups)
        {
            if (!_memory.IsUnchanged(group.Number, out GroupMemory.Group known)) continue;
            recalled.Add(group.Label);
            if (known.Ring is { } ring) work.Rings.Add((ring, known.Nodes));
        }
        var made = new Dictionary<int, Ring>();
        foreach ((int label, Ring ring, int[] nodes) in work.Builder!.Build(work.Labels, recalled.Contains))
        {
            made.Add(label, ring);
            work.Rings.Add((ring, nodes));
        }
        foreach (RecalledGroup group in work.Groups)
            if (!recalled.Contains(group.Label)) work.Learnt.Add((group.Number,
                new GroupMemory.Group(group.Nodes, made.GetValueOrDefault(group.Label), GroupMemory.FootprintOf(graph, group.Nodes))));
    }

    private void Enter(int component, List<(Ring Ring, int[] Members)> rings)
    {
        if (rings.Count == 0) return;
        int[] slots = new int[rings.Count];
        for (int i = 0; i < slots.Length; i++)
        {
            int slot = slots[i] = _freeSlots.TryPop(out int free) ? free : _slots.Add(null);
            _slots.Edit(slot) = rings[i].Ring;
            _count++;
            foreach (int node in rings[i].Members) _slotOf.Edit(node) = slot + 1;
        }
        _ringsOf.Add(component, slots);
    }

    /// <summary>A component on its way to its rings.</summary>
    private sealed class ComponentWork(int[] nodes)
    {
        public int[] Nodes { get; } = nodes;

        public RingBuilder? Builder { get; set; }

        public int[] Labels { get; set; } = [];

        public List<RecalledGroup> Groups { get; } = [];

        public List<(Ring Ring, int[] Nodes)> Rings { get; } = [];

        public List<(int Number, GroupMemory.Group Group)> Learnt { get; } = [];
    }
}
