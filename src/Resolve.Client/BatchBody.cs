using System.Buffers;
using System.Net.Http.Headers;

namespace Resolve.Client;

/// <summary>The lines of one batch request.</summary>
/// <remarks>
/// Small on purpose: over HTTP/1.1 the answer is read after the request is sent, so the answers to all its lines must fit into the buffers
/// between the service and here.
/// </remarks>
internal sealed class BatchBody(ResolveClientOptions options)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(64 << 10);
    private int _lineCount;

    /// <summary>Gets how many lines of the feed were sent before this request.</summary>
    public long LinesBefore { get; private set; }

    /// <summary>Gets how many answers this request gets: its lines without the blank ones.</summary>
    public int ReportCount { get; private set; }

    public bool IsFull => _lineCount >= options.BatchLinesMax || _bytes.WrittenCount >= options.BatchBytesMax;

    public bool IsEmpty => _lineCount == 0;

    public void Add(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd("\r\n"u8);
        if (line.Contains((byte)'\n')) throw new ArgumentException("A report of a batch stands on one line.", nameof(line));
        if (line.Trim(" \t\r"u8).Length > 0) ReportCount++;
        _lineCount++;
        _bytes.Write(line);
        _bytes.Write("\n"u8);
    }

    public void Clear()
    {
        LinesBefore += _lineCount;
        (_lineCount, ReportCount) = (0, 0);
        _bytes.ResetWrittenCount();
    }

    public ReadOnlyMemoryContent ToContent()
    {
        var content = new ReadOnlyMemoryContent(_bytes.WrittenMemory);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        return content;
    }
}
