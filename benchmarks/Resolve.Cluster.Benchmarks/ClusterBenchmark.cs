using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Resolve.Cli.Generate;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Ports;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Silo.Answers;
using Resolve.Silo.Cluster;
using Resolve.Silo.Grains;
using Resolve.Silo.Hosting;

namespace Resolve.Cluster.Benchmarks;

/// <summary>What the cluster costs: ingest, many-hop questions beside hopping grain by grain, a silo's death. All silos in this process, over real sockets.</summary>
internal static class ClusterBenchmark
{
    private const int BatchSize = 200, Feeds = 4, QuestionCount = 200, GrainQuestionCount = 10;

    public static async Task RunAsync(string connectionString, int siloCount, int reportCount)
    {
        Console.WriteLine($"{siloCount} silos, {reportCount:N0} reports, {Environment.ProcessorCount} cores, .NET {Environment.Version}, Orleans {typeof(Grain).Assembly.GetName().Version} ({typeof(Grain).Assembly.Location.Split('/')[^1]})");
        var first = new SiloOptions { ConnectionString = connectionString };
        await ClusterSchema.MigrateAsync(first, CancellationToken.None);
        var silos = new List<IHost>();
        for (int i = 0; i < siloCount; i++) silos.Add(await StartAsync(connectionString));
        ClusterResolver resolver = silos[0].Services.GetRequiredService<ClusterResolver>();
        ClusterExport export = silos[0].Services.GetRequiredService<ClusterExport>();
        while (silos.Any(s => s.Services.GetRequiredService<ClusterResolver>().GetState().Failure is not null)) await Task.Delay(50);

        long last = await IngestAsync(resolver, export, reportCount);
        EntityKey start = await AskAsync(resolver, last);
        await HopGrainByGrainAsync(silos[0], resolver, start);
        if (siloCount > 1) await DieAsync(silos, resolver, start);
        foreach (IHost silo in silos.Take(siloCount > 1 ? siloCount - 1 : siloCount)) await silo.StopAsync();
    }

    private static async Task<IHost> StartAsync(string connectionString)
    {
        var options = new SiloOptions { ConnectionString = connectionString, AdvertisedAddress = "127.0.0.1", SiloPort = FreePort(), GatewayPort = FreePort() };
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => SiloSetup.Configure(silo, options));
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static async Task<long> IngestAsync(ClusterResolver resolver, ClusterExport export, int reportCount)
    {
        List<Report> reports = [.. new ReportGenerator(new GeneratorOptions { Reports = reportCount, Rings = Math.Max(1, reportCount / 50), Seed = 1 }).Reports()];
        long last = 0;
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(reports.Chunk(BatchSize), new ParallelOptions { MaxDegreeOfParallelism = Feeds }, async (batch, stop) =>
        {
            IReadOnlyList<Receipt> receipts = await resolver.SubmitAsync(batch, stop);
            long position = receipts.Max(r => r.Position);
            for (long known = Interlocked.Read(ref last); position > known; known = Interlocked.Read(ref last)) Interlocked.CompareExchange(ref last, position, known);
        });
        TimeSpan acknowledged = watch.Elapsed;
        await resolver.ExpandAsync(new ExpandQuestion { From = [EntityKey.Parse("phone:+84900000000")] }, last, CancellationToken.None);
        TimeSpan visible = watch.Elapsed;
        await export.ViewAtAsync(last, CancellationToken.None);
        TimeSpan ringed = watch.Elapsed;
        TimeSpan used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        Console.WriteLine($"acknowledged {reportCount / acknowledged.TotalSeconds:N0} reports/s, visible {reportCount / visible.TotalSeconds:N0} reports/s, in rings {reportCount / ringed.TotalSeconds:N0} reports/s; CPU of all silos {used.TotalMilliseconds / reportCount:F2} ms a report");
        return last;
    }

