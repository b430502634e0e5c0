using Microsoft.Extensions.DependencyInjection;
using Resolve.Cli.Generate;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Rings.Questions;
using Resolve.Silo.Cluster;
using Resolve.TestKit.Facts;

namespace Resolve.Silo.Tests.Cluster;

/// <summary>Two leaders, as a divided grain directory makes them: intake goes on with the one that calls reach.</summary>
public class LeaderTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_leader_that_calls_do_not_reach_gives_its_lease_to_the_one_they_reach()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(2, ClusterStore.Memory);
        List<Report> facts = new RandomFacts(5).Make(30);
        long last = await cluster.FeedAsync(facts[..10], 5);
        string before = await cluster.DigestAsync(last);
        IServiceProvider silo = cluster.Orleans.Silos[0].ServiceProvider;
        await using var stray = ActivatorUtilities.CreateInstance<ClusterLeader>(silo);
        stray.Start(); // it is the first to wait for the lease
        for (int i = 0; i < 2; i++) await cluster.Service<LocalLeader>(i).EndAsync();
        await WaitAsync(() => stray.HasLed);
        silo.GetRequiredService<LocalLeader>().Begin(stray);
        // No grain leads to the stray: calls come to the leader of the grain, which waits for the lease.
        long more = await cluster.FeedAsync(facts[10..], 5).WaitAsync(s_patience);
        await WaitAsync(() => stray.HasStopped);
        Assert.True(more > last);
        Assert.NotEqual(before, await cluster.DigestAsync(more));
    }

    [Fact]
    public async Task A_new_leader_answers_with_every_ring_and_exports_every_report()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(2, ClusterStore.Memory);
        List<Report> reports = [.. new ReportGenerator(new GeneratorOptions { Reports = 600, Rings = 12, Seed = 3 }).Reports()];
        long last = await cluster.FeedAsync(reports, 100);
        var question = new RingListQuestion(RingFilter.None, 1, null);
        int rings = (await cluster.Resolver.AskAsync(question, last, CancellationToken.None)).Total;
        string state = await cluster.DigestAsync(last);
        Assert.True(rings > 0);
        for (int round = 0; round < 4; round++)
        {
            for (int i = 0; i < 2; i++) await cluster.Service<LocalLeader>(i).EndAsync();
            // The views of the silos are of before; the leader that is asked has just begun, or has not.
            Assert.Equal(rings, (await cluster.Resolver.AskAsync(question, last, CancellationToken.None)).Total);
            EqualityProperties.AssertSame(state, await cluster.DigestAsync(last));
        }
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (!condition()) await Task.Delay(20, patience.Token);
    }
}
