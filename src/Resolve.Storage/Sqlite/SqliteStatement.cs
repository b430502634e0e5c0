using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Resolve.Storage.Sqlite;

/// <summary>A prepared statement that binds and returns bytes as spans, which the ADO.NET classes copy. Not thread-safe.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <summary>Prepares a statement.</summary>
    /// <param name="connection">The open connection, which must outlive the statement.</param>
    /// <param name="sql">The text, with ?1, ?2… for parameters.</param>
    /// <exception cref="SqliteException">It cannot be prepared.</exception>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <summary>Sets a parameter to a number.</summary>
    /// <param name="index">The parameter's number, from 1.</param>
    /// <param name="value">The value.</param>
    public void Bind(int index, long value) => Check(raw.sqlite3_bind_int64(_statement, index, value));

    /// <summary>Sets a parameter to bytes, which SQLite copies.</summary>
    /// <param name="index">The parameter's number, from 1.</param>
    /// <param name="value">The value.</param>
    public void Bind(int index, ReadOnlySpan<byte> value) =>
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, index, 0) : raw.sqlite3_bind_blob(_statement, index, value));

    /// <summary>Goes to the next row.</summary>
    /// <returns>False when there is none.</returns>
    /// <exception cref="SqliteException">The statement failed; it is reset.</exception>
    public bool Step()
    {
        int result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW) return true;
        if (result == raw.SQLITE_DONE) return false;
        try
        {
            SqliteException.ThrowExceptionForRC(result, _database);
            return false;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Runs a statement that returns no rows, and makes it ready for the next run.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    /// <summary>Ends the run: no row is held, no lock, and it can run again.</summary>
    public void Reset() => _ = raw.sqlite3_reset(_statement); // repeats the error that Step has thrown already

    /// <summary>Reads a number of the current row.</summary>
    /// <param name="column">The column, from 0.</param>
    /// <returns>The number.</returns>
    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>Reads bytes of the current row.</summary>
    /// <param name="column">The column, from 0.</param>
    /// <returns>The bytes, valid until the next step.</returns>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
