using System.Diagnostics.Metrics;
using System.Net;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Reports;
using Resolve.Runtime.Content;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.Silo.Answers;
using Resolve.Silo.Cluster;
using Resolve.Silo.Telemetry;
using Resolve.TestKit.Facts;

namespace Resolve.Silo.Tests.Cluster;

/// <summary>A walk over several silos, without Orleans: it reaches what a walk over one graph reaches, and asks each silo once a step.</summary>
public class ClusterWalkTests
{
    private static SiloAddress[] Silos { get; } =
        [.. Enumerable.Range(1, 5).Select(i => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 3_000 + i), i))];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(4, 5)]
    public async Task It_reaches_what_a_walk_over_one_graph_reaches(ulong seed, int siloCount)
    {
        var random = new SplitMix(seed);
        Report[] facts = [.. new RandomFacts(seed).Make(90).DistinctBy(f => f.Key).Where(f => !f.Withdrawn)];
        using var silos = new Cluster(siloCount);
        await silos.TakeAsync(facts);
        using var single = new Cluster(1);
        await single.TakeAsync(facts);
        GraphSnapshot graph = single.Hosts[0].GraphAt(single.View.Moment).Graph;
        EntityKey[] keys = [.. Enumerable.Range(0, graph.VertexCount).Select(graph.KeyOf).Distinct().Order()];
        int reached = 0;
        for (int round = 0; round < 40; round++)
        {
            var question = new ExpandQuestion
            {
                From = [random.Pick(keys), random.Pick(keys)],
                Hops = random.Below(4),
                Limit = 1 + random.Below(30),
                WithLinks = random.Chance(50),
                Filter = new GraphFilter { HubDegreeMax = random.Chance(50) ? 4 : 150 },
            };
            int skip = random.Below(10);

            int before = silos.CallCount;
            var walk = new ClusterWalk(silos.Calls, silos.View, question.Filter, silos.Metrics);
            foreach (Located start in silos.Locate([.. question.From])) walk.Start(start);
            for (int hop = 1; hop <= question.Hops && walk.FrontierCount > 0; hop++)
                await walk.StepAsync(stopsAtHubs: hop > 1, CancellationToken.None);
            Assert.True(silos.CallCount - before <= walk.Steps * (siloCount - 1), "A step asks a silo more than once, or asks itself.");
            (List<ReachedEntity> page, List<LinkView> links) = await walk.PageAsync(question, skip);

            ExpandAnswer expected = GraphQuestions.Expand(graph, question with { Cursor = skip == 0 ? null : Cursors.Write(skip) }, CancellationToken.None);
            Assert.Equal(expected.Total, walk.Count);
            Assert.Equal(expected.Nodes.Select(Text), page.Select(Text));
            Assert.Equal(expected.Links.Select(Text), links.Select(Text));
            reached = Math.Max(reached, walk.Count);
        }
        Assert.True(reached > 10, "The walks reach next to nothing: the test compares too little.");
    }

    [Fact]
    public async Task Two_walks_meet_where_they_share_a_node()
    {
        Report[] facts = [.. new RandomFacts(8).Make(60).DistinctBy(f => f.Key).Where(f => !f.Withdrawn)];
        using var silos = new Cluster(3);
        await silos.TakeAsync(facts);
        GraphSnapshot graph = silos.Hosts[0].GraphAt(silos.View.Moment).Graph;
        int start = Enumerable.Range(0, graph.VertexCount).MaxBy(graph.Degree);
        ClusterWalk WalkFrom(EntityKey key)
        {
            var walk = new ClusterWalk(silos.Calls, silos.View, new GraphFilter(), silos.Metrics);
            foreach (Located located in silos.Locate([key])) walk.Start(located);
            return walk;
        }

        ClusterWalk from = WalkFrom(graph.KeyOf(start));
        await from.StepAsync(stopsAtHubs: false, CancellationToken.None);
        EntityKey neighbour = (await from.PageAsync(new ExpandQuestion { From = [graph.KeyOf(start)], Hops = 1, Limit = 50 }, 1)).Page[0].Entity.Key;
        ClusterWalk to = WalkFrom(neighbour);

        Assert.True(from.Meets(to));
        Assert.True(to.Meets(from));
        Assert.False(to.Meets(WalkFrom(graph.KeyOf(start))));
    }

    private static string Text(ReachedEntity node) =>
        $"{node.Hop} {node.Entity.Key} {node.Entity.Label} {node.Entity.LinkCount} {node.Entity.ReportCount} {node.Expanded}";

    private static string Text(LinkView link) =>
        $"{link.From} {link.To} {link.Kind} {link.WeightMillibits} {link.EvidenceCount} {link.CarriesRings} {link.FirstSeen:o} {link.LastSeen:o}";

    /// <summary>Silos in this process. Each has every report whole and answers for its own partitions.</summary>
    private sealed class Cluster : IReplicaServiceClient, IDisposable
    {
        private readonly PartitionMap _map;
        private readonly IReplicaService[] _remote;

        public Cluster(int count)
        {
            _map = PartitionMap.Assign(1, Silos.Take(count));
            Hosts = [.. _map.Silos.Select(_ =>
                new PartitionReplica(new InMemoryJournal(), new ClusterModel(), new FollowedEntities(), NullLogger<PartitionReplica>.Instance))];
            for (int i = 0; i < count; i++) Hosts[i].Start(_map.Silos[i]);
            _remote = [.. Hosts.Select(host =>
            {
                IReplicaService service = DispatchProxy.Create<IReplicaService, WalkedSilo>();
                (((WalkedSilo)(object)service).Host, ((WalkedSilo)(object)service).Called) = (host, () => Interlocked.Increment(ref _callCount));
                return service;
            })];
            Calls = new ReplicaCalls(Hosts[0], this);
        }

        private int _callCount;

        public PartitionReplica[] Hosts { get; }

        public ReplicaCalls Calls { get; }

        public SiloMetrics Metrics { get; } = new(new Meters());

        public int CallCount => _callCount;

        public ClusterView View { get; private set; } = null!;

        public IReplicaService At(SiloAddress silo) => _remote[Array.IndexOf(_map.Silos, silo)];

        public IEnumerable<Located> Locate(EntityKey[] keys) =>
            keys.Select(k => Hosts.Select(h => h.Locate(View.Moment, _map, [k])[0]).First(l => l is not null)!);

        public async Task TakeAsync(Report[] facts)
        {
            var batch = new ReplicaBatch
            {
                Epoch = 1,
                Position = facts.Length,
                Map = _map,
                Publishes = true,
                Adds = [.. facts.Select((_, i) => i + 1L)],
                Wanted = [.. facts.Select(_ => SliceCut.Whole.Records)],
                Contents = [.. facts.Select((f, i) => PackedReport.Of(ReportExtractor.Extract(f), (UInt128)(i + 1)).Bytes.ToArray())],
                ExtractorVersion = ReportExtractor.Version,
            };
            foreach (PartitionReplica host in Hosts) await host.AdvanceAsync(batch);
            View = new ClusterView(facts.Length, _map, facts.Length, facts.Length, _map, 0, facts.Length, 0, 0, 0, 0, null);
        }

        public void Dispose()
        {
            foreach (PartitionReplica host in Hosts) host.Dispose();
            Metrics.Dispose();
        }
    }

    private sealed class Meters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose()
        {
        }
    }

    /// <summary>What a walk asks of another silo. Other calls are no part of it and fail.</summary>
    public class WalkedSilo : DispatchProxy
    {
        internal PartitionReplica Host { get; set; } = null!;

        internal Action Called { get; set; } = static () => { };

        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == nameof(IReplicaService.HopAsync)) Called();
            return targetMethod.Name switch
            {
                nameof(IReplicaService.HopAsync) => Task.FromResult(Host.Hop((HopRequest)args![0]!)),
                nameof(IReplicaService.KeysAsync) => Task.FromResult(Host.Keys((GraphMoment)args![0]!, (byte[])args[1]!)),
                nameof(IReplicaService.SummariseAsync) =>
                    Task.FromResult(Host.SummaryPayload((GraphMoment)args![0]!, (byte[])args[1]!, (int)args[2]!)),
                nameof(IReplicaService.LinksAmongAsync) => Task.FromResult(AnswerPayloads.Write(Host.LinksAmong((AmongRequest)args![0]!))),
                string other => throw new NotSupportedException($"A walk calls {other}."),
            };
        }
    }
}
