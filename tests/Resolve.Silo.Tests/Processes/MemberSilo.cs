using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Resolve.Reports;
using Resolve.Runtime.Ports;
using Resolve.Silo.Answers;
using Resolve.Silo.Configuration;
using Resolve.Silo.Hosting;
using Resolve.TestKit;

namespace Resolve.Silo.Tests.Processes;

/// <summary>A silo in the test process that joins the cluster of processes: to feed it, and to look at all of it.</summary>
internal sealed class MemberSilo(IHost host) : IAsyncDisposable
{
    public ClusterResolver Resolver => host.Services.GetRequiredService<ClusterResolver>();

    public ClusterExport Export => host.Services.GetRequiredService<ClusterExport>();

    public static async Task<MemberSilo> JoinAsync(SiloOptions options)
    {
        var own = new SiloOptions
        {
            ConnectionString = options.ConnectionString,
            ClusterId = options.ClusterId,
            AdvertisedAddress = "127.0.0.1",
            SiloPort = FreePort.Next(),
            GatewayPort = FreePort.Next(),
            ProbeInterval = options.ProbeInterval,
        };
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => SiloSetup.Configure(silo, own));
        builder.Services.Replace(ServiceDescriptor.Singleton<IFatalErrorHandler, Survivor>());
        IHost host = builder.Build();
        await host.StartAsync();
        return new MemberSilo(host);
    }

    /// <summary>A silo that the membership declares dead ends its process; the test process must survive to report it.</summary>
    private sealed class Survivor(IHostApplicationLifetime lifetime) : IFatalErrorHandler
    {
        public bool IsUnexpected(Exception exception) => exception is not ThreadAbortException;

        public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
        {
            Console.Error.WriteLine($"The test's own silo was ended by the others: {context}");
            lifetime.StopApplication();
        }
    }

    public Task<(long Last, TimeSpan Longest)> FeedAsync(IEnumerable<Report> reports, int batchSize) => Feeding.FeedAsync(Resolver, reports, batchSize);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        else host.Dispose();
    }
}

/// <summary>A gateway in the test process: an Orleans client, which no silo's death takes with it.</summary>
internal sealed class FeedClient(IHost host) : IAsyncDisposable
{
    public GatewayResolver Resolver => host.Services.GetRequiredService<GatewayResolver>();

    public static async Task<FeedClient> ConnectAsync(SiloOptions options)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client => SiloSetup.Configure(client, options));
        IHost host = builder.Build();
        await host.StartAsync();
        return new FeedClient(host);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        else host.Dispose();
    }
}

/// <summary>Feeding as a careful sender does.</summary>
internal static class Feeding
{
    /// <summary>Submits as a feed does: again until it is acknowledged, whatever dies meanwhile.</summary>
    /// <returns>The last journal position, and how long the longest batch took.</returns>
    public static async Task<(long Last, TimeSpan Longest)> FeedAsync(IResolveService service, IEnumerable<Report> reports, int batchSize,
        Action? acknowledged = null, Task? beforeLast = null)
    {
        long last = 0;
        TimeSpan longest = default;
        List<Report[]> batches = [.. reports.Chunk(batchSize)];
        foreach (Report[] batch in batches)
        {
            if (beforeLast is not null && batch == batches[^1]) await beforeLast;
            long started = Stopwatch.GetTimestamp();
            while (true)
            {
                try
                {
                    foreach (Receipt receipt in await service.SubmitAsync(batch, CancellationToken.None))
                    {
                        Assert.NotEqual(SubmissionOutcome.Conflict, receipt.Outcome);
                        last = Math.Max(last, receipt.Position);
                    }
                    break;
                }
                catch (JournalException e) when (e.Failure == JournalFailure.Unavailable && Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(120))
                {
                    await Task.Delay(100);
                }
            }
            TimeSpan took = Stopwatch.GetElapsedTime(started);
            if (took > longest) longest = took;
            acknowledged?.Invoke();
        }
        return (last, longest);
    }
}
