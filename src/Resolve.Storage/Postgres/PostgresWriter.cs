using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using Resolve.Runtime.Ports;

namespace Resolve.Storage.Postgres;

/// <summary>The loop that carries what waits into the database, one transaction at a time.</summary>
internal sealed class PostgresWriter
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);

    private readonly NpgsqlDataSource _source;
    private readonly PostgresJournalOptions _options;
    private readonly GroupCommitQueue _queue;
    private readonly Action<long> _committed;
    private readonly TimeProvider _clock;
    private readonly string _allocate, _copy, _settle, _there;
    private readonly bool _keepsContent;

    /// <summary>Makes the writer.</summary>
    /// <param name="source">The database.</param>
    /// <param name="options">The options, valid.</param>
    /// <param name="keepsContent">Whether the table has room for content beside the payload.</param>
    /// <param name="queue">Where appends wait.</param>
    /// <param name="committed">Receives the position of the newest entry of each transaction, before its callers hear of it.</param>
    /// <param name="clock">The clock for pauses between attempts.</param>
    public PostgresWriter(NpgsqlDataSource source, PostgresJournalOptions options, bool keepsContent, GroupCommitQueue queue,
        Action<long> committed, TimeProvider clock)
    {
        (_source, _options, _keepsContent, _queue, _committed, _clock) = (source, options, keepsContent, queue, committed, clock);
        // The row of journal_end is locked until the commit: writers of all processes stand in line here, positions follow the order of
        // commits, and a rollback gives them back. The settings hold for this transaction: a server set to acknowledge before its disk must
        // wait after all, and a writer that lost its network must not hold the line up for ever.
        _allocate = $"""
            UPDATE {options.Schema}.journal_end SET position = position + CASE WHEN $2 IN (0, epoch) THEN $1 ELSE 0 END
            RETURNING $2 IN (0, epoch), position,
                set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END,
                true),
                set_config('idle_in_transaction_session_timeout', '30s', true)
            """;
        _settle = $"SELECT position FROM {options.Schema}.journal_end FOR UPDATE";
        _there = $"SELECT checksum FROM {options.Schema}.entry WHERE position BETWEEN $1 AND $2 ORDER BY position";
        _copy = $"COPY {options.Schema}.entry (position, kind, checksum, payload{(keepsContent ? ", content" : "")}) FROM STDIN (FORMAT BINARY)";
    }

    /// <summary>Writes until the queue is closed and empty.</summary>
    /// <returns>A task that ends then and never fails.</returns>
    public async Task RunAsync()
    {
        Activity.Current = null; // the loop is nobody's trace, whoever opened the journal
        var batch = new List<PendingAppend>();
        while (await _queue.WaitAsync().ConfigureAwait(false))
        {
            _queue.Take(batch);
            if (batch.Count > 0) await WriteAsync(batch).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(List<PendingAppend> batch)
    {
        using Activity? activity = JournalTrace.Commit(batch);
        long started = Stopwatch.GetTimestamp();
        int count = batch.Sum(append => append.Entries.Length);
        try
        {
            long last = await CommitAsync(batch, count).ConfigureAwait(false);
            _committed(last);
            _queue.Acknowledge(batch, last - count + 1, started);
        }
        catch (Exception error)
        {
            // The loop must live on and no caller may wait for ever, whatever it was.
            string what = $"The journal in schema {_options.Schema} could not be written";
            _queue.Fail(batch, error as JournalException ?? (PostgresErrors.IsKnown(error)
                ? PostgresErrors.Map(error, what)
                : new JournalException(JournalFailure.Unavailable, $"{what}: {error.Message}", error)));
        }
    }

    private async Task<long> CommitAsync(List<PendingAppend> batch, int count)
    {
        await using NpgsqlConnection connection = await _source.OpenConnectionAsync().ConfigureAwait(false);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        long last = await AllocateAsync(connection, count, batch[0].Epoch).ConfigureAwait(false);
        await CopyAsync(connection, batch, last - count + 1).ConfigureAwait(false);
        try
        {
            await transaction.CommitAsync().ConfigureAwait(false);
        }
        catch (Exception broken) when (PostgresErrors.IsKnown(broken))
        {
            if (!await WasCommittedAsync(batch, last - count + 1, broken).ConfigureAwait(false)) throw;
        }
        return last;
    }

    private async Task<long> AllocateAsync(NpgsqlConnection connection, int count, long epoch)
    {
        await using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = _allocate;
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = count });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = epoch });
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync().ConfigureAwait(false);
        if (await row.ReadAsync().ConfigureAwait(false))
        {
            return row.GetBoolean(0)
                ? row.GetInt64(1)
                : throw new JournalException(JournalFailure.Fenced, $"A newer epoch than {epoch} has begun; nothing was written.");
        }
        throw new JournalException(JournalFailure.Damaged, $"The end mark of the journal in schema {_options.Schema} is missing. Restore it from a copy.");
    }

    private async Task CopyAsync(NpgsqlConnection connection, List<PendingAppend> batch, long position)
    {
        await using NpgsqlBinaryImporter rows = await connection.BeginBinaryImportAsync(_copy).ConfigureAwait(false);
        foreach (PendingAppend append in batch)
        {
            foreach (JournalEntry entry in append.Entries)
            {
                int checksum = unchecked((int)EntryChecksum.Of(position, entry.Kind, entry.Payload.Span));
                await rows.StartRowAsync().ConfigureAwait(false);
                await rows.WriteAsync(position++, NpgsqlDbType.Bigint).ConfigureAwait(false);
                await rows.WriteAsync((short)entry.Kind, NpgsqlDbType.Smallint).ConfigureAwait(false);
                await rows.WriteAsync(checksum, NpgsqlDbType.Integer).ConfigureAwait(false);
                await rows.WriteAsync(entry.Payload, NpgsqlDbType.Bytea).ConfigureAwait(false);
                if (!_keepsContent) continue;
                if (entry.Content.IsEmpty) await rows.WriteNullAsync().ConfigureAwait(false);
                else await rows.WriteAsync(entry.Content, NpgsqlDbType.Bytea).ConfigureAwait(false);
            }
        }
        await rows.CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>Finds out whether a transaction was committed whose answer was lost with the connection.</summary>
    /// <remarks>
    /// The transaction holds the row of journal_end until it ends, so whoever has that row after it sees the outcome: the entries
    /// are there or they are not. The number of the transaction would not do: a server that crashed may give it out again.
    /// </remarks>
    private async Task<bool> WasCommittedAsync(List<PendingAppend> batch, long first, Exception broken)
    {
        long started = _clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await AreThereAsync(batch, first).ConfigureAwait(false);
            }
            catch (Exception again) when (PostgresErrors.IsKnown(again))
            {
                // The database is still away, or has not noticed the loss yet.
            }
            if (_clock.GetElapsedTime(started) > TimeSpan.FromSeconds(_options.DoubtSecondsMax))
            {
                throw new JournalException(
                    JournalFailure.Unknown,
                    $"The connection to the journal in schema {_options.Schema} broke during a commit, and the database did not come back in "
                        + $"{_options.DoubtSecondsMax} s: durability is unknown; resubmit, which is idempotent.",
                    broken);
            }
            await Task.Delay(RetryPause, _clock).ConfigureAwait(false);
        }
    }

    private async Task<bool> AreThereAsync(List<PendingAppend> batch, long first)
    {
        await using NpgsqlConnection connection = await _source.OpenConnectionAsync().ConfigureAwait(false);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await using (NpgsqlCommand settle = connection.CreateCommand())
        {
            settle.CommandText = "SET LOCAL lock_timeout = '2s'";
            await settle.ExecuteNonQueryAsync().ConfigureAwait(false);
            settle.CommandText = _settle;
            await settle.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
        int[] expected = [.. batch.SelectMany(static a => a.Entries).Select((e, i) => unchecked((int)EntryChecksum.Of(first + i, e.Kind, e.Payload.Span)))];
        await using NpgsqlCommand there = connection.CreateCommand();
        there.CommandText = _there;
        there.Parameters.Add(new NpgsqlParameter<long> { TypedValue = first });
        there.Parameters.Add(new NpgsqlParameter<long> { TypedValue = first + expected.Length - 1 });
        var found = new List<int>(expected.Length);
        await using (NpgsqlDataReader row = await there.ExecuteReaderAsync().ConfigureAwait(false))
            while (await row.ReadAsync().ConfigureAwait(false)) found.Add(row.GetInt32(0));
        return found.SequenceEqual(expected);
    }
}
