using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Resolve.Api.Hosting;
using Resolve.Api.Http;
using Resolve.Api.Telemetry;
using Resolve.Client.Contracts;
using Resolve.Reports;
using Resolve.Runtime.Ports;

namespace Resolve.Api.Intake;

/// <summary><c>POST /v1/reports/batch</c>: NDJSON in, a result a line out.</summary>
/// <remarks>The next batch is read while the last one is made durable. A line without a result was not acknowledged.</remarks>
internal sealed class BatchEndpoint(
    ResolveServiceSlot slot, IOptions<ResolveApiOptions> options, IntakeLimiter limiter, ResolveMetrics metrics, TimeProvider clock,
        IHostApplicationLifetime lifetime)
{
    public const string MediaType = "application/x-ndjson";

    private static readonly JsonWriterOptions s_json = new() { Encoder = ResolveJson.Answers.Encoder, SkipValidation = true };

    private static readonly FieldErrorData[] s_conflict = [new("version", "conflict", "Another body was sent under this version before.")];

    public static Task Submit(HttpContext context, BatchEndpoint endpoint) => endpoint.RunAsync(context);

    private static bool IsNdjson(HttpRequest request) =>
        request.ContentType?.Split(';')[0].Trim().ToLowerInvariant() is MediaType or "application/ndjson" or "application/jsonl"
            && !RequestBody.IsPacked(request);

    private async Task RunAsync(HttpContext context)
    {
        (SubmitReports submit, IResult? asked) = Quiet.Read(context, slot);
        if (asked is not null)
        {
            await asked.ExecuteAsync(context);
            return;
        }
        if (!IsNdjson(context.Request))
        {
            await Problems.MediaType(MediaType).ExecuteAsync(context);
            return;
        }
        // A live feed sends a line now and then; the idle limit below takes the place of the least rate.
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var batches = Channel.CreateBounded<List<BatchLine>>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
        Task reading = ReadAsync(context.Request.BodyReader, batches.Writer, stop.Token);
        try
        {
            await foreach (List<BatchLine> batch in batches.Reader.ReadAllAsync(context.RequestAborted))
            {
                using IntakeLimiter.Place place = await limiter.WaitAsync(batch.Sum(static l => l.Bytes), context.RequestAborted);
                if (!await AnswerAsync(context, submit, batch)) break;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
        Start(context);
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The sender may keep its side open for long; a stop does not wait for the rest of it.
            await context.Response.CompleteAsync();
            context.Abort();
        }
    }

    private async Task ReadAsync(PipeReader body, ChannelWriter<List<BatchLine>> batches, CancellationToken stop)
    {
        ResolveApiOptions o = options.Value;
        var reader = new BatchReader(
            o.BatchLinesMax, TimeSpan.FromMilliseconds(o.BatchWaitMilliseconds), TimeSpan.FromSeconds(o.BatchIdleSecondsMax), clock);
        try
        {
            await foreach (List<BatchLine> batch in reader.ReadAsync(body, stop)) await batches.WriteAsync(batch, stop);
            batches.Complete();
        }
#pragma warning disable CA1031 // handed to the consumer, which is awaited
        catch (Exception e)
#pragma warning restore CA1031
        {
            batches.TryComplete(stop.IsCancellationRequested ? null : e);
        }
    }

    /// <summary>Makes a batch durable and answers its lines; false when no more should be read.</summary>
    private async Task<bool> AnswerAsync(HttpContext context, SubmitReports submit, List<BatchLine> batch)
    {
        long started = clock.GetTimestamp();
        var reports = new List<Report>(batch.Count);
        foreach (BatchLine line in batch)
            if (line.Read.Report is { } report) reports.Add(report);
        IReadOnlyList<Receipt>? receipts = [];
        JournalException? failure = null;
        try
        {
            if (reports.Count > 0) receipts = await submit(reports, context.RequestAborted);
        }
        catch (JournalException e) when (context.Response.HasStarted)
        {
            (receipts, failure) = (null, e);
        }
        Start(context);
        metrics.Ingested("batch", clock.GetElapsedTime(started));
        int next = 0;
        using (var json = new Utf8JsonWriter(context.Response.BodyWriter, s_json))
        {
            foreach (BatchLine line in batch)
            {
                Receipt? receipt = line.Read.Report is null ? null : receipts?[next++];
                BatchLineData answer = AnswerOf(line, receipt, failure);
                metrics.ReportJudged(answer.Outcome);
                JsonSerializer.Serialize(json, answer, ResolveJson.Answers);
                json.Flush();
                context.Response.BodyWriter.Write("\n"u8);
                json.Reset();
            }
        }
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        return failure is null;
    }

    private static BatchLineData AnswerOf(BatchLine line, Receipt? receipt, JournalException? failure)
    {
        if (line.Read.Report is not { } report)
            return new BatchLineData(line.Line, OutcomeWords.Rejected) { Errors = line.Read.Errors.ToData() };
        var answer = new BatchLineData(line.Line, OutcomeWords.Failed) { Source = report.Key.Source, Id = report.Key.Id, Version = report.Version };
        if (receipt is null)
        {
            string word = Problems.WordOf(failure?.Failure ?? JournalFailure.Unavailable);
            return answer with { Errors = [new FieldErrorData("", $"journal-{word}", word == "unknown" ? "Durability is unknown; resubmit, which is idempotent."
                : "The journal cannot take facts now; this report was not taken.")] };
        }
        return answer with
        {
            Outcome = ContractMapping.WordOf(receipt.Outcome),
            Position = receipt.Position > 0 ? receipt.Position : null,
            Warnings = receipt.Warnings.Count > 0 ? receipt.Warnings.ToData() : null,
            Errors = receipt.Outcome == SubmissionOutcome.Conflict ? s_conflict : null,
        };
    }

    private static void Start(HttpContext context)
    {
        if (context.Response.HasStarted || context.Response.ContentType is not null) return;
        context.Response.ContentType = MediaType;
        context.Response.Headers.CacheControl = "no-store";
    }
}
