using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Resolve.Alerts;
using Resolve.Client;
using Resolve.Client.Contracts;
using Resolve.Decisions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.Silo.Configuration;
using Resolve.TestKit.Postgres;
using Xunit.Abstractions;

namespace Resolve.Silo.Tests.Processes;

/// <summary>Alerts of a cluster of processes: inbox and stream from any silo and from gateways, and each alert once, whoever is killed.</summary>
public partial class AlertTests(ITestOutputHelper output)
{
    private const int WatchCount = 20, ReportCount = 600, Kills = 5;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    [PostgresFact]
    public async Task A_reader_at_the_gateway_hears_within_seconds_of_what_a_silo_took_and_all_share_one_inbox()
    {
        SiloOptions options = await KillTests.NewClusterAsync(await PostgresServer.SharedAsync());
        await using SiloProcess one = SiloProcess.Start(options), two = SiloProcess.Start(options), gateway = SiloProcess.Start(options, "gateway");
        foreach (SiloProcess host in new[] { one, two, gateway }) await host.ReadyAsync();
        using var atGateway = new HttpClient { BaseAddress = gateway.Address };
        using var atSilo = new HttpClient { BaseAddress = two.Address };
        await PostAsync(atGateway, "v1/watches", """{"id":"W-1","entity":"0912 345 678","unit":"87/PC02","case":"CA-7"}""");
        using var stop = new CancellationTokenSource(s_patience);
        await using IAsyncEnumerator<AlertData> stream = new ResolveClient(atGateway).FollowAlertsAsync(new AlertFilter { Unit = "87" }, 0, stop.Token)
            .GetAsyncEnumerator(stop.Token);
        ValueTask<bool> next = stream.MoveNextAsync();
        await PostAsync(atSilo, "v1/reports?quiet=true",
            """{"source":"t","id":"old","mentions":[{"ref":"a","kind":"phone","role":"suspect","value":"0912345678"}]}""");
        await PostAsync(atSilo, "v1/reports", """{"source":"t","id":"new","mentions":[{"ref":"a","kind":"phone","role":"suspect","value":"0912345678"}]}""");
        long acknowledged = Stopwatch.GetTimestamp();
        Assert.True(await next);
        TimeSpan took = Stopwatch.GetElapsedTime(acknowledged);
        output.WriteLine($"the gateway's reader heard {took.TotalMilliseconds:F0} ms after the silo's acknowledgement");
        Assert.Equal(("watch-seen", "W-1", "CA-7", "new"), (stream.Current.Kind, stream.Current.Watch, stream.Current.Case, stream.Current.Because[0].Id));
        Assert.True(took < TimeSpan.FromSeconds(5), $"It took {took.TotalSeconds:F1} s.");
        foreach (SiloProcess host in new[] { one, two, gateway })
        {
            using var http = new HttpClient { BaseAddress = host.Address };
            AlertsData inbox = await new ResolveClient(http).ListAlertsAsync(new AlertFilter { Unit = "87" });
            Assert.Equal((1, 1, stream.Current.Id), (inbox.Total, inbox.Unread, Assert.Single(inbox.Items).Id));
        }
        Assert.Equal(1, await new ResolveClient(atGateway).MarkAlertsReadAsync(new AlertsReadRequest("87") { UpTo = stream.Current.Number }));
        Assert.Equal(0, (await new ResolveClient(atSilo).ListAlertsAsync(new AlertFilter { Unit = "87" })).Unread);
        Assert.Contains("\"W-1\"", await atSilo.GetStringAsync(new Uri("v1/watches", UriKind.Relative)), StringComparison.Ordinal);
        await stop.CancelAsync();
    }

