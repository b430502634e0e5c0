using System.Buffers;

namespace Resolve.Cli.Commands.Import;

/// <summary>Whole lines of a feed in one buffer, which goes back to the pool when the batch is disposed.</summary>
internal sealed class LineBatch(byte[] buffer) : IDisposable
{
    private byte[]? _buffer = buffer;

    /// <summary>Gets the lines in order; blank ones are left out.</summary>
    public List<Line> Lines { get; } = [];

    /// <summary>Gets the bytes of a line, without its end.</summary>
    /// <param name="line">A line of this batch.</param>
    /// <returns>The bytes, valid until the batch is disposed.</returns>
    public ReadOnlyMemory<byte> BytesOf(Line line) => _buffer.AsMemory(line.Start, line.Length);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } pooled) ArrayPool<byte>.Shared.Return(pooled);
    }
}

/// <summary>A line of a feed.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Start">Where it starts in the buffer.</param>
/// <param name="Length">How many of its bytes are in the buffer.</param>
/// <param name="LengthWhole">How long it really is: more than <paramref name="Length"/> when it was too long to hold.</param>
internal readonly record struct Line(long Number, int Start, int Length, long LengthWhole);
