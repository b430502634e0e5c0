using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text;
using Resolve.Api.Tests.Server;
using Resolve.Client.Building;
using Resolve.TestKit;

namespace Resolve.Client.Durable.Tests.Processes;

/// <summary>Every public method of the feed, called against a running server, and what the feed measures meanwhile.</summary>
public sealed class FeedCoverageTests
{
    private static readonly string[] s_called =
    [
        "DiscardParkedAsync", "EnqueueAsync(IReadOnlyList)", "EnqueueAsync(ReadOnlyMemory)", "EnqueueAsync(ReportData)", "FindAsync", "FlushAsync",
        "GetBookmarkAsync", "GetStatusAsync", "ListParkedAsync", "OpenAsync", "ResendParkedAsync", "WaitAsync",
    ];

    [Fact]
    public async Task Each_method_works_on_a_running_server_and_is_measured()
    {
        Assert.Equal(Methods(), s_called);
        using var directory = new TemporaryDirectory();
        await using ServerProcess server = await ServerProcess.ServeAsync(directory.FullPath);
        var measured = new ConcurrentDictionary<string, double>();
        var spans = new ConcurrentQueue<string>();
        using MeterListener meters = Listen(measured);
        using ActivityListener activities = Listen(spans);
        using var client = new ResolveClient(server.Http.BaseAddress!);

        await using DurableFeed feed = await DurableFeed.OpenAsync(client, new DurableFeedOptions { Path = Path.Combine(directory.FullPath, "outbox.db") });
        var built = new ReportBuilder("test", "built") { Unit = "87/PC02" };
        built.AddPhone("0912000111", ReportRole.Suspect);
        Assert.Equal("phone:+84912000111", (await built.ParseAsync(client)).Single().Reading.Key);
        long first = await feed.EnqueueAsync(built.Build(), "row 1");
        long second = await feed.EnqueueAsync(Json("json", "text"), "row 2");
        await feed.EnqueueAsync([new FeedReport(Json("many", "text"))], new FeedBookmark("register", "3"));
        await feed.FlushAsync();
        Assert.Equal((FeedReportState.Acknowledged, FeedReportState.Acknowledged), ((await feed.WaitAsync(first)).State,
            (await feed.GetStatusAsync(second))!.State));
        Assert.Equal("3", await feed.GetBookmarkAsync("register"));
        Assert.Equal(3, (await client.GetStateAsync()).Reports);

        // Another body under the same version is a conflict: it is parked, and sent again with a higher version.
        long conflict = await feed.EnqueueAsync(Json("json", "another text"));
        Assert.Equal(FeedReportState.Parked, (await feed.WaitAsync(conflict)).State);
        Assert.Equal(conflict, (await feed.FindAsync("test", "json"))!.Number);
        long dropped = await feed.EnqueueAsync(Json("many", "another text"));
        await feed.WaitAsync(dropped);
        meters.RecordObservableInstruments();
        Assert.True(measured["resolve.feed.outbox.parked"] >= 2);
        var parked = new List<long>();
        await foreach (ParkedReport report in feed.ListParkedAsync()) parked.Add(report.Number);
        Assert.Equal([conflict, dropped], parked);
        long again = (await feed.ResendParkedAsync(conflict, Json("json", "another text", version: 2)))!.Value;
        Assert.Equal(FeedReportState.Acknowledged, (await feed.WaitAsync(again)).State);
        Assert.True(await feed.DiscardParkedAsync(dropped));
        Assert.Equal((0L, 0L), (feed.Progress.Waiting, feed.Progress.Parked));
        Assert.Equal(2, (await client.GetReportAsync("test", "json"))!.Report.GetProperty("version").GetInt32());

        string[] names = ["outbox.parked", "outbox.reports", "outbox.size", "report.latency", "reports.accepted", "reports.acknowledged", "reports.parked",
            "request.duration"];
        Assert.Superset(names.Select(n => $"resolve.feed.{n}").ToHashSet(), measured.Keys.ToHashSet());
        Assert.True(measured["resolve.feed.reports.accepted"] >= 6 && measured["resolve.feed.reports.acknowledged"] >= 4);
        Assert.Contains("resolve.feed.send", spans);
    }

    private static string[] Methods()
    {
        MethodInfo[] methods = [.. typeof(DurableFeed).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(m => !m.IsSpecialName && m.Name != nameof(DurableFeed.DisposeAsync))];
        return [.. methods.Select(m => m.Name == nameof(DurableFeed.EnqueueAsync)
            ? $"{m.Name}({m.GetParameters()[0].ParameterType.Name.Split('`')[0]})" : m.Name).Order(StringComparer.Ordinal)];
    }

    private static ReadOnlyMemory<byte> Json(string id, string text, int version = 1) => Encoding.UTF8.GetBytes(
        $$"""{"source":"test","id":"{{id}}","version":{{version}},"narrative":"{{text}}"}""");

    /// <summary>Sums up what is measured; other feeds of this process add to it.</summary>
    private static MeterListener Listen(ConcurrentDictionary<string, double> measured)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, l) =>
            {
                if (instrument.Meter.Name == DurableFeed.TelemetryName) l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => measured.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => measured.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.Start();
        return listener;
    }

    private static ActivityListener Listen(ConcurrentQueue<string> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == DurableFeed.TelemetryName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => spans.Enqueue(activity.OperationName),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
