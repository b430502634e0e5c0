using System.Diagnostics;
using System.Globalization;
using Resolve.Cli.Generate;
using Resolve.Embedded;
using Resolve.Graph;
using Resolve.Persons;
using Resolve.Ports;
using Resolve.Reports;
using Resolve.Storage.Sqlite;

namespace Resolve.Benchmarks.Ingest;

/// <summary>What a report costs on its way in, step by step, with the journal alone beside it as the physical limit.</summary>
internal static class IngestBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        int count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        var generator = new ReportGenerator(new GeneratorOptions { Reports = count, Rings = Math.Max(1, count / 50), Seed = 1 });
        var lines = new List<byte[]>(count);
        foreach (Report report in generator.Reports()) lines.Add(ReportWriter.ToUtf8(report));
        Console.WriteLine($"{count:N0} reports, {lines.Sum(l => (long)l.Length) / 1e6:N0} MB of NDJSON");

        Report[] reports = Measure("read JSON", count, () => lines.Select(l => ReportReader.Read(l).Report!).ToArray());
        ReportContent[] contents = Measure("normalise and extract", count, () => reports.Select(ReportExtractor.Extract).ToArray());
        Measure("write canonical JSON and hash", count, () => reports.Sum(r => (long)(StableHash.Of128(ReportWriter.ToUtf8(r)) & 1)));
        Measure("put into the link index", count, () =>
        {
            var index = new LinkIndex();
            foreach (ReportContent content in contents) index.Put(index.Reserve(), content, 1);
            return index.Publish(1).Counts;
        });

        Measure("resolve persons", count, () =>
        {
            var resolver = new PersonResolver(PersonModel.Default);
            var seen = new HashSet<UInt128>();
            int id = 0, clusters = 0;
            foreach (ReportContent[] chunk in contents.Chunk(2_000))
            {
                foreach (ContentMention mention in chunk.SelectMany(c => c.Mentions))
                    if (mention.Record is { } record && seen.Add(record.Fingerprint)) resolver.Add(id++, record);
                clusters += resolver.Settle().Count;
            }
            return clusters;
        });

        string directory = Directory.CreateTempSubdirectory("resolve-bench-").FullName;
        try
        {
            await JournalAloneAsync(Path.Combine(directory, "alone"), lines);
            await WholeAsync(Path.Combine(directory, "whole"), reports);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
        return 0;
    }

    private static async Task JournalAloneAsync(string directory, List<byte[]> lines)
    {
        await using SqliteJournal journal = await SqliteJournal.OpenAsync(directory, new SqliteJournalOptions(), CancellationToken.None);
        var watch = Cost.Start();
        foreach (byte[][] chunk in lines.Chunk(2_000))
            await journal.AppendAsync([.. chunk.Select(l => new JournalEntry(JournalEntryKind.Report, l))], CancellationToken.None);
        Report("journal alone, batches of 2,000", lines.Count, watch);
    }

    private static async Task WholeAsync(string directory, Report[] reports)
    {
        await using SqliteJournal journal = await SqliteJournal.OpenAsync(directory, new SqliteJournalOptions(), CancellationToken.None);
        await using EmbeddedResolver resolver = await EmbeddedResolver.OpenAsync(journal, new EmbeddedResolverOptions(), null, CancellationToken.None);
        var watch = Cost.Start();
        await Parallel.ForEachAsync(reports.Chunk(500), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (chunk, ct) => await resolver.SubmitAsync(chunk, ct));
        Report("submit, durable", reports.Length, watch);
        await resolver.RingsAtAsync(resolver.Graph.Position, CancellationToken.None);
        Report("submit, durable, rings fresh", reports.Length, watch);
        Console.WriteLine($"{resolver.Graph.Counts}, {resolver.Rings.Count:N0} rings; peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB, heap {GC.GetTotalMemory(true) / 1e6:N0} MB");
    }

    private static T Measure<T>(string what, int count, Func<T> work)
    {
        var watch = Cost.Start();
        T result = work();
        Report(what, count, watch);
        return result;
    }

    private static void Report(string what, int count, Cost cost)
    {
        (TimeSpan wall, TimeSpan cpu, long bytes) = cost.SoFar();
        Console.WriteLine($"{what,-34} {wall.TotalSeconds,8:N2} s {count / wall.TotalSeconds,12:N0} /s {cpu.TotalMicroseconds / count,8:N2} µs of CPU, {bytes / count,8:N0} bytes each, {GC.CollectionCount(0)} {GC.CollectionCount(1)} {GC.CollectionCount(2)}");
    }

    /// <summary>Wall and processor time; the latter tells the truth on a machine that others use too.</summary>
    private readonly record struct Cost(long At, TimeSpan Cpu, long Bytes)
    {
        public static Cost Start() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());

        public (TimeSpan Wall, TimeSpan Cpu, long Bytes) SoFar() => (Stopwatch.GetElapsedTime(At), Environment.CpuUsage.TotalTime - Cpu, GC.GetTotalAllocatedBytes() - Bytes);
    }
}
