using Resolve.Benchmarks.Detect;
using Resolve.Benchmarks.Ingest;
using Resolve.Benchmarks.Rings;

string[] rest = args.Length > 1 ? args[1..] : [];
switch (args.Length > 0 ? args[0] : "--help")
{
    case "ingest":
        return await IngestBenchmark.RunAsync(rest);
    case "detect":
        return await DetectBenchmark.RunAsync(rest);
    case "rings":
        return RingBenchmark.Run(rest);
    case "--help" or "-h":
        Console.WriteLine("""
            benchmarks ingest [REPORTS]     what a report costs on its way in, step by step
            benchmarks detect [REPORTS [RINGS [SEED [MISSES]]]]  rings of the whole engine against the generator's truth
            benchmarks rings --graph DIR | --lfr DIR  rings of a graph alone, beside other ways to find groups
            """);
        return 0;
    default:
        Console.Error.WriteLine($"Unknown benchmark '{args[0]}'; see --help.");
        return 2;
}
