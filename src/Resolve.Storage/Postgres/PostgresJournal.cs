using System.Data;
using System.Runtime.CompilerServices;
using Npgsql;
using Resolve.Runtime.Ports;

namespace Resolve.Storage.Postgres;

/// <summary>The journal in PostgreSQL (14 or newer): several processes append to one journal at once.</summary>
/// <remarks>
/// Positions are given in the order of commits, without gaps: a reader that sees an entry sees all before it. Each process gathers its waiting
/// appends into one transaction (group commit); the transactions of all processes follow one another. An append returns after the server has
/// confirmed its flush, also where <c>synchronous_commit</c> is off; a server with <c>fsync = off</c> cannot be helped. When the connection breaks during a
/// commit the
/// outcome is looked up before the caller hears anything; only when the database stays away for <see cref="PostgresJournalOptions.DoubtSecondsMax"/>
/// does the caller learn that the outcome is unknown. Every entry carries a checksum, which every read verifies. Safe for use from any number of threads.
/// </remarks>
public sealed class PostgresJournal : IJournal
{
    private const int FirstPageEntries = 64, PageEntriesMax = 8_192;

    private readonly NpgsqlDataSource _source;
    private readonly PostgresJournalOptions _options;
    private readonly GroupCommitQueue _queue;
    private readonly Task _writer;
    private readonly string _one, _page, _some, _end, _begin;
    private long _position;
    private int _disposed;

    private PostgresJournal(NpgsqlDataSource source, PostgresJournalOptions options, long position, bool keepsContent)
    {
        (_source, _options, _position) = (source, options, position);
        string columns = keepsContent ? "position, kind, checksum, payload, content" : "position, kind, checksum, payload, NULL::bytea";
        _one = $"SELECT {columns} FROM {options.Schema}.entry WHERE position = $1";
        _page = $"SELECT {columns} FROM {options.Schema}.entry WHERE position > $1 AND position <= $2 ORDER BY position";
        _some = $"SELECT {columns} FROM {options.Schema}.entry WHERE position = ANY($1) ORDER BY position";
        _end = $"SELECT position FROM {options.Schema}.journal_end";
        _begin = $"UPDATE {options.Schema}.journal_end SET epoch = GREATEST(epoch + 1, pg_current_xact_id()::text::bigint) RETURNING epoch";
        _queue = new GroupCommitQueue(options.Limits());
        _writer = Task.Run(new PostgresWriter(source, options, keepsContent, _queue, Advance, TimeProvider.System).RunAsync);
    }

    /// <inheritdoc/>
    /// <remarks>The newest that this process knows of: it grows with its own appends and with every read. For what others appended ask
    /// <see cref="RefreshAsync"/>.</remarks>
    public long Position => Interlocked.Read(ref _position);

    /// <inheritdoc/>
    public int EntryBytesMax => _options.EntryBytesMax;

    /// <summary>Makes the tables of a journal, or brings them to the newest version; does nothing where they are.</summary>
    /// <param name="connectionString">The database, in Npgsql's form, with a role that may change tables.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Gives up; then nothing has changed.</param>
    /// <returns>A task that ends when the tables are there.</returns>
    /// <exception cref="JournalException">As of <see cref="OpenAsync"/>.</exception>
    public static async Task MigrateAsync(string connectionString, PostgresJournalOptions options, CancellationToken cancellationToken)
    {
        await using NpgsqlDataSource source = Source(connectionString, options);
        await GuardAsync(() => PostgresSchema.MigrateAsync(source, options.Schema, PostgresSchema.Steps, cancellationToken), options).ConfigureAwait(false);
    }

