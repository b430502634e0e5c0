using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Resolve.Client.Contracts;

namespace Resolve.Api.Questions;

/// <summary><c>/healthz</c> and <c>/readyz</c>, for whatever starts and watches the process.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder group = app.MapGroup("").WithTags("Operation");
        group.MapGet("/healthz", () => TypedResults.Ok(new HealthData("live"))).WithName("Live").WithSummary("Answers while the process lives.");
        group.MapGet("/readyz", Ready).WithName("Ready").WithSummary("Answers 200 when reports and questions are taken, else 503.")
            .Produces<HealthData>(StatusCodes.Status503ServiceUnavailable);
    }

    internal static Results<Ok<HealthData>, JsonHttpResult<HealthData>> Ready(ResolveServiceSlot slot)
    {
        if (slot.ServiceOrNull is not { } service) return NotReady("starting");
        return service.GetState().Failure is null ? TypedResults.Ok(new HealthData("ready")) : NotReady("failed");
    }

    private static JsonHttpResult<HealthData> NotReady(string status) =>
        TypedResults.Json(new HealthData(status), statusCode: StatusCodes.Status503ServiceUnavailable);
}
