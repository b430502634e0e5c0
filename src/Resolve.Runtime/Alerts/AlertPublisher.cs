using Resolve.Decisions;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.Alerts;

namespace Resolve.Runtime.Alerts;

/// <summary>Tells units what is new: behind the rings, in a task of its own, so that nobody waits for it. Every host has one, a cluster one in all.</summary>
/// <remarks>
/// A round asks what holds and was not told, makes that durable, and then notes it. A crash before the noting tells nothing
/// twice, since the store knows the ids; a crash before the store was written tells it at the next start.
/// </remarks>
internal sealed class AlertPublisher(IAlertStore store, TimeProvider clock, Func<IReadOnlyList<WatchInForce>> watches) : IAsyncDisposable
{
    private static readonly TimeSpan s_markEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly PositionGate<Newest> _newest = new(new Newest(0), static n => n.Number);
    private readonly Dictionary<string, Decision> _watchesSeen = new(StringComparer.Ordinal);
    private readonly HashSet<long> _quiet = [];
    private IAlertState? _posted, _looking, _before;
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AlertMark? _mark;
    private AlertHistory _book = new(null);
    private long _marked, _markedAt;
    private Task _loop = Task.CompletedTask;

    /// <summary>Gets how far all is told.</summary>
    public PositionGate<Reached> Gate { get; } = new(new Reached(-1), static r => r.Position);

    /// <summary>Gets why nothing is told; null when all is well.</summary>
    public string? Failure { get; private set; }

    /// <summary>Gets the number of the newest alert that inboxes show.</summary>
    public long NewestNumber => _newest.Newest.Number;

    /// <summary>Gets whether nothing was ever told here, so that what the first state holds is no news. Known once the store is read, and until it is begun.</summary>
    public bool IsNew => _mark is null;

    /// <summary>Gets when the first state was looked at.</summary>
    public Task Begun => _begun.Task;

    /// <summary>Gets the position of the oldest state that is looked at or waits for it; <see cref="long.MaxValue"/> when none is.</summary>
    public long NeededPosition
    {
        get
        {
            lock (_gate) return Math.Min(_looking?.Position ?? long.MaxValue, _posted?.Position ?? long.MaxValue);
        }
    }

    /// <summary>Reads what was told.</summary>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        _mark = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        _book = new AlertHistory(_mark);
        _newest.Publish(new Newest(_mark?.Newest ?? 0));
        _marked = _mark?.Position ?? -1;
    }

    /// <summary>Looks at the state that a start found, then begins to follow.</summary>
    /// <remarks>
    /// On a store that was never written, what is there is no news. Where all was told up to the journal's end, no fact is
    /// new, so what seems new comes of another program or model and is no news either.
    /// </remarks>
    /// <exception cref="JournalException">The store cannot be written.</exception>
    public async Task BeginAsync(IAlertState state, CancellationToken cancellationToken)
    {
        await TellFirstAsync(state, cancellationToken).ConfigureAwait(false);
        _loop = Task.Run(() => RunAsync(_stop.Token), CancellationToken.None);
    }

    /// <summary>Begins, as <see cref="BeginAsync"/> does, with the first state that is handed over, in the background and as often as it takes.</summary>
    public void Follow() => _loop = Task.Run(() => RunAsync(_stop.Token), CancellationToken.None);

    /// <summary>Hands over the state after a round.</summary>
    public void Post(IAlertState state)
    {
        lock (_gate)
        {
            _posted = _posted is { } waiting ? state.With(waiting) : state;
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
                if (Take() is not { } state) continue;
                while (!await TryTellAsync(state, cancellationToken).ConfigureAwait(false))
                {
                    await Task.Delay(s_retryAfter, clock, cancellationToken).ConfigureAwait(false);
                    state = Take() ?? state;
                }
                lock (_gate) _looking = null;
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

    /// <summary>Takes what was posted, with what the last look left untold; null when nothing was.</summary>
    private IAlertState? Take()
    {
        lock (_gate)
        {
            if (_posted is not { } posted) return null;
            _posted = null;
            return _looking = _looking is { } untold ? posted.With(untold) : posted;
        }
    }

    private async Task<bool> TryTellAsync(IAlertState state, CancellationToken cancellationToken)
    {
        try
        {
            if (!_begun.Task.IsCompleted) await TellFirstAsync(state, cancellationToken).ConfigureAwait(false);
            else await TellAsync(state, tellsNone: false, mustMark: false, cancellationToken).ConfigureAwait(false);
            Failure = null;
            return true;
        }
        catch (JournalException e)
        {
            Failure = $"Alerts wait: {e.Message}";
            return false;
        }
    }

    private async Task TellFirstAsync(IAlertState state, CancellationToken cancellationToken)
    {
        bool isNews = _mark is not null && _mark.Position < state.Position;
        await TellAsync(state, tellsNone: !isNews, mustMark: true, cancellationToken).ConfigureAwait(false);
        _mark = null;
        _begun.TrySetResult();
    }

    private async Task TellAsync(IAlertState state, bool tellsNone, bool mustMark, CancellationToken cancellationToken)
    {
        IReadOnlyList<WatchInForce> inForce = watches();
        HashSet<string> changed = [.. inForce.Where(w => !_watchesSeen.TryGetValue(w.Watch.Id, out Decision? seen) || !ReferenceEquals(seen, w.Watch)).Select(w => w.Watch.Id)];
        (List<Alert> told, List<Alert> silent) = await AlertFinder.FindAsync(new AlertRound(state, _before, inForce, changed), _book, cancellationToken).ConfigureAwait(false);
        HashSet<long> quiet;
        lock (_gate) quiet = [.. _quiet];
        foreach (Alert alert in told) if (tellsNone || quiet.Contains(alert.Position)) silent.Add(alert);
        told.RemoveAll(a => tellsNone || quiet.Contains(a.Position));
        bool marks = mustMark || clock.GetElapsedTime(_markedAt) > s_markEvery;
        if (told.Count > 0 || silent.Count > 0 || (marks && state.Position > _marked))
        {
            long newest = await store.TellAsync(told, silent, state.Position, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            (_marked, _markedAt) = (state.Position, clock.GetTimestamp());
            foreach (Alert alert in told) _book.Note(alert);
            foreach (Alert alert in silent) _book.Note(alert);
            if (newest > _newest.Newest.Number) _newest.Publish(new Newest(newest));
        }
        _before = state;
        _watchesSeen.Clear();
        foreach (WatchInForce watch in inForce) _watchesSeen[watch.Watch.Id] = watch.Watch;
        // A fact of the past excuses only what this round finds: what a decision makes of it later is news.
        lock (_gate) _quiet.RemoveWhere(p => p <= state.Position);
        Gate.Publish(new Reached(state.Position));
    }

    /// <summary>The newest alert.</summary>
    internal sealed record Newest(long Number);

    /// <summary>How far all is told.</summary>
    internal sealed record Reached(long Position);
}
