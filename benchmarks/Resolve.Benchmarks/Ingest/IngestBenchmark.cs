using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Resolve.Benchmarks.Accuracy;
using Resolve.Cli.Generate;
using Resolve.Graph;
using Resolve.Persons;
using Resolve.Persons.Models;
using Resolve.Reports;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.Storage.Sqlite;

namespace Resolve.Benchmarks.Ingest;

/// <summary>What a report costs on its way in, step by step, with its physical limit beside it: the same lines only parsed, the same payloads only
/// inserted.</summary>
internal static class IngestBenchmark
{
    private const int BatchCount = 2_000;

    private static readonly List<string> s_rows = [];

    public static async Task<int> RunAsync(string[] args)
    {
        int count = args.Length > 0 && int.TryParse(args[0], CultureInfo.InvariantCulture, out int given) ? given : 100_000;
        string directory = Directory.CreateTempSubdirectory("resolve-bench-").FullName;
        string feed = Path.Combine(directory, "feed.ndjson");
        try
        {
            long bytes = WriteFeed(feed, count);
            Console.WriteLine($"{count:N0} reports, {bytes / 1e6:N0} MB of NDJSON");
            await WholeAsync(Path.Combine(directory, "whole"), feed, count); // first, so that its peak is its own
            await PeersAsync(directory, feed, count);
            Steps(feed, count);
            if (AccuracyBenchmark.Option(args, "--out") is { } path) await File.WriteAllTextAsync(path, Table(count, bytes));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
        return 0;
    }

    private static long WriteFeed(string path, int count)
    {
        using FileStream file = File.Create(path);
        foreach (Report report in new ReportGenerator(new GeneratorOptions { Reports = count, Rings = Math.Max(1, count / 50), Seed = 1 }).Reports())
        {
            file.Write(ReportWriter.ToUtf8(report));
            file.WriteByte((byte)'\n');
        }
        return file.Length;
    }

    private static IEnumerable<byte[]> Lines(string feed) => File.ReadLines(feed).Select(System.Text.Encoding.UTF8.GetBytes);

    private static async Task WholeAsync(string directory, string feed, int count)
    {
        await using (SqliteJournal journal = await SqliteJournal.OpenAsync(directory, new SqliteJournalOptions(), CancellationToken.None))
        await using (LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions { RingInterval = TimeSpan.FromHours(1) },
            null, CancellationToken.None))
        {
            var cost = Cost.Start();
            await Parallel.ForEachAsync(Lines(feed).Chunk(500), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (chunk, ct) =>
                await resolver.SubmitAsync([.. chunk.Select(l => ReportReader.Read(l).Report!)], ct));
            Print("from lines to acknowledged, durable", count, cost);
            Console.WriteLine($"{resolver.Graph.Counts}; peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB");
            s_rows.Add($"| peak of the process then | {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB | | |");
            long alive = GC.GetTotalMemory(true) / count;
            Console.WriteLine($"alive afterwards: {alive:N0} bytes a report");
            s_rows.Add($"| alive afterwards | {alive:N0} bytes a report | | |");
        }
        await using SqliteJournal again = await SqliteJournal.OpenAsync(directory, new SqliteJournalOptions(), CancellationToken.None);
        var restart = Cost.Start();
        await using LocalRuntime reopened = await LocalRuntime.OpenAsync(again, new LocalRuntimeOptions(), null, CancellationToken.None);
        Print("restart: journal to graph and rings", count, restart);
    }

    private static async Task PeersAsync(string directory, string feed, int count)
    {
        byte[][] lines = [.. Lines(feed)];
        Measure("peer: the lines parsed as JSON, nothing else", count, () =>
        {
            long members = 0;
            foreach (byte[] line in lines)
            {
                using var document = JsonDocument.Parse(line);
                members += document.RootElement.GetPropertyCount();
            }
            return members;
        });
        Measure("peer: the payloads inserted into SQLite, nothing else", count, () => Insert(Path.Combine(directory, "bare.db"), lines));
        await using SqliteJournal journal = await SqliteJournal.OpenAsync(Path.Combine(directory, "alone"), new SqliteJournalOptions(), CancellationToken.None);
        var cost = Cost.Start();
        foreach (byte[][] chunk in lines.Chunk(BatchCount))
            await journal.AppendAsync([.. chunk.Select(l => new JournalEntry(JournalEntryKind.Report, l))], CancellationToken.None);
        Print("the journal alone", count, cost);
    }

