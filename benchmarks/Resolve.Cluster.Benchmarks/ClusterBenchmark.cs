using Resolve.Rings.Questions;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Resolve.Cli.Generate;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Runtime.Ports;
using Resolve.Silo.Answers;
using Resolve.Silo.Cluster;
using Resolve.Silo.Configuration;
using Resolve.Silo.Hosting;

namespace Resolve.Cluster.Benchmarks;

/// <summary>What a cluster costs: ingest, many-hop questions beside hopping grain by grain, silos that come, go and die. All silos in this process, over real
/// sockets.</summary>
internal sealed class ClusterBenchmark(string connectionString, Measured measured) : IDisposable
{
    private const int BatchSize = 200, Feeds = 4, QuestionCount = 200, FirstCount = 20, GrainQuestionCount = 40, WarmRounds = 4, WarmCount = 50;

    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(60);

    private readonly Traffic _traffic = new();
    private readonly List<IHost> _silos = [];

    private static CancellationToken None => CancellationToken.None;

    private ClusterResolver Resolver => _silos[0].Services.GetRequiredService<ClusterResolver>();

    private PartitionReplica Host => _silos[0].Services.GetRequiredService<PartitionReplica>();

    public static async Task<Measured> RunAsync(string connectionString, int siloCount, int reportCount)
    {
        var measured = new Measured
        {
            Silos = siloCount,
            Reports = reportCount,
            Orleans = string.Join('.', (FileVersionInfo.GetVersionInfo(typeof(Grain).Assembly.Location).ProductVersion ?? "").Split('.', '+', ' ').Take(2)),
        };
        using var benchmark = new ClusterBenchmark(connectionString, measured);
        await ClusterSchema.MigrateAsync(new SiloOptions { ConnectionString = connectionString }, None);
        for (int i = 0; i < siloCount; i++) await benchmark.AddSiloAsync();
        while (benchmark._silos.Any(s => s.Services.GetRequiredService<ClusterResolver>().GetState().Failure is not null)) await Task.Delay(50);
        await benchmark.SharesAsync(siloCount);

        long last = await benchmark.IngestAsync();
        EntityKey start = await benchmark.ChooseAsync(last);
        await benchmark.AskAsync(start, last);
        await benchmark.MoveAsync();
        if (siloCount > 1) await benchmark.DieAsync(start);
        measured.Load = File.Exists("/proc/loadavg") ? (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0] : "";
        return measured; // the process ends, and its silos and database with it
    }

    public void Dispose() => _traffic.Dispose();

