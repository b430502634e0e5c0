using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Resolve.Api.Alerts;
using Resolve.Api.Hosting;
using Resolve.Api.Http;
using Resolve.Api.Intake;
using Resolve.Api.OpenApi;
using Resolve.Api.Page;
using Resolve.Api.Persons;
using Resolve.Api.Questions;
using Resolve.Api.Schemas;
using Resolve.Api.Telemetry;
using Resolve.Client.Contracts;
using Resolve.Reports;

namespace Resolve.Api;

/// <summary>Puts the HTTP interface into a host: register, map, and open <see cref="ResolveServiceSlot"/> when the engine is there.</summary>
public static class ResolveApi
{
    /// <summary>Registers what the interface needs.</summary>
    /// <param name="services">The host's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddResolveApi(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<IValidateOptions<ResolveApiOptions>, ResolveApiOptionsValidator>();
        services.AddOptions<ResolveApiOptions>().BindConfiguration("Resolve:Api").ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<ResolveServiceSlot>();
        services.AddSingleton<ResolveMetrics>();
        services.AddSingleton<WalkLimiter>();
        services.AddSingleton<QuestionRunner>();
        services.AddSingleton<BatchEndpoint>();
        services.AddSingleton<IntakeLimiter>();
        services.AddSingleton<AlertStream>();
        services.AddHealthChecks().AddCheck<ServiceCheck>("resolve", tags: [HealthEndpoints.Readiness]);
        services.Configure<KestrelServerOptions>(o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestBodySize = ReportLimits.SizeBytesMax;
            // A sender that reads answers only after its last line does not lock itself out with some thousand lines.
            o.Limits.MaxResponseBufferSize = 1 << 20;
        });
        services.AddDescription();
        services.AddProblemDetails(o => o.CustomizeProblemDetails = Customize);
        services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.TypeInfoResolverChain.Insert(0, ResolveJson.Answers.TypeInfoResolver!);
            o.SerializerOptions.DefaultIgnoreCondition = ResolveJson.Answers.DefaultIgnoreCondition;
            o.SerializerOptions.NumberHandling = ResolveJson.Answers.NumberHandling;
            o.SerializerOptions.Encoder = ResolveJson.Answers.Encoder;
            foreach (var converter in ResolveJson.Answers.Converters) o.SerializerOptions.Converters.Add(converter);
        });
        // Their messages quote the path, and paths hold phone numbers and accounts.
        services.AddLogging(b => b
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error)
            // A process that starts is unhealthy for a while, and is asked every second: the answer says it, the log need not.
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None));
        return services;
    }

    /// <summary>Maps every endpoint, the OpenAPI document and the page, with problems for whatever goes wrong.</summary>
    /// <param name="app">The host.</param>
    /// <returns>The same host.</returns>
    public static WebApplication MapResolveApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseRouting();
        app.UseMiddleware<TelemetryMiddleware>();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseStatusCodePages();
        app.Use(static (context, next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            if (context.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase)) context.Response.Headers.CacheControl = "no-store";
            return next(context);
        });
        app.MapReports();
        app.MapEntities();
        app.MapGraph();
        app.MapRings();
        app.MapRingReport();
        app.MapSearch();
        app.MapDecisions();
        app.MapPersons();
        app.MapAlerts();
        app.MapWatches();
        app.MapParse();
        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapSchemas();
        app.MapPage();
        app.MapConsole();
        return app;
    }

    /// <summary>Gives a stable type to what the server answers by itself, such as 404 for an address that does not exist.</summary>
    private static void Customize(ProblemDetailsContext context)
    {
        int status = context.ProblemDetails.Status ?? context.HttpContext.Response.StatusCode;
        context.ProblemDetails.Extensions.Remove("traceId");
        if (context.ProblemDetails.Type?.StartsWith("/problems/", StringComparison.Ordinal) == true) return;
        context.ProblemDetails.Type = Problems.OfStatus(status);
        context.ProblemDetails.Title = Problems.TitleOf(status);
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is { } accepts && status == StatusCodes.Status415UnsupportedMediaType)
            context.ProblemDetails.Detail = $"Send it as {accepts.ContentTypes[0]}.";
    }
}
