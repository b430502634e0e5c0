using System.Net;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.Silo.Answers;
using Resolve.Silo.Cluster;
using Resolve.Silo.Grains;
using Resolve.Silo.Placement;
using Resolve.Silo.Telemetry;
using Resolve.Storage.Alerts;
using Resolve.Storage.Postgres;
using SiloOptions = Resolve.Silo.Configuration.SiloOptions;

namespace Resolve.Silo.Hosting;

/// <summary>Puts a silo together: Orleans on PostgreSQL, the partitions, the grains.</summary>
internal static class SiloSetup
{
    /// <summary>The ADO.NET provider's name.</summary>
    public const string Invariant = "Npgsql";

    // After the drain: the last look for alerts, grains, connections and the membership table.
    private static readonly TimeSpan EndMax = TimeSpan.FromSeconds(25);

    private const int GatewayMemoryLimit = 95;

    /// <summary>Sets up a silo with its members and its ports.</summary>
    public static void Configure(ISiloBuilder silo, SiloOptions options)
    {
        silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (options.ClusterId, options.ServiceId));
        silo.Configure<Orleans.Configuration.SiloOptions>(o => o.SiloName = ClusterProtocol.NewSiloName());
        silo.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (Invariant, options.ConnectionString));
        IPAddress? address = options.AdvertisedAddress is { } text ? IPAddress.Parse(text) : null;
        if (address is null) silo.ConfigureEndpoints(options.SiloPort, options.GatewayPort);
        else silo.ConfigureEndpoints(address, options.SiloPort, options.GatewayPort);
        silo.Configure<ClusterMembershipOptions>(o =>
        {
            o.ProbeTimeout = options.ProbeInterval;
            o.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            o.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(10);
            o.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
            o.DefunctSiloExpiration = TimeSpan.FromHours(1);
        });
        if (options.Tls.IsOn) MemberTls.Configure(silo, ClusterCertificates.Open(options.Tls, ClusterCertificates.Server, ClusterCertificates.Client));
        AddCluster(silo, options);
    }

    /// <summary>Sets up a gateway: a client of the cluster.</summary>
    public static void Configure(IClientBuilder client, SiloOptions options)
    {
        client.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (options.ClusterId, options.ServiceId));
        client.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (Invariant, options.ConnectionString));
        if (options.Tls.IsOn) MemberTls.Configure(client, ClusterCertificates.Open(options.Tls, ClusterCertificates.Client));
        client.Configure<GatewayOptions>(o => o.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
        client.UseConnectionRetryFilter(async (_, cancellationToken) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(false);
            return true; // a gateway may be started before the first silo
        });
        client.AddActivityPropagation();
        var loss = new GatewayLoss();
        client.AddGatewayCountChangedHandler((_, e) => loss.Note(e.NumberOfConnectedGateways, e.PreviousNumberOfConnectedGateways));
        client.Services.AddSingleton(loss);
        client.Services.AddSingleton(options);
        client.Services.TryAddSingleton(TimeProvider.System);
        client.Services.AddSingleton<GatewayResolver>();
        client.Services.AddHostedService(static s => s.GetRequiredService<GatewayResolver>());
    }

    /// <summary>Adds what is ours to a silo on PostgreSQL, however it finds its members.</summary>
    public static void AddCluster(ISiloBuilder silo, SiloOptions options)
    {
        silo.Configure<HostOptions>(o => o.ShutdownTimeout = options.DrainMax + EndMax);
        silo.AddAdoNetGrainStorage(StateNames.Storage, storage => storage.Configure<IServiceProvider>((o, services) =>
        {
            (o.Invariant, o.ConnectionString) = (Invariant, options.ConnectionString);
            // smaller rows and cheaper activations than JSON
            o.GrainStorageSerializer = new OrleansGrainStorageSerializer(services.GetRequiredService<Serializer>());
        }));
        IServiceCollection services = silo.Services;
        services.AddSingleton<IJournal>(_ => PostgresJournal.OpenAsync(
            options.ConnectionString, new PostgresJournalOptions { Schema = options.Schema, Migrate = options.MigrateAtStart }, CancellationToken.None)
                .GetAwaiter().GetResult());
        services.AddSingleton<IAlertStore>(_ => PostgresAlertStore.OpenAsync(
            FewConnections(options.ConnectionString), new PostgresJournalOptions { Schema = options.Schema, Migrate = options.MigrateAtStart },
                CancellationToken.None).GetAwaiter().GetResult());
        services.AddSingleton<ILeaderLeases, DatabaseLocks>();
        AddMember(silo, options);
    }

    /// <summary>Adds what is ours to a silo but what it stores things in: journal, alerts, grain states and the leader's lock.</summary>
    public static void AddMember(ISiloBuilder silo, SiloOptions options)
    {
        silo.AddActivityPropagation();
        silo.Configure<GrainCollectionOptions>(o =>
        {
            (o.CollectionAge, o.CollectionQuantum) = (options.GrainIdleMax, TimeSpan.FromSeconds(30));
            o.EnableActivationSheddingOnMemoryPressure = true;
            (o.MemoryUsageLimitPercentage, o.MemoryUsageTargetPercentage) = (options.ActivationMemoryLimit, options.ActivationMemoryLimit - 5);
        });
        silo.Configure<LoadSheddingOptions>(o => (o.LoadSheddingEnabled, o.CpuThreshold, o.MemoryThreshold) = (true,
            options.GatewayCpuLimit, GatewayMemoryLimit));
        silo.AddGrainService<ReplicaService>();
        silo.AddPlacementDirector<PartitionPlacement, PartitionPlacementDirector>();
        IServiceCollection services = silo.Services;
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<SiloMetrics>();
        services.AddSingleton<ClusterModel>();
        services.AddSingleton<LocalLeader>();
        services.AddSingleton<FollowedEntities>();
        services.AddSingleton<NodeLocator>();
        services.AddSingleton<EntityServices>();
        services.AddSingleton<PartitionReplica>();
        services.AddSingleton<IEntityReplica, SiloReplica>();
        services.AddSingleton<BlockHost>();
        services.AddSingleton<IReplicaServiceClient, ReplicaServiceClient>();
        services.AddSingleton<ReplicaCalls>();
        services.AddSingleton<Coordinator>();
        services.AddSingleton<ClusterExport>();
        services.AddSingleton<ClusterResolver>();
        services.AddHostedService<SiloLife>();
    }

    /// <summary>Alerts have connections of their own, so that readers of inboxes never hold those of the journal: a quarter as many.</summary>
    private static string FewConnections(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.MaxPoolSize = Math.Max(2, settings.MaxPoolSize / 4);
        settings.MinPoolSize = Math.Min(settings.MinPoolSize, settings.MaxPoolSize);
        return settings.ConnectionString;
    }
}