    private static int Insert(string path, byte[][] lines)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand setup = connection.CreateCommand();
        setup.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE entry (position INTEGER PRIMARY KEY, payload BLOB NOT NULL)";
        setup.ExecuteNonQuery();
        using SqliteCommand insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO entry (payload) VALUES ($payload)";
        SqliteParameter payload = insert.Parameters.Add("$payload", SqliteType.Blob);
        int rows = 0;
        foreach (byte[][] chunk in lines.Chunk(BatchCount))
        {
            using SqliteTransaction transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            foreach (byte[] line in chunk)
            {
                payload.Value = line;
                rows += insert.ExecuteNonQuery();
            }
            transaction.Commit();
        }
        return rows;
    }

    private static void Steps(string feed, int count)
    {
        byte[][] lines = [.. Lines(feed)];
        Report[] reports = Measure("step: read", count, () => lines.Select(l => ReportReader.Read(l).Report!).ToArray());
        ReportContent[] contents = Measure("step: normalise and extract", count, () => reports.Select(ReportExtractor.Extract).ToArray());
        Measure("step: write canonical JSON and hash", count, () => reports.Sum(r => (long)(StableHash.Of128(ReportWriter.ToUtf8(r)) & 1)));
        Measure("step: put into the graph", count, () =>
        {
            var index = new LinkIndex();
            foreach (ReportContent content in contents) index.Put(index.Reserve(), content, 1);
            return index.Publish(1).Counts;
        });
        Measure("step: resolve persons", count, () =>
        {
            var resolver = new PersonResolver(PersonModel.Default);
            var seen = new HashSet<UInt128>();
            int id = 0, clusters = 0;
            foreach (ReportContent[] chunk in contents.Chunk(BatchCount))
            {
                foreach (ContentMention mention in chunk.SelectMany(c => c.Mentions))
                    if (mention.Record is { } record && seen.Add(record.Fingerprint)) resolver.Add(id++, record);
                clusters += resolver.Recluster().Count;
            }
            return clusters;
        });
    }

    private static T Measure<T>(string what, int count, Func<T> work)
    {
        var cost = Cost.Start();
        T result = work();
        Print(what, count, cost);
        return result;
    }

    private static void Print(string what, int count, Cost cost)
    {
        (TimeSpan wall, TimeSpan cpu, long bytes) = cost.SoFar();
        double micros = cpu.TotalMicroseconds / count;
        Console.WriteLine($"{what,-54} {wall.TotalSeconds,8:N2} s {count / wall.TotalSeconds,10:N0} /s {micros,8:N1} µs of CPU, {bytes / count,8:N0} bytes "
            + "allocated each");
        s_rows.Add(string.Create(CultureInfo.InvariantCulture, $"| {what} | {count / wall.TotalSeconds:N0} | {micros:0.0} | {bytes / count:N0} |"));
    }

    private static string Table(int count, long bytes) => string.Create(CultureInfo.InvariantCulture, $$"""
        # What a report costs on its way in

        {{count:N0}} reports of `resolve generate` (seed 1), {{bytes / 1e6:N0}} MB of NDJSON, on {{Environment.ProcessorCount}} processors, .NET
        {{Environment.Version}}, Release. Repeat with

            dotnet run -c Release --project benchmarks/Resolve.Benchmarks -- ingest {{count}} --out benchmarks/results/ingest.md

        CPU is user and system time of the whole process, collections and compiling included; reports a second are by the clock, which other work on the machine
        slows. The peers are the physical limit of the same run: the lines parsed and thrown away; the payloads inserted, {{BatchCount:N0}} a transaction, each
        flushed.

        | what | reports/s | µs of CPU each | bytes allocated each |
        |---|--:|--:|--:|

        """) + string.Join('\n', s_rows) + '\n';

    /// <summary>Wall and processor time; only the latter is reliable on a machine that others use too.</summary>
    private readonly record struct Cost(long At, TimeSpan Cpu, long Bytes)
    {
        public static Cost Start()
        {
            GC.Collect();
            return new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        }

        public (TimeSpan Wall, TimeSpan Cpu, long Bytes) SoFar() =>
            (Stopwatch.GetElapsedTime(At), Environment.CpuUsage.TotalTime - Cpu, GC.GetTotalAllocatedBytes() - Bytes);
    }
}
