using System.Diagnostics;
using System.Globalization;
using Resolve.Benchmarks.Accuracy;
using Resolve.Identifiers.Mentions;
using Resolve.Persons;
using Resolve.Persons.Evaluation;
using Resolve.Persons.Models;
using Resolve.Persons.Records;
using Resolve.Persons.Training;

namespace Resolve.Benchmarks.Persons;

/// <summary>Measures time, memory and latency of resolution on generated records, and how right it is there.</summary>
public static class PersonSpeed
{
    private const int BatchSize = 50_000, SingleCount = 5_000;

    /// <summary>Runs the measurement.</summary>
    /// <param name="args"><c>--records N</c> (default 1,000,000), <c>--train N</c> to train on the first N records first (default 100,000; 0 for the shipped
    /// model), <c>--component N</c> to cluster one component of N records instead.</param>
    /// <returns>0.</returns>
    /// <remarks><c>--out FILE</c> runs 1,000,000 records, or <c>--records N</c>, and the component of 10,000, and writes both results; <c>--linear</c>
    /// first runs a tenth and ends with ten times as many.</remarks>
    public static int Run(string[] args)
    {
        if (AccuracyBenchmark.Option(args, "--out") is { } path) return WriteReport(args, path);
        if (AccuracyBenchmark.Option(args, "--component") is { } size) return Component(int.Parse(size, CultureInfo.InvariantCulture));
        int count = int.Parse(AccuracyBenchmark.Option(args, "--records") ?? "1000000", CultureInfo.InvariantCulture);
        if (AccuracyBenchmark.Option(args, "--feed") is { } feed) return WriteFeed(feed, count);
        int trained = int.Parse(AccuracyBenchmark.Option(args, "--train") ?? "100000", CultureInfo.InvariantCulture);
        var generator = new PersonGenerator(42);
        PersonModel model = PersonModel.Default;
        var watch = Stopwatch.StartNew();
        if (trained > 0)
        {
            model = ModelTrainer.Train(Enumerable.Range(0, trained).Select(generator.Record), new TrainingOptions { RecordCountExpected = count });
            Console.WriteLine($"train on {trained:N0} records: {watch.Elapsed.TotalSeconds:0.0} s");
        }
        watch.Restart();
        TimeSpan cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
        for (int i = 0; i < count; i++) _ = generator.Record(i);
        double generating = watch.Elapsed.TotalSeconds;
        double generatingCpu = (Process.GetCurrentProcess().TotalProcessorTime - cpuBefore).TotalSeconds;
        long before = GC.GetTotalMemory(true);
        var resolver = new PersonResolver(model);
        int[] clusterOf = new int[count + SingleCount];
        watch.Restart();
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        for (int start = 0; start < count; start += BatchSize)
        {
            for (int i = start; i < Math.Min(count, start + BatchSize); i++) Add(resolver, i, generator.Record(i));
            Take(resolver.Recluster(), clusterOf);
        }
        double seconds = watch.Elapsed.TotalSeconds - generating;
        double cpuSeconds = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds - generatingCpu;
        long bytes = GC.GetTotalMemory(true) - before - clusterOf.Length * 4L;
        Console.WriteLine($"{count:N0} records: {seconds:0.0} s ({cpuSeconds:0.0} s of CPU; making the records, {generating:0.0} s, is taken off), "
            + $"{count / seconds:N0} records/s, {bytes / (double)resolver.Count:0} bytes a record");
        Accuracy(clusterOf, count);
        double[] micros = new double[SingleCount], cpuMicros = new double[SingleCount];
        for (int i = 0; i < SingleCount; i++)
        {
            PersonRecord record = generator.Record(count + i);
            long at = Stopwatch.GetTimestamp();
            TimeSpan spent = Environment.CpuUsage.TotalTime;
            Add(resolver, count + i, record);
            resolver.Recluster();
            micros[i] = Stopwatch.GetElapsedTime(at).TotalMicroseconds;
            cpuMicros[i] = (Environment.CpuUsage.TotalTime - spent).TotalMicroseconds;
        }
        Array.Sort(micros);
        Array.Sort(cpuMicros);
        Console.WriteLine($"single record: p50 {micros[SingleCount / 2]:0} µs, p99 {micros[SingleCount * 99 / 100]:0} µs, max {micros[^1]:0} µs; of CPU p99 "
            + $"{cpuMicros[SingleCount * 99 / 100]:0} µs");
        return 0;
    }

    // The same records as a feed of reports with one person each, for `resolve import`.
    private static int WriteFeed(string path, int count)
    {
        var generator = new PersonGenerator(42);
        using FileStream file = File.Create(path);
        for (int i = 0; i < count; i++)
        {
            file.Write(Reports.ReportWriter.ToUtf8(generator.Report(i)));
            file.WriteByte((byte)'\n');
        }
        Console.WriteLine($"{count:N0} reports, {file.Length / 1e6:N0} MB");
        return 0;
    }

