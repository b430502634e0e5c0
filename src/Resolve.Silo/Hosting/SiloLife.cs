using System.Diagnostics;
using Resolve.Silo.Cluster;

namespace Resolve.Silo.Hosting;

/// <summary>Keeps the conductor awake while the silo lives, and hands the silo's shares over before it stops.</summary>
/// <remarks>Hosted services stop in the reverse order of their registration: this one before the silo, after the HTTP interface.</remarks>
internal sealed class SiloLife(
    IGrainFactory grains, ILocalSiloDetails self, ShareHost host, LocalConductor conductor, SiloMetrics metrics, SiloOptions options, ILogger<SiloLife> logger) : BackgroundService
{
    private static readonly TimeSpan WakeInterval = TimeSpan.FromMilliseconds(500);

    private IConductorGrain Conductor => grains.GetGrain<IConductorGrain>(ConductorGrain.Key);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        try
        {
            await Conductor.LeaveAsync(self.SiloAddress).WaitAsync(options.DrainMax, cancellationToken).ConfigureAwait(false);
            logger.Drained(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        catch (Exception e)
        {
            logger.NotDrained(e.GetType().Name);
        }
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await conductor.EndAsync().ConfigureAwait(false);
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
                    await Conductor.WakeAsync().WaitAsync(TimeSpan.FromSeconds(5), stoppingToken).ConfigureAwait(false);
                }
                catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
                {
                    logger.ConductorAway(e.GetType().Name);
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
