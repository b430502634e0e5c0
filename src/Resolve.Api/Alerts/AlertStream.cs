using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Resolve.Alerts;
using Resolve.Api.Hosting;
using Resolve.Client.Contracts;
using Resolve.Runtime.Ports;

namespace Resolve.Api.Alerts;

/// <summary>Writes alerts as server-sent events (WHATWG HTML, 9.2): at least once, in the order of delivery.</summary>
/// <remarks>A reader that breaks off goes on from the last number it got; one that is slow is written to no faster than it reads.</remarks>
internal sealed class AlertStream(IOptions<ResolveApiOptions> options, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    private const int PageSize = 100;

    public async Task RunAsync(HttpContext context, IAlertService alerts, AlertQuery query, long? from)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        long after = from ?? (await alerts.CountAlertsAsync(query, stop.Token)).Newest;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no"; // makes nginx pass each event on at once
        PipeWriter body = context.Response.BodyWriter;
        try
        {
            // An id without data sets where a browser goes on when it reconnects before the first alert.
            await WriteAsync(body, string.Create(CultureInfo.InvariantCulture, $"retry: 2000\nid: {after}\n: ready\n\n"), stop.Token);
            while (true)
            {
                // The list is read after the number: it holds all up to it, and what it does not hold is for others.
                long newest = await WaitAsync(body, alerts, after, stop.Token);
                after = Math.Max(newest, await SendAsync(body, alerts, query, after, stop.Token));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The reader went away, or the host stops: the reader comes back with its number.
        }
        catch (JournalException) when (context.Response.HasStarted)
        {
            // The store cannot be read now: ending the stream lets the reader come back.
        }
    }

    private static async Task<long> SendAsync(PipeWriter body, IAlertService alerts, AlertQuery query, long after, CancellationToken cancellationToken)
    {
        while (true)
        {
            IReadOnlyList<DeliveredAlert> page = await alerts.ListAlertsAsync(query with { After = after, Limit = PageSize }, cancellationToken);
            foreach (DeliveredAlert alert in page)
            {
                body.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {alert.Number}\nevent: alert\ndata: ")));
                // JSON escapes line breaks, so an event's data is one line.
                body.Write(JsonSerializer.SerializeToUtf8Bytes(alert.ToData(query.Unit is not null), ResolveJson.Answers));
                await WriteAsync(body, "\n\n", cancellationToken);
                after = alert.Number;
            }
            if (page.Count < PageSize) return after;
        }
    }

    private async Task<long> WaitAsync(PipeWriter body, IAlertService alerts, long after, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<long> next = alerts.WaitForAlertsAsync(after, waiting.Token);
        try
        {
            while (true)
            {
                Task heartbeat = Task.Delay(TimeSpan.FromSeconds(options.Value.HeartbeatSeconds), clock, waiting.Token);
                if (await Task.WhenAny(next, heartbeat) == next) return await next;
                await heartbeat;
                await WriteAsync(body, ": alive\n\n", cancellationToken);
            }
        }
        finally
        {
            await waiting.CancelAsync();
        }
    }

    private static async Task WriteAsync(PipeWriter body, string text, CancellationToken cancellationToken)
    {
        body.Write(Encoding.UTF8.GetBytes(text));
        FlushResult flushed = await body.FlushAsync(cancellationToken);
        if (flushed.IsCompleted) throw new OperationCanceledException("The reader went away.");
    }
}
