using Resolve.Decisions;
using Resolve.Graph;
using Resolve.Persons;
using Resolve.Persons.Models;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Runtime.Content;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Rings;
using Resolve.Runtime.Sequencing;
using Resolve.Silo.Cluster;
using Fact = Resolve.Silo.Cluster.Fact;

namespace Resolve.Silo.Tests.Cluster;

/// <summary>What a simulated cluster leaves out, to show that the rings would be wrong without it.</summary>
public enum Forgotten
{
    Nothing,

    /// <summary>Reports that a silo needs for its rings although they are not at home there.</summary>
    Fringe,

    /// <summary>Which nodes are hubs.</summary>
    Hubs,

    /// <summary>That a group went to another silo.</summary>
    Departures,

    /// <summary>That two groups became one.</summary>
    Unions,

    /// <summary>That a person whom a silo knows has another key now.</summary>
    Keys,
}

/// <summary>The parts that find a cluster's rings, without Orleans: the planner of the leader, the indexes and ring hosts of some silos.</summary>
internal sealed class RingSimulation(RingModel model, Forgotten forgotten)
{
    private static readonly SiloAddress[] s_silos =
        [.. Enumerable.Range(1, 12).Select(i => SiloAddress.New(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 1_000 + i), i))];

    private readonly Dictionary<long, ReportContent> _contents = [];
    private readonly Ledger _ledger = new();
    private readonly ReplicaPlanner _planner = NewPlanner(), _wholePlanner = NewPlanner();
    private readonly ReplicaIndex _whole = new();
    private readonly PartitionMap _one = PartitionMap.Assign(1, s_silos.Take(1));
    private readonly List<Part> _parts = [];
    private readonly Dictionary<ReplicaIndex, Dictionary<UInt128, ulong>> _sentKeys = [];
    private PartitionMap? _map;
    private ReplicaGraph? _wholeGraph;
    private RingCatalog _catalog = new();
    private bool _all = true;
    private int _number;

    private Forgotten Forgotten => forgotten;

    /// <summary>Gets the journal position.</summary>
    public long Position { get; private set; }

    /// <summary>Takes a report.</summary>
    public void Apply(Report report)
    {
        Position++;
        Ledger.Verdict verdict = _ledger.Offer(report.Key, report.Version, report.Withdrawn, (UInt128)Position, Position, () => _number++);
        if (verdict.Outcome != SubmissionOutcome.Accepted) return;
        _contents[Position] = ReportExtractor.Extract(report);
        PackedReport packed = PackedReport.Of(_contents[Position], (UInt128)Position);
        _planner.Apply(packed, Position);
        _wholePlanner.Apply(packed, Position);
    }

    /// <summary>Takes a decision.</summary>
    public void Apply(Decision decision)
    {
        Position++;
        _planner.Apply(decision);
        _wholePlanner.Apply(decision);
    }

    /// <summary>Brings some silos to the position; with another number of them than before, or on demand, everything is sent again.</summary>
    public void Round(int siloCount, bool syncs, bool restarts)
    {
        _wholePlanner.Recluster();
        ReplicaDelta[] wholePlan = [new ReplicaDelta()];
        _wholePlanner.Plan(_one, wholePlan);
        _wholeGraph = Feed(_whole, ulong.MaxValue, wholePlan[0]).Graph;

        _planner.Recluster();
        syncs |= _map is null || _map.Silos.Length != siloCount;
        if (syncs) _map = PartitionMap.Assign((_map?.Number ?? 0) + 1, s_silos.Take(siloCount));
        if (restarts && _parts.Count > 0) _parts[0] = new Part(model);
        while (_parts.Count < siloCount) _parts.Add(new Part(model));
        _parts.RemoveRange(siloCount, _parts.Count - siloCount);
        ReplicaDelta[] plans = NewPlans();
        if (syncs || restarts) _planner.PlanAll(_map!, [.. _parts.Select(static p => p.Index.Parts.ToArray())], plans);
        else _planner.Plan(_map!, plans);
        RingClaims[] claims = [.. _parts.Select((part, siloIndex) => part.Advance(plans[siloIndex], this, siloIndex))];
        ReplicaDelta[] ringPlans = NewPlans();
        if (forgotten == Forgotten.Unions) claims = [.. claims.Select(Apart)];
        _planner.PlanRings(_map!, claims, ringPlans);
        for (int siloIndex = 0; siloIndex < siloCount; siloIndex++) _parts[siloIndex].TakeRings(ringPlans[siloIndex], this, siloIndex);
        _all |= syncs || restarts;
    }

    /// <summary>Finds the rings of the last round's position.</summary>
    public RingSnapshot Rings()
    {
        if (_all) _catalog = new RingCatalog();
        var news = new List<HostRingChanges>();
        for (int siloIndex = 0; siloIndex < _parts.Count; siloIndex++)
        {
            (List<HostedRing> came, IReadOnlyCollection<string> gone) = _parts[siloIndex].Refresh(_all);
            news.Add(new HostRingChanges(siloIndex, came, gone));
        }
        _catalog.Take(news);
        _all = false;
        return _catalog.Publish(Position);
    }

    /// <summary>Computes the rings from nothing, in one process.</summary>
    public RingSnapshot Whole()
    {
        GraphSnapshot graph = _wholeGraph!.Graph;
        int[] all = [.. Enumerable.Range(0, graph.VertexCount)];
        return new RingIndex(model, new PartitionDetector(), 1, int.MaxValue).Refresh(graph, all, CancellationToken.None);
    }

    /// <summary>Lists which node is in which ring, as the whole graph and as the silos have it.</summary>
    public IEnumerable<(string Token, string? Whole, string? Parts)> RingsOfNodes(RingSnapshot whole) =>
        _wholeGraph!.Graph.Nodes().Select(n => (_wholeGraph.NodeKeyOf(n), whole.RingOfNode(n)?.Id,
            _catalog.RingOf.GetValueOrDefault(_wholeGraph.NodeKeyOf(n))));

    private static ReplicaPlanner NewPlanner() => new(static m => new PersonResolver(m ?? PersonModel.Default));

    private static RingClaims Apart(RingClaims claims) => claims with { Counts = [.. Enumerable.Repeat(1, claims.Positions.Length)] };

    private ReplicaDelta[] NewPlans() => [.. _map!.Silos.Select(static _ => new ReplicaDelta())];

    private (ReplicaGraph Graph, IReadOnlyCollection<int> Touched) Feed(ReplicaIndex index, ulong partitions, ReplicaDelta plan)
    {
        if (plan.Resets)
        {
            index.ResetPersons();
            index.ResetRings();
        }
        foreach (long removed in plan.Removes) index.Remove(removed);
        foreach ((Fact fact, ulong wanted) in plan.Adds) index.Add(fact.Position, _contents[fact.Position], PartitionReplica.CutOf(partitions, wanted));
        foreach ((UInt128[] person, ulong key) in plan.Persons) index.Cluster(person, index == _whole ? key : KeyFor(index, person, key));
        if (plan.Excluded is { } excluded) index.Exclude(excluded);
        return index.Publish(Position);
    }

    /// <summary>The key that an index is sent; the first one that it was sent, where later ones are ignored.</summary>
    private ulong KeyFor(ReplicaIndex index, UInt128[] person, ulong key)
    {
        if (forgotten != Forgotten.Keys) return key;
        if (!_sentKeys.TryGetValue(index, out Dictionary<UInt128, ulong>? sent)) _sentKeys.Add(index, sent = []);
        return sent.TryAdd(person[0], key) ? key : sent[person[0]];
    }

    /// <summary>One silo.</summary>
    private sealed class Part(RingModel model)
    {
        private readonly RingClaimant _claimant = new(model);
        private readonly HashSet<int> _touched = [];
        private ReplicaGraph? _graph;
        private RingHost? _host;

        public ReplicaIndex Index { get; } = new();

        public RingClaims Advance(ReplicaDelta plan, RingSimulation world, int siloIndex)
        {
            if (plan.Resets) _claimant.Forget();
            IEnumerable<int> touched = Note(world.Feed(Index, world._map!.PartitionsOf(siloIndex), plan));
            if (plan.Resets) touched = Enumerable.Range(0, _graph!.Graph.VertexCount);
            return _claimant.Of(_graph!.Graph, touched, vertex => world._map.Owners[_graph.PartitionOfVertex(vertex)] == siloIndex, _graph.NameOfVertex);
        }

        public void TakeRings(ReplicaDelta plan, RingSimulation world, int siloIndex)
        {
            ulong partitions = world._map!.PartitionsOf(siloIndex);
            var homes = plan.Homes.ToHashSet();
            // The index takes the data that arrives in the same publication as what is sent about it.
            foreach (long removed in plan.Removes) Index.Remove(removed);
            foreach ((long position, ulong wanted) in plan.Narrows) Index.Narrow(position, PartitionReplica.CutOf(partitions, wanted));
            foreach ((Fact fact, ulong wanted) in plan.Adds)
                if (world.Forgotten != Forgotten.Fringe || homes.Contains(fact.Position)) Index.Add(fact.Position, world._contents[fact.Position],
                    PartitionReplica.CutOf(partitions, wanted));
            foreach ((UInt128[] person, ulong key) in plan.Persons) Index.Cluster(person, world.KeyFor(Index, person, key));
            if (plan.Excluded is { } excluded) Index.Exclude(excluded);
            List<long> noHomes = world.Forgotten == Forgotten.Departures ? [] : plan.NoHomes;
            List<UInt128> hubs = world.Forgotten == Forgotten.Hubs ? [] : plan.Hubs;
            Index.SetRings(plan.Homes, noHomes, hubs, plan.NoHubs);
            Note(Index.Publish(world.Position));
        }

        public (List<HostedRing> Came, IReadOnlyCollection<string> Gone) Refresh(bool all)
        {
            if (all || _host is null) _host = new RingHost(model, new PartitionDetector(), _graph!, rememberedSizeMin: 2);
            (List<HostedRing>, IReadOnlyCollection<string>) news = _host.Refresh(_graph!, _touched);
            _touched.Clear();
            return news;
        }

        private IReadOnlyCollection<int> Note((ReplicaGraph Graph, IReadOnlyCollection<int> Touched) published)
        {
            _graph = published.Graph;
            _touched.UnionWith(published.Touched);
            return published.Touched;
        }
    }

}
