using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text;
using Resolve.Cli.Output;
using Resolve.Tables;
using Resolve.Reports;

namespace Resolve.Cli.Commands.Import;

/// <summary>Reads reports from CSV by a mapping: a row a report.</summary>
internal static class CsvFeed
{
    private const int BatchRows = 1_000;

    /// <summary>Reads a mapping.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The mapping.</returns>
    /// <exception cref="CliException">There is no such file.</exception>
    /// <exception cref="CsvMappingException">It is no mapping; the message names the member at fault.</exception>
    public static CsvMapping ReadMapping(string path) =>
        File.Exists(path) ? CsvMapping.Parse(File.ReadAllBytes(path)) : throw new CliException(ExitCode.Usage, $"There is no file {path}.");

    /// <summary>Reads a feed.</summary>
    /// <param name="stream">The feed, not compressed.</param>
    /// <param name="mapping">How columns become reports.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The parts, streamed.</returns>
    /// <exception cref="CsvMappingException">The mapping does not fit the file.</exception>
    public static async IAsyncEnumerable<ReportBatch> ReadAsync(Stream stream, CsvMapping mapping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerator<CsvRow> reader = CsvReportReader.ReadAsync(stream, mapping, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using ConfiguredAsyncDisposable end = reader.ConfigureAwait(false);
        var rows = new List<CsvRow>();
        ExceptionDispatchInfo? fault = null;
        for (bool more = true; more;)
        {
            try
            {
                more = await reader.MoveNextAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                (fault, more) = (ExceptionDispatchInfo.Capture(e), false); // thrown behind the rows that were read before
            }
            if (more) rows.Add(reader.Current);
            if (rows.Count == 0 || (more && rows.Count < BatchRows)) continue;
            yield return Batch([.. rows]);
            rows.Clear();
        }
        fault?.Throw();
    }

    private static ReportBatch Batch(CsvRow[] rows)
    {
        CsvRow[] good = Array.FindAll(rows, r => r.Report is not null);
        CsvRow[] bad = Array.FindAll(rows, r => r.Report is null);
        return new ReportBatch(Array.ConvertAll(good, r => r.Report!), Array.ConvertAll(good, r => r.Line), Array.ConvertAll(bad, Bad));
    }

    private static BadLine Bad(CsvRow row)
    {
        byte[] text = Encoding.UTF8.GetBytes(row.Raw);
        return new BadLine(row.Line, row.Errors, text.AsMemory(0, Math.Min(text.Length, ReportLimits.SizeBytesMax)), text.Length);
    }
}
