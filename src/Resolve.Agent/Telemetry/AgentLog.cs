using Microsoft.Extensions.Logging;

namespace Resolve.Agent.Telemetry;

/// <summary>What the agent logs: names of sources and files, numbers of rows, codes. Never a value of a report, nor a message that could repeat one.</summary>
internal static partial class AgentLog
{
    [LoggerMessage(1, LogLevel.Information, "The agent feeds {Server} from {FolderCount} folders and {DatabaseCount} databases.")]
    public static partial void Started(this ILogger log, string server, int folderCount, int databaseCount);

    [LoggerMessage(2, LogLevel.Information, "The configuration changed and is in force.")]
    public static partial void ConfigurationChanged(this ILogger log);

    [LoggerMessage(3, LogLevel.Error, "The changed configuration is not used: {Message}")]
    public static partial void ConfigurationRefused(this ILogger log, string message);

    [LoggerMessage(4, LogLevel.Information, "{Source}: reading {File} from row {Row} on.")]
    public static partial void FileStarted(this ILogger log, string source, string file, long row);

    [LoggerMessage(5, LogLevel.Information, "{Source}: {File} is read: {Taken} reports in the outbox, {Bad} rows in quarantine.")]
    public static partial void FileDone(this ILogger log, string source, string file, long taken, long bad);

    [LoggerMessage(6, LogLevel.Warning, "{Source}: {File} row {Row} is in quarantine: {Codes}.")]
    public static partial void RowRefused(this ILogger log, string source, string file, long row, string codes);

    [LoggerMessage(7, LogLevel.Error, "{Source}: {File} cannot be read: {Reason}. It is tried again when it or the configuration changes.")]
    public static partial void FileRefused(this ILogger log, string source, string file, string reason);

    [LoggerMessage(8, LogLevel.Warning, "{Source} cannot be read now ({Reason}); it is tried again.")]
    public static partial void SourceUnavailable(this ILogger log, string source, string reason);

    [LoggerMessage(9, LogLevel.Error, "The server will not take {Place}: {Reason} ({Codes}). It is parked in the outbox.")]
    public static partial void Parked(this ILogger log, string place, string reason, string codes);

    [LoggerMessage(10, LogLevel.Warning, "The server took {Place} with warnings: {Codes}.")]
    public static partial void Warned(this ILogger log, string place, string codes);

    [LoggerMessage(11, LogLevel.Information, "{Source}: {Taken} rows in the outbox, {Bad} in quarantine.")]
    public static partial void DatabaseRead(this ILogger log, string source, long taken, long bad);

    [LoggerMessage(12, LogLevel.Error, "A look at the sources failed ({Type}); it is repeated.")]
    public static partial void LookFailed(this ILogger log, string type);

    [LoggerMessage(13, LogLevel.Warning, "The outbox of the changed configuration cannot be opened ({Type}); it is tried again.")]
    public static partial void OutboxUnavailable(this ILogger log, string type);
}
