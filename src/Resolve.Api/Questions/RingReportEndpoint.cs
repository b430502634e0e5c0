using Resolve.Runtime.Questions;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Resolve.Api.Http;
using Resolve.Api.Parameters;
using Resolve.Rings.Dossiers;
using Resolve.Rings.Scores;

namespace Resolve.Api.Questions;

/// <summary><c>/v1/rings/{id}/report</c>: a ring as a page to print.</summary>
internal static class RingReportEndpoint
{
    private const string MediaType = "text/html; charset=utf-8";

    private static readonly WordParameter s_language = new("lang", "The language; vi by default.", ["vi", "en"], Many: false);
    private static readonly TimeParameter s_asOf = new("asOf",
        "The time that the score is measured against: ISO 8601 with an offset, or a date. Default: the newest report of any ring.");
    private static readonly EndpointParameters s_parameters = new([new("id", "The ring's id, or one that it absorbed or bore before.",
        "ring:1f0c9a77be1d2a35")], [s_language, s_asOf, QuestionRunner.AtLeast]);

    public static void MapRingReport(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/rings/{id}/report", Get).WithName("GetRingReport").WithTags("Rings").WithMetadata(s_parameters)
            .WithSummary("Writes a ring's report as one HTML page for reading and printing; it holds no script and loads nothing.")
            .Produces<string>(200, "text/html").ProducesProblem(400).ProducesProblem(404).ProducesProblem(503).ProducesProblem(504);

    internal static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Get(string id, HttpContext context, QuestionRunner asking)
    {
        var query = new QueryReader(context.Request.Query, s_parameters.Query);
        DossierLanguage language = query.Word(s_language) == "en" ? DossierLanguage.English : DossierLanguage.Vietnamese;
        DateTimeOffset? asOf = query.Time(s_asOf);
        long atLeast = query.Integer(QuestionRunner.AtLeast);
        if (query.Problem is { } wrong) return wrong;
        (RingDossier? dossier, ProblemHttpResult? problem) = await asking.AskAsync(context, atLeast, async (s, ct) =>
            await RingDossierReader.ReadAsync(s, id, atLeast, ct));
        if (problem is not null) return problem;
        if (dossier is null) return Problems.NoRing();
        if (asOf is not null) dossier = dossier with { Ring = dossier.Ring with { Score = RingScores.Of(dossier.Ring, asOf) } };
        context.Response.Headers.ContentSecurityPolicy = RingDossierPage.ContentPolicy + "; frame-ancestors 'none'";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.File(Encoding.UTF8.GetBytes(RingDossierPage.Write(dossier, language)), MediaType);
    }
}