    [PostgresFact]
    public async Task The_leader_is_killed_in_mid_feed_and_each_alert_is_delivered_once()
    {
        SiloOptions options = await KillTests.NewClusterAsync(await PostgresServer.SharedAsync());
        SiloProcess[] silos = [Start(options), Start(options)];
        await using var gateway = SiloProcess.Start(options, "gateway");
        using var stop = new CancellationTokenSource();
        var heard = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        Task reading = Task.CompletedTask;
        try
        {
            foreach (SiloProcess silo in silos) await silo.ReadyAsync();
            await gateway.ReadyAsync();
            await using FeedClient client = await FeedClient.ConnectAsync(options);
            for (int i = 0; i < WatchCount; i++) await client.Resolver.DecideAsync(Watch(i), stop.Token);
            reading = Task.Run(() => ReadAsync(gateway, heard, stop.Token), CancellationToken.None);
            Report[] reports = [.. Enumerable.Range(0, ReportCount).Select(Sighting)];
            int killsInMidFeed = 0;
            for (int kill = 0; kill < Kills; kill++)
            {
                var isUnderWay = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                Task<(long, TimeSpan)> feed = Feeding.FeedAsync(client.Resolver, Part(reports, kill, isUnderWay), 2);
                await isUnderWay.Task;
                int victim = Enumerable.Range(0, silos.Length).MaxBy(i => TermOf(silos[i]));
                Assert.True(TermOf(silos[victim]) > 0, "Nobody leads.");
                bool isInMidFeed = !feed.IsCompleted;
                await silos[victim].KillAsync();
                await silos[victim].DisposeAsync();
                silos[victim] = Start(options);
                (long last, TimeSpan longest) = await feed;
                await silos[victim].ReadyAsync();
                killsInMidFeed += isInMidFeed ? 1 : 0;
                output.WriteLine($"kill {kill}: silo {victim}, in mid-feed: {isInMidFeed}; acknowledged to {last}, the longest batch took "
                    + $"{longest.TotalSeconds:F1} s");
            }
            Assert.True(killsInMidFeed >= Kills - 1, $"Only {killsInMidFeed} kills fell in mid-feed.");
            var query = new AlertQuery { Kinds = [AlertKind.WatchSeen], After = 0, Limit = 2 * ReportCount };
            await WaitAsync(async () => (await client.Resolver.CountAlertsAsync(query, stop.Token)).Total >= ReportCount, "alerts");
            await WaitAsync(() => Task.FromResult(heard.Count >= ReportCount), "events in the stream");
            IReadOnlyList<DeliveredAlert> delivered = await client.Resolver.ListAlertsAsync(query, stop.Token);
            Assert.Equal(ReportCount, delivered.Count);
            Assert.Equal(reports.Select(r => r.Key).Order(), delivered.Select(t => Assert.Single(t.Alert.Because)).Order());
            Assert.All(delivered, t => Assert.Equal($"w{int.Parse(t.Alert.Because[0].Id, CultureInfo.InvariantCulture) % WatchCount}", t.Alert.Watch));
            Assert.Equal(delivered.Select(t => t.Alert.Id).Order(StringComparer.Ordinal), heard.Keys.Order(StringComparer.Ordinal));
            output.WriteLine($"the reader at the gateway got {heard.Values.Count(n => n > 1)} of {heard.Count} more than once");
            await AssertNothingLostAsync(client, reports);
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
            foreach (SiloProcess silo in silos) await silo.DisposeAsync();
        }
    }

    [PostgresFact]
    public async Task Reports_of_the_past_stay_quiet_while_silos_are_restarted_one_after_another()
    {
        SiloOptions options = await KillTests.NewClusterAsync(await PostgresServer.SharedAsync());
        SiloProcess[] silos = [Start(options), Start(options)];
        try
        {
            foreach (SiloProcess silo in silos) await silo.ReadyAsync();
            await using FeedClient client = await FeedClient.ConnectAsync(options);
            for (int i = 0; i < WatchCount; i++) await client.Resolver.DecideAsync(Watch(i), CancellationToken.None);
            Task feed = Task.Run(async () =>
            {
                foreach (Report[] batch in Enumerable.Range(0, ReportCount).Select(Sighting)
                    .Chunk(5)) await client.Resolver.SubmitQuietlyAsync(batch, CancellationToken.None);
            });
            for (int i = 0; i < silos.Length; i++)
            {
                Assert.Equal(0, await silos[i].StopAsync());
                await silos[i].DisposeAsync();
                silos[i] = Start(options);
                await silos[i].ReadyAsync();
            }
            await feed;
            Receipt receipt = (await client.Resolver.SubmitAsync([Sighting(ReportCount)], CancellationToken.None))[0];
            await client.Resolver.AlertsAtAsync(receipt.Position, CancellationToken.None).WaitAsync(s_patience);
            DeliveredAlert delivered = Assert.Single(await client.Resolver.ListAlertsAsync(new AlertQuery { Kinds = [AlertKind.WatchSeen] },
                CancellationToken.None));
            Assert.Equal(receipt.Key, delivered.Alert.Because[0]);
        }
        finally
        {
            foreach (SiloProcess silo in silos) await silo.DisposeAsync();
        }
    }

