using System.Globalization;
using Resolve.Client.Contracts;

namespace Resolve.Client.Durable.Tests.Processes;

/// <summary>A sender as a process of its own, which a test may kill at any moment.</summary>
/// <remarks>
/// It reads reports 1 to N from a made-up register and keeps its place there as a bookmark of the outbox. The last reports are held back until a
/// file appears, so that the feed cannot end before the test has done its worst.
/// </remarks>
internal static class FeedProgram
{
    public const int InUse = 9;
    public const string Follow = "follow";
    public const int SourceCount = 4;
    private const int Step = 20;

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is [Follow, var service, var cursor]) return await FollowAsync(new Uri(service), cursor);
        if (arguments is not [var outbox, var server, var countText, var finish]) return 2;
        int count = int.Parse(countText, CultureInfo.InvariantCulture);
        using var client = new ResolveClient(new Uri(server));
        var options = new DurableFeedOptions { Path = outbox, RetryFirst = TimeSpan.FromMilliseconds(20), RetryMax = TimeSpan.FromMilliseconds(200),
            AnswerTimeout = TimeSpan.FromSeconds(2), FlushAfter = TimeSpan.FromMilliseconds(20) };
        try
        {
            await using DurableFeed feed = await DurableFeed.OpenAsync(client, options);
            using var watch = new CancellationTokenSource();
            Task watching = WatchAsync(feed, watch.Token);
            await FeedAsync(feed, count, finish);
            await feed.FlushAsync();
            await watch.CancelAsync();
            await watching;
            Console.WriteLine($"done {feed.Progress.Parked} {feed.Progress.Waiting}");
            return 0;
        }
        catch (OutboxInUseException)
        {
            return InUse;
        }
    }

    /// <summary>The report of a number; the same each time.</summary>
    public static byte[] Make(int number) => Reports.Make($"feed/{number % SourceCount}", number);

    /// <summary>Prints the number of each alert, for ever.</summary>
    private static async Task<int> FollowAsync(Uri server, string cursor)
    {
        using var client = new ResolveClient(server);
        await foreach (AlertData alert in client.FollowAlertsAsync(new FileAlertCursor(cursor)))
            Console.WriteLine(alert.Number.ToString(CultureInfo.InvariantCulture));
        return 1;
    }

    private static async Task FeedAsync(DurableFeed feed, int count, string finish)
    {
        int next = int.Parse(await feed.GetBookmarkAsync("register") ?? "1", CultureInfo.InvariantCulture);
        while (next <= count)
        {
            int end = Math.Min(next + Step, count + 1);
            if (end == count + 1) while (!File.Exists(finish)) await Task.Delay(20);
            FeedReport[] reports = [.. Enumerable.Range(next, end - next).Select(n => new FeedReport(Make(n)))];
            await feed.EnqueueAsync(reports, new FeedBookmark("register", end.ToString(CultureInfo.InvariantCulture)));
            next = end;
            await Task.Delay(10);
        }
    }

    private static async Task WatchAsync(DurableFeed feed, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            FeedProgress progress = feed.Progress;
            Console.WriteLine($"settled {progress.LastNumber - progress.Waiting}");
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
