using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Resolve.Client.Contracts;
using Resolve.Client.Durable.Outbox;
using Resolve.Client.Durable.Sending;

namespace Resolve.Client.Durable;

/// <summary>Accepts reports into a file on this machine, and delivers them to the service whenever it can be reached: none lost, none taken twice.</summary>
/// <remarks>
/// <para>A report is on this machine's disk when <c>EnqueueAsync</c> returns. From then on it survives the end of the process, SIGKILL and a power cut,
/// and is sent until the service has answered it: acknowledged reports leave the outbox, those that the service will not take as they are
/// are parked with the reason. Reports are sent in the order in which they were accepted, so that the order of each source is kept.</para>
/// <para>A repeated request takes effect once, since the service knows a report by source, id and version. Failures of the line, of the service
/// and of the outbox's disk are waited out; nothing is dropped for them.</para>
/// <para>Thread-safe. One feed at a time opens an outbox; what waits there when it is closed is sent by the next.</para>
/// </remarks>
public class DurableFeed : IAsyncDisposable
{
    private readonly OutboxLock? _lock;
    private readonly OutboxAccess? _outbox;
    private readonly FeedSender? _sender;
    private readonly FlushWindow? _window;
    private readonly FeedInstruments? _instruments;
    private readonly FeedWaiters _waiters = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly DurableFeedOptions _options = new();
    private readonly Task _sending = Task.CompletedTask;
    private int _disposed;

    /// <summary>Makes a feed without an outbox, for a double that overrides the members a test needs.</summary>
    protected DurableFeed()
    {
    }

    private DurableFeed(ResolveClient client, DurableFeedOptions options, OutboxLock held, OutboxStore store)
    {
        (_options, _lock) = (options, held);
        _window = new FlushWindow(options.FlushAfter, options.Clock);
        _instruments = new FeedInstruments(() => Progress);
        _outbox = new OutboxAccess(store, options, Stored);
        _sender = new FeedSender(new BatchSender(client, options), _outbox, options, _window, _instruments, _waiters);
        if (_outbox.Counts.Waiting > 0) _window.FlushNow();
        _sending = Task.Run(() => _sender.RunAsync(_stop.Token));
    }

    /// <summary>Gets the name of the meter and of the activity source of all feeds.</summary>
    public static string TelemetryName => FeedInstruments.Name;

    /// <summary>Gets how far the feed is, from memory.</summary>
    public virtual FeedProgress Progress
    {
        get
        {
            OutboxCounts counts = Outbox.Counts;
            FailureNote? failure = _sender!.Failure;
            return new FeedProgress(counts.Waiting, counts.WaitingBytes, counts.Parked, _sender.Acknowledged, counts.UsedBytes, counts.LastNumber)
            {
                OldestWaitingSince = counts.OldestWaitingAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
                FailuresInARow = failure?.InARow ?? 0,
                LastFailure = failure?.Message,
                RetryAt = failure?.RetryAt,
            };
        }
    }

    private OutboxAccess Outbox => _outbox ?? throw new NotSupportedException("This double of a feed does not override the member that was called.");

    /// <summary>Opens the outbox and begins to send what waits there.</summary>
    /// <param name="client">The client; the feed does not dispose of it.</param>
    /// <param name="options">The settings; later changes have no effect.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The feed. Dispose of it to stop.</returns>
    /// <exception cref="OutboxInUseException">Another feed has the outbox open.</exception>
    /// <exception cref="OutboxException">The outbox cannot be opened, or is damaged.</exception>
    /// <exception cref="ArgumentException">A setting is missing or out of range.</exception>
    public static Task<DurableFeed> OpenAsync(ResolveClient client, DurableFeedOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        DurableFeedOptions given = options.Checked();
        given.Path = Path.GetFullPath(given.Path);
        return Task.Run(() => Open(client, given), cancellationToken);
    }

    /// <summary>Accepts a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="tag">What the caller knows it by; see <see cref="FeedReport.Tag"/>.</param>
    /// <param name="cancellationToken">Gives up waiting for room; a report that is being written is accepted all the same.</param>
    /// <returns>Its number in the outbox, from 1; it is on this machine's disk now.</returns>
    /// <exception cref="ArgumentException">It is larger than 1 MiB, or has no source or id.</exception>
    /// <exception cref="OutboxFullException">There is no room. The report was not accepted.</exception>
    /// <exception cref="OutboxException">The outbox cannot be written. The report was not accepted.</exception>
    /// <exception cref="ObjectDisposedException">The feed is closed.</exception>
    public virtual Task<long> EnqueueAsync(ReportData report, string? tag = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        return EnqueueAsync(JsonSerializer.SerializeToUtf8Bytes(report, ResolveJson.Answers), tag, cancellationToken);
    }

