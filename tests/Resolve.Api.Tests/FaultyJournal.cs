using Resolve.Runtime.Ports;

namespace Resolve.Api.Tests;

/// <summary>A journal in memory that refuses to append on request.</summary>
internal sealed class FaultyJournal : IJournal
{
    private readonly InMemoryJournal _inner = new();

    /// <summary>Gets or sets how many more appends succeed.</summary>
    public int AppendsLeft { get; set; } = int.MaxValue;

    public JournalFailure Failure { get; set; } = JournalFailure.Storage;

    public long Position => _inner.Position;

    public ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken) =>
        AppendsLeft-- > 0 ? _inner.AppendAsync(entries, cancellationToken) : throw new JournalException(Failure, "The disk is full.");

    public IAsyncEnumerable<JournalRecord> ReadAsync(long after, CancellationToken cancellationToken) => _inner.ReadAsync(after, cancellationToken);

    public ValueTask<JournalRecord?> ReadOneAsync(long position, CancellationToken cancellationToken) => _inner.ReadOneAsync(position, cancellationToken);

    public ValueTask DisposeAsync() => _inner.DisposeAsync();
}
