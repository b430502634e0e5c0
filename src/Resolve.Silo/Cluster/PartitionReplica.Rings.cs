using Resolve.Rings;
using Resolve.Rings.History;
using Resolve.Runtime.Rings;

namespace Resolve.Silo.Cluster;

/// <summary>The rings whose home this silo is, and what it reports about its nodes so that rings get a home.</summary>
internal sealed partial class PartitionReplica
{
    private const int ClaimedVerticesMax = 50_000;      // a page of claims
    private const int PageRingsMax = 500, PageMembersMax = 20_000; // a page of rings

    private readonly SemaphoreSlim _ringing = new(1, 1);
    private readonly RingClaimant _claimant = new(model.Rings);
    private readonly List<(object Source, long Position, IReadOnlyCollection<int> Touched)> _noted = []; // since the rings were computed last
    private readonly Queue<DescribedRing> _unsent = new();
    private RingHost? _rings;

    /// <summary>Lists for the ring registry what all nodes of this silo claim, a page at a time.</summary>
    public async Task<ClaimPage> ClaimsAsync(long epoch, GraphMoment moment, PartitionMap map, int from)
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            RejectStaleEpoch(epoch);
            ReplicaGraph graph = GraphAt(moment);
            int end = Math.Min(graph.Graph.VertexCount, from + ClaimedVerticesMax);
            RingClaims claims = ClaimsOf(graph, Enumerable.Range(from, end - from), map);
            return ClaimPage.Of(claims, end < graph.Graph.VertexCount ? end : -1);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Computes the rings whose home this silo is.</summary>
    /// <exception cref="ReplicaNotReadyException">This silo has not seen all that changed: all must be asked for.</exception>
    public async Task<RingPage> RefreshRingsAsync(long epoch, GraphMoment moment, bool all)
    {
        await _ringing.WaitAsync().ConfigureAwait(false);
        try
        {
            RejectStaleEpoch(epoch);
            ReplicaGraph graph = GraphAt(moment);
            HashSet<int> touched = TakeNoted(graph);
            RingHost? rings = all ? new RingHost(model.Rings, model.Detector, graph) : _rings;
            _rings = null; // until it is known that nothing went wrong
            if (rings?.Follows(graph) != true || !graph.HasHomes) throw new ReplicaNotReadyException($"The rings at {moment.Position} cannot be computed "
                + "here yet.");
            (List<HostedRing> came, IReadOnlyCollection<string> gone) = rings.Refresh(graph, touched);
            _rings = rings;
            _unsent.Clear();
            foreach (HostedRing ring in came) _unsent.Enqueue(new DescribedRing(ring.Ring, ring.Members));
            return NextPage([.. gone]);
        }
        finally
        {
            _ringing.Release();
        }
    }

    /// <summary>Goes on with what <see cref="RefreshRingsAsync"/> began.</summary>
    public async Task<RingPage> MoreRingsAsync(long epoch, GraphMoment moment)
    {
        await _ringing.WaitAsync().ConfigureAwait(false);
        try
        {
            RejectStaleEpoch(epoch);
            if (_rings?.Position != moment.Position) throw new ReplicaNotReadyException($"The rings at {moment.Position} are not held here.");
            return NextPage([]);
        }
        finally
        {
            _ringing.Release();
        }
    }

    public string? RingAlias(GraphMoment moment, string id)
    {
        ReplicaGraph graph = GraphAt(moment);
        return RingSnapshot.NodeOfAlias(graph.Graph, id) is >= 0 and var node ? graph.NodeKeyOf(node) : null;
    }

    public string[][] Ties(GraphMoment moment, byte[] nodes)
    {
        ReplicaGraph graph = GraphAt(moment);
        return Array.ConvertAll(graph.NodesOf(nodes), n => TiesOf(graph, [n]));
    }

    public string[] TiesOfRing(GraphMoment moment, Ring ring)
    {
        ReplicaGraph graph = GraphAt(moment);
        return TiesOf(graph, RingMentions.NodesOf(graph.Graph, ring));
    }

    public RingHistory RingHistory(GraphMoment moment, RingHistoryRequest question)
    {
        ReplicaGraph graph = GraphAt(moment);
        Dictionary<string, string> rings = question.NodeKeys.Zip(question.Rings).ToDictionary(r => r.First, r => r.Second, StringComparer.Ordinal);
        var decided = question.Decided.ToDictionary(d => d.Asked, d => new DecidedPerson(d.Key, d.Ring, d.TiedRings));
        return RingHistories.Of(
            graph.Graph, question.Ring, model.Rings, n =>
                rings.GetValueOrDefault(graph.NodeKeyOf(n)), question.Decisions, question.Ring.Score?.AsOf, decided.GetValueOrDefault);
    }

    private static string[] TiesOf(ReplicaGraph graph, IEnumerable<int> nodes) =>
        [.. nodes.SelectMany(n => RingSplits.TiesOf(graph.Graph, n)).Select(t => graph.NodeKeyOf(t.Other)).Distinct(StringComparer.Ordinal)];

    private RingPage NextPage(string[] gone)
    {
        var page = new List<DescribedRing>();
        for (int size = 0; page.Count < PageRingsMax && size < PageMembersMax && _unsent.TryDequeue(out DescribedRing? ring);)
        {
            page.Add(ring);
            size += ring.Members.Length + ring.Ring.Reports.Count;
        }
        return new RingPage([.. page], gone, _unsent.Count == 0);
    }

    private void Reset()
    {
        _index.ResetPersons();
        _index.ResetRings();
        _claimant.Forget();
    }

    private RingClaims ClaimsOf(ReplicaGraph graph, IEnumerable<int> vertices, PartitionMap map)
    {
        int siloIndex = map.IndexOf(_self!);
        return _claimant.Of(graph.Graph, vertices, vertex => map.Owners[graph.PartitionOfVertex(vertex)] == siloIndex, graph.NameOfVertex);
    }

    private void NoteForRings(ReplicaGraph graph, IReadOnlyCollection<int> touched)
    {
        lock (_noted) _noted.Add((graph.Source, graph.Graph.Position, touched));
    }

    /// <summary>Takes the vertices that changed up to a graph.</summary>
    private HashSet<int> TakeNoted(ReplicaGraph graph)
    {
        var all = new HashSet<int>();
        lock (_noted)
        {
            foreach ((object source, long position, IReadOnlyCollection<int> touched) in _noted)
                if (position <= graph.Graph.Position && source == graph.Source) all.UnionWith(touched);
            _noted.RemoveAll(n => n.Position <= graph.Graph.Position);
        }
        return all;
    }
}
