using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace Resolve.Client.Extensions;

/// <summary>Adds the client to a host.</summary>
public static class ResolveClientServiceCollectionExtensions
{
    private const string HttpClientName = "Resolve.Client";

    /// <summary>Adds <see cref="ResolveClient"/> as a singleton, on an HTTP client with the standard resilience pipeline.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options; the address at least.</param>
    /// <returns>The builder of the HTTP client, for further handlers.</returns>
    /// <remarks>
    /// The pipeline repeats questions and decisions, never submissions: those repeat themselves in a feed. It opens its circuit when most
    /// requests fail. Streams (batches, alerts) are bounded by <see cref="ResolveClientOptions.StreamIdleTimeout"/>, not by the pipeline, once
    /// their answer begins.
    /// </remarks>
    public static IHttpClientBuilder AddResolveClient(this IServiceCollection services, Action<ResolveClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<ResolveClientOptions>().Configure(configure);
        services.AddSingleton(static provider => Make(provider));
        IHttpClientBuilder builder = services.AddHttpClient(HttpClientName)
            .ConfigureHttpClient(static http => http.Timeout = Timeout.InfiniteTimeSpan) // the pipeline has timeouts of its own
            .UseSocketsHttpHandler(static (handler, provider) => Configure(handler, provider.GetRequiredService<IOptions<ResolveClientOptions>>().Value))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan); // the handler renews its connections by itself
        builder.AddHttpMessageHandler(static () => new RejectionHandler());
        builder.AddStandardResilienceHandler().Configure(static (options, provider) =>
            Configure(options, provider.GetRequiredService<IOptions<ResolveClientOptions>>().Value));
        return builder;
    }

    private static ResolveClient Make(IServiceProvider provider)
    {
        ResolveClientOptions options = provider.GetRequiredService<IOptions<ResolveClientOptions>>().Value;
        HttpClient http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName);
        return new ResolveClient(http, new ResolveClientOptions
        {
            BaseAddress = options.BaseAddress ?? throw new InvalidOperationException("AddResolveClient needs the address of the service."),
            ApiKey = options.ApiKey,
            TokenProvider = options.TokenProvider,
            AllowCredentialsWithoutTls = options.AllowCredentialsWithoutTls,
            RequestTimeout = options.RequestTimeout,
            StreamIdleTimeout = options.StreamIdleTimeout,
            RetriesMax = 0, // the pipeline repeats
            BatchLinesMax = options.BatchLinesMax,
            BatchBytesMax = options.BatchBytesMax,
            BatchFlushAfter = options.BatchFlushAfter,
            Clock = options.Clock,
        });
    }

    private static void Configure(SocketsHttpHandler handler, ResolveClientOptions options)
    {
        handler.AllowAutoRedirect = false; // it would drop the credentials; the client follows by itself
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        handler.AutomaticDecompression = DecompressionMethods.All;
        if (options.ClientCertificate is { } certificate) handler.SslOptions.ClientCertificates = [certificate];
    }

    private static void Configure(HttpStandardResilienceOptions pipeline, ResolveClientOptions options)
    {
        pipeline.AttemptTimeout.Timeout = options.RequestTimeout;
        TimeSpan attempts = options.RequestTimeout * (options.RetriesMax + 1), pauses = options.RetryMax * options.RetriesMax;
        pipeline.TotalRequestTimeout.Timeout = attempts + pauses + TimeSpan.FromSeconds(1);
        pipeline.CircuitBreaker.SamplingDuration = options.RequestTimeout * 2;
        pipeline.Retry.MaxRetryAttempts = Math.Max(1, options.RetriesMax);
        pipeline.Retry.Delay = options.RetryFirst;
        pipeline.Retry.MaxDelay = options.RetryMax;
        pipeline.Retry.ShouldHandle = arguments => ValueTask.FromResult(
            options.RetriesMax > 0 && IsRepeatable(arguments.Context) && HttpClientResiliencePredicates.IsTransient(arguments.Outcome));
    }

    private static bool IsRepeatable(ResilienceContext context) =>
        context.GetRequestMessage() is { } request && request.Options.TryGetValue(ResolveRequest.Repeatable, out bool repeatable) && repeatable;
}
