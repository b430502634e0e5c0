using Resolve.Rings.Questions;
using Resolve.Cli.Generate;
using Resolve.Decisions;
using Resolve.Runtime.Local;
using Resolve.Identifiers;
using Resolve.Runtime.Ports;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Silo.Cluster;
using Resolve.TestKit.Contracts;
using Resolve.TestKit.Facts;
using Resolve.TestKit.Postgres;

namespace Resolve.Silo.Tests.Cluster;

/// <summary>Clusters on PostgreSQL give the bytes of the local runtime.</summary>
[RequiresPostgres]
public class EqualityTests() : EqualityProperties(ClusterStore.Postgres);

/// <summary>Clusters over a journal in memory give the bytes of the local runtime.</summary>
public class InMemoryEqualityTests() : EqualityProperties(ClusterStore.Memory);

/// <summary>One answer: the same facts into the embedded host and into clusters give the same bytes.</summary>
public abstract class EqualityProperties(ClusterStore store)
{
    private static RingModel SmallWorld { get; } = new() { HubDegreeMax = 9, MemberCountMin = 2, ReportCountMin = 1 };

    [ContractFact]
    public Task One_silo_holds_the_state_of_the_embedded_host() => RandomFactsAsync(1, seed: 1);

    [ContractFact]
    public Task Two_silos_hold_the_state_of_the_embedded_host() => RandomFactsAsync(2, seed: 2);

    [ContractFact]
    public Task Three_silos_hold_the_state_of_the_embedded_host() => RandomFactsAsync(3, seed: 3);

    [ContractFact]
    public Task Four_silos_hold_the_state_of_the_embedded_host() => RandomFactsAsync(4, seed: 4);

    [ContractFact]
    public async Task Twenty_thousand_generated_reports_give_the_same_bytes_on_one_two_and_three_silos()
    {
        List<Report> reports = [.. new ReportGenerator(new GeneratorOptions { Reports = 20_000, Rings = 400, Seed = 7 }).Reports()];
        string expected = await StateDigest.AfterAsync(reports, 2_000, new LocalRuntimeOptions { RingInterval = TimeSpan.Zero });
        for (short silos = 1; silos <= 3; silos++)
        {
            await using TestCluster cluster = await TestCluster.StartAsync(silos, store);
            var random = new SplitMix((ulong)silos);
            long last = await cluster.FeedAsync(random.Shuffle(reports), 500 * silos);
            AssertSame(expected, await cluster.DigestAsync(last, silos - 1));
        }
    }

    [ContractFact]
    public async Task Decisions_and_their_withdrawal_give_the_same_bytes_on_three_silos()
    {
        List<Report> reports = [.. new ReportGenerator(new GeneratorOptions { Reports = 400, Rings = 8, Seed = 9 }).Reports()];
        await using var journal = new InMemoryJournal();
        await using LocalRuntime embedded = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions { RingInterval = TimeSpan.Zero },
            null, CancellationToken.None);
        await embedded.SubmitAsync(reports, CancellationToken.None);
        EntityKey[] persons = [.. (await embedded.AskAsync(new RingListQuestion(RingFilter.None, 20, null), reports.Count, CancellationToken.None)).Items
            .SelectMany(r => r.Members).Select(m => m.Key).Where(k => k.Kind == EntityKind.Person).Take(12)];
        Assert.Equal(12, persons.Length);
        var at = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        Decision Of(int i, DecisionKind kind, params EntityKey[] about) => new() { Id = $"d{i}", At = at.AddMinutes(i), Kind = kind, Persons = about };
        Decision[] decisions =
        [
            Of(1, DecisionKind.Same, persons[0], persons[4]), Of(2, DecisionKind.Same, persons[1], persons[5]),
                Of(3, DecisionKind.Different, persons[1], persons[5]),
            Of(4, DecisionKind.Exclude, persons[2]), Of(5, DecisionKind.Exclude, persons[3]),
                Of(5, DecisionKind.Exclude, persons[3]) with { Version = 2, Withdrawn = true },
        ];
        await using TestCluster cluster = await TestCluster.StartAsync(3, store);
        // Decisions come before, between and after the reports they are about.
        foreach (Decision decision in decisions.Take(3)) await cluster.Resolver.DecideAsync(decision, CancellationToken.None);
        await cluster.FeedAsync(reports, 90);
        long last = 0;
        foreach (Decision decision in decisions) last = Math.Max(last, (await cluster.Resolver.DecideAsync(decision, CancellationToken.None)).Position);
        foreach (Decision decision in decisions) await embedded.DecideAsync(decision, CancellationToken.None);
        AssertSame(await StateDigest.OfAsync(embedded), await cluster.DigestAsync(last, 2));
        AssertSame(await StateDigest.RingsAsync(embedded, embedded.Graph.Position), await StateDigest.RingsAsync(cluster.Resolver, last));
        string timelines = await cluster.TimelinesAsync(1);
        AssertSame(await StateDigest.TimelinesOfAsync(embedded), timelines);
        Assert.Contains("\"decision\":\"d1\"", timelines, StringComparison.Ordinal);
        // Facts go on being shown when persons are written.
        Receipt later = (await cluster.Resolver.SubmitAsync([reports[0] with { Version = 9 }], CancellationToken.None))[0];
        Assert.NotNull(await cluster.Resolver.AskAsync(new RingOfQuestion(persons[0]), later.Position, CancellationToken.None).AsTask()
            .WaitAsync(TestCluster.Patience));
    }

    internal static void AssertSame(string expected, string actual)
    {
        if (expected == actual) return;
        string[] a = expected.Split('\n'), b = actual.Split('\n');
        for (int i = 0; i < Math.Min(a.Length, b.Length); i++)
            if (a[i] != b[i]) Assert.Fail($"Line {i} of {a.Length}/{b.Length} differs.\nembedded: {Cut(a[i])}\ncluster:  {Cut(b[i])}");
        Assert.Fail($"{a.Length} lines embedded, {b.Length} in the cluster.");

        static string Cut(string line) => line.Length > 600 ? line[..600] : line;
    }

    private async Task RandomFactsAsync(short silos, ulong seed)
    {
        await using TestCluster cluster = await TestCluster.StartAsync(silos, store, new ClusterModel { Rings = SmallWorld });
        var random = new SplitMix(seed);
        var facts = new List<Report>();
        long end = 0;
        for (int round = 0; round < 6; round++)
        {
            List<Report> more = new RandomFacts(seed * 100 + (ulong)round).Make(30);
            // Each round brings reports of its own, and later versions of them, into one growing world.
            facts.AddRange(more.Select(r => r with { Key = new ReportKey(r.Key.Source, $"{round}-{r.Key.Id}") }));
            long last = await cluster.FeedAsync(random.Shuffle(facts), 1 + random.Below(9));
            string expected = await StateDigest.AfterAsync(facts, 5, new LocalRuntimeOptions { RingInterval = TimeSpan.Zero, Rings = SmallWorld });
            AssertSame(expected, await cluster.DigestAsync(last, random.Below(silos)));
            end = last;
        }
        await using var journal = new InMemoryJournal();
        await using LocalRuntime embedded = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions { RingInterval = TimeSpan.Zero, Rings = SmallWorld },
            null, CancellationToken.None);
        await embedded.SubmitAsync(facts, CancellationToken.None);
        AssertSame(await StateDigest.TimelinesOfAsync(embedded), await cluster.TimelinesAsync(silos - 1));
        AssertSame(await StateDigest.RingsAsync(embedded, embedded.Graph.Position), await StateDigest.RingsAsync(cluster.Resolver, end));
    }
}
