namespace Resolve.Silo.Answers;

/// <summary>Lets calls of a client learn that the connection to a silo was lost.</summary>
/// <remarks>
/// Orleans ends a call whose silo died when the caller is a silo. A client's call that went through the lost silo would wait for its whole
/// time-out: a report for twelve seconds.
/// </remarks>
internal sealed class GatewayLoss
{
    /// <summary>How long a call that went another way may still take before it is made again.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Notes how many silos the client is connected to.</summary>
    /// <param name="now">The number now.</param>
    /// <param name="before">The number before.</param>
    public void Note(int now, int before)
    {
        if (now < before) Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    /// <summary>Waits for a call, and no longer than a moment once a silo was lost.</summary>
    /// <param name="call">Makes the call; it may be made again.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>What the call gives.</returns>
    /// <exception cref="TimeoutException">A silo was lost meanwhile and the call did not end: its outcome is unknown.</exception>
    public async Task<T> WatchAsync<T>(Func<Task<T>> call, TimeProvider clock, CancellationToken cancellationToken)
    {
        Task loss = Volatile.Read(ref _next).Task; // before the call begins
        Task<T> made = call();
        if (await Task.WhenAny(made, loss).WaitAsync(cancellationToken).ConfigureAwait(false) == made) return await made.ConfigureAwait(false);
        try
        {
            return await made.WaitAsync(Grace, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            // nobody waits for it any more
            _ = made.ContinueWith(static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw new TimeoutException("A silo was lost while the call was under way; its outcome is unknown.", e);
        }
    }
}
