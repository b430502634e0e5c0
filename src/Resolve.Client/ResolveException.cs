using System.Net;
using Resolve.Client.Contracts;

namespace Resolve.Client;

/// <summary>A request that the service did not answer, by what the caller can do about it.</summary>
public sealed class ResolveException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="failure">What the caller can do.</param>
    /// <param name="message">What happened, without personal data.</param>
    /// <param name="problem">The problem that the service returned; null when it returned none.</param>
    /// <param name="inner">The cause.</param>
    public ResolveException(ResolveFailure failure, string message, ProblemData? problem = null, Exception? inner = null)
        : base(message, inner) => (Failure, Problem) = (failure, problem);

    /// <summary>Gets what the caller can do.</summary>
    public ResolveFailure Failure { get; }

    /// <summary>Gets the problem that the service returned; null when it could not be reached or returned none.</summary>
    public ProblemData? Problem { get; }

    /// <summary>Gets the status of the answer; null when there was none.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>Gets how long the service asks to wait before trying again; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets the id of the request, which the service's log has too; null when no request was sent.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets whether the same request may succeed later. Repeating a submission is safe: a report that was taken is a duplicate.</summary>
    public bool IsRetryable => Failure == ResolveFailure.Retryable;

    internal static ResolveException From(HttpStatusCode status, ProblemData? problem, TimeSpan? retryAfter, string? requestId)
    {
        ResolveFailure failure = status switch
        {
            HttpStatusCode.Conflict => ResolveFailure.Conflict,
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => ResolveFailure.Retryable,
            >= HttpStatusCode.InternalServerError => ResolveFailure.Unrecoverable,
            _ => ResolveFailure.BadInput,
        };
        string reason = problem?.Detail ?? problem?.Title ?? "The service gave no reason.";
        return new ResolveException(failure, $"{(int)status}: {reason}", problem) { RetryAfter = retryAfter, StatusCode = status, RequestId = requestId };
    }
}

/// <summary>What a caller can do about a <see cref="ResolveException"/>.</summary>
public enum ResolveFailure
{
    /// <summary>The request is wrong: change it.</summary>
    BadInput,

    /// <summary>Another body was sent under this version before: send a higher version.</summary>
    Conflict,

    /// <summary>The service cannot be reached or cannot answer now: try again later.</summary>
    Retryable,

    /// <summary>The service failed in a way that trying again will not mend: notify its operator.</summary>
    Unrecoverable,
}
