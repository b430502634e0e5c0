using System.Runtime.CompilerServices;
using System.Text.Json;
using Resolve.Client.Contracts;

namespace Resolve.Client;

public partial class ResolveClient
{
    /// <summary>Submits one report and returns when it is durable.</summary>
    /// <param name="report">The report.</param>
    /// <param name="cancellationToken">Gives up waiting; the report may have been taken.</param>
    /// <returns>The receipt.</returns>
    /// <exception cref="ResolveException">The report is wrong, conflicts, or cannot be taken now.</exception>
    public virtual Task<ReceiptData> SubmitAsync(ReportData report, CancellationToken cancellationToken = default) =>
        SubmitAsync(JsonSerializer.SerializeToUtf8Bytes(report, ResolveJson.Answers), cancellationToken);

    /// <summary>Submits one report that is JSON already.</summary>
    /// <param name="json">The report in UTF-8.</param>
    /// <param name="cancellationToken">Gives up waiting; the report may have been taken.</param>
    /// <returns>The receipt.</returns>
    /// <exception cref="ResolveException">The report is wrong, conflicts, or cannot be taken now.</exception>
    public virtual async Task<ReceiptData> SubmitAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken = default)
    {
        HttpRequestMessage Make() => new(HttpMethod.Post, new Uri("v1/reports", UriKind.Relative)) { Content = JsonContent(json) };
        return await AskAsync<ReceiptData>(Make, repeatable: false, cancellationToken).ConfigureAwait(false) ?? throw Missing();
    }

    /// <summary>Withdraws a report: from then on it is as if it had never come.</summary>
    /// <param name="source">The report's source.</param>
    /// <param name="id">The report's id.</param>
    /// <param name="version">The version of the withdrawal, from 1; null for the one after the highest known.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The receipt; null when the report is unknown and no version was given.</returns>
    /// <exception cref="ResolveException">The withdrawal conflicts or cannot be taken now.</exception>
    public virtual async Task<ReceiptData?> WithdrawAsync(string source, string id, int? version = null, CancellationToken cancellationToken = default)
    {
        QueryText address = new QueryText(ReportPath(source, id)).Add("version", (long?)version);
        HttpRequestMessage Make() => new(HttpMethod.Delete, address.ToUri());
        return await AskAsync<ReceiptData>(Make, repeatable: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gets the current version of a report.</summary>
    /// <param name="source">The report's source.</param>
    /// <param name="id">The report's id.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The report; null when it is unknown or withdrawn.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual Task<StoredReportData?> GetReportAsync(string source, string id, CancellationToken cancellationToken = default) =>
        GetAsync<StoredReportData>(new QueryText(ReportPath(source, id)), cancellationToken);

    /// <summary>Submits many reports, streaming: a request after the other, each sent when it has enough lines or bytes, or after a time.</summary>
    /// <param name="lines">The reports as JSON in UTF-8, each without a line break.</param>
    /// <param name="cancellationToken">Ends the feed; lines without an answer may have been taken.</param>
    /// <returns>What came of each line, in order; <see cref="BatchLineData.Line"/> counts from 1 over the whole feed. Blank lines get no answer.</returns>
    /// <exception cref="ArgumentException">A line holds a line break.</exception>
    /// <exception cref="ResolveException">The service cannot take reports now. Lines without an answer can be sent again.</exception>
    public virtual IAsyncEnumerable<BatchLineData> SubmitBatchAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> lines, CancellationToken cancellationToken = default) =>
        SubmitBatchAsync(lines, quiet: false, cancellationToken);

    /// <summary>Submits many reports, streaming, as reports of the past when asked to.</summary>
    /// <param name="lines">The reports as JSON in UTF-8, each without a line break.</param>
    /// <param name="quiet">Whether no alert is sent for what they alone bring about: for a feed of past reports.</param>
    /// <param name="cancellationToken">Ends the feed; lines without an answer may have been taken.</param>
    /// <returns>What came of each line, in order; <see cref="BatchLineData.Line"/> counts from 1 over the whole feed. Blank lines get no answer.</returns>
    /// <exception cref="ArgumentException">A line holds a line break.</exception>
    /// <exception cref="ResolveException">The service cannot take reports now, or has no alerts and <paramref name="quiet"/> is set.</exception>
    public virtual async IAsyncEnumerable<BatchLineData> SubmitBatchAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> lines, bool quiet, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var batch = new BatchBody(Via.Options);
        await using var source = new BatchSource(lines, Via.Options, cancellationToken);
        while (await source.FillAsync(batch).ConfigureAwait(false))
        {
            await foreach (BatchLineData answer in SendAsync(batch, quiet, cancellationToken).ConfigureAwait(false)) yield return answer;
            batch.Clear();
        }
    }

    private async IAsyncEnumerable<BatchLineData> SendAsync(BatchBody batch, bool quiet, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string requestId = Guid.NewGuid().ToString("N");
        QueryText address = new QueryText("v1/reports/batch").Add("quiet", quiet ? true : null);
        HttpRequestMessage Make() => new(HttpMethod.Post, address.ToUri()) { Content = batch.ToContent() };
        using HttpResponseMessage response = await Via.SendAsync(Make, requestId, repeatable: false, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode) throw await Via.FailureAsync(response, requestId, cancellationToken).ConfigureAwait(false);
        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var lines = new StreamLines(body, Via.Options, requestId);
        for (int answered = 0; answered < batch.ReportCount; answered++)
        {
            string line = await lines.ReadAsync(cancellationToken).ConfigureAwait(false)
                ?? throw new ResolveException(ResolveFailure.Retryable, "The service ended the batch early.") { RequestId = requestId };
            BatchLineData answer = ReadLine(line, requestId);
            yield return answer with { Line = batch.LinesBefore + answer.Line };
        }
    }

    /// <summary>Reads an answer; one that breaks off in its middle is a broken connection.</summary>
    private static BatchLineData ReadLine(string line, string requestId)
    {
        try
        {
            return JsonSerializer.Deserialize<BatchLineData>(line, ResolveJson.Answers) ?? throw Missing();
        }
        catch (JsonException e)
        {
            ResolveFailure failure = line.EndsWith('}') ? ResolveFailure.Unrecoverable : ResolveFailure.Retryable;
            throw new ResolveException(failure, "An answer of the batch cannot be read.", inner: e) { RequestId = requestId };
        }
    }
}
