using Microsoft.Data.Sqlite;

namespace Resolve.Client.Durable.Outbox;

/// <summary>Says in the feed's own exceptions what SQLite refused.</summary>
internal static class OutboxErrors
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, Corrupt = 11, Full = 13, NotADatabase = 26;

    /// <summary>Maps an error; the message names the outbox and no report.</summary>
    public static OutboxException Map(SqliteException e, string path) => e.SqliteErrorCode switch
    {
        Busy or Locked => new OutboxInUseException($"Another process has the outbox {path} open.", e),
        Full => new OutboxFullException($"The outbox {path} or its disk is full.", e),
        ReadOnly => new OutboxException($"The outbox {path} cannot be written.", e),
        Corrupt or NotADatabase => new OutboxException(
            $"The outbox {path} is damaged or no outbox. Move it away and keep it: it may hold reports that were not delivered.", e),
        _ => new OutboxException($"The outbox {path} cannot be read or written (SQLite error {e.SqliteErrorCode}).", e),
    };
}
