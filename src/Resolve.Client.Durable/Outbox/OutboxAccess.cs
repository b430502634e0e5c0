using System.Threading.Channels;

namespace Resolve.Client.Durable.Outbox;

/// <summary>Lets one caller at a time into the store, and makes what several callers offer at once durable in one commit.</summary>
internal sealed class OutboxAccess : IAsyncDisposable
{
    private const int QueueLengthMax = 10_000;
    private const long CommitBytesMax = 4 << 20;

    private readonly OutboxStore _store;
    private readonly DurableFeedOptions _options;
    private readonly Action<int> _stored;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly SemaphoreSlim _roomMade = new(0);
    private readonly Channel<OutboxRequest> _requests = Channel.CreateBounded<OutboxRequest>(new BoundedChannelOptions(QueueLengthMax) { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _writing;
    private volatile OutboxCounts _counts;
    private bool _closed;

    /// <param name="store">The store, which is disposed with this.</param>
    /// <param name="options">The options.</param>
    /// <param name="stored">Called with the number of reports after each commit.</param>
    public OutboxAccess(OutboxStore store, DurableFeedOptions options, Action<int> stored)
    {
        (_store, _options, _stored, _counts) = (store, options, stored, store.Counts());
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Gets the counts as the last use of the store left them.</summary>
    public OutboxCounts Counts => _counts;

    /// <summary>Stores reports and a bookmark in one piece.</summary>
    /// <returns>The number of the first report.</returns>
    public async Task<long> AppendAsync(IReadOnlyList<OutboxRow> rows, FeedBookmark? bookmark, CancellationToken cancellationToken)
    {
        var request = new OutboxRequest(rows, bookmark);
        using CancellationTokenRegistration registration = cancellationToken.Register(static r => ((OutboxRequest)r!).Cancel(), request);
        try
        {
            await _requests.Writer.WriteAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException e)
        {
            throw new ObjectDisposedException("The feed is closed.", e);
        }
        return await request.Done.ConfigureAwait(false);
    }

    /// <summary>Does something with the store, alone.</summary>
    public async Task<T> UseAsync<T>(Func<OutboxStore, T> use, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(DurableFeed));
            T result = use(_store);
            _counts = _store.Counts();
            return result;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Lets callers go on who wait for room.</summary>
    public void RoomMade()
    {
        if (_roomMade.CurrentCount == 0) _roomMade.Release();
    }

    public async ValueTask DisposeAsync()
    {
        _requests.Writer.TryComplete();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _writing.ConfigureAwait(false);
        await _gate.WaitAsync().ConfigureAwait(false);
        _closed = true;
        _store.Dispose();
        _gate.Release();
        _stop.Dispose();
    }

    private async Task WriteAsync()
    {
        var batch = new List<OutboxRequest>();
        while (await _requests.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            long bytes = 0;
            while (bytes < CommitBytesMax && _requests.Reader.TryPeek(out OutboxRequest? next))
            {
                bool fits = next.Bytes == 0 || await FitsAsync(bytes + next.Bytes).ConfigureAwait(false);
                if (!fits && batch.Count > 0) break;
                if (!fits && await WaitForRoomAsync(next).ConfigureAwait(false)) continue;
                _requests.Reader.TryRead(out _);
                if (!next.Start()) continue;
                if (!fits)
                {
                    next.Fail(Full());
                    continue;
                }
                bytes += next.Bytes;
                batch.Add(next);
            }
            await CommitAsync(batch).ConfigureAwait(false);
            batch.Clear();
        }
    }

    private OutboxFullException Full() => new($"The outbox {_options.Path} is full: at most {_options.OutboxBytesMax} bytes. The report was not accepted.");

    private Task<bool> FitsAsync(long bytes) => UseAsync(store => store.HasRoom(bytes), CancellationToken.None);

    /// <summary>Waits for acknowledged reports to make room; false when nobody waits for it.</summary>
    private async Task<bool> WaitForRoomAsync(OutboxRequest request)
    {
        if (_options.FullMode == OutboxFullMode.Refuse || request.Bytes > _options.OutboxBytesMax / 2) return false;
        try
        {
            await _roomMade.WaitAsync(_stop.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false; // the feed is being closed
        }
    }

    private async Task CommitAsync(List<OutboxRequest> batch)
    {
        if (batch.Count == 0) return;
        try
        {
            OutboxRow[] rows = [.. batch.SelectMany(static r => r.Rows)];
            FeedBookmark[] bookmarks = [.. batch.Select(static r => r.Bookmark).OfType<FeedBookmark>()];
            long at = _options.Clock.GetUtcNow().ToUnixTimeMilliseconds();
            long first = await UseAsync(store => store.Append(rows, bookmarks, at), CancellationToken.None).ConfigureAwait(false);
            if (rows.Length > 0) _stored(rows.Length);
            foreach (OutboxRequest request in batch)
            {
                request.Succeed(first);
                first += request.Rows.Count;
            }
        }
#pragma warning disable CA1031 // handed to the callers
        catch (Exception e)
#pragma warning restore CA1031
        {
            foreach (OutboxRequest request in batch) request.Fail(e);
        }
    }
}

/// <summary>Reports that one caller offers, and the answer that it waits for.</summary>
internal sealed class OutboxRequest(IReadOnlyList<OutboxRow> rows, FeedBookmark? bookmark)
{
    private readonly TaskCompletionSource<long> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;

    public IReadOnlyList<OutboxRow> Rows => rows;

    public FeedBookmark? Bookmark => bookmark;

    public long Bytes { get; } = rows.Sum(static r => (long)r.Body.Length);

    public Task<long> Done => _done.Task;

    /// <summary>Takes the request to store it; false when its caller has given it up.</summary>
    public bool Start() => Interlocked.Exchange(ref _taken, 1) == 0;

    /// <summary>Gives the request up unless it is being stored.</summary>
    public void Cancel()
    {
        if (Interlocked.Exchange(ref _taken, 1) == 0) _done.TrySetCanceled();
    }

    public void Succeed(long first) => _done.TrySetResult(first);

    public void Fail(Exception e) => _done.TrySetException(e);
}