    private static async Task<EntityKey> AskAsync(ClusterResolver resolver, long last)
    {
        // The member of the largest rings whose three hops come nearest to 1,000 entities.
        (EntityKey Key, int Count) best = default;
        Page<Ring> rings = await resolver.ListRingsAsync(new RingFilter { Order = RingOrder.Members }, 20, null, last, CancellationToken.None);
        foreach (EntityKey key in rings.Items.SelectMany(r => r.Members.Take(3)).Select(m => m.Key))
        {
            int total = (await resolver.ExpandAsync(Question(key), last, CancellationToken.None)).Total;
            if (best.Key.IsDefault || Math.Abs(total - 1_000) < Math.Abs(best.Count - 1_000)) best = (key, total);
        }
        for (int i = 0; i < 50; i++) await resolver.ExpandAsync(Question(best.Key), last, CancellationToken.None);
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var times = new List<double>();
        for (int i = 0; i < QuestionCount; i++)
        {
            long started = Stopwatch.GetTimestamp();
            await resolver.ExpandAsync(Question(best.Key), last, CancellationToken.None);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        TimeSpan used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        times.Sort();
        Console.WriteLine($"3 hops, {best.Count:N0} entities, {Math.Min(best.Count, 1_000):N0} returned without links: median {times[QuestionCount / 2]:F2} ms, 95th {times[QuestionCount * 95 / 100]:F2} ms; CPU {used.TotalMilliseconds / QuestionCount:F2} ms a question");
        return best.Key;
    }

    private static ExpandQuestion Question(EntityKey key) => new() { From = [key], Hops = 3, Limit = 1_000, WithLinks = false };

    /// <summary>The same walk by asking each entity's grain for its neighbours, one call an entity.</summary>
    private static async Task HopGrainByGrainAsync(IHost silo, ClusterResolver resolver, EntityKey start)
    {
        IGrainFactory grains = silo.Services.GetRequiredService<IGrainFactory>();
        string token = start.ToString();
        if (start.Kind == EntityKind.Person)
        {
            EntityDetail? person = await resolver.GetEntityAsync(start, 0, CancellationToken.None);
            token = "record:" + person!.Persons[0].Key;
        }
        var times = new List<double>();
        int reached = 0;
        for (int i = 0; i < GrainQuestionCount; i++)
        {
            long started = Stopwatch.GetTimestamp();
            var seen = new HashSet<string>(StringComparer.Ordinal) { token };
            List<string> level = [token];
            for (int hop = 0; hop < 3; hop++)
            {
                EntityDocument[] documents = await Task.WhenAll(level.Select(t => EntityTeller.GrainOf(grains, t)!.GetDocumentAsync()));
                level = [.. documents.SelectMany(d => d.Lines).SelectMany(l => l.Neighbours).Distinct().Where(seen.Add)];
            }
            reached = seen.Count;
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        times.Sort();
        Console.WriteLine($"the same, grain by grain: {reached:N0} entities, coldest {times[^1]:F1} ms, median {times[GrainQuestionCount / 2]:F1} ms (keys only; records, not persons)");
    }

    private static async Task DieAsync(List<IHost> silos, ClusterResolver resolver, EntityKey start)
    {
        using var immediately = new CancellationTokenSource();
        await immediately.CancelAsync();
        var watch = Stopwatch.StartNew();
        // A silo whose stop is cancelled at once leaves without a word, as a killed one does.
        await silos[^1].StopAsync(immediately.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
        long position = 0;
        while (position == 0)
        {
            try
            {
                IReadOnlyList<Receipt> receipts = await resolver.SubmitAsync([new Report { Key = new ReportKey("bench", "after"), Mentions = [new Mention { Ref = "m", Kind = MentionKind.Phone, Value = "0912345678" }] }], CancellationToken.None);
                position = receipts[0].Position;
            }
            catch (JournalException)
            {
                await Task.Delay(50);
            }
        }
        TimeSpan acknowledged = watch.Elapsed;
        await resolver.ExpandAsync(Question(start), position, CancellationToken.None);
        Console.WriteLine($"a silo gone without a word: the next report acknowledged after {acknowledged.TotalSeconds:F1} s, a complete answer that shows it after {watch.Elapsed.TotalSeconds:F1} s");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
