using Microsoft.Data.Sqlite;
using Resolve.Runtime.Ports;
using static SQLitePCL.raw;

namespace Resolve.Storage.Sqlite;

/// <summary>What SQLite's result codes mean for the caller (https://www.sqlite.org/rescode.html).</summary>
internal static class SqliteErrors
{
    /// <summary>Makes the journal's exception of a SQLite error.</summary>
    /// <param name="error">The error.</param>
    /// <param name="what">What could not be done, a sentence without its end.</param>
    /// <returns>The exception.</returns>
    public static JournalException Map(SqliteException error, string what) => new(Kind(error), $"{what}: {Reason(error)}", error);

    /// <summary>Determines whether an error comes from missing rights.</summary>
    /// <param name="error">The error.</param>
    /// <returns>True when it does.</returns>
    public static bool IsReadOnly(SqliteException error) => Kind(error) == JournalFailure.ReadOnly;

    private static JournalFailure Kind(SqliteException error) => error.SqliteErrorCode switch
    {
        _ when error.SqliteExtendedErrorCode == SQLITE_IOERR_CORRUPTFS => JournalFailure.Damaged,
        SQLITE_READONLY or SQLITE_CANTOPEN or SQLITE_PERM or SQLITE_AUTH => JournalFailure.ReadOnly,
        SQLITE_CORRUPT or SQLITE_NOTADB or SQLITE_FORMAT or SQLITE_SCHEMA or SQLITE_MISMATCH or SQLITE_CONSTRAINT or SQLITE_ERROR => JournalFailure.Damaged,
        SQLITE_BUSY or SQLITE_LOCKED or SQLITE_PROTOCOL => JournalFailure.InUse,
        _ => JournalFailure.Storage,
    };

    private static string Reason(SqliteException error) => error.SqliteErrorCode switch
    {
        SQLITE_FULL => "the disk is full. Nothing was written; free room and try again.",
        SQLITE_IOERR => $"the device reports an error (SQLite {error.SqliteExtendedErrorCode}).",
        SQLITE_READONLY or SQLITE_PERM => "it cannot be written. Give the process the rights to it.",
        SQLITE_CANTOPEN => "it cannot be opened. Check that the process may read and write it and its directory.",
        SQLITE_NOTADB => "it is not a SQLite database.",
        SQLITE_CORRUPT => "the file is damaged. Restore it from a copy.",
        _ => error.Message,
    };

    // The numbers of sqlite3.h that SQLitePCL names differently or not at all.
    private const int SQLITE_IOERR_CORRUPTFS = SQLITE_IOERR | (33 << 8);
}
