using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using Resolve.Agent.Configuration;
using Resolve.Reports;
using Resolve.Tables;

namespace Resolve.Agent.Folders;

/// <summary>Reads the rows of one file, whatever its format: NDJSON, CSV or a workbook, by its name.</summary>
internal static class FileReading
{
    private const int DelimiterProbeBytes = 1 << 15;

    /// <summary>Reads a file.</summary>
    /// <exception cref="CsvMappingException">The mapping does not fit the file, or there is none.</exception>
    /// <exception cref="InvalidDataException">The workbook cannot be read.</exception>
    /// <exception cref="IOException">The file cannot be opened or read now.</exception>
    public static IAsyncEnumerable<SourceRow> ReadAsync(string path, FolderConfig folder, CsvMapping? mapping, CancellationToken cancellationToken)
    {
        string name = Path.GetExtension(path).ToUpperInvariant();
        if (name is ".NDJSON" or ".JSONL" or ".JSON") return NdjsonAsync(path, cancellationToken);
        if (mapping is null) throw new CsvMappingException("The folder has no mapping, which tables need.");
        return name is ".XLSX" or ".XLS" or ".XLSM" ? SheetAsync(path, folder.Sheet, mapping) : CsvAsync(path, folder.Encoding, mapping, cancellationToken);
    }

    private static async IAsyncEnumerable<SourceRow> CsvAsync(string path, string named, CsvMapping mapping,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using FileStream file = Open(path);
        Encoding encoding = named == "auto" ? TextFile.Detect(file) : TextFile.Named(named);
        byte[] start = new byte[DelimiterProbeBytes];
        Stream probe = TextFile.AsUtf8(file, encoding);
        int count = await probe.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        file.Position = 0;
        CsvMapping fitted = mapping with { Delimiter = TextFile.DelimiterOf(start.AsSpan(0, count), mapping), Compose = encoding.CodePage == 1258 };
        await foreach (CsvRow row in CsvReportReader.ReadAsync(TextFile.AsUtf8(file, encoding), fitted, cancellationToken).ConfigureAwait(false))
            yield return new SourceRow(row.Line, row.Report, row.Errors, row.Raw);
    }

    private static async IAsyncEnumerable<SourceRow> SheetAsync(string path, string? sheet, CsvMapping mapping)
    {
        using FileStream file = Open(path);
        TableReader? reader = null;
        foreach ((long row, string[] cells) in SheetRows.Read(file, sheet, mapping))
        {
            if (reader is null)
            {
                reader = new TableReader(cells, mapping);
                continue;
            }
            ReportReadResult read = reader.Read(cells);
            yield return new SourceRow(row, read.Report, read.Errors, string.Join('\t', cells));
        }
        await Task.CompletedTask.ConfigureAwait(false);
    }

    private static async IAsyncEnumerable<SourceRow> NdjsonAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using FileStream file = Open(path);
        PipeReader pipe = PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true));
        long row = 0;
        bool tooLong = false; // the line went over the limit and is passed over to its end
        while (true)
        {
            ReadResult read = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
            ReadOnlySequence<byte> rest = read.Buffer;
            while (TryTakeLine(ref rest, read.IsCompleted, out ReadOnlySequence<byte> line))
            {
                row++;
                if (tooLong) tooLong = false;
                else if (Line(row, line) is { } found) yield return found;
            }
            if (!tooLong && rest.Length > ReportLimits.SizeBytesMax)
            {
                tooLong = true;
                yield return TooLong(row + 1);
            }
            pipe.AdvanceTo(tooLong ? rest.End : rest.Start, rest.End);
            if (read.IsCompleted) break;
        }
        await pipe.CompleteAsync().ConfigureAwait(false);
    }

    private static SourceRow? Line(long row, ReadOnlySequence<byte> line)
    {
        if (line.Length > ReportLimits.SizeBytesMax) return TooLong(row);
        byte[] bytes = line.ToArray();
        if (bytes.AsSpan().TrimStart("\uFEFF"u8).Trim(" \t\r"u8).IsEmpty) return null;
        ReportReadResult report = ReportReader.Read(bytes);
        return new SourceRow(row, report.Report, report.Errors, report.Report is null ? Encoding.UTF8.GetString(bytes) : "");
    }

    private static SourceRow TooLong(long row) =>
        new(row, null, [new FieldError("", FieldErrorCodes.TooLong, $"A report has at most {ReportLimits.SizeBytesMax} bytes.")], "");

    private static bool TryTakeLine(ref ReadOnlySequence<byte> rest, bool isEnd, out ReadOnlySequence<byte> line)
    {
        if (rest.PositionOf((byte)'\n') is { } end)
        {
            line = rest.Slice(0, end);
            rest = rest.Slice(rest.GetPosition(1, end));
            return true;
        }
        line = rest;
        if (!isEnd || rest.IsEmpty) return false;
        rest = rest.Slice(rest.End);
        return true;
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
}
