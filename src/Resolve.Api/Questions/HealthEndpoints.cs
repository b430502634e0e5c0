using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Resolve.Api.Hosting;
using Resolve.Client.Contracts;

namespace Resolve.Api.Questions;

/// <summary><c>/healthz</c> and <c>/readyz</c>, for whatever starts and watches the process: the host's health checks of a tag each.</summary>
internal static class HealthEndpoints
{
    /// <summary>The tag of checks that say whether the process lives.</summary>
    public const string Liveness = "live";

    /// <summary>The tag of checks that say whether reports and questions are taken.</summary>
    public const string Readiness = "ready";

    private const string Failed = "failed";

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder group = app.MapGroup("").WithTags("Operation");
        Map(group, "/healthz", Liveness).WithName("Live").WithSummary("Answers while the process lives.");
        Map(group, "/readyz", Readiness).WithName("Ready").WithSummary("Answers 200 when reports and questions are taken, else 503.");
    }

    private static RouteHandlerBuilder Map(RouteGroupBuilder group, string path, string tag) =>
        group.MapGet(path, (HealthCheckService checks, CancellationToken cancellationToken) => AskAsync(checks, tag, cancellationToken))
            .Produces<HealthData>(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<HealthData>, JsonHttpResult<HealthData>>> AskAsync(HealthCheckService checks, string tag,
        CancellationToken cancellationToken)
    {
        HealthReport report = await checks.CheckHealthAsync(check => check.Tags.Contains(tag), cancellationToken);
        if (report.Status != HealthStatus.Unhealthy) return TypedResults.Ok(new HealthData(tag));
        HealthReportEntry first = report.Entries.Values.First(static entry => entry.Status == HealthStatus.Unhealthy);
        // What an exception says stays inside.
        string status = first.Exception is null ? first.Description ?? Failed : Failed;
        return TypedResults.Json(new HealthData(status), statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}

/// <summary>Says whether the service is open and has no failure.</summary>
internal sealed class ServiceCheck(ResolveServiceSlot slot) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        slot.ServiceOrNull is not { } service ? HealthCheckResult.Unhealthy("starting")
        : service.GetState().Failure is null ? HealthCheckResult.Healthy()
        : HealthCheckResult.Unhealthy("failed"));
}
