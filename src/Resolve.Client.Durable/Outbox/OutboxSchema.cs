using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;

namespace Resolve.Client.Durable.Outbox;

/// <summary>The file of an outbox: how it is opened and what is in it.</summary>
/// <remarks>
/// WAL with <c>synchronous=FULL</c>: a commit is on disk when it returns. Exclusive locking: no second process can open the file while this one
/// lives. Rows that are deleted are overwritten where that costs no further write (<c>secure_delete=FAST</c>), since reports are personal data.
/// </remarks>
internal static class OutboxSchema
{
    private const long ApplicationId = 0x52534F42; // "RSOB"
    private const long Version = 1;
    private const string Tables = """
        CREATE TABLE report (
          number INTEGER PRIMARY KEY, state INTEGER NOT NULL, at INTEGER NOT NULL, source TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
          tag TEXT, reason TEXT, errors BLOB, resent INTEGER, body BLOB NOT NULL);
        CREATE INDEX report_set_aside ON report (number) WHERE state <> 0;
        CREATE TABLE bookmark (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE counter (last INTEGER NOT NULL);
        INSERT INTO counter VALUES (0);
        """;

    /// <summary>The bytes of a page of the file.</summary>
    public const int PageBytes = 4096;

    /// <summary>Opens the file, and makes it when it is missing.</summary>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    /// <exception cref="OutboxException">It is no outbox, or one of a newer version.</exception>
    public static SqliteConnection Open(string path)
    {
        if (!OperatingSystem.IsWindows() && !File.Exists(path)) MakePrivate(path);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 0 }.ToString());
        try
        {
            connection.Open();
            Execute(connection, $"PRAGMA page_size={PageBytes}; PRAGMA locking_mode=EXCLUSIVE;");
            Check(connection, path); // before anything is changed in a file that is not ours
            Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
            Execute(connection, "PRAGMA secure_delete=FAST; PRAGMA journal_size_limit=16777216; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8192;");
            Execute(connection, "BEGIN EXCLUSIVE");
            Make(connection);
            Execute(connection, "COMMIT");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Reads one number.</summary>
    public static long Number(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this assembly
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(command.ExecuteScalar() ?? 0L, CultureInfo.InvariantCulture);
    }

    /// <summary>Runs statements without a result.</summary>
    public static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this assembly
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static void Check(SqliteConnection connection, string path)
    {
        if (IsEmpty(connection)) return;
        if (Number(connection, "PRAGMA application_id") != ApplicationId) throw new OutboxException($"The file {path} is no outbox.");
        if (Number(connection, "PRAGMA user_version") != Version) throw new OutboxException($"The outbox {path} is of a newer version of this library.");
    }

    private static void Make(SqliteConnection connection)
    {
        if (!IsEmpty(connection)) return;
        Execute(connection, Tables);
        Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id={ApplicationId}; PRAGMA user_version={Version}"));
    }

    private static bool IsEmpty(SqliteConnection connection) => Number(connection, "SELECT COUNT(*) FROM sqlite_schema") == 0;

    [UnsupportedOSPlatform("windows")]
    private static void MakePrivate(string path)
    {
        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = Private };
        using var file = new FileStream(path, options);
    }
}
