using System.Diagnostics;
using System.Globalization;
using Resolve.Benchmarks.Results;
using Resolve.Rings.Detection;

namespace Resolve.Benchmarks.Rings;

/// <summary>Rings found in a graph of the workload's form, or in LFR graphs, scored against the planted truth beside other ways to find groups.</summary>
public sealed class RingBenchmark
{
    private static readonly string[] s_header = ["run", "method", "mean J", "J ≥ .8", "F1", "NMI", "ARI", "groups", "seconds", "CPU s"];

    private const string Usage = """
        usage: benchmarks rings --graph DIR [--out FILE] [--size-min N] [--hub N] [--baselines] [--growth] [--name NAME] [--report FILE]
                                [--peer NAME:FILE]...
               benchmarks rings --lfr DIR [--baselines] [--peer NAME:FILE]... [--report FILE]
          --graph      a directory with nodes.csv, edges.csv (src,dst,type,...) and, for scores, rings.csv (id,ring)
          --lfr        a directory with network.dat and community.dat, or with directories that have them
          --out        write id,ring for every vertex in a ring of at least --size-min members (default 3)
          --hub        the degree above which a vertex is a hub (default 1000)
          --baselines  also components, label propagation, Louvain and plain Leiden
          --growth     also hold 1 % of the links back and measure what their arrival changes
          --name       what to call the graph in the table; its directory's name otherwise
          --peer       also score what another program found: id,ring for each vertex, the first line a header; with --lfr
                       FILE is looked for in the directory of each graph; FILE with the ending .seconds may state its seconds of CPU
          --report     put the rows into a results file
        """;

    private readonly string _name, _directory;
    private readonly GraphFiles _files;
    private readonly Dictionary<string, string> _options;
    private readonly List<(string Name, string File)> _peers;
    private readonly List<IReadOnlyList<string>> _rows = [];
    private readonly bool _isLfr;

    private RingBenchmark(string name, string directory, GraphFiles files, Dictionary<string, string> options, List<(string Name, string File)> peers) =>
        (_name, _directory, _files, _options, _peers, _isLfr) = (name, directory, files, options, peers, options.ContainsKey("--lfr"));

