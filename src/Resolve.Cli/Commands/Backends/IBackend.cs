using Resolve.Client;
using Resolve.Runtime.Ports;
using Resolve.Client.Contracts;
using Resolve.Reports;

namespace Resolve.Cli.Commands.Backends;

/// <summary>What a command works on: a data directory in this process, or a server. Answers have the shapes of the API, so that <c>--json</c> prints the same
/// from both.</summary>
internal interface IBackend : IAsyncDisposable
{
    /// <summary>Gets how many submissions may be under way at a time and still be judged in the order they were begun in.</summary>
    int SubmissionsInFlightMax { get; }

    /// <summary>Submits reports, of the past when quiet; all that are accepted are durable when the task ends.</summary>
    Task<IReadOnlyList<ReceiptData>> SubmitAsync(IReadOnlyList<Report> reports, bool quiet, CancellationToken cancellationToken);

    /// <summary>Withdraws a report; null when no version was given and the report is unknown.</summary>
    Task<ReceiptData?> WithdrawAsync(ReportKey key, int? version, CancellationToken cancellationToken);

    /// <summary>Gets the current version of a report; null when it is unknown or withdrawn.</summary>
    Task<StoredReportData?> GetReportAsync(ReportKey key, CancellationToken cancellationToken);

    /// <summary>Asks a question: the engine in this process, or the server.</summary>
    /// <param name="engine">How the engine is asked.</param>
    /// <param name="server">How a server is asked the same.</param>
    /// <returns>The answer in the shape of the API.</returns>
    Task<T> AskAsync<T>(Func<IResolveService, Task<T>> engine, Func<ResolveClient, Task<T>> server);

    /// <summary>Gets how far the engine is.</summary>
    Task<StateData> GetStateAsync(CancellationToken cancellationToken);
}

/// <summary>What a command does to a data directory.</summary>
internal enum BackendAccess
{
    /// <summary>It asks: others may write meanwhile.</summary>
    Read,

    /// <summary>It writes: the directory is its own, and made when it is not there.</summary>
    Write,
}
