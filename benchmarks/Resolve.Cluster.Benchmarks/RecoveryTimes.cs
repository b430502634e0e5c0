using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Resolve.Cli.Generate;
using Resolve.Client;
using Resolve.Client.Contracts;
using Resolve.Reports;
using Resolve.Silo.Configuration;
using Resolve.Silo.Hosting;
using Resolve.TestKit.Postgres;

namespace Resolve.Cluster.Benchmarks;

/// <summary>How long a cluster of real processes takes until it acknowledges and answers again after a silo, or the leader, was killed with SIGKILL in
/// mid-feed.</summary>
internal sealed class RecoveryTimes(int siloCount, int baseCount, int kills)
{
    private const int BatchSize = 200, EntityCount = 64;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_calm = TimeSpan.FromSeconds(5);

    /// <summary>Feeds a base, then kills the leader and another silo by turns while reports and questions go on.</summary>
    public async Task<List<Recovery>> RunAsync(PostgresServer postgres)
    {
        string database = string.Create(CultureInfo.InvariantCulture, $"recovery_{siloCount}_{baseCount}");
        await postgres.CreateDatabaseAsync(database);
        string connection = postgres.ConnectionString(database);
        await ClusterSchema.MigrateAsync(new SiloOptions { ConnectionString = connection }, CancellationToken.None);
        ServerProcess Start(string name, string role) => ServerProcess.Start(
            name,
            role,
            $"--Resolve:Silo:ConnectionString={connection}",
            $"--Resolve:Silo:ClusterId={database}",
            "--Resolve:Silo:AdvertisedAddress=127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"--Resolve:Silo:SiloPort={ServerProcess.FreePort()}"),
            string.Create(CultureInfo.InvariantCulture, $"--Resolve:Silo:GatewayPort={ServerProcess.FreePort()}"));
        var silos = new List<ServerProcess>();
        ServerProcess? gateway = null;
        var found = new List<Recovery>();
        try
        {
            for (int i = 0; i < siloCount; i++) silos.Add(Start(string.Create(CultureInfo.InvariantCulture, $"silo {i + 1}"), "silo"));
            foreach (ServerProcess silo in silos) await silo.ReadyAsync();
            gateway = Start("gateway", "gateway");
            await gateway.ReadyAsync();
            int extra = 2_000 * kills * 2;
            byte[][] lines = [.. new ReportGenerator(new GeneratorOptions { Reports = baseCount + extra, Rings = (baseCount + extra) / 50, Seed = 3 }).Reports()
                .Select(ReportWriter.ToUtf8)];
            long last = 0;
            int fed = 0;
            foreach (byte[][] batch in lines.Take(baseCount).Chunk(BatchSize))
            {
                last = Math.Max(last, (await SubmitAsync(gateway.Http, batch))!.Value);
                if ((fed += batch.Length) % 20_000 == 0) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fed {fed:N0} of {baseCount:N0}"));
            }
            string[] entities = await EntitiesAsync(gateway.Http, last);
            var feed = new Queue<byte[]>(lines.Skip(baseCount));
            for (int round = 0; round < kills * 2; round++)
            {
                int leader = Enumerable.Range(0, silos.Count).MaxBy(i => silos[i].Epoch);
                int victim = round % 2 == 0 ? leader : (leader + 1) % silos.Count;
                Recovery recovery = await KillAsync(gateway, silos[victim], victim == leader, feed, entities);
                Console.WriteLine(recovery);
                found.Add(recovery);
                await silos[victim].DisposeAsync();
                silos[victim] = Start(string.Create(CultureInfo.InvariantCulture, $"silo {siloCount + round + 1}"), "silo");
                await silos[victim].ReadyAsync();
                await AnswersAsync(gateway.Http, entities, s_patience);
                await Task.Delay(s_calm);
            }
        }
        finally
        {
            foreach (ServerProcess silo in silos) await silo.DisposeAsync();
            if (gateway is not null) await gateway.DisposeAsync();
        }
        return found;
    }

    /// <summary>Kills a silo between two batches that follow each other at once, and measures until the next is acknowledged and until all is
    /// answered.</summary>
    private static async Task<Recovery> KillAsync(ServerProcess gateway, ServerProcess victim, bool isLeader, Queue<byte[]> feed, string[] entities)
    {
        byte[][] Next() => [.. Enumerable.Range(0, BatchSize / 4).TakeWhile(_ => feed.Count > 0).Select(_ => feed.Dequeue())];
        for (int i = 0; i < 3; i++) await SubmitAsync(gateway.Http, Next());
        Task<long?> inFlight = SubmitAsync(gateway.Http, Next());
        long killed = Stopwatch.GetTimestamp();
        await victim.KillAsync();
        Task<TimeSpan> acknowledged = AcknowledgedAsync();
        Task<TimeSpan> answered = AnsweredAsync();
        return new Recovery(isLeader, await acknowledged, await answered);

        async Task<TimeSpan> AcknowledgedAsync()
        {
            await inFlight;
            byte[][] batch = Next();
            while (await SubmitAsync(gateway.Http, batch) is null) await Task.Delay(20);
            return Stopwatch.GetElapsedTime(killed);
        }

        async Task<TimeSpan> AnsweredAsync()
        {
            await AnswersAsync(gateway.Http, entities, s_patience);
            return Stopwatch.GetElapsedTime(killed);
        }
    }

