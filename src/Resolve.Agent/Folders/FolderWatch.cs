using System.IO.Enumeration;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Resolve.Agent.Configuration;
using Resolve.Agent.Status;
using Resolve.Agent.Telemetry;
using Resolve.Client.Durable;
using Resolve.Tables;

namespace Resolve.Agent.Folders;

/// <summary>Looks through folders for files that are complete, and feeds each once, the oldest first.</summary>
internal sealed class FolderWatch(AgentStatus status, TimeProvider clock, ILogger log)
{
    private static readonly string[] s_unfinished = [".tmp", ".temp", ".part", ".partial", ".crdownload", ".filepart", ".swp", ".lock"];

    // By path: how the file looked the last time, and when it began to look so. A file that was fed or refused is looked at again only when it changed.
    private readonly Dictionary<string, SeenFile> _seen = new(StringComparer.Ordinal);

    /// <summary>Looks through one folder and feeds what is complete.</summary>
    /// <param name="feed">The outbox.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="mapping">The mapping of tables; null for none.</param>
    /// <param name="cancellationToken">Stops between two batches of a file.</param>
    public async Task LookAsync(DurableFeed feed, FolderConfig folder, CsvMapping? mapping, CancellationToken cancellationToken)
    {
        FileInfo[] files;
        try
        {
            files = [.. new DirectoryInfo(folder.Path).EnumerateFiles().Where(f => IsFeed(f.Name, folder.Patterns)).OrderBy(f => f.LastWriteTimeUtc)
                .ThenBy(f => f.Name, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Unavailable(folder.Name, e is DirectoryNotFoundException ? "no such folder" : "the folder cannot be read");
            return;
        }
        foreach (FileInfo file in files)
        {
            // The order of a source is that of its files: a file behind one that is still being written waits for it.
            if (!await LookAtAsync(feed, folder, mapping, file, cancellationToken).ConfigureAwait(false)) return;
        }
    }

    /// <summary>Forgets what was refused: the configuration changed.</summary>
    public void ForgetRefusals()
    {
        foreach (string path in _seen.Where(s => s.Value.IsSettled).Select(s => s.Key).ToArray()) _seen.Remove(path);
    }

    /// <summary>Returns whether a name is one of a feed: not hidden, not of a file that a program is still writing, not a quarantine.</summary>
    internal static bool IsFeed(string name, IReadOnlyList<string> patterns) =>
        !name.StartsWith('.') && !name.StartsWith("~$", StringComparison.Ordinal) && !name.EndsWith(Quarantine.Suffix, StringComparison.OrdinalIgnoreCase)
        && !Array.Exists(s_unfinished, s => name.EndsWith(s, StringComparison.OrdinalIgnoreCase))
        && patterns.Any(p => FileSystemName.MatchesSimpleExpression(p, name, ignoreCase: true));

    private async Task<bool> LookAtAsync(DurableFeed feed, FolderConfig folder, CsvMapping? mapping, FileInfo file, CancellationToken cancellationToken)
    {
        var now = new SeenFile(file.Length, file.LastWriteTimeUtc, clock.GetTimestamp(), IsSettled: false);
        if (!_seen.TryGetValue(file.FullName, out SeenFile? seen) || seen.Length != now.Length
            || seen.WrittenAt != now.WrittenAt) _seen[file.FullName] = seen = now;
        if (seen.IsSettled) return true;
        if (clock.GetElapsedTime(seen.Since) < TimeSpan.FromSeconds(folder.SettleSeconds)) return false;
        try
        {
            string hash = await HashAsync(file.FullName, cancellationToken).ConfigureAwait(false);
            await new FileFeed(feed, status, log).RunAsync(folder, mapping, file.FullName, hash, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is CsvMappingException or InvalidDataException or UnauthorizedAccessException)
        {
            string reason = Reason(e);
            log.FileRefused(folder.Name, file.Name, reason);
            status.Change(folder.Name, s => s with { Trouble = $"{file.Name}: {reason}" });
        }
        catch (IOException e) when (e is not OutboxException)
        {
            Unavailable(folder.Name, $"{file.Name} is in use, gone or cannot be opened");
            return false;
        }
        _seen[file.FullName] = seen with { IsSettled = true };
        return true;
    }

    private void Unavailable(string source, string reason)
    {
        bool isNew = status.Sources.Any(s => s.Name == source && s.Trouble != reason);
        if (isNew) log.SourceUnavailable(source, reason);
        status.Change(source, s => s with { Trouble = reason });
    }

    /// <summary>Returns the reason without what the file holds: the message of a mapping that does not fit may repeat the file's first row.</summary>
    private static string Reason(Exception e) => e is CsvMappingException { Column: { } column }
        ? $"the column '{column}' of the mapping is missing, or stands there twice"
        : e is UnauthorizedAccessException ? "the agent may not open it"
        : e is CsvMappingException ? "the mapping does not fit it, or there is none" : "it is no workbook that can be read, is damaged or has a password";

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>How a file looked.</summary>
    /// <param name="Length">Its length in bytes.</param>
    /// <param name="WrittenAt">When it was written last.</param>
    /// <param name="Since">The time stamp of the first look that found it so.</param>
    /// <param name="IsSettled">Whether it was fed or refused.</param>
    private sealed record SeenFile(long Length, DateTime WrittenAt, long Since, bool IsSettled);
}
