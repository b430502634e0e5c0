using System.Text.Json;
using Microsoft.Extensions.Logging;
using Resolve.Agent.Configuration;
using Resolve.Agent.Status;
using Resolve.Agent.Telemetry;
using Resolve.Client.Durable;
using Resolve.Reports;
using Resolve.Tables;

namespace Resolve.Agent.Folders;

/// <summary>How far a file is read. It stands in the outbox, in one transaction with the reports up to there.</summary>
/// <param name="Row">The last row that was read.</param>
/// <param name="Taken">How many reports went into the outbox.</param>
/// <param name="Bad">How many rows went into quarantine.</param>
/// <param name="BadBytes">How long the quarantine was then.</param>
/// <param name="IsDone">Whether the file was read to its end.</param>
internal sealed record FileProgress(long Row = 0, long Taken = 0, long Bad = 0, long BadBytes = 0, bool IsDone = false);

/// <summary>Feeds one file into the outbox, once: a killed agent goes on behind the last row that is in the outbox.</summary>
internal sealed class FileFeed(DurableFeed feed, AgentStatus status, ILogger log)
{
    private const int BatchRows = 200;
    private const int RowsLoggedMax = 100; // of one file; the quarantine has all

    /// <summary>Feeds a file.</summary>
    /// <param name="folder">The folder it stands in.</param>
    /// <param name="mapping">The mapping of tables; null for none.</param>
    /// <param name="path">The file.</param>
    /// <param name="hash">The hash of its content: the same content is fed once, whatever its name.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>A task that ends when the file is read to its end.</returns>
    /// <exception cref="CsvMappingException">The mapping does not fit the file.</exception>
    /// <exception cref="InvalidDataException">The workbook cannot be read.</exception>
    /// <exception cref="IOException">The file or the outbox cannot be read or written now.</exception>
    public async Task RunAsync(FolderConfig folder, CsvMapping? mapping, string path, string hash, CancellationToken cancellationToken)
    {
        string bookmark = $"file:{folder.Name}:{hash}", file = Path.GetFileName(path);
        FileProgress progress = await feed.GetBookmarkAsync(bookmark, cancellationToken).ConfigureAwait(false) is { } known
            ? JsonSerializer.Deserialize<FileProgress>(known)! : new FileProgress();
        if (progress.IsDone) return;
        log.FileStarted(folder.Name, file, progress.Row + 1);
        status.Change(folder.Name, s => s with { File = file, Trouble = null });
        if (progress.Row == 0) File.Delete(path + Quarantine.Suffix); // of an earlier content under this name
        using var quarantine = new Quarantine(path + Quarantine.Suffix, progress.BadBytes);
        var reports = new List<FeedReport>(BatchRows);
        (long row, long from, int pending) = (progress.Row, progress.Row, 0);
        await foreach (SourceRow read in FileReading.ReadAsync(path, folder, mapping, cancellationToken).ConfigureAwait(false))
        {
            if (read.Row <= from) continue;
            if (pending == BatchRows)
            {
                progress = await StoreAsync(folder.Name, bookmark, progress, row, reports, pending, quarantine, isDone: false, cancellationToken)
                    .ConfigureAwait(false);
                pending = 0;
            }
            (row, pending) = (read.Row, pending + 1);
            if (read.Report is { } report) reports.Add(new FeedReport(ReportWriter.ToUtf8(report), Tag(folder.Name, file, read.Row)));
            else Refuse(quarantine, folder.Name, file, read, progress.Bad + pending - reports.Count);
        }
        progress = await StoreAsync(folder.Name, bookmark, progress, row, reports, pending, quarantine, isDone: true, cancellationToken).ConfigureAwait(false);
        log.FileDone(folder.Name, file, progress.Taken, progress.Bad);
        status.Change(folder.Name, s => s with { FilesDone = s.FilesDone + 1 });
    }

    /// <summary>Brings the quarantine to the disk, then reports and bookmark into the outbox in one piece.</summary>
    private async Task<FileProgress> StoreAsync(
        string source, string bookmark, FileProgress before, long row, List<FeedReport> reports, int pending, Quarantine quarantine, bool isDone,
            CancellationToken cancellationToken)
    {
        quarantine.Flush();
        int bad = pending - reports.Count;
        var next = new FileProgress(row, before.Taken + reports.Count, before.Bad + bad, quarantine.Length, isDone);
        await feed.EnqueueAsync(reports, new FeedBookmark(bookmark, JsonSerializer.Serialize(next)), cancellationToken).ConfigureAwait(false);
        status.Read(source, reports.Count, bad);
        reports.Clear();
        return next;
    }

    private void Refuse(Quarantine quarantine, string source, string file, SourceRow read, long count)
    {
        quarantine.Add(file, read.Row, read.Errors, read.Text);
        if (count <= RowsLoggedMax) log.RowRefused(source, file, read.Row, ErrorCodes.Of(read.Errors));
    }

    private static string Tag(string source, string file, long row)
    {
        string place = $"{source}: {file} row {row}";
        return place.Length <= 500 ? place : place[^500..];
    }
}
