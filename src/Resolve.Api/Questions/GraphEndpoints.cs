using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Resolve.Api.Http;
using Resolve.Api.Parameters;
using Resolve.Client.Contracts;
using Resolve.Graph.Questions;
using Resolve.Identifiers;

namespace Resolve.Api.Questions;

/// <summary><c>/v1/graph</c>: questions over several hops.</summary>
internal static class GraphEndpoints
{
    private const int CommonKeyCountMax = 100;

    private const int TimelineLimitMax = 1_000;
    private static readonly string[] s_orders = ["hops", "weight"];

    private static readonly EndpointParameters s_parameters = new([], [QuestionRunner.AtLeast]);

    public static void MapGraph(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder group = app.MapGroup("/v1/graph").WithTags("Graph").WithMetadata(s_parameters)
            .WithMetadata(new RequestSizeLimitAttribute(RequestBody.QuestionBytesMax));
        Describe<ExpandRequest>(group.MapPost("/expand", Expand), "Expand", "Walks some hops out: who is near these entities, and how they are linked.");
        Describe<PathsRequest>(group.MapPost("/paths", FindPaths), "FindPaths",
            "Finds the shortest paths between two entities, with the evidence of each step.");
        Describe<CommonRequest>(group.MapPost("/common", FindCommon), "FindCommon", "Finds the entities that all of those asked for are linked to.");
        Describe<SubgraphRequest>(group.MapPost("/subgraph", GetSubgraph), "GetSubgraph", "Finds the links among the entities of a set.");
        Describe<CountRequest>(group.MapPost("/count", Count), "Count", "Counts who is within some hops, by hop and kind, before they are shown.");
        Describe<TimelineRequest>(group.MapPost("/timeline", GetTimeline), "GetTimeline",
            "Lists the reports that mention some entities, in the order of time.");
    }

    internal static async Task<Results<Ok<ExpandData>, ProblemHttpResult>> Expand(HttpContext context, QuestionRunner asking)
    {
        (long atLeast, ExpandRequest? request, ProblemHttpResult? wrong) = await ReadAsync<ExpandRequest>(context);
        if (request is null) return wrong!;
        var reading = new GraphFilterReading();
        var question = new ExpandQuestion
        {
            From = reading.Keys("from", request.From, 1, ExpandQuestion.FromCountMax),
            Hops = reading.Number("hops", request.Hops, 1, ExpandQuestion.HopsMax, 1),
            Limit = reading.Number("limit", request.Limit, 1, ExpandQuestion.LimitMax, 500),
            Filter = reading.Read(request.Filter),
            Cursor = request.Cursor,
            WithLinks = request.WithLinks ?? true,
            HopLimit = request.HopLimit is null ? null : reading.Number("hopLimit", request.HopLimit, 1, ExpandQuestion.LimitMax, 1),
        };
        if (reading.Problem is { } invalid) return invalid;
        (ExpandAnswer? answer, ProblemHttpResult? problem) = await asking.AskAsync(context, atLeast, question);
        return problem is not null ? problem : TypedResults.Ok(answer!.ToData());
    }

    internal static async Task<Results<Ok<PathsData>, ProblemHttpResult>> FindPaths(HttpContext context, QuestionRunner asking)
    {
        (long atLeast, PathsRequest? request, ProblemHttpResult? wrong) = await ReadAsync<PathsRequest>(context);
        if (request is null) return wrong!;
        var reading = new GraphFilterReading();
        var question = new PathQuestion
        {
            From = reading.Key("from", request.From),
            To = reading.Key("to", request.To),
            HopsMax = reading.Number("hopsMax", request.HopsMax, 1, PathQuestion.HopsLimit, 6),
            Count = reading.Number("count", request.Count, 1, PathQuestion.CountMax, 1),
            Filter = reading.Read(request.Filter),
            Order = (PathOrder)reading.Word("order", request.Order, s_orders),
        };
        if (reading.Problem is { } invalid) return invalid;
        (PathAnswer? answer, ProblemHttpResult? problem) = await asking.AskAsync(context, atLeast, question);
        return problem is not null ? problem : TypedResults.Ok(answer!.ToData());
    }

