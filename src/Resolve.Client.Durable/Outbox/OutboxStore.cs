using Microsoft.Data.Sqlite;

namespace Resolve.Client.Durable.Outbox;

/// <summary>The reports of a feed on disk, in the order in which they were accepted.</summary>
/// <remarks>
/// Not thread-safe: <see cref="OutboxAccess"/> lets one caller in at a time. Every change is one transaction. The column <c>state</c> holds the
/// numbers of <see cref="FeedReportState"/>; acknowledged reports have no row.
/// </remarks>
internal sealed class OutboxStore : IDisposable
{
    /// <summary>Pages kept for notes about parked reports when the outbox is full of reports.</summary>
    private const int ReservePages = 64;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert, _count, _read, _park, _acknowledge, _pages, _setBookmark;
    private readonly string _path;
    private readonly long _bytesMax;
    private long _firstWaiting, _lastNumber, _waiting, _waitingBytes, _parked, _usedBytes;
    private long? _oldestWaitingAt;

    private OutboxStore(SqliteConnection connection, string path, long bytesMax)
    {
        (_connection, _path, _bytesMax) = (connection, path, bytesMax);
        OutboxSchema.Execute(connection, $"PRAGMA max_page_count={(bytesMax / OutboxSchema.PageBytes) + ReservePages}");
        _insert = Prepare(
            "INSERT INTO report (number, state, at, source, id, version, tag, body) VALUES ($number, 0, $at, $source, $id, $version, $tag, $body)",
            "$number", "$at", "$source", "$id", "$version", "$tag", "$body");
        _count = Prepare("UPDATE counter SET last = $last", "$last");
        _read = Prepare("SELECT number, at, source, id, version, tag, body FROM report WHERE number >= $from AND state = 0 ORDER BY number", "$from");
        _park = Prepare(
            "UPDATE report SET state = 1, reason = $reason, errors = $errors WHERE number = $number AND state = 0", "$reason", "$errors", "$number");
        _acknowledge = Prepare("DELETE FROM report WHERE number BETWEEN $from AND $through AND state = 0", "$from", "$through");
        _pages = Prepare("SELECT page_count - freelist_count FROM pragma_page_count(), pragma_freelist_count()");
        _setBookmark = Prepare(
            "INSERT INTO bookmark (name, value) VALUES ($name, $value) ON CONFLICT (name) DO UPDATE SET value = excluded.value", "$name", "$value");
        LoadCounts();
    }

