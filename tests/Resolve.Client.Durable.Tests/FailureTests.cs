using System.Net;
using System.Net.Http.Headers;
using Microsoft.Data.Sqlite;
using Resolve.Client.Contracts;
using Resolve.Client.Durable.Outbox;
using Resolve.Client.Durable.Sending;
using Resolve.TestKit;
using Resolve.TestKit.Facts;

namespace Resolve.Client.Durable.Tests;

/// <summary>What the feed does when the line, the service or its own disk fails.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeService _service = new();

    public void Dispose()
    {
        _service.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Answers_that_break_off_and_failures_of_every_sort_cost_nothing(ulong seed)
    {
        var random = new SplitMix(seed);
        _service.CutAfter = () => random.Below(3) == 0 ? random.Below(40) : null;
        _service.Intercept = (_, _) => random.Below(4) switch
        {
            0 => Task.FromResult<HttpResponseMessage?>(FakeService.Problem(new[] { 408, 429, 500, 502, 503, 504, 401, 404 }[random.Below(8)])),
            1 => throw new HttpRequestException("No line."),
            _ => Task.FromResult<HttpResponseMessage?>(null),
        };
        await using DurableFeed feed = await OpenAsync(o => o.FlushLinesMax = 50);
        for (int i = 1; i <= 400; i += 20) await feed.EnqueueAsync([.. Enumerable.Range(i, 20).Select(n => new FeedReport(Reports.Make($"s{n % 3}", n)))]);
        await feed.FlushAsync();
        Assert.Equal(Enumerable.Range(1, 400).Select(n => $"s{n % 3}/TB-{n:D6}/1"), _service.Order);
        Assert.Equal((0L, 0L, 400L), (feed.Progress.Waiting, feed.Progress.Parked, feed.Progress.Acknowledged));
    }

    [Fact]
    public async Task A_report_that_could_not_be_made_durable_is_sent_again()
    {
        int call = 0;
        _service.Judge = line => ++call <= 3 ? OutcomeWords.Failed : null;
        await using DurableFeed feed = await OpenAsync();
        await feed.EnqueueAsync(Reports.Make("a", 1));
        await feed.FlushAsync();
        Assert.Equal((4, 1L, 0L), (call, feed.Progress.Acknowledged, feed.Progress.Parked));
    }

    [Fact]
    public async Task A_word_that_is_not_known_is_no_acknowledgement()
    {
        int call = 0;
        _service.Judge = line => ++call <= 2 ? "postponed" : null;
        await using DurableFeed feed = await OpenAsync();
        await feed.EnqueueAsync(Reports.Make("a", 1));
        await feed.FlushAsync();
        Assert.Equal(["a/TB-000001/1"], _service.Order);
    }

    [Fact]
    public async Task A_report_that_is_too_large_for_the_way_is_parked_alone()
    {
        _service.Intercept = static (lines, _) =>
            Task.FromResult(lines.Any(l => l.Length > 5_000) ? new HttpResponseMessage(HttpStatusCode.RequestEntityTooLarge) : null);
        await using DurableFeed feed = await OpenAsync();
        await feed.EnqueueAsync([.. Enumerable.Range(1, 30).Select(n => new FeedReport(Reports.Make("a", n, n == 13 ? 6_000 : 0)))]);
        await feed.FlushAsync();
        Assert.Equal(29, _service.Order.Length);
        await foreach (ParkedReport parked in feed.ListParkedAsync()) Assert.Equal((13L, "http-413"), (parked.Number, parked.Reason));
        Assert.Equal(1, feed.Progress.Parked);
    }

    [Fact]
    public async Task A_report_that_the_service_fails_on_is_parked_once_the_next_one_passes_and_not_before()
    {
        bool broken = true;
        _service.Intercept = (lines, _) => Task.FromResult(broken || lines.Any(l => l.Contains("TB-000005", StringComparison.Ordinal))
            ? FakeService.Problem(500) : null);
        await using DurableFeed feed = await OpenAsync();
        await feed.EnqueueAsync([.. Enumerable.Range(1, 10).Select(n => new FeedReport(Reports.Make("a", n)))]);
        while (feed.Progress.FailuresInARow < 20) await Task.Delay(5);
        Assert.Equal((10L, 0L), (feed.Progress.Waiting, feed.Progress.Parked)); // a broken service parks nothing
        broken = false;
        await feed.FlushAsync();
        Assert.Equal(9, _service.Order.Length);
        await foreach (ParkedReport parked in feed.ListParkedAsync()) Assert.Equal((5L, "http-500"), (parked.Number, parked.Reason));
    }

    [Fact]
    public async Task A_service_that_hangs_is_given_up()
    {
        int call = 0;
        _service.Intercept = async (_, token) =>
        {
            if (++call == 1) await Task.Delay(Timeout.Infinite, token);
            return null;
        };
        await using DurableFeed feed = await OpenAsync(o => o.AnswerTimeout = TimeSpan.FromMilliseconds(100));
        await feed.EnqueueAsync(Reports.Make("a", 1));
        await feed.FlushAsync();
        Assert.Equal(2, call);
    }

    [Fact]
    public async Task A_full_outbox_refuses_and_takes_again_when_reports_were_delivered()
    {
        bool down = true;
        _service.Intercept = (_, _) => down ? throw new HttpRequestException("No line.") : Task.FromResult<HttpResponseMessage?>(null);
        await using DurableFeed feed = await OpenAsync(o => o.OutboxBytesMax = 1 << 20);
        int accepted = 0;
        OutboxFullException full = await Assert.ThrowsAsync<OutboxFullException>(async () =>
        {
            while (true)
            {
                await feed.EnqueueAsync(Reports.Make("a", accepted + 1, 20_000));
                accepted++;
            }
        });
        Assert.Contains("1048576", full.Message, StringComparison.Ordinal);
        Assert.InRange(accepted, 20, 52);
        Assert.Equal(accepted, feed.Progress.Waiting);
        Assert.InRange(new FileInfo(OutboxPath).Length, 0, (1 << 20) + (64 * 4096));
        down = false;
        await feed.FlushAsync();
        await feed.EnqueueAsync(Reports.Make("a", accepted + 1, 20_000));
        await feed.FlushAsync();
        Assert.Equal(accepted + 1, _service.Order.Length);
    }

    [Fact]
    public async Task A_full_outbox_can_hold_its_callers_instead()
    {
        await using DurableFeed feed = await OpenAsync(o => (o.OutboxBytesMax, o.FullMode) = (1 << 20, OutboxFullMode.Wait));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async t =>
        {
            for (int i = 0; i < 25; i++) await feed.EnqueueAsync(Reports.Make($"s{t}", i, 20_000));
        }));
        await feed.FlushAsync();
        Assert.Equal(200, _service.Order.Length);
        Assert.Equal(8, _service.Order.GroupBy(k => k.Split('/')[0]).Count(g => g.SequenceEqual(g.Order(StringComparer.Ordinal))));
    }

    [Fact]
    public async Task A_caller_who_waits_for_room_can_give_up()
    {
        _service.Intercept = static (_, _) => throw new HttpRequestException("No line.");
        await using DurableFeed feed = await OpenAsync(o => (o.OutboxBytesMax, o.FullMode) = (1 << 20, OutboxFullMode.Wait));
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            for (int i = 0; ; i++)
            {
                Task<long> offered = feed.EnqueueAsync(Reports.Make("a", i, 20_000), null, stop.Token);
                if (i > 20 && await Task.WhenAny(offered, Task.Delay(200)) != offered) await stop.CancelAsync();
                await offered;
            }
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"source":"a"}""")]
    [InlineData("""{"source":"a","id":""}""")]
    [InlineData("""{"source":"a","id":7}""")]
    [InlineData("""{"source":"a","id":"1"} x""")]
    [InlineData("""{"source":"a","id":"1" """)]
    public async Task What_could_never_be_sent_is_refused_at_once(string json)
    {
        await using DurableFeed feed = await OpenAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => feed.EnqueueAsync(System.Text.Encoding.UTF8.GetBytes(json)));
        await Assert.ThrowsAsync<ArgumentException>(() => feed.EnqueueAsync(Reports.Make("a", 1, 1 << 20)));
        Assert.Equal(0, feed.Progress.LastNumber);
    }

    [Fact]
    public async Task A_bookmark_is_there_with_the_reports_read_up_to_it()
    {
        await using (DurableFeed feed = await OpenAsync())
        {
            Assert.Null(await feed.GetBookmarkAsync("file"));
            await feed.EnqueueAsync([new FeedReport("{\r\n\"source\":\"a\",\n\"id\":\"1\"}"u8.ToArray(), "row 1")], new FeedBookmark("file", "10"));
            await feed.EnqueueAsync([], new FeedBookmark("file", "20"));
            await feed.FlushAsync();
        }
        await using DurableFeed next = await OpenAsync();
        Assert.Equal("20", await next.GetBookmarkAsync("file"));
        Assert.Equal(["a/1/1"], _service.Order);
    }

    [Fact]
    public async Task A_file_that_is_no_outbox_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(OutboxPath)!);
        byte[] other = System.Text.Encoding.UTF8.GetBytes(new string('x', 5_000));
        await File.WriteAllBytesAsync(OutboxPath, other);
        await Assert.ThrowsAsync<OutboxException>(() => OpenAsync());
        Assert.Equal(other, await File.ReadAllBytesAsync(OutboxPath));
    }

    [Fact]
    public void A_commit_is_on_disk_when_it_returns_and_another_database_is_left_alone()
    {
        using (SqliteConnection outbox = OutboxSchema.Open(OutboxPathIn(_directory.FullPath)))
        {
            Assert.Equal(2, OutboxSchema.Number(outbox, "PRAGMA synchronous")); // FULL: the log is flushed on every commit
            Assert.Equal(("wal", "exclusive"), (Text(outbox, "PRAGMA journal_mode"), Text(outbox, "PRAGMA locking_mode")));
        }
        string other = Path.Combine(_directory.FullPath, "other.db");
        using (var connection = new SqliteConnection($"Data Source={other};Pooling=False"))
        {
            connection.Open();
            OutboxSchema.Execute(connection, "CREATE TABLE t (x)");
        }
        byte[] before = File.ReadAllBytes(other);
        Assert.Throws<OutboxException>(() => OutboxSchema.Open(other));
        Assert.Equal(before, File.ReadAllBytes(other));
    }

    [Fact]
    public void Pauses_double_up_to_their_bound_and_honour_what_the_service_asks()
    {
        var random = new SplitMix(5);
        for (int run = 0; run < 200; run++)
        {
            TimeSpan first = TimeSpan.FromMilliseconds(1 + random.Below(1_000)), most = first * (1 + random.Below(50));
            var pause = new RetryPause(first, most);
            for (int failure = 0; failure < 40; failure++)
            {
                TimeSpan? asked = random.Below(3) == 0 ? TimeSpan.FromSeconds(random.Below(2_000)) : null;
                TimeSpan got = pause.Failed(asked, random.Below(1_000) / 1_000.0);
                double bound = Math.Min(most.TotalMilliseconds, first.TotalMilliseconds * Math.Pow(2, failure));
                TimeSpan least = asked is { } a && a < RetryPause.AskedMax ? a : asked is null ? TimeSpan.Zero : RetryPause.AskedMax;
                Assert.True(got >= least && got.TotalMilliseconds >= bound / 2 - 0.001, $"{got} {asked} {bound}");
                Assert.True(got.TotalMilliseconds <= Math.Max(bound, least.TotalMilliseconds + first.TotalMilliseconds) + 0.001, $"{got} {asked} {bound}");
            }
            pause.Succeeded();
            Assert.True(pause.Failed(null, 1) <= first);
        }
    }

    [Fact]
    public async Task Retry_after_is_waited_for()
    {
        int call = 0;
        _service.Intercept = (_, _) =>
        {
            if (++call > 1) return Task.FromResult<HttpResponseMessage?>(null);
            HttpResponseMessage answer = FakeService.Problem(503, "starting");
            answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(300));
            return Task.FromResult<HttpResponseMessage?>(answer);
        };
        await using DurableFeed feed = await OpenAsync();
        await feed.EnqueueAsync(Reports.Make("a", 1));
        while (feed.Progress.RetryAt is null) await Task.Delay(5);
        Assert.True(feed.Progress.RetryAt > feed.Progress.OldestWaitingSince!.Value.AddSeconds(299));
        Assert.Equal((1, 1), (call, feed.Progress.FailuresInARow));
    }

    private static string? Text(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string;
    }

    private static string OutboxPathIn(string directory) => Path.Combine(directory, "plain.db");

    private string OutboxPath => Path.Combine(_directory.FullPath, "outbox", "reports.db");

    private Task<DurableFeed> OpenAsync(Action<DurableFeedOptions>? configure = null)
    {
        var options = new DurableFeedOptions
        {
            Path = OutboxPath,
            FlushAfter = TimeSpan.FromMilliseconds(5),
            RetryFirst = TimeSpan.FromMilliseconds(1),
            RetryMax = TimeSpan.FromMilliseconds(5),
        };
        configure?.Invoke(options);
        return DurableFeed.OpenAsync(_service.Client, options);
    }
}
