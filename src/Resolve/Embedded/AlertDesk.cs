using Resolve.Alerts;
using Resolve.Decisions;
using Resolve.Ports;
using Resolve.Rings;

namespace Resolve.Embedded;

/// <summary>Tells units what is new: behind the rings, in a task of its own, so that nobody waits for it.</summary>
/// <remarks>
/// A round asks what holds and was not told, makes that durable, and then notes it. A crash before the noting tells nothing
/// twice, since the store knows the ids; a crash before the store was written tells it at the next start.
/// </remarks>
internal sealed class AlertDesk(IAlertStore store, int hubDegreeMax, TimeProvider clock, Func<IReadOnlyList<WatchInForce>> watches) : IAsyncDisposable
{
    private static readonly TimeSpan s_markEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly PositionGate<Newest> _newest = new(new Newest(0), static n => n.Number);
    private readonly Dictionary<string, Decision> _watchesSeen = new(StringComparer.Ordinal);
    private readonly HashSet<long> _quiet = [];
    private HashSet<int> _touched = [];
    private RingSnapshot? _posted, _before;
    private AlertBook _book = new(null);
    private long _marked, _markedAt;
    private Task _loop = Task.CompletedTask;

    /// <summary>Gets how far all is told.</summary>
    public PositionGate<Reached> Gate { get; } = new(new Reached(-1), static r => r.Position);

    /// <summary>Gets why nothing is told; null when all is well.</summary>
    public string? Failure { get; private set; }

    /// <summary>Looks at the state that a start found, then begins to follow.</summary>
    /// <remarks>
    /// On a store that was never written, what is there is no news. Where all was told up to the journal's end, no fact is
    /// new, so what seems new comes of another program or model and is no news either.
    /// </remarks>
    public async Task BeginAsync(RingSnapshot rings, CancellationToken cancellationToken)
    {
        AlertMark? mark = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        _book = new AlertBook(mark);
        _newest.Publish(new Newest(mark?.Newest ?? 0));
        _marked = mark?.Position ?? -1;
        bool isNews = mark is not null && mark.Position < rings.Position;
        await TellAsync(rings, null, tellsNone: !isNews, mustMark: true, cancellationToken).ConfigureAwait(false);
        _loop = Task.Run(() => RunAsync(_stop.Token), CancellationToken.None);
    }

    /// <summary>Hands over the rings of a round and the vertices that had changed.</summary>
    public void Post(RingSnapshot rings, IReadOnlyCollection<int> touched)
    {
        lock (_gate)
        {
            _posted = rings;
            _touched.UnionWith(touched);
            if (_signal.CurrentCount == 0) _signal.Release();
        }
    }

    /// <summary>Notes that a fact is of the past: what it brings about is kept and not told. Called before its round.</summary>
    public void PassOver(long position)
    {
        lock (_gate) _quiet.Add(position);
    }

    /// <summary>Waits until there is an alert behind a number.</summary>
    public async Task<long> WaitAsync(long after, CancellationToken cancellationToken) =>
        (await _newest.WaitAsync(after + 1, cancellationToken).ConfigureAwait(false)).Number;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        try
        {
            if (Gate.Newest.Position > _marked) await store.TellAsync([], [], Gate.Newest.Position, clock.GetUtcNow(), CancellationToken.None).ConfigureAwait(false);
        }
        catch (JournalException)
        {
            // The next start looks at everything again and tells what is new.
        }
        _stop.Dispose();
        _signal.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await _signal.WaitAsync(cancellationToken).ConfigureAwait(false);
                (RingSnapshot rings, HashSet<int> touched) = Take();
                while (!await TryTellAsync(rings, touched, cancellationToken).ConfigureAwait(false))
                {
                    await Task.Delay(s_retryAfter, clock, cancellationToken).ConfigureAwait(false);
                    (rings, HashSet<int> more) = Take();
                    touched.UnionWith(more);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped; whoever stops has waited for the last round.
        }
#pragma warning disable CA1031 // Whatever went wrong, facts and questions go on, and the state tells that alerts stand still.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failure = $"Alerts stand still: {e.GetType().Name}.";
        }
    }

    private (RingSnapshot Rings, HashSet<int> Touched) Take()
    {
        lock (_gate)
        {
            HashSet<int> touched = _touched;
            _touched = [];
            return (_posted!, touched);
        }
    }

    private async Task<bool> TryTellAsync(RingSnapshot rings, HashSet<int> touched, CancellationToken cancellationToken)
    {
        try
        {
            await TellAsync(rings, touched, tellsNone: false, mustMark: false, cancellationToken).ConfigureAwait(false);
            Failure = null;
            return true;
        }
        catch (JournalException e)
        {
            Failure = $"Alerts cannot be kept: {e.Message}";
            return false;
        }
    }

    private async Task TellAsync(RingSnapshot rings, HashSet<int>? touched, bool tellsNone, bool mustMark, CancellationToken cancellationToken)
    {
        IReadOnlyList<WatchInForce> inForce = watches();
        HashSet<string> changed = [.. inForce.Where(w => !_watchesSeen.TryGetValue(w.Watch.Id, out Decision? seen) || !ReferenceEquals(seen, w.Watch)).Select(w => w.Watch.Id)];
        var round = new AlertRound(rings, _before, touched, inForce, changed, hubDegreeMax);
        (List<Alert> told, List<Alert> silent) = AlertFinder.Find(round, _book);
        HashSet<long> quiet;
        lock (_gate) quiet = [.. _quiet];
        foreach (Alert alert in told) if (tellsNone || quiet.Contains(alert.Position)) silent.Add(alert);
        told.RemoveAll(a => tellsNone || quiet.Contains(a.Position));
        bool marks = mustMark || clock.GetElapsedTime(_markedAt) > s_markEvery;
        if (told.Count > 0 || silent.Count > 0 || (marks && rings.Position > _marked))
        {
            long newest = await store.TellAsync(told, silent, rings.Position, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            (_marked, _markedAt) = (rings.Position, clock.GetTimestamp());
            foreach (Alert alert in told) _book.Note(alert);
            foreach (Alert alert in silent) _book.Note(alert);
            if (newest > _newest.Newest.Number) _newest.Publish(new Newest(newest));
        }
        _before = rings;
        _watchesSeen.Clear();
        foreach (WatchInForce watch in inForce) _watchesSeen[watch.Watch.Id] = watch.Watch;
        // A fact of the past excuses only what this round finds: what a decision makes of it later is news.
        lock (_gate) _quiet.RemoveWhere(p => p <= rings.Position);
        Gate.Publish(new Reached(rings.Position));
    }

    /// <summary>The newest alert.</summary>
    internal sealed record Newest(long Number);

    /// <summary>How far all is told.</summary>
    internal sealed record Reached(long Position);
}
