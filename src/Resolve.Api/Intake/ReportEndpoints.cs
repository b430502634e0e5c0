using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Resolve.Api.Hosting;
using Resolve.Api.Http;
using Resolve.Api.Parameters;
using Resolve.Api.Telemetry;
using Resolve.Client.Contracts;
using Resolve.Reports;
using Resolve.Runtime.Ports;

namespace Resolve.Api.Intake;

/// <summary><c>/v1/reports</c>: reports in, one by one, and out again.</summary>
internal static class ReportEndpoints
{
    private const string Prefix = "/v1/reports/";

    private static readonly IntegerParameter s_version = new("version",
        "The version of the withdrawal; default the one after the highest known.", 1, int.MaxValue, 0);
    private static readonly EndpointParameters s_submit = new([], [Quiet.Parameter]);
    private static readonly PathParameter[] s_path =
        [new("source", "The report's source, percent-encoded.", "dongthap/pc02"), new("id", "The report's id, percent-encoded.", "TB-2026-000123")];
    private static readonly EndpointParameters s_withdraw = new(s_path, [s_version]);
    private static readonly EndpointParameters s_get = new(s_path, []);

    public static void MapReports(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder group = app.MapGroup("").WithTags("Reports");
        group.MapPost("/v1/reports", Submit).WithName("SubmitReport").WithMetadata(s_submit)
            .WithMetadata(new RequestSizeLimitAttribute(ReportLimits.SizeBytesMax))
            .WithSummary("Submits one report; answers when it is durable.")
            .WithDescription("201: taken, it counts now. 200: taken and superseded, or the same again (duplicate).")
            .Accepts<ReportData>("application/json")
            .ProducesProblem(400).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(503);
        group.MapPost("/v1/reports/batch", BatchEndpoint.Submit).WithName("SubmitReports").WithMetadata(s_submit)
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .WithSummary("Submits many reports, a line each (NDJSON); answers a line each, in order, as they become durable.")
            .Accepts<ReportData>("application/x-ndjson")
            .Produces<BatchLineData>(200, "application/x-ndjson").ProducesProblem(415).ProducesProblem(503);
        group.MapGet("/v1/reports/{source}/{id}", Get).WithName("GetReport").WithMetadata(s_get)
            .WithSummary("Gets the version of a report that counts.").ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);
        group.MapDelete("/v1/reports/{source}/{id}", Withdraw).WithName("WithdrawReport").WithMetadata(s_withdraw)
            .WithSummary("Withdraws a report: from then on it is as if it had never come.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
        // Sources with a slash that was not percent-encoded: the last segment is the id.
        group.MapGet("/v1/reports/{**path}", Get).ExcludeFromDescription();
        group.MapDelete("/v1/reports/{**path}", Withdraw).ExcludeFromDescription();
    }

    internal static async Task<Results<Created<ReceiptData>, Ok<ReceiptData>, ProblemHttpResult>> Submit(
        HttpContext context, ResolveServiceSlot slot, IntakeLimiter limiter, ResolveMetrics metrics, TimeProvider clock)
    {
        (SubmitReports submit, ProblemHttpResult? asked) = Quiet.Read(context, slot);
        if (asked is not null) return asked;
        if (!RequestBody.IsJson(context.Request)) return Problems.MediaType("application/json");
        using IntakeLimiter.Place place = limiter.Enter(context, ReportLimits.SizeBytesMax);
        long started = clock.GetTimestamp();
        byte[]? body = await RequestBody.ReadAsync(context.Request, ReportLimits.SizeBytesMax, context.RequestAborted);
        if (body is null) return Problems.TooLarge();
        ReportReadResult read = ReportReader.Read(body);
        if (read.Report is null)
        {
            metrics.ReportJudged(OutcomeWords.Rejected);
            return Problems.Report(read.Errors);
        }
        Receipt receipt = (await submit([read.Report], context.RequestAborted))[0];
        metrics.ReportJudged(ContractMapping.WordOf(receipt.Outcome));
        metrics.Ingested("single", clock.GetElapsedTime(started));
        return receipt.Outcome switch
        {
            SubmissionOutcome.Conflict => Problems.Conflict(receipt),
            SubmissionOutcome.Accepted when !read.Report.Withdrawn => TypedResults.Created(AddressOf(receipt.Key), receipt.ToData()),
            _ => TypedResults.Ok(receipt.ToData()),
        };
    }

    internal static async Task<Results<Ok<ReceiptData>, ProblemHttpResult>> Withdraw(HttpContext context, ResolveServiceSlot slot, ResolveMetrics metrics)
    {
        var query = new QueryReader(context.Request.Query, s_withdraw.Query);
        int? version = query.Has(s_version) ? (int)query.Integer(s_version) : null;
        ReportKey key = ReadKey(context, query);
        if (query.Problem is { } wrong) return wrong;
        Receipt? receipt = await slot.Service.WithdrawAsync(key, version, context.RequestAborted);
        if (receipt is null) return Problems.NoReport();
        metrics.ReportJudged(receipt.Outcome == SubmissionOutcome.Accepted ? "withdrawn" : ContractMapping.WordOf(receipt.Outcome));
        return receipt.Outcome == SubmissionOutcome.Conflict ? Problems.Conflict(receipt) : TypedResults.Ok(receipt.ToData());
    }

    internal static async Task<Results<Ok<StoredReportData>, ProblemHttpResult>> Get(HttpContext context, ResolveServiceSlot slot)
    {
        var query = new QueryReader(context.Request.Query, s_get.Query);
        ReportKey key = ReadKey(context, query);
        if (query.Problem is { } wrong) return wrong;
        StoredReportView? stored = await slot.Service.GetReportAsync(key, context.RequestAborted);
        return stored is null ? Problems.NoReport() : TypedResults.Ok(stored.ToData());
    }

    private static string AddressOf(ReportKey key) => $"{Prefix}{Uri.EscapeDataString(key.Source)}/{Uri.EscapeDataString(key.Id)}";

    private static ReportKey ReadKey(HttpContext context, QueryReader query)
    {
        if (RawPath.TryGetSegments(context, Prefix, out string[]? segments) && segments.Length >= 2)
        {
            var key = ReportKey.Of(string.Join('/', segments[..^1]), segments[^1]);
            if (key.Source.Length <= ReportKey.PartLengthMax && key.Id.Length <= ReportKey.PartLengthMax) return key;
        }
        query.Wrong("source", "format", "The address is /v1/reports/{source}/{id}, each part percent-encoded and at most 200 characters long.");
        return default;
    }
}
