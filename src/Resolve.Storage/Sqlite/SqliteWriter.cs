using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Resolve.Runtime.Ports;
using static SQLitePCL.raw;

namespace Resolve.Storage.Sqlite;

/// <summary>The one connection that writes, and the thread that owns it.</summary>
internal sealed class SqliteWriter : IDisposable
{
    /// <summary>A change that is written over whatever a failed commit left in the log.</summary>
    private const string Settle = "UPDATE journal_end SET failed_commits = failed_commits + 1";

    private readonly string _path;
    private readonly SqliteJournalOptions _options;
    private readonly GroupCommitQueue _queue;
    private readonly Thread _thread;
    private SqliteConnection? _connection;
    private SqliteStatement? _begin, _insert, _end, _commit, _rollback;
    private long _position;
    private long _uncheckpointedBytes;

    /// <summary>Opens the file for writing, brings it to the newest schema, and finds its newest entry; the thread is not started.</summary>
    /// <param name="path">The file, which is there.</param>
    /// <param name="options">The options, valid.</param>
    /// <param name="queue">Where appends wait.</param>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    /// <exception cref="JournalException">It is foreign, newer or damaged.</exception>
    public SqliteWriter(string path, SqliteJournalOptions options, GroupCommitQueue queue)
    {
        (_path, _options, _queue) = (path, options, queue);
        Connect();
        try
        {
            _position = SqliteSchema.NewestPosition(_connection!, path);
        }
        catch
        {
            Disconnect();
            throw;
        }
        _thread = new Thread(Loop) { IsBackground = true, Name = "journal writer" };
    }

    /// <summary>Gets the position of the newest durable entry.</summary>
    public long Position => Interlocked.Read(ref _position);

    /// <summary>Starts the thread.</summary>
    public void Start() => _thread.Start();

    /// <summary>Writes what waits, then closes the file.</summary>
    public void Dispose()
    {
        _queue.Close();
        if (_thread.IsAlive) _thread.Join();
        Disconnect();
    }

    private void Loop()
    {
        var batch = new List<PendingAppend>();
        while (_queue.WaitAsync().AsTask().GetAwaiter().GetResult())
        {
            _queue.Take(batch);
            if (batch.Count > 0) Write(batch);
        }
    }

    private void Write(List<PendingAppend> batch)
    {
        long started = Stopwatch.GetTimestamp();
        long first = _position + 1;
        bool committing = false;
        try
        {
            if (_connection is null) Connect();
            long last = Insert(batch, first);
            _options.BeforeCommit?.Invoke();
            committing = true;
            _commit!.Run();
            Interlocked.Exchange(ref _position, last);
        }
        catch (SqliteException error)
        {
            JournalException failure = SqliteErrors.Map(error, $"The journal {_path} could not be written");
            _queue.Fail(batch, Undo(committing) || error.SqliteErrorCode == SQLITE_FULL ? failure : Unknown(failure));
            return;
        }
        catch (Exception error)
        {
            // The thread must live on and no caller may wait for ever, whatever it was.
            JournalException failure = error as JournalException
                ?? new JournalException(JournalFailure.Storage, $"The journal {_path} could not be written: {error.Message}", error);
            _queue.Fail(batch, Undo(committing) ? failure : Unknown(failure));
            return;
        }
        _queue.Acknowledge(batch, first, started);
        foreach (PendingAppend append in batch) _uncheckpointedBytes += append.Bytes;
        if (_uncheckpointedBytes >= _options.CheckpointBytes) Checkpoint();
    }

    private long Insert(List<PendingAppend> batch, long first)
    {
        _begin!.Run();
        long position = first;
        foreach (PendingAppend append in batch)
        {
            foreach (JournalEntry entry in append.Entries)
            {
                _insert!.Bind(1, position);
                _insert.Bind(2, (long)entry.Kind);
                _insert.Bind(3, EntryChecksum.Of(position, entry.Kind, entry.Payload.Span));
                _insert.Bind(4, entry.Payload.Span);
                _insert.Run();
                position++;
            }
        }
        if (position == first) SqliteSchema.Execute(_connection!, Settle);
        _end!.Bind(1, position - 1);
        _end.Run();
        return position - 1;
    }

    /// <summary>Rolls back, so that the next batch finds a clean connection.</summary>
    /// <remarks>
    /// A commit can fail after its frames are in the write-ahead log (the device refuses only the flush). SQLite then takes them for unwritten
    /// and writes over them next, but a crash before that would bring them back. So something is written over them at once; where even that
    /// fails, the next batch does it.
    /// </remarks>
    /// <returns>
    /// False when a commit failed and nothing could be written over it: a crash now may bring it back, unless the disk is full, since then
    /// the frame that commits is not whole in the log.
    /// </returns>
    private bool Undo(bool committing)
    {
        try
        {
            if (_connection is null) return true;
            if (sqlite3_get_autocommit(_connection.Handle) == 0) _rollback!.Run();
            if (committing) SqliteSchema.Execute(_connection, Settle);
            return true;
        }
        catch (SqliteException)
        {
            Disconnect();
            return !committing;
        }
    }

    private static JournalException Unknown(JournalException failure) => new(
        JournalFailure.Unknown, $"{failure.Message} Durability is unknown: a commit failed and could not be undone; resubmit, which is idempotent.", failure);

    /// <summary>Moves the log into the main file. Not an append's business: when it fails the log just stays longer.</summary>
    private void Checkpoint()
    {
        try
        {
            // TRUNCATE waits for readers, so it is for the log which passive ones could not shorten.
            bool overgrown = new FileInfo(_path + "-wal") is { Exists: true } log && log.Length > 8L * _options.CheckpointBytes;
            SqliteSchema.Execute(_connection!, overgrown ? "PRAGMA wal_checkpoint(TRUNCATE)" : "PRAGMA wal_checkpoint(PASSIVE)");
            _uncheckpointedBytes = 0;
        }
        catch (SqliteException)
        {
            _uncheckpointedBytes /= 2; // try again, but not after every batch
        }
    }

    private void Connect()
    {
        try
        {
            SqliteConnection connection = _connection = SqliteSchema.Open(_path, SqliteOpenMode.ReadWrite);
            SqliteSchema.Check(connection, _path, SqliteSchema.Steps, mayWrite: true);
            SqliteSchema.EnterWriteAheadMode(connection, _path);
            if (_options.PagesMax > 0) SqliteSchema.Execute(connection, $"PRAGMA max_page_count = {_options.PagesMax}");
            _begin = new SqliteStatement(connection, "BEGIN IMMEDIATE");
            _insert = new SqliteStatement(connection, "INSERT INTO entry (position, kind, checksum, payload) VALUES (?1, ?2, ?3, ?4)");
            _end = new SqliteStatement(connection, "UPDATE journal_end SET position = ?1");
            _commit = new SqliteStatement(connection, "COMMIT");
            _rollback = new SqliteStatement(connection, "ROLLBACK");
        }
        catch
        {
            Disconnect();
            throw;
        }
    }

    private void Disconnect()
    {
        _begin?.Dispose();
        _insert?.Dispose();
        _end?.Dispose();
        _commit?.Dispose();
        _rollback?.Dispose();
        _connection?.Dispose();
        (_begin, _insert, _end, _commit, _rollback, _connection) = (null, null, null, null, null, null);
    }
}
