using System.Runtime.CompilerServices;
using Resolve.Runtime.Ports;

namespace Resolve.Cli.Commands.Verification;

/// <summary>A journal that is written again, in another order, from a journal that is there: an append must bring the very facts that come next, and nothing
/// is copied.</summary>
/// <param name="source">The journal that holds the facts.</param>
/// <param name="order">The positions of <paramref name="source"/> in the order of this journal.</param>
internal sealed class OrderedJournal(IJournal source, long[] order) : IJournal
{
    private int _count;

    /// <inheritdoc/>
    public long Position => Volatile.Read(ref _count);

    /// <inheritdoc/>
    /// <exception cref="JournalException">Another fact came than the one which is next.</exception>
    public async ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        for (int i = 0; i < entries.Count; i++)
        {
            JournalRecord? next = _count + i < order.Length ? await source.ReadOneAsync(order[_count + i], cancellationToken).ConfigureAwait(false) : null;
            if (next is not { } fact || fact.Kind != entries[i].Kind || !fact.Payload.Span.SequenceEqual(entries[i].Payload.Span))
                throw new JournalException(JournalFailure.Damaged,
                    $"Submitted again, the fact of position {(next is { } there ? there.Position : 0)} is not what the journal holds.");
        }
        Volatile.Write(ref _count, _count + entries.Count);
        return _count;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalRecord> ReadAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long newest = Position;
        for (long position = Math.Max(after, 0) + 1; position <= newest; position++)
            if (await ReadOneAsync(position, cancellationToken).ConfigureAwait(false) is { } record) yield return record;
    }

    /// <inheritdoc/>
    public async ValueTask<JournalRecord?> ReadOneAsync(long position, CancellationToken cancellationToken)
    {
        if (position < 1 || position > Position) return null;
        return await source.ReadOneAsync(order[position - 1], cancellationToken).ConfigureAwait(false) is { } record
            ? record with { Position = position } : null;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
