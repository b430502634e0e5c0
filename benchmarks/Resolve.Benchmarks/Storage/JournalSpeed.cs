using System.Diagnostics;
using System.Globalization;
using Resolve.Runtime.Ports;
using Resolve.Storage.Postgres;
using Resolve.Storage.Sqlite;

namespace Resolve.Benchmarks.Storage;

/// <summary>Measures the journals beside the physical limit: how often the same disk confirms a flush.</summary>
/// <remarks><c>benchmarks journal [DIRECTORY] [--seconds N] [--bytes N] [--postgres CONNECTION_STRING]</c></remarks>
public static class JournalSpeed
{
    /// <summary>Runs the measurement and prints a table.</summary>
    /// <param name="args">The directory on the disk to measure (default: the temporary one), seconds for each row, payload bytes, and a PostgreSQL to measure
    /// too.</param>
    /// <returns>0.</returns>
    public static int Run(string[] args)
    {
        string parent = args.Length > 0 && !args[0].StartsWith('-') ? args[0] : Path.GetTempPath();
        double seconds = double.Parse(Option(args, "--seconds") ?? "3", CultureInfo.InvariantCulture);
        int bytes = int.Parse(Option(args, "--bytes") ?? "1000", CultureInfo.InvariantCulture);
        string directory = Path.Combine(parent, $"journal-speed-{Environment.ProcessId}");
        Directory.CreateDirectory(directory);
        try
        {
            RunAsync(directory, TimeSpan.FromSeconds(seconds), bytes, Option(args, "--postgres")).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
        return 0;
    }

    private static async Task RunAsync(string directory, TimeSpan duration, int bytes, string? postgres)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, payloads of {bytes} bytes, {duration.TotalSeconds:0.#} s a row");
        Console.WriteLine("Limit: 4 KiB written in place and flushed, over and over, before and after the row (the disk may be shared, so its speed drifts).");
        await using (SqliteJournal journal = await SqliteJournal.OpenAsync(directory, new SqliteJournalOptions(), CancellationToken.None))
        {
            await MeasureAsync("SQLite", journal, () => journal.Statistics().Batches, duration, bytes, Path.Combine(directory, "flush"));
        }
        if (postgres is null) return;
        var options = new PostgresJournalOptions { Schema = $"speed_{Environment.ProcessId}" };
        await using PostgresJournal other = await PostgresJournal.OpenAsync(postgres, options, CancellationToken.None);
        await MeasureAsync("PostgreSQL", other, () => other.Statistics().Batches, duration, bytes, Path.Combine(directory, "flush"));
    }

    private static async Task MeasureAsync(string name, IJournal journal, Func<long> batches, TimeSpan duration, int bytes, string flushFile)
    {
        foreach ((int appenders, int batch) in ((int, int)[])[(1, 1), (16, 1), (256, 1), (1, 100), (16, 100)])
        {
            double limit = Flushes(flushFile, duration / 3);
            (long entriesBefore, long batchesBefore, long started) = (journal.Position, batches(), Stopwatch.GetTimestamp());
            await Task.WhenAll(Enumerable.Range(0, appenders).Select(_ => Task.Run(() => AppendAsync(journal, batch, bytes, started, duration))));
            double elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
            double entries = (journal.Position - entriesBefore) / elapsed, commits = (batches() - batchesBefore) / elapsed;
            limit = (limit + Flushes(flushFile, duration / 3)) / 2;
            Console.WriteLine($"{$"{name}: {appenders} appenders x {batch}",-32} {entries,10:N0} entries/s {commits,8:N0} commits/s, limit {limit,6:N0} "
                + $"flushes/s, ratio {commits / limit:0.00}");
        }
        await ReadAsync(name, journal, duration);
    }

    private static async Task AppendAsync(IJournal journal, int batch, int bytes, long started, TimeSpan duration)
    {
        JournalEntry[] entries = [.. Enumerable.Range(0, batch).Select(i => new JournalEntry(JournalEntryKind.Report, Payload(i, bytes)))];
        while (Stopwatch.GetElapsedTime(started) < duration) await journal.AppendAsync(entries, CancellationToken.None);
    }

    private static async Task ReadAsync(string name, IJournal journal, TimeSpan duration)
    {
        long started = Stopwatch.GetTimestamp(), count = 0;
        await foreach (JournalRecord _ in journal.ReadAsync(0, CancellationToken.None)) count++;
        Console.WriteLine($"{name + ": read all, verified",-32} {count / Stopwatch.GetElapsedTime(started).TotalSeconds,10:N0} entries/s ({count:N0} entries)");
        started = Stopwatch.GetTimestamp();
        long reads = 0;
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            long position = 1 + (long)(StableHash.Mix((ulong)reads++) % (ulong)count);
            if (await journal.ReadOneAsync(position, CancellationToken.None) is null) throw new InvalidOperationException($"Entry {position} is not there.");
        }
        Console.WriteLine($"{name + ": read one at random",-32} {reads / Stopwatch.GetElapsedTime(started).TotalSeconds,10:N0} reads/s");
    }

    /// <summary>Writes a page behind the last in a file that is used round and round, as a log is, and waits for the device.</summary>
    private static double Flushes(string path, TimeSpan duration)
    {
        const int FileBytes = 8 << 20;
        byte[] page = new byte[4_096];
        using var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);
        if (RandomAccess.GetLength(file) == 0) RandomAccess.Write(file, new byte[FileBytes], 0);
        RandomAccess.FlushToDisk(file);
        long count = 0, started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            RandomAccess.Write(file, page, count++ * page.Length % FileBytes);
            RandomAccess.FlushToDisk(file);
        }
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static byte[] Payload(int seed, int bytes) =>
        [.. Enumerable.Range(0, bytes).Select(i => (byte)(' ' + (StableHash.Mix((ulong)((seed * 10_000) + i)) % 90)))];

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and int at && at + 1 < args.Length ? args[at + 1] : null;
}
