using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Resolve.Cluster.Benchmarks;
using Resolve.TestKit.Postgres;

// Resolve.Cluster.Benchmarks [--silos 1,2,3] [--reports 10000] [--out FILE] [--runs DIRECTORY]: measures clusters of these sizes, each in a process of its own.
// With --runs what was measured is kept there, and the table holds what earlier runs left: sizes can be measured one by one.
// Resolve.Cluster.Benchmarks processes [--silos 1,2,3] [--base 20000] [--reports 20000] [--out FILE]: measures what a report costs each process.
// Resolve.Cluster.Benchmarks recovery [--silos 3] [--base 100000] [--kills 3] [--out FILE]: measures how long kills of a silo and of the leader interrupt
// acknowledgements and answers.
// Resolve.Cluster.Benchmarks memory [--silos 1,2,3,16] [--reports 20000] [--before FILE] [--out FILE]: counts what the silos' indexes hold in sum. Without
// PostgreSQL.
// Resolve.Cluster.Benchmarks run <connection string of an empty database> <silos> <reports>: measures one, and prints it as a line of JSON.
if (args is ["run", var connection, var count, var size])
{
    Measured measured = await ClusterBenchmark.RunAsync(connection, int.Parse(count, CultureInfo.InvariantCulture),
        int.Parse(size, CultureInfo.InvariantCulture));
    Console.WriteLine("RESULT " + JsonSerializer.Serialize(measured));
    return 0;
}
string Setting(string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;
int[] silos = [.. Setting("--silos", "1,2,3").Split(',').Select(s => int.Parse(s, CultureInfo.InvariantCulture))];
string reports = Setting("--reports", "10000"), output = Setting("--out", "benchmarks/results/cluster.md");
if (args is ["memory", ..])
{
    int[] sizes = [.. Setting("--silos", "1,2,3,16").Split(',').Select(s => int.Parse(s, CultureInfo.InvariantCulture))];
    string table = Setting("--out", "benchmarks/results/memory.md"), earlier = Setting("--before", "");
    var benchmark = new MemoryBenchmark(int.Parse(Setting("--reports", "20000"), CultureInfo.InvariantCulture));
    HeldInAll[] held = [.. sizes.Select(benchmark.Run)];
    foreach (HeldInAll one in held) Console.WriteLine(JsonSerializer.Serialize(one));
    // What an earlier program printed can stand beside it.
    HeldInAll[] before = earlier.Length == 0 ? [] : [.. File.ReadLines(earlier).Select(line => JsonSerializer.Deserialize<HeldInAll>(line)!)];
    await File.WriteAllTextAsync(table, benchmark.Table(held, before));
    Console.WriteLine($"Written to {table}.");
    return 0;
}
if (PostgresServer.Missing is { } missing)
{
    Console.Error.WriteLine(missing);
    return 1;
}
await using PostgresServer server = await PostgresServer.StartAsync("fsync=on", "max_connections=200", "shared_buffers=128MB");
if (args is ["processes", ..])
{
    (int before, int measuredCount) = (int.Parse(Setting("--base", "20000"), CultureInfo.InvariantCulture),
        int.Parse(Setting("--reports", "20000"), CultureInfo.InvariantCulture));
    string load = File.ReadAllText("/proc/loadavg").Split(' ')[0], table = Setting("--out", "benchmarks/results/processes.md");
    var costs = new ProcessCosts(before, measuredCount);
    List<ProcessCost> all = [];
    void Add(ProcessCost cost)
    {
        all.Add(cost);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{cost.Name}: leader {cost.Leader:F0}, others {cost.OtherSilos:F0}, gateway {cost.Gateway:F0}, PostgreSQL {cost.Postgres:F0} µs a report"));
    }
    Add(await costs.ImportAsync());
    Add(await costs.StandaloneAsync());
    foreach (int number in silos) Add(await costs.ClusterAsync(server, number));
    await File.WriteAllTextAsync(table, ProcessCost.Table(all, before, measuredCount, load));
    Console.WriteLine($"Written to {table}.");
    return 0;
}
if (args is ["recovery", ..])
{
    int number = int.Parse(Setting("--silos", "3"), CultureInfo.InvariantCulture), kills = int.Parse(Setting("--kills", "3"), CultureInfo.InvariantCulture);
    string load = File.ReadAllText("/proc/loadavg").Split(' ')[0], table = Setting("--out", "benchmarks/results/recovery.md");
    var all = new List<(int, List<Recovery>)>();
    foreach (string text in Setting("--base", "100000").Split(','))
    {
        int before = int.Parse(text, CultureInfo.InvariantCulture);
        all.Add((before, await new RecoveryTimes(number, before, kills).RunAsync(server)));
    }
    await File.WriteAllTextAsync(table, Recovery.Table(all, number, load));
    Console.WriteLine($"Written to {table}.");
    return 0;
}
var results = new List<Measured>();
foreach (int number in silos)
{
    string database = string.Create(CultureInfo.InvariantCulture, $"bench_{number}");
    await server.CreateDatabaseAsync(database);
    using var process = Process.Start(new ProcessStartInfo("dotnet",
        ["exec", Environment.GetCommandLineArgs()[0], "run", server.ConnectionString(database) + ";Maximum Pool Size=30",
        number.ToString(CultureInfo.InvariantCulture), reports])
    {
        RedirectStandardOutput = true,
    })!;
    while (await process.StandardOutput.ReadLineAsync() is { } line)
    {
        if (line.StartsWith("RESULT ", StringComparison.Ordinal)) results.Add(JsonSerializer.Deserialize<Measured>(line.AsSpan(7))!);
        else Console.WriteLine(line);
    }
    await process.WaitForExitAsync();
    if (process.ExitCode != 0) return process.ExitCode;
}
if (Setting("--runs", "") is { Length: > 0 } runs)
{
    Directory.CreateDirectory(runs);
    foreach (Measured measured in results)
        await File.WriteAllTextAsync(Path.Combine(runs, string.Create(CultureInfo.InvariantCulture, $"silos-{measured.Silos}.json")),
            JsonSerializer.Serialize(measured));
    results = [.. Directory.EnumerateFiles(runs, "silos-*.json").Select(f => JsonSerializer.Deserialize<Measured>(File.ReadAllText(f))!).OrderBy(r => r.Silos)];
}
await File.WriteAllTextAsync(output, ResultTable.Of(results));
Console.WriteLine($"Written to {output}.");
return 0;
