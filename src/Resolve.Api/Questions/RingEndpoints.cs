using Resolve.Rings.Questions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Resolve.Api.Http;
using Resolve.Api.Parameters;
using Resolve.Client.Contracts;
using Resolve.Graph.Questions;
using Resolve.Rings;
using Resolve.Rings.History;
using Resolve.Rings.Scores;
using Resolve.Rings.Trails;

namespace Resolve.Api.Questions;

/// <summary><c>/v1/rings</c>: the rings, and one ring.</summary>
internal static class RingEndpoints
{
    private static readonly BooleanParameter s_crossBorder = new("crossBorder", "true: only rings with a tie abroad; false: only those without.");
    private static readonly IntegerParameter s_provinces = new("minProvinces", "The least number of provinces, of the 34.", 0, 34, 0);
    private static readonly AmountParameter s_loss = new("minLoss", "The least loss in VND.");
    private static readonly IntegerParameter s_members = new("minMembers", "The least number of members.", 0, int.MaxValue, 0);
    private static readonly TimeParameter s_since = new("since", "Only rings active since then: ISO 8601 with an offset, or a date (midnight in Viet Nam).");
    private static readonly TextParameter s_province = new("province", "A province that one of the reports names: a code or name, old or new.", 100);
    private static readonly TextParameter s_typology = new("typology", "A typology that one of the reports names, such as S05.", 64);
    private static readonly WordParameter s_order = new(
        "order", "What comes first, from high to low; then by id. Default loss.", ["loss", "members", "reports", "lastSeen", "score"], Many: false);
    private static readonly WordParameter s_side = new("side", "What of the ring must be in province. Default reports.",
        ["reports", "victims", "suspects", "accounts"], Many: false);
    private static readonly TextParameter s_country = new("country", "A country that it must have a tie to: ISO 3166 alpha-2.", 2);
    private static readonly WordParameter s_strength = new("foreignStrength", "How strong a tie abroad must be, to country if given.",
        ["weak", "medium", "strong"], Many: false);
    private static readonly IntegerParameter s_score = new("minScore", "The least score.", 0, 100, 0);
    private static readonly TimeParameter s_asOf = new("asOf",
        "The time that scores are measured against: ISO 8601 with an offset, or a date. Default: the newest report of any ring.");
    private static readonly IntegerParameter s_limit = new("limit", "The most rings.", 1, 500, 50);
    private static readonly TextParameter s_cursor = new("cursor", "Where an earlier page of the same question ended.", 2_000);
    private static readonly BooleanParameter s_full = new("full", "true: with members, victims and reports.");
    private static readonly EndpointParameters s_list = new(
        [],
        [s_crossBorder, s_provinces, s_loss, s_members, s_since, s_province, s_typology, s_side, s_country, s_strength, s_score, s_asOf, s_order, s_limit,
            s_cursor, s_full, QuestionRunner.AtLeast]);
    private static readonly PathParameter s_id = new("id", "The ring's id, or one that it absorbed or bore before.", "ring:1f0c9a77be1d2a35");
    private static readonly EndpointParameters s_one = new([s_id], [s_asOf, QuestionRunner.AtLeast]);
    private static readonly EndpointParameters s_part = new([s_id], [QuestionRunner.AtLeast]);

