using Resolve.Api.Tests.Server;
using Resolve.Client.Contracts;
using Resolve.TestKit;
using Resolve.TestKit.Facts;

namespace Resolve.Client.Durable.Tests.Processes;

/// <summary>A bad line, a dying sender and a dying server: nothing is lost, nothing is taken twice, and each source keeps its order.</summary>
/// <remarks>Each run does 6,000 reports, 12 cuts and 4 kills of either side; with <c>RESOLVE_FEED_FULL=1</c> 20,000 reports, 50 cuts and 50 kills of either
/// side.</remarks>
public sealed class BadLineTests
{
    private const ulong Seed = 20261130;

    private static readonly bool s_full = Environment.GetEnvironmentVariable("RESOLVE_FEED_FULL") == "1";
    private static readonly int s_count = s_full ? 20_000 : 6_000, s_cuts = s_full ? 50 : 12, s_kills = s_full ? 50 : 4;

    [Fact]
    public async Task Nothing_is_lost_or_taken_twice_and_each_source_keeps_its_order()
    {
        using var directory = new TemporaryDirectory();
        string finish = Path.Combine(directory.FullPath, "finish"), outbox = Path.Combine(directory.FullPath, "outbox.db");
        ServerProcess server = await ServerProcess.ServeAsync(directory.FullPath);
        using var line = new Line(server.Http.BaseAddress!);
        var feed = new FeedProcess(outbox, line.Address, s_count, finish);
        try
        {
            var random = new SplitMix(Seed);
            Fault[] faults = [.. Faults(random)];
            for (int i = 0; i < faults.Length; i++)
            {
                await ReachAsync(feed, (long)s_count * i / (faults.Length + 1));
                (feed, server) = await StrikeAsync(faults[i], feed, server, line, random, directory.FullPath, outbox, finish);
            }
            await File.WriteAllTextAsync(finish, "");
            Assert.Equal(0, await feed.WaitAsync());
            await CheckAsync(server.Client);
        }
        finally
        {
            feed.Dispose();
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_second_process_is_refused_and_a_kill_frees_the_outbox()
    {
        using var directory = new TemporaryDirectory();
        string finish = Path.Combine(directory.FullPath, "finish"), outbox = Path.Combine(directory.FullPath, "outbox.db");
        var nowhere = new Uri("http://127.0.0.1:9/");
        using var first = new FeedProcess(outbox, nowhere, 100, finish);
        await first.OpenedAsync();
        using (var second = new FeedProcess(outbox, nowhere, 100, finish)) Assert.Equal(FeedProgram.InUse, await second.WaitAsync());
        first.Kill();
        using var third = new FeedProcess(outbox, nowhere, 100, finish);
        await third.OpenedAsync();
        Assert.False(third.HasExited, third.Errors);
    }

    [Fact]
    public async Task Ten_thousand_reports_that_waited_are_delivered_when_the_line_is_back()
    {
        using var directory = new TemporaryDirectory();
        await using ServerProcess server = await ServerProcess.ServeAsync(directory.FullPath);
        using var line = new Line(server.Http.BaseAddress!);
        line.Cut();
        using var client = new ResolveClient(line.Address);
        await using DurableFeed feed = await DurableFeed.OpenAsync(client, new DurableFeedOptions { Path = Path.Combine(directory.FullPath, "outbox.db") });
        for (int i = 0; i < 10; i++) await feed.EnqueueAsync([.. Enumerable.Range((i * 1_000) + 1, 1_000).Select(n => new FeedReport(FeedProgram.Make(n)))]);
        while (feed.Progress.LastFailure is null) await Task.Delay(10);
        Assert.Equal((10_000L, 0L), (feed.Progress.Waiting, feed.Progress.Acknowledged));
        line.Mend();
        await feed.FlushAsync();
        Assert.Equal((0L, 10_000L), (feed.Progress.Waiting, feed.Progress.Acknowledged));
        Assert.Equal(10_000, (await server.Client.GetStateAsync()).Reports);
    }

    private static IEnumerable<Fault> Faults(SplitMix random)
    {
        var left = new List<Fault>();
        for (int i = 0; i < s_cuts; i++) left.Add(i % 10 == 9 ? Fault.Silence : Fault.Cut);
        for (int i = 0; i < s_kills; i++) left.AddRange([Fault.KillFeed, Fault.KillServer]);
        while (left.Count > 0)
        {
            int index = random.Below(left.Count);
            yield return left[index];
            left.RemoveAt(index);
        }
    }

    private static async Task ReachAsync(FeedProcess feed, long settled)
    {
        while (feed.Settled < settled)
        {
            Assert.False(feed.HasExited, feed.Errors);
            await Task.Delay(2);
        }
    }

    private static async Task<(FeedProcess Feed, ServerProcess Server)> StrikeAsync(
        Fault fault, FeedProcess feed, ServerProcess server, Line line, SplitMix random, string directory, string outbox, string finish)
    {
        await Task.Delay(random.Below(60));
        switch (fault)
        {
            case Fault.Cut:
                line.Cut();
                await Task.Delay(random.Below(100));
                line.Mend();
                break;
            case Fault.Silence:
                line.FallSilent();
                await Task.Delay(random.Below(3_000));
                line.Mend();
                break;
            case Fault.KillFeed:
                feed.Kill();
                feed.Dispose();
                feed = new FeedProcess(outbox, line.Address, s_count, finish);
                break;
            default:
                await server.KillAsync();
                await server.DisposeAsync();
                server = await ServerProcess.ServeAsync(directory);
                line.Target = server.Http.BaseAddress!;
                break;
        }
        return (feed, server);
    }

    /// <summary>Sends everything again: each report is a duplicate, its position says when it was taken, and the journal has no more than that.</summary>
    private static async Task CheckAsync(ResolveClient client)
    {
        StateData state = await client.GetStateAsync();
        Assert.Equal((s_count, (long)s_count), (state.Reports, state.JournalPosition));
        var last = new long[FeedProgram.SourceCount];
        int number = 0;
        await foreach (BatchLineData answer in client.SubmitBatchAsync(All()))
        {
            number++;
            Assert.Equal(OutcomeWords.Duplicate, answer.Outcome);
            Assert.True(answer.Position > last[number % FeedProgram.SourceCount], $"Report {number} was taken before one that was sent before it.");
            last[number % FeedProgram.SourceCount] = answer.Position!.Value;
        }
        Assert.Equal(s_count, number);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> All()
    {
        for (int i = 1; i <= s_count; i++) yield return FeedProgram.Make(i);
        await Task.CompletedTask;
    }

    private enum Fault
    {
        Cut,
        Silence,
        KillFeed,
        KillServer,
    }
}
