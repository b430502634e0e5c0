using System.Diagnostics;
using System.Globalization;
using System.Text;
using Resolve.Client;
using Resolve.Client.Contracts;
using Resolve.Client.Durable;

namespace Resolve.Benchmarks.Feed;

/// <summary>What the client and the durable feed cost, against a running server: latency, backlog, CPU of this process a report.</summary>
internal static class FeedBenchmark
{
    private const int Backlog = 10_000, Paced = 2_000, Batch = 50_000;
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(5);

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not ["--server", var server, ..]) return Usage();
        string folder = Directory.CreateTempSubdirectory("resolve-feed-").FullName;
        var rows = new List<string>();
        try
        {
            using var client = new ResolveClient(new Uri(server));
            await client.GetStateAsync();
            await BatchAsync(client, "warm", 4_000);
            rows.Add(await BatchAsync(client, "batch", Batch));
            rows.AddRange(await BacklogAsync(client, folder));
            rows.AddRange(await PacedAsync(client, folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        string table = string.Join('\n',
            ["| what | reports | seconds | µs of CPU each | acknowledged after: half, 99 %, all |", "|---|--:|--:|--:|--:|", .. rows, ""]);
        Console.WriteLine(table);
        if (arguments is [_, _, "--out", var file]) await File.WriteAllTextAsync(file, $"{Heading()}\n\n{table}");
        return 0;
    }

    private static string Heading() => string.Create(CultureInfo.InvariantCulture, $"""
        # What the client and the durable feed cost

        Reports of about 1 KB, one sender, server and benchmark on one machine of {Environment.ProcessorCount} processors, .NET {Environment.Version},
        Release. Repeat with

            dotnet run -c Release --project src/Resolve.Server -- --data FOLDER --urls http://127.0.0.1:5391
            dotnet run -c Release --project benchmarks/Resolve.Benchmarks -- feed --server http://127.0.0.1:5391 --out benchmarks/results/feed.md

        CPU is user and system time of the sender's process: the client alone in the first row, outbox and client in the others. The row of one report each
        5 ms has one transaction and one waiting task a report. Targets: acknowledged within 500 ms at 99 %; a backlog of 10,000 in under 10 s; under 20 µs
        of CPU a report by the client. Other work on the machine makes each figure larger.
        """);

    private static int Usage()
    {
        Console.Error.WriteLine("benchmarks feed --server URL [--out FILE]: start a server of its own for it, such as `Resolve.Server --data DIR`.");
        return 2;
    }

    /// <summary>The client alone: a batch of ready lines.</summary>
    private static async Task<string> BatchAsync(ResolveClient client, string name, int count)
    {
        byte[][] lines = Make(name, count);
        var watch = new Stopwatched();
        await foreach (BatchLineData answer in client.SubmitBatchAsync(Stream(lines)))
            if (answer.Outcome != OutcomeWords.Accepted) throw new InvalidOperationException(answer.Outcome);
        return watch.Row("`SubmitBatchAsync` of ready lines", count);
    }

    /// <summary>An outbox that was filled while there was no line: how long until the service has it all.</summary>
    private static async Task<string[]> BacklogAsync(ResolveClient client, string folder)
    {
        var options = new DurableFeedOptions { Path = Path.Combine(folder, "backlog.db") };
        FeedReport[] reports = [.. Make("backlog", Backlog).Select(static l => new FeedReport(l))];
        string accepted;
        using (var nowhere = new ResolveClient(new Uri("http://127.0.0.1:9")))
        await using (DurableFeed feed = await DurableFeed.OpenAsync(nowhere, options))
        {
            var accepting = new Stopwatched();
            foreach (FeedReport[] part in reports.Chunk(500)) await feed.EnqueueAsync(part);
            accepted = accepting.Row("`EnqueueAsync` without a line, 500 at a time", Backlog);
        }
        var delivering = new Stopwatched();
        await using DurableFeed back = await DurableFeed.OpenAsync(client, options);
        await back.FlushAsync();
        return [accepted, delivering.Row("delivery of that backlog", Backlog)];
    }

    /// <summary>One report each 5 ms: from the call until the service has acknowledged it; beside it, the disk's own flushes at that time.</summary>
    private static async Task<string[]> PacedAsync(ResolveClient client, string folder)
    {
        byte[][] lines = Make("paced", Paced);
        double[] flushes = Flushes(folder, 200);
        await using DurableFeed feed = await DurableFeed.OpenAsync(client, new DurableFeedOptions { Path = Path.Combine(folder, "paced.db") });
        var waiting = new List<Task<double>>();
        var watch = new Stopwatched();
        using var timer = new PeriodicTimer(s_pace);
        foreach (byte[] line in lines)
        {
            await timer.WaitForNextTickAsync();
            waiting.Add(Task.Run(() => DeliverAsync(feed, line)));
        }
        double[] delays = [.. (await Task.WhenAll(waiting)).Order()];
        return [watch.Row("one report each 5 ms", Paced, delays), Stopwatched.Plain("peer: 4 KiB appended and flushed to the disk, just before", flushes)];
    }

    private static double[] Flushes(string folder, int count)
    {
        using FileStream file = File.Create(Path.Combine(folder, "flush"));
        byte[] page = new byte[4 << 10];
        var delays = new double[count];
        for (int i = 0; i < count; i++)
        {
            long started = Stopwatch.GetTimestamp();
            file.Write(page);
            file.Flush(flushToDisk: true);
            delays[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
        Array.Sort(delays);
        return delays;
    }

    private static async Task<double> DeliverAsync(DurableFeed feed, byte[] line)
    {
        long started = Stopwatch.GetTimestamp();
        FeedStatus status = await feed.WaitAsync(await feed.EnqueueAsync(line));
        if (status.State != FeedReportState.Acknowledged) throw new InvalidOperationException(status.State.ToString());
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static byte[][] Make(string name, int count)
    {
        string run = Guid.NewGuid().ToString("N")[..8], padding = new('x', 700);
        return [.. Enumerable.Range(0, count).Select(i => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $$"""{"source":"bench/{{name}}-{{run}}","id":"{{i}}","unit":"87/PC02","mentions":["""
            + $$"""{"ref":"p","kind":"phone","role":"suspect","value":"09{{i:D8}}"},"""
            + $$"""{"ref":"a","kind":"account","role":"suspect","bank":"VCB","value":"007100{{i:D7}}"}],"""
            + $$"""  "links":[{"from":"p","to":"a","kind":"controls"}],"narrative":"{{padding}}"}""")))];
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Stream(byte[][] lines)
    {
        foreach (byte[] line in lines) yield return line;
        await Task.CompletedTask;
    }

    /// <summary>Wall-clock time, and CPU time of this process.</summary>
    private sealed class Stopwatched
    {
        private readonly long _started = Stopwatch.GetTimestamp();
        private readonly TimeSpan _cpu = Environment.CpuUsage.TotalTime;

        public static string Plain(string what, double[] delays) => $"| {what} | {delays.Length} | | | {Delays(delays)} |";

        public string Row(string what, int count, double[]? delays = null)
        {
            double seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds, cpu = (Environment.CpuUsage.TotalTime - _cpu).TotalMicroseconds / count;
            return string.Create(CultureInfo.InvariantCulture, $"| {what} | {count:N0} | {seconds:F2} | {cpu:F1} | {(delays is null ? "" : Delays(delays))} |");
        }

        private static string Delays(double[] sorted) => string.Create(
            CultureInfo.InvariantCulture, $"{sorted[sorted.Length / 2]:F0}, {sorted[sorted.Length * 99 / 100]:F0}, {sorted[^1]:F0} ms");
    }
}
