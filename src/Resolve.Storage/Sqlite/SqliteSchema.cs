using System.Globalization;
using Microsoft.Data.Sqlite;
using Resolve.Runtime.Ports;

namespace Resolve.Storage.Sqlite;

/// <summary>The tables of <c>journal.db</c>, their version, and the way from older versions. Stored format.</summary>
internal static class SqliteSchema
{
    /// <summary>The SQLite application id of a journal: "RSLV".</summary>
    public const int ApplicationId = 0x52534C56;

    /// <summary>
    /// The steps; step i leads from version i to i + 1, and a new journal goes through all. A step that was released never changes.
    /// The end is stored twice (the greatest position of <c>entry</c>, and <c>journal_end.position</c>), as a damaged page could hide the
    /// newest entries without a trace; inside, a gap shows. A checksum is that of <see cref="EntryChecksum"/>.
    /// </summary>
    public static readonly IReadOnlyList<string> Steps =
    [
        """
        CREATE TABLE entry (
            position INTEGER PRIMARY KEY,
            kind     INTEGER NOT NULL,
            checksum INTEGER NOT NULL,
            payload  BLOB    NOT NULL
        ) STRICT;
        CREATE TABLE journal_end (
            id             INTEGER PRIMARY KEY CHECK (id = 1),
            position       INTEGER NOT NULL,
            failed_commits INTEGER NOT NULL
        ) STRICT;
        INSERT INTO journal_end (id, position, failed_commits) VALUES (1, 0, 0);
        """,
    ];

    /// <summary>Makes a new, empty journal under a name of its own and gives it its name when it is whole, so that no crash leaves a half one.</summary>
    /// <param name="path">The path of the file, which is not there.</param>
    /// <param name="steps">The steps.</param>
    /// <exception cref="SqliteException">It cannot be made.</exception>
    /// <exception cref="IOException">It cannot be named.</exception>
    public static void Create(string path, IReadOnlyList<string> steps)
    {
        string unfinished = path + ".new";
        File.Delete(unfinished);
        File.Delete(unfinished + "-journal");
        using (SqliteConnection connection = Open(unfinished, SqliteOpenMode.ReadWriteCreate))
        {
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA synchronous = FULL; PRAGMA application_id = {ApplicationId};"));
            Upgrade(connection, 0, steps);
        }
        File.Move(unfinished, path);
    }

    /// <summary>Checks that a file is a journal of a version that this program knows, and brings it to the newest.</summary>
    /// <param name="connection">The open connection.</param>
    /// <param name="path">The path, for messages.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="mayWrite">False to refuse an older version instead of changing it.</param>
    /// <exception cref="JournalException">It is foreign or newer, or older and may not be changed.</exception>
    public static void Check(SqliteConnection connection, string path, IReadOnlyList<string> steps, bool mayWrite)
    {
        long application = Scalar(connection, "PRAGMA application_id");
        long version = Scalar(connection, "PRAGMA user_version");
        if (application != ApplicationId || version < 1)
        {
            throw new JournalException(JournalFailure.Damaged, $"{path} is a SQLite database, but not a journal of Resolve.");
        }
        if (version > steps.Count)
        {
            throw new JournalException(
                JournalFailure.Damaged, $"{path} has schema version {version}; this program knows up to {steps.Count}. Use a newer program.");
        }
        if (version == steps.Count) return;
        if (!mayWrite)
        {
            throw new JournalException(
                JournalFailure.ReadOnly, $"{path} has schema version {version}, older than {steps.Count}. Open it once for writing to bring it up to date.");
        }
        Upgrade(connection, (int)version, steps);
    }

    /// <summary>Finds the newest entry.</summary>
    /// <param name="connection">The open connection, checked.</param>
    /// <param name="path">The path, for messages.</param>
    /// <returns>Its position; 0 when there is none.</returns>
    /// <exception cref="JournalException">The ends of the journal are not where they should be: entries are missing.</exception>
    public static long NewestPosition(SqliteConnection connection, string path)
    {
        long first = Scalar(connection, "SELECT min(position) FROM entry"), newest, marked;
        using (var statement = new SqliteStatement(connection, "SELECT (SELECT max(position) FROM entry), (SELECT position FROM journal_end)"))
        {
            statement.Step(); // both in one statement, as another process may write
            (newest, marked) = (statement.Number(0), statement.Number(1));
        }
        if (newest != marked)
        {
            throw new JournalException(
                JournalFailure.Damaged, $"The journal {path} ends at entry {newest}, but should at {marked}: it is damaged. Restore it from a copy.");
        }
        return first == Math.Min(newest, 1) ? newest : throw EntryChecksum.Missing(1, path);
    }

    /// <summary>Opens a connection outside any pool: closing it closes the file.</summary>
    /// <param name="path">The path.</param>
    /// <param name="mode">Whether it may write or create.</param>
    /// <returns>The open connection.</returns>
    public static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 5 };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA busy_timeout = 5000"); // for statements which do not go through ADO.NET
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sets a connection to write-ahead mode, and every commit to wait for the device.</summary>
    /// <param name="connection">The open connection.</param>
    /// <param name="path">The path, for messages.</param>
    /// <exception cref="JournalException">The file system cannot do it.</exception>
    public static void EnterWriteAheadMode(SqliteConnection connection, string path)
    {
        using (SqliteCommand command = connection.CreateCommand())
        {
            command.CommandText = "PRAGMA journal_mode = WAL";
            if (command.ExecuteScalar() is not "wal")
            {
                throw new JournalException(
                    JournalFailure.Storage, $"The file system of {path} has no shared memory for a write-ahead log. Put the data directory on a local disk.");
            }
        }
        // Checkpoints are the writer's business, after its callers have their answers. fullfsync: macOS flushes the drive only when asked so.
        Execute(connection, "PRAGMA synchronous = FULL; PRAGMA fullfsync = 1; PRAGMA wal_autocheckpoint = 0;");
    }

    /// <summary>Opens a closed journal which this user may not write, nor make files beside it.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The open connection, which takes no locks: right only while nobody writes, so only where no log is beside the file.</returns>
    public static SqliteConnection OpenImmutable(string path) =>
        Open($"{new Uri(path).AbsoluteUri}?immutable=1", SqliteOpenMode.ReadOnly);

    /// <summary>Runs statements.</summary>
    /// <param name="connection">The open connection.</param>
    /// <param name="sql">The statements.</param>
    public static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Runs a statement and returns its first number.</summary>
    /// <param name="connection">The open connection.</param>
    /// <param name="sql">The statement.</param>
    /// <returns>The number; 0 when there is none.</returns>
    public static long Scalar(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is { } value and not DBNull ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : 0;
    }

    private static void Upgrade(SqliteConnection connection, int from, IReadOnlyList<string> steps)
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        for (int version = from; version < steps.Count; version++) Execute(connection, steps[version]);
        Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {steps.Count}"));
        transaction.Commit();
    }
}
