using System.Globalization;
using System.Net.Http.Headers;
using Resolve.Cli.Generate;
using Resolve.Reports;
using Resolve.Runtime.Local;
using Resolve.Silo.Configuration;
using Resolve.Silo.Hosting;
using Resolve.Silo.Tests.Cluster;
using Resolve.TestKit.Facts;
using Resolve.TestKit.Postgres;
using Xunit.Abstractions;

namespace Resolve.Silo.Tests.Processes;

/// <summary>Silos as real processes on a real PostgreSQL: killed, stopped, joined, and their database restarted, in mid-feed.</summary>
public class KillTests(ITestOutputHelper output)
{
    private const int ReportCount = 3_000, Rounds = 20, BatchSize = 5;

    [PostgresFact]
    public async Task Ten_kills_of_the_leader_and_ten_of_another_silo_in_mid_feed_lose_and_double_nothing()
    {
        SiloOptions options = await NewClusterAsync(await PostgresServer.SharedAsync());
        List<Report> reports = Reports(11);
        string expected = await ExpectedAsync(reports);
        SiloProcess[] silos = [Start(), Start()];
        try
        {
            foreach (SiloProcess silo in silos) await silo.ReadyAsync();
            await using FeedClient client = await FeedClient.ConnectAsync(options);
            var random = new SplitMix(5);
            List<Report> shuffled = random.Shuffle(reports);
            int perRound = ReportCount / Rounds;
            long last = 0;
            for (int round = 0; round < Rounds; round++)
            {
                var killed = new TaskCompletionSource();
                int acknowledged = 0, killedAfter = 1 + random.Below(5);
                Task<(long, TimeSpan)> feed = Feeding.FeedAsync(
                    client.Resolver, shuffled.GetRange(round * perRound, perRound), BatchSize, () => Interlocked.Increment(ref acknowledged), killed.Task);
                while (Volatile.Read(ref acknowledged) < killedAfter) await Task.WhenAny(feed, Task.Delay(1));
                int leader = silos[0].Epoch > silos[1].Epoch ? 0 : 1;
                int victim = round % 2 == 0 ? leader : 1 - leader;
                await silos[victim].KillAsync();
                Assert.False(feed.IsCompleted, "The silo was killed after the feed, not in it.");
                killed.SetResult();
                await silos[victim].DisposeAsync();
                (long position, TimeSpan longest) = await feed;
                Assert.True(longest < TimeSpan.FromSeconds(30), $"A batch took {longest.TotalSeconds:F1} s.");
                last = Math.Max(last, position);
                output.WriteLine($"round {round}: killed {(victim == leader ? "the leader" : "another silo")} after {killedAfter} batches; acknowledged to "
                    + $"{last}; the longest batch took {longest.TotalSeconds:F1} s");
                silos[victim] = Start();
                await silos[victim].ReadyAsync();
            }
            await using MemberSilo member = await MemberSilo.JoinAsync(options);
            EqualityProperties.AssertSame(expected, await TestCluster.DigestAsync(member.Export, last));
        }
        finally
        {
            foreach (SiloProcess silo in silos) await silo.DisposeAsync();
        }

        SiloProcess Start() => SiloProcess.Start(options, "silo", "--Logging:LogLevel:Resolve.Silo=Information"); // it writes when it leads
    }

    [PostgresFact]
    public async Task Silos_that_join_and_leave_in_mid_feed_change_nothing_and_fail_no_batch()
    {
        SiloOptions options = await NewClusterAsync(await PostgresServer.SharedAsync());
        options.ProbeInterval = TimeSpan.FromSeconds(2); // nobody dies here: a slow machine is not to be taken for a dead silo
        List<Report> reports = Reports(12);
        string expected = await ExpectedAsync(reports);
        await using MemberSilo member = await MemberSilo.JoinAsync(options);
        var feed = member.FeedAsync(new SplitMix(6).Shuffle(reports), 20);
        for (int round = 0; round < 3; round++)
        {
            await using SiloProcess silo = SiloProcess.Start(options);
            await silo.ReadyAsync();
            await Task.Delay(500);
            Assert.Equal(0, await silo.StopAsync());
        }
        (long last, TimeSpan longest) = await feed;
        output.WriteLine($"the longest batch of 20 took {longest.TotalSeconds:F1} s");
        EqualityProperties.AssertSame(expected, await TestCluster.DigestAsync(member.Export, last));
    }

    [PostgresFact]
    public async Task A_restart_of_the_database_in_mid_feed_loses_nothing_that_was_acknowledged()
    {
        await using PostgresServer server = await PostgresServer.StartAsync();
        SiloOptions options = await NewClusterAsync(server);
        List<Report> reports = Reports(13);
        string expected = await ExpectedAsync(reports);
        await using SiloProcess silo = SiloProcess.Start(options);
        await silo.ReadyAsync();
        await using MemberSilo member = await MemberSilo.JoinAsync(options);
        var feed = member.FeedAsync(new SplitMix(7).Shuffle(reports), 20);
        await Task.Delay(500);
        await server.KillAsync();
        await Task.Delay(1_000);
        await server.RestartAsync();
        (long last, TimeSpan longest) = await feed;
        output.WriteLine($"the longest batch of 20 took {longest.TotalSeconds:F1} s");
        EqualityProperties.AssertSame(expected, await TestCluster.DigestAsync(member.Export, last));
    }

    [PostgresFact]
    public async Task A_gateway_takes_reports_and_answers_for_the_whole_cluster()
    {
        SiloOptions options = await NewClusterAsync(await PostgresServer.SharedAsync());
        await using SiloProcess one = SiloProcess.Start(options), two = SiloProcess.Start(options), gateway = SiloProcess.Start(options, "gateway");
        await one.ReadyAsync();
        await two.ReadyAsync();
        await gateway.ReadyAsync();
        using var http = new HttpClient { BaseAddress = gateway.Address };
        foreach (Report report in Reports(14).Take(20))
        {
            using var body = new ByteArrayContent(ReportWriter.ToUtf8(report));
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using HttpResponseMessage answer = await http.PostAsync(new Uri("v1/reports", UriKind.Relative), body);
            Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()} {gateway.Said}");
        }
        string rings = await http.GetStringAsync(new Uri("v1/rings?atLeast=20", UriKind.Relative));
        Assert.Contains("\"position\":20", rings.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static List<Report> Reports(ulong seed) =>
        [.. new ReportGenerator(new GeneratorOptions { Reports = ReportCount, Rings = 60, Seed = seed }).Reports()];

    private static Task<string> ExpectedAsync(List<Report> reports) =>
        StateDigest.AfterAsync(reports, 1_000, new LocalRuntimeOptions { RingInterval = TimeSpan.Zero });

    internal static async Task<SiloOptions> NewClusterAsync(PostgresServer server)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"processes_{Guid.NewGuid():N}");
        await server.CreateDatabaseAsync(name);
        var options = new SiloOptions
        {
            ConnectionString = server.ConnectionString(name) + ";Maximum Pool Size=10",
            ClusterId = name,
            ProbeInterval = TimeSpan.FromMilliseconds(500),
        };
        await ClusterSchema.MigrateAsync(options, CancellationToken.None);
        return options;
    }
}
