using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Resolve.Client.Durable;

namespace Resolve.Client.Extensions;

/// <summary>Adds the durable feed to a host.</summary>
public static class DurableFeedServiceCollectionExtensions
{
    /// <summary>Adds an <see cref="IDurableFeedAccessor"/>, whose feed is open while the host runs. Needs <c>AddResolveClient</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options; the path of the outbox at least.</param>
    /// <returns>The services.</returns>
    /// <remarks>The start of the host fails with <see cref="OutboxInUseException"/> when another process has the outbox open.</remarks>
    public static IServiceCollection AddDurableFeed(this IServiceCollection services, Action<DurableFeedOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<DurableFeedOptions>().Configure(configure);
        services.AddSingleton<DurableFeedService>();
        services.AddSingleton<IDurableFeedAccessor>(static provider => provider.GetRequiredService<DurableFeedService>());
        services.AddHostedService(static provider => provider.GetRequiredService<DurableFeedService>());
        return services;
    }
}

/// <summary>Gives the feed of a host.</summary>
public interface IDurableFeedAccessor
{
    /// <summary>Gets the feed.</summary>
    /// <exception cref="InvalidOperationException">The host has not started, or has stopped.</exception>
    DurableFeed Feed { get; }
}

/// <summary>Opens the feed before the host's own services start, and closes it after they have stopped.</summary>
internal sealed class DurableFeedService(ResolveClient client, IOptions<DurableFeedOptions> options)
    : IHostedLifecycleService, IDurableFeedAccessor, IAsyncDisposable
{
    private DurableFeed? _feed;

    public DurableFeed Feed => _feed ?? throw new InvalidOperationException("The feed is open while the host runs.");

    public async Task StartingAsync(CancellationToken cancellationToken) =>
        _feed = await DurableFeed.OpenAsync(client, options.Value, cancellationToken).ConfigureAwait(false);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _feed, null) is { } feed) await feed.DisposeAsync().ConfigureAwait(false);
    }
}
