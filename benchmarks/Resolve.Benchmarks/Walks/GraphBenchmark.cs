using System.Globalization;
using Resolve.Benchmarks.Results;
using Resolve.Graph.Questions;
using Resolve.Identifiers;

namespace Resolve.Benchmarks.Walks;

/// <summary>The engine's questions beside the plainest walk over the same graph, seeds and machine, in one run.</summary>
internal sealed class GraphBenchmark
{
    private const int HopsMax = 6, Passes = 3, HubQuestionCount = 50, SearchCount = 200, SearchLimit = 20;
    private const string Usage = "usage: benchmarks graph [--data DIR] [--entities N] [--seed N] [--questions PART] [--name NAME] [--report FILE]";
    private const string Head = """
        # Questions to the graph beside a bare walk

        Each table is written by the commands under it, each of which puts its own rows in.
        `benchmarks` stands for `dotnet run -c Release --project benchmarks/Resolve.Benchmarks --`, run at the root of the repository.
        """;

    private const string Notes = """
        Milliseconds of the thread's processor time; the median and the 95th percentile over the workload's 200 seeds or pairs, each its best of
        three passes, in which each is asked once, so that no question finds its own data in the cache; what reading the clock takes is subtracted.
        CSR: neighbours in one array, generation stamps, no labels, no filters, in the same run. Walk: the entities are found and counted, one is
        shown. Default: 500 entities are shown with labels, roles and the links among them. Cut: an entity of more than 1,000 links is reached, not
        passed. A hub: the entity with the most links, asked 50 times in each pass.
        """;

    private static readonly long s_clockNanoseconds = ClockNanoseconds();

    private static readonly string[] s_header = ["run", "question", "CSR", "p95", "Resolve", "p95", "ratio of medians"];

    private readonly string _questions; // what stands in the names of those that are asked
    private readonly GraphWorkload _workload;
    private readonly CsrGraph _csr;
    private readonly LoadedGraph _loaded;
    private readonly List<IReadOnlyList<string>> _rows = [];

    private GraphBenchmark(GraphWorkload workload, string questions)
    {
        _questions = questions;
        _workload = workload;
        _csr = new CsrGraph(workload);
        _loaded = new LoadedGraph(workload);
    }