    /// <summary>Every alert of the state of these reports was delivered or stored as silent.</summary>
    private static async Task AssertNothingLostAsync(FeedClient client, Report[] reports)
    {
        await using var journal = new InMemoryJournal();
        await using var store = new InMemoryAlertStore();
        await using (LocalRuntime feed = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions(), null, CancellationToken.None))
        {
            for (int i = 0; i < WatchCount; i++) await feed.DecideAsync(Watch(i), CancellationToken.None);
            await feed.SubmitAsync(reports, CancellationToken.None);
        }
        await using LocalRuntime all = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions { Alerts = store }, null, CancellationToken.None);
        HashSet<string> holding = [.. (await store.LoadAsync(CancellationToken.None))!.Ids];
        IReadOnlyList<DeliveredAlert> delivered = await client.Resolver.ListAlertsAsync(new AlertQuery { After = 0, Limit = 10_000 }, CancellationToken.None);
        Assert.Equal(delivered.Count, delivered.Select(t => t.Alert.Id).Distinct().Count());
        Assert.Equal(ReportCount, holding.Intersect(delivered.Select(t => t.Alert.Id))
            .Count(id => delivered.First(t => t.Alert.Id == id).Alert.Kind == AlertKind.WatchSeen));
    }

    private static async Task ReadAsync(SiloProcess gateway, ConcurrentDictionary<string, int> heard, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = gateway.Address };
        try
        {
            await foreach (AlertData alert in new ResolveClient(http).FollowAlertsAsync(new AlertFilter { Kinds = ["watch-seen"] }, 0, cancellationToken))
                heard.AddOrUpdate(alert.Id, 1, static (_, n) => n + 1);
        }
        catch (OperationCanceledException)
        {
            // Asked for.
        }
    }

    private static async Task WaitAsync(Func<Task<bool>> isThere, string what)
    {
        for (long started = Stopwatch.GetTimestamp(); !await isThere(); await Task.Delay(100))
            Assert.True(Stopwatch.GetElapsedTime(started) < s_patience, $"There are not enough {what}.");
    }

    /// <summary>Gives the reports of a round, and signals when some of them were taken.</summary>
    private static IEnumerable<Report> Part(Report[] reports, int round, TaskCompletionSource isUnderWay)
    {
        int size = reports.Length / Kills;
        for (int i = 0; i < size; i++)
        {
            if (i == size / 10 * (round + 1)) isUnderWay.TrySetResult();
            yield return reports[(round * size) + i];
        }
    }

    private static SiloProcess Start(SiloOptions options) =>
        SiloProcess.Start(options, "silo", "--Logging:LogLevel:Resolve.Silo.Cluster.ClusterLeader=Information");

    private static long TermOf(SiloProcess silo) =>
        Terms().Matches(silo.Said).Select(m => long.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();

    [GeneratedRegex("This silo leads now; epoch ([0-9]+)")]
    private static partial Regex Terms();

    private static Decision Watch(int number) => new()
    {
        Id = $"w{number}",
        At = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Kind = DecisionKind.Watch,
        Entity = EntityKey.Parse(string.Create(CultureInfo.InvariantCulture, $"phone:+8490123{number:0000}")),
        Unit = "87/PC02",
    };

    private static Report Sighting(int number) => new()
    {
        Key = new ReportKey("t", string.Create(CultureInfo.InvariantCulture, $"{number:00000}")),
        Unit = "01/PC02",
        ReceivedAt = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(number),
        Mentions =
        [
            new Mention { Ref = "w", Kind = MentionKind.Phone, Role = MentionRole.Suspect,
                Value = string.Create(CultureInfo.InvariantCulture, $"090123{number % WatchCount:0000}") },
            new Mention { Ref = "o", Kind = MentionKind.Phone, Role = MentionRole.Suspect,
                Value = string.Create(CultureInfo.InvariantCulture, $"09355{number:00000}") },
        ],
    };

    private static async Task PostAsync(HttpClient http, string path, string json)
    {
        using var body = new StringContent(json, MediaTypeHeaderValue.Parse("application/json"));
        using HttpResponseMessage answer = await http.PostAsync(new Uri(path, UriKind.Relative), body);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }
}
