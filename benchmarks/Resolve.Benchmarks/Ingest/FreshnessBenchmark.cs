using System.Diagnostics;
using System.Globalization;
using Resolve.Benchmarks.Accuracy;
using Resolve.Cli.Generate;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.Reports;
using Resolve.Storage.Sqlite;

namespace Resolve.Benchmarks.Ingest;

/// <summary>How long after its acknowledgement a report is in the rings, while reports keep coming at a fixed rate on top of those that are there.</summary>
internal static class FreshnessBenchmark
{
    private const int TickMilliseconds = 10;

    public static async Task<int> RunAsync(string[] args)
    {
        int Number(string option, int otherwise) =>
            AccuracyBenchmark.Option(args, option) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        int onTop = Number("--base", 100_000), rate = Number("--rate", 1_000), seconds = Number("--seconds", 30), seed = Number("--seed", 1);
        int rounds = Number("--rounds", 50), roundCount = Math.Max(1, rate / 10);
        int driven = onTop + rounds * roundCount, count = driven + rate * seconds;
        var generator = new ReportGenerator(new GeneratorOptions { Reports = count, Rings = Math.Max(1, count / 50), Seed = (ulong)seed });
        Report[] reports = [.. generator.Reports()];
        string directory = Directory.CreateTempSubdirectory("resolve-bench-").FullName;
        try
        {
            await using SqliteJournal journal = await SqliteJournal.OpenAsync(directory, new SqliteJournalOptions(), CancellationToken.None);
            await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions(), null, CancellationToken.None);
            var watch = Stopwatch.StartNew();
            foreach (Report[] chunk in reports.AsSpan(0, onTop).ToArray().Chunk(500)) await resolver.SubmitAsync(chunk, CancellationToken.None);
            await resolver.RingsAtAsync(onTop, CancellationToken.None);
            Console.WriteLine($"base of {onTop:N0} reports, {resolver.Rings.Count:N0} rings: {watch.Elapsed.TotalSeconds:0.0} s");
            GC.Collect();
            await RoundsAsync(resolver, reports.AsMemory(onTop, driven - onTop), roundCount);
            TimeSpan cpu = Environment.CpuUsage.TotalTime, paused = GC.GetTotalPauseDuration();
            int[] collected = [GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)];
            long allocated = GC.GetTotalAllocatedBytes();
            watch.Restart();
            (double[] acknowledged, double[] fresh, int late) = await DriveAsync(resolver, reports, driven, rate);
            double load = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds / watch.Elapsed.TotalSeconds;
            Console.WriteLine($"{rate:N0} reports/s for {seconds} s ({(count - driven) / watch.Elapsed.TotalSeconds:N0}/s reached, {late:N0} ticks late): "
                + $"{load:0.00} cores busy, {(GC.GetTotalPauseDuration() - paused).TotalMilliseconds / watch.Elapsed.TotalSeconds:0} ms of GC pauses a second");
            Console.WriteLine($"{(GC.GetTotalAllocatedBytes() - allocated) / 1024.0 / (count - driven):0} KiB allocated a report; collections of generation "
                + $"0, 1, 2: {GC.CollectionCount(0) - collected[0]}, {GC.CollectionCount(1) - collected[1]}, {GC.CollectionCount(2) - collected[2]}");
            Print("acknowledged after", acknowledged);
            Print("rings fresh after that", fresh);
            Console.WriteLine($"within 1 s: {100.0 * fresh.Count(f => f <= 1_000) / fresh.Length:0.00} %");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
        return 0;
    }

    /// <summary>What a tenth of a second's reports cost, acknowledgement and rings together: processor time, which a busy machine does not change.</summary>
    private static async Task RoundsAsync(LocalRuntime resolver, ReadOnlyMemory<Report> reports, int roundCount)
    {
        var milliseconds = new double[reports.Length / roundCount];
        for (int round = 0; round < milliseconds.Length; round++)
        {
            TimeSpan cpu = Environment.CpuUsage.TotalTime;
            IReadOnlyList<Receipt> receipts = await resolver.SubmitAsync(reports.Slice(round * roundCount, roundCount).ToArray(), CancellationToken.None);
            await resolver.RingsAtAsync(receipts[^1].Position, CancellationToken.None);
            milliseconds[round] = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds;
        }
        if (milliseconds.Length > 0) Print($"CPU of {roundCount} and rings", milliseconds);
    }

    private static async Task<(double[] Acknowledged, double[] Fresh, int Late)> DriveAsync(LocalRuntime resolver, Report[] reports, int first, int rate)
    {
        var acknowledged = new double[reports.Length - first];
        var fresh = new double[reports.Length - first];
        var waiting = new List<Task>(reports.Length - first);
        long begun = Stopwatch.GetTimestamp();
        int next = first, late = 0;
        for (int tick = 1; next < reports.Length; tick++)
        {
            TimeSpan wait = TimeSpan.FromMilliseconds(tick * TickMilliseconds) - Stopwatch.GetElapsedTime(begun);
            if (wait > TimeSpan.Zero) await Task.Delay(wait);
            else late++;
            int upTo = Math.Min(reports.Length, first + (int)((long)tick * rate * TickMilliseconds / 1_000));
            for (; next < upTo; next++)
            {
                int at = next;
                waiting.Add(Task.Run(() => FollowAsync(at)));
            }
        }
        await Task.WhenAll(waiting);
        return (acknowledged, fresh, late);

        async Task FollowAsync(int at)
        {
            long sent = Stopwatch.GetTimestamp();
            Receipt receipt = await resolver.SubmitAsync(reports[at], CancellationToken.None);
            long known = Stopwatch.GetTimestamp();
            acknowledged[at - first] = Stopwatch.GetElapsedTime(sent, known).TotalMilliseconds;
            await resolver.RingsAtAsync(receipt.Position, CancellationToken.None);
            fresh[at - first] = Stopwatch.GetElapsedTime(known).TotalMilliseconds;
        }
    }

    private static void Print(string what, double[] milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        double At(double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
        Console.WriteLine($"{what,-24} p50 {At(.5),6:0} ms, p90 {At(.9),6:0} ms, p99 {At(.99),6:0} ms, p99.9 {At(.999),6:0} ms, max {sorted[^1],6:0} ms");
    }
}
