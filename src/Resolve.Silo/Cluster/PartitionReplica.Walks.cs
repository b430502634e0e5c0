using System.Runtime.InteropServices;
using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Reports;
using Resolve.Runtime.Serialization;

namespace Resolve.Silo.Cluster;

/// <summary>The steps of walks: nodes come and go by their node ids.</summary>
internal sealed partial class PartitionReplica
{
    /// <summary>Determines whether an address is this silo's, which needs no message.</summary>
    public bool IsSelf(SiloAddress silo) => silo.Equals(_self);

    public HopAnswer Hop(HopRequest request)
    {
        ReplicaGraph graph = GraphAt(request.Moment);
        var walk = new Walk(graph.Graph, request.Filter);
        bool isOpen = IsOpen(request.Filter);
        byte[] expanded = new byte[request.Nodes.Length / 16];
        var reached = new HashSet<int>();
        for (int i = 0; i < expanded.Length; i++)
        {
            if (!graph.TryFind(NodeIds.At(request.Nodes, i), out int node) || (request.StopsAtHubs && walk.IsHub(node))) continue;
            expanded[i] = 1;
            if (isOpen) AddNeighbours(graph.LinksOf(node), reached);
            else walk.Neighbours(node, reached);
        }
        var names = new UInt128[reached.Count];
        byte[] partitions = new byte[reached.Count];
        int count = 0;
        foreach (int node in reached) (names[count], partitions[count++]) = (graph.NameOf(node), (byte)graph.PartitionOf(node));
        return new HopAnswer(expanded, NodeIds.Pack(names), partitions);
    }

    public string[] Keys(GraphMoment moment, byte[] nodes)
    {
        ReplicaGraph graph = GraphAt(moment);
        return [.. graph.NodesOf(nodes).Select(n => graph.KeyOf(n).ToString())];
    }

    public RowsAnswer Rows(RowsRequest request)
    {
        ReplicaGraph graph = GraphAt(request.Moment);
        var walk = new Walk(graph.Graph, request.Filter);
        int[] nodes = graph.NodesOf(request.Nodes);
        string[] keys = new string[nodes.Length];
        byte[] areHubs = new byte[nodes.Length];
        int[] counts = new int[nodes.Length];
        var names = new List<UInt128>();
        var partitions = new List<byte>();
        var reached = new HashSet<int>();
        for (int i = 0; i < nodes.Length; i++)
        {
            bool isHub = walk.IsHub(nodes[i]);
            keys[i] = graph.KeyOf(nodes[i]).ToString();
            areHubs[i] = isHub ? (byte)1 : (byte)0;
            if (request.Rows == PathRows.Heads || (isHub && request.Rows == PathRows.ToWalkThrough)) continue;
            reached.Clear();
            walk.Neighbours(nodes[i], reached);
            counts[i] = reached.Count;
            foreach (int node in reached)
            {
                names.Add(graph.NameOf(node));
                partitions.Add((byte)graph.PartitionOf(node));
            }
        }
        return new RowsAnswer(keys, areHubs, counts, NodeIds.Pack(CollectionsMarshal.AsSpan(names)), [.. partitions]);
    }

    public LinkView[][] LinksBetween(BetweenRequest request)
    {
        ReplicaGraph graph = GraphAt(request.Moment);
        var walk = new Walk(graph.Graph, request.Filter);
        int[] nodes = graph.NodesOf(request.Nodes);
        var found = new LinkView[nodes.Length][];
        for (int i = 0; i < nodes.Length; i++)
        {
            UInt128 other = NodeIds.At(request.Others, i);
            found[i] = [.. walk.Views(walk.LinksOf(nodes[i]).Where(l => graph.NameOf(l.Neighbour) == other).Select(l => l.Link)
                .Distinct(), withEvidence: true)];
        }
        return found;
    }

    /// <summary>Ranks the neighbours of a node of this silo.</summary>
    public NeighboursPart Neighbours(NeighboursRequest request)
    {
        ReplicaGraph graph = GraphAt(request.Moment);
        NeighbourRow[] rows = Graph.Questions.Neighbours.Rank(
            new Walk(graph.Graph, request.Filter), graph.NodesOf(request.Node)[0], request.Skip, request.Take, out int total);
        return NeighboursPart.Of(
            total, NodeIds.Pack(Array.ConvertAll(rows, r => graph.NameOf(r.Node))), Array.ConvertAll(rows, r => (byte)graph.PartitionOf(r.Node)), rows);
    }

    /// <summary>Lists the first reports of nodes of this silo.</summary>
    public TimelineEvent[] Timeline(TimelineRequest request)
    {
        ReplicaGraph graph = GraphAt(request.Moment);
        return Timelines.Read(graph.Graph, graph.NodesOf(request.Nodes), new TimelineQuestion([], request.From, request.To, request.Count, null),
            request.Count);
    }

