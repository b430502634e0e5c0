// A provincial web application that hands its reports on: --Resolve:Address=… --Resolve:Outbox=…
using Resolve.Client;
using Resolve.Client.Building;
using Resolve.Client.Contracts;
using Resolve.Client.Durable;
using Resolve.Client.Extensions;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Services.AddResolveClient(o =>
{
    o.BaseAddress = new Uri(builder.Configuration["Resolve:Address"]!);
    o.ApiKey = builder.Configuration["Resolve:ApiKey"];
});
builder.Services.AddDurableFeed(o => o.Path = builder.Configuration["Resolve:Outbox"] ?? "outbox/resolve.db");

WebApplication app = builder.Build();

app.MapPost("/tips", async (Tip tip, IDurableFeedAccessor resolve, CancellationToken cancellationToken) =>
{
    var report = new ReportBuilder("dongthap/web", tip.Id) { Unit = "87/PC02", ReceivedAt = DateTimeOffset.UtcNow, Narrative = tip.Text };
    report.AddPhone(tip.Phone, ReportRole.Suspect);
    try
    {
        long number = await resolve.Feed.EnqueueAsync(report.Build(), tag: tip.Id, cancellationToken);
        return Results.Accepted($"/tips/{number}", number);
    }
    catch (InvalidReportException e)
    {
        return Results.BadRequest(e.Errors);
    }
    catch (OutboxFullException)
    {
        return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }
});
app.MapGet("/tips/{number:long}", async (long number, IDurableFeedAccessor resolve) =>
    await resolve.Feed.GetStatusAsync(number) is { } status ? Results.Ok(status.State.ToString()) : Results.NotFound());
app.MapGet("/phones/{number}", async (string number, ResolveClient client) =>
    await client.ParseAsync(new ParseRequestData("phone", number)) is { Key: { } key } ? Results.Ok(await client.GetEntityAsync(key)) : Results.NotFound());

await app.RunAsync();

/// <summary>What a citizen typed.</summary>
/// <param name="Id">The id of the tip.</param>
/// <param name="Phone">The number that called.</param>
/// <param name="Text">What happened.</param>
internal sealed record Tip(string Id, string Phone, string? Text);
