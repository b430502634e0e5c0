using Resolve.Runtime.Ports;

namespace Resolve.Runtime.Tests.Sequencing;

/// <summary>How an append ends in the simulation.</summary>
public enum AppendFate
{
    Durable,
    Refused,
    CommittedButUnknown,
    LostAndUnknown,
}

/// <summary>A journal whose appends stay in flight until the simulation decides what becomes of them; everything runs in the caller's thread.</summary>
internal sealed class SimulatedJournal : IJournal
{
    private readonly List<(JournalEntry Entry, long Epoch)> _entries = [];
    private readonly Queue<(IReadOnlyList<JournalEntry> Entries, long Epoch, TaskCompletionSource<long> Done)> _inFlight = new();
    private long _epoch;

    public long Position => _entries.Count;

    /// <summary>Gets the epoch of each entry, in order.</summary>
    public IEnumerable<long> Epochs => _entries.Select(e => e.Epoch);

    public bool HasInFlight => _inFlight.Count > 0;

    public ValueTask<long> BeginEpochAsync(CancellationToken cancellationToken) => ValueTask.FromResult(++_epoch);

    public ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken) => AppendAsync(entries, 0, cancellationToken);

    public ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, long epoch, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<long>();
        _inFlight.Enqueue((entries, epoch, done));
        return new ValueTask<long>(done.Task);
    }

    /// <summary>Puts entries of another writer at the end.</summary>
    public void AppendForeign(JournalEntry entry) => _entries.Add((entry, 0));

    /// <summary>Ends the oldest append.</summary>
    public void Complete(AppendFate fate)
    {
        (IReadOnlyList<JournalEntry> entries, long epoch, TaskCompletionSource<long> done) = _inFlight.Dequeue();
        bool isFenced = epoch != 0 && epoch != _epoch;
        if (!isFenced && fate is AppendFate.Durable or AppendFate.CommittedButUnknown && !isFenced)
            foreach (JournalEntry entry in entries) _entries.Add((entry, epoch));
        if (isFenced) done.SetException(new JournalException(JournalFailure.Fenced, "A newer epoch has begun."));
        else if (fate == AppendFate.Durable) done.SetResult(Position);
        else if (fate == AppendFate.Refused) done.SetException(new JournalException(JournalFailure.Storage, "No room is left."));
        else done.SetException(new JournalException(JournalFailure.Unknown, "The connection broke during a commit."));
    }

    public async IAsyncEnumerable<JournalRecord> ReadAsync(long after,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (long position = Math.Max(after, 0) + 1; position <= Position; position++) yield return (await ReadOneAsync(position, cancellationToken))!.Value;
    }

    public ValueTask<JournalRecord?> ReadOneAsync(long position, CancellationToken cancellationToken) => ValueTask.FromResult<JournalRecord?>(
        position < 1 || position > Position ? null
            : new JournalRecord(position, _entries[(int)position - 1].Entry.Kind, _entries[(int)position - 1].Entry.Payload));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
