using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Commands.Common;
using Resolve.Cli.Output;
using Resolve.Client.Contracts;
using Resolve.Reports;

namespace Resolve.Cli.Commands.Import;

/// <summary>Takes feeds in: while a batch is on its way to the disk the next ones are read.</summary>
/// <param name="backend">Takes the reports.</param>
/// <param name="context">The command's context.</param>
/// <param name="quarantine">Keeps what is refused.</param>
/// <param name="isHistory">Whether the feeds are of the past, so that no alert is sent for them.</param>
internal sealed class ImportRun(IBackend backend, CommandContext context, Quarantine quarantine, bool isHistory)
{
    private const int RefusalsShownMax = 5;

    private readonly Queue<Submission> _inFlight = new();
    private int _refusalsShown;

    /// <summary>Gets what was done so far.</summary>
    public ImportCounts Counts { get; } = new();

    /// <summary>Takes in one feed.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="read">Reads its reports.</param>
    /// <param name="cancellationToken">Ends the import after what was begun.</param>
    /// <returns>A task.</returns>
    public async Task TakeAsync(FeedFile feed, Func<Stream, CancellationToken, IAsyncEnumerable<ReportBatch>> read, CancellationToken cancellationToken)
    {
        Counts.Files++;
        long started = context.Io.Clock.GetTimestamp();
        long before = Counts.Reports;
        await context.Progress.RunAsync("import", async report =>
        {
            try
            {
                await foreach (ReportBatch batch in read(feed.Content, cancellationToken).ConfigureAwait(false))
                {
                    foreach (BadLine bad in batch.Bad) Refuse(feed.Name, bad);
                    Counts.Bad += batch.Bad.Count;
                    await SubmitAsync(feed.Name, batch).ConfigureAwait(false);
                    double seconds = context.Io.Clock.GetElapsedTime(started).TotalSeconds;
                    report(feed.ShareRead, $"{feed.Name}: {Format.Many(Counts.Reports - before, "report")}, "
                        + $"{Format.Count((long)((Counts.Reports - before) / Math.Max(seconds, 0.001)))}/s");
                }
            }
            finally
            {
                // What was begun is finished and counted, also when the feed breaks off or Ctrl+C is pressed.
                while (_inFlight.Count > 0) await ReclusterAsync().ConfigureAwait(false);
            }
            return true;
        }).ConfigureAwait(false);
    }

    private async Task SubmitAsync(string file, ReportBatch batch)
    {
        for (int start = 0; start < batch.Reports.Count; start += EmbeddedBackend.SubmissionCountMax)
        {
            while (_inFlight.Count >= backend.SubmissionsInFlightMax) await ReclusterAsync().ConfigureAwait(false);
            int count = Math.Min(EmbeddedBackend.SubmissionCountMax, batch.Reports.Count - start);
            Report[] part = [.. batch.Reports.Skip(start).Take(count)];
            long[] lines = [.. batch.Lines.Skip(start).Take(count)];
            _inFlight.Enqueue(new Submission(file, part, lines, backend.SubmitAsync(part, isHistory, CancellationToken.None)));
        }
    }

    private async Task ReclusterAsync()
    {
        Submission submission = _inFlight.Dequeue();
        IReadOnlyList<ReceiptData> receipts = await submission.Receipts.ConfigureAwait(false);
        for (int i = 0; i < receipts.Count; i++)
        {
            Counts.Add(receipts[i]);
            if (receipts[i].Outcome != OutcomeWords.Conflict) continue;
            byte[] text = ReportWriter.ToUtf8(submission.Reports[i]);
            var error = new FieldError("version", OutcomeWords.Conflict, "Another body stands under this version; send the next version.");
            Refuse(submission.File, new BadLine(submission.Lines[i], [error], text, text.Length));
        }
    }

    private void Refuse(string file, BadLine bad)
    {
        quarantine.Add(file, bad);
        if (_refusalsShown++ >= RefusalsShownMax || context.Quiet) return;
        FieldError first = bad.Errors[0];
        string more = bad.Errors.Count > 1 ? $" (and {bad.Errors.Count - 1} more)" : "";
        context.Say($"{file}:{bad.Line}: {(first.Path.Length > 0 ? first.Path + ": " : "")}{first.Message}{more} [{first.Code}]");
        if (_refusalsShown == RefusalsShownMax) context.Say("Further refusals are counted and not shown.");
    }

    private sealed record Submission(string File, Report[] Reports, long[] Lines, Task<IReadOnlyList<ReceiptData>> Receipts);
}