    /// <summary>Runs the benchmark.</summary>
    /// <param name="args">The command line, with or without the leading "rings".</param>
    /// <returns>The exit code: 0, or 2 for a wrong command line.</returns>
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (!TryParse(args.Length > 0 && args[0] == "rings" ? args[1..] : args, out Dictionary<string, string> options,
            out List<(string Name, string File)> peers) || !(options.ContainsKey("--graph") ^ options.ContainsKey("--lfr")))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }
        if (options.TryGetValue("--lfr", out string? lfr))
        {
            IEnumerable<string> directories = File.Exists(Path.Combine(lfr, "network.dat")) ? [lfr] : Directory.GetDirectories(lfr)
                .Order(StringComparer.Ordinal);
            foreach (string directory in directories) new RingBenchmark(Path.GetFileName(directory), directory, GraphFiles.ReadLfr(directory), options, peers)
                .Run();
        }
        else
        {
            string directory = options["--graph"];
            new RingBenchmark(options.GetValueOrDefault("--name", Path.GetFileName(Path.TrimEndingDirectorySeparator(directory))), directory,
                GraphFiles.Read(directory), options, peers).Run();
        }
        return 0;
    }

    private static bool TryParse(string[] args, out Dictionary<string, string> options, out List<(string Name, string File)> peers)
    {
        options = new Dictionary<string, string>(StringComparer.Ordinal);
        peers = [];
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] is "--baselines" or "--growth") options[args[i]] = "";
            else if (args[i] == "--peer" && i + 1 < args.Length
                && args[i + 1].LastIndexOf(':') is > 0 and int at) peers.Add((args[i + 1][..at], args[++i][(at + 1)..]));
            else if (args[i] is "--graph" or "--lfr" or "--out" or "--size-min" or "--hub" or "--name" or "--report" && i
                + 1 < args.Length) options[args[i]] = args[++i];
            else return false;
        }
        return true;
    }

    private void Run()
    {
        int hub = Number("--hub", 1_000);
        var parameters = new RingPartitionOptions { HubDegreeMax = hub };
        long start = Stopwatch.GetTimestamp();
        WeightedGraph graph = WeightedGraph.FromLinks(_files.Ids.Length, _files.Links);
        double built = Stopwatch.GetElapsedTime(start).TotalSeconds;
        string about = string.Create(CultureInfo.InvariantCulture, $"{graph.VertexCount:N0} vertices, {graph.LinkCount:N0} links, graph built in {built:F2} s");
        Console.WriteLine($"\n{_name}: {about}\n{string.Join(" | ", s_header.Skip(1))}");
        int[] rings = Row("Resolve, first pass, cold", () => RingPartitioner.Partition(graph, parameters));
        Row("Resolve, again", () => RingPartitioner.Partition(graph, parameters));
        if (_options.ContainsKey("--baselines"))
        {
            WeightedGraph cut = Baselines.WithoutHubs(graph, hub);
            Row("components", () => Baselines.Components(graph, 1));
            if (!_isLfr) Row("components of strong links, hubs cut", () => Baselines.Components(cut, parameters.StrongLinkWeight));
            Row("label propagation, hubs cut", () => Baselines.LabelPropagation(cut));
            Row("Louvain by modularity, hubs cut", () => Baselines.LouvainModularity(cut));
            foreach (int resolution in (ReadOnlySpan<int>)[30, 50, 100, 200])
                Row(string.Create(CultureInfo.InvariantCulture, $"own plain Leiden, CPM γ=.{resolution:000}, hubs cut"), () =>
                    Leiden.Partition(cut, resolution));
        }
        foreach ((string name, string file) in _peers)
        {
            string path = _isLfr ? Path.Combine(_directory, file) : file, seconds = Path.ChangeExtension(path, ".seconds");
            Row(name, _files.ReadGroups(path), "", File.Exists(seconds) ? File.ReadAllText(seconds).Trim() : "");
        }
        string? growth = _options.ContainsKey("--growth") ? Growth.Measure(_files, parameters) : null;
        if (growth is not null) Console.WriteLine(growth);
        if (_options.TryGetValue("--out", out string? written)) _files.Write(written, rings, Number("--size-min", 3));
        if (_options.TryGetValue("--report", out string? report)) Table().Put(report, _name, Command(), _rows, growth is null ? about : $"{about}; {growth}");
    }

    private string Command()
    {
        string command = _isLfr ? "rings --lfr DIR" : "rings --graph DIR";
        return command + string.Concat(new[] { "--baselines", "--growth" }.Where(_options.ContainsKey).Select(o => " " + o))
            + string.Concat(_peers.Select(p => $" --peer \"{p.Name}:{Path.GetFileName(p.File)}\""));
    }

    private ResultTable Table() => _isLfr
        ? new ResultTable("LFR graphs", s_header, """
            LFR benchmark graphs (Lancichinetti, Fortunato, Radicchi 2008) of 10,000 vertices, communities of 5 to 60; the run's name gives the share of a
            vertex's links that leave its community. The form of Resolve's evidence of groups was chosen with these files in sight. igraph:
            `Graph.community_leiden(objective_function="CPM", resolution_parameter=γ, weights=…, n_iterations=20)` of python3-igraph, the random numbers of seed
            1; its partition was read with `--peer`, and its seconds of CPU are those of that call.
            """)
        : new ResultTable("A graph of 1,000,000 entities", s_header, """
            1,000,000 entities, 3,000,000 links, 20,000 planted rings of 5 to 60, hubs of up to 50,000 links; owning, using and sharing an identity are strong
            links (3:1), calls and transfers weak ones. igraph: `Graph.community_leiden(objective_function="CPM", resolution_parameter=γ, weights=…,
            n_iterations=2)` of python3-igraph, the random numbers of seed 1; its partition was read with `--peer`, and its seconds of CPU are those of that
            call.
            """);

    private int[] Row(string way, Func<int[]> find)
    {
        long from = Stopwatch.GetTimestamp();
        TimeSpan used = Environment.CpuUsage.TotalTime;
        int[] groups = find();
        double seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
        double cpu = (Environment.CpuUsage.TotalTime - used).TotalSeconds;
        Row(way, groups, seconds.ToString("F2", CultureInfo.InvariantCulture), cpu.ToString("F2", CultureInfo.InvariantCulture));
        return groups;
    }

    private void Row(string way, int[] groups, string seconds, string cpu)
    {
        IReadOnlyList<string> cells = _files.Truth is { } truth ? PartitionScores.Of(truth, groups).Cells(!truth.Contains(-1)) : ["", "", "", "", "", ""];
        _rows.Add([way, .. cells, seconds, cpu]);
        Console.WriteLine(string.Join(" | ", _rows[^1]));
    }

    private int Number(string name, int otherwise) => _options.TryGetValue(name, out string? text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