    /// <summary>Asks until entities of all partitions and the list of rings are answered, in one pass without a failure.</summary>
    private static async Task AnswersAsync(HttpClient http, string[] entities, TimeSpan patience)
    {
        var client = new ResolveClient(http);
        for (long started = Stopwatch.GetTimestamp(); ; await Task.Delay(20))
        {
            try
            {
                foreach (string key in entities)
                {
                    ExpandData answer = await client.ExpandAsync(new ExpandRequest([key]) { Hops = 2, Limit = 100 });
                    if (answer.Nodes.Count == 0) throw new InvalidOperationException($"{key} has no answer.");
                }
                await client.ListRingsAsync(new RingQuery { Limit = 10 });
                return;
            }
            catch (Exception e) when (e is ResolveException or HttpRequestException && Stopwatch.GetElapsedTime(started) < patience)
            {
                // Not yet.
            }
        }
    }

    private static async Task<string[]> EntitiesAsync(HttpClient http, long position)
    {
        var client = new ResolveClient(http);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            try
            {
                PageData<RingData> rings = await client.ListRingsAsync(new RingQuery { Limit = 100 }, position);
                foreach (RingData ring in rings.Items)
                    foreach (RingMemberData member in ring.Members ?? [])
                        if (keys.Count < EntityCount) keys.Add(member.Key);
                return [.. keys];
            }
            catch (ResolveException)
            {
                await Task.Delay(500); // the rings of a long feed take longer than a question may wait
            }
        }
    }

    /// <summary>Submits a batch.</summary>
    /// <returns>The last position; null when it was not acknowledged whole.</returns>
    private static async Task<long?> SubmitAsync(HttpClient http, byte[][] batch)
    {
        while (true)
        {
            using var body = new ByteArrayContent([.. batch.SelectMany(l => (byte[])[.. l, (byte)'\n'])]);
            body.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            using HttpResponseMessage answer = await http.PostAsync(new Uri("v1/reports/batch", UriKind.Relative), body);
            if ((int)answer.StatusCode == 429)
            {
                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1));
                continue;
            }
            if (!answer.IsSuccessStatusCode) return null;
            long last = 0;
            foreach (string line in (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                using JsonDocument receipt = JsonDocument.Parse(line);
                if (!receipt.RootElement.TryGetProperty("position", out JsonElement position)) return null;
                last = Math.Max(last, position.GetInt64());
            }
            return last;
        }
    }
}

/// <summary>What followed a kill.</summary>
/// <param name="WasLeader">Whether the leader was killed.</param>
/// <param name="Acknowledged">How long it took until a batch was acknowledged again.</param>
/// <param name="Answered">How long it took until all was answered again.</param>
internal sealed record Recovery(bool WasLeader, TimeSpan Acknowledged, TimeSpan Answered)
{
    /// <summary>Writes the report.</summary>
    public static string Table(IReadOnlyList<(int Base, List<Recovery> Found)> all, int siloCount, string load)
    {
        var text = new StringBuilder();
        text.AppendLine("# How long a cluster is interrupted by a kill").AppendLine();
        text.AppendLine(Text($"Measured {DateTime.UtcNow:yyyy-MM-dd} with {siloCount} silos and a gateway as processes on PostgreSQL (`fsync=on`), ")
            + Text($"{Environment.ProcessorCount} cores shared by all; .NET {Environment.Version}. Load at the start: {load}. Repeat with"));
        text.AppendLine().AppendLine("    dotnet run -c Release --project benchmarks/Resolve.Cluster.Benchmarks -- recovery --base 100000").AppendLine();
        text.AppendLine("A silo is killed with SIGKILL while batches follow each other. Times run from the kill, in seconds, median and worst: until a batch "
            + "is acknowledged again, and until a pass of 64");
        text.AppendLine("two-hop questions over all partitions and the list of rings is answered whole. The killed silo is started again after each.")
            .AppendLine();
        text.AppendLine("| reports | killed | kills | acknowledged again | worst | all answered | worst |").AppendLine("|--:|---|--:|--:|--:|--:|--:|");
        foreach ((int count, List<Recovery> found) in all)
        {
            foreach (bool leader in (bool[])[false, true])
            {
                List<Recovery> of = found.FindAll(r => r.WasLeader == leader);
                if (of.Count == 0) continue;
                double[] acknowledged = [.. of.Select(r => r.Acknowledged.TotalSeconds).Order()],
                    answered = [.. of.Select(r => r.Answered.TotalSeconds).Order()];
                text.AppendLine(Text($"| {count:N0} | {(leader ? "the leader" : "another silo")} | {of.Count} | {acknowledged[of.Count / 2]:N1} | ")
                    + Text($"{acknowledged[^1]:N1} | {answered[of.Count / 2]:N1} | {answered[^1]:N1} |"));
            }
        }
        return text.ToString();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