    public static OutboxStore Open(string path, long bytesMax)
    {
        try
        {
            SqliteConnection connection = OutboxSchema.Open(path);
            try
            {
                return new OutboxStore(connection, path, bytesMax);
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch (SqliteException e)
        {
            throw OutboxErrors.Map(e, path);
        }
    }

    /// <summary>Gets what the store holds now.</summary>
    public OutboxCounts Counts() => new(_lastNumber, _waiting, _waitingBytes, _parked, _usedBytes, _waiting == 0 ? null : _firstWaiting, _oldestWaitingAt);

    /// <summary>Says whether so many bytes of reports more still fit.</summary>
    public bool HasRoom(long bytes) => _usedBytes + bytes + (bytes / 16) + OutboxSchema.PageBytes <= _bytesMax;

    /// <summary>Stores reports and bookmarks; they are on disk when it returns.</summary>
    /// <returns>The number of the first report.</returns>
    public long Append(IReadOnlyList<OutboxRow> rows, IReadOnlyList<FeedBookmark> bookmarks, long at) => Run(() =>
    {
        long first = _lastNumber + 1, bytes = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            Insert(first + i, rows[i], at);
            bytes += rows[i].Body.Length;
        }
        foreach (FeedBookmark bookmark in bookmarks) Execute(_setBookmark, bookmark.Name, bookmark.Value);
        if (rows.Count > 0) Execute(_count, first + rows.Count - 1);
        return () =>
        {
            _lastNumber += rows.Count;
            Added(first, rows.Count, bytes, at);
            return first;
        };
    });

    /// <summary>Reads the oldest waiting reports.</summary>
    public List<OutboxRow> ReadWaiting(int linesMax, long bytesMax)
    {
        var rows = new List<OutboxRow>();
        if (_waiting == 0) return rows;
        long bytes = 0;
        Ask(_read, [_firstWaiting], reader =>
        {
            OutboxRow row = ReadRow(reader);
            bytes += row.Body.Length;
            if (rows.Count > 0 && bytes > bytesMax) return false;
            rows.Add(row);
            return rows.Count < linesMax;
        });
        return rows;
    }

    /// <summary>Notes what came of the oldest waiting reports: those in <paramref name="parked"/> are parked, the others go.</summary>
    public void Settle(IReadOnlyList<OutboxRow> settled, long through, IReadOnlyList<ParkedNote> parked) => Run(() =>
    {
        foreach (ParkedNote note in parked) Execute(_park, note.Reason, note.Errors, note.Number);
        Execute(_acknowledge, _firstWaiting, through);
        return () =>
        {
            _waiting -= settled.Count;
            _waitingBytes -= settled.Sum(static r => (long)r.Body.Length);
            _parked += parked.Count;
            FindFirst(through + 1);
            return 0;
        };
    });

    /// <summary>Gets what is known of one report; null when the outbox has no row of it.</summary>
    public FeedStatus? Find(long number) => FindBy("number = $number", number, null, null);

    /// <summary>Gets what is known of the newest row of a version of a report; looks at all rows.</summary>
    public FeedStatus? Find(string source, string id, int version) => FindBy("source = $source AND id = $id AND version = $number", version, source, id);

    /// <summary>Lists parked reports behind a number.</summary>
    public List<ParkedReport> ReadParked(long after, int limit)
    {
        using SqliteCommand command = Prepare(
            "SELECT number, at, source, id, version, tag, body, reason, errors FROM report "
            + "WHERE number > $after AND state <> 0 AND state = 1 ORDER BY number LIMIT $limit",
            "$after", "$limit");
        var found = new List<ParkedReport>();
        Ask(command, [after, limit], reader =>
        {
            OutboxRow row = ReadRow(reader);
            byte[]? errors = reader.IsDBNull(8) ? null : (byte[])reader[8];
            found.Add(new ParkedReport(row.Number, row.Source, row.Id, row.Version, reader.GetString(7), FeedJson.ReadErrors(errors), row.Body)
            {
                Tag = row.Tag,
                AcceptedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.AcceptedAt),
            });
            return true;
        });
        return found;
    }

    /// <summary>Gives a parked report up, or sends it again as <paramref name="again"/>; its own row stays without its body.</summary>
    /// <returns>The number of the new row, 0 for none; null when the report is not parked.</returns>
    public long? Release(long number, OutboxRow? again, long at)
    {
        if (Find(number)?.State != FeedReportState.Parked) return null;
        return Run(() =>
        {
            long next = again is null ? 0 : _lastNumber + 1;
            using SqliteCommand release = Prepare(
                "UPDATE report SET state = $state, resent = $resent, body = x'', errors = NULL WHERE number = $number AND state = 1",
                "$state", "$resent", "$number");
            Execute(release, (long)(again is null ? FeedReportState.Discarded : FeedReportState.Resent), again is null ? null : next, number);
            if (again is not null)
            {
                Insert(next, again, at);
                Execute(_count, next);
            }
            return () =>
            {
                _parked--;
                if (again is null) return 0;
                _lastNumber = next;
                Added(next, 1, again.Body.Length, at);
                return next;
            };
        });
    }

    public string? ReadBookmark(string name)
    {
        using SqliteCommand command = Prepare("SELECT value FROM bookmark WHERE name = $name", "$name");
        string? value = null;
        Ask(command, [name], reader =>
        {
            value = reader.GetString(0);
            return false;
        });
        return value;
    }

    public void Dispose()
    {
        foreach (SqliteCommand command in new[] { _insert, _count, _read, _park, _acknowledge, _pages, _setBookmark }) command.Dispose();
        _connection.Dispose();
    }

