using Resolve.Benchmarks.Accuracy;
using Resolve.Benchmarks.Charts;
using Resolve.Benchmarks.Detect;
using Resolve.Benchmarks.Detect.Planted;
using Resolve.Benchmarks.Feed;
using Resolve.Benchmarks.Identifiers;
using Resolve.Benchmarks.Ingest;
using Resolve.Benchmarks.Persons;
using Resolve.Benchmarks.Rings;
using Resolve.Benchmarks.Storage;
using Resolve.Benchmarks.Walks;

string[] rest = args.Length > 1 ? args[1..] : [];
switch (args.Length > 0 ? args[0] : "--help")
{
    case "accuracy":
        return AccuracyBenchmark.Run(rest);
    case "charts":
        return ResultCharts.Run(rest);
    case "detect":
        return await DetectBenchmark.RunAsync(rest);
    case "feed":
        return await FeedBenchmark.RunAsync(rest);
    case "graph":
        return GraphBenchmark.Run(rest);
    case "identifiers":
        IdentifierSpeed.Run(rest);
        return 0;
    case "ingest":
        return rest.Contains("--freshness") ? await FreshnessBenchmark.RunAsync(rest) : await IngestBenchmark.RunAsync(rest);
    case "journal":
        return JournalSpeed.Run(rest);
    case "persons":
        return PersonSpeed.Run(rest);
    case "rings":
        return rest.Contains("--planted") ? await PlantedBenchmark.RunAsync(rest) : RingBenchmark.Run(rest);
    case "--help" or "-h":
        Console.WriteLine("""
            benchmarks accuracy --data DIR [--out FILE]    persons against known truth, on the sets in DIR and generated ones
            benchmarks charts [--results DIR]              draws the tables of benchmarks/results as SVG files beside them
            benchmarks detect [REPORTS [RINGS [SEED [MISSES]]]] [--trees] [--report FILE]
                                                     rings of the whole engine against the generator's truth; --trees: a second, other generator's
            benchmarks detect --feed FILE --truth FILE [--name NAME] [--report FILE]  the same on reports of another maker
            benchmarks feed --server URL [--out FILE]      the client and the durable feed: delays, a backlog, CPU a report
            benchmarks graph [--data DIR | --entities N] [--name NAME] [--report FILE]  questions to the graph beside a bare walk
            benchmarks identifiers                         reading identifiers, time and bytes an operation
            benchmarks ingest [REPORTS] [--out FILE]       what a report costs on its way in, step by step
            benchmarks journal [DIR] [--seconds N]         the journals beside the flushes of the disk
            benchmarks ingest --freshness [--base N] [--rate R] [--seconds S] [--rounds K]  how soon rings follow a report
            benchmarks persons [--records N] [--train N]   resolving generated records, time and bytes a record
            benchmarks persons --feed FILE [--records N]   the same records as reports of one person each, for import
            benchmarks persons --out FILE [--linear]       the same as a report, with a component of 10,000
            benchmarks rings --graph DIR [--out FILE] [--report FILE]  rings of a graph workload against its planted truth
            benchmarks rings --planted [REPORTS [RINGS [SEED]]] [--misses] [--report FILE]
                                                     rings of the whole engine against a third generator's truth, scored strictly
            benchmarks rings --lfr DIR [--report FILE]     communities of LFR graphs against their truth
            """);
        return 0;
    default:
        Console.Error.WriteLine($"Unknown benchmark '{args[0]}'; see --help.");
        return 2;
}
