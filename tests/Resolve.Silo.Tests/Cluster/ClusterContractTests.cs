using Microsoft.Extensions.Logging.Abstractions;
using Resolve.Runtime.Ports;
using Resolve.Silo.Answers;
using Resolve.Silo.Configuration;
using Resolve.Silo.Hosting;
using Resolve.Storage.Postgres;
using Resolve.TestKit.Contracts;
using Resolve.TestKit.Postgres;

namespace Resolve.Silo.Tests.Cluster;

/// <summary>A cluster of two silos keeps the contract of hosts.</summary>
[RequiresPostgres]
public class ClusterContractTests : ResolveServiceContract
{
    /// <inheritdoc/>
    protected override Task<HostUnderTest> OpenAsync() => ClusterHost.OpenAsync(ClusterStore.Postgres);
}

/// <summary>A cluster of two silos keeps the contract of what analysts do with persons.</summary>
[RequiresPostgres]
public class ClusterReviewContractTests : PersonReviewContract
{
    /// <inheritdoc/>
    protected override Task<HostUnderTest> OpenAsync() => ClusterHost.OpenAsync(ClusterStore.Postgres);
}

/// <summary>A cluster of two silos delivers the same alerts as every host.</summary>
[RequiresPostgres]
public class ClusterAlertContractTests : AlertServiceContract
{
    /// <inheritdoc/>
    protected override Task<HostUnderTest> OpenAsync() => ClusterHost.OpenAsync(ClusterStore.Postgres);
}

/// <summary>A gateway delivers the same alerts as every host.</summary>
[RequiresPostgres]
public class GatewayAlertContractTests : AlertServiceContract
{
    /// <inheritdoc/>
    protected override Task<HostUnderTest> OpenAsync() => ClusterHost.OpenGatewayAsync(ClusterStore.Postgres);
}

internal static class ClusterHost
{
    /// <summary>Opens a cluster and asks it through any silo, with the leader on it or not.</summary>
    public static async Task<HostUnderTest> OpenAsync(ClusterStore store)
    {
        TestCluster cluster = await TestCluster.StartAsync(2, store);
        var resolver = cluster.Service<ClusterResolver>(1);
        return new HostUnderTest(resolver, resolver, cluster.DisposeAsync) { AlertsAt = p => cluster.AlertsAtAsync(p, 1) };
    }

    /// <summary>Opens a cluster and asks it as a gateway does: from an Orleans client.</summary>
    public static async Task<HostUnderTest> OpenGatewayAsync(ClusterStore store)
    {
        TestCluster cluster = await TestCluster.StartAsync(2, store);
        var resolver = new GatewayResolver(cluster.Orleans.Client, new GatewayLoss(), cluster.Options, TimeProvider.System,
            NullLogger<GatewayResolver>.Instance);
        await resolver.StartAsync(CancellationToken.None);
        return new HostUnderTest(resolver, resolver, async () =>
        {
            await resolver.StopAsync(CancellationToken.None);
            resolver.Dispose();
            await cluster.DisposeAsync();
        }) { AlertsAt = p => resolver.AlertsAtAsync(p, CancellationToken.None).WaitAsync(TestCluster.Patience) };
    }
}

/// <summary>A gateway of a cluster keeps the contract of hosts.</summary>
[RequiresPostgres]
public class GatewayContractTests : ResolveServiceContract
{
    /// <inheritdoc/>
    protected override Task<HostUnderTest> OpenAsync() => ClusterHost.OpenGatewayAsync(ClusterStore.Postgres);
}

/// <summary>A gateway of a cluster keeps the contract of what analysts do with persons.</summary>
[RequiresPostgres]
public class GatewayReviewContractTests : PersonReviewContract
{
    /// <inheritdoc/>
    protected override Task<HostUnderTest> OpenAsync() => ClusterHost.OpenGatewayAsync(ClusterStore.Postgres);
}

/// <summary>The journal as silos open it, in a database that they migrated, keeps the contract of journals.</summary>
[RequiresPostgres]
public class ClusterJournalContractTests : JournalContract
{
    private readonly string _database = $"journal_{Environment.ProcessId}_{Guid.NewGuid():N}";
    private bool _made;

    /// <inheritdoc/>
    protected override async Task<IJournal> OpenAsync()
    {
        PostgresServer server = await PostgresServer.SharedAsync();
        var options = new SiloOptions { ConnectionString = server.ConnectionString(_database) + ";Maximum Pool Size=6" };
        if (!_made)
        {
            await server.CreateDatabaseAsync(_database);
            await ClusterSchema.MigrateAsync(options, CancellationToken.None);
            _made = true;
        }
        return await PostgresJournal.OpenAsync(options.ConnectionString,
            new PostgresJournalOptions { Schema = options.Schema, Migrate = false }, CancellationToken.None);
    }
}
