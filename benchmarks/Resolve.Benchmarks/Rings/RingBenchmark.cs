using System.Diagnostics;
using System.Globalization;
using Resolve.Rings.Detection;

namespace Resolve.Benchmarks.Rings;

/// <summary>Rings found in a graph of the workload's form, or in LFR graphs, scored against the planted truth beside other ways to find groups.</summary>
public static class RingBenchmark
{
    private const string Usage = """
        usage: benchmarks rings --graph DIR [--out FILE] [--size-min N] [--hub N] [--baselines] [--growth] [--report FILE]
               benchmarks rings --lfr DIR [--baselines] [--report FILE]
          --graph      a directory with nodes.csv, edges.csv (src,dst,type,...) and, for scores, rings.csv (id,ring)
          --lfr        a directory with network.dat and community.dat, or with directories that have them
          --out        write id,ring for every vertex in a ring of at least --size-min members (default 3)
          --hub        the degree above which a vertex is a hub (default 1000)
          --baselines  also components, label propagation, Louvain and plain Leiden
          --growth     also hold 1 % of the links back and measure what their arrival changes
          --report     append the tables to a file
        """;

    /// <summary>Runs the benchmark.</summary>
    /// <param name="args">The command line, with or without the leading "rings".</param>
    /// <returns>The exit code: 0, or 2 for a wrong command line.</returns>
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (!TryParse(args.Length > 0 && args[0] == "rings" ? args[1..] : args, out Dictionary<string, string> options) || !(options.ContainsKey("--graph") ^ options.ContainsKey("--lfr")))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }
        var lines = new List<string>();
        if (options.TryGetValue("--lfr", out string? lfr))
        {
            IEnumerable<string> directories = File.Exists(Path.Combine(lfr, "network.dat")) ? [lfr] : Directory.GetDirectories(lfr).Order(StringComparer.Ordinal);
            foreach (string directory in directories) Measure($"LFR {Path.GetFileName(directory)}", GraphFiles.ReadLfr(directory), options, lines);
        }
        else
        {
            string directory = options["--graph"];
            Measure(Path.GetFileName(Path.TrimEndingDirectorySeparator(directory)), GraphFiles.Read(directory), options, lines);
        }
        if (options.TryGetValue("--report", out string? report)) File.AppendAllLines(report, lines);
        return 0;
    }

    private static bool TryParse(string[] args, out Dictionary<string, string> options)
    {
        options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] is "--baselines" or "--growth") options[args[i]] = "";
            else if (args[i] is "--graph" or "--lfr" or "--out" or "--size-min" or "--hub" or "--report" && i + 1 < args.Length) options[args[i]] = args[++i];
            else return false;
        }
        return true;
    }

    private static void Measure(string name, GraphFiles files, Dictionary<string, string> options, List<string> lines)
    {
        void Say(string line)
        {
            Console.WriteLine(line);
            lines.Add(line);
        }
        int hub = Number(options, "--hub", 1_000);
        var parameters = new RingPartitionOptions { HubDegreeMax = hub };
        long start = Stopwatch.GetTimestamp();
        WeightedGraph graph = WeightedGraph.FromLinks(files.Ids.Length, files.Links);
        double built = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Say(string.Create(CultureInfo.InvariantCulture, $"\n## {name}: {graph.VertexCount:N0} vertices, {graph.LinkCount:N0} links (graph built in {built:F2} s, {Environment.ProcessorCount} processors)\n"));
        Say("| way | seconds | CPU seconds | mean Jaccard | at .8 or more | pair F1 | NMI | ARI | groups |\n|---|---|---|---|---|---|---|---|---|");
        int[] Row(string way, Func<int[]> find)
        {
            long from = Stopwatch.GetTimestamp();
            TimeSpan used = Environment.CpuUsage.TotalTime;
            int[] groups = find();
            double seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
            double cpu = (Environment.CpuUsage.TotalTime - used).TotalSeconds;
            string cells = files.Truth is { } truth ? PartitionScores.Of(truth, groups).Cells(!truth.Contains(-1)) : " | | | | | ";
            Say(string.Create(CultureInfo.InvariantCulture, $"| {way} | {seconds:F2} | {cpu:F2} | {cells} |"));
            return groups;
        }
        int[] rings = Row("**rings** (first pass, cold)", () => RingPartitioner.Partition(graph, parameters));
        Row("**rings** (again)", () => RingPartitioner.Partition(graph, parameters));
        if (options.ContainsKey("--baselines"))
        {
            WeightedGraph cut = Baselines.WithoutHubs(graph, hub);
            Row("components", () => Baselines.Components(graph, 1));
            Row("components of strong links, hubs cut", () => Baselines.Components(cut, parameters.ConductingWeight));
            Row("label propagation, hubs cut", () => Baselines.LabelPropagation(cut));
            Row("Louvain by modularity, hubs cut", () => Baselines.LouvainModularity(cut));
            foreach (int resolution in (ReadOnlySpan<int>)[30, 50, 100, 200])
            {
                Row(string.Create(CultureInfo.InvariantCulture, $"Louvain CPM γ={resolution}/1000, hubs cut"), () => Baselines.LouvainPotts(cut, resolution));
                Row(string.Create(CultureInfo.InvariantCulture, $"plain Leiden CPM γ={resolution}/1000, hubs cut"), () => Leiden.Partition(cut, resolution));
            }
        }
        if (options.ContainsKey("--growth")) Growth.Measure(files, parameters, Say);
        if (options.TryGetValue("--out", out string? path)) files.Write(path, rings, Number(options, "--size-min", 3));
    }

    private static int Number(Dictionary<string, string> options, string name, int otherwise) =>
        options.TryGetValue(name, out string? text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
