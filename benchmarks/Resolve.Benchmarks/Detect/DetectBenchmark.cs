using System.Diagnostics;
using System.Globalization;
using Resolve.Cli.Generate;
using Resolve.Embedded;
using Resolve.Graph;
using Resolve.Ports;
using Resolve.Reports;
using Resolve.Rings;

namespace Resolve.Benchmarks.Detect;

/// <summary>How well the rings of the whole engine match those the generator planted, by detector.</summary>
internal static class DetectBenchmark
{
    private static bool s_truthHasNoPersons; // keys of persons are the engine's own, so another maker may leave them out

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["--feed", string file, "--truth", string planted, ..]) return await RunOnFilesAsync(file, planted, args.Length > 4 ? int.Parse(args[4], CultureInfo.InvariantCulture) : 0);
        bool trees = args.Contains("--trees");
        args = [.. args.Where(a => a != "--trees")];
        int reports = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
        int rings = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Math.Max(1, reports / 50);
        ulong seed = args.Length > 2 ? ulong.Parse(args[2], CultureInfo.InvariantCulture) : 1;
        int misses = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 0;
        var truth = new Dictionary<string, string>(StringComparer.Ordinal);
        var roles = new Dictionary<string, string>(StringComparer.Ordinal);
        IEnumerable<Report> feed = trees
            ? new TreeGenerator(reports, rings, seed).Make(truth, roles)
            : new ReportGenerator(new GeneratorOptions { Reports = reports, Rings = rings, Seed = seed }).Reports(row =>
            {
                truth[row.EntityKey] = row.RingId;
                roles[row.EntityKey] = row.Role;
            });
        GraphSnapshot graph = await ResolveAsync(feed);
        Console.WriteLine($"{reports:N0} reports, {rings:N0} planted rings of {truth.Count:N0} entities, seed {seed}{(trees ? ", trees" : "")}");
        IReadOnlyList<Ring> found = Compare(graph, truth);
        Console.WriteLine($"leader among the top two: {LeaderShare(found, truth, roles):N4} of the planted rings that were found");
        if (misses > 0) Misses.Write(graph, found, truth, roles, misses);
        return 0;
    }

    /// <summary>The same on reports of another maker: NDJSON on the wire's form, and <c>entity_key,ring_id</c>.</summary>
    private static async Task<int> RunOnFilesAsync(string feed, string planted, int misses)
    {
        Dictionary<string, string> truth = File.ReadLines(planted).Skip(1).Select(l => l.Split(',')).ToDictionary(c => c[0], c => c[1], StringComparer.Ordinal);
        s_truthHasNoPersons = !truth.Keys.Any(k => k.StartsWith("person:", StringComparison.Ordinal));
        GraphSnapshot graph = await ResolveAsync(File.ReadLines(feed).Select(l => ReportReader.Read(System.Text.Encoding.UTF8.GetBytes(l)).Report ?? throw new FormatException("A line is no report.")));
        Console.WriteLine($"{feed}: {graph.ReportCount:N0} reports, {truth.Values.Distinct().Count():N0} planted rings of {truth.Count:N0} entities");
        IReadOnlyList<Ring> found = Compare(graph, truth);
        if (misses > 0) Misses.Write(graph, found, truth, truth.ToDictionary(t => t.Key, t => t.Key.Split(':')[0]), misses);
        return 0;
    }

    private static List<Ring> Compare(GraphSnapshot graph, Dictionary<string, string> truth)
    {
        Console.WriteLine($"{"detector",-20} {"rings",7} {"P",7} {"R",7} {"F1",7} {"J>=.8",7} {"mean J",7} {"false",7} {"CPU s",7}");
        Measure("components", new ComponentDetector(), graph, truth);
        Measure("label propagation", new BaselineDetector(BaselineKind.LabelPropagation), graph, truth);
        Measure("Louvain", new BaselineDetector(BaselineKind.Louvain), graph, truth);
        return Measure("Resolve", new PartitionDetector(), graph, truth);
    }

    private static async Task<GraphSnapshot> ResolveAsync(IEnumerable<Report> feed)
    {
        var options = new EmbeddedResolverOptions { Rings = new RingModel { MemberCountMin = int.MaxValue } }; // rings are computed below, by each detector
        await using var journal = new InMemoryJournal();
        await using EmbeddedResolver resolver = await EmbeddedResolver.OpenAsync(journal, options, null, CancellationToken.None);
        foreach (Report[] chunk in feed.Chunk(2_000)) await resolver.SubmitAsync(chunk, CancellationToken.None);
        return resolver.Graph;
    }

    /// <summary>The share of planted rings with a ring of Jaccard .8 or more that names a planted leader (or his phone) first or second.</summary>
    private static double LeaderShare(IReadOnlyList<Ring> rings, Dictionary<string, string> truth, Dictionary<string, string> roles)
    {
        int seen = 0, named = 0;
        foreach ((string planted, (Ring? ring, double jaccard)) in DetectionScores.BestMatches(rings, truth))
        {
            if (ring is null || jaccard < .8) continue;
            seen++;
            var leaders = ring.Members.Select(m => (Key: m.Key.ToString(), Score: m.Roles.FirstOrDefault(r => r.Word == "leader")?.Score ?? 0))
                .Where(m => m.Score > 0).OrderByDescending(m => m.Score).ThenBy(m => m.Key, StringComparer.Ordinal).Take(2);
            if (leaders.Any(m => truth.GetValueOrDefault(m.Key) == planted && roles[m.Key] == "leader")) named++;
        }
        return (double)named / Math.Max(1, seen);
    }

    private static List<Ring> Measure(string name, IRingDetector detector, GraphSnapshot graph, Dictionary<string, string> truth)
    {
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        List<Ring> rings = [.. new RingIndex(RingModel.Default, detector).Refresh(graph, [.. graph.Nodes()], CancellationToken.None).All()];
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime - before;
        var s = DetectionScores.Of(rings, truth, k => !s_truthHasNoPersons || !k.StartsWith("person:", StringComparison.Ordinal));
        Console.WriteLine($"{name,-20} {s.Rings,7:N0} {s.Precision,7:N4} {s.Recall,7:N4} {s.F1,7:N4} {s.Recovered,7:N4} {s.MeanJaccard,7:N4} {s.Unplanted,7:N4} {cpu.TotalSeconds,7:N1}");
        return rings;
    }
}
