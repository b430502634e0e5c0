using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Resolve.Client.Contracts;
using Resolve.Reports;
using Resolve.Runtime.Ports;

namespace Resolve.Api.Http;

/// <summary>The problems that the API answers with. The types are stable and listed in docs/api.md; none contains personal data.</summary>
internal static class Problems
{
    public const string ReportInvalid = "/problems/report-invalid";
    public const string ReportTooLarge = "/problems/report-too-large";
    public const string ReportConflict = "/problems/report-conflict";
    public const string ReportUnknown = "/problems/report-unknown";
    public const string EntityUnknown = "/problems/entity-unknown";
    public const string RingUnknown = "/problems/ring-unknown";
    public const string QuestionInvalid = "/problems/question-invalid";
    public const string QuestionTimeout = "/problems/question-timeout";
    public const string PositionNotReached = "/problems/position-not-reached";
    public const string JournalUnavailable = "/problems/journal-unavailable";
    public const string DecisionInvalid = "/problems/decision-invalid";
    public const string DecisionConflict = "/problems/decision-conflict";
    public const string DecisionUnknown = "/problems/decision-unknown";
    public const string WatchUnknown = "/problems/watch-unknown";
    public const string NotOfferedHere = "/problems/not-offered";
    public const string Starting = "/problems/starting";
    public const string Overloaded = "/problems/overloaded";
    public const string TooManyQuestions = "/problems/too-many-questions";
    public const string Internal = "/problems/internal";

    /// <summary>The types of what the server answers before any endpoint of ours is reached.</summary>
    public static string OfStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => "/problems/no-such-address",
        StatusCodes.Status405MethodNotAllowed => "/problems/method-not-allowed",
        StatusCodes.Status408RequestTimeout => "/problems/request-too-slow",
        StatusCodes.Status413PayloadTooLarge => "/problems/request-too-large",
        StatusCodes.Status415UnsupportedMediaType => "/problems/media-type",
        >= 500 => Internal,
        _ => "/problems/request-invalid",
    };

    public static ProblemHttpResult Report(IReadOnlyList<FieldError> errors) =>
        Make(400, ReportInvalid, "The report is not valid; nothing was taken.", Count(errors.Count), Extension("errors", errors.ToData()));

    public static ProblemHttpResult TooLarge() =>
        Make(413, ReportTooLarge, "The report is too large.", $"A report has at most {ReportLimits.SizeBytesMax} bytes.");

    public static ProblemHttpResult Conflict(Receipt receipt) => Make(
        409,
        ReportConflict,
        "Another body was sent under this version before; nothing was taken.",
        "Send the changed report under a higher version.",
        Extension("source", receipt.Key.Source),
        Extension("id", receipt.Key.Id),
        Extension("version", receipt.Version));

    public static ProblemHttpResult Question(IReadOnlyList<FieldErrorData> errors) =>
        Make(400, QuestionInvalid, "The question is not valid.", Count(errors.Count), Extension("errors", errors));

    public static ProblemHttpResult Question(string path, string code, string message) => Question([new FieldErrorData(path, code, message)]);

    public static ProblemHttpResult NoHigherVersion() => Make(
        409, ReportConflict, "The report has the highest version there is; it cannot be withdrawn.");

    public static ProblemHttpResult NoHigherDecision() => Make(
        409, DecisionConflict, "The decision has the highest version there is; it cannot be taken back.");

    public static ProblemHttpResult NoReport() => Make(404, ReportUnknown, "No live report has this source and id.");

    public static ProblemHttpResult NoEntity() => Make(404, EntityUnknown, "No live report mentions this entity.");

    public static ProblemHttpResult Decision(IReadOnlyList<FieldError> errors) =>
        Make(400, DecisionInvalid, "The decision is not valid; nothing was taken.", Count(errors.Count), Extension("errors", errors.ToData()));

    public static ProblemHttpResult DecisionTaken(Receipt receipt) => Make(
        409,
        DecisionConflict,
        "Another decision was sent under this id and version before; nothing was taken.",
        "Send the changed decision under a higher version or another id.",
        Extension("id", receipt.Key.Id),
        Extension("version", receipt.Version));

    public static ProblemHttpResult NoDecision() => Make(404, DecisionUnknown, "No decision of this id is in force.");

    public static ProblemHttpResult NoWatch() => Make(404, WatchUnknown, "No watch of this id is in force.");

    public static ProblemHttpResult NotOffered() => Make(501, NotOfferedHere, "This host does not offer this.");

    public static ProblemHttpResult NoRing() => Make(404, RingUnknown, "There is no ring of this id now.");

    public static ProblemHttpResult MediaType(string expected) =>
        Make(415, OfStatus(415), "The request has another content type than this address takes.", $"Send it as {expected}, not compressed.");

    public static ProblemHttpResult NotReached(long position) => Make(
        503,
        PositionNotReached,
        "The position asked for was not reached in time.",
        "Ask again later, or ask without atLeast.",
        Extension("position", position));

    public static ProblemHttpResult Timeout() =>
        Make(504, QuestionTimeout, "The question took too long.", "Ask for less: fewer hops, a lower limit, a lower hub cut-off.");

    public static ProblemHttpResult Journal(JournalException e) => Make(
        503,
        JournalUnavailable,
        e.Failure == JournalFailure.Unknown ? "Durability is unknown: the facts of this request may have been taken."
            : "The journal cannot take facts now; nothing of this request was taken.",
        e.Failure == JournalFailure.Unknown ? "Resubmit, which is idempotent." : null,
        Extension("failure", WordOf(e.Failure)));

    public static ProblemHttpResult NotReady() => Make(503, Starting, "The service is starting.", "The journal is being replayed; ask again later.");

    public static ProblemHttpResult TooMuch() =>
        Make(429, Overloaded, "The service has more reports in hand than it may; nothing of this request was taken.",
            "Submit again after Retry-After, or stream to /v1/reports/batch, which waits instead.");

    public static ProblemHttpResult TooMany() =>
        Make(429, TooManyQuestions, "Too many questions that may walk far are asked at once.", "Ask again after Retry-After.");

    public static ProblemHttpResult Unexpected() => Make(500, Internal, "The service failed.");

    public static ProblemHttpResult Status(int status) => Make(status, OfStatus(status), TitleOf(status));

    public static string TitleOf(int status) => status switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this address.",
        StatusCodes.Status405MethodNotAllowed => "This address does not take this method.",
        StatusCodes.Status408RequestTimeout => "The request came too slowly.",
        StatusCodes.Status413PayloadTooLarge => "The request is too large.",
        StatusCodes.Status415UnsupportedMediaType => "The request has another content type than this address takes.",
        >= 500 => "The service failed.",
        _ => "The request is not valid HTTP for this address.",
    };

    public static string WordOf(JournalFailure failure) => failure switch
    {
        JournalFailure.Storage => "storage",
        JournalFailure.ReadOnly => "read-only",
        JournalFailure.InUse => "in-use",
        JournalFailure.Damaged => "damaged",
        JournalFailure.Unknown => "unknown",
        _ => "unavailable",
    };

    private static string Count(int count) => count == 1 ? "1 field is wrong." : $"{count} fields are wrong.";

    private static KeyValuePair<string, object?> Extension(string name, object? value) => new(name, value);

    private static ProblemHttpResult Make(int status, string type, string title, string? detail = null, params KeyValuePair<string, object?>[] extensions) =>
        TypedResults.Problem(detail, null, status, title, type, extensions);
}
