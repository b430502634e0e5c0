using Resolve.Graph.Questions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Resolve.Api.Hosting;
using Resolve.Api.Http;
using Resolve.Api.Parameters;
using Resolve.Api.Questions;
using Resolve.Api.Telemetry;
using Resolve.Client.Contracts;
using Resolve.Decisions;
using Resolve.Identifiers;
using Resolve.Identifiers.Normalisation;
using Resolve.Reports;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Review;

namespace Resolve.Api.Alerts;

/// <summary><c>/v1/watches</c>: which entities units want to hear of. A watch is a decision of the kind <c>watch</c>.</summary>
internal static class WatchEndpoints
{
    private const string Prefix = "/v1/watches/";

    private static readonly TextParameter s_unit = new("unit", "Only the watches of this unit.", 200);
    private static readonly EndpointParameters s_list = new([], [s_unit]);
    private static readonly EndpointParameters s_one = new([new("id", "The watch's id, percent-encoded.", "W-2026-17")], []);

    public static void MapWatches(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder group = app.MapGroup("").WithTags("Alerts");
        group.MapPost("/v1/watches", Set).WithName("SetWatch").WithMetadata(new RequestSizeLimitAttribute(RequestBody.QuestionBytesMax))
            .WithSummary("Watches an entity for a unit: each later report that names it is sent to the unit as an alert.")
            .WithDescription("201: set. 200: the same again, or superseded. The entity is a key or an identifier in any spelling, and need not be known yet.")
            .Accepts<WatchRequest>("application/json")
            .ProducesProblem(400).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(501).ProducesProblem(503);
        group.MapGet("/v1/watches", List).WithName("ListWatches").WithMetadata(s_list)
            .WithSummary("Lists the watches in force, by id.").ProducesProblem(400).ProducesProblem(501).ProducesProblem(503).ProducesProblem(504);
        group.MapDelete("/v1/watches/{id}", Remove).WithName("RemoveWatch").WithMetadata(s_one)
            .WithSummary("Ends a watch.").ProducesProblem(400).ProducesProblem(404).ProducesProblem(501).ProducesProblem(503).ProducesProblem(504);
        group.MapDelete("/v1/watches/{**path}", Remove).ExcludeFromDescription(); // ids with a slash that was not percent-encoded
    }

    internal static async Task<Results<Created<ReceiptData>, Ok<ReceiptData>, ProblemHttpResult>> Set(
        HttpContext context, ResolveServiceSlot slot, ResolveMetrics metrics, TimeProvider clock)
    {
        IPersonReview review = slot.Review;
        var query = new QueryReader(context.Request.Query, []);
        if (query.Problem is { } misplaced) return misplaced;
        (WatchRequest? request, ProblemHttpResult? unread) = await RequestBody.ReadQuestionAsync<WatchRequest>(context);
        if (request is null) return unread!;
        (EntityKey entity, ProblemHttpResult? unclear) = await FindAsync(slot.Service, request.Entity, context.RequestAborted);
        if (unclear is not null) return unclear;
        DateTimeOffset now = clock.GetUtcNow();
        var watch = new Decision
        {
            Id = request.Id ?? Guid.CreateVersion7(now).ToString(),
            Version = request.Version ?? 1,
            At = request.At ?? now,
            Kind = DecisionKind.Watch,
            Entity = entity,
            Unit = request.Unit,
            Case = request.Case,
            Reason = request.Reason,
            By = request.By,
            Until = request.Until,
        };
        // What is journaled must be readable: the reader judges it as it would one that was sent.
        if (DecisionReader.Read(DecisionReader.ToUtf8(watch), out IReadOnlyList<FieldError> errors) is not { } decision) return Problems.Decision(errors);
        Receipt receipt = await review.DecideAsync(decision, context.RequestAborted);
        metrics.DecisionJudged("watch", ContractMapping.WordOf(receipt.Outcome));
        if (receipt.Outcome == SubmissionOutcome.Conflict) return Problems.DecisionTaken(receipt);
        return receipt.Outcome == SubmissionOutcome.Accepted
            ? TypedResults.Created(Prefix + Uri.EscapeDataString(decision.Id), receipt.ToData())
            : TypedResults.Ok(receipt.ToData());
    }

    internal static async Task<Results<Ok<WatchesData>, ProblemHttpResult>> List(HttpContext context, QuestionRunner asking)
    {
        var query = new QueryReader(context.Request.Query, s_list.Query);
        string? unit = query.Text(s_unit);
        if (query.Problem is { } wrong) return wrong;
        (IReadOnlyList<Decision>? decisions, ProblemHttpResult? problem) = await asking.ReviewAsync(context, (r, ct) => r.ListDecisionsAsync(ct));
        if (problem is not null) return problem;
        return TypedResults.Ok(new WatchesData([.. decisions!.Where(d => d.Kind == DecisionKind.Watch && (unit is null || d.Unit == unit))
            .Select(AlertMapping.ToWatch)]));
    }

    internal static async Task<Results<Ok<ReceiptData>, ProblemHttpResult>> Remove(HttpContext context, ResolveServiceSlot slot,
        QuestionRunner asking, TimeProvider clock)
    {
        var query = new QueryReader(context.Request.Query, []);
        if (query.Problem is { } wrong) return wrong;
        string id = RawPath.TryGetSegments(context, Prefix, out string[]? segments) ? string.Join('/', segments) : "";
        (IReadOnlyList<Decision>? decisions, ProblemHttpResult? problem) = await asking.ReviewAsync(context, (r, ct) => r.ListDecisionsAsync(ct));
        if (problem is not null) return problem;
        if (!decisions!.Any(d => d.Kind == DecisionKind.Watch && d.Id == id)) return Problems.NoWatch();
        Receipt? receipt = await slot.Review.UndoAsync(id, clock.GetUtcNow(), context.RequestAborted);
        return receipt is null ? Problems.NoWatch() : TypedResults.Ok(receipt.ToData());
    }

    /// <summary>A text that can be read in several ways means the one that is known; where none or several are, the sender must say.</summary>
    private static async Task<(EntityKey Key, ProblemHttpResult? Problem)> FindAsync(IResolveService service, string text, CancellationToken cancellationToken)
    {
        EntityKey[] candidates = text.Length > EntityKey.LengthMax ? [] : [.. WrittenKeys.Candidates(text)];
        if (candidates.Length == 1 || (candidates.Length > 1 && candidates[0].ToString() == text)) return (candidates[0], null);
        var known = new List<EntityKey>();
        foreach (EntityKey candidate in candidates)
            if (await service.AskAsync(new EntityQuestion(candidate), 0, cancellationToken) is { } entity) known.Add(entity.Summary.Key);
        if (known.Count == 1) return (known[0], null);
        string message = candidates.Length == 0
            ? "It is no key and no identifier that can be read; give a key such as account:970436:0071000123456."
            : $"It can mean {string.Join(", ", candidates.Take(5))}: give one of these keys.";
        return (default, Problems.Question("entity", candidates.Length == 0 ? "unreadable" : "ambiguous", message));
    }
}
