using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Resolve.Api.Telemetry;

/// <summary>Sends traces and metrics by OTLP when a target is configured; otherwise does nothing.</summary>
internal sealed class OtlpExport(IOptions<ResolveApiOptions> options, ILogger<OtlpExport> logger) : IHostedService, IDisposable
{
    private MeterProvider? _meters;
    private TracerProvider? _tracers;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Uri? endpoint = options.Value.OtlpEndpoint;
        if (endpoint is null && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"))) return Task.CompletedTask;
        void Target(OtlpExporterOptions o)
        {
            if (endpoint is not null) o.Endpoint = endpoint;
        }
        ResourceBuilder resource = ResourceBuilder.CreateDefault().AddService("resolve", serviceVersion: typeof(OtlpExport).Assembly.GetName().Version?.ToString());
        // "Resolve.*" and Orleans: the cluster's, where it hosts the API. The framework's meters tell route templates, not paths. Its activities tell paths, and are left out.
        _meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter(ResolveMetrics.Name, "Resolve.*", "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddOtlpExporter(Target).Build();
        _tracers = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
            .AddSource(ResolveMetrics.Name, "Resolve.*", "Microsoft.Orleans.Application", "Npgsql")
            .SetSampler(OwnTraces.Sampler(Environment.GetEnvironmentVariable("OTEL_TRACES_SAMPLER_ARG")))
            .AddProcessor(new PersonalTags()).AddOtlpExporter(Target).Build();
        logger.ExportStarted();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _meters?.Dispose();
        _tracers?.Dispose();
        (_meters, _tracers) = (null, null);
    }
}
