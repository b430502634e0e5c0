using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Resolve.Identifiers;
using Resolve.Rings;
using Resolve.Runtime.Ports;

namespace Resolve.Runtime.Export;

/// <summary>Writes the state in its one canonical form: the same facts give the same bytes, whatever order they came in and wherever they lie.</summary>
/// <remarks>NDJSON, a line a thing, or CSV for persons and rings. Journal positions are left out: they depend on the order of arrival.</remarks>
public sealed class StateExport
{
    private const int FlushBytes = 1 << 16, ReadAheadCount = 256, TimelinesAtOnce = 500;

    private static readonly byte[] s_newLine = "\n"u8.ToArray();

    private readonly IExportSource _source;
    private readonly IJournal _journal;

    internal StateExport(IExportSource source, IJournal journal) => (_source, _journal) = (source, journal);

    /// <summary>Writes an export; persons come with the merges that made each (<c>steps</c>) and its <c>events</c>.</summary>
    /// <param name="kind">What.</param>
    /// <param name="asCsv">Whether as CSV: which mention belongs to which person, or which entity to which ring.</param>
    /// <param name="output">Where to.</param>
    /// <param name="progress">Gets the lines written, now and then.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>The number of lines; of CSV without its header.</returns>
    /// <exception cref="JournalException">The journal cannot be read, or those who hold the state came or went meanwhile: ask again.</exception>
    public Task<int> WriteAsync(ExportKind kind, bool asCsv, Stream output, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        if (asCsv) return kind == ExportKind.Rings ? WriteRingRowsAsync(output, cancellationToken) : WritePersonRowsAsync(output, cancellationToken);
        return kind == ExportKind.Persons
            ? _source.AtOneMomentAsync(m => WriteAsync(WithTimelinesAsync(m, cancellationToken), output, progress, cancellationToken), cancellationToken)
            : WriteLinesAsync(kind, output, progress, cancellationToken);
    }

