using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Resolve.Api.Hosting;
using Resolve.Api.Parameters;
using Resolve.Client.Contracts;
using Resolve.Graph.Questions;

namespace Resolve.Api.Questions;

/// <summary><c>/v1/search</c> and <c>/v1/state</c>.</summary>
internal static class SearchEndpoints
{
    private static readonly TextParameter s_text = new("q", "An identifier in any spelling, a name, or a part of either.", 200) { Required = true };
    private static readonly IntegerParameter s_limit = new("limit", "The most hits.", 1, 100, 20);
    private static readonly EndpointParameters s_search = new([], [s_text, s_limit, QuestionRunner.AtLeast]);

    public static void MapSearch(this IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/search", Search).WithName("Search").WithTags("Search").WithMetadata(s_search)
            .WithSummary("Searches entities by what people type, best first.")
            .ProducesProblem(400).ProducesProblem(503).ProducesProblem(504);
        app.MapGet("/v1/state", (ResolveServiceSlot slot) => TypedResults.Ok(slot.Service.GetState().ToData()))
            .WithName("GetState").WithTags("Operation").WithSummary("Gets the positions of the journal, the graph and the rings.").ProducesProblem(503);
    }

    internal static async Task<Results<Ok<SearchData>, ProblemHttpResult>> Search(HttpContext context, QuestionRunner asking)
    {
        var query = new QueryReader(context.Request.Query, s_search.Query);
        (string? text, int limit, long atLeast) = (query.Text(s_text), (int)query.Integer(s_limit), query.Integer(QuestionRunner.AtLeast));
        if (query.Problem is { } wrong) return wrong;
        (IReadOnlyList<EntityHit>? hits, ProblemHttpResult? problem) =
            await asking.AskAsync(context, atLeast, new SearchQuestion(text!, limit));
        return problem is not null ? problem : TypedResults.Ok(new SearchData([.. hits!.Select(h => h.ToData())]));
    }
}
