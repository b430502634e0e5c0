using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Resolve.Alerts;
using Resolve.Api.Hosting;
using Resolve.Api.Http;
using Resolve.Api.Parameters;
using Resolve.Api.Questions;
using Resolve.Client.Contracts;
using Resolve.Runtime.Ports;

namespace Resolve.Api.Alerts;

/// <summary><c>/v1/alerts</c>: the alerts of units, as an inbox and as a stream.</summary>
internal static class AlertEndpoints
{
    private const int NumbersMax = 1_000, UnitLengthMax = 200;

    private static readonly TextParameter s_unit = new(
        "unit", "The unit that alerts must concern, such as 87/PC02; without a slash all units of a province. Without it all alerts: the view of central "
            + "units.", UnitLengthMax);
    private static readonly WordParameter s_kinds = new("kinds", "Only these kinds, with commas between.", AlertWords.Kinds, Many: true);
    private static readonly TimeParameter s_since = new("since", "Only those delivered since then: ISO 8601 with an offset, or a date (midnight in Viet Nam).");
    private static readonly BooleanParameter s_unread = new("unread", "true: only those that the unit has not read.");
    private static readonly IntegerParameter s_limit = new("limit", "The most alerts.", 1, 500, 50);
    private static readonly TextParameter s_cursor = new("cursor", "Where an earlier page ended.", 40);
    private static readonly IntegerParameter s_after = new(
        "after", "The number behind which the stream begins; 0 for all there are. The header Last-Event-ID goes before it. Without either it begins with the "
            + "next alert.", 0, long.MaxValue, 0);
    private static readonly EndpointParameters s_list = new([], [s_unit, s_kinds, s_since, s_unread, s_limit, s_cursor]);
    private static readonly EndpointParameters s_stream = new([], [s_unit, s_kinds, s_after]);

    public static void MapAlerts(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder group = app.MapGroup("/v1/alerts").WithTags("Alerts");
        group.MapGet("", List).WithName("ListAlerts").WithMetadata(s_list)
            .WithSummary("Lists alerts, newest first, a page at a time.").ProducesProblem(400).ProducesProblem(501).ProducesProblem(503).ProducesProblem(504);
        group.MapGet("/stream", Stream).WithName("StreamAlerts").WithMetadata(s_stream)
            .WithSummary("Streams alerts as they come, as server-sent events; resume from an event's id.")
            .WithDescription("Each alert comes at least once. A comment line is sent while there are no alerts.")
            .Produces<AlertData>(200, "text/event-stream").ProducesProblem(400).ProducesProblem(501).ProducesProblem(503);
        group.MapPost("/read", Read).WithName("MarkAlertsRead").WithMetadata(new RequestSizeLimitAttribute(RequestBody.QuestionBytesMax))
            .WithSummary("Marks alerts read by a unit, by number or up to a number.")
            .Accepts<AlertsReadRequest>("application/json").ProducesProblem(400).ProducesProblem(413).ProducesProblem(415)
                .ProducesProblem(501).ProducesProblem(503);
    }

    internal static async Task<Results<Ok<AlertsData>, ProblemHttpResult>> List(HttpContext context, ResolveServiceSlot slot, QuestionRunner asking)
    {
        IAlertService alerts = slot.Alerts;
        var query = new QueryReader(context.Request.Query, s_list.Query);
        AlertQuery asked = FilterOf(query) with { Since = query.Time(s_since), UnreadOnly = query.Boolean(s_unread) ?? false,
            Limit = (int)query.Integer(s_limit) + 1 };
        if (asked is { UnreadOnly: true, Unit: null }) query.Wrong(s_unit.Name, "required", "Unread are those that a unit has not read: name it.");
        if (query.Text(s_cursor) is { } cursor)
        {
            if (long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out long before)) asked = asked with { Before = before };
            else query.Wrong(s_cursor.Name, "format", "The cursor is not one that this question gave.");
        }
        if (query.Problem is { } wrong) return wrong;
        (AlertsData? page, ProblemHttpResult? problem) = await asking.AskAsync(context, 0, async (_, cancellationToken) =>
        {
            // Counted first: what comes in between is listed and lies behind "newest", so that nobody who goes on from there misses it.
            AlertCounts counts = await alerts.CountAlertsAsync(asked, cancellationToken);
            IReadOnlyList<DeliveredAlert> found = await alerts.ListAlertsAsync(asked, cancellationToken);
            AlertData[] items = [.. found.Take(asked.Limit - 1).Select(t => t.ToData(asked.Unit is not null))];
            string? next = found.Count < asked.Limit ? null : items[^1].Number.ToString(CultureInfo.InvariantCulture);
            return new AlertsData(items, counts.Total, counts.Unread, counts.Newest, next);
        });
        return problem is not null ? problem : TypedResults.Ok(page!);
    }

    internal static async Task<IResult> Stream(HttpContext context, ResolveServiceSlot slot, AlertStream stream)
    {
        IAlertService alerts = slot.Alerts;
        var query = new QueryReader(context.Request.Query, s_stream.Query);
        AlertQuery asked = FilterOf(query);
        long? after = query.Has(s_after) ? query.Integer(s_after) : null;
        if (context.Request.Headers["Last-Event-ID"].FirstOrDefault() is { Length: > 0 } last)
        {
            if (long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out long number)) after = number;
            else query.Wrong("Last-Event-ID", "format", "It is the id of an event of this stream: a whole number.");
        }
        if (query.Problem is { } wrong) return wrong;
        await stream.RunAsync(context, alerts, asked, after);
        return TypedResults.Empty;
    }

    internal static async Task<Results<Ok<AlertsReadData>, ProblemHttpResult>> Read(HttpContext context, ResolveServiceSlot slot)
    {
        IAlertService alerts = slot.Alerts;
        var query = new QueryReader(context.Request.Query, []);
        if (query.Problem is { } misplaced) return misplaced;
        (AlertsReadRequest? request, ProblemHttpResult? unread) = await RequestBody.ReadQuestionAsync<AlertsReadRequest>(context);
        if (request is null) return unread!;
        if (string.IsNullOrWhiteSpace(request.Unit) || request.Unit.Length > UnitLengthMax) return Problems.Question("unit", "required",
            $"It is the unit's name, at most {UnitLengthMax} characters.");
        if (request.Numbers is { Count: > NumbersMax }) return Problems.Question("numbers", "too-many", $"They are at most {NumbersMax}; for more use upTo.");
        int count = await alerts.MarkAlertsReadAsync(request.Unit.Trim(), request.Numbers ?? [], request.UpTo ?? 0, context.RequestAborted);
        return TypedResults.Ok(new AlertsReadData(count));
    }

    private static AlertQuery FilterOf(QueryReader query) => new()
    {
        Unit = query.Text(s_unit),
        Kinds = [.. query.Words(s_kinds).Distinct(StringComparer.Ordinal).Select(w => AlertWords.TryParse(w, out AlertKind kind) ? kind : default)],
    };
}
