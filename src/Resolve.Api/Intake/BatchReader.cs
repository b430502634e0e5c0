using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Resolve.Reports;

namespace Resolve.Api.Intake;

/// <summary>One line of a batch, read.</summary>
/// <param name="Line">Its number in the request, from 1.</param>
/// <param name="Read">The report, or what is wrong with it.</param>
/// <param name="Bytes">Its length in bytes.</param>
internal readonly record struct BatchLine(long Line, ReportReadResult Read, long Bytes = 0);

/// <summary>Cuts a stream of NDJSON into batches: full ones, or what is there when no more comes for a while.</summary>
/// <param name="linesMax">The most lines of a batch.</param>
/// <param name="wait">How long the first line of a batch waits for more.</param>
/// <param name="idleMax">How long to wait for any byte at all.</param>
/// <param name="clock">The clock.</param>
internal sealed class BatchReader(int linesMax, TimeSpan wait, TimeSpan idleMax, TimeProvider clock)
{
    /// <summary>The most bytes of a batch, so that large reports do not pile up in memory.</summary>
    private const int BatchBytesMax = 8 << 20;

    private static readonly ReportReadResult s_tooLong = ReportReader.Read(new byte[ReportLimits.SizeBytesMax + 1]);

    private List<BatchLine> _batch = [];
    private long _batchBytes;
    private long _batchStarted;
    private long _lineNumber;
    private bool _skipping;

    /// <summary>Reads to the end of the body, or until stopped or idle: the lines that are whole by then come out.</summary>
    /// <param name="reader">The body.</param>
    /// <param name="stop">Ends the reading without an error.</param>
    /// <returns>The batches, in order; none is empty.</returns>
    public async IAsyncEnumerable<List<BatchLine>> ReadAsync(PipeReader reader, [EnumeratorCancellation] CancellationToken stop)
    {
        bool ended = false;
        while (!ended)
        {
            Task<ReadResult?> pending = ReadOrEndAsync(reader, stop);
            while (_batch.Count > 0 && !pending.IsCompleted)
            {
                if (await ComesInTimeAsync(pending)) break;
                yield return Take();
            }
            if (await pending is not { } read) break;
            ReadOnlySequence<byte> buffer = read.Buffer;
            ended = read.IsCompleted;
            while (TakeLine(ref buffer, ended))
            {
                if (_batch.Count >= linesMax || _batchBytes >= BatchBytesMax) yield return Take();
            }
            reader.AdvanceTo(buffer.Start, buffer.End);
            if (_batch.Count > 0 && clock.GetElapsedTime(_batchStarted) >= wait) yield return Take();
        }
        if (_batch.Count > 0) yield return Take();
    }

    private List<BatchLine> Take()
    {
        List<BatchLine> batch = _batch;
        (_batch, _batchBytes) = (new List<BatchLine>(Math.Min(batch.Count, linesMax)), 0);
        return batch;
    }

    private async Task<bool> ComesInTimeAsync(Task pending)
    {
        TimeSpan left = wait - clock.GetElapsedTime(_batchStarted);
        if (left <= TimeSpan.Zero) return false;
        using var enough = new CancellationTokenSource();
        bool came = await Task.WhenAny(pending, Task.Delay(left, clock, enough.Token)) == pending;
        await enough.CancelAsync();
        return came;
    }

    private async Task<ReadResult?> ReadOrEndAsync(PipeReader reader, CancellationToken stop)
    {
        if (reader.TryRead(out ReadResult there)) return there;
        using var idle = new CancellationTokenSource(idleMax, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, idle.Token);
        try
        {
            return await reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Takes one line off the buffer; false when there is no whole one.</summary>
    private bool TakeLine(ref ReadOnlySequence<byte> buffer, bool ended)
    {
        SequencePosition? end = buffer.PositionOf((byte)'\n');
        if (end is null && !ended)
        {
            if (!_skipping && buffer.Length <= ReportLimits.SizeBytesMax + 1) return false;
            // Too long already: its bytes need not be kept, only its end awaited.
            _skipping = true;
            buffer = buffer.Slice(buffer.End);
            return false;
        }
        if (end is null && buffer.IsEmpty && !_skipping) return false;
        ReadOnlySequence<byte> line = end is { } at ? buffer.Slice(0, at) : buffer;
        buffer = end is { } behind ? buffer.Slice(buffer.GetPosition(1, behind)) : buffer.Slice(buffer.End);
        _lineNumber++;
        if (_skipping) Add(s_tooLong, 0);
        else if (!IsBlank(line)) Add(Read(line), line.Length);
        _skipping = false;
        return true;
    }

    private void Add(ReportReadResult read, long bytes)
    {
        if (_batch.Count == 0) _batchStarted = clock.GetTimestamp();
        _batchBytes += bytes;
        _batch.Add(new BatchLine(_lineNumber, read, bytes));
    }

    private static ReportReadResult Read(ReadOnlySequence<byte> line)
    {
        ReadOnlyMemory<byte> bytes = line.IsSingleSegment ? line.First : line.ToArray();
        return ReportReader.Read(bytes.Length > 0 && bytes.Span[^1] == '\r' ? bytes[..^1] : bytes);
    }

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (ReadOnlyMemory<byte> segment in line)
            if (segment.Span.ContainsAnyExcept(" \t\r"u8)) return false;
        return true;
    }
}