    internal static async Task<Results<Ok<CommonData>, ProblemHttpResult>> FindCommon(HttpContext context, QuestionRunner asking)
    {
        (long atLeast, CommonRequest? request, ProblemHttpResult? wrong) = await ReadAsync<CommonRequest>(context);
        if (request is null) return wrong!;
        var reading = new GraphFilterReading();
        IReadOnlyList<EntityKey> keys = reading.Keys("keys", request.Keys, 2, CommonKeyCountMax);
        GraphFilter filter = reading.Read(request.Filter);
        if (reading.Problem is { } invalid) return invalid;
        (CommonAnswer? answer, ProblemHttpResult? problem) = await asking.AskAsync(context, atLeast, new CommonQuestion(keys, filter));
        return problem is not null ? problem : TypedResults.Ok(answer!.ToData());
    }

    internal static async Task<Results<Ok<SubgraphData>, ProblemHttpResult>> GetSubgraph(HttpContext context, QuestionRunner asking)
    {
        (long atLeast, SubgraphRequest? request, ProblemHttpResult? wrong) = await ReadAsync<SubgraphRequest>(context);
        if (request is null) return wrong!;
        var reading = new GraphFilterReading();
        var question = new SubgraphQuestion(reading.Keys("keys", request.Keys, 1, SubgraphQuestion.KeyCountMax), reading.Read(request.Filter));
        if (reading.Problem is { } invalid) return invalid;
        (SubgraphAnswer? answer, ProblemHttpResult? problem) = await asking.AskAsync(context, atLeast, question);
        return problem is not null ? problem : TypedResults.Ok(answer!.ToData());
    }

    internal static async Task<Results<Ok<CountData>, ProblemHttpResult>> Count(HttpContext context, QuestionRunner asking)
    {
        (long atLeast, CountRequest? request, ProblemHttpResult? wrong) = await ReadAsync<CountRequest>(context);
        if (request is null) return wrong!;
        var reading = new GraphFilterReading();
        var question = new CountQuestion(
            reading.Keys("from", request.From, 1, ExpandQuestion.FromCountMax),
            reading.Number("hops", request.Hops, 1, ExpandQuestion.HopsMax, 1),
            reading.Read(request.Filter));
        if (reading.Problem is { } invalid) return invalid;
        (CountAnswer? answer, ProblemHttpResult? problem) = await asking.AskAsync(context, atLeast, question);
        return problem is not null ? problem : TypedResults.Ok(answer!.ToData());
    }

    internal static async Task<Results<Ok<TimelineData>, ProblemHttpResult>> GetTimeline(HttpContext context, QuestionRunner asking)
    {
        (long atLeast, TimelineRequest? request, ProblemHttpResult? wrong) = await ReadAsync<TimelineRequest>(context);
        if (request is null) return wrong!;
        var reading = new GraphFilterReading();
        var question = new TimelineQuestion(
            reading.Keys("keys", request.Keys, 1, TimelineQuestion.KeyCountMax),
            request.From,
            request.To,
            reading.Number("limit", request.Limit, 1, TimelineLimitMax, 100),
            request.Cursor);
        if (reading.Problem is { } invalid) return invalid;
        (TimelineAnswer? answer, ProblemHttpResult? problem) = await asking.AskAsync(context, atLeast, question);
        return problem is not null ? problem : TypedResults.Ok(answer!.ToData());
    }

    private static async Task<(long AtLeast, T? Question, ProblemHttpResult? Problem)> ReadAsync<T>(HttpContext context)
        where T : class
    {
        var query = new QueryReader(context.Request.Query, s_parameters.Query);
        long atLeast = query.Integer(QuestionRunner.AtLeast);
        if (query.Problem is { } wrong) return (0, null, wrong);
        (T? question, ProblemHttpResult? problem) = await RequestBody.ReadQuestionAsync<T>(context);
        return (atLeast, question, problem);
    }

    private static void Describe<T>(RouteHandlerBuilder endpoint, string name, string summary)
        where T : notnull =>
        endpoint.WithName(name).WithSummary(summary).Accepts<T>("application/json")
            .ProducesProblem(400).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(503).ProducesProblem(504);
}
