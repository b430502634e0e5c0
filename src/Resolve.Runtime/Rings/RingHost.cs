using Resolve.Graph;
using Resolve.Rings;

namespace Resolve.Runtime.Rings;

/// <summary>A ring with its members' names among silos.</summary>
/// <param name="Ring">The ring.</param>
/// <param name="Members">The nodes that are found in it.</param>
internal readonly record struct HostedRing(Ring Ring, string[] Members);

/// <summary>Computes the rings whose home this silo is, with the <see cref="RingIndex"/> and the memory between rounds of the local runtime.</summary>
/// <remarks>
/// The registry says which reports are at home here: all reports that name a node which passes rings on are at home on one
/// silo, whole, with all mentions of the persons named in these. So what a ring rests on is there as a whole, and a node
/// of which only a part is there has a report whose home is elsewhere, or is a hub, as its owner reported. One caller at a time.
/// </remarks>
internal sealed class RingHost
{
    private readonly RingIndex _index;
    private readonly object _source;
    private readonly RingModel _model;
    private readonly Dictionary<string, Ring> _reported = new(StringComparer.Ordinal);
    private IRingGraph _graph;
    private RingSnapshot? _rings;

    /// <summary>Makes a host without rings; the first <see cref="Refresh"/> finds them all.</summary>
    /// <param name="model">The parameters.</param>
    /// <param name="detector">What divides components.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="rememberedSizeMin">The fewest members of a component whose groups are remembered.</param>
    public RingHost(RingModel model, IRingDetector detector, IRingGraph graph, int rememberedSizeMin = RingIndex.RememberedSizeMin)
    {
        _model = model;
        _graph = graph;
        _source = graph.Source;
        _index = new RingIndex(model, detector, -1, rememberedSizeMin, CarriesRings);
    }

    /// <summary>Gets the journal position of the rings; -1 before there are any.</summary>
    public long Position => _rings?.Position ?? -1;

    /// <summary>Gets whether a graph follows on those that this host has seen.</summary>
    public bool Follows(IRingGraph graph) => ReferenceEquals(graph.Source, _source) && graph.Graph.Position >= Position;

    /// <summary>Computes what changed.</summary>
    /// <param name="graph">The graph as it is now.</param>
    /// <param name="touched">
    /// The vertices that changed since the last call, in themselves, in being hubs, or in the homes of their reports; at the first call all are taken.
    /// </param>
    /// <returns>The rings that are new or were described again, and the ids of those that are here no more.</returns>
    public (List<HostedRing> Came, IReadOnlyCollection<string> Gone) Refresh(IRingGraph graph, IReadOnlyCollection<int> touched)
    {
        if (!Follows(graph)) throw new InvalidOperationException("The graph does not follow on the one before.");
        _graph = graph;
        if (_rings is null) touched = [.. Enumerable.Range(0, graph.Graph.VertexCount)];
        RingSnapshot rings = _index.Refresh(graph.Graph, touched, CancellationToken.None);
        (List<Ring> came, HashSet<string> gone) = rings.ChangesSince(_rings);
        _rings = rings;
        foreach (string id in gone) _reported.Remove(id);
        var news = new List<HostedRing>();
        foreach (Ring ring in came)
        {
            // One that was taken over from the round before is the same object.
            if (_reported.TryGetValue(ring.Id, out Ring? last) && ReferenceEquals(last, ring)) continue;
            _reported[ring.Id] = ring;
            IEnumerable<int> found = RingMentions.NodesOf(graph.Graph, ring).Where(n => ReferenceEquals(rings.RingOfNode(n), ring));
            news.Add(new HostedRing(ring, [.. found.Select(graph.NodeKeyOf)]));
        }
        return (news, gone);
    }

    // A node that passes rings on has all its reports at one home; for any other it does not matter what its first report says.
    private bool CarriesRings(GraphSnapshot graph, int node)
    {
        if (!graph.IsThere(node) || !_graph.IsHome(graph.VertexAt(node).MentionSpan[0].Report)) return false;
        return RingCarriers.CarriesRings(graph, node, _model) && !_graph.IsHub(node);
    }
}