    private async Task<IHost> AddSiloAsync()
    {
        var options = new SiloOptions { ConnectionString = connectionString, AdvertisedAddress = "127.0.0.1", SiloPort = FreePort(), GatewayPort = FreePort() };
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => SiloSetup.Configure(silo, options));
        IHost host = builder.Build();
        await host.StartAsync();
        _silos.Add(host);
        return host;
    }

    private async Task SharesAsync(int siloCount)
    {
        long started = Stopwatch.GetTimestamp();
        while (_silos.Any(s => s.Services.GetRequiredService<PartitionReplica>().View?.Map.Silos.Length != siloCount))
        {
            await Task.Delay(10);
            if (Stopwatch.GetElapsedTime(started) < PatienceMax) continue;
            string views = string.Join(", ", _silos.Select(s => s.Services.GetRequiredService<PartitionReplica>().View is { } v
                ? $"{v.Map.Silos.Length} silos at {v.Position} ({v.Failure})" : "none"));
            throw new TimeoutException($"Partitions do not come to {siloCount} silos: {views}.");
        }
    }

    private async Task<long> IngestAsync()
    {
        List<Report> reports = [.. new ReportGenerator(new GeneratorOptions { Reports = measured.Reports,
            Rings = Math.Max(1, measured.Reports / 50), Seed = 1 }).Reports()];
        long last = 0;
        Traffic.Sample before = _traffic.Now();
        await Parallel.ForEachAsync(reports.Chunk(BatchSize), new ParallelOptions { MaxDegreeOfParallelism = Feeds }, async (batch, stop) =>
        {
            IReadOnlyList<Receipt> receipts = await Resolver.SubmitAsync(batch, stop);
            long position = receipts.Max(r => r.Position);
            for (long known = Interlocked.Read(ref last); position > known; known = Interlocked.Read(ref last)) Interlocked.CompareExchange(ref last, position,
                known);
        });
        double Rate() => measured.Reports / Stopwatch.GetElapsedTime(before.At).TotalSeconds;
        measured.Acknowledged = Rate();
        await Host.ViewAtAsync(last, None);
        measured.Visible = Rate();
        await Host.RingViewAtAsync(last, None);
        measured.Ringed = Rate();
        Traffic.Sample used = _traffic.Now().Since(before);
        (measured.ReportCpuMs, measured.ReportMessages, measured.ReportKiB) = (used.CpuMilliseconds / measured.Reports,
            (double)used.Messages / measured.Reports, used.Bytes / 1024.0 / measured.Reports);
        Console.WriteLine($"{measured.Silos} silos: {measured.Acknowledged:N0}/s acknowledged, {measured.Visible:N0}/s visible, {measured.ReportCpuMs:F2} ms "
            + "of CPU a report");
        return last;
    }

    /// <summary>Chooses the member of the largest rings whose three hops come nearest to 1,000 entities.</summary>
    private async Task<EntityKey> ChooseAsync(long last)
    {
        (EntityKey Key, int Count) best = default;
        Page<Ring> rings = await Resolver.AskAsync(new RingListQuestion(new RingFilter { Order = RingOrder.Members }, 20, null), last, None);
        foreach (EntityKey key in rings.Items.SelectMany(r => r.Members.Take(3)).Select(m => m.Key))
        {
            int total = (await Resolver.AskAsync(Question(key, withLinks: false), last, None)).Total;
            if (best.Key.IsDefault || Math.Abs(total - 1_000) < Math.Abs(best.Count - 1_000)) best = (key, total);
        }
        return best.Key;
    }

    private async Task AskAsync(EntityKey start, long last)
    {
        ExpandAnswer answer = await Resolver.AskAsync(Question(start, withLinks: true), last, None);
        (measured.Entities, measured.Links) = (answer.Total, answer.Links.Count);
        await QuietAsync();
        measured.Whole = await MeasureAsync(QuestionCount, () => Resolver.AskAsync(Question(start, withLinks: true), last, None).AsTask());
        measured.Nodes = await MeasureAsync(QuestionCount, () => Resolver.AskAsync(Question(start, withLinks: false), last, None).AsTask());
        await HopGrainByGrainAsync(start);

        long position = last;
        measured.First = await MeasureAsync(FirstCount, () => Resolver.AskAsync(Question(start, withLinks: true), position, None).AsTask(), async i =>
        {
            position = (await Resolver.SubmitAsync([Little(i)], None))[0].Position;
            await Host.RingViewAtAsync(position, None);
            await Task.Delay(50);
        });
        Console.WriteLine($"{measured.Entities:N0} entities, {measured.Links:N0} links: median {measured.Whole.MedianMs:F2} ms, CPU "
            + $"{measured.Whole.CpuMs:F2} ms; grain by grain {measured.GrainByGrain!.MedianMs:F2} ms, CPU {measured.GrainByGrain.CpuMs:F2} ms");
    }

    /// <summary>Waits until what follows the rounds is done.</summary>
    private async Task QuietAsync()
    {
        for (int i = 0; i < 120; i++)
        {
            Traffic.Sample before = _traffic.Now();
            await Task.Delay(1_000);
            if (_traffic.Now().Since(before).CpuMilliseconds < 50) return;
        }
    }

    /// <summary>The same answer by asking each entity's grain.</summary>
    private async Task HopGrainByGrainAsync(EntityKey start)
    {
        IGrainFactory grains = _silos[0].Services.GetRequiredService<IGrainFactory>();
        ExpandQuestion question = Question(start, withLinks: true);
        string nodeKey = start.ToString();
        if (start.Kind == EntityKind.Person) nodeKey = "record:" + (await Resolver.AskAsync(new EntityQuestion(start), 0, None))!.Persons[0].Key;
        ExpandAnswer ours = await Resolver.AskAsync(question, 0, None);
        GraphMoment moment = Host.View!.Moment;
        ExpandAnswer theirs = await GrainByGrain.ExpandAsync(grains, nodeKey, question, moment);
        if (!AnswerPayloads.Write(ours).AsSpan().SequenceEqual(AnswerPayloads.Write(theirs)))
            throw new InvalidOperationException("Hopping grain by grain gives another answer.");
        measured.GrainByGrain = await MeasureAsync(GrainQuestionCount, () => GrainByGrain.ExpandAsync(grains, nodeKey, question, moment));
    }

    private async Task<Asked> MeasureAsync(int count, Func<Task> ask, Func<int, Task>? between = null)
    {
        // The compiler's second tier comes after some thirty calls and a pause, and its code after another.
        for (int round = 0; between is null && round < WarmRounds; round++)
        {
            for (int i = 0; i < WarmCount; i++) await ask();
            await Task.Delay(1_000);
        }
        var times = new List<double>();
        (double cpu, long messages, long bytes) = (0, 0, 0);
        for (int i = 0; i < count; i++)
        {
            if (between is not null) await between(i);
            Traffic.Sample before = _traffic.Now();
            await ask();
            times.Add(Stopwatch.GetElapsedTime(before.At).TotalMilliseconds);
            Traffic.Sample used = _traffic.Now().Since(before);
            (cpu, messages, bytes) = (cpu + used.CpuMilliseconds, messages + used.Messages, bytes + used.Bytes);
        }
        times.Sort();
        return new Asked(times[count / 2], times[count * 95 / 100], cpu / count, (double)messages / count, bytes / 1024.0 / count);
    }

    private async Task MoveAsync()
    {
        long started = Stopwatch.GetTimestamp();
        IHost joined = await AddSiloAsync();
        await SharesAsync(measured.Silos + 1);
        measured.JoinSeconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        PartitionMap map = Host.View!.Map;
        int siloIndex = map.IndexOf(joined.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress);
        measured.JoinShares = map.Owners.Count(o => o == siloIndex);
        Console.WriteLine($"joined after {measured.JoinSeconds:F1} s");
        started = Stopwatch.GetTimestamp();
        await joined.StopAsync().WaitAsync(PatienceMax);
        _silos.Remove(joined);
        await SharesAsync(measured.Silos);
        measured.LeaveSeconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine($"left after {measured.LeaveSeconds:F1} s");
    }

    private async Task DieAsync(EntityKey start)
    {
        using var immediately = new CancellationTokenSource();
        await immediately.CancelAsync();
        IHost victim = _silos[^1];
        _silos.Remove(victim);
        long started = Stopwatch.GetTimestamp();
        // A silo whose stop is cancelled at once leaves without a word, as a killed one does.
        Task stopped = victim.StopAsync(immediately.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
        long position = 0;
        while (position == 0)
        {
            try
            {
                position = (await Resolver.SubmitAsync([Little(FirstCount)], None))[0].Position;
            }
            catch (JournalException)
            {
                await Task.Delay(50);
            }
        }
        Console.WriteLine("a silo died");
        measured.DeathAcknowledged = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await Resolver.AskAsync(Question(start, withLinks: true), position, None);
        await SharesAsync(measured.Silos - 1);
        await Resolver.AskAsync(Question(start, withLinks: true), position, None);
        measured.DeathAnswered = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await stopped;
    }

    private static ExpandQuestion Question(EntityKey key, bool withLinks) => new() { From = [key], Hops = 3, Limit = 1_000, WithLinks = withLinks };

    private static Report Little(int number) =>
        new() { Key = new ReportKey("bench", $"after-{number}"), Mentions = [new Mention { Ref = "m", Kind = MentionKind.Phone, Value = "0912345678" }] };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
