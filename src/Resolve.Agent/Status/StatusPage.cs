using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Resolve.Agent.Telemetry;
using Resolve.Client.Durable;

namespace Resolve.Agent.Status;

/// <summary>The status page on a loopback address: how far each source and the outbox are. It shows no value of a report.</summary>
internal static class StatusPage
{
    private const int ParkedShownMax = 50;

    /// <summary>No script runs, and nothing is loaded but the style sheet.</summary>
    private const string ContentPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Maps <c>/</c>, <c>/status.json</c> and the style sheet.</summary>
    public static void MapStatus(this WebApplication app, AgentStatus status, Func<DurableFeed?> feed, Func<string> server)
    {
        app.Use(static async (context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = ContentPolicy;
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers["Referrer-Policy"] = "no-referrer";
            context.Response.Headers.CacheControl = "no-store";
            if (IsLoopback(context.Request.Host.Host)) await next(context).ConfigureAwait(false);
            else context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest; // another site's name that leads here: DNS rebinding
        });
        string style = Resource("status.css");
        app.MapGet("/status.css", () => TypedResults.Text(style, "text/css; charset=utf-8"));
        app.MapGet("/status.json", () => TypedResults.Json(new { server = server(), status.StartedAt, status.ConfigurationTrouble, status.Sources,
            Outbox = feed()?.Progress }, s_json));
        app.MapGet("/", async (string? lang, CancellationToken cancellationToken) =>
        {
            StatusWords words = lang == "en" ? StatusWords.English : StatusWords.Vietnamese;
            return TypedResults.Text(await HtmlAsync(words, status, feed(), server(), cancellationToken).ConfigureAwait(false), "text/html; charset=utf-8");
        });
    }

    private static async Task<string> HtmlAsync(StatusWords w, AgentStatus status, DurableFeed? feed, string server, CancellationToken cancellationToken)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture,
            $"<!doctype html><html lang=\"{w.Language}\"><head><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"5\">")
            .Append(CultureInfo.InvariantCulture, $"<title>{w.Title}</title><link rel=\"stylesheet\" href=\"/status.css\"></head><body>")
            .Append(CultureInfo.InvariantCulture, $"<nav><a href=\"/?lang={w.OtherLanguage}\">{w.Other}</a></nav><h1>{w.Title}</h1>");
        if (status.ConfigurationTrouble is { } trouble) html.Append(CultureInfo.InvariantCulture,
            $"<p class=\"bad\">{w.ConfigurationTrouble}: {Safe(trouble)}</p>");
        AppendOutbox(html, w, status, feed?.Progress, server);
        AppendSources(html, w, status);
        if (feed is not null) await AppendParkedAsync(html, w, feed, cancellationToken).ConfigureAwait(false);
        return html.Append("</body></html>").ToString();
    }

    private static void AppendOutbox(StringBuilder html, StatusWords w, AgentStatus status, FeedProgress? progress, string server)
    {
        html.Append("<table>");
        Pair(html, w.Server, Safe(server));
        Pair(html, w.Running, Time(status.StartedAt));
        if (progress is null)
        {
            Pair(html, w.Closed, "");
        }
        else
        {
            html.Append(progress.LastFailure is null ? $"<tr><th colspan=\"2\" class=\"good\">{w.Connected}</th></tr>"
                : $"<tr><th class=\"bad\">{w.Broken}</th><td>{Safe(progress.LastFailure)}</td></tr>");
            Pair(html, w.Waiting, Number(progress.Waiting));
            if (progress.OldestWaitingSince is { } oldest) Pair(html, w.Oldest, Time(oldest));
            Pair(html, w.Parked, Number(progress.Parked));
            Pair(html, w.Acknowledged, Number(progress.Acknowledged));
            Pair(html, w.OutboxSize, string.Create(CultureInfo.InvariantCulture, $"{progress.OutboxBytes / 1048576.0:0.0} MiB"));
        }
        html.Append("</table>");
    }

    private static void AppendSources(StringBuilder html, StatusWords w, AgentStatus status)
    {
        html.Append(CultureInfo.InvariantCulture, $"<h2>{w.Sources}</h2><table><tr><th>{w.Source}</th><th>{w.Kind}</th><th>{w.File}</th><th>{w.Files}"
            + $"</th><th>{w.Taken}</th><th>{w.Bad}</th><th>{w.At}</th><th>{w.Trouble}</th></tr>");
        foreach (SourceStatus s in status.Sources)
        {
            html.Append(CultureInfo.InvariantCulture,
                $"<tr><td>{Safe(s.Name)}</td><td>{(s.Kind == "folder" ? w.Folder : w.Database)}</td><td>{Safe(s.File ?? "")}</td>")
                .Append(CultureInfo.InvariantCulture,
                    $"<td class=\"number\">{s.FilesDone}</td><td class=\"number\">{Number(s.Taken)}</td><td class=\"number\">{Number(s.Bad)}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td>{(s.At is { } at ? Time(at) : "")}</td><td class=\"bad\">{Safe(s.Trouble ?? "")}</td></tr>");
        }
        html.Append("</table>");
    }

    private static async Task AppendParkedAsync(StringBuilder html, StatusWords w, DurableFeed feed, CancellationToken cancellationToken)
    {
        html.Append(CultureInfo.InvariantCulture, $"<h2>{w.ParkedTitle}</h2><table><tr><th>{w.Place}</th><th>{w.Reason}</th><th>{w.Wrong}</th></tr>");
        int shown = 0;
        await foreach (ParkedReport parked in feed.ListParkedAsync(cancellationToken).ConfigureAwait(false))
        {
            if (shown++ == ParkedShownMax) break;
            html.Append(CultureInfo.InvariantCulture,
                $"<tr><td>{Safe(parked.Tag ?? "")}</td><td>{Safe(parked.Reason)}</td><td>{Safe(ErrorCodes.Of(parked.Errors))}</td></tr>");
        }
        html.Append(shown == 0 ? $"<tr><td colspan=\"3\">{w.None}</td></tr></table>" : "</table>");
    }

    private static void Pair(StringBuilder html, string name, string value) =>
        html.Append(CultureInfo.InvariantCulture, $"<tr><th>{name}</th><td>{value}</td></tr>");

    private static string Safe(string text) => WebUtility.HtmlEncode(text);

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Times stand in Viet Nam's offset.</summary>
    private static string Time(DateTimeOffset time) => time.ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? ip) && IPAddress.IsLoopback(ip));

    private static string Resource(string file)
    {
        using Stream stream = typeof(StatusPage).Assembly.GetManifestResourceStream($"Status/{file}")
            ?? throw new InvalidOperationException($"The assembly was built without Status/{file}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