    public EntitySummary[] Summarise(GraphMoment moment, byte[] nodes, int hubDegreeMax)
    {
        ReplicaGraph graph = GraphAt(moment);
        return Array.ConvertAll(graph.NodesOf(nodes), n => graph.Summarise(n, hubDegreeMax));
    }

    /// <summary>Summarises nodes for another silo: their frames are kept as they are sent.</summary>
    public byte[] SummaryPayload(GraphMoment moment, byte[] nodes, int hubDegreeMax)
    {
        ReplicaGraph graph = GraphAt(moment);
        BinaryPayloadWriter writer = AnswerPayloads.Begin(nodes.Length * 6);
        foreach (int node in graph.NodesOf(nodes)) writer.Payload(graph.SummaryPayload(node, hubDegreeMax));
        return writer.ToArray();
    }

    /// <summary>Lists the links among nodes that this silo must report: exactly one silo reports each link.</summary>
    public List<AmongLink> LinksAmong(AmongRequest request)
    {
        ReplicaGraph graph = GraphAt(request.Moment);
        var places = new Dictionary<UInt128, int>(request.AreLarge.Length, NameComparer.Instance);
        for (int i = 0; i < request.AreLarge.Length; i++) places.TryAdd(NodeIds.At(request.Nodes, i), i);
        int siloIndex = request.Map.IndexOf(_self!);
        bool hasLargePairs = request.AreLarge.Count(static l => l != 0) > 1;
        var found = new AmongLinks(graph, request.Filter, places, request.AreLarge);
        for (int i = 0; i < request.AreLarge.Length; i++)
        {
            if (request.AreLarge[i] != 0 && !hasLargePairs) continue;
            if (graph.TryFind(NodeIds.At(request.Nodes, i), out int node) && request.Map.Owners[graph.PartitionOf(node)] == siloIndex) found.AddFrom(i, node);
        }
        return found.Found;
    }

    /// <summary>Gathers the links that this silo reports.</summary>
    private sealed class AmongLinks(ReplicaGraph graph, GraphFilter filter, Dictionary<UInt128, int> places, byte[] areLarge)
    {
        private readonly Walk _walk = new(graph.Graph, filter);
        private readonly bool _isOpen = IsOpen(filter);
        private readonly Dictionary<(int Other, bool IsFrom, LinkKind Kind), NodeLink> _parts = [];

        /// <summary>Gets what was found.</summary>
        public List<AmongLink> Found { get; } = [];

        /// <summary>Adds the links that the owner of one end reports.</summary>
        public void AddFrom(int place, int node)
        {
            foreach (NodeLink link in _isOpen ? graph.LinksOf(node) : [.. Passing(place, node)])
            {
                if (!places.TryGetValue(graph.NameOf(link.Other), out int other) || !Reports(place, other, link.IsFrom)) continue;
                (int from, int to) = link.IsFrom ? (place, other) : (other, place);
                Found.Add(new AmongLink(from, to, link.Facts));
            }
        }

        private Dictionary<(int, bool, LinkKind), NodeLink>.ValueCollection Passing(int place, int node)
        {
            _parts.Clear();
            foreach (int vertex in graph.Graph.VerticesOf(in node))
            {
                foreach (Edge edge in graph.Graph.EdgesOf(vertex))
                {
                    if (!places.TryGetValue(graph.NameOf(edge.Neighbour), out int other) || other == place) continue;
                    if (!Passes(edge, place, other)) continue;
                    NodeLink link = NodeLink.Of(graph.Graph, edge, graph.Graph.NodeOf(edge.Neighbour));
                    (int, bool, LinkKind) end = (link.Other, link.IsFrom, link.Facts.Kind);
                    _parts[end] = _parts.TryGetValue(end, out NodeLink part) ? link with { Facts = part.Facts.With(link.Facts) } : link;
                }
            }
            return _parts.Values;
        }

        // The first end's owner reports the link, unless only that end is large: a large node's links are found from the other end.
        private bool Reports(int place, int other, bool isFrom) =>
            areLarge[place] == areLarge[other] ? isFrom : areLarge[place] == 0;

        // A filter may let a link pass from one end only. As in one process, it is walked from both, from a large node only to another.
        private bool Passes(Edge edge, int place, int other)
        {
            bool isFrom = graph.Graph.LinkAt(edge.Link).From != edge.Neighbour;
            return _walk.PassesTowards(edge.Link, towardsFrom: !isFrom)
                || (areLarge[other] <= areLarge[place] && _walk.PassesTowards(edge.Link, towardsFrom: isFrom));
        }
    }

    private static void AddNeighbours(NodeLink[] links, HashSet<int> into)
    {
        foreach (NodeLink link in links) into.Add(link.Other);
    }

    private static bool IsOpen(GraphFilter filter) =>
        filter is { Kinds.Count: 0, LinkKinds.Count: 0, Roles.Count: 0, From: null, To: null, WeightMillibitsMin: <= 0 };
}
