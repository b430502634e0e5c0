namespace Resolve.Client.Durable.Sending;

/// <summary>Decides when waiting reports are sent: enough of them, enough bytes, long enough, or somebody asked.</summary>
/// <remarks>Thread-safe; one waiter.</remarks>
internal sealed class FlushWindow(TimeSpan flushAfter, TimeProvider clock)
{
    private readonly object _lock = new();
    private TaskCompletionSource _changed = Make();
    private long? _openedAt;
    private bool _due;

    /// <summary>Reports were stored: the window opens if it was closed.</summary>
    public void Stored()
    {
        lock (_lock) _openedAt ??= clock.GetTimestamp();
        Signal();
    }

    /// <summary>What waits is to be sent now.</summary>
    public void FlushNow()
    {
        lock (_lock) _due = true;
        Signal();
    }

    /// <summary>A batch was read: what is stored from now on opens a new window.</summary>
    public void Close()
    {
        lock (_lock) (_openedAt, _due) = (null, false);
    }

    /// <summary>Waits until something waits and the window is over.</summary>
    /// <param name="isFull">Tells whether there is enough to send at once; null when nothing waits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task WaitAsync(Func<bool?> isFull, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            TimeSpan left;
            lock (_lock)
            {
                bool? full = isFull();
                if (full is not null)
                {
                    _openedAt ??= clock.GetTimestamp();
                    left = flushAfter - clock.GetElapsedTime(_openedAt.Value);
                    if (_due || full.Value || left <= TimeSpan.Zero) return;
                }
                else
                {
                    left = Timeout.InfiniteTimeSpan;
                }
                if (_changed.Task.IsCompleted) _changed = Make();
                changed = _changed.Task;
            }
            await WaitAsync(changed, left, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(Task changed, TimeSpan time, CancellationToken cancellationToken)
    {
        try
        {
            await changed.WaitAsync(time, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return; // the window is over
        }
    }

    private void Signal()
    {
        lock (_lock) _changed.TrySetResult();
    }

    private static TaskCompletionSource Make() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