    /// <summary>Writes an export as NDJSON; persons come without their timelines.</summary>
    /// <param name="kind">What.</param>
    /// <param name="output">Where to.</param>
    /// <param name="progress">Gets the lines written, now and then.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>The number of lines.</returns>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public Task<int> WriteLinesAsync(ExportKind kind, Stream output, IProgress<int>? progress, CancellationToken cancellationToken) => WriteAsync(
        kind switch
        {
            ExportKind.Reports => ReportsAsync(cancellationToken),
            ExportKind.Rings => RingsAsync(cancellationToken),
            _ => MergedAsync(_source.Parts, kind, cancellationToken).Select(static l => l.Line),
        },
        output,
        progress,
        cancellationToken);

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> ReportsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (long[] positions in (await _source.LiveReportsAsync(cancellationToken).ConfigureAwait(false)).Chunk(ReadAheadCount))
        {
            var payloads = new Dictionary<long, ReadOnlyMemory<byte>>(positions.Length);
            await foreach (JournalRecord record in _journal.ReadManyAsync(positions, cancellationToken).ConfigureAwait(false))
                payloads.Add(record.Position, record.Payload);
            foreach (long position in positions) yield return payloads[position];
        }
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> RingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyCollection<Ring> rings = await _source.RingsAsync(cancellationToken).ConfigureAwait(false);
        foreach ((_, ReadOnlyMemory<byte> line) in CanonicalExport.Rendered(CanonicalExport.Rings(rings))) yield return line;
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> WithTimelinesAsync(
        TimelineMoment moment, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerable<(string Order, byte[] Line)[]> batches =
            MergedAsync(moment.Parts, ExportKind.Persons, cancellationToken).Select(static l => (l.Order, l.Line.ToArray())).Chunk(TimelinesAtOnce);
        await foreach ((string Order, byte[] Line)[] persons in batches.ConfigureAwait(false))
        {
            byte[][] timelines = await moment.WriteTimelinesAsync([.. persons.Select(static p => EntityKey.Parse(p.Order))]).ConfigureAwait(false);
            // Both are objects: the timeline's members follow the person's.
            for (int i = 0; i < timelines.Length; i++) yield return (byte[])[.. persons[i].Line.AsSpan(..^1), (byte)',', .. timelines[i].AsSpan(1..)];
        }
    }

    /// <summary>Merges the lines of all parts by their order; lines of equal order come from one part and keep theirs.</summary>
    private static async IAsyncEnumerable<(string Order, ReadOnlyMemory<byte> Line)> MergedAsync(
        IReadOnlyList<IExportPart> parts, ExportKind kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var heads = new PriorityQueue<int, (string Order, int Part)>(Comparer<(string Order, int Part)>.Create(static (a, b) =>
            string.CompareOrdinal(a.Order, b.Order) is var order and not 0 ? order : a.Part.CompareTo(b.Part)));
        IAsyncEnumerator<(string Order, ReadOnlyMemory<byte> Line)>[] lines =
            [.. parts.Select(p => p.LinesAsync(kind, cancellationToken).GetAsyncEnumerator(cancellationToken))];
        try
        {
            for (int part = 0; part < lines.Length; part++)
                if (await lines[part].MoveNextAsync().ConfigureAwait(false)) heads.Enqueue(part, (lines[part].Current.Order, part));
            while (heads.TryDequeue(out int part, out _))
            {
                yield return lines[part].Current;
                if (await lines[part].MoveNextAsync().ConfigureAwait(false)) heads.Enqueue(part, (lines[part].Current.Order, part));
            }
        }
        finally
        {
            foreach (IAsyncEnumerator<(string Order, ReadOnlyMemory<byte> Line)> each in lines) await each.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<int> WriteAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> lines, Stream output, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(2 * FlushBytes);
        int count = 0;
        await foreach (ReadOnlyMemory<byte> line in lines.ConfigureAwait(false))
        {
            buffer.Write(line.Span);
            buffer.Write(s_newLine);
            count++;
            if (buffer.WrittenCount < FlushBytes) continue;
            await output.WriteAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
            buffer.ResetWrittenCount();
            progress?.Report(count);
        }
        await output.WriteAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        progress?.Report(count);
        return count;
    }

    /// <summary>A record id is the report's id and, where the report mentions more than one person, a colon and the mention's ref.</summary>
    private async Task<int> WritePersonRowsAsync(Stream output, CancellationToken cancellationToken)
    {
        var rows = new List<(string, string)>();
        foreach (IExportPart part in _source.Parts)
            await foreach ((string Record, string Person) row in part.PersonRowsAsync(cancellationToken).ConfigureAwait(false)) rows.Add(row);
        return await WriteCsvAsync("record_id,cluster_id", rows, output, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> WriteRingRowsAsync(Stream output, CancellationToken cancellationToken)
    {
        IReadOnlyCollection<Ring> rings = await _source.RingsAsync(cancellationToken).ConfigureAwait(false);
        List<(string, string)> rows = [.. rings.SelectMany(r => r.Members.Select(m => (m.Key.ToString(), r.Id)))];
        return await WriteCsvAsync("entity_key,ring_id", rows, output, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<int> WriteCsvAsync(string header, List<(string A, string B)> rows, Stream output, CancellationToken cancellationToken)
    {
        rows.Sort(static (x, y) => string.CompareOrdinal(x.A, y.A) is var order and not 0 ? order : string.CompareOrdinal(x.B, y.B));
        await using var writer = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        await writer.WriteLineAsync(header.AsMemory(), cancellationToken).ConfigureAwait(false);
        foreach ((string a, string b) in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await writer.WriteLineAsync($"{ExportField.Write(a)},{ExportField.Write(b)}".AsMemory(), cancellationToken).ConfigureAwait(false);
        }
        return rows.Count;
    }
}