    private static int WriteReport(string[] args, string path)
    {
        int records = int.Parse(AccuracyBenchmark.Option(args, "--records") ?? "1000000", CultureInfo.InvariantCulture);
        var printed = new StringWriter(CultureInfo.InvariantCulture);
        TextWriter console = Console.Out;
        Console.SetOut(printed);
        try
        {
            foreach (int count in args.Contains("--linear") ? [records / 10, records, records * 10] : (int[])[records])
            {
                Run(["--records", count.ToString(CultureInfo.InvariantCulture)]);
                Console.WriteLine();
            }
            Run(["--component", "10000"]);
        }
        finally
        {
            Console.SetOut(console);
        }
        string report = $"""
            # Speed of person resolution

            Command: `dotnet run -c Release --project benchmarks/Resolve.Benchmarks -- persons --out
            benchmarks/results/persons.md{(args.Contains("--linear") ? " --linear" : "")}`
            {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} cores,
            {TimeProvider.System.GetUtcNow():yyyy-MM-dd}. Seconds by the clock are those of a machine that others may have used too; seconds of CPU are the
            program's own.

            Generated Vietnamese records with known truth, 2.5 a person (`Persons/PersonGenerator`), in batches of {BatchSize:N0}; the model is trained on the
            first 100,000. One person's records chained by ever new phones are the component.

            ```
            {printed.ToString().TrimEnd()}
            ```

            """.ReplaceLineEndings("\n");
        File.WriteAllText(path, report);
        Console.Write(report);
        return 0;
    }

    private static void Add(PersonResolver resolver, int id, PersonRecord record)
    {
        try
        {
            resolver.Add(id, record);
        }
        catch (ArgumentException)
        {
            // An equal description is the same record.
        }
    }

    private static void Take(IReadOnlyList<int[]> changed, int[] clusterOf)
    {
        foreach (int[] cluster in changed)
            foreach (int id in cluster) clusterOf[id] = cluster.Min() + 1;
    }

    private static void Accuracy(int[] clusterOf, int count)
    {
        var truth = new Dictionary<string, string>();
        var found = new Dictionary<string, string>();
        for (int i = 0; i < count; i++)
        {
            if (clusterOf[i] == 0) continue;
            string id = i.ToString(CultureInfo.InvariantCulture);
            truth[id] = PersonGenerator.PersonOf(i).ToString(CultureInfo.InvariantCulture);
            found[id] = clusterOf[i].ToString(CultureInfo.InvariantCulture);
        }
        ClusterEvaluation e = ClusterEvaluation.Of(truth, found);
        Console.WriteLine($"pairwise precision {e.Pairwise.Precision:0.0000} recall {e.Pairwise.Recall:0.0000} F1 {e.Pairwise.F1:0.0000}; wrong "
            + $"{e.FalsePositiveCount:N0} missed {e.FalseNegativeCount:N0}");
    }

    // One person under ever new phones, each joining two dozen records to the next: one chain, one component, one cluster.
    private static int Component(int count)
    {
        // A server that runs has its code compiled: what it takes is the second figure.
        PersonResolver first = Chained(count);
        var watch = Stopwatch.StartNew();
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        first.Recluster();
        Console.WriteLine($"first settle of {count:N0} chained records in a process just begun: {watch.Elapsed.TotalSeconds:0.00} s "
            + $"({(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:0.00} s of CPU)");
        PersonResolver resolver = Chained(count);
        watch.Restart();
        cpu = Environment.CpuUsage.TotalTime;
        IReadOnlyList<int[]> clusters = resolver.Recluster();
        Console.WriteLine($"the same once more: {watch.Elapsed.TotalSeconds:0.00} s ({(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:0.00} s of CPU), "
            + $"{clusters.Count:N0} clusters, the largest {clusters.Max(c => c.Length):N0}");
        watch.Restart();
        cpu = Environment.CpuUsage.TotalTime;
        resolver.Remove(count / 2);
        resolver.Recluster();
        Console.WriteLine($"after one change: {watch.Elapsed.TotalSeconds:0.00} s ({(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:0.00} s of CPU)");
        return 0;
    }

    private static PersonResolver Chained(int count)
    {
        var resolver = new PersonResolver(PersonModel.Default);
        for (int i = 0; i < count; i++)
        {
            var mention = new Mention { Ref = "m", Kind = MentionKind.Person, Name = "Trần Quang Bảo Khánh", BirthDate = "1987-03-21",
                Addresses = [string.Create(CultureInfo.InvariantCulture, $"{i} Lê Lợi")] };
            Resolve.Identifiers.EntityKey[] holds = [Phone(i / 9), Phone(i / 9 + 1)];
            resolver.Add(i, PersonRecordBuilder.Build(new Reports.ReportKey("c", i.ToString(CultureInfo.InvariantCulture)), mention, holds));
        }
        return resolver;
    }

    private static Resolve.Identifiers.EntityKey Phone(int number) =>
        Resolve.Identifiers.EntityKey.Create(Resolve.Identifiers.EntityKind.Phone, string.Create(CultureInfo.InvariantCulture, $"+84{900_000_000 + number}"));
}
