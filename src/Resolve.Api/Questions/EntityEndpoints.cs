using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Resolve.Api.Http;
using Resolve.Api.Parameters;
using Resolve.Client.Contracts;
using Resolve.Graph.Questions;
using Resolve.Identifiers;

namespace Resolve.Api.Questions;

/// <summary><c>/v1/entities</c>: one entity, its links and its neighbours.</summary>
internal static class EntityEndpoints
{
    private const string Prefix = "/v1/entities/";

    private static readonly IntegerParameter s_limit = new("limit", "The most links.", 1, 1_000, 100);
    private static readonly TextParameter s_cursor = new("cursor", "Where an earlier page ended.", 2_000);
    private static readonly PathParameter s_key = new("key", "The entity's key, percent-encoded.", "phone:+84391234567");
    private static readonly EndpointParameters s_entity = new([s_key], [QuestionRunner.AtLeast]);
    private static readonly EndpointParameters s_links = new([s_key], [.. GraphFilterReading.Parameters, s_limit, s_cursor, QuestionRunner.AtLeast]);

    public static void MapEntities(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder group = app.MapGroup("").WithTags("Entities");
        group.MapGet("/v1/entities/{key}", GetEntity).WithName("GetEntity").WithMetadata(s_entity)
            .WithSummary("Gets an entity: its roles, its mentions, and the records of a person.")
            .WithDescription("A key that was merged away answers 308 with the address of the entity that holds its records.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(503).ProducesProblem(504);
        group.MapGet("/v1/entities/{key}/links", GetLinks).WithName("GetEntityLinks").WithMetadata(s_links)
            .WithSummary("Gets the links of an entity with their evidence, sorted by ends and kind.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(503).ProducesProblem(504);
        group.MapGet("/v1/entities/{key}/neighbours", GetNeighbours).WithName("GetNeighbours").WithMetadata(s_links)
            .WithSummary("Gets what an entity is linked to, most strongly first.")
            .WithDescription("Ranked by the added weights of the links, then by evidence, then by key.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(429).ProducesProblem(503).ProducesProblem(504);
        // Keys with a slash that was not percent-encoded.
        group.MapGet("/v1/entities/{**path}", GetLenient).ExcludeFromDescription();
    }

    internal static async Task<Results<Ok<EntityData>, RedirectHttpResult, ProblemHttpResult>> GetEntity(HttpContext context, QuestionRunner asking)
    {
        var query = new QueryReader(context.Request.Query, s_entity.Query);
        long atLeast = query.Integer(QuestionRunner.AtLeast);
        EntityKey key = ReadKey(context, query, "");
        if (query.Problem is { } wrong) return wrong;
        (EntityDetail? entity, ProblemHttpResult? problem) = await asking.AskAsync(context, atLeast, new EntityQuestion(key));
        if (problem is not null) return problem;
        if (entity is null) return Problems.NoEntity();
        return entity.Summary.Key == key ? TypedResults.Ok(entity.ToData()) : Redirect(context, entity.Summary.Key, "");
    }

    internal static async Task<Results<Ok<PageData<LinkData>>, RedirectHttpResult, ProblemHttpResult>> GetLinks(HttpContext context, QuestionRunner asking) =>
        await GetPage(context, asking, "/links", static (key, filter, limit, cursor) => new EntityLinksQuestion(key, filter, limit, cursor), static l =>
            l.ToData());

    internal static async Task<Results<Ok<PageData<NeighbourData>>, RedirectHttpResult, ProblemHttpResult>> GetNeighbours(
        HttpContext context, QuestionRunner asking) =>
        await GetPage(context, asking, "/neighbours", static (key, filter, limit, cursor) => new NeighboursQuestion(key, filter, limit, cursor),
            static n => n.ToData());

    /// <summary>Answers with a page of what surrounds an entity; the key of a person that is known by another now is sent on to that one.</summary>
    private static async Task<Results<Ok<PageData<TData>>, RedirectHttpResult, ProblemHttpResult>> GetPage<T, TData>(
        HttpContext context, QuestionRunner asking, string suffix, Func<EntityKey, GraphFilter, int, string?, IQuestion<Page<T>?>> ask, Func<T, TData> show)
    {
        var query = new QueryReader(context.Request.Query, s_links.Query);
        GraphFilter filter = GraphFilterReading.Read(query);
        (long atLeast, int limit, string? cursor) = (query.Integer(QuestionRunner.AtLeast), (int)query.Integer(s_limit), query.Text(s_cursor));
        EntityKey key = ReadKey(context, query, suffix);
        if (query.Problem is { } wrong) return wrong;
        if (key.Kind == EntityKind.Person)
        {
            (EntityDetail? person, ProblemHttpResult? failed) = await asking.AskAsync(context, atLeast, new EntityQuestion(key));
            if (failed is not null) return failed;
            if (person is null) return Problems.NoEntity();
            if (person.Summary.Key != key) return Redirect(context, person.Summary.Key, suffix);
        }
        (Page<T>? page, ProblemHttpResult? problem) = await asking.AskAsync(context, atLeast, ask(key, filter, limit, cursor));
        if (problem is not null) return problem;
        return page is null ? Problems.NoEntity() : TypedResults.Ok(page.ToData(show));
    }

    private static async Task<IResult> GetLenient(HttpContext context, QuestionRunner asking) =>
        RawPath.TryGetSegments(context, Prefix, out string[]? segments) && segments is [.., _, "links" or "neighbours"]
            ? segments[^1] == "links" ? await GetLinks(context, asking) : await GetNeighbours(context, asking)
            : await GetEntity(context, asking);

    private static EntityKey ReadKey(HttpContext context, QueryReader query, string suffix)
    {
        if (RawPath.TryGetSegments(context, Prefix, out string[]? segments))
        {
            string text = string.Join('/', suffix.Length == 0 ? segments : segments[..^1]);
            if (EntityKey.TryParse(text, null, out EntityKey key)) return key;
        }
        query.Wrong("key", "format", "An entity key is a kind, a colon and the canonical value, percent-encoded, such as phone:%2B84391234567.");
        return default;
    }

    private static RedirectHttpResult Redirect(HttpContext context, EntityKey now, string suffix) => TypedResults.Redirect(
        $"{context.Request.PathBase.ToUriComponent()}{Prefix}{Uri.EscapeDataString(now.ToString())}{suffix}{context.Request.QueryString.ToUriComponent()}",
        permanent: true,
        preserveMethod: true);
}
