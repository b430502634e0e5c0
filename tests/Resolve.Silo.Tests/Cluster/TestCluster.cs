using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using Resolve.Reports;
using Resolve.Runtime.Ports;
using Resolve.Silo.Answers;
using Resolve.Silo.Cluster;
using Resolve.Silo.Configuration;
using Resolve.Silo.Grains;
using Resolve.Silo.Hosting;
using Resolve.TestKit.Facts;
using Resolve.TestKit.Postgres;

namespace Resolve.Silo.Tests.Cluster;

/// <summary>What the silos of a test store facts, alerts and states in, and take the leader's lock from.</summary>
public enum ClusterStore
{
    /// <summary>A PostgreSQL database of their own, as in operation.</summary>
    Postgres,

    /// <summary>Memory that they share: needs nothing of the machine.</summary>
    Memory,
}

/// <summary>Some silos in this process, on real Orleans.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private static int s_count;

    private readonly IDisposable? _shared;

    private TestCluster(InProcessTestCluster cluster, SiloOptions options, IDisposable? shared) => (Orleans, Options, _shared) = (cluster, options, shared);

    public InProcessTestCluster Orleans { get; }

    public SiloOptions Options { get; }

    public ClusterResolver Resolver => Service<ClusterResolver>();

    public ClusterExport Export => Service<ClusterExport>();

    public static Task<TestCluster> StartAsync(short siloCount, ClusterStore store, ClusterModel? model = null) =>
        store == ClusterStore.Postgres ? StartAsync(siloCount, model) : StartInMemoryAsync(siloCount, model);

    public static async Task<TestCluster> StartAsync(short siloCount, ClusterModel? model = null, Action<SiloOptions>? change = null)
    {
        PostgresServer server = await PostgresServer.SharedAsync();
        string database = string.Create(CultureInfo.InvariantCulture, $"cluster_{Environment.ProcessId}_{Interlocked.Increment(ref s_count)}");
        await server.CreateDatabaseAsync(database);
        return await StartAsync(siloCount, new SiloOptions { ConnectionString = server.ConnectionString(database)
            + ";Maximum Pool Size=6;Connection Idle Lifetime=3;Connection Pruning Interval=1", RingInterval = TimeSpan.Zero }, model, change);
    }

    public static async Task<TestCluster> StartAsync(short siloCount, SiloOptions options, ClusterModel? model = null, Action<SiloOptions>? change = null)
    {
        change?.Invoke(options);
        await ClusterSchema.MigrateAsync(options, CancellationToken.None);
        return await StartAsync(siloCount, options, model, silo => SiloSetup.AddCluster(silo, options), null);
    }

    private static Task<TestCluster> StartInMemoryAsync(short siloCount, ClusterModel? model)
    {
        var options = new SiloOptions { RingInterval = TimeSpan.Zero };
        var journal = new InMemoryJournal();
        var alerts = new InMemoryAlertStore();
        var locks = new InMemoryLeases();
        return StartAsync(siloCount, options, model, silo =>
        {
            silo.Services.AddSingleton<IJournal>(journal);
            silo.Services.AddSingleton<IAlertStore>(alerts);
            silo.Services.AddSingleton<ILeaderLeases>(locks);
            silo.AddMemoryGrainStorage(StateNames.Storage);
            SiloSetup.AddMember(silo, options);
        }, locks);
    }

    private static async Task<TestCluster> StartAsync(short siloCount, SiloOptions options, ClusterModel? model, Action<ISiloBuilder> add, IDisposable? shared)
    {
        var builder = new InProcessTestClusterBuilder(siloCount);
        builder.ConfigureSilo((_, silo) =>
        {
            add(silo);
            if (model is not null) silo.Services.AddSingleton(model);
            silo.Services.AddLogging(logging => logging.AddProvider(new FailureLog()));
        });
        InProcessTestCluster cluster = builder.Build();
        await cluster.DeployAsync();
        return new TestCluster(cluster, options, shared);
    }

    public T Service<T>(int silo = 0)
        where T : notnull => Orleans.Silos[silo].ServiceProvider.GetRequiredService<T>();

    /// <summary>Exports everything the cluster holds at a position or later, from one of its silos.</summary>
    public Task<string> DigestAsync(long position, int silo = 0) => DigestAsync(Service<ClusterExport>(silo), position);

    /// <summary>Exports the persons with their steps and events.</summary>
    public async Task<string> TimelinesAsync(int silo = 0) =>
        await StateDigest.TimelinesOfAsync(await Service<ClusterExport>(silo).AtAsync(0, CancellationToken.None));

    public static async Task<string> DigestAsync(ClusterExport export, long position)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        while (true)
        {
            try
            {
                return await StateDigest.OfAsync(await export.AtAsync(position, patience.Token));
            }
            catch (JournalException e) when (e.Failure == JournalFailure.Unavailable)
            {
                // The view still names a silo that has left; a user asks again as well.
                await Task.Delay(100, patience.Token);
            }
        }
    }

    /// <summary>Submits facts in batches; gives the last journal position.</summary>
    public async Task<long> FeedAsync(IEnumerable<Report> facts, int batchSize)
    {
        long last = 0;
        foreach (Report[] batch in facts.Chunk(batchSize))
            foreach (Receipt receipt in await Resolver.SubmitAsync(batch, CancellationToken.None)) last = Math.Max(last, receipt.Position);
        return last;
    }

    /// <summary>Gets how long a test waits for what comes by itself.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Waits until alerts of all facts up to a position are delivered.</summary>
    public Task AlertsAtAsync(long position, int silo = 0) =>
        Service<PartitionReplica>(silo).AlertsAtAsync(position, CancellationToken.None).WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        await Orleans.DisposeAsync();
        _shared?.Dispose();
    }

    /// <summary>The leader's lock of silos in one process.</summary>
    private sealed class InMemoryLeases : ILeaderLeases, IDisposable
    {
        private readonly SemaphoreSlim _gate = new(1, 1);
        private long _epochs;

        public void Dispose() => _gate.Dispose();

        public async Task<ILeaderLease> TakeAsync(CancellationToken cancellationToken)
        {
            await _gate.WaitAsync(cancellationToken);
            return new Taken(_gate, Interlocked.Increment(ref _epochs));
        }

        private sealed class Taken(SemaphoreSlim gate, long epoch) : ILeaderLease
        {
            public long Epoch => epoch;

            public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

            public ValueTask DisposeAsync()
            {
                gate.Release();
                return ValueTask.CompletedTask;
            }
        }
    }

    /// <summary>Shows warnings of ours in the test output's error stream, where a failing run needs them.</summary>
    private sealed class FailureLog : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Logger(categoryName);

        public void Dispose()
        {
            // Nothing is held.
        }

        private sealed class Logger(string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning && category.StartsWith("Resolve", StringComparison.Ordinal);

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (IsEnabled(logLevel)) Console.Error.WriteLine($"{category}: {formatter(state, exception)} {exception}");
            }
        }
    }
}
