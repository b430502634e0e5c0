using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Npgsql;
using Resolve.Cli.Generate;
using Resolve.Client;
using Resolve.Reports;
using Resolve.TestKit;
using Resolve.TestKit.Postgres;

namespace Resolve.Cluster.Benchmarks;

/// <summary>What a report costs each process until rings are current: the local wiring, a standalone server over HTTP, and clusters of real processes on
/// PostgreSQL.</summary>
/// <remarks>A base is fed first, so that little is compiled or opened in what is measured. CPU comes from <c>/proc</c>, and does not depend on how busy the
/// machine is.</remarks>
internal sealed class ProcessCosts(int baseCount, int reportCount)
{
    private const int BatchSize = 200, Feeds = 4;

    private static readonly TimeSpan s_ringPatience = TimeSpan.FromMinutes(5);

    private readonly byte[][] _lines = Lines(baseCount + reportCount);

    /// <summary>Imports with the command line, which runs the local wiring in its own process: once the base, once both parts. The difference is what the
    /// second part costs.</summary>
    public async Task<ProcessCost> ImportAsync()
    {
        using var folder = new TemporaryDirectory();
        (double cpu, TimeSpan time) few = await ImportAsync(folder, "base", baseCount);
        (double cpu, TimeSpan time) all = await ImportAsync(folder, "both", baseCount + reportCount);
        return new ProcessCost("local wiring: `resolve import`", (all.cpu - few.cpu) / reportCount, 0, 0, 0, 0, 0, 0,
            reportCount / (all.time - few.time).TotalSeconds);
    }

    /// <summary>Feeds a standalone server over HTTP.</summary>
    public async Task<ProcessCost> StandaloneAsync()
    {
        using var folder = new TemporaryDirectory();
        await using ServerProcess server = ServerProcess.Start("standalone", "--data", folder.FullPath);
        await server.ReadyAsync();
        int pid = await server.Pid;
        await FeedAsync(server.Http, 0, baseCount);
        var before = Sample.Of([pid], []);
        await FeedAsync(server.Http, baseCount, reportCount);
        return Cost("standalone, HTTP", before, Sample.Of([pid], []), [], leader: 0, gateway: -1);
    }

    /// <summary>Feeds a cluster over the HTTP interface of its gateway.</summary>
    public async Task<ProcessCost> ClusterAsync(PostgresServer postgres, int siloCount)
    {
        string database = string.Create(CultureInfo.InvariantCulture, $"costs_{siloCount}");
        await postgres.CreateDatabaseAsync(database);
        string connection = postgres.ConnectionString(database);
        await Resolve.Silo.Hosting.ClusterSchema.MigrateAsync(new Resolve.Silo.Configuration.SiloOptions { ConnectionString = connection },
            CancellationToken.None);
        int postmaster = await PostmasterAsync(connection);
        ServerProcess Start(string name, string role) => ServerProcess.Start(
            name,
            role,
            $"--Resolve:Silo:ConnectionString={connection}",
            $"--Resolve:Silo:ClusterId={database}",
            "--Resolve:Silo:AdvertisedAddress=127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"--Resolve:Silo:SiloPort={ServerProcess.FreePort()}"),
            string.Create(CultureInfo.InvariantCulture, $"--Resolve:Silo:GatewayPort={ServerProcess.FreePort()}"));
        var servers = new List<ServerProcess>();
        try
        {
            for (int i = 0; i < siloCount; i++) servers.Add(Start(string.Create(CultureInfo.InvariantCulture, $"silo {i + 1}"), "silo"));
            foreach (ServerProcess silo in servers) await silo.ReadyAsync();
            servers.Add(Start("gateway", "gateway"));
            await servers[^1].ReadyAsync();
            int[] pids = await Task.WhenAll(servers.Select(s => s.Pid));
            await FeedAsync(servers[^1].Http, 0, baseCount);
            var before = Sample.Of(pids, [postmaster]);
            await FeedAsync(servers[^1].Http, baseCount, reportCount);
            var after = Sample.Of(pids, [postmaster]);
            int leader = Enumerable.Range(0, siloCount).MaxBy(i => servers[i].Epoch);
            return Cost(string.Create(CultureInfo.InvariantCulture, $"{siloCount} silo{(siloCount == 1 ? "" : "s")}, gateway, HTTP"), before, after,
                [postmaster], leader, siloCount);
        }
        finally
        {
            foreach (ServerProcess server in servers) await server.DisposeAsync();
        }
    }

