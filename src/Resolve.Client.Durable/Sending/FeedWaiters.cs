namespace Resolve.Client.Durable.Sending;

/// <summary>Callers who wait for one report, or for all up to one.</summary>
internal sealed class FeedWaiters
{
    private readonly object _lock = new();
    private readonly Dictionary<long, TaskCompletionSource<FeedStatus>> _reports = [];
    private readonly List<(long Through, TaskCompletionSource Done)> _flushes = [];
    private Exception? _closed;

    /// <summary>Gets a task that ends when the report is acknowledged or parked from now on.</summary>
    public Task<FeedStatus> Report(long number)
    {
        lock (_lock)
        {
            if (_closed is not null) return Task.FromException<FeedStatus>(_closed);
            if (!_reports.TryGetValue(number, out TaskCompletionSource<FeedStatus>? waiter))
                _reports[number] = waiter = new TaskCompletionSource<FeedStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
            return waiter.Task;
        }
    }

    /// <summary>Forgets a report that nobody needs to wait for.</summary>
    public void Forget(long number)
    {
        lock (_lock) _reports.Remove(number);
    }

    /// <summary>Gets a task that ends when no report up to this one waits.</summary>
    public Task Through(long number)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_closed is not null) return Task.FromException(_closed);
            _flushes.Add((number, done));
        }
        return done.Task;
    }

    /// <summary>A report was acknowledged or parked.</summary>
    public void Settled(FeedStatus status)
    {
        lock (_lock)
            if (_reports.Remove(status.Number, out TaskCompletionSource<FeedStatus>? waiter)) waiter.TrySetResult(status);
    }

    /// <summary>The oldest waiting report is now this one; null when none waits.</summary>
    public void Advanced(long? firstWaiting)
    {
        lock (_lock)
        {
            foreach ((long through, TaskCompletionSource done) in _flushes)
                if (firstWaiting is null || firstWaiting > through) done.TrySetResult();
            _flushes.RemoveAll(static f => f.Done.Task.IsCompleted);
        }
    }

    /// <summary>The feed is closed: nothing more will be settled.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = new ObjectDisposedException(nameof(DurableFeed), "The feed was closed; what waits is sent when the outbox is opened again.");
            foreach (TaskCompletionSource<FeedStatus> waiter in _reports.Values) waiter.TrySetException(_closed);
            foreach ((_, TaskCompletionSource done) in _flushes) done.TrySetException(_closed);
            _reports.Clear();
            _flushes.Clear();
        }
    }
}
