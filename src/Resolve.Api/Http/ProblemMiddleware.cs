using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Resolve.Api.Hosting;
using Resolve.Api.Intake;
using Resolve.Api.Telemetry;
using Resolve.Runtime.Ports;

namespace Resolve.Api.Http;

/// <summary>Turns what an endpoint throws into a problem.</summary>
/// <remarks>
/// The framework's own handler logs the exception's message, which may quote a report; this one logs type and stack only.
/// </remarks>
internal sealed class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    private const int ClientClosedRequest = 499;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (context.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            if (!context.Response.HasStarted) context.Response.StatusCode = ClientClosedRequest;
        }
#pragma warning disable CA1031 // the last place where an exception of a request can be answered
        catch (Exception e)
#pragma warning restore CA1031
        {
            ProblemHttpResult problem = ProblemOf(e);
            if (problem.StatusCode == StatusCodes.Status500InternalServerError)
                logger.RequestFailed(e.GetType().FullName ?? "", e.StackTrace ?? "");
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }
            context.Response.Clear();
            if (problem.StatusCode is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests) context.Response.Headers.RetryAfter =
                RetrySeconds(e);
            await problem.ExecuteAsync(context);
        }
    }

    private static ProblemHttpResult ProblemOf(Exception e) => e switch
    {
        ServiceStartingException => Problems.NotReady(),
        OverloadedException => Problems.TooMuch(),
        NotOfferedException => Problems.NotOffered(),
        JournalException journal => Problems.Journal(journal),
        FactRefusedException { Kind: JournalEntryKind.Decision } refused => Problems.Decision(refused.Errors),
        FactRefusedException refused => Problems.Report(refused.Errors),
        NoHigherVersionException { Kind: JournalEntryKind.Decision } => Problems.NoHigherDecision(),
        NoHigherVersionException => Problems.NoHigherVersion(),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problems.TooLarge(),
        BadHttpRequestException bad => Problems.Status(bad.StatusCode),
        _ => Problems.Unexpected(),
    };

    /// <summary>A full disk or a damaged file needs people; a start or a lost connection only time.</summary>
    private static string RetrySeconds(Exception e) =>
        e is JournalException { Failure: JournalFailure.Storage or JournalFailure.ReadOnly or JournalFailure.InUse or JournalFailure.Damaged } ? "30"
        : e is OverloadedException ? $"{IntakeLimiter.RetrySeconds}" : "2";
}
