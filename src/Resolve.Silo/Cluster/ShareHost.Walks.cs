using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Silo.Serialization;

namespace Resolve.Silo.Cluster;

/// <summary>The steps of walks: nodes come and go by their short names.</summary>
internal sealed partial class ShareHost
{
    /// <summary>Tells whether an address is this silo's, which needs no message.</summary>
    public bool IsSelf(SiloAddress silo) => silo.Equals(_self);

    public HopAnswer Hop(HopRequest request)
    {
        ShareGraph graph = GraphAt(request.Position);
        var walk = new Walk(graph.Graph, request.Filter);
        byte[] expanded = new byte[request.Nodes.Length / 16];
        var reached = new HashSet<int>();
        for (int i = 0; i < expanded.Length; i++)
        {
            if (!graph.TryFind(NodeNames.At(request.Nodes, i), out int node) || (request.StopsAtHubs && walk.IsHub(node))) continue;
            expanded[i] = 1;
            walk.Neighbours(node, reached);
        }
        var names = new UInt128[reached.Count];
        byte[] shares = new byte[reached.Count];
        int count = 0;
        foreach (int node in reached) (names[count], shares[count++]) = (graph.NameOf(node), (byte)graph.ShareOf(node));
        return new HopAnswer(expanded, NodeNames.Pack(names), shares);
    }

    public string[] Keys(long position, byte[] nodes)
    {
        ShareGraph graph = GraphAt(position);
        return [.. graph.NodesOf(nodes).Select(n => graph.KeyOf(n).ToString())];
    }

    public Closure ClosureOf(long position, byte[] nodes)
    {
        ShareGraph graph = GraphAt(position);
        return graph.ClosureOf(graph.NodesOf(nodes));
    }

    public EntitySummary[] Summarise(long position, byte[] nodes, int hubDegreeMax)
    {
        ShareGraph graph = GraphAt(position);
        return Array.ConvertAll(graph.NodesOf(nodes), n => graph.Summarise(n, hubDegreeMax));
    }

    /// <summary>Summarises nodes for another silo: their frames are kept as they are sent.</summary>
    public byte[] SummaryFrame(long position, byte[] nodes, int hubDegreeMax)
    {
        ShareGraph graph = GraphAt(position);
        FrameWriter writer = AnswerFrames.Begin(nodes.Length * 6);
        foreach (int node in graph.NodesOf(nodes)) writer.Frame(graph.SummaryFrame(node, hubDegreeMax));
        return writer.ToArray();
    }

    /// <summary>Lists the links among nodes that this silo is to tell of: each link is told by one silo.</summary>
    public List<AmongLink> LinksAmong(AmongRequest request)
    {
        ShareGraph graph = GraphAt(request.Position);
        var places = new Dictionary<int, int>(request.AreLarge.Length);
        int[] nodes = new int[request.AreLarge.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i] = graph.TryFind(NodeNames.At(request.Nodes, i), out int node) ? node : -1; // what lies far away is not held here
            if (node >= 0) places.TryAdd(node, i);
        }
        int slot = request.Map.SlotOf(_self!);
        bool hasLargePairs = request.AreLarge.Count(static l => l != 0) > 1;
        var found = new AmongLinks(graph.Graph, new Walk(graph.Graph, request.Filter), places, request.AreLarge);
        for (int i = 0; i < nodes.Length; i++)
        {
            if (nodes[i] < 0 || request.Map.Owners[graph.ShareOf(nodes[i])] != slot) continue;
            if (request.AreLarge[i] == 0 || hasLargePairs) found.AddFrom(i, nodes[i]);
        }
        return found.ToList();
    }

    /// <summary>Gathers links by their ends and kinds.</summary>
    private sealed class AmongLinks(GraphSnapshot graph, Walk walk, Dictionary<int, int> places, byte[] areLarge)
    {
        private readonly Dictionary<(int From, int To, Reports.LinkKind Kind), AmongLink> _links = [];

        /// <summary>Adds the links that the owner of one end tells of.</summary>
        public void AddFrom(int place, int node)
        {
            foreach (int vertex in graph.VerticesOf(in node))
            {
                foreach (Edge edge in graph.VertexAt(vertex).EdgeSpan)
                {
                    if (!places.TryGetValue(graph.NodeOf(edge.Neighbour), out int other) || other == place) continue;
                    bool isFrom = graph.LinkAt(edge.Link).From != edge.Neighbour;
                    if (Tells(place, other, isFrom) && Passes(edge.Link, place, other, isFrom)) Add(edge.Link, isFrom ? place : other, isFrom ? other : place);
                }
            }
        }

        public List<AmongLink> ToList() => [.. _links.Values];

        // The first end's owner tells, unless only that end is large: a large node's links are found from the other end.
        private bool Tells(int place, int other, bool isFrom) =>
            areLarge[place] == areLarge[other] ? isFrom : areLarge[place] == 0;

        // A filter may let a link pass from one end only. As in one process, it is walked from both, from a large node only to another.
        private bool Passes(int link, int place, int other, bool isFrom) =>
            walk.PassesTowards(link, towardsFrom: !isFrom) || (areLarge[other] <= areLarge[place] && walk.PassesTowards(link, towardsFrom: isFrom));

        private void Add(int link, int from, int to)
        {
            LinkSlot slot = graph.LinkAt(link);
            (DateTimeOffset? first, DateTimeOffset? last) = EntityReader.SeenOf(graph, in slot);
            var told = new AmongLink(from, to, slot.Kind, slot.Count, slot.ConductingCount > 0, first, last);
            if (_links.TryGetValue((from, to, slot.Kind), out AmongLink known))
            {
                told = told with
                {
                    EvidenceCount = told.EvidenceCount + known.EvidenceCount,
                    Conducts = told.Conducts || known.Conducts,
                    FirstSeen = known.FirstSeen is null || told.FirstSeen < known.FirstSeen ? told.FirstSeen : known.FirstSeen,
                    LastSeen = known.LastSeen is null || told.LastSeen > known.LastSeen ? told.LastSeen : known.LastSeen,
                };
            }
            _links[(from, to, slot.Kind)] = told;
        }
    }
}
