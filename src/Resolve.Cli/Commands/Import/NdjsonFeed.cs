using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Resolve.Reports;

namespace Resolve.Cli.Commands.Import;

/// <summary>Reads reports from NDJSON: a line a report. Batches are parsed beside each other and come out in the order of the feed.</summary>
internal static class NdjsonFeed
{
    /// <summary>How many batches are parsed at a time.</summary>
    public const int ParserCount = 2;

    private const int BatchBytes = 1 << 20;

    // A report may have SizeBytesMax; one byte more shows that it is too long.
    private const int LineBytesMax = ReportLimits.SizeBytesMax + 1;

    /// <summary>Reads a feed.</summary>
    /// <param name="stream">The feed, not compressed.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The parts, streamed.</returns>
    public static async IAsyncEnumerable<ReportBatch> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new LineReader(stream, BatchBytes, LineBytesMax);
        var parsing = new Queue<Task<ReportBatch>>();
        bool ended = false;
        ExceptionDispatchInfo? fault = null;
        while (true)
        {
            while (!ended && parsing.Count < ParserCount)
            {
                LineBatch? lines = null;
                try
                {
                    lines = await reader.NextAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (Exception e) when (e is InvalidDataException or IOException)
                {
                    fault = ExceptionDispatchInfo.Capture(e); // thrown behind what was read before
                }
                if (lines is null) ended = true;
                else parsing.Enqueue(Task.Run(() => Parse(lines), CancellationToken.None));
            }
            if (parsing.Count == 0)
            {
                fault?.Throw();
                yield break;
            }
            yield return await parsing.Dequeue().ConfigureAwait(false);
        }
    }

    private static ReportBatch Parse(LineBatch batch)
    {
        using (batch)
        {
            var reports = new List<Report>(batch.Lines.Count);
            var lines = new List<long>(batch.Lines.Count);
            var bad = new List<BadLine>();
            foreach (Line line in batch.Lines)
            {
                ReadOnlyMemory<byte> text = batch.BytesOf(line);
                ReportReadResult result = line.LengthWhole > line.Length ? TooLong(line) : ReportReader.Read(text);
                if (result.Report is { } report)
                {
                    reports.Add(report);
                    lines.Add(line.Number);
                }
                else
                {
                    bad.Add(new BadLine(line.Number, result.Errors, text.ToArray(), line.LengthWhole));
                }
            }
            return new ReportBatch(reports, lines, bad);
        }
    }

    private static ReportReadResult TooLong(Line line) => new(null,
        [new FieldError("", FieldErrorCodes.TooLong, $"A report has at most {ReportLimits.SizeBytesMax} bytes; this one has {line.LengthWhole}.")]);
}
