using Resolve.Graph.Questions;
using Resolve.Silo.Cluster;
using Resolve.Silo.Placement;

namespace Resolve.Cluster.Benchmarks;

/// <summary>What an entity tells of itself: its summary, its links, and the names of its neighbours.</summary>
[GenerateSerializer, Immutable, Alias("bench.card")]
internal sealed record HopCard(
    [property: Id(0)] EntitySummary Summary,
    [property: Id(1)] LinkView[] Links,
    [property: Id(2)] string[] Neighbours);

/// <summary>The peer: each entity is a grain that knows its own links; who asks a three-hop question calls them one by one.</summary>
[Alias("bench.hop")]
internal interface IHopGrain : IGrainWithStringKey
{
    [Alias("look")]
    Task<HopCard?> LookAsync(GraphMoment moment, GraphFilter filter);
}

/// <summary>Lives with its partition and keeps its card, so that a call costs a message and no reading: as fast as such a grain can be.</summary>
[PartitionPlacement]
internal sealed class HopGrain(PartitionReplica host) : Grain, IHopGrain
{
    private HopCard? _card;
    private GraphMoment? _moment;

    public Task<HopCard?> LookAsync(GraphMoment moment, GraphFilter filter)
    {
        if (_moment == moment) return Task.FromResult(_card);
        ReplicaGraph graph = host.GraphAt(moment);
        _moment = moment;
        _card = null;
        if (!graph.TryFind(this.GetPrimaryKeyString(), out int node)) return Task.FromResult(_card);
        var walk = new Walk(graph.Graph, filter);
        var neighbours = new HashSet<int>();
        walk.Neighbours(node, neighbours);
        _card = new HopCard(
            graph.Summarise(node, filter.HubDegreeMax),
            [.. walk.Views(walk.LinksOf(node).Select(l => l.Link), withEvidence: false)],
            [.. neighbours.Select(graph.NodeKeyOf)]);
        return Task.FromResult<HopCard?>(_card);
    }
}
