using System.Runtime.CompilerServices;

namespace Resolve.Runtime.Ports;

/// <summary>A journal in memory, for tests and for questions over a file without a database.</summary>
public sealed class InMemoryJournal : IJournal
{
    private readonly Lock _gate = new();
    private readonly List<JournalEntry> _entries = [];

    /// <inheritdoc/>
    public long Position
    {
        get { lock (_gate) return _entries.Count; }
    }

    /// <inheritdoc/>
    public ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentOutOfRangeException.ThrowIfZero(entries.Count, nameof(entries));
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            foreach (JournalEntry entry in entries) _entries.Add(entry with { Payload = entry.Payload.ToArray(), Content = entry.Content.ToArray() });
            return ValueTask.FromResult((long)_entries.Count);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalRecord> ReadAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long newest = Position;
        for (long position = Math.Max(after, 0); position++ < newest;)
        {
            if (await ReadOneAsync(position, cancellationToken).ConfigureAwait(false) is { } record) yield return record;
        }
    }

    /// <inheritdoc/>
    public ValueTask<JournalRecord?> ReadOneAsync(long position, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (position < 1 || position > _entries.Count) return ValueTask.FromResult<JournalRecord?>(null);
            JournalEntry entry = _entries[(int)(position - 1)];
            return ValueTask.FromResult<JournalRecord?>(new JournalRecord(position, entry.Kind, entry.Payload, entry.Content));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
