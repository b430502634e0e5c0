using System.Reflection;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Resolve.ServiceDefaults;

/// <summary>What every process of ours has: logs on the console, telemetry by OTLP and the health check of liveness.</summary>
/// <remarks>
/// The project that Aspire's template makes, without what is of no use here: no process of ours calls another by HTTP, so there is neither service
/// discovery nor resilience of HTTP clients. Requests are traced by the interface's own middleware, since the framework's activities hold paths, and
/// paths hold phone numbers and accounts.
/// </remarks>
public static class ServiceDefaultsExtensions
{
    /// <summary>The tag of health checks that say whether the process lives; <c>/healthz</c> asks them.</summary>
    public const string Liveness = "live";

    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT", TracedShare = "OTEL_TRACES_SAMPLER_ARG";

    private static readonly Dictionary<string, string?> s_logDefaults = new(StringComparer.Ordinal)
    {
        ["Logging:Console:FormatterName"] = PersonalConsole.FormatterName,
        ["Logging:LogLevel:Polly"] = "Warning",
        ["Logging:LogLevel:Orleans.Storage"] = "Warning",
        ["Logging:LogLevel:Orleans.Persistence"] = "Warning",
    };

    /// <summary>Our own meters and sources.</summary>
    private static readonly string[] s_own = ["Resolve", "Resolve.*"];

    /// <summary>Adds telemetry, which leaves only where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to, and the health check.</summary>
    /// <typeparam name="T">The kind of host builder.</typeparam>
    /// <param name="builder">The host.</param>
    /// <param name="serviceName">The name of the process in telemetry, unless <c>OTEL_SERVICE_NAME</c> or <c>OTEL_RESOURCE_ATTRIBUTES</c> gives
    /// another.</param>
    /// <returns>The same host.</returns>
    public static T AddServiceDefaults<T>(this T builder, string serviceName)
        where T : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(serviceName);
        AddConsole(builder);
        builder.Services.AddHealthChecks().AddCheck("self", static () => HealthCheckResult.Healthy(), [Liveness]);
        if (!string.IsNullOrWhiteSpace(builder.Configuration[Endpoint])) AddTelemetry(builder, serviceName);
        return builder;
    }

    /// <summary>Writes logs to the console without what names persons. Settings may name another formatter or other levels.</summary>
    private static void AddConsole(IHostApplicationBuilder builder)
    {
        // The lowest source: whatever an operator sets wins. Storage and resilience log each attempt otherwise.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = s_logDefaults });
        builder.Logging.AddConsole().AddConsoleFormatter<PersonalConsole, ConsoleFormatterOptions>();
    }

    private static void AddTelemetry(IHostApplicationBuilder builder, string serviceName)
    {
        // Scopes are left out: the framework's quote the path.
        builder.Logging.AddOpenTelemetry(static logs => (logs.IncludeFormattedMessage, logs.IncludeScopes) = (true, false));
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => Name(resource, serviceName))
            .WithLogging(static logs => logs.AddProcessor(new PersonalLogs()))
            .WithMetrics(static metrics => metrics
                .AddMeter([.. s_own, "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"])
                .AddRuntimeInstrumentation()
                .AddNpgsqlInstrumentation())
            .WithTracing(traces => traces
                .AddSource([.. s_own, "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application", "Microsoft.Orleans.Lifecycle", "Microsoft.Orleans.Storage"])
                .AddNpgsql()
                .SetSampler(OwnTraces.Sampler(builder.Configuration[TracedShare]))
                .AddProcessor(new PersonalTags()))
            .UseOtlpExporter();
    }

    /// <summary>Names the process. What comes later wins, so the environment's name comes last.</summary>
    private static void Name(ResourceBuilder resource, string serviceName) => resource
        .Clear()
        .AddService(serviceName, serviceVersion: Assembly.GetEntryAssembly()?.GetName().Version?.ToString())
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();
}
