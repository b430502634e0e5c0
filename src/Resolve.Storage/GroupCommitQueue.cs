using System.Diagnostics;
using System.Threading.Channels;
using Resolve.Runtime.Ports;

namespace Resolve.Storage;

/// <summary>An append that waits for its transaction; its task ends with the position of its last entry.</summary>
internal sealed class PendingAppend(JournalEntry[] entries, long bytes, long epoch)
    : TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>Gets the entries, in order.</summary>
    public JournalEntry[] Entries { get; } = entries;

    /// <summary>Gets the epoch of the writer; 0 for one that has none.</summary>
    public long Epoch { get; } = epoch;

    /// <summary>Gets the bytes of their payloads.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>Gets the trace of who appends; the default where there is none.</summary>
    public ActivityContext Caller { get; } = Activity.Current?.Context ?? default;
}

/// <summary>Where appends wait, so that one transaction carries all that came while the one before was on its way to the disk.</summary>
/// <remarks>Any number of threads enqueue; exactly one takes.</remarks>
internal sealed class GroupCommitQueue(GroupCommitLimits limits)
{
    private readonly Channel<PendingAppend> _waiting = Channel.CreateBounded<PendingAppend>(
        new BoundedChannelOptions(limits.WaitingMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private long _appends, _entries, _bytes, _batches, _failed, _lastTicks;

    /// <summary>Waits for a place and then for the disk.</summary>
    /// <param name="entries">The entries; not empty. Their payloads must stay as they are until the task has ended.</param>
    /// <param name="epoch">The epoch of the writer; 0 for one that has none.</param>
    /// <param name="owner">The journal, for the message when it is closed.</param>
    /// <param name="cancellationToken">Gives up waiting for a place; what has a place is finished.</param>
    /// <returns>The position of the last entry.</returns>
    public async ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, long epoch, object owner, CancellationToken cancellationToken)
    {
        return await EnqueueAsync(Check(entries, epoch), owner, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<long> EnqueueAsync(PendingAppend pending, object owner, CancellationToken cancellationToken)
    {
        try
        {
            await _waiting.Writer.WriteAsync(pending, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(owner.GetType().Name);
        }
        return await pending.Task.ConfigureAwait(false);
    }

    /// <summary>Waits for a transaction that carries no entries: it is durable only over whatever a failed commit left behind.</summary>
    /// <param name="owner">The journal, for the message when it is closed.</param>
    /// <param name="cancellationToken">Gives up waiting for a place.</param>
    public async ValueTask ReclusterAsync(object owner, CancellationToken cancellationToken) =>
        await EnqueueAsync(new PendingAppend([], bytes: 0, epoch: 0), owner, cancellationToken).ConfigureAwait(false);

    /// <summary>Waits until something waits.</summary>
    /// <returns>False when the queue is closed and empty.</returns>
    public ValueTask<bool> WaitAsync() => _waiting.Reader.WaitToReadAsync();

    /// <summary>Takes what waits in one epoch, up to the limits of a batch, but at least one append however large.</summary>
    /// <param name="batch">Receives the appends; emptied first.</param>
    public void Take(List<PendingAppend> batch)
    {
        batch.Clear();
        long entries = 0, bytes = 0;
        while (_waiting.Reader.TryPeek(out PendingAppend? next))
        {
            entries += next.Entries.Length;
            bytes += next.Bytes;
            if (batch.Count > 0 && (entries > limits.BatchEntriesMax || bytes > limits.BatchBytesMax || next.Epoch != batch[0].Epoch)) return;
            if (_waiting.Reader.TryRead(out PendingAppend? taken)) batch.Add(taken);
        }
    }

    /// <summary>Lets nothing more in; what waits is still taken.</summary>
    public void Close() => _waiting.Writer.TryComplete();

    /// <summary>Tells the callers of a batch that it is on disk.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="first">The position of its first entry.</param>
    /// <param name="started">When its transaction began, in <see cref="Stopwatch"/> ticks.</param>
    public void Acknowledge(List<PendingAppend> batch, long first, long started)
    {
        Volatile.Write(ref _lastTicks, Stopwatch.GetElapsedTime(started).Ticks);
        long last = first - 1, bytes = 0;
        foreach (PendingAppend append in batch)
        {
            last += append.Entries.Length;
            bytes += append.Bytes;
        }
        Interlocked.Add(ref _appends, batch.Count);
        Interlocked.Add(ref _entries, last - first + 1);
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Increment(ref _batches);
        last = first - 1;
        foreach (PendingAppend append in batch)
        {
            last += append.Entries.Length;
            append.TrySetResult(last);
        }
    }

    /// <summary>Tells the callers of a batch that it was rolled back.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="failure">Why; each caller gets an exception of its own with this one's cause.</param>
    public void Fail(List<PendingAppend> batch, JournalException failure)
    {
        Interlocked.Increment(ref _failed);
        foreach (PendingAppend append in batch)
        {
            append.TrySetException(new JournalException(failure.Failure, failure.Message, failure.InnerException));
        }
    }

    /// <summary>Counts.</summary>
    /// <returns>The numbers now.</returns>
    public JournalStatistics Statistics() => new(
        Interlocked.Read(ref _appends),
        Interlocked.Read(ref _entries),
        Interlocked.Read(ref _bytes),
        Interlocked.Read(ref _batches),
        Interlocked.Read(ref _failed),
        TimeSpan.FromTicks(Interlocked.Read(ref _lastTicks)),
        _waiting.Reader.Count);

    private PendingAppend Check(IReadOnlyList<JournalEntry> entries, long epoch)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentOutOfRangeException.ThrowIfZero(entries.Count, nameof(entries));
        var copy = new JournalEntry[entries.Count];
        long bytes = 0;
        for (int i = 0; i < copy.Length; i++)
        {
            copy[i] = entries[i];
            int length = copy[i].Payload.Length;
            if (copy[i].Kind == 0) throw new ArgumentException($"Entry {i} has no kind.", nameof(entries));
            if (length > limits.EntryBytesMax)
            {
                throw new ArgumentException($"Entry {i} has {length} bytes, over the limit of {limits.EntryBytesMax}.", nameof(entries));
            }
            bytes += length;
        }
        return new PendingAppend(copy, bytes, epoch);
    }
}

/// <summary>The limits of a <see cref="GroupCommitQueue"/>.</summary>
/// <param name="WaitingMax">The appends which may wait before callers wait for a place.</param>
/// <param name="BatchEntriesMax">The entries in one transaction, unless one append alone has more.</param>
/// <param name="BatchBytesMax">The payload bytes in one transaction, unless one append alone has more.</param>
/// <param name="EntryBytesMax">The payload bytes of one entry; a larger one is refused before it waits.</param>
internal readonly record struct GroupCommitLimits(int WaitingMax, int BatchEntriesMax, long BatchBytesMax, int EntryBytesMax);