    private static OutboxRow ReadRow(SqliteDataReader reader) =>
        new(reader.GetString(2), reader.GetString(3), reader.GetInt32(4), reader.IsDBNull(5) ? null : reader.GetString(5), (byte[])reader[6])
        {
            Number = reader.GetInt64(0),
            AcceptedAt = reader.GetInt64(1),
        };

    private void Insert(long number, OutboxRow row, long at) => Execute(_insert, number, at, row.Source, row.Id, row.Version, row.Tag, row.Body);

    private void Added(long first, int count, long bytes, long at)
    {
        if (count > 0 && _waiting == 0) (_firstWaiting, _oldestWaitingAt) = (first, at);
        _waiting += count;
        _waitingBytes += bytes;
    }

    private FeedStatus? FindBy(string condition, long number, string? source, string? id)
    {
        using SqliteCommand command = Prepare(
            $"SELECT number, state, source, id, version, tag, at, resent FROM report WHERE {condition} ORDER BY number DESC LIMIT 1",
            source is null ? ["$number"] : ["$number", "$source", "$id"]);
        FeedStatus? found = null;
        Ask(command, source is null ? [number] : [number, source, id], reader =>
        {
            found = new FeedStatus(reader.GetInt64(0), (FeedReportState)reader.GetInt32(1))
            {
                Source = reader.GetString(2),
                Id = reader.GetString(3),
                Version = reader.GetInt32(4),
                Tag = reader.IsDBNull(5) ? null : reader.GetString(5),
                AcceptedAt = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(6)),
                ResentAs = reader.IsDBNull(7) ? null : reader.GetInt64(7),
            };
            return false;
        });
        return found;
    }

    private void LoadCounts()
    {
        _lastNumber = OutboxSchema.Number(_connection, "SELECT last FROM counter");
        _waiting = OutboxSchema.Number(_connection, "SELECT COUNT(*) FROM report WHERE state = 0");
        _waitingBytes = OutboxSchema.Number(_connection, "SELECT COALESCE(SUM(LENGTH(body)), 0) FROM report WHERE state = 0");
        _parked = OutboxSchema.Number(_connection, "SELECT COUNT(*) FROM report WHERE state <> 0 AND state = 1");
        FindFirst(0);
        _usedBytes = Pages();
    }

    private void FindFirst(long from)
    {
        (_firstWaiting, _oldestWaitingAt) = (from, null);
        if (_waiting == 0) return;
        _read.Parameters[0].Value = from;
        using SqliteDataReader reader = _read.ExecuteReader();
        if (reader.Read()) (_firstWaiting, _oldestWaitingAt) = (reader.GetInt64(0), reader.GetInt64(1));
    }

    private long Pages()
    {
        using SqliteDataReader reader = _pages.ExecuteReader();
        return reader.Read() ? reader.GetInt64(0) * OutboxSchema.PageBytes : 0;
    }

    /// <summary>Runs one transaction; what it returns is done with the counts in memory once it is on disk.</summary>
    private long Run(Func<Func<long>> change)
    {
        try
        {
            OutboxSchema.Execute(_connection, "BEGIN IMMEDIATE");
            Func<long> done = change();
            OutboxSchema.Execute(_connection, "COMMIT");
            long result = done();
            _usedBytes = Pages();
            return result;
        }
        catch (SqliteException e)
        {
            RollBack();
            throw OutboxErrors.Map(e, _path);
        }
    }

    private void RollBack()
    {
        try
        {
            OutboxSchema.Execute(_connection, "ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself, as it does when the disk is full; no transaction is open then.
        }
    }

    private void Ask(SqliteCommand command, object?[] values, Func<SqliteDataReader, bool> next)
    {
        try
        {
            Bind(command, values);
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read() && next(reader))
            {
            }
        }
        catch (SqliteException e)
        {
            throw OutboxErrors.Map(e, _path);
        }
    }

    private static void Execute(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        Bind(command, values);
        command.ExecuteNonQuery();
    }

    private static void Bind(SqliteCommand command, ReadOnlySpan<object?> values)
    {
        for (int i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }

    private SqliteCommand Prepare(string sql, params string[] names)
    {
        SqliteCommand command = _connection.CreateCommand();
#pragma warning disable CA2100 // constants of this class
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (string name in names) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }
}
