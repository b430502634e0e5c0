using System.Runtime.CompilerServices;

namespace Resolve.Runtime.Ports;

/// <summary>The durable log of facts: the only thing that must survive. Everything else is computed from it.</summary>
/// <remarks>
/// One writer; many readers. Positions start at 1 and grow by 1 an entry. An entry that was returned by
/// <see cref="AppendAsync(IReadOnlyList{JournalEntry}, CancellationToken)"/> is on disk, and stays there under the same position for ever.
/// </remarks>
public interface IJournal : IAsyncDisposable
{
    /// <summary>Gets the position of the newest durable entry; 0 when there is none.</summary>
    long Position { get; }

    /// <summary>Appends entries, all or none, and returns when they are on disk.</summary>
    /// <param name="entries">The entries, in order; not empty.</param>
    /// <param name="cancellationToken">Gives up waiting for a place; what was begun is finished.</param>
    /// <returns>The position of the last entry; the first has that less the count plus 1.</returns>
    /// <exception cref="JournalException">The entries are not on disk, and none of them ever will be under these positions.</exception>
    ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken);

    /// <summary>Gets the most bytes of one entry's payload; a larger one must not be appended.</summary>
    int EntryBytesMax => 16 << 20;

    /// <summary>
    /// Begins an epoch of writing: from then on the journal refuses appends of earlier epochs, and what an append of unknown outcome
    /// brought is there or never will be.
    /// </summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The epoch, above all before it; 0 for a journal that only one process can open for writing, which needs none.</returns>
    /// <exception cref="JournalException">The journal cannot be reached.</exception>
    ValueTask<long> BeginEpochAsync(CancellationToken cancellationToken) => ValueTask.FromResult(0L);

    /// <summary>Appends as <see cref="AppendAsync(IReadOnlyList{JournalEntry}, CancellationToken)"/> does, unless a newer epoch has begun.</summary>
    /// <param name="entries">The entries, in order; not empty.</param>
    /// <param name="epoch">The writer's epoch; 0 for a writer that has none, which is never refused.</param>
    /// <param name="cancellationToken">Gives up waiting for a place; what was begun is finished.</param>
    /// <returns>The position of the last entry.</returns>
    /// <exception cref="JournalException">
    /// The entries are not on disk; with <see cref="JournalFailure.Fenced"/> because a newer epoch has begun, and with
    /// <see cref="JournalFailure.Unknown"/> it is unknown whether they are: only reading the journal shows it.
    /// </exception>
    ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, long epoch, CancellationToken cancellationToken) =>
        AppendAsync(entries, cancellationToken);

    /// <summary>Looks for the newest entry, whoever appended it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its position, which <see cref="Position"/> then is at least; for a journal with one writer it always is.</returns>
    /// <exception cref="JournalException">The journal cannot be reached.</exception>
    ValueTask<long> RefreshAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Position);

    /// <summary>Reads entries after a position, in order, up to the newest at the call.</summary>
    /// <param name="after">The position before the first wanted; 0 for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The entries, streamed.</returns>
    /// <exception cref="JournalException">The journal cannot be read or is damaged.</exception>
    IAsyncEnumerable<JournalRecord> ReadAsync(long after, CancellationToken cancellationToken);

    /// <summary>Reads one entry.</summary>
    /// <param name="position">Its position.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The entry, or null when there is none at that position.</returns>
    /// <exception cref="JournalException">The journal cannot be read or is damaged.</exception>
    ValueTask<JournalRecord?> ReadOneAsync(long position, CancellationToken cancellationToken);

    /// <summary>Reads entries by their positions; a journal that is far away reads many at once.</summary>
    /// <param name="positions">The positions; each must be that of an entry.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The entries in order, each once, streamed.</returns>
    /// <exception cref="JournalException">The journal cannot be read or is damaged, or an entry is not there.</exception>
    async IAsyncEnumerable<JournalRecord> ReadManyAsync(IReadOnlyCollection<long> positions, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (long position in positions.Distinct().Order())
        {
            yield return await ReadOneAsync(position, cancellationToken).ConfigureAwait(false)
                ?? throw new JournalException(JournalFailure.Damaged, $"The journal's entry {position} is gone.");
        }
    }
}

/// <summary>A fact on its way into the journal.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Payload">The fact as canonical JSON in UTF-8.</param>
/// <param name="Content">What a report contributes, packed; empty for none. A journal may leave it out, and it counts for nothing: the payload is the
/// fact.</param>
public readonly record struct JournalEntry(JournalEntryKind Kind, ReadOnlyMemory<byte> Payload, ReadOnlyMemory<byte> Content = default);

/// <summary>A fact in the journal.</summary>
/// <param name="Position">Its position, from 1.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Payload">The fact as canonical JSON in UTF-8.</param>
/// <param name="Content">What was kept beside it, unchecked; empty where nothing was. It is used only where it belongs to the payload, and is extracted again
/// otherwise.</param>
public readonly record struct JournalRecord(long Position, JournalEntryKind Kind, ReadOnlyMemory<byte> Payload, ReadOnlyMemory<byte> Content = default);

/// <summary>The kinds of fact. The numbers are stored; they never change meaning.</summary>
public enum JournalEntryKind : byte
{
    /// <summary>A version of a report, or its withdrawal.</summary>
    Report = 1,

    /// <summary>An analyst's decision.</summary>
    Decision = 2,
}

/// <summary>The journal could not keep or give back a fact.</summary>
public sealed class JournalException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="failure">What the caller can do about it.</param>
    /// <param name="message">What happened, without personal data.</param>
    /// <param name="inner">The cause.</param>
    public JournalException(JournalFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    /// <summary>Gets what kind of failure it is.</summary>
    public JournalFailure Failure { get; }
}

/// <summary>Why the journal failed, by what the caller can do.</summary>
public enum JournalFailure
{
    /// <summary>No room, or a device error: free room and try again; nothing was written.</summary>
    Storage,

    /// <summary>The folder or file cannot be written: give the process rights.</summary>
    ReadOnly,

    /// <summary>Another process holds this journal: end it or choose another folder.</summary>
    InUse,

    /// <summary>The file is damaged, or of a newer schema than this program knows.</summary>
    Damaged,

    /// <summary>The database cannot be reached now: try again.</summary>
    Unavailable,

    /// <summary>Durability is unknown: the entries may be on disk. Resubmit, which is idempotent.</summary>
    Unknown,

    /// <summary>A newer epoch has begun: this writer writes no more; nothing was written.</summary>
    Fenced,
}
