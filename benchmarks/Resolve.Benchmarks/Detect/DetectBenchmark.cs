using System.Diagnostics;
using System.Globalization;
using Resolve.Cli.Generate;
using Resolve.Embedded;
using Resolve.Ports;
using Resolve.Reports;
using Resolve.Rings;

namespace Resolve.Benchmarks.Detect;

/// <summary>How well the rings of the whole engine match those the generator planted, by detector.</summary>
internal static class DetectBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        int reports = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
        int rings = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Math.Max(1, reports / 50);
        ulong seed = args.Length > 2 ? ulong.Parse(args[2], CultureInfo.InvariantCulture) : 1;
        var truth = new Dictionary<string, string>(StringComparer.Ordinal);
        List<Report> feed = [.. new ReportGenerator(new GeneratorOptions { Reports = reports, Rings = rings, Seed = seed }).Reports(row => truth[row.EntityKey] = row.RingId)];
        Console.WriteLine($"{reports:N0} reports, {rings:N0} planted rings of {truth.Count:N0} entities, seed {seed}");
        Console.WriteLine($"{"detector",-14} {"rings",7} {"P",7} {"R",7} {"F1",7} {"J>=.8",7} {"mean J",7} {"false",7} {"CPU s",7}");
        await MeasureAsync("components", new ComponentDetector(), feed, truth);
        await MeasureAsync("partition", new PartitionDetector(), feed, truth);
        return 0;
    }

    private static async Task MeasureAsync(string name, IRingDetector detector, List<Report> feed, Dictionary<string, string> truth)
    {
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        await using var journal = new InMemoryJournal();
        await using EmbeddedResolver resolver = await EmbeddedResolver.OpenAsync(journal, new EmbeddedResolverOptions { Detector = detector }, null, CancellationToken.None);
        foreach (Report[] chunk in feed.Chunk(2_000)) await resolver.SubmitAsync(chunk, CancellationToken.None);
        RingSnapshot found = await resolver.RingsAtAsync(resolver.Graph.Position, CancellationToken.None);
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime - before;
        var predicted = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Ring ring in found.All())
            foreach (RingMember member in ring.Members) predicted[member.Key.ToString()] = ring.Id;
        (double precision, double recall) = Pairwise(truth, predicted);
        (double share, double mean) = Jaccard(truth, predicted);
        int without = found.All().Count(r => !r.Members.Any(m => truth.ContainsKey(m.Key.ToString())));
        Console.WriteLine(
            $"{name,-14} {found.Count,7:N0} {precision,7:N4} {recall,7:N4} {2 * precision * recall / (precision + recall),7:N4} {share,7:N4} {mean,7:N4} {(double)without / Math.Max(found.Count, 1),7:N4} {cpu.TotalSeconds,7:N1}");
    }

    private static (double Precision, double Recall) Pairwise(Dictionary<string, string> truth, Dictionary<string, string> predicted)
    {
        long both = Pairs(truth.Where(t => predicted.ContainsKey(t.Key)).Select(t => (t.Value, predicted[t.Key])));
        return ((double)both / Math.Max(1, Pairs(predicted.Values)), (double)both / Math.Max(1, Pairs(truth.Values)));
    }

    private static long Pairs<T>(IEnumerable<T> labels)
        where T : notnull => labels.CountBy(l => l).Sum(g => (long)g.Value * (g.Value - 1) / 2);

    private static (double Share, double Mean) Jaccard(Dictionary<string, string> truth, Dictionary<string, string> predicted)
    {
        var found = predicted.GroupBy(p => p.Value, p => p.Key).ToDictionary(g => g.Key, g => g.Count());
        var best = new List<double>();
        foreach (var planted in truth.GroupBy(t => t.Value, t => t.Key))
        {
            int size = planted.Count();
            double highest = 0;
            foreach ((string ring, int shared) in planted.Where(predicted.ContainsKey).CountBy(k => predicted[k]))
                highest = Math.Max(highest, (double)shared / (size + found[ring] - shared));
            best.Add(highest);
        }
        return (best.Count(j => j >= .8) / (double)Math.Max(1, best.Count), best.DefaultIfEmpty().Average());
    }
}
