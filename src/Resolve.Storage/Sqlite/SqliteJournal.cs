using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Resolve.Runtime.Ports;

namespace Resolve.Storage.Sqlite;

/// <summary>The journal in one SQLite file, <c>journal.db</c> in a data directory: what was acknowledged survives a crash and a loss of power.</summary>
/// <remarks>
/// Write-ahead log, <c>synchronous=FULL</c>: an append returns after the device has confirmed its flush. Appends that wait at the same time
/// share one transaction (group commit). Every entry carries a checksum, which every read verifies. Readers have connections of their own and
/// neither wait for the writer nor hold it up. One process at a time may write; others may look with <see cref="OpenReadOnly"/>.
/// Safe for use from any number of threads. A failed append leaves the journal usable, and its positions are given to the next.
/// When the device confirms neither the flush of a commit nor anything after it, the append fails with <see cref="JournalFailure.Unknown"/>:
/// if the machine then stops, its entries can be there after the restart.
/// </remarks>
public sealed class SqliteJournal : IJournal
{
    /// <summary>The name of the file in the data directory.</summary>
    public const string FileName = "journal.db";

    private readonly string _path;
    private readonly SqliteJournalOptions _options;
    private readonly GroupCommitQueue _queue;
    private readonly DirectoryLock? _lock;
    private readonly SqliteWriter? _writer;
    private readonly Func<SqliteConnection> _openReader;
    private readonly ConcurrentBag<SqliteReader> _readers = [];
    private int _disposed;

    private SqliteJournal(string path, SqliteJournalOptions options, DirectoryLock? held, Func<SqliteConnection> openReader)
    {
        (_path, _options, _lock, _openReader) = (path, options, held, openReader);
        _queue = new GroupCommitQueue(options.Limits());
        if (held is not null)
        {
            _writer = new SqliteWriter(path, options, _queue);
            _writer.Start();
        }
        else
        {
            _queue.Close();
        }
    }

    /// <inheritdoc/>
    /// <remarks>In a journal opened with <see cref="OpenReadOnly"/> this asks the file each time: some microseconds.</remarks>
    public long Position => _writer is not null ? _writer.Position : Read(static (reader, _) => reader.Newest(), 0);

    /// <inheritdoc/>
    public int EntryBytesMax => _options.EntryBytesMax;

    /// <summary>Gets whether this journal was opened for looking only.</summary>
    public bool IsReadOnly => _writer is null;

