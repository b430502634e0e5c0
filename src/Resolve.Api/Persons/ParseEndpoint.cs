using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Resolve.Api.Http;
using Resolve.Api.Parameters;
using Resolve.Client.Contracts;
using Resolve.Identifiers.Explanations;
using Resolve.Reports;

namespace Resolve.Api.Persons;

/// <summary><c>/v1/parse</c>: how a written value is read. It asks no engine, so it answers while the journal is replayed too.</summary>
internal static class ParseEndpoint
{
    public static void MapParse(this IEndpointRouteBuilder app) =>
        app.MapPost("/v1/parse", (Delegate)Parse).WithName("Parse").WithTags("Search").WithMetadata(new RequestSizeLimitAttribute(RequestBody.QuestionBytesMax))
            .WithSummary("Shows how a written value is read: its key, the steps, what it may be, or why it has none.")
            .Accepts<ParseRequestData>("application/json").ProducesProblem(400).ProducesProblem(413).ProducesProblem(415);

    internal static async Task<Results<Ok<ParseData>, ProblemHttpResult>> Parse(HttpContext context)
    {
        var query = new QueryReader(context.Request.Query, []);
        if (query.Problem is { } wrong) return wrong;
        (ParseRequestData? request, ProblemHttpResult? unread) = await RequestBody.ReadQuestionAsync<ParseRequestData>(context);
        if (request is null) return unread!;
        if (request.Value.Length > ReportLimits.NarrativeLengthMax)
            return Problems.Question("value", FieldErrorCodes.TooLong, $"It has at most {ReportLimits.NarrativeLengthMax} characters.");
        ParseExplanation read = IdentifierParser.Parse(
            new ParseRequest(request.Kind, request.Value, request.Date, request.Bank, request.Type, request.Platform, request.Country));
        return read.Reason == "unknown-kind" ? Problems.Question("kind", FieldErrorCodes.UnknownValue, string.Join(' ', read.Steps))
            : TypedResults.Ok(read.ToData());
    }
}
