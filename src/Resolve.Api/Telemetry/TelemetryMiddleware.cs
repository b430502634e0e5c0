using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Resolve.Api.Telemetry;

/// <summary>Measures and traces each request to an address of ours under its route template.</summary>
/// <remarks>
/// The framework's own activity carries the path, and paths here hold phone numbers and accounts; so it is neither exported nor taken as parent.
/// </remarks>
internal sealed class TelemetryMiddleware(RequestDelegate next, ResolveMetrics metrics, TimeProvider clock)
{
    private static readonly ActivitySource s_source = new(ResolveMetrics.Name);

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } route } || !route.StartsWith("/v1/", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }
        long started = clock.GetTimestamp();
        using Activity? activity = Start(context, route);
        try
        {
            await next(context);
        }
        finally
        {
            int status = context.Response.StatusCode;
            metrics.Answered(route, status, clock.GetElapsedTime(started));
            activity?.SetTag("http.response.status_code", status);
            if (status >= 500) activity?.SetStatus(ActivityStatusCode.Error);
        }
    }

    private static Activity? Start(HttpContext context, string route)
    {
        if (!s_source.HasListeners()) return null;
        // Trace state is free text from outside and is not passed on.
        _ = ActivityContext.TryParse(context.Request.Headers.TraceParent, null, isRemote: true, out ActivityContext parent);
        Activity.Current = null;
        Activity? activity = s_source.StartActivity($"{context.Request.Method} {route}", ActivityKind.Server, parent);
        activity?.SetTag("http.request.method", context.Request.Method);
        activity?.SetTag("http.route", route);
        return activity;
    }
}
