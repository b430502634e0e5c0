using System.Net;
using System.Reflection;
using Resolve.Graph;
using Resolve.Persons;
using Resolve.Persons.Models;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Runtime.Content;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Sequencing;
using Resolve.Silo.Cluster;
using Resolve.TestKit.Facts;

namespace Resolve.Silo.Tests.Cluster;

/// <summary>The leader's blocks and the silos' part of them, without Orleans: persons are those that one resolver finds, also when silos fail.</summary>
public class PersonBlocksTests
{
    private static SiloAddress[] Silos { get; } =
        [.. Enumerable.Range(1, 4).Select(i => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 2_000 + i), i))];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Silos_find_the_persons_that_one_resolver_finds(ulong seed)
    {
        var random = new SplitMix(seed);
        var replicas = new FakeReplicas(random);
        var blocks = new PersonBlocks(replicas, new LocalSilo(Silos[0]));
        var apart = new ReplicaPlanner(static m => PersonResolver.ExternallyScored(m ?? PersonModel.Default));
        var whole = new ReplicaPlanner(static m => new PersonResolver(m ?? PersonModel.Default));
        var map = PartitionMap.Assign(1, Silos.Take(1 + random.Below(4)));
        var ledger = new Ledger();
        int number = 0, failures = 0, persons = 0;
        long position = 0;
        foreach (Report[] batch in random.Shuffle(new RandomFacts(seed).Make(120)).Chunk(1 + random.Below(12)))
        {
            foreach (Report fact in batch)
            {
                position++;
                Ledger.Verdict verdict = ledger.Offer(fact.Key, fact.Version, fact.Withdrawn, (UInt128)position, position, () => number++);
                if (verdict.Outcome != SubmissionOutcome.Accepted) continue;
                PackedReport packed = PackedReport.Of(ReportExtractor.Extract(fact), (UInt128)position);
                apart.Apply(packed, position);
                whole.Apply(packed, position);
            }
            if (random.Chance(15)) map = PartitionMap.Assign(map.Number + 1, Silos.Take(1 + random.Below(4)));
            replicas.FailuresPercent = random.Chance(30) ? 25 : 0;
            whole.Recluster();
            RecordChanges changes = apart.CollectChanges();
            while (true)
            {
                try
                {
                    apart.ApplyClusters(await blocks.ReclusterAsync(apart, changes, map, epoch: 1));
                    break;
                }
                catch (ReplicaNotReadyException)
                {
                    // The next round has no changes of its own: what was gathered reaches the silos with everything else.
                    failures++;
                    replicas.FailuresPercent = random.Chance(50) ? 25 : 0;
                    changes = apart.CollectChanges();
                }
            }
            Assert.Equal(PersonsOf(whole), PersonsOf(apart));
            persons = Math.Max(persons, apart.Present.Count(r => r.Person is { Length: > 1 }));
        }
        Assert.True(persons > 0, "No person has two records: the test compares nothing.");
        Assert.True(failures > 0, "No call failed.");
    }

    [Fact]
    public async Task A_search_finds_the_same_whatever_the_number_of_silos()
    {
        var found = new List<string>();
        foreach (int count in (int[])[1, 2, 4])
        {
            var blocks = new PersonBlocks(new FakeReplicas(new SplitMix(1)), new LocalSilo(Silos[0]));
            var planner = new ReplicaPlanner(static m => PersonResolver.ExternallyScored(m ?? PersonModel.Default));
            var map = PartitionMap.Assign(1, Silos.Take(count));
            long position = 0;
            foreach (Report fact in new RandomFacts(5).Make(80).DistinctBy(f => f.Key).Where(f => !f.Withdrawn))
                planner.Apply(PackedReport.Of(ReportExtractor.Extract(fact), (UInt128)(++position)), position);
            planner.ApplyClusters(await blocks.ReclusterAsync(planner, planner.CollectChanges(), map, epoch: 1));
            List<string> hits = [];
            foreach (PersonRecord record in planner.Present.Select(r => r.Record).OrderBy(r => r.Fingerprint).Take(20))
            {
                List<BlockHit> of = await blocks.SearchAsync(map, record, 10);
                Assert.Contains(of, h => h.Record == record.Fingerprint);
                hits.AddRange(of.Select(h => $"{record.Fingerprint:x} {h.Record:x} {h.Total} {h.Band}"));
            }
            found.Add(string.Join('\n', hits));
        }
        Assert.NotEmpty(found[0]);
        Assert.Single(found.Distinct());
    }

    [Fact]
    public void A_silo_that_missed_a_batch_refuses_the_next_and_a_leader_of_before_is_refused()
    {
        var host = new BlockHost(new ClusterModel());
        PersonRecord[] records = [.. RecordsOf(new RandomFacts(3).Make(30)).DistinctBy(r => r.Fingerprint).Take(10)];
        BlockBatch Batch(long epoch, long number, bool resets, params PersonRecord[] came) => new()
        {
            Epoch = epoch,
            Number = number,
            Reset = resets ? new BlockReset(ulong.MaxValue, [], null, false) : null,
            IsLast = true,
            Went = [],
            Came = came,
        };

        Assert.Throws<ReplicaNotReadyException>(() => host.Take(Batch(2, 1, resets: false, records[0])));
        host.Take(Batch(2, 1, resets: true, records[..4]));
        host.Take(Batch(2, 2, resets: false, records[4..6]));
        Assert.Equal(6, host.Count);
        Assert.Throws<ReplicaNotReadyException>(() => host.Take(Batch(2, 4, resets: false, records[6])));
        Assert.Throws<StaleEpochException>(() => host.Take(Batch(1, 3, resets: true, records[6])));
        Assert.Throws<ReplicaNotReadyException>(() => host.Search(1, records[0], 100));
        Assert.Equal(6, host.Count);
        host.Take(Batch(3, 9, resets: true, records[..2]));
        Assert.Equal(2, host.Count);
        Assert.Throws<StaleEpochException>(() => host.Score(new ScoreRequest(2, 3, [], [], [])));
        Assert.True(host.Score(new ScoreRequest(3, 10, [], [], [])).IsLast);
    }

    [Fact]
    public void A_batch_that_fails_half_way_leaves_blocks_that_ask_for_everything()
    {
        var host = new BlockHost(new ClusterModel());
        PersonRecord[] records = [.. RecordsOf(new RandomFacts(3).Make(30)).DistinctBy(r => r.Fingerprint).Take(4)];
        BlockBatch Batch(long number, BlockReset? reset, UInt128[] went, PersonRecord[] came) =>
            new() { Epoch = 1, Number = number, Reset = reset, IsLast = true, Went = went, Came = came };
        host.Take(Batch(1, new BlockReset(ulong.MaxValue, [], null, false), [], records[..2]));

        Assert.ThrowsAny<Exception>(() => host.Take(Batch(2, null, [], [records[2], null!])));

        Assert.Equal(0, host.Count);
        Assert.Throws<ReplicaNotReadyException>(() => host.Take(Batch(3, null, [], [records[2]])));
        host.Take(Batch(3, new BlockReset(ulong.MaxValue, [], null, false), [], records));
        Assert.Equal(4, host.Count);
    }

    private static IEnumerable<PersonRecord> RecordsOf(IEnumerable<Report> facts)
    {
        var planner = new ReplicaPlanner(static m => new PersonResolver(m ?? PersonModel.Default));
        long position = 0;
        foreach (Report fact in facts.DistinctBy(f => f.Key).Where(f => !f.Withdrawn))
            planner.Apply(PackedReport.Of(ReportExtractor.Extract(fact), (UInt128)(++position)), position);
        planner.Recluster();
        return planner.Present.Select(r => r.Record).OrderBy(r => r.Fingerprint);
    }

    private static string[] PersonsOf(ReplicaPlanner planner) =>
    [
        .. planner.Present.Select(r => $"{r.Record.Fingerprint:x}: "
            + string.Join(' ', (r.Person ?? [r]).Select(m => m.Record.Fingerprint).Order().Select(f => f.ToString("x")))).Order(StringComparer.Ordinal),
    ];

    private sealed class LocalSilo(SiloAddress address) : ILocalSiloDetails
    {
        public string Name => "leader";

        public string ClusterId => "test";

        public string DnsHostName => "localhost";

        public SiloAddress SiloAddress => address;

        public SiloAddress GatewayAddress => address;
    }

    /// <summary>Silos in this process, each with its blocks. Calls fail by chance, some after they took effect.</summary>
    private sealed class FakeReplicas(SplitMix random) : IReplicaServiceClient
    {
        private readonly Dictionary<SiloAddress, IReplicaService> _silos = [];

        public int FailuresPercent { get; set; }

        public IReplicaService At(SiloAddress silo)
        {
            if (_silos.TryGetValue(silo, out IReplicaService? service)) return service;
            service = DispatchProxy.Create<IReplicaService, BlockSilo>();
            ((BlockSilo)(object)service).Fails = () => random.Chance(FailuresPercent);
            return _silos[silo] = service;
        }
    }

    /// <summary>What the blocks ask of a silo. Other calls are no part of it and fail.</summary>
    public class BlockSilo : DispatchProxy
    {
        private readonly BlockHost _host = new(new ClusterModel());

        internal Func<bool> Fails { get; set; } = static () => false;

        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (Fails()) throw new ReplicaNotReadyException("The silo is away.");
            object answer = targetMethod!.Name switch
            {
                nameof(IReplicaService.TakeRecordsAsync) => Task.FromResult(_host.Take((BlockBatch)args![0]!)),
                nameof(IReplicaService.ScoreAsync) => Task.FromResult(_host.Score((ScoreRequest)args![0]!)),
                nameof(IReplicaService.ScoreMoreAsync) => Task.FromResult(_host.ScoreMore((long)args![0]!, (long)args[1]!)),
                nameof(IReplicaService.SearchBlocksAsync) => Task.FromResult(_host.Search((long)args![0]!, (PersonRecord)args[1]!, (int)args[2]!)),
                string other => throw new NotSupportedException($"The blocks call {other}."),
            };
            return Fails() ? throw new ReplicaNotReadyException("The silo's answer was lost.") : answer;
        }
    }
}
