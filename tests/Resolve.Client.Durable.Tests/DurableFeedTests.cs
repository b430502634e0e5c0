using System.Text;
using Resolve.TestKit;

namespace Resolve.Client.Durable.Tests;

/// <summary>What the feed does with the answers of the service.</summary>
public sealed class DurableFeedTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeService _service = new();

    public void Dispose()
    {
        _service.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Reports_are_delivered_in_order_and_leave_the_outbox()
    {
        await using DurableFeed feed = await OpenAsync();
        for (int i = 1; i <= 50; i++) Assert.Equal(i, await feed.EnqueueAsync(Reports.Make("a", i)));
        await feed.FlushAsync();

        Assert.Equal(Enumerable.Range(1, 50).Select(i => $"a/TB-{i:D6}/1"), _service.Order);
        FeedProgress progress = feed.Progress;
        Assert.Equal((0L, 0L, 50L, 50L, 0L), (progress.Waiting, progress.WaitingBytes, progress.Acknowledged, progress.LastNumber, progress.Parked));
        Assert.Equal(FeedReportState.Acknowledged, (await feed.GetStatusAsync(50))!.State);
        Assert.Null(await feed.GetStatusAsync(51));
    }

    [Fact]
    public async Task What_waits_is_sent_by_the_next_feed()
    {
        _service.Intercept = static (_, _) => throw new HttpRequestException("No line.");
        await using (DurableFeed first = await OpenAsync())
        {
            for (int i = 1; i <= 20; i++) await first.EnqueueAsync(Reports.Make("a", i));
            Assert.Equal((20L, FeedReportState.Waiting), (first.Progress.Waiting, (await first.GetStatusAsync(20))!.State));
        }
        _service.Intercept = static (_, _) => Task.FromResult<HttpResponseMessage?>(null);
        await using DurableFeed second = await OpenAsync();
        Assert.Equal(21, await second.EnqueueAsync(Reports.Make("a", 21)));
        await second.FlushAsync();
        Assert.Equal(Enumerable.Range(1, 21).Select(i => $"a/TB-{i:D6}/1"), _service.Order);
    }

    [Fact]
    public async Task A_poison_report_is_parked_with_its_reason_and_holds_up_nothing()
    {
        _service.Judge = static line => line.Contains("TB-000002", StringComparison.Ordinal) ? "rejected" : null;
        var outcomes = new List<FeedOutcome>();
        await using DurableFeed feed = await OpenAsync(o => o.OnOutcome = outcomes.Add);
        for (int i = 1; i <= 3; i++) await feed.EnqueueAsync(Reports.Make("a", i), $"row {i}");
        await feed.FlushAsync();

        Assert.Equal(["a/TB-000001/1", "a/TB-000003/1"], _service.Order);
        ParkedReport parked = Assert.Single(await ParkedAsync(feed));
        Assert.Equal((2L, "a", "TB-000002", 1, "rejected", "row 2"), (parked.Number, parked.Source, parked.Id, parked.Version, parked.Reason, parked.Tag));
        Assert.Equal(("mentions", "required"), (parked.Errors[0].Path, parked.Errors[0].Code));
        Assert.Equal(Encoding.UTF8.GetString(Reports.Make("a", 2)), Encoding.UTF8.GetString(parked.Json.Span));
        Assert.Equal([FeedReportState.Acknowledged, FeedReportState.Parked, FeedReportState.Acknowledged], outcomes.Select(o => o.State));

        _service.Judge = static _ => null;
        long again = (await feed.ResendParkedAsync(2))!.Value;
        Assert.Equal((4L, FeedReportState.Acknowledged), (again, (await feed.WaitAsync(again)).State));
        Assert.Equal((FeedReportState.Resent, 4L), ((await feed.GetStatusAsync(2))!.State, (await feed.GetStatusAsync(2))!.ResentAs));
        Assert.Empty(await ParkedAsync(feed));
        Assert.Null(await feed.ResendParkedAsync(2));
    }

    [Fact]
    public async Task A_second_feed_on_the_outbox_is_refused()
    {
        await using (DurableFeed feed = await OpenAsync())
        {
            await Assert.ThrowsAsync<OutboxInUseException>(() => OpenAsync());
            await feed.EnqueueAsync(Reports.Make("a", 1));
        }
        await using DurableFeed next = await OpenAsync();
    }

    private static async Task<List<ParkedReport>> ParkedAsync(DurableFeed feed)
    {
        var parked = new List<ParkedReport>();
        await foreach (ParkedReport report in feed.ListParkedAsync()) parked.Add(report);
        return parked;
    }

    private Task<DurableFeed> OpenAsync(Action<DurableFeedOptions>? configure = null)
    {
        var options = new DurableFeedOptions
        {
            Path = Path.Combine(_directory.FullPath, "outbox", "reports.db"),
            FlushAfter = TimeSpan.FromMilliseconds(20),
            RetryFirst = TimeSpan.FromMilliseconds(5),
            RetryMax = TimeSpan.FromMilliseconds(20),
        };
        configure?.Invoke(options);
        return DurableFeed.OpenAsync(_service.Client, options);
    }
}
