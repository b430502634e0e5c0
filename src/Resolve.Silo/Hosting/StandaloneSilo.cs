using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Resolve.Runtime.Ports;
using Resolve.Silo.Grains;
using Resolve.Silo.Placement;
using Resolve.Storage.Sqlite;

using SiloOptions = Resolve.Silo.Configuration.SiloOptions;

namespace Resolve.Silo.Hosting;

/// <summary>The one silo of a standalone server: entity grains over a replica of all partitions in the same process.</summary>
/// <remarks>It listens on a free port of the loopback address, has no gateway for clients, and keeps no members outside the process.</remarks>
internal sealed class StandaloneSilo : IAsyncDisposable
{
    private const int AttemptsMax = 5;

    private readonly IHost _host;

    private StandaloneSilo(IHost host) => _host = host;

    /// <summary>Gets what reaches the grains.</summary>
    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Starts the silo.</summary>
    /// <param name="replica">The replica that grains answer from; it outlives the silo.</param>
    /// <param name="states">Where grains keep what is theirs; it outlives the silo.</param>
    /// <param name="logs">Where the silo logs to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The silo; dispose it to stop it.</returns>
    public static async Task<StandaloneSilo> StartAsync(IEntityReplica replica, SqliteStateStore states, ILoggerFactory logs,
        CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            IHost host = Build(replica, states, logs, FreePort());
            try
            {
                await host.StartAsync(cancellationToken).ConfigureAwait(false);
                return new StandaloneSilo(host);
            }
            catch (Exception e)
            {
                await DisposeAsync(host).ConfigureAwait(false);
                // Somebody may have taken the port since it was looked for.
                if (attempt == AttemptsMax || !PortErrors.IsInUse(e)) throw;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().ConfigureAwait(false);
        await DisposeAsync(_host).ConfigureAwait(false);
    }

    private static IHost Build(IEntityReplica replica, SqliteStateStore states, ILoggerFactory logs, int port)
    {
        // No defaults: the server's host reads settings and signals, and logs for both.
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(logs);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.UseOrleans(silo =>
        {
            var options = new SiloOptions();
            silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (options.ClusterId, options.ServiceId));
            silo.ConfigureEndpoints(IPAddress.Loopback, port, gatewayPort: 0);
            silo.Services.AddSingleton<IMembershipTable, InProcessMembership>();
            silo.AddActivityPropagation();
            silo.Configure<GrainCollectionOptions>(o => o.CollectionAge = options.GrainIdleMax);
            silo.Services.AddGrainStorage(StateNames.Storage, (s, _) => new SqliteGrainStorage(states, s.GetRequiredService<Serializer>()));
            silo.AddPlacementDirector<PartitionPlacement, OnlySiloPlacement>();
            silo.Services.AddSingleton(options);
            silo.Services.AddSingleton(replica);
            silo.Services.AddSingleton(TimeProvider.System);
            silo.Services.AddSingleton<EntityServices>();
        });
        return builder.Build();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async ValueTask DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync().ConfigureAwait(false);
        else host.Dispose();
    }

    /// <summary>The server's host looks after signals; this one starts and stops when asked.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
