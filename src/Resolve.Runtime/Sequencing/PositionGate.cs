namespace Resolve.Runtime.Sequencing;

/// <summary>Holds the newest of what grows with the journal, and lets callers wait for a position.</summary>
/// <typeparam name="T">What is held; immutable.</typeparam>
internal sealed class PositionGate<T>(T first, Func<T, long> positionOf)
    where T : class
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<TaskCompletionSource<T>, long> _waiting = new();
    private volatile T _newest = first;

    public T Newest => _newest;

    /// <summary>Gets whether a caller waits.</summary>
    public bool IsAwaited
    {
        get { lock (_gate) return _waiting.Count > 0; }
    }

    public void Publish(T value)
    {
        lock (_gate)
        {
            _newest = value;
            while (_waiting.TryPeek(out TaskCompletionSource<T>? waiter, out long position) && position <= positionOf(value))
            {
                _waiting.Dequeue();
                waiter.TrySetResult(value);
            }
        }
    }

    public ValueTask<T> WaitAsync(long position, CancellationToken cancellationToken)
    {
        T newest = _newest;
        if (positionOf(newest) >= position) return ValueTask.FromResult(newest);
        var waiter = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (positionOf(_newest) >= position) return ValueTask.FromResult(_newest);
            _waiting.Enqueue(waiter, position);
        }
        return new ValueTask<T>(WaitAsync(waiter, cancellationToken));
    }

    private async Task<T> WaitAsync(TaskCompletionSource<T> waiter, CancellationToken cancellationToken)
    {
        try
        {
            return await waiter.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // A position that is never reached would be awaited for ever.
            lock (_gate) _waiting.Remove(waiter, out _, out _);
            throw;
        }
    }
}
