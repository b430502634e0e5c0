using Microsoft.Data.Sqlite;
using Resolve.Runtime.Ports;

namespace Resolve.Storage.Sqlite;

/// <summary>A connection that reads, with its statements prepared. One thread at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _one, _range, _newest;

    /// <summary>Prepares reading.</summary>
    /// <param name="connection">An open connection, which the reader closes.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="SqliteException">The file cannot be read.</exception>
    public SqliteReader(SqliteConnection connection, string path)
    {
        (_connection, _path) = (connection, path);
        try
        {
            _one = new SqliteStatement(connection, "SELECT position, kind, checksum, payload FROM entry WHERE position = ?1");
            _range = new SqliteStatement(
                connection, "SELECT position, kind, checksum, payload FROM entry WHERE position > ?1 AND position <= ?2 ORDER BY position");
            _newest = new SqliteStatement(connection, "SELECT max(position) FROM entry");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Finds the newest entry.</summary>
    /// <returns>Its position; 0 when there is none.</returns>
    public long Newest()
    {
        try
        {
            return _newest.Step() ? _newest.Number(0) : 0;
        }
        finally
        {
            _newest.Reset();
        }
    }

    /// <summary>Reads an entry that must be there.</summary>
    /// <param name="position">Its position.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="JournalException">It is missing or damaged.</exception>
    public JournalRecord One(long position)
    {
        try
        {
            _one.Bind(1, position);
            return _one.Step() ? Current(_one, position) : throw EntryChecksum.Missing(position, _path);
        }
        finally
        {
            _one.Reset();
        }
    }

    /// <summary>Reads entries that must be there, as many as fit.</summary>
    /// <param name="after">The position before the first.</param>
    /// <param name="last">The position of the last, above <paramref name="after"/>.</param>
    /// <param name="bytesMax">The payload bytes at which to stop.</param>
    /// <returns>At least one entry, in order, without a gap.</returns>
    /// <exception cref="JournalException">One is missing or damaged.</exception>
    public List<JournalRecord> Page(long after, long last, int bytesMax)
    {
        const int OverheadBytes = 64; // of an entry in memory, so that a million empty ones are no page
        var page = new List<JournalRecord>();
        try
        {
            _range.Bind(1, after);
            _range.Bind(2, last);
            long bytes = 0;
            while (bytes < bytesMax && after < last && _range.Step())
            {
                JournalRecord record = Current(_range, ++after);
                page.Add(record);
                bytes += record.Payload.Length + OverheadBytes;
            }
            return bytes < bytesMax && after < last ? throw EntryChecksum.Missing(after + 1, _path) : page;
        }
        finally
        {
            _range.Reset();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _one.Dispose();
        _range.Dispose();
        _newest.Dispose();
        _connection.Dispose();
    }

    private JournalRecord Current(SqliteStatement row, long expected)
    {
        if (row.Number(0) != expected) throw EntryChecksum.Missing(expected, _path);
        long kind = row.Number(1);
        ReadOnlySpan<byte> payload = row.Bytes(3);
        return kind is > 0 and <= byte.MaxValue && row.Number(2) == EntryChecksum.Of(expected, (JournalEntryKind)kind, payload)
            ? new JournalRecord(expected, (JournalEntryKind)kind, payload.ToArray())
            : throw EntryChecksum.Wrong(expected, _path);
    }
}