    private async Task<(double CpuMicroseconds, TimeSpan Time)> ImportAsync(TemporaryDirectory folder, string name, int count)
    {
        string feed = folder.File(name + ".ndjson");
        await using (FileStream file = File.Create(feed))
        {
            foreach (byte[] line in _lines.Take(count))
            {
                await file.WriteAsync(line);
                file.WriteByte((byte)'\n');
            }
        }
        long started = Stopwatch.GetTimestamp();
        string program = Path.Combine(AppContext.BaseDirectory, "Resolve.Cli.dll");
        // The shell's own `times` says what its children used (POSIX).
        using Process shell = Process.Start(new ProcessStartInfo("sh",
            ["-c", "\"$@\" >/dev/null && times", "sh", "dotnet", "exec", program, "import", "-q", "--data", folder.File(name), feed])
        {
            RedirectStandardOutput = true,
        })!;
        string text = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        if (shell.ExitCode != 0) throw new InvalidOperationException($"The import ended with {shell.ExitCode}.");
        string[] children = text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Split(' ');
        return (children.Sum(Microseconds), Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Reads a time such as <c>0m10.917s</c>.</summary>
    private static double Microseconds(string text)
    {
        string[] parts = text.TrimEnd('s').Split('m');
        return (double.Parse(parts[0], CultureInfo.InvariantCulture) * 60 + double.Parse(parts[1], CultureInfo.InvariantCulture)) * 1_000_000;
    }

    private static byte[][] Lines(int count) =>
        [.. new ReportGenerator(new GeneratorOptions { Reports = count, Rings = Math.Max(1, count / 50), Seed = 1 }).Reports().Select(ReportWriter.ToUtf8)];

    private static async Task<int> PostmasterAsync(string connection)
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(connection);
        await using NpgsqlCommand command = source.CreateCommand("SELECT pg_backend_pid()");
        return Proc.ParentOf((int)(await command.ExecuteScalarAsync())!);
    }

    /// <summary>Feeds reports in batches from several feeds, and waits until the rings include them.</summary>
    private async Task FeedAsync(HttpClient http, int from, int count)
    {
        long last = 0;
        await Parallel.ForEachAsync(_lines.Skip(from).Take(count).Chunk(BatchSize),
            new ParallelOptions { MaxDegreeOfParallelism = Feeds }, async (batch, stop) =>
        {
            long position = await SubmitAsync(http, batch, stop);
            for (long known = Interlocked.Read(ref last); position > known; known = Interlocked.Read(ref last)) Interlocked.CompareExchange(ref last, position,
                known);
        });
        var client = new ResolveClient(http);
        for (long started = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                await client.ListRingsAsync(new RingQuery { Limit = 1 }, last);
                return;
            }
            catch (ResolveException) when (Stopwatch.GetElapsedTime(started) < s_ringPatience)
            {
                // A question has ten seconds; the rings of a long feed may take longer.
            }
        }
    }

    private static async Task<long> SubmitAsync(HttpClient http, byte[][] batch, CancellationToken stop)
    {
        while (true)
        {
            using var body = new ByteArrayContent([.. batch.SelectMany(l => (byte[])[.. l, (byte)'\n'])]);
            body.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            using HttpResponseMessage answer = await http.PostAsync(new Uri("v1/reports/batch", UriKind.Relative), body, stop);
            if ((int)answer.StatusCode == 429)
            {
                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), stop);
                continue;
            }
            answer.EnsureSuccessStatusCode();
            long last = 0;
            foreach (string line in (await answer.Content.ReadAsStringAsync(stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                using JsonDocument receipt = JsonDocument.Parse(line);
                if (!receipt.RootElement.TryGetProperty("position",
                    out JsonElement position)) throw new InvalidOperationException($"A report was not taken: {line}");
                last = Math.Max(last, position.GetInt64());
            }
            return last;
        }
    }

