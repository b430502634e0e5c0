using System.Diagnostics;
using Resolve.Silo.Cluster;
using Resolve.Silo.Configuration;
using Resolve.Silo.Telemetry;

namespace Resolve.Silo.Hosting;

/// <summary>Keeps the leader awake while the silo lives, and hands the silo's partitions over before it stops.</summary>
/// <remarks>Hosted services stop in the reverse order of their registration: this one before the silo, after the HTTP interface.</remarks>
internal sealed class SiloLife(
    IGrainFactory grains, ILocalSiloDetails self, PartitionReplica host, LocalLeader leader, SiloMetrics metrics, SiloOptions options,
        ILogger<SiloLife> logger) : BackgroundService
{
    private static readonly TimeSpan WakeInterval = TimeSpan.FromMilliseconds(500);

    private ILeaderGrain ClusterLeader => grains.GetGrain<ILeaderGrain>(LeaderGrain.Key);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        try
        {
            await ClusterLeader.LeaveAsync(self.SiloAddress).WaitAsync(options.DrainMax, cancellationToken).ConfigureAwait(false);
            logger.Drained(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        catch (Exception e)
        {
            logger.NotDrained(e.GetType().Name);
        }
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await leader.EndAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Watch(host);
        using var timer = new PeriodicTimer(WakeInterval);
        try
        {
            do
            {
                try
                {
                    Guid reached = await ClusterLeader.WakeAsync().WaitAsync(TimeSpan.FromSeconds(5), stoppingToken).ConfigureAwait(false);
                    await leader.ReachedAsync(reached).ConfigureAwait(false);
                }
                catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
                {
                    logger.LeaderAway(e.GetType().Name);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }
}
