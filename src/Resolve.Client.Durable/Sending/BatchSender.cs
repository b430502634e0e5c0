using System.Text.Json;
using Resolve.Client.Contracts;
using Resolve.Client.Durable.Outbox;

namespace Resolve.Client.Durable.Sending;

/// <summary>Sends one batch and reads what came of its reports.</summary>
internal sealed class BatchSender(ResolveClient client, DurableFeedOptions options)
{
    /// <summary>Sends reports.</summary>
    /// <param name="rows">The reports, oldest first.</param>
    /// <param name="stop">Ends the request; what was answered until then counts.</param>
    /// <returns>The answers of the first reports, in order, and why there are no more.</returns>
    public async Task<BatchResult> SendAsync(List<OutboxRow> rows, CancellationToken stop)
    {
        var answers = new List<BatchLineData>(rows.Count);
        using var idle = new CancellationTokenSource(options.AnswerTimeout, options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, stop);
        try
        {
            await foreach (BatchLineData answer in client.SubmitBatchAsync(Lines(rows), options.Quiet, either.Token).ConfigureAwait(false))
            {
                if (Refusal(answer, rows, answers.Count) is { } refusal) return new BatchResult(answers, refusal);
                answers.Add(answer);
                if (answers.Count == rows.Count) break;
                idle.CancelAfter(options.AnswerTimeout);
            }
            return new BatchResult(answers, answers.Count == rows.Count ? null : new BatchFailure("cut", "The service ended the batch early."));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new BatchResult(answers, new BatchFailure("timeout", "The service did not answer in time."));
        }
        catch (OperationCanceledException)
        {
            return new BatchResult(answers, new BatchFailure("stopped", "The feed was closed."));
        }
        catch (ResolveException e)
        {
            string reason = e.StatusCode is { } status ? $"http-{(int)status}" : "unreachable";
            return new BatchResult(answers, new BatchFailure(reason, e.Message) { Status = (int?)e.StatusCode, RetryAfter = e.RetryAfter });
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
        {
            return new BatchResult(answers, new BatchFailure("cut", $"The answer could not be read ({e.GetType().Name})."));
        }
    }

    /// <summary>Why an answer settles nothing; null when it does.</summary>
    private static BatchFailure? Refusal(BatchLineData answer, List<OutboxRow> rows, int index)
    {
        OutboxRow row = rows[index];
        bool matches = answer.Line == index + 1 && (answer.Id is null || (answer.Id == row.Id && answer.Source == row.Source));
        if (!matches) return new BatchFailure("protocol", "The service answered another report than was sent.");
        return answer.Outcome switch
        {
            OutcomeWords.Accepted or OutcomeWords.Superseded or OutcomeWords.Duplicate or OutcomeWords.Conflict or OutcomeWords.Rejected => null,
            OutcomeWords.Failed => new BatchFailure(
                answer.Errors is [{ Code: { Length: > 0 } code }, ..] ? code : "failed", "The service could not make the report durable."),
            _ => new BatchFailure("protocol", "The service answered with an outcome that this version does not know."),
        };
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Lines(List<OutboxRow> rows)
    {
        foreach (OutboxRow row in rows) yield return row.Body;
        await Task.CompletedTask.ConfigureAwait(false);
    }
}

/// <summary>What came of a batch.</summary>
/// <param name="Answers">The answers of its first reports, in order.</param>
/// <param name="Failure">Why there are no more; null when all were answered.</param>
internal sealed record BatchResult(List<BatchLineData> Answers, BatchFailure? Failure);

/// <summary>Why a request is to be repeated.</summary>
/// <param name="Reason">A word for metrics.</param>
/// <param name="Message">A sentence without personal data.</param>
internal sealed record BatchFailure(string Reason, string Message)
{
    /// <summary>Gets the HTTP status; null when there was none.</summary>
    public int? Status { get; init; }

    /// <summary>Gets how long the service asks to wait; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
