namespace Resolve.Client;

/// <summary>Takes lines from the caller until a request has enough of them, or the first of them has waited long enough.</summary>
internal sealed class BatchSource : IAsyncDisposable
{
    private readonly ResolveClientOptions _options;
    private readonly CancellationTokenSource _stop;
    private readonly IAsyncEnumerator<ReadOnlyMemory<byte>> _lines;
    private Task<bool>? _next;
    private bool _ended;

    public BatchSource(IAsyncEnumerable<ReadOnlyMemory<byte>> lines, ResolveClientOptions options, CancellationToken cancellationToken)
    {
        _options = options;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _lines = lines.GetAsyncEnumerator(_stop.Token);
    }

    /// <summary>Fills a request; false when there are no more lines.</summary>
    public async Task<bool> FillAsync(BatchBody batch)
    {
        long started = 0;
        while (!_ended && !batch.IsFull)
        {
            _next ??= _lines.MoveNextAsync().AsTask();
            if (!batch.IsEmpty && !await ComesAsync(_next, started).ConfigureAwait(false)) break;
            _ended = !await _next.ConfigureAwait(false);
            _next = null;
            if (_ended) break;
            if (batch.IsEmpty) started = _options.Clock.GetTimestamp();
            batch.Add(_lines.Current.Span);
        }
        return !batch.IsEmpty;
    }

    public async ValueTask DisposeAsync()
    {
        Task<bool>? pending = _next;
        if (pending is { IsCompleted: false })
        {
            // The caller's enumerator is still at work and cannot be disposed of before it stops; nobody waits for that.
            await _stop.CancelAsync().ConfigureAwait(false);
            _ = DisposeAfterAsync(pending);
            return;
        }
        await _lines.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>Waits for the next line as long as the first of this request may wait; false when that is over.</summary>
    private async Task<bool> ComesAsync(Task<bool> next, long started)
    {
        if (next.IsCompleted) return true;
        TimeSpan left = _options.BatchFlushAfter - _options.Clock.GetElapsedTime(started);
        if (left <= TimeSpan.Zero) return false;
        try
        {
            await next.WaitAsync(left, _options.Clock, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException) when (!next.IsCompleted)
        {
            return false;
        }
    }

    private async Task DisposeAfterAsync(Task<bool> pending)
    {
        try
        {
            await pending.ConfigureAwait(false);
        }
#pragma warning disable CA1031 // the caller has gone on; there is nobody to hand it to
        catch (Exception)
#pragma warning restore CA1031
        {
            // The enumerator has stopped, which is what was waited for.
        }
        await _lines.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }
}
