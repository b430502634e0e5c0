using Resolve.Graph.Questions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Resolve.Api.Hosting;
using Resolve.Api.Http;
using Resolve.Api.Intake;
using Resolve.Api.Parameters;
using Resolve.Api.Questions;
using Resolve.Api.Telemetry;
using Resolve.Client.Contracts;
using Resolve.Decisions;
using Resolve.Reports;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Review;

namespace Resolve.Api.Persons;

/// <summary><c>/v1/decisions</c>: what analysts decide, and its undo.</summary>
internal static class DecisionEndpoints
{
    private const string Prefix = "/v1/decisions/";

    private static readonly EndpointParameters s_one = new([new("id", "The decision's id, percent-encoded.", "QD-2026-17")], []);

    public static void MapDecisions(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder group = app.MapGroup("").WithTags("Decisions");
        group.MapPost("/v1/decisions", Decide).WithName("Decide")
            .WithMetadata(new RequestSizeLimitAttribute(DecisionReader.SizeBytesMax))
            .WithSummary("Submits a decision: same, different, exclude or adopt-model; answers when it is durable and in force.")
            .WithDescription("201: taken. 200: the same again (duplicate), superseded, or taken back. Without id and at the service gives both.")
            .Accepts<DecisionData>("application/json")
            .ProducesProblem(400).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(501).ProducesProblem(503);
        group.MapGet("/v1/decisions", List).WithName("ListDecisions")
            .WithSummary("Lists the decisions in force, by id, models without their content.").ProducesProblem(501).ProducesProblem(503).ProducesProblem(504);
        group.MapGet("/v1/decisions/{id}", Get).WithName("GetDecision").WithMetadata(s_one)
            .WithSummary("Gets a decision in force.").ProducesProblem(400).ProducesProblem(404).ProducesProblem(501).ProducesProblem(503).ProducesProblem(504);
        group.MapDelete("/v1/decisions/{id}", Undo).WithName("UndoDecision").WithMetadata(s_one)
            .WithSummary("Takes a decision back, which leaves the state in which it never came.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(501).ProducesProblem(503);
        // Ids with a slash that was not percent-encoded.
        group.MapGet("/v1/decisions/{**path}", Get).ExcludeFromDescription();
        group.MapDelete("/v1/decisions/{**path}", Undo).ExcludeFromDescription();
    }

    internal static async Task<Results<Created<ReceiptData>, Ok<ReceiptData>, ProblemHttpResult>> Decide(
        HttpContext context, ResolveServiceSlot slot, IntakeLimiter limiter, ResolveMetrics metrics, TimeProvider clock)
    {
        IPersonReview review = slot.Review;
        if (!RequestBody.IsJson(context.Request)) return Problems.MediaType("application/json");
        using IntakeLimiter.Place place = limiter.Enter(context, DecisionReader.SizeBytesMax);
        byte[]? body = await RequestBody.ReadAsync(context.Request, DecisionReader.SizeBytesMax, context.RequestAborted);
        if (body is null) return Problems.Status(StatusCodes.Status413PayloadTooLarge);
        Decision? decision = DecisionReader.Read(DecisionBody.Complete(body, clock), out IReadOnlyList<FieldError> errors);
        if (decision is null)
        {
            metrics.DecisionJudged("none", OutcomeWords.Rejected);
            return Problems.Decision(errors);
        }
        Receipt receipt = await review.DecideAsync(decision, context.RequestAborted);
        metrics.DecisionJudged(DecisionReader.WordOf(decision.Kind), ContractMapping.WordOf(receipt.Outcome));
        if (receipt.Outcome == SubmissionOutcome.Conflict) return Problems.DecisionTaken(receipt);
        ReceiptData answer = receipt.ToData() with { Warnings = [.. receipt.Warnings.ToData(), .. await UnknownAsync(slot, decision, context.RequestAborted)] };
        return receipt.Outcome == SubmissionOutcome.Accepted && !decision.Withdrawn
            ? TypedResults.Created(Prefix + Uri.EscapeDataString(decision.Id), answer)
            : TypedResults.Ok(answer);
    }

    internal static async Task<Results<Ok<ReceiptData>, ProblemHttpResult>> Undo(HttpContext context, ResolveServiceSlot slot,
        ResolveMetrics metrics, TimeProvider clock)
    {
        if (ReadId(context, out string id) is { } wrong) return wrong;
        Receipt? receipt = await slot.Review.UndoAsync(id, clock.GetUtcNow(), context.RequestAborted);
        if (receipt is null) return Problems.NoDecision();
        metrics.DecisionJudged("undo", ContractMapping.WordOf(receipt.Outcome));
        return TypedResults.Ok(receipt.ToData());
    }

    internal static async Task<Results<Ok<DecisionsData>, ProblemHttpResult>> List(HttpContext context, QuestionRunner asking)
    {
        var query = new QueryReader(context.Request.Query, []);
        if (query.Problem is { } wrong) return wrong;
        (IReadOnlyList<Decision>? decisions, ProblemHttpResult? problem) = await asking.ReviewAsync(context, (r, ct) => r.ListDecisionsAsync(ct));
        return problem is not null ? problem : TypedResults.Ok(new DecisionsData([.. decisions!.Select(d => d.ToData())]));
    }

    internal static async Task<Results<Ok<DecisionData>, ProblemHttpResult>> Get(HttpContext context, QuestionRunner asking)
    {
        if (ReadId(context, out string id) is { } wrong) return wrong;
        (IReadOnlyList<Decision>? decisions, ProblemHttpResult? problem) = await asking.ReviewAsync(context, (r, ct) => r.ListDecisionsAsync(ct));
        if (problem is not null) return problem;
        return decisions!.FirstOrDefault(d => d.Id == id) is { } decision ? TypedResults.Ok(decision.ToData()) : Problems.NoDecision();
    }

    /// <summary>Names the persons that no live report mentions: the decision waits for them, or their key is misspelt.</summary>
    private static async Task<List<FieldErrorData>> UnknownAsync(ResolveServiceSlot slot, Decision decision, CancellationToken cancellationToken)
    {
        var unknown = new List<FieldErrorData>();
        if (decision.Withdrawn) return unknown;
        for (int i = 0; i < decision.Persons.Count; i++)
            if (await slot.Service.AskAsync(new EntityQuestion(decision.Persons[i]), 0, cancellationToken) is null)
                unknown.Add(new FieldErrorData($"persons[{i}]", "unknown", "No live report mentions this person; the decision waits for it."));
        return unknown;
    }

    private static ProblemHttpResult? ReadId(HttpContext context, out string id)
    {
        id = "";
        var query = new QueryReader(context.Request.Query, []);
        if (RawPath.TryGetSegments(context, Prefix, out string[]? segments)) id = string.Join('/', segments);
        if (id.Length is 0 or > ReportKey.PartLengthMax) query.Wrong("id", "format", $"An id has 1 to {ReportKey.PartLengthMax} characters, percent-encoded.");
        return query.Problem;
    }
}
