using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Resolve.Runtime.Ports;
using Resolve.Storage.Sqlite;

namespace Resolve.Storage.Alerts;

/// <summary>Alerts in the file <c>alerts.db</c> of a data directory, beside the journal. One process at a time: whoever holds the journal.</summary>
/// <remarks>WAL, <c>synchronous=FULL</c>: what a call has returned from is on disk. Losing the file loses no fact: the next start assumes old alerts were
/// delivered.</remarks>
public sealed class SqliteAlertStore : SqlAlertStore
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "alerts.db";

    private const int ApplicationId = 0x52534C41, Version = 1; // "RSLA"

    private readonly SqliteConnection _connection;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly string _path;
    private bool _isDisposed;

    private SqliteAlertStore(SqliteConnection connection, string path)
        : base("") => (_connection, _path) = (connection, path);

    /// <summary>Opens the store of a data directory; makes it where it is not there.</summary>
    /// <param name="directory">The data directory, which is there.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The store; dispose it to close the file.</returns>
    /// <exception cref="JournalException">It cannot be opened or written, is damaged, foreign or of a newer program.</exception>
    public static async Task<SqliteAlertStore> OpenAsync(string directory, CancellationToken cancellationToken)
    {
        string path = Path.Combine(directory, FileName);
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false, DefaultTimeout = 5 };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await PrepareAsync(connection, path, cancellationToken).ConfigureAwait(false);
            return new SqliteAlertStore(connection, path);
        }
        catch (Exception e)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            if (e is SqliteException error)
            {
                JournalException mapped = SqliteErrors.Map(error, $"The alerts {path} could not be opened");
                if (mapped.Failure != JournalFailure.Damaged) throw mapped;
                throw new JournalException(mapped.Failure,
                    $"{mapped.Message} Without a copy move the file away: the delivered alerts are lost, reports and watches are not.", error);
            }
            throw;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        await _gate.WaitAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
        _gate.Dispose();
    }

    private protected override async ValueTask<DbConnection> TakeAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        return _connection;
    }

    private protected override ValueTask GiveBackAsync(DbConnection connection)
    {
        _gate.Release();
        return ValueTask.CompletedTask;
    }

    private protected override JournalException? Map(Exception error, string what) =>
        error is SqliteException sqlite ? SqliteErrors.Map(sqlite, $"{what} ({_path})") : null;

    private static async Task PrepareAsync(SqliteConnection connection, string path, CancellationToken cancellationToken)
    {
        long application = await ScalarAsync(connection, "PRAGMA application_id", cancellationToken).ConfigureAwait(false);
        long version = await ScalarAsync(connection, "PRAGMA user_version", cancellationToken).ConfigureAwait(false);
        bool isEmpty = await ScalarAsync(connection, "SELECT count(*) FROM sqlite_master", cancellationToken).ConfigureAwait(false) == 0;
        if (!isEmpty && (application != ApplicationId || version < 1))
            throw new JournalException(JournalFailure.Damaged, $"{path} is a SQLite database, but holds no alerts of Resolve.");
        if (version > Version) throw new JournalException(JournalFailure.Damaged,
            $"{path} has schema version {version}; this program knows up to {Version}. Use a newer program.");
        await ExecuteAsync(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", cancellationToken).ConfigureAwait(false);
        if (!isEmpty) return;
        string tables = Tables.Replace("{0}", "", StringComparison.Ordinal);
        string marks = string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version};");
        await ExecuteAsync(connection, $"BEGIN IMMEDIATE; {tables} {marks} COMMIT;", cancellationToken).ConfigureAwait(false);
    }

    private static async Task<long> ScalarAsync(SqliteConnection connection, string text, CancellationToken cancellationToken)
    {
        await using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Fixed text.
        command.CommandText = text;
#pragma warning restore CA2100
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false), CultureInfo.InvariantCulture);
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string text, CancellationToken cancellationToken)
    {
        await using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Fixed text.
        command.CommandText = text;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
