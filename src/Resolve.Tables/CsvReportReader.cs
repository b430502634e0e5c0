using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using Resolve.Reports;

namespace Resolve.Tables;

/// <summary>Reads a CSV file (RFC 4180) as reports, one a row, in a stream.</summary>
/// <remarks>Memory holds one row and a hash for each id seen. A header line is required; names and fields lose blanks around them.</remarks>
public static class CsvReportReader
{
    /// <summary>Reads the rows.</summary>
    /// <param name="stream">The file, UTF-8 with or without a byte order mark.</param>
    /// <param name="mapping">How columns become reports.</param>
    /// <param name="cancellationToken">Stops between two rows.</param>
    /// <returns>Each row that is not empty: its report, or what is wrong with it. Rows with another number of fields than the header, with broken quotes, with
    /// bytes that are not UTF-8, or with an id that an earlier row had, are errors; the other rows go on.</returns>
    /// <exception cref="CsvMappingException">The file has no header, or a column of the mapping is not in it or stands twice; the message names it.</exception>
    public static async IAsyncEnumerable<CsvRow> ReadAsync(Stream stream, CsvMapping mapping,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(mapping);
        var broken = new Dictionary<long, CsvMalformedReason>();
        var options = new CsvReaderOptions
        {
            Separator = mapping.Delimiter,
            TrimWhitespace = true,
            MaxRecordSize = ReportLimits.SizeBytesMax,
            TrackLineNumbers = true,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = record => broken[record.LineNumber] = record.Reason,
        };
        using var csv = CsvReader.Create(stream, options, leaveOpen: true);
        string[] header = await HeaderAsync(csv, cancellationToken);
        var row = new CsvRowJson(mapping, TableReader.Places(header, mapping));
        var seen = new Dictionary<UInt128, long>();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (bool more, CsvRow? last) = await NextAsync(csv, cancellationToken);
            if (last is not null) yield return last;
            if (!more) yield break;
            string[] fields = new string[csv.FieldCount];
            for (int i = 0; i < fields.Length; i++) fields[i] = csv.GetString(i);
            if (Array.TrueForAll(fields, string.IsNullOrWhiteSpace)) continue;
            (long line, bool utf8, string raw) = (csv.LineNumber, Utf8.IsValid(csv.RawRecord), Encoding.UTF8.GetString(csv.RawRecord));
            FieldError? error = broken.Remove(line, out CsvMalformedReason reason) && Quotes(reason) is { } quotes ? quotes
                : fields.Length != header.Length ? Ragged(header.Length, fields.Length)
                : utf8 ? null : new FieldError("", FieldErrorCodes.Encoding, "The row holds bytes that are not UTF-8.");
            yield return error is { } e ? new CsvRow(line, null, [e], raw) : Read(row, fields, line, raw, seen);
        }
    }

    private static async Task<string[]> HeaderAsync(CsvReader csv, CancellationToken cancellationToken)
    {
        try
        {
            await csv.ReadHeaderAsync(cancellationToken);
        }
        catch (CsvFormatException e)
        {
            throw new CsvMappingException($"The file's header cannot be read: {e.Message}", e);
        }
        string[] header = [.. csv.Headers.Select(name => name.Trim().TrimStart('\uFEFF'))];
        return header.Length == 0 || Array.TrueForAll(header, string.IsNullOrEmpty) ? throw new CsvMappingException("The file has no header line.") : header;
    }

    private static async Task<(bool More, CsvRow? Last)> NextAsync(CsvReader csv, CancellationToken cancellationToken)
    {
        try
        {
            return (await csv.ReadAsync(cancellationToken), null);
        }
        catch (CsvFormatException e)
        {
            // The reader cannot find the next row after this; the rest of the file was not read.
            var error = new FieldError("", FieldErrorCodes.TooLong,
                $"A row is over {ReportLimits.SizeBytesMax} bytes long, perhaps for a quote that never closes; the file was not read from this row on.");
            return (false, new CsvRow(e.LineNumber, null, [error], ""));
        }
    }

    /// <summary>Returns what a broken quote means; a quote inside a field without quotes is text, since names have them: Nguyễn Văn "Tý" An.</summary>
    private static FieldError? Quotes(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.TextAfterClosingQuote => new FieldError("", "quotes", "Text follows a closing quote: quotes inside a quoted field are doubled."),
        CsvMalformedReason.UnterminatedQuote => new FieldError("", "quotes", "A quoted field never closes; the rest of the file went into it."),
        _ => null,
    };

    private static FieldError Ragged(int expected, int found) =>
        new("", "fields", string.Create(CultureInfo.InvariantCulture, $"The header has {expected} fields; this row has {found}."));

    private static CsvRow Read(CsvRowJson row, string[] fields, long line, string raw, Dictionary<UInt128, long> seen)
    {
        ReportReadResult read = row.Read(fields);
        if (read.Report is not { } report) return new CsvRow(line, null, read.Errors, raw);
        UInt128 id = StableHash.Of128(Encoding.UTF8.GetBytes($"{report.Key.Source}\u001F{report.Key.Id}"));
        if (seen.TryAdd(id, line)) return new CsvRow(line, report, [], raw);
        var twice = new FieldError("id", FieldErrorCodes.Duplicate,
            string.Create(CultureInfo.InvariantCulture, $"Line {seen[id]} has the same source and id."));
        return new CsvRow(line, null, [twice], raw);
    }
}