    private ProcessCost Cost(string name, Sample before, Sample after, int[] trees, int leader, int gateway)
    {
        double Cpu(int i) => (after.Cpu[i] - before.Cpu[i]) / reportCount;
        int silos = gateway < 0 ? 1 : gateway;
        return new ProcessCost(
            name,
            Cpu(leader),
            Enumerable.Range(0, silos).Where(i => i != leader).Sum(Cpu),
            gateway < 0 ? 0 : Cpu(gateway),
            trees.Length == 0 ? 0 : Cpu(after.Cpu.Length - 1),
            (after.Bytes - before.Bytes) / 1024.0 / reportCount,
            (after.Packets - before.Packets) / (double)reportCount,
            Enumerable.Range(0, silos).Max(i => after.Memory[i]),
            reportCount / Stopwatch.GetElapsedTime(before.At, after.At).TotalSeconds)
        {
            SiloCount = gateway < 0 ? 0 : gateway,
            Busiest = Enumerable.Range(0, silos).Max(Cpu),
        };
    }

    /// <summary>What processes had used at one moment.</summary>
    private sealed record Sample(double[] Cpu, double[] Memory, long Bytes, long Packets, long At)
    {
        public static Sample Of(int[] pids, int[] trees) => new(
            [.. pids.Select(Proc.CpuMicroseconds), .. trees.Select(Proc.TreeCpuMicroseconds)], [.. pids.Select(Proc.MemoryMiB)], Proc.LoopbackBytes(),
                Proc.LoopbackPackets(), Stopwatch.GetTimestamp());
    }
}

/// <summary>What a report costs: CPU in microseconds of each process, KiB over the loopback, and the memory of the largest silo in MiB.</summary>
internal sealed record ProcessCost(string Name, double Leader, double OtherSilos, double Gateway, double Postgres, double KiB, double Packets,
    double MemoryMiB, double Rate)
{
    /// <summary>Gets how many silos there are; 0 for none.</summary>
    public int SiloCount { get; init; }

    /// <summary>Gets what a report costs the busiest silo.</summary>
    public double Busiest { get; init; }

    /// <summary>Writes the report.</summary>
    public static string Table(IReadOnlyList<ProcessCost> costs, int baseCount, int reportCount, string load)
    {
        var text = new StringBuilder();
        text.AppendLine("# What a report costs each process").AppendLine();
        text.AppendLine(Text($"Measured {DateTime.UtcNow:yyyy-MM-dd} on {Environment.ProcessorCount} cores shared by all processes, the driver and ")
            + Text($"PostgreSQL (`fsync=on`); .NET {Environment.Version}. Load at the start: {load}. Repeat with"));
        text.AppendLine().AppendLine("    dotnet run -c Release --project benchmarks/Resolve.Cluster.Benchmarks -- processes").AppendLine();
        text.AppendLine(Text($"{baseCount:N0} reports of `resolve generate`, seed 1, are fed first; the table is of the next {reportCount:N0}, until rings ")
            + Text($"are current. Batches of 200 from 4 feeds; HTTP goes to the gateway."));
        text.AppendLine("Each server is a process of its own. CPU is in µs a report, user and system, from `/proc`; PostgreSQL with all its backends. KiB "
            + "and packets are those over the loopback, HTTP, Orleans and the database together.");
        text.AppendLine("The last column is computed: what silos with one core each, database and gateway outside, would take in, against one such silo (the "
            + "busiest silo bounds it).").AppendLine();
        text.AppendLine("| | leader | other silos | gateway | PostgreSQL | total | KiB a report | packets a report | memory of the largest silo | reports/s "
            + "| with a core a silo |");
        text.AppendLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        double one = costs.Where(static c => c.SiloCount == 1).Select(static c => c.Busiest).FirstOrDefault();
        foreach (ProcessCost c in costs)
        {
            string others = c.OtherSilos > 0 ? Text($"{c.OtherSilos:N0}") : "", gateway = c.Gateway > 0 ? Text($"{c.Gateway:N0}") : "";
            string postgres = c.Postgres > 0 ? Text($"{c.Postgres:N0}") : "", bytes = c.KiB > 0 ? Text($"{c.KiB:N1}") : "";
            string packets = c.Packets > 0 ? Text($"{c.Packets:N1}") : "", memory = c.MemoryMiB > 0 ? Text($"{c.MemoryMiB:N0} MiB") : "";
            string alone = c.SiloCount > 0 && one > 0 ? Text($"{one / c.Busiest:N2}×") : "";
            text.AppendLine(Text($"| {c.Name} | {c.Leader:N0} | {others} | {gateway} | {postgres} | {c.Leader + c.OtherSilos + c.Gateway + c.Postgres:N0} ")
                + Text($"| {bytes} | {packets} | {memory} | {c.Rate:N0} | {alone} |"));
        }
        return text.ToString();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
