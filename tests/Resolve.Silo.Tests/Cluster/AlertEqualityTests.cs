using Resolve.Alerts;
using Resolve.Cli.Generate;
using Resolve.Decisions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.Silo.Cluster;
using Resolve.TestKit.Contracts;
using Resolve.TestKit.Facts;
using Resolve.TestKit.Postgres;

namespace Resolve.Silo.Tests.Cluster;

/// <summary>Clusters on PostgreSQL deliver the same alerts as the local runtime.</summary>
[RequiresPostgres]
public class AlertEqualityTests() : AlertEqualityProperties(ClusterStore.Postgres);

/// <summary>Clusters over a journal in memory deliver the same alerts as the local runtime.</summary>
public class InMemoryAlertEqualityTests() : AlertEqualityProperties(ClusterStore.Memory);

/// <summary>The same facts bring about the same alerts in the embedded host and in clusters.</summary>
public abstract class AlertEqualityProperties(ClusterStore kind)
{
    private static RingModel SmallWorld { get; } = new() { HubDegreeMax = 9, MemberCountMin = 2, ReportCountMin = 1 };

    [ContractFact]
    public Task One_silo_tells_fact_by_fact_what_the_embedded_host_tells() => FactByFactAsync(1, seed: 41);

    [ContractFact]
    public Task Three_silos_tell_fact_by_fact_what_the_embedded_host_tells() => FactByFactAsync(3, seed: 42);

    [ContractFact]
    public async Task Generated_reports_in_batches_tell_three_silos_all_that_holds_at_the_end()
    {
        List<Report> reports = [.. new ReportGenerator(new GeneratorOptions { Reports = 2_000, Rings = 40, Seed = 8 }).Reports()];
        var random = new SplitMix(3);
        for (int i = 0; i < reports.Count; i++)
            if (random.Chance(5)) reports[i] = reports[i] with { Status = ReportStatus.Suspended };
        await using TestCluster cluster = await TestCluster.StartAsync(3, kind);
        long last = await cluster.FeedAsync(reports, 100);
        await cluster.AlertsAtAsync(last, 1);
        await using var store = new InMemoryAlertStore();
        await using var journal = new InMemoryJournal();
        await using (LocalRuntime feed = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions(), null, CancellationToken.None))
            await feed.SubmitAsync(reports, CancellationToken.None);
        await using LocalRuntime all = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions { Alerts = store }, null, CancellationToken.None);
        HashSet<string> holding = [.. (await store.LoadAsync(CancellationToken.None))!.Ids];
        AlertMark mark = (await cluster.Service<IAlertStore>().LoadAsync(CancellationToken.None))!;
        Assert.True(holding.Count > 100, $"Only {holding.Count} matters hold.");
        Assert.Subset(mark.Ids.ToHashSet(), holding);
        Assert.Equal(mark.Ids.Count, mark.Ids.Distinct().Count());
    }

    private async Task FactByFactAsync(short silos, ulong seed)
    {
        await using TestCluster cluster = await TestCluster.StartAsync(silos, kind, new ClusterModel { Rings = SmallWorld });
        await using var journal = new InMemoryJournal();
        await using var store = new InMemoryAlertStore();
        await using LocalRuntime embedded = await LocalRuntime.OpenAsync(
            journal, new LocalRuntimeOptions { RingInterval = TimeSpan.Zero, Rings = SmallWorld, Alerts = store }, null, CancellationToken.None);
        var random = new SplitMix(seed);
        int watches = 0;
        foreach (Report made in new RandomFacts(seed).Make(90))
        {
            if (random.Chance(15))
            {
                Decision watch = Watch(random, watches++, made);
                await embedded.AlertsAtAsync((await embedded.DecideAsync(watch, CancellationToken.None)).Position, CancellationToken.None);
                await cluster.AlertsAtAsync((await cluster.Resolver.DecideAsync(watch, CancellationToken.None)).Position, random.Below(silos));
            }
            Report report = made.Withdrawn || !random.Chance(25) ? made : made with { Status = ReportStatus.Suspended };
            bool isQuiet = random.Chance(10);
            IReadOnlyList<Receipt> here = isQuiet ? await embedded.SubmitQuietlyAsync([report], CancellationToken.None)
                : await embedded.SubmitAsync([report], CancellationToken.None);
            IReadOnlyList<Receipt> there = isQuiet ? await cluster.Resolver.SubmitQuietlyAsync([report], CancellationToken.None)
                : await cluster.Resolver.SubmitAsync([report], CancellationToken.None);
            Assert.Equal(here[0].Position, there[0].Position);
            await embedded.AlertsAtAsync(here[0].Position, CancellationToken.None);
            await cluster.AlertsAtAsync(there[0].Position, random.Below(silos));
        }
        var query = new AlertQuery { After = 0, Limit = 10_000 };
        string[] expected = [.. (await store.ListAsync(query, CancellationToken.None)).Select(t => AlertJson.Write(t.Alert))];
        string[] actual = [.. (await cluster.Resolver.ListAlertsAsync(query, CancellationToken.None)).Select(t => AlertJson.Write(t.Alert))];
        Assert.True(expected.Length > 30, $"Only {expected.Length} alerts.");
        Assert.Equal(5, (await store.ListAsync(query, CancellationToken.None)).Select(t => t.Alert.Kind).Distinct().Count());
        EqualityProperties.AssertSame(string.Join('\n', expected), string.Join('\n', actual));
        Assert.Equal(
            (await store.LoadAsync(CancellationToken.None))!.Ids.Order(StringComparer.Ordinal),
            (await cluster.Service<IAlertStore>().LoadAsync(CancellationToken.None))!.Ids.Order(StringComparer.Ordinal));
    }

    /// <summary>Watches an identity that many name, or a person that the next report names.</summary>
    private static Decision Watch(SplitMix random, int number, Report next)
    {
        Mention? person = next.Mentions.FirstOrDefault(m => m.Kind == MentionKind.Person);
        return new Decision
        {
            Id = $"w{number}",
            At = default(DateTimeOffset).AddYears(2025),
            Kind = DecisionKind.Watch,
            Entity = person is null || random.Chance(50) ? EntityKey.Parse($"online:telegram:vip_{random.Below(12)}")
                : PersonKeys.ToKey(PersonKeys.Of(next.Key, person.Ref)),
            Unit = "87/PC02",
            Until = random.Chance(30) ? new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero) : null,
        };
    }
}
