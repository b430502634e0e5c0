using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Resolve.Client;
using Resolve.Client.Contracts;

namespace Resolve.Api.Tests;

public class AlertTests
{
    [Fact]
    public async Task An_alert_reaches_a_stream_reader_within_a_second_of_the_acknowledged_report()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        await SubmitAsync(host, "r0", 1, 91, 92, 93);
        await using var reader = new Follower(host, new AlertFilter(), null);
        await reader.ReadyAsync();
        await SubmitAsync(host, "r1", 2, 1, 2, 3);
        await SubmitAsync(host, "r2", 3, 1, 2, 3);
        long acknowledged = Stopwatch.GetTimestamp();
        AlertData alert = await reader.NextAsync();
        TimeSpan took = Stopwatch.GetElapsedTime(acknowledged);
        Assert.Equal(("ring-new", "r2"), (alert.Kind, alert.Because[0].Id));
        Assert.True(took < TimeSpan.FromSeconds(1), $"It took {took.TotalMilliseconds} ms.");
    }

    [Fact]
    public async Task A_reader_that_comes_back_goes_on_behind_the_last_it_got()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        await MakeRingAsync(host, "a", 1);
        await MakeRingAsync(host, "b", 11);
        AlertsData inbox = await AwaitAlertsAsync(host, 2);
        Assert.Equal([inbox.Newest, inbox.Items[1].Number], inbox.Items.Select(a => a.Number));
        await using (var all = new Follower(host, new AlertFilter(), 0))
            Assert.Equal([inbox.Items[1].Id, inbox.Items[0].Id], [(await all.NextAsync()).Id, (await all.NextAsync()).Id]);
        await using var rest = new Follower(host, new AlertFilter(), inbox.Items[1].Number);
        Assert.Equal(inbox.Items[0].Id, (await rest.NextAsync()).Id);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("v1/alerts/stream?after=0", UriKind.Relative));
        request.Headers.Add("Last-Event-ID", inbox.Items[1].Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using HttpResponseMessage response = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        string? line;
        do line = await lines.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10));
        while (line is not null && !line.StartsWith("data: ", StringComparison.Ordinal));
        Assert.Contains(inbox.Items[0].Id, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quiet_stream_says_that_it_lives_and_ends_when_the_host_stops()
    {
        await using ApiHost host = await ApiHost.StartAsync(options: o => o.HeartbeatSeconds = 0.1);
        using HttpResponseMessage response = await host.Http.GetAsync(new Uri("v1/alerts/stream", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        var seen = new List<string>();
        while (seen.Count(l => l == ": alive") < 2) seen.Add((await lines.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10)))!);
        Assert.Contains("id: 0", seen);
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        while (await lines.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10)) is not null)
        {
            // Whatever was on its way.
        }
    }

    [Fact]
    public async Task A_unit_sees_marks_and_pages_its_own_inbox()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        await MakeRingAsync(host, "a", 1, "87/PC02");
        await MakeRingAsync(host, "b", 11, "01/PC02");
        await MakeRingAsync(host, "c", 21, "87/PA05");
        await AwaitAlertsAsync(host, 3);
        AlertsData own = await host.Client.ListAlertsAsync(new AlertFilter { Unit = "87" }, limit: 1);
        Assert.Equal((2, 2, 1), (own.Total, own.Unread, own.Items.Count));
        AlertsData next = await host.Client.ListAlertsAsync(new AlertFilter { Unit = "87" }, limit: 1, cursor: own.Cursor);
        Assert.Null(next.Cursor);
        Assert.NotEqual(own.Items[0].Id, next.Items[0].Id);
        Assert.False(next.Items[0].Read);
        Assert.Equal(1, await host.Client.MarkAlertsReadAsync(new AlertsReadRequest("87") { Numbers = [next.Items[0].Number] }));
        Assert.Equal(1, (await host.Client.ListAlertsAsync(new AlertFilter { Unit = "87", UnreadOnly = true })).Total);
        Assert.Equal(1, await host.Client.MarkAlertsReadAsync(new AlertsReadRequest("87") { UpTo = own.Newest }));
        Assert.Equal(0, (await host.Client.ListAlertsAsync(new AlertFilter { Unit = "87" })).Unread);
        Assert.Equal(3, (await host.Client.ListAlertsAsync(new AlertFilter { Kinds = ["ring-new", "watch-seen"],
            Since = DateTimeOffset.UtcNow.AddHours(-1) })).Total);
        Assert.Equal(0, (await host.Client.ListAlertsAsync(new AlertFilter { Kinds = ["rings-merged"] })).Total);
    }

    [Theory]
    [InlineData("0901 230 041")]
    [InlineData("+84 901.230.041")]
    [InlineData("phone:+84901230041")]
    public async Task A_watch_set_in_any_spelling_raises_an_alert_when_a_report_names_the_entity(string spelling)
    {
        await using ApiHost host = await ApiHost.StartAsync();
        ReceiptData receipt = await host.Client.SetWatchAsync(new WatchRequest(spelling, "01/PC02") { Id = "W/1", Case = "CA-7", Reason = "test" });
        Assert.Equal(OutcomeWords.Accepted, receipt.Outcome);
        WatchData watch = Assert.Single(await host.Client.ListWatchesAsync("01/PC02"));
        Assert.Equal(("W/1", "phone:+84901230041", "CA-7"), (watch.Id, watch.Entity, watch.Case));
        Assert.Empty(await host.Client.ListWatchesAsync("87/PC02"));
        await SubmitAsync(host, "r1", 1, 41);
        AlertData alert = (await AwaitAlertsAsync(host, 1)).Items[0];
        Assert.Equal(("watch-seen", "W/1", "CA-7"), (alert.Kind, alert.Watch, alert.Case));
        Assert.Equal(["01/PC02"], alert.Units);
        Assert.NotNull(await host.Client.RemoveWatchAsync("W/1"));
        Assert.Null(await host.Client.RemoveWatchAsync("W/1"));
        Assert.Empty(await host.Client.ListWatchesAsync());
    }

    [Fact]
    public async Task A_watch_that_cannot_be_read_is_refused_with_reasons()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        Assert.Equal(["entity:unreadable"], await (await host.PostAsync("v1/watches", """{"entity":"nobody","unit":"87/PC02"}"""))
            .ProblemAsync(400, "question-invalid"));
        Assert.Equal(["unit:format"], await (await host.PostAsync("v1/watches", """{"entity":"0901230041","unit":" "}"""))
            .ProblemAsync(400, "decision-invalid"));
        Assert.Equal([":required"], await (await host.PostAsync("v1/watches", """{"entity":"0901230041"}""")).ProblemAsync(400, "question-invalid"));
        await (await host.Http.DeleteAsync(new Uri("v1/watches/none", UriKind.Relative))).ProblemAsync(404, "watch-unknown");
        Assert.Equal(["unit:required"], await (await host.GetAsync("v1/alerts?unread=true")).ProblemAsync(400, "question-invalid"));
        Assert.Equal(["kinds:unknown-value"], await (await host.GetAsync("v1/alerts?kinds=all")).ProblemAsync(400, "question-invalid"));
        Assert.Equal(["cursor:format"], await (await host.GetAsync("v1/alerts?cursor=-1")).ProblemAsync(400, "question-invalid"));
        Assert.Equal(["after:range"], await (await host.GetAsync("v1/alerts/stream?after=-1")).ProblemAsync(400, "question-invalid"));
        Assert.Equal(["unit:required"], await (await host.PostAsync("v1/alerts/read", """{"unit":""}""")).ProblemAsync(400, "question-invalid"));
    }

    [Fact]
    public async Task A_suspended_reports_owner_is_alerted_to_a_new_link()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        ReportData old = Report("old", 1, "87/PC02", [51, 52]);
        await host.Client.SubmitAsync(old with { Status = "suspended" });
        Assert.Equal("suspended", (await host.Client.GetReportAsync("t", "old"))!.Report.GetProperty("status").GetString());
        await SubmitAsync(host, "new", 2, 52);
        AlertData alert = (await AwaitAlertsAsync(host, 1)).Items[0];
        Assert.Equal(("suspended-linked", "old", "new"), (alert.Kind, alert.Suspended!.Id, alert.Because[0].Id));
    }

    [Fact]
    public async Task Another_systems_status_is_kept_as_it_came()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        using HttpResponseMessage taken = await host.PostAsync("v1/reports",
            """{"source":"t","id":"r","status":{"code":7},"mentions":[{"kind":"phone","value":"0901230001"}]}""");
        JsonElement receipt = await taken.JsonAsync();
        Assert.Equal("status", receipt.GetProperty("warnings")[0].GetProperty("path").GetString());
        Assert.Equal(7, (await host.Client.GetReportAsync("t", "r"))!.Report.GetProperty("status").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Reports_of_the_past_come_in_quietly_one_by_one_and_many()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        string[] reports = [.. Enumerable.Range(1, 3).Select(i => JsonSerializer.Serialize(Report($"q{i}", i, "87/PC02", [61, 62, 63]), ResolveJson.Answers))];
        (await host.PostAsync("v1/reports?quiet=true", reports[0])).EnsureSuccessStatusCode();
        (await host.PostAsync("v1/reports/batch?quiet=true", System.Text.Encoding.UTF8.GetBytes(string.Join('\n', reports[1..])), "application/x-ndjson"))
            .EnsureSuccessStatusCode();
        await MakeRingAsync(host, "loud", 71);
        Assert.Equal("loud2", Assert.Single((await AwaitAlertsAsync(host, 1)).Items).Because[0].Id);
        Assert.Equal(["quiet:type"], await (await host.PostAsync("v1/reports?quiet=yes", reports[0])).ProblemAsync(400, "question-invalid"));
    }

    [Fact]
    public async Task A_host_without_alerts_says_so()
    {
        await using ApiHost host = await ApiHost.StartAsync(open: false);
        await (await host.GetAsync("v1/alerts")).ProblemAsync(503, "starting");
        host.Slot.Open(new BrokenService("no alerts here"));
        await (await host.GetAsync("v1/alerts")).ProblemAsync(501, "not-offered");
        await (await host.GetAsync("v1/alerts/stream")).ProblemAsync(501, "not-offered");
        await (await host.PostAsync("v1/alerts/read", """{"unit":"87"}""")).ProblemAsync(501, "not-offered");
        await (await host.PostAsync("v1/reports?quiet=true", "{}")).ProblemAsync(501, "not-offered");
    }

    internal static ReportData Report(string id, int day, string unit, int[] numbers) =>
        new("t", id, [.. numbers.Select(n => new MentionData("phone") { Ref = $"p{n}", Role = "suspect", Value = $"090123{n:0000}" })])
        {
            Unit = unit,
            ReceivedAt = new DateTimeOffset(2026, 3, day, 8, 0, 0, TimeSpan.FromHours(7)),
        };

    private static Task<ReceiptData> SubmitAsync(ApiHost host, string id, int day, params int[] numbers) =>
        host.Client.SubmitAsync(Report(id, day, "87/PC02", numbers));

    private static async Task MakeRingAsync(ApiHost host, string id, int first, string unit = "87/PC02")
    {
        for (int i = 1; i <= 2; i++) await host.Client.SubmitAsync(Report($"{id}{i}", i, unit, [first, first + 1, first + 2]));
    }

    private static async Task<AlertsData> AwaitAlertsAsync(ApiHost host, int count)
    {
        for (int i = 0; i < 500; i++)
        {
            AlertsData alerts = await host.Client.ListAlertsAsync();
            if (alerts.Total >= count) return alerts;
            await Task.Delay(20);
        }
        throw new TimeoutException($"There were no {count} alerts within 10 seconds.");
    }

    /// <summary>Reads a stream until it is disposed.</summary>
    private sealed class Follower : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly IAsyncEnumerator<AlertData> _alerts;
        private Task<bool> _next;

        public Follower(ApiHost host, AlertFilter filter, long? after)
        {
            _alerts = host.Client.FollowAlertsAsync(filter, after, _stop.Token).GetAsyncEnumerator(_stop.Token);
            _next = _alerts.MoveNextAsync().AsTask();
        }

        /// <summary>Waits till the service has surely begun to write to the stream.</summary>
        public Task ReadyAsync() => Task.Delay(500);

        public async Task<AlertData> NextAsync()
        {
            Assert.True(await _next.WaitAsync(TimeSpan.FromSeconds(10)));
            AlertData alert = _alerts.Current;
            _next = _alerts.MoveNextAsync().AsTask();
            return alert;
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            try
            {
                await _next;
            }
            catch (OperationCanceledException)
            {
                // Asked for.
            }
            await _alerts.DisposeAsync();
            _stop.Dispose();
        }
    }
}