    /// <summary>Accepts a report that is JSON already.</summary>
    /// <param name="json">The report in UTF-8: one JSON object with <c>source</c> and <c>id</c>.</param>
    /// <param name="tag">What the caller knows it by; see <see cref="FeedReport.Tag"/>.</param>
    /// <param name="cancellationToken">Gives up waiting for room; a report that is being written is accepted all the same.</param>
    /// <returns>Its number in the outbox, from 1; it is on this machine's disk now.</returns>
    /// <exception cref="ArgumentException">It is no JSON object with a source and an id, or larger than 1 MiB.</exception>
    /// <exception cref="OutboxFullException">There is no room. The report was not accepted.</exception>
    /// <exception cref="OutboxException">The outbox cannot be written. The report was not accepted.</exception>
    /// <exception cref="ObjectDisposedException">The feed is closed.</exception>
    public virtual Task<long> EnqueueAsync(ReadOnlyMemory<byte> json, string? tag = null, CancellationToken cancellationToken = default) =>
        Outbox.AppendAsync([ReportIdentity.Read(new FeedReport(json, tag))], null, cancellationToken);

    /// <summary>Accepts reports and a bookmark in one piece: after a crash both are there or neither.</summary>
    /// <param name="reports">The reports, in the order in which they are to be sent; may be empty.</param>
    /// <param name="bookmark">How far the caller has read; null for nothing.</param>
    /// <param name="cancellationToken">Gives up waiting for room; reports that are being written are accepted all the same.</param>
    /// <returns>The number of the first; the others follow without a gap. With no reports, the number of the next one.</returns>
    /// <exception cref="ArgumentException">A report is no JSON object with a source and an id, or larger than 1 MiB; or the bookmark is too long.</exception>
    /// <exception cref="OutboxFullException">There is no room. None was accepted.</exception>
    /// <exception cref="OutboxException">The outbox cannot be written. None was accepted.</exception>
    /// <exception cref="ObjectDisposedException">The feed is closed.</exception>
    public virtual Task<long> EnqueueAsync(IReadOnlyList<FeedReport> reports, FeedBookmark? bookmark = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reports);
        if (bookmark is not null && (bookmark.Name.Length is 0 or > 500 || bookmark.Value.Length > 4_000))
            throw new ArgumentException("A bookmark has a name of 1 to 500 characters and a value of at most 4,000.", nameof(bookmark));
        return Outbox.AppendAsync([.. reports.Select(ReportIdentity.Read)], bookmark, cancellationToken);
    }

    /// <summary>Gets how far a caller has read.</summary>
    /// <param name="name">The bookmark's name.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The value; null when there is no such bookmark.</returns>
    /// <exception cref="OutboxException">The outbox cannot be read.</exception>
    public virtual Task<string?> GetBookmarkAsync(string name, CancellationToken cancellationToken = default) =>
        Outbox.UseAsync(store => store.ReadBookmark(name), cancellationToken);

    /// <summary>Asks how far a report is.</summary>
    /// <param name="number">Its number in the outbox.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>Its status; null when the outbox never gave this number.</returns>
    /// <exception cref="OutboxException">The outbox cannot be read.</exception>
    public virtual Task<FeedStatus?> GetStatusAsync(long number, CancellationToken cancellationToken = default) => Outbox.UseAsync(
        store => store.Find(number) ?? (number >= 1 && number <= store.Counts().LastNumber ? new FeedStatus(number, FeedReportState.Acknowledged) : null),
        cancellationToken);

    /// <summary>Looks for a version of a report in the outbox. It looks at each report there, so it takes longer the more wait.</summary>
    /// <param name="source">The report's source.</param>
    /// <param name="id">The report's id.</param>
    /// <param name="version">The report's version.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>Its status, of the last time it was accepted; null when the outbox does not hold it: it was acknowledged, or never accepted.</returns>
    /// <exception cref="OutboxException">The outbox cannot be read.</exception>
    public virtual Task<FeedStatus?> FindAsync(string source, string id, int version = 1, CancellationToken cancellationToken = default) =>
        Outbox.UseAsync(store => store.Find(source, id, version), cancellationToken);

    /// <summary>Waits until a report is acknowledged or parked.</summary>
    /// <param name="number">Its number in the outbox.</param>
    /// <param name="cancellationToken">Gives up waiting; the report is sent all the same.</param>
    /// <returns>Its status.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The outbox never gave this number.</exception>
    /// <exception cref="ObjectDisposedException">The feed was closed before.</exception>
    public virtual async Task<FeedStatus> WaitAsync(long number, CancellationToken cancellationToken = default)
    {
        Task<FeedStatus> settled = _waiters.Report(number);
        FeedStatus status = await GetStatusAsync(number, cancellationToken).ConfigureAwait(false)
            ?? throw new ArgumentOutOfRangeException(nameof(number), number, "The outbox never gave this number.");
        if (status.State == FeedReportState.Waiting) return await settled.WaitAsync(cancellationToken).ConfigureAwait(false);
        _waiters.Forget(number);
        return status;
    }

    /// <summary>Sends what waits at once, and waits until all reports accepted before the call are acknowledged or parked.</summary>
    /// <param name="cancellationToken">Gives up waiting; the reports are sent all the same.</param>
    /// <returns>A task that ends then.</returns>
    /// <exception cref="ObjectDisposedException">The feed was closed before.</exception>
    public virtual async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        Task done = _waiters.Through(Outbox.Counts.LastNumber);
        _window!.FlushNow();
        _waiters.Advanced(Outbox.Counts.FirstWaiting);
        await done.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the parked reports.</summary>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <returns>The reports with their reasons, by number.</returns>
    /// <exception cref="OutboxException">The outbox cannot be read.</exception>
    public virtual async IAsyncEnumerable<ParkedReport> ListParkedAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        const int Page = 100;
        long after = 0;
        while (true)
        {
            List<ParkedReport> page = await Outbox.UseAsync(store => store.ReadParked(after, Page), cancellationToken).ConfigureAwait(false);
            foreach (ParkedReport parked in page) yield return parked;
            if (page.Count < Page) yield break;
            after = page[^1].Number;
        }
    }

    /// <summary>Sends a parked report again, behind all that wait.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="corrected">The report as it is to be sent; null for as it was.</param>
    /// <param name="cancellationToken">Gives up before it is written.</param>
    /// <returns>Its new number; null when no report of this number is parked.</returns>
    /// <exception cref="ArgumentException">What was given is no JSON object with a source and an id, or too large.</exception>
    /// <exception cref="OutboxException">The outbox cannot be written. The report is still parked.</exception>
    public virtual async Task<long?> ResendParkedAsync(long number, ReadOnlyMemory<byte>? corrected = null, CancellationToken cancellationToken = default)
    {
        OutboxRow? given = corrected is { } json ? ReportIdentity.Read(new FeedReport(json)) : null;
        long? next = await Outbox.UseAsync(store => Resend(store, number, given), cancellationToken).ConfigureAwait(false);
        if (next is not null) Stored(1);
        return next;
    }

    /// <summary>Gives a parked report up: its text leaves the outbox.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="cancellationToken">Gives up before it is written.</param>
    /// <returns>Whether a report of this number was parked.</returns>
    /// <exception cref="OutboxException">The outbox cannot be written. The report is still parked.</exception>
    public virtual async Task<bool> DiscardParkedAsync(long number, CancellationToken cancellationToken = default)
    {
        bool was = await Outbox.UseAsync(store => store.Release(number, null, 0) is not null, cancellationToken).ConfigureAwait(false);
        if (was) Outbox.RoomMade();
        return was;
    }

    /// <summary>Stops sending and closes the outbox. What waits there is sent when it is opened again.</summary>
    /// <returns>A task that ends when it is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await DisposeAsyncCore().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Does the work of <see cref="DisposeAsync"/>, once.</summary>
    /// <returns>A task that ends when it is closed.</returns>
    protected virtual async ValueTask DisposeAsyncCore()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _sending.ConfigureAwait(false);
        if (_outbox is not null) await _outbox.DisposeAsync().ConfigureAwait(false);
        _waiters.Close();
        _instruments?.Dispose();
        _lock?.Dispose();
        _stop.Dispose();
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The feed owns the lock and the store.")]
    private static DurableFeed Open(ResolveClient client, DurableFeedOptions options)
    {
        OutboxLock held = OutboxLock.Take(options.Path);
        try
        {
            return new DurableFeed(client, options, held, OutboxStore.Open(options.Path, options.OutboxBytesMax));
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private long? Resend(OutboxStore store, long number, OutboxRow? given)
    {
        ParkedReport? parked = store.ReadParked(number - 1, 1).Find(p => p.Number == number);
        if (parked is null) return null;
        OutboxRow row = given ?? ReportIdentity.Read(new FeedReport(parked.Json));
        return store.Release(number, row with { Tag = parked.Tag }, _options.Clock.GetUtcNow().ToUnixTimeMilliseconds());
    }

    private void Stored(int count)
    {
        _instruments!.Accepted(count);
        _window!.Stored();
    }
}