    /// <summary>Opens the journal of a data directory for reading and writing; makes both where they are not there.</summary>
    /// <param name="directory">The data directory. Nothing else may write in it.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Gives up before the opening has begun.</param>
    /// <returns>The journal; dispose it to write what waits and to let go of the directory.</returns>
    /// <exception cref="ArgumentException">The directory is empty, or an option is out of its range.</exception>
    /// <exception cref="JournalException">
    /// <see cref="JournalFailure.InUse"/>: another process or journal holds the directory; <see cref="JournalFailure.ReadOnly"/>: it cannot be
    /// written; <see cref="JournalFailure.Damaged"/>: the file is damaged, no journal, or of a newer program;
    /// <see cref="JournalFailure.Storage"/>: the disk is full or fails.
    /// </exception>
    public static async Task<SqliteJournal> OpenAsync(string directory, SqliteJournalOptions options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        string full = Path.GetFullPath(directory);
        return await Task.Run(() => Open(full, options), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens the journal of a data directory for looking only, also while a server writes to it.</summary>
    /// <param name="directory">The data directory.</param>
    /// <returns>The journal; appending to it fails with <see cref="JournalFailure.ReadOnly"/>.</returns>
    /// <exception cref="JournalException">
    /// <see cref="JournalFailure.Unavailable"/>: there is no journal; <see cref="JournalFailure.ReadOnly"/>: this user may not read it, or its
    /// schema is older and must be brought up to date by a program that writes; <see cref="JournalFailure.Damaged"/>: it is damaged or newer.
    /// </exception>
    public static SqliteJournal OpenReadOnly(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        string path = Path.Combine(Path.GetFullPath(directory), FileName);
        if (!File.Exists(path)) throw new JournalException(JournalFailure.Unavailable, $"There is no journal {path}.");
        RefuseEmpty(path);
        var journal = new SqliteJournal(path, new SqliteJournalOptions(), held: null, () => OpenReadOnlyConnection(path));
        try
        {
            journal.Read(static (reader, _) => reader.Newest(), 0);
            return journal;
        }
        catch
        {
            journal.CloseReaders();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <remarks>The payloads must not be changed until the call has returned. An entry without a kind, or over the size limit, is refused with
    /// <see cref="ArgumentException"/>.</remarks>
    public ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        return _writer is null
            ? ValueTask.FromException<long>(new JournalException(JournalFailure.ReadOnly, $"The journal {_path} was opened for looking only."))
            : _queue.AppendAsync(entries, epoch: 0, this, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>One process at a time can open the journal for writing, so there are no epochs; the call writes over what a failed commit left.</remarks>
    public async ValueTask<long> BeginEpochAsync(CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        if (_writer is null) throw new JournalException(JournalFailure.ReadOnly, $"The journal {_path} was opened for looking only.");
        await _queue.ReclusterAsync(this, cancellationToken).ConfigureAwait(false);
        return 0;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<JournalRecord> ReadAsync(long after, CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        return ReadPagesAsync(Math.Max(after, 0), Position, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<JournalRecord?> ReadOneAsync(long position, CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<JournalRecord?>(cancellationToken);
        if (position < 1 || position > Position) return ValueTask.FromResult<JournalRecord?>(null);
        try
        {
            return ValueTask.FromResult<JournalRecord?>(Read(static (reader, wanted) => reader.One(wanted), position));
        }
        catch (JournalException failure)
        {
            return ValueTask.FromException<JournalRecord?>(failure);
        }
    }

    /// <summary>Counts what this journal has done since it was opened.</summary>
    /// <returns>The numbers now.</returns>
    public JournalStatistics Statistics() => _queue.Statistics();

    /// <inheritdoc/>
    /// <remarks>Appends which have a place are written first; those that wait for a place end with <see cref="ObjectDisposedException"/>.</remarks>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _queue.Close();
        await Task.Run(() =>
        {
            CloseReaders(); // before the writer: the last connection to close moves the log into the main file
            _writer?.Dispose();
            _lock?.Dispose();
        }).ConfigureAwait(false);
    }

    private static SqliteJournal Open(string directory, SqliteJournalOptions options)
    {
        string path = Path.Combine(directory, FileName);
        DirectoryLock held = DirectoryLock.Take(directory);
        try
        {
            if (File.Exists(path)) RefuseEmpty(path);
            else Create(path);
            return new SqliteJournal(path, options, held, () => SqliteSchema.Open(path, SqliteOpenMode.ReadOnly));
        }
        catch (Exception error)
        {
            held.Dispose();
            switch (error)
            {
                case SqliteException refused: throw SqliteErrors.Map(refused, $"The journal {path} could not be opened");
                case IOException or UnauthorizedAccessException: throw FileErrors.Map(error, $"The journal {path} could not be opened");
                default: throw;
            }
        }
    }

    private static void Create(string path)
    {
        if (new FileInfo(path + "-wal") is { Exists: true, Length: > 0 })
        {
            throw new JournalException(JournalFailure.Damaged, $"{path} is missing, but its log {path}-wal is there. Put the file back, or move the log away.");
        }
        SqliteSchema.Create(path, SqliteSchema.Steps);
    }

    private static void RefuseEmpty(string path)
    {
        // SQLite would take it for a new database; a journal is never made with this name before it is whole.
        if (new FileInfo(path).Length == 0) throw new JournalException(JournalFailure.Damaged,
            $"The journal {path} is empty: it was cut off. Restore it from a copy.");
    }

    private static SqliteConnection OpenReadOnlyConnection(string path)
    {
        try
        {
            return Checked(SqliteSchema.Open(path, SqliteOpenMode.ReadOnly), path);
        }
        catch (SqliteException refused) when (SqliteErrors.IsReadOnly(refused) && !File.Exists(path + "-wal"))
        {
            return Checked(SqliteSchema.OpenImmutable(path), path);
        }
    }

    private static SqliteConnection Checked(SqliteConnection connection, string path)
    {
        try
        {
            SqliteSchema.Check(connection, path, SqliteSchema.Steps, mayWrite: false);
            SqliteSchema.NewestPosition(connection, path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private async IAsyncEnumerable<JournalRecord> ReadPagesAsync(long after, long newest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (after >= newest) yield break;
        Task<List<JournalRecord>> next = PageAsync(after, newest);
        try
        {
            while (after < newest)
            {
                List<JournalRecord> page = await next.ConfigureAwait(false);
                after = page[^1].Position;
                if (after < newest) next = PageAsync(after, newest); // the next page is read while the caller works on this one
                foreach (JournalRecord record in page)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return record;
                }
            }
        }
        finally
        {
            // A caller who stops early leaves a page on its way; its reader goes back to the bag before this ends.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task<List<JournalRecord>> PageAsync(long after, long last) =>
        Task.Run(() => Read((reader, start) => reader.Page(start, last, _options.ReadPageBytes), after));

    private T Read<T>(Func<SqliteReader, long, T> read, long position)
    {
        ThrowIfDisposed();
        SqliteReader? reader = null;
        try
        {
            if (!_readers.TryTake(out reader)) reader = new SqliteReader(_openReader(), _path);
            T result = read(reader, position);
            _readers.Add(reader);
            if (Volatile.Read(ref _disposed) != 0) CloseReaders();
            return result;
        }
        catch (Exception error)
        {
            reader?.Dispose(); // after an error the next read starts with a fresh connection
            if (error is SqliteException refused) throw SqliteErrors.Map(refused, $"The journal {_path} could not be read");
            throw;
        }
    }

    private void CloseReaders()
    {
        while (_readers.TryTake(out SqliteReader? reader)) reader.Dispose();
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
}
