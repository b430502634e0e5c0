using Resolve.Runtime.Ports;
using System.Runtime.CompilerServices;
using Resolve.Cli.Output;
using Resolve.Client;
using Resolve.Client.Contracts;
using Resolve.Reports;

namespace Resolve.Cli.Commands.Backends;

/// <summary>A server, over HTTP.</summary>
internal sealed class ServerBackend : IBackend
{
    private readonly HttpClient _http;
    private readonly ResolveClient _client;

    private ServerBackend(HttpClient http)
    {
        _http = http;
        _client = new ResolveClient(http);
    }

    /// <inheritdoc/>
    /// <remarks>One: requests on different connections overtake each other.</remarks>
    public int SubmissionsInFlightMax => 1;

    /// <summary>Gets the client, for questions about persons.</summary>
    public ResolveClient Client => _client;

    /// <summary>Makes a backend; nothing is sent yet.</summary>
    /// <param name="address">The server's root.</param>
    /// <returns>The backend.</returns>
    public static ServerBackend Connect(Uri address)
    {
        string root = address.AbsoluteUri;
        return new ServerBackend(new HttpClient { BaseAddress = new Uri(root.EndsWith('/') ? root : root + "/"), Timeout = TimeSpan.FromMinutes(2) });
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReceiptData>> SubmitAsync(IReadOnlyList<Report> reports, bool quiet, CancellationToken cancellationToken)
    {
        var receipts = new ReceiptData[reports.Count];
        await foreach (BatchLineData line in _client.SubmitBatchAsync(Lines(reports, cancellationToken), quiet, cancellationToken).ConfigureAwait(false))
        {
            Report report = reports[checked((int)line.Line - 1)];
            if (line.Outcome is OutcomeWords.Failed or OutcomeWords.Rejected)
                throw new CliException(ExitCode.Server,
                    $"The server did not take report {report.Key}: {(line.Errors is [{ } first, ..] ? first.Message : line.Outcome)}");
            receipts[(int)line.Line - 1] = new ReceiptData(report.Key.Source, report.Key.Id, report.Version, line.Outcome, line.Position
                ?? 0, line.Warnings ?? []);
        }
        return Array.IndexOf(receipts, null) < 0 ? receipts : throw new CliException(ExitCode.Server, "The server did not answer every report.");
    }

    /// <inheritdoc/>
    public async Task<ReceiptData?> WithdrawAsync(ReportKey key, int? version, CancellationToken cancellationToken) =>
        await _client.WithdrawAsync(key.Source, key.Id, version, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task<StoredReportData?> GetReportAsync(ReportKey key, CancellationToken cancellationToken) =>
        _client.GetReportAsync(key.Source, key.Id, cancellationToken);

    /// <inheritdoc/>
    public Task<T> AskAsync<T>(Func<IResolveService, Task<T>> engine, Func<ResolveClient, Task<T>> server) => server(_client);

    /// <inheritdoc/>
    public Task<StateData> GetStateAsync(CancellationToken cancellationToken) => _client.GetStateAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Lines(IReadOnlyList<Report> reports,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (Report report in reports)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return ReportWriter.ToUtf8(report);
        }
        await Task.CompletedTask.ConfigureAwait(false);
    }
}
