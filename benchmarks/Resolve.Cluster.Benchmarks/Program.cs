using System.Globalization;
using Resolve.Cluster.Benchmarks;

// Needs an empty PostgreSQL database: Resolve.Cluster.Benchmarks <connection string> [silos] [reports]
if (args.Length == 0)
{
    Console.Error.WriteLine("Resolve.Cluster.Benchmarks <connection string of an empty database> [silos] [reports]");
    return 2;
}
int silos = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2;
int reports = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 10_000;
await ClusterBenchmark.RunAsync(args[0], silos, reports);
return 0;