    /// <summary>Opens a journal; makes it where it is not there and <see cref="PostgresJournalOptions.Migrate"/> is set.</summary>
    /// <param name="connectionString">The database, in Npgsql's form.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The journal; dispose it to write what waits and to close its connections.</returns>
    /// <exception cref="ArgumentException">The connection string cannot be read, or an option is out of its range.</exception>
    /// <exception cref="JournalException">
    /// <see cref="JournalFailure.Unavailable"/>: the database cannot be reached; <see cref="JournalFailure.ReadOnly"/>: the role has not the rights, or
    /// the tables must be migrated first; <see cref="JournalFailure.Damaged"/>: the tables are damaged or newer than this program.
    /// </exception>
    public static async Task<PostgresJournal> OpenAsync(string connectionString, PostgresJournalOptions options, CancellationToken cancellationToken)
    {
        NpgsqlDataSource source = Source(connectionString, options);
        try
        {
            (long position, bool keepsContent) = (0, false);
            await GuardAsync(
                async () =>
                {
                    if (options.Migrate) await PostgresSchema.MigrateAsync(source, options.Schema, PostgresSchema.Steps, cancellationToken)
                        .ConfigureAwait(false);
                    (position, keepsContent) = await PostgresSchema.CheckAsync(source, options.Schema, cancellationToken).ConfigureAwait(false);
                },
                options).ConfigureAwait(false);
            return new PostgresJournal(source, options, position, keepsContent);
        }
        catch
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Asks the database for the newest entry, whoever appended it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its position, which <see cref="Position"/> then is at least.</returns>
    /// <exception cref="JournalException">The database cannot be reached.</exception>
    public async ValueTask<long> RefreshAsync(CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        await GuardAsync(
            async () =>
            {
                await using NpgsqlCommand command = _source.CreateCommand(_end);
                Advance(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is long end ? end : 0);
            },
            _options).ConfigureAwait(false);
        return Position;
    }

    /// <inheritdoc/>
    /// <remarks>The payloads must not be changed until the call has returned. An entry without a kind, or over the size limit, is refused with
    /// <see cref="ArgumentException"/>.</remarks>
    public ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken) =>
        AppendAsync(entries, epoch: 0, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>The database compares the epoch in the transaction that writes, so a writer that lost its lease cannot append beside its successor.</remarks>
    public ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, long epoch, CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        return _queue.AppendAsync(entries, epoch, this, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>The epoch is at least the number of the transaction that began it, as it was before journals kept epochs, so that it is above those of older
    /// programs.</remarks>
    public async ValueTask<long> BeginEpochAsync(CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        long epoch = 0;
        await GuardAsync(
            async () =>
            {
                await using NpgsqlCommand command = _source.CreateCommand(_begin);
                epoch = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is long begun ? begun : 0;
            },
            _options).ConfigureAwait(false);
        return epoch > 0
            ? epoch
            : throw new JournalException(JournalFailure.Damaged,
                $"The end mark of the journal in schema {_options.Schema} is missing. Restore it from a copy.");
    }

    /// <inheritdoc/>
    /// <remarks>It sees what all processes had appended when the first entry was asked for.</remarks>
    public async IAsyncEnumerable<JournalRecord> ReadAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long newest = await RefreshAsync(cancellationToken).ConfigureAwait(false);
        int size = FirstPageEntries;
        var page = new List<JournalRecord>();
        for (after = Math.Max(after, 0); after < newest; after = page[^1].Position)
        {
            long bytes = await ReadPageAsync(page, after, Math.Min(newest, after + size), cancellationToken).ConfigureAwait(false);
            size = NextSize(size, page.Count, bytes);
            foreach (JournalRecord record in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return record;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<JournalRecord?> ReadOneAsync(long position, CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        cancellationToken.ThrowIfCancellationRequested();
        if (position < 1) return null;
        JournalRecord? found = null;
        await GuardAsync(
            async () =>
            {
                await using NpgsqlCommand command = _source.CreateCommand(_one);
                command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = position });
                await using NpgsqlDataReader row = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken).ConfigureAwait(false);
                if (await row.ReadAsync(cancellationToken).ConfigureAwait(false)) found = Current(row, position);
            },
            _options).ConfigureAwait(false);
        if (found is null && position <= Position) throw EntryChecksum.Missing(position, Where);
        if (found is not null) Advance(position);
        return found;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalRecord> ReadManyAsync(IReadOnlyCollection<long> positions,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        long[] wanted = [.. positions.Distinct().Order()];
        int size = FirstPageEntries;
        var page = new List<JournalRecord>();
        for (int from = 0; from < wanted.Length; from += page.Count)
        {
            long bytes = await ReadSomeAsync(page, wanted[from..Math.Min(wanted.Length, from + size)], cancellationToken).ConfigureAwait(false);
            size = NextSize(size, page.Count, bytes);
            foreach (JournalRecord record in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return record;
            }
        }
    }

    /// <summary>Counts what this process has done to the journal since it opened it.</summary>
    /// <returns>The numbers now.</returns>
    public JournalStatistics Statistics() => _queue.Statistics();

    /// <inheritdoc/>
    /// <remarks>Appends which have a place are written first; those that wait for a place end with <see cref="ObjectDisposedException"/>.</remarks>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _queue.Close();
        await _writer.ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
    }

    private string Where => $"schema {_options.Schema}";

    private static NpgsqlDataSource Source(string connectionString, PostgresJournalOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var text = new NpgsqlConnectionStringBuilder(connectionString);
        if (text.MaxAutoPrepare == 0) text.MaxAutoPrepare = 16; // the journal's handful of statements; plans stay with their connections
        return NpgsqlDataSource.Create(text);
    }

    private static async Task GuardAsync(Func<Task> work, PostgresJournalOptions options)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception error) when (PostgresErrors.IsKnown(error))
        {
            throw PostgresErrors.Map(error, $"The journal in schema {options.Schema} cannot be used");
        }
    }

    private async Task<long> ReadPageAsync(List<JournalRecord> page, long after, long last, CancellationToken cancellationToken)
    {
        page.Clear();
        long bytes = 0;
        await GuardAsync(
            async () =>
            {
                await using NpgsqlCommand command = _source.CreateCommand(_page);
                command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
                command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = last });
                await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await row.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    page.Add(Current(row, after + page.Count + 1));
                    bytes += page[^1].Payload.Length;
                }
            },
            _options).ConfigureAwait(false);
        return page.Count == last - after ? bytes : throw EntryChecksum.Missing(after + page.Count + 1, Where);
    }

    private async Task<long> ReadSomeAsync(List<JournalRecord> page, long[] positions, CancellationToken cancellationToken)
    {
        page.Clear();
        long bytes = 0;
        await GuardAsync(
            async () =>
            {
                await using NpgsqlCommand command = _source.CreateCommand(_some);
                command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = positions });
                await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (page.Count < positions.Length && await row.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    page.Add(Current(row, positions[page.Count]));
                    bytes += page[^1].Payload.Length;
                }
            },
            _options).ConfigureAwait(false);
        if (page.Count < positions.Length) throw EntryChecksum.Missing(positions[page.Count], Where);
        Advance(positions[^1]);
        return bytes;
    }

    /// <summary>How many entries to ask for next, by the bytes of those before.</summary>
    private int NextSize(int size, int count, long bytes) =>
        (int)Math.Clamp(_options.ReadPageBytes * (long)count / Math.Max(bytes, 1), 1, Math.Min(PageEntriesMax, size * 8));

    private JournalRecord Current(NpgsqlDataReader row, long expected)
    {
        if (row.GetInt64(0) != expected) throw EntryChecksum.Missing(expected, Where);
        short kind = row.GetInt16(1);
        byte[] payload = row.GetFieldValue<byte[]>(3);
        return kind is > 0 and <= byte.MaxValue && row.GetInt32(2) == unchecked((int)EntryChecksum.Of(expected, (JournalEntryKind)kind, payload))
            ? new JournalRecord(expected, (JournalEntryKind)kind, payload, row.IsDBNull(4) ? default : row.GetFieldValue<byte[]>(4))
            : throw EntryChecksum.Wrong(expected, Where);
    }

    private void Advance(long position)
    {
        long known = Position;
        while (position > known)
        {
            long seen = Interlocked.CompareExchange(ref _position, position, known);
            if (seen == known) return;
            known = seen;
        }
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
}
