using Resolve.Alerts;
using Resolve.Decisions;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Sequencing;

namespace Resolve.Runtime.Alerts;

/// <summary>Finds new alerts after each ring round and stores them in the units' inboxes, as a background task. One per host or cluster.</summary>
/// <remarks>
/// A round finds the alerts that were not delivered before, makes them durable, and then notes them in memory. After a crash before the
/// noting, no alert is delivered twice, since the store knows the ids. After a crash before the store was written, the next start delivers them.
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
    private AlertHistory _history = new(null);
    private long _marked, _markedAt;
    private Task _loop = Task.CompletedTask;

    /// <summary>Gets the journal position up to which all alerts are delivered.</summary>
    public PositionGate<Reached> Gate { get; } = new(new Reached(-1), static r => r.Position);

    /// <summary>Gets why no alerts are delivered; null when all is well.</summary>
    public string? Failure { get; private set; }

    /// <summary>Gets the number of the newest alert that inboxes show.</summary>
    public long NewestNumber => _newest.Newest.Number;

    /// <summary>Gets whether the store was never written, so that the first state brings no news. Valid from the reading of the store until the first state is
    /// examined.</summary>
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

    /// <summary>Reads what was delivered.</summary>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        _mark = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        _history = new AlertHistory(_mark);
        _newest.Publish(new Newest(_mark?.Newest ?? 0));
        _marked = _mark?.Position ?? -1;
    }

    /// <summary>Looks at the state that a start found, then begins to follow.</summary>
    /// <remarks>
    /// On a store that was never written, nothing in the first state is news. If all alerts were delivered up to the journal's end, no fact is
    /// new: what seems new comes from another program version or model, and is no news either.
    /// </remarks>
    /// <exception cref="JournalException">The store cannot be written.</exception>
    public async Task BeginAsync(IAlertState state, CancellationToken cancellationToken)
    {
        await DeliverFirstAsync(state, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Notes that a fact was submitted quietly: its alerts are stored as silent and shown in no inbox. Called before its round.</summary>
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
            if (Gate.Newest.Position > _marked) await store.DeliverAsync([], [], Gate.Newest.Position, clock.GetUtcNow(), CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (JournalException)
        {
            // The next start examines everything again and delivers what is new.
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
                while (!await TryDeliverAsync(state, cancellationToken).ConfigureAwait(false))
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
#pragma warning disable CA1031 // Whatever went wrong, facts and queries go on, and the state reports that alerts stopped.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failure = $"Alerts stopped: {e.GetType().Name}.";
        }
    }

    /// <summary>Takes the posted state, merged with the changes of the last round if it failed; null when nothing was posted.</summary>
    private IAlertState? Take()
    {
        lock (_gate)
        {
            if (_posted is not { } posted) return null;
            _posted = null;
            return _looking = _looking is { } pending ? posted.With(pending) : posted;
        }
    }

    private async Task<bool> TryDeliverAsync(IAlertState state, CancellationToken cancellationToken)
    {
        try
        {
            if (!_begun.Task.IsCompleted) await DeliverFirstAsync(state, cancellationToken).ConfigureAwait(false);
            else await DeliverAsync(state, allSilent: false, mustMark: false, cancellationToken).ConfigureAwait(false);
            Failure = null;
            return true;
        }
        catch (JournalException e)
        {
            Failure = $"Alerts wait: {e.Message}";
            return false;
        }
    }

    private async Task DeliverFirstAsync(IAlertState state, CancellationToken cancellationToken)
    {
        bool isNews = _mark is not null && _mark.Position < state.Position;
        await DeliverAsync(state, allSilent: !isNews, mustMark: true, cancellationToken).ConfigureAwait(false);
        _mark = null;
        _begun.TrySetResult();
    }

    private async Task DeliverAsync(IAlertState state, bool allSilent, bool mustMark, CancellationToken cancellationToken)
    {
        IReadOnlyList<WatchInForce> inForce = watches();
        HashSet<string> changed = [.. inForce.Where(w => !_watchesSeen.TryGetValue(w.Watch.Id, out Decision? seen) || !ReferenceEquals(seen, w.Watch))
            .Select(w => w.Watch.Id)];
        (List<Alert> shown, List<Alert> silent) = await AlertFinder.FindAsync(new AlertRound(state, _before, inForce, changed), _history, cancellationToken)
            .ConfigureAwait(false);
        HashSet<long> quiet;
        lock (_gate) quiet = [.. _quiet];
        foreach (Alert alert in shown) if (allSilent || quiet.Contains(alert.Position)) silent.Add(alert);
        shown.RemoveAll(a => allSilent || quiet.Contains(a.Position));
        bool marks = mustMark || clock.GetElapsedTime(_markedAt) > s_markEvery;
        if (shown.Count > 0 || silent.Count > 0 || (marks && state.Position > _marked))
        {
            long newest = await store.DeliverAsync(shown, silent, state.Position, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            (_marked, _markedAt) = (state.Position, clock.GetTimestamp());
            foreach (Alert alert in shown) _history.Note(alert);
            foreach (Alert alert in silent) _history.Note(alert);
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

    /// <summary>The journal position up to which all alerts are delivered.</summary>
    internal sealed record Reached(long Position);
}