    public static void MapRings(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder group = app.MapGroup("/v1/rings").WithTags("Rings");
        group.MapGet("", ListRings).WithName("ListRings").WithMetadata(s_list)
            .WithSummary("Lists rings, sorted, a page at a time.")
            .ProducesProblem(400).ProducesProblem(503).ProducesProblem(504);
        group.MapGet("/{id}/history", GetHistory).WithName("GetRingHistory").WithMetadata(s_part)
            .WithSummary("Gets the history of a ring, by its reports' own times.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(429).ProducesProblem(503).ProducesProblem(504);
        group.MapGet("/{id}/money", GetMoney).WithName("GetMoneyTrail").WithMetadata(s_part)
            .WithSummary("Follows a ring's money from the victims through layers of accounts to where it leaves.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(429).ProducesProblem(503).ProducesProblem(504);
        group.MapGet("/{id}", GetRing).WithName("GetRing").WithMetadata(s_one)
            .WithSummary("Gets a ring with its members, victims and reports.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(503).ProducesProblem(504);
    }

    internal static async Task<Results<Ok<PageData<RingData>>, ProblemHttpResult>> ListRings(HttpContext context, QuestionRunner asking)
    {
        var query = new QueryReader(context.Request.Query, s_list.Query);
        var filter = new RingFilter
        {
            CrossBorder = query.Boolean(s_crossBorder),
            ProvinceCountMin = (int)query.Integer(s_provinces),
            LossMin = query.Amount(s_loss),
            MemberCountMin = (int)query.Integer(s_members),
            Since = query.Time(s_since),
            Province = query.Text(s_province),
            Typology = query.Text(s_typology),
            Side = query.Word(s_side) switch
            {
                "victims" => RingSide.Victims,
                "suspects" => RingSide.Suspects,
                "accounts" => RingSide.Accounts,
                _ => RingSide.Reports,
            },
            Country = query.Text(s_country),
            ForeignStrengthMin = query.Word(s_strength) switch
            {
                "weak" => SignStrength.Weak,
                "medium" => SignStrength.Medium,
                "strong" => SignStrength.Strong,
                _ => SignStrength.None,
            },
            ScoreMin = (int)query.Integer(s_score),
            AsOf = query.Time(s_asOf),
            Order = query.Word(s_order) switch
            {
                "members" => RingOrder.Members,
                "reports" => RingOrder.Reports,
                "lastSeen" => RingOrder.LastSeen,
                "score" => RingOrder.Score,
                _ => RingOrder.Loss,
            },
        };
        (int limit, string? cursor, long atLeast) = ((int)query.Integer(s_limit), query.Text(s_cursor), query.Integer(QuestionRunner.AtLeast));
        bool full = query.Boolean(s_full) ?? false;
        if (query.Problem is { } wrong) return wrong;
        (Page<Ring>? page, ProblemHttpResult? problem) =
            await asking.AskAsync(context, atLeast, new RingListQuestion(filter, limit, cursor));
        return problem is not null ? problem : TypedResults.Ok(page!.ToData(r => r.ToData(full)));
    }

    internal static async Task<Results<Ok<RingData>, ProblemHttpResult>> GetRing(string id, HttpContext context, QuestionRunner asking)
    {
        var query = new QueryReader(context.Request.Query, s_one.Query);
        long atLeast = query.Integer(QuestionRunner.AtLeast);
        DateTimeOffset? asOf = query.Time(s_asOf);
        if (query.Problem is { } wrong) return wrong;
        (Ring? ring, ProblemHttpResult? problem) = await asking.AskAsync(context, atLeast, new RingByIdQuestion(id));
        if (problem is not null) return problem;
        if (ring is null) return Problems.NoRing();
        return TypedResults.Ok((asOf is null ? ring : ring with { Score = RingScores.Of(ring, asOf) }).ToData(full: true));
    }

    internal static async Task<Results<Ok<RingHistoryData>, ProblemHttpResult>> GetHistory(string id, HttpContext context, QuestionRunner asking)
    {
        var query = new QueryReader(context.Request.Query, s_part.Query);
        long atLeast = query.Integer(QuestionRunner.AtLeast);
        if (query.Problem is { } wrong) return wrong;
        (RingHistory? history, ProblemHttpResult? problem) = await asking.AskAsync(context, atLeast, new RingHistoryQuestion(id));
        if (problem is not null) return problem;
        return history is null ? Problems.NoRing() : TypedResults.Ok(history.ToData());
    }

    internal static async Task<Results<Ok<MoneyTrailData>, ProblemHttpResult>> GetMoney(string id, HttpContext context, QuestionRunner asking)
    {
        var query = new QueryReader(context.Request.Query, s_part.Query);
        long atLeast = query.Integer(QuestionRunner.AtLeast);
        if (query.Problem is { } wrong) return wrong;
        (MoneyTrail? trail, ProblemHttpResult? problem) = await asking.AskAsync(context, atLeast, new MoneyTrailQuestion(id));
        if (problem is not null) return problem;
        return trail is null ? Problems.NoRing() : TypedResults.Ok(trail.ToData());
    }
}
