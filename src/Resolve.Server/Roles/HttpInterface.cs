using Resolve.Api;
using Resolve.Api.Hosting;
using Resolve.Runtime.Ports;

namespace Resolve.Server.Roles;

/// <summary>Puts the HTTP interface beside a silo or onto a gateway.</summary>
internal static class HttpInterface
{
    /// <summary>Registers it.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="service">Finds what it answers from.</param>
    public static void Add(WebApplicationBuilder builder, Func<IServiceProvider, IResolveService> service)
    {
        builder.Services.AddResolveApi();
        builder.Services.AddHostedService(s => new Opening(s.GetRequiredService<ResolveServiceSlot>(), service(s)));
    }

    /// <summary>Maps it.</summary>
    public static void Map(WebApplication app) => app.MapResolveApi();

    /// <summary>Opens the interface when the cluster can be asked; until then it says that it is starting.</summary>
    private sealed class Opening(ResolveServiceSlot slot, IResolveService service) : BackgroundService
    {
        private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

        public override Task StopAsync(CancellationToken cancellationToken)
        {
            slot.Close();
            return base.StopAsync(cancellationToken);
        }

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            using var timer = new PeriodicTimer(Interval);
            try
            {
                while (service.GetState().Failure is not null) await timer.WaitForNextTickAsync(stoppingToken);
                slot.Open(service);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // Stopped before it was there.
            }
        }
    }
}
