using System.Globalization;
using Microsoft.Data.Sqlite;
using Resolve.Runtime.Ports;

namespace Resolve.Storage.Sqlite;

/// <summary>What belongs to single entities and is no fact, by type and key, in the file <c>states.db</c> of a data directory.</summary>
/// <remarks>WAL, <c>synchronous=FULL</c>: what was written is on disk. One process at a time, whoever holds the journal; calls come one after the
/// other.</remarks>
public sealed class SqliteStateStore : IAsyncDisposable
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "states.db";

    private const int ApplicationId = 0x52534C53, Version = 1; // "RSLS"

    /// <summary>Stored format, version 1. A state that was cleared keeps its row, so that its version never comes back.</summary>
    private const string Tables = "CREATE TABLE state (type TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, payload BLOB, PRIMARY KEY (type, "
        + "key)) STRICT, WITHOUT ROWID;";

    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly string _path;
    private bool _isDisposed;

    private SqliteStateStore(SqliteConnection connection, string path) => (_connection, _path) = (connection, path);

    /// <summary>Opens the store of a data directory; makes it where it is not there.</summary>
    /// <param name="directory">The data directory, which is there.</param>
    /// <returns>The store; dispose it to close the file.</returns>
    /// <exception cref="JournalException">It cannot be opened or written, is damaged, foreign or of a newer program.</exception>
    public static SqliteStateStore Open(string directory)
    {
        string path = Path.Combine(directory, FileName);
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteSchema.Open(path, SqliteOpenMode.ReadWriteCreate);
            Prepare(connection, path);
            return new SqliteStateStore(connection, path);
        }
        catch (Exception e)
        {
            connection?.Dispose();
            if (e is SqliteException error) throw SqliteErrors.Map(error, $"The states {path} could not be opened");
            throw;
        }
    }

    /// <summary>Reads a state.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="key">Its key; both are compared letter by letter.</param>
    /// <returns>The state; version 0 when it was never written, no payload when it was cleared.</returns>
    /// <exception cref="JournalException">It cannot be read.</exception>
    public StoredState Read(string type, string key) =>
        Run(type, key, "read", "SELECT version, payload FROM state WHERE type = @type AND key = @key", static command =>
    {
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() ? new StoredState(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetFieldValue<byte[]>(1)) : default;
    });

    /// <summary>Writes a state, unless somebody has written it since it was read; its version then grows by 1.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="key">Its key.</param>
    /// <param name="payload">The state; null clears it.</param>
    /// <param name="version">The version that was read.</param>
    /// <returns>Whether it was written.</returns>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public bool TryWrite(string type, string key, byte[]? payload, long version)
    {
        const string Insert = "INSERT INTO state (type, key, version, payload) VALUES (@type, @key, @version + 1, @payload) ON CONFLICT (type, key) DO NOTHING";
        const string Update = "UPDATE state SET version = version + 1, payload = @payload WHERE type = @type AND key = @key AND version = @version";
        return Run(type, key, "written", version == 0 ? Insert : Update, command =>
        {
            command.Parameters.AddWithValue("@version", version);
            command.Parameters.Add("@payload", SqliteType.Blob).Value = (object?)payload ?? DBNull.Value;
            return command.ExecuteNonQuery() == 1;
        });
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _connection.Dispose();
        }
        return ValueTask.CompletedTask;
    }

    private T Run<T>(string type, string key, string done, string text, Func<SqliteCommand, T> run)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            try
            {
                using SqliteCommand command = _connection.CreateCommand();
#pragma warning disable CA2100 // Fixed texts.
                command.CommandText = text;
#pragma warning restore CA2100
                command.Parameters.AddWithValue("@type", type);
                command.Parameters.AddWithValue("@key", key);
                return run(command);
            }
            catch (SqliteException e)
            {
                throw SqliteErrors.Map(e, $"A state could not be {done} ({_path})");
            }
        }
    }

    private static void Prepare(SqliteConnection connection, string path)
    {
        bool isEmpty = SqliteSchema.Scalar(connection, "SELECT count(*) FROM sqlite_master") == 0;
        long version = SqliteSchema.Scalar(connection, "PRAGMA user_version");
        if (!isEmpty && (SqliteSchema.Scalar(connection, "PRAGMA application_id") != ApplicationId || version < 1))
            throw new JournalException(JournalFailure.Damaged, $"{path} is a SQLite database, but holds no states of Resolve.");
        if (version > Version) throw new JournalException(JournalFailure.Damaged,
            $"{path} has schema version {version}; this program knows up to {Version}. Use a newer program.");
        SqliteSchema.Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = 1;");
        if (!isEmpty) return;
        string marks = string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version};");
        SqliteSchema.Execute(connection, $"BEGIN IMMEDIATE; {Tables} {marks} COMMIT;");
    }
}

/// <summary>A state as it is kept.</summary>
/// <param name="Version">How often it was written; 0 for never.</param>
/// <param name="Payload">The state; null when it was never written, or was cleared.</param>
public readonly record struct StoredState(long Version, byte[]? Payload);
