using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Resolve.Api.Http;
using Resolve.Api.Parameters;
using Resolve.Api.Questions;
using Resolve.Client.Contracts;
using Resolve.Identifiers;
using Resolve.Persons.Records;
using Resolve.Runtime.Review;

namespace Resolve.Api.Persons;

/// <summary><c>/v1/persons</c>: why, how, and who resembles a description.</summary>
internal static class PersonEndpoints
{
    private const string KeyForm = "A person's key is person: and 16 lower-case hexadecimal digits, such as person:1f0c9a77be1d2a35.";

    private static readonly TextParameter s_first = new("a", "One person, by any key it has or had.", 64) { Required = true };
    private static readonly TextParameter s_second = new("b", "The other; of one person, two keys compare their two mentions.", 64) { Required = true };
    private static readonly EndpointParameters s_why = new([], [s_first, s_second]);
    private static readonly EndpointParameters s_how = new([new("key", "The person's key.", "person:1f0c9a77be1d2a35")], []);

    public static void MapPersons(this IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/model", Model).WithName("GetModel").WithTags("Persons")
            .WithSummary("Gets the model that persons are resolved by, with the decision that adopted it; without the rarity of words.")
            .ProducesProblem(400).ProducesProblem(501).ProducesProblem(503).ProducesProblem(504);
        RouteGroupBuilder group = app.MapGroup("/v1/persons").WithTags("Persons");
        group.MapGet("/why", Why).WithName("WhyPersons").WithMetadata(s_why)
            .WithSummary("Explains why two persons are one, or not: the records that come nearest, feature by feature.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(501).ProducesProblem(503).ProducesProblem(504);
        group.MapGet("/{key}/how", How).WithName("HowPerson").WithMetadata(s_how)
            .WithSummary("Explains how a person came to be: each merge, each merge that was refused, who may be the same, and what happened when.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(501).ProducesProblem(503).ProducesProblem(504);
        group.MapPost("/search", Search).WithName("SearchPersons").WithMetadata(new RequestSizeLimitAttribute(RequestBody.QuestionBytesMax))
            .WithSummary("Finds the persons that resemble a description, ranked, each with its waterfall; nothing is stored.")
            .Accepts<PersonSearchRequest>("application/json")
            .ProducesProblem(400).ProducesProblem(413).ProducesProblem(415).ProducesProblem(501).ProducesProblem(503).ProducesProblem(504);
    }

    internal static async Task<Results<Ok<PersonComparisonData>, ProblemHttpResult>> Why(HttpContext context, QuestionRunner asking)
    {
        var query = new QueryReader(context.Request.Query, s_why.Query);
        EntityKey first = ReadKey(query, s_first.Name, query.Text(s_first)), second = ReadKey(query, s_second.Name, query.Text(s_second));
        if (query.Problem is { } wrong) return wrong;
        (PersonComparison? answer, ProblemHttpResult? problem) = await asking.ReviewAsync(context, (r, ct) => r.WhyAsync(first, second, ct));
        if (problem is not null) return problem;
        return answer is null ? Problems.NoEntity() : TypedResults.Ok(answer.ToData());
    }

    internal static async Task<Results<Ok<PersonHistoryData>, ProblemHttpResult>> How(string key, HttpContext context, QuestionRunner asking)
    {
        var query = new QueryReader(context.Request.Query, []);
        EntityKey person = ReadKey(query, "key", key);
        if (query.Problem is { } wrong) return wrong;
        (PersonHistory? answer, ProblemHttpResult? problem) = await asking.ReviewAsync(context, (r, ct) => r.HowAsync(person, ct));
        if (problem is not null) return problem;
        return answer is null ? Problems.NoEntity() : TypedResults.Ok(answer.ToData());
    }

    internal static async Task<Results<Ok<PersonModelData>, ProblemHttpResult>> Model(HttpContext context, QuestionRunner asking)
    {
        var query = new QueryReader(context.Request.Query, []);
        if (query.Problem is { } wrong) return wrong;
        (ModelInForce? answer, ProblemHttpResult? problem) = await asking.ReviewAsync(context, (r, ct) => r.GetModelAsync(ct));
        return problem is not null ? problem : TypedResults.Ok(answer!.ToData());
    }

    internal static async Task<Results<Ok<PersonSearchData>, ProblemHttpResult>> Search(HttpContext context, QuestionRunner asking)
    {
        var query = new QueryReader(context.Request.Query, []);
        if (query.Problem is { } wrong) return wrong;
        (PersonSearchRequest? request, ProblemHttpResult? unread) = await RequestBody.ReadQuestionAsync<PersonSearchRequest>(context);
        if (request is null) return unread!;
        int limit = request.Limit ?? 20;
        if (limit is < 1 or > 100) return Problems.Question("limit", "range", "It is from 1 to 100.");
        PersonDescription description = PersonDescription.Read(request);
        if (description.Record is not { } record) return Problems.Question(description.Errors);
        (IReadOnlyList<PersonHit>? hits, ProblemHttpResult? problem) = await asking.ReviewAsync(context, (r, ct) => r.SearchPersonsAsync(record, limit, ct));
        return problem is not null ? problem : TypedResults.Ok(new PersonSearchData([.. hits!.Select(h => h.ToData())], description.Warnings));
    }

    private static EntityKey ReadKey(QueryReader query, string name, string? text)
    {
        if (text is null) return default; // reported already
        if (EntityKey.TryParse(text, null, out EntityKey key) && PersonKeys.TryRead(key, out _)) return key;
        query.Wrong(name, "format", KeyForm);
        return default;
    }
}
