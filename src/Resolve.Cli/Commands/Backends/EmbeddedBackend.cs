using Resolve.Client;
using Resolve.Cli.Output;
using Resolve.Client.Contracts;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.Reports;
using Resolve.Storage.Alerts;
using Resolve.Storage.Sqlite;

namespace Resolve.Cli.Commands.Backends;

/// <summary>A data directory, with the engine in this process.</summary>
internal sealed class EmbeddedBackend : IBackend
{
    // Submissions are judged in the order they were begun in as long as none of them has to wait for a place in the queue.
    private const int QueueLengthMax = 4 * SubmissionCountMax;

    // Nobody asks for rings while a feed is taken in; the first round is enough for what comes after.
    private static readonly TimeSpan s_ringIntervalOfWriters = TimeSpan.FromHours(1);

    private readonly SqliteJournal _journal;

    private readonly SqliteAlertStore? _alerts;

    private EmbeddedBackend(SqliteJournal journal, SqliteAlertStore? alerts, LocalRuntime resolver) =>
        (_journal, _alerts, Resolver) = (journal, alerts, resolver);

    /// <summary>The most reports of one submission.</summary>
    public const int SubmissionCountMax = 512;

    /// <summary>Gets the engine.</summary>
    public LocalRuntime Resolver { get; }

    /// <summary>Gets the journal.</summary>
    public IJournal Journal => _journal;

    /// <inheritdoc/>
    public int SubmissionsInFlightMax => 6;

    /// <summary>Opens a data directory and reads its journal to the end.</summary>
    /// <param name="directory">The directory; made when it is not there and something will be written.</param>
    /// <param name="access">Whether it is asked or written.</param>
    /// <param name="progress">Shows how far the reading is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="deliversAlerts">Whether what is written brings alerts; only with <see cref="BackendAccess.Write"/>.</param>
    /// <returns>The backend.</returns>
    /// <exception cref="JournalException">The directory cannot be opened so.</exception>
    public static async Task<EmbeddedBackend> OpenAsync(string directory, BackendAccess access, ProgressDisplay progress, CancellationToken cancellationToken,
        bool deliversAlerts = false)
    {
        SqliteJournal journal = access == BackendAccess.Write
            ? await SqliteJournal.OpenAsync(directory, new SqliteJournalOptions(), cancellationToken).ConfigureAwait(false)
            : SqliteJournal.OpenReadOnly(directory);
        SqliteAlertStore? alerts = null;
        try
        {
            // Only a writer delivers alerts, and only on request: a server delivers the alerts of an import at its next start.
            if (deliversAlerts) alerts = await SqliteAlertStore.OpenAsync(directory, cancellationToken).ConfigureAwait(false);
            var options = new LocalRuntimeOptions { QueueLengthMax = QueueLengthMax };
            if (deliversAlerts) options = new LocalRuntimeOptions { QueueLengthMax = QueueLengthMax, Alerts = alerts };
            else if (access == BackendAccess.Write) options = new LocalRuntimeOptions { QueueLengthMax = QueueLengthMax,
                RingInterval = s_ringIntervalOfWriters };
            return new EmbeddedBackend(journal, alerts, await ReplayAsync(journal, options, "open", progress, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            if (alerts is not null) await alerts.DisposeAsync().ConfigureAwait(false);
            await journal.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens an engine on a journal and shows how far it is.</summary>
    public static Task<LocalRuntime> ReplayAsync(
        IJournal journal, LocalRuntimeOptions options, string title, ProgressDisplay progress, CancellationToken cancellationToken)
    {
        long end = journal.Position;
        return progress.RunAsync(title, report =>
        {
            var progress = new DirectProgress<long>(at => report(end == 0 ? 1 : (double)at / end, $"{Format.Many(at, "fact")}"));
            return LocalRuntime.OpenAsync(journal, options, progress, cancellationToken);
        });
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReceiptData>> SubmitAsync(IReadOnlyList<Report> reports, bool quiet, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reports.Count, SubmissionCountMax, nameof(reports));
        IReadOnlyList<Receipt> receipts = quiet
            ? await Resolver.SubmitQuietlyAsync(reports, cancellationToken).ConfigureAwait(false)
            : await Resolver.SubmitAsync(reports, cancellationToken).ConfigureAwait(false);
        return [.. receipts.Select(r => r.ToData())];
    }

    /// <inheritdoc/>
    public async Task<ReceiptData?> WithdrawAsync(ReportKey key, int? version, CancellationToken cancellationToken) =>
        await Resolver.WithdrawAsync(key, version, cancellationToken).ConfigureAwait(false) is { } receipt ? receipt.ToData() : null;

    /// <inheritdoc/>
    public async Task<StoredReportData?> GetReportAsync(ReportKey key, CancellationToken cancellationToken) =>
        await Resolver.GetReportAsync(key, cancellationToken).ConfigureAwait(false) is { } view ? view.ToData() : null;

    /// <inheritdoc/>
    public Task<T> AskAsync<T>(Func<IResolveService, Task<T>> engine, Func<ResolveClient, Task<T>> server) => engine(Resolver);

    /// <inheritdoc/>
    public Task<StateData> GetStateAsync(CancellationToken cancellationToken) => Task.FromResult(Resolver.GetState().ToData());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Resolver.DisposeAsync().ConfigureAwait(false);
        if (_alerts is not null) await _alerts.DisposeAsync().ConfigureAwait(false);
        await _journal.DisposeAsync().ConfigureAwait(false);
    }
}
