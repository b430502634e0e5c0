using Resolve.Rings.Questions;
using System.Diagnostics;
using System.Globalization;
using Resolve.Benchmarks.Results;
using Resolve.Graph;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Rings.Trails;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;

namespace Resolve.Benchmarks.Detect.Planted;

/// <summary>Rings of the whole engine against the third generator's truth, scored strictly.</summary>
internal static class PlantedBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        int[] numbers = [.. args.Where(a => int.TryParse(a, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(a => int.Parse(a, CultureInfo.InvariantCulture))];
        int reports = numbers.ElementAtOrDefault(0) is > 0 and int n ? n : 10_000, rings = numbers.ElementAtOrDefault(1) is > 0 and int r ? r : reports / 50,
            seed = numbers.ElementAtOrDefault(2) is > 0 and int s ? s : 1;
        var feed = new PlantedFeed(reports, rings, (ulong)seed);
        List<Report> made = feed.Make();
        GraphSnapshot graph = await ResolveAsync(made);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        RingSnapshot snapshot = new RingIndex(RingModel.Default, new PartitionDetector()).Refresh(graph, [.. graph.Nodes()], CancellationToken.None);
        List<Ring> found = [.. snapshot.All()];
        double cpu = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        Dictionary<string, HashSet<string>> planted = feed.World.Rings();
        PlantedScores score = PlantedScores.Of(found, planted);
        string run = string.Create(CultureInfo.InvariantCulture, $"{made.Count:N0} reports, {rings:N0} rings, seed {seed}");
        string[] cells = [Text(score.Rings, "N0"), Text(score.Precision, "N4"), Text(score.Recall, "N4"), Text(score.F1, "N4"), Text(score.Recovered, "N4"),
            Text(score.MeanJaccard, "N4"),
            Text(score.Unplanted, "N0"), Text(score.Bystanders, "N0"), Text(score.Merged, "N0"), Text(cpu, "N1")];
        Console.WriteLine(run);
        Console.WriteLine(string.Join(' ', s_header[2..].Select(h => $"{h,10}")));
        Console.WriteLine(string.Join(' ', cells.Select(c => $"{c,10}")));
        List<MoneyPattern> named = [.. found.SelectMany(r => RingQuestions.Money(snapshot, r.Id)?.Patterns ?? [])];
        List<IReadOnlyList<string>> patterns = PatternScores.Of(named, feed.World.Patterns, planted);
        Console.WriteLine(string.Join(' ', PatternScores.Header.Skip(1).Select(h => $"{h,15}")));
        foreach (IReadOnlyList<string> row in patterns) Console.WriteLine(string.Join(' ', row.Select(c => $"{c,15}")));
        if (args.Contains("--misses"))
        {
            Misses(found, planted);
            PatternScores.WriteMisses(named, feed.World.Patterns, found.SelectMany(r => r.Members.Select(m => (Key: m.Key.ToString(), r.Id)))
                .DistinctBy(m => m.Key).ToDictionary(m => m.Key, m => m.Id, StringComparer.Ordinal));
        }
        if (Array.IndexOf(args, "--report") is >= 0 and int at && at + 1 < args.Length)
        {
            string command = $"rings --planted {reports} {rings} {seed}", peak = $"peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e9:N1} GB";
            Table.Put(args[at + 1], run, command, [["Resolve", .. cells]], peak);
            PatternScores.Table.Put(args[at + 1], run, command, patterns, peak);
        }
        return 0;
    }

    private static readonly string[] s_header = ["run", "method", "rings", "P", "R", "F1", "J ≥ .8", "mean J", "false", "bystanders", "merged", "CPU s"];

    private static ResultTable Table => new("A third generator, scored strictly", s_header, """
        Rings of 5 to 400 with sold accounts, leaders of hundreds of ties, SIM boxes of hundreds of numbers, bank statements that name bystanders, and patterns
        of transfers. Strictly: an entity that a report of a ring names on the suspects' side and no ring has counts against recall; a sold account counts in
        both rings. False: rings without any planted entity; bystanders: members that are planted in no ring; merged: planted rings most of which is in one ring
        with another.
        """);

    private static async Task<GraphSnapshot> ResolveAsync(List<Report> reports)
    {
        var options = new LocalRuntimeOptions { Rings = new RingModel { MemberCountMin = int.MaxValue }, RingInterval = TimeSpan.FromDays(1) };
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, options, null, CancellationToken.None);
        foreach (Report[] chunk in reports.Chunk(2_000)) await resolver.SubmitAsync(chunk, CancellationToken.None);
        return resolver.Graph;
    }

    /// <summary>Prints the worst planted rings: what is left out and taken in.</summary>
    private static void Misses(List<Ring> found, Dictionary<string, HashSet<string>> planted)
    {
        HashSet<string>[] rings = [.. found.Select(r => r.Members.Select(m => m.Key.ToString()).ToHashSet(StringComparer.Ordinal))];
        ILookup<string, string> plantedOf = planted.SelectMany(p => p.Value.Select(k => (k, p.Key))).ToLookup(p => p.k, p => p.Key, StringComparer.Ordinal);
        int listed = 0;
        foreach ((string id, HashSet<string> members) in planted.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            HashSet<string> best = rings.MaxBy(r => r.Count(members.Contains)) ?? [];
            int shared = best.Count(members.Contains);
            double jaccard = (double)shared / (members.Count + best.Count - shared);
            if (jaccard >= .8 || ++listed > 25) continue;
            var others = best.SelectMany(k => plantedOf[k].DefaultIfEmpty("none")).CountBy(r => r).OrderByDescending(c => c.Value).Take(4);
            Console.WriteLine($"{id}: {members.Count} planted, best has {best.Count}, Jaccard {jaccard:N2}; in it of "
                + string.Join(' ', others.Select(c => $"{c.Key}:{c.Value}")));
            Console.WriteLine("   out " + string.Join(' ', members.Where(m => !best.Contains(m)).Take(6)
                .Select(m => m + (rings.Any(r => r.Contains(m)) ? "(other)" : ""))));
        }
        HashSet<string> inside = [.. rings.SelectMany(r => r)];
        Console.WriteLine("planted in no ring: " + string.Join(' ', planted.Values.SelectMany(p => p).Where(k => !inside.Contains(k))
            .CountBy(k => k.Split(':')[0]).Select(c => $"{c.Key} {c.Value}")));
        Console.WriteLine("bystanders: " + string.Join(' ', inside.Where(k => plantedOf[k].FirstOrDefault() is null).CountBy(k => k.Split(':')[0])
            .Select(c => $"{c.Key} {c.Value}")));
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