    /// <summary>Runs the benchmark.</summary>
    /// <param name="args">The command line without the leading "graph".</param>
    /// <returns>The exit code: 0, or 2 for a wrong command line.</returns>
    public static int Run(string[] args)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < args.Length; i += 2)
        {
            if (args[i] is not ("--data" or "--entities" or "--seed" or "--questions" or "--name" or "--report") || i + 1 == args.Length)
            {
                Console.Error.WriteLine(Usage);
                return 2;
            }
            options[args[i]] = args[i + 1];
        }
        int Number(string option, int otherwise) => options.TryGetValue(option, out string? text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        int entities = Number("--entities", 1_000_000), seed = Number("--seed", 42);
        GraphWorkload workload = options.TryGetValue("--data", out string? data) ? GraphWorkload.Read(data) : GraphWorkload.Make(entities, (ulong)seed);
        var benchmark = new GraphBenchmark(workload, options.GetValueOrDefault("--questions", ""));
        benchmark.Measure();
        (int links, LoadedGraph loaded) = (workload.Links.Length, benchmark._loaded);
        string memory = string.Create(
            CultureInfo.InvariantCulture,
            $"{workload.Types.Length:N0} entities, {links:N0} links put in at {links * 1e9 / loaded.LoadNanoseconds:N0} links/s, ")
            + string.Create(CultureInfo.InvariantCulture, $"{loaded.Bytes / (double)links:F0} B a link beside keys and person records, ")
            + string.Create(CultureInfo.InvariantCulture, $"{loaded.SearchBytes / (double)workload.Types.Length:F0} B an entity of them for search");
        Console.WriteLine(memory);
        if (options.TryGetValue("--report", out string? report))
        {
            string command = data is null ? string.Create(CultureInfo.InvariantCulture, $"graph --entities {entities} --seed {seed}") : "graph --data DIR";
            new ResultTable("Walks, paths and neighbours", s_header, Notes, Head).Put(report, options.GetValueOrDefault("--name", "now"), command,
                benchmark._rows, memory);
        }
        return 0;
    }

    private void Measure()
    {
        Searches();
        Walks();
        Paths("path ≤ 6", int.MaxValue);
        Paths("path ≤ 6, hubs cut", GraphFilter.HubDegreeDefault);
        Row("common neighbours", _workload.Pairs, p => _csr.Common(p.A, p.B), p => GraphQuestions.Common(
            _loaded.Snapshot, [_loaded.KeyOf(p.A), _loaded.KeyOf(p.B)], GraphFilter.None).Nodes.Count);
        int hub = Enumerable.Range(0, _workload.Types.Length).MaxBy(_csr.Degree);
        EntityKey key = _loaded.KeyOf(hub);
        int[] hubs = [.. Enumerable.Repeat(hub, HubQuestionCount)];
        Row("neighbours of a hub counted", hubs, _csr.Degree, _ => GraphQuestions.Expand(_loaded.Snapshot, new ExpandQuestion { From = [key], Limit = 1,
            WithLinks = false }, CancellationToken.None).Total - 1);
        Row("a hub shown", hubs, null, _ => GraphQuestions.Expand(_loaded.Snapshot, new ExpandQuestion { From = [key], Limit = 1, WithLinks = false },
            CancellationToken.None).Nodes[0].Entity.ReportCount);
        Row("a hub described", hubs, null, _ => GraphQuestions.Describe(_loaded.Snapshot, key)!.Summary.ReportCount);
        Row("100 links of a hub", hubs, null, _ => GraphQuestions.Links(_loaded.Snapshot, key, GraphFilter.None, 100, null)!.Items.Count);
    }

    private void Searches()
    {
        void Asked(string name, Func<int, bool> which, Func<string, int, string> typed) => Row(
            $"search: {name}",
            Enumerable.Range(0, _workload.Types.Length).Where(e => which(_workload.Types[e]) && !_loaded.KeyOf(e).IsDefault).Take(50 * SearchCount)
                .Where((_, i) => i % 50 == 0).Select((e, i) => typed(_loaded.TextOf(e), i)).ToList(),
            null,
            text => Search.Hits(_loaded.Snapshot, text, SearchLimit, static _ => true, CancellationToken.None).Count);
        Asked("a whole number", static t => t != 2, static (text, _) => text);
        Asked("6 digits within", static t => t != 2, static (text, i) => text.Substring(text.Length - 6 - (i % 3), 6));
        Asked("4 digits within", static t => t != 2, static (text, i) => text.Substring(text.Length - 4 - (i % 5), 4));
        Asked("a phone's first 4 digits", static t => t == 0, static (text, _) => string.Concat("0", text.AsSpan(3, 3)));
        Asked("digits that all phones have", static t => t == 0, static (_, _) => "+849");
        Asked("a whole name", static t => t == 2, static (text, _) => text);
        Asked("a name's first two words", static t => t == 2, static (text, _) => string.Join(' ', text.Split(' ')[..2]));
        Asked("a name cut short", static t => t == 2, static (text, _) => text[..(text.LastIndexOf(' ') + 2)]);
        Asked("a family name", static t => t == 2, static (text, _) => text.Split(' ')[0]);
        Asked("its first two letters", static t => t == 2, static (text, _) => text[..2]);
        Asked("words in another order", static t => t == 2, static (text, _) => string.Join(' ', text.Split(' ').Reverse()));
        Asked("nothing that is there", static t => t == 2, static (_, i) => string.Create(CultureInfo.InvariantCulture, $"khong co ai {i}"));
    }

    private void Walks()
    {
        foreach ((int hops, int hubMax) in new[] { (2, int.MaxValue), (2, GraphFilter.HubDegreeDefault), (3, int.MaxValue), (3, GraphFilter.HubDegreeDefault) })
        {
            string name = $"{hops} hops{(hubMax == int.MaxValue ? "" : ", hubs cut")}";
            var question = new ExpandQuestion { From = [], Hops = hops, Filter = new GraphFilter { HubDegreeMax = hubMax } };
            int Ask(int seed, ExpandQuestion asked) =>
                GraphQuestions.Expand(_loaded.Snapshot, asked with { From = [_loaded.KeyOf(seed)] }, CancellationToken.None).Total;
            Row($"{name}, walk", _workload.Seeds, s => _csr.Reach(s, hops, hubMax), s => Ask(s, question with { Limit = 1, WithLinks = false }));
            Row($"{name}, default", _workload.Seeds, s => _csr.Reach(s, hops, hubMax), s => Ask(s, question));
        }
    }

    private void Paths(string name, int hubMax)
    {
        var filter = new GraphFilter { HubDegreeMax = hubMax };
        Row(name, _workload.Pairs, p => _csr.Path(p.A, p.B, HopsMax, hubMax), p =>
        {
            var question = new PathQuestion { From = _loaded.KeyOf(p.A), To = _loaded.KeyOf(p.B), HopsMax = HopsMax, Filter = filter };
            PathAnswer answer = PathFinder.Find(_loaded.Snapshot, question, CancellationToken.None);
            return answer.Paths.Count == 0 ? -1 : answer.Paths[0].Nodes.Count - 1;
        });
    }

    private void Row<T>(string name, IReadOnlyList<T> cases, Func<T, int>? csr, Func<T, int> engine)
    {
        if (!name.Contains(_questions, StringComparison.Ordinal)) return;
        (double Median, double High, int[] Answers) bare = csr is null ? default : Time(cases, csr), full = Time(cases, engine);
        if (csr is not null && !bare.Answers.SequenceEqual(full.Answers)) throw new InvalidOperationException($"The answers to '{name}' differ.");
        string Text(double milliseconds) => csr is null ? "" : Milliseconds(milliseconds);
        _rows.Add([name, Text(bare.Median), Text(bare.High), Milliseconds(full.Median), Milliseconds(full.High),
            csr is null ? "" : (full.Median / bare.Median).ToString("G3", CultureInfo.InvariantCulture)]);
        Console.WriteLine(string.Join("  ", _rows[^1]));
    }

    /// <summary>Measures what reading the clock takes at least.</summary>
    private static long ClockNanoseconds()
    {
        long least = long.MaxValue;
        for (int i = 0; i < 10_000; i++)
        {
            long started = ThreadClock.Nanoseconds;
            least = Math.Min(least, ThreadClock.Nanoseconds - started);
        }
        return least;
    }

    private static string Milliseconds(double value) => value.ToString(value < .0995 ? "G2" : "G3", CultureInfo.InvariantCulture);

    private static (double Median, double High, int[] Answers) Time<T>(IReadOnlyList<T> cases, Func<T, int> ask)
    {
        double[] best = new double[cases.Count];
        int[] answers = new int[cases.Count];
        Array.Fill(best, double.MaxValue);
        for (int pass = 0; pass < Passes; pass++)
        {
            for (int i = 0; i < best.Length; i++)
            {
                long started = ThreadClock.Nanoseconds;
                answers[i] = ask(cases[i]);
                best[i] = Math.Min(best[i], Math.Max(0, ThreadClock.Nanoseconds - started - s_clockNanoseconds) / 1e6);
            }
        }
        Array.Sort(best);
        return (best[best.Length / 2], best[(int)(best.Length * .95)], answers);
    }
}
