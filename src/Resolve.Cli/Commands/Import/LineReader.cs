using System.Buffers;
using System.Runtime.ExceptionServices;

namespace Resolve.Cli.Commands.Import;

/// <summary>Splits a feed into batches of whole lines, whatever its size: one buffer a batch, and no line is held beyond a limit.</summary>
/// <param name="stream">The feed.</param>
/// <param name="batchBytes">The size of a batch.</param>
/// <param name="lineBytesMax">The most bytes held of one line; the rest of a longer one is skipped and counted.</param>
internal sealed class LineReader(Stream stream, int batchBytes, int lineBytesMax)
{
    private byte[] _carry = [];
    private int _carried;
    private long _lineNumber;
    private long _skipped;      // bytes of the line in hand that were dropped
    private bool _ended;
    private ExceptionDispatchInfo? _fault; // of the feed, thrown when what was read before it is taken

    /// <summary>Reads the next batch.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The batch, possibly of blank lines only; null at the end of the feed. The caller disposes it.</returns>
    /// <exception cref="InvalidDataException">The feed is damaged; the whole lines before the damage came with the calls before.</exception>
    /// <exception cref="IOException">The feed cannot be read further; likewise.</exception>
    public async ValueTask<LineBatch?> NextAsync(CancellationToken cancellationToken)
    {
        while (!_ended)
        {
            _fault?.Throw();
            byte[] buffer = ArrayPool<byte>.Shared.Rent(_carried + batchBytes);
            _carry.AsSpan(0, _carried).CopyTo(buffer);
            int filled = _carried;
            try
            {
                while (filled < buffer.Length && !_ended)
                {
                    int read = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
                    _ended = read == 0;
                    filled += read;
                }
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                _fault = ExceptionDispatchInfo.Capture(e);
            }
            if (Cut(buffer, filled) is { } batch) return batch;
        }
        return null;
    }

    /// <summary>Cuts what is in the buffer into lines and carries the unfinished one over.</summary>
    private LineBatch? Cut(byte[] buffer, int filled)
    {
        var batch = new LineBatch(buffer);
        int start = 0;
        while (start < filled)
        {
            int length = buffer.AsSpan(start, filled - start).IndexOf((byte)'\n');
            if (length < 0) break;
            Finish(batch, buffer, start, length);
            start += length + 1;
        }
        if (_ended && start < filled) Finish(batch, buffer, start, filled - start);
        else Carry(buffer.AsSpan(start, filled - start));
        if (batch.Lines.Count > 0) return batch;
        batch.Dispose();
        return null;
    }

    private void Finish(LineBatch batch, byte[] buffer, int start, int length)
    {
        _lineNumber++;
        long whole = length + _skipped;
        if (whole is > 0 && whole - 1 <= lineBytesMax && buffer[start + length - 1] == '\r') whole = --length;
        bool blank = whole <= lineBytesMax && buffer.AsSpan(start, length).IndexOfAnyExcept((byte)' ', (byte)'\t') < 0;
        if (!blank) batch.Lines.Add(new Line(_lineNumber, start, Math.Min(length, lineBytesMax), whole));
        _skipped = 0;
    }

    private void Carry(ReadOnlySpan<byte> rest)
    {
        int held = lineBytesMax + 1; // room for a carriage return that belongs to the line's end
        if (rest.Length > held)
        {
            _skipped += rest.Length - held;
            rest = rest[..held];
        }
        if (_carry.Length < rest.Length) _carry = new byte[rest.Length];
        rest.CopyTo(_carry);
        _carried = rest.Length;
    }
}
