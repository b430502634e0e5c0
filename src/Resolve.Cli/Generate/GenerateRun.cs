using System.Buffers;
using Resolve.Reports;

namespace Resolve.Cli.Generate;

/// <summary>Writes a generated feed and its truth to streams: what <c>resolve generate</c> does.</summary>
public static class GenerateRun
{
    private const int FlushBytes = 1 << 18, ProgressEvery = 4096;

    /// <summary>Writes NDJSON reports and CSV truth.</summary>
    /// <param name="options">What to make.</param>
    /// <param name="reports">Takes the reports, one a line, canonical JSON (docs/report-format.md).</param>
    /// <param name="truth">Takes <c>entity_key,ring_id</c>; null for none.</param>
    /// <param name="rolesTruth">Takes <c>entity_key,ring_id,role</c>; null for none.</param>
    /// <param name="progress">Receives how many reports are written, from time to time and at the end.</param>
    /// <param name="cancellationToken">Stops the run between two reports.</param>
    /// <exception cref="ArgumentException">The options are out of range (see <see cref="ReportGenerator"/>).</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static void Write(
        GeneratorOptions options, Stream reports, TextWriter? truth, TextWriter? rolesTruth = null, IProgress<long>? progress = null,
            CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reports);
        var generator = new ReportGenerator(options);
        var buffer = new ArrayBufferWriter<byte>(FlushBytes + ReportLimits.SizeBytesMax / 16);
        truth?.Write("entity_key,ring_id\n");
        rolesTruth?.Write("entity_key,ring_id,role\n");
        long written = 0;
        foreach (Report report in generator.Reports(row =>
        {
            // Keys, ring ids and roles hold no comma, quote or line break, so they need no CSV quoting.
            truth?.Write($"{row.EntityKey},{row.RingId}\n");
            rolesTruth?.Write($"{row.EntityKey},{row.RingId},{row.Role}\n");
        }))
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReportWriter.Write(report, buffer);
            buffer.Write("\n"u8);
            if (buffer.WrittenCount >= FlushBytes) Flush(buffer, reports);
            if (++written % ProgressEvery == 0) progress?.Report(written);
        }
        Flush(buffer, reports);
        truth?.Flush();
        rolesTruth?.Flush();
        progress?.Report(written);
    }

    private static void Flush(ArrayBufferWriter<byte> buffer, Stream stream)
    {
        stream.Write(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
    }
}
