using System.Data.Common;
using System.Globalization;
using System.Text;
using Resolve.Alerts;
using Resolve.Runtime.Ports;

namespace Resolve.Storage.Alerts;

/// <summary>Alerts in tables, in the SQL that SQLite and PostgreSQL share.</summary>
/// <remarks>Numbers have gaps: silent alerts take one too. Times are milliseconds since 1970. A unit is matched by equality or, for a province, by its
/// prefix.</remarks>
public abstract class SqlAlertStore : IAlertStore
{
    /// <summary>The statements that make the tables; <c>{0}</c> stands for what comes before their names. Stored format, version 1.</summary>
    internal const string Tables =
        """
        CREATE TABLE {0}alert (
            number bigint  NOT NULL PRIMARY KEY,
            id     text    NOT NULL UNIQUE,
            kind   integer NOT NULL,
            silent integer NOT NULL,
            at     bigint  NOT NULL,
            body   text    NOT NULL
        );
        CREATE TABLE {0}alert_unit (unit text NOT NULL, number bigint NOT NULL, PRIMARY KEY (unit, number));
        CREATE INDEX alert_unit_number ON {0}alert_unit (number);
        CREATE TABLE {0}alert_read (unit text NOT NULL, number bigint NOT NULL, at bigint NOT NULL, PRIMARY KEY (unit, number));
        CREATE TABLE {0}alert_mark (id integer NOT NULL PRIMARY KEY CHECK (id = 1), position bigint NOT NULL);
        """;

    private readonly string _prefix;

    /// <summary>Makes the store.</summary>
    /// <param name="prefix">What comes before the names of tables, such as <c>resolve.</c></param>
    private protected SqlAlertStore(string prefix) => _prefix = prefix;

    /// <inheritdoc/>
    public ValueTask<AlertMark?> LoadAsync(CancellationToken cancellationToken) => WithAsync("read", LoadAsync, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> DeliverAsync(IReadOnlyList<Alert> alerts, IReadOnlyList<Alert> silent, long position, DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(alerts);
        ArgumentNullException.ThrowIfNull(silent);
        return WithAsync("written", (c, _) => DeliverAsync(c, alerts, silent, position, at), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeliveredAlert>> ListAsync(AlertQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return WithAsync("read", (c, ct) => ListAsync(c, query, ct), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<AlertCounts> CountAsync(AlertQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return WithAsync("read", (c, ct) => CountAsync(c, query, ct), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<int> MarkReadAsync(string unit, IReadOnlyList<long> numbers, long upTo, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(numbers);
        return WithAsync("written", (c, _) => MarkReadAsync(c, unit, numbers, upTo, at), cancellationToken);
    }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Gets the statement that makes another writer wait for this one's transaction; null where there can be no other.</summary>
    private protected virtual string? WriterLock => null;

    /// <summary>Gets an open connection for one call.</summary>
    private protected abstract ValueTask<DbConnection> TakeAsync(CancellationToken cancellationToken);

    /// <summary>Gives the connection back.</summary>
    private protected abstract ValueTask GiveBackAsync(DbConnection connection);

    /// <summary>Maps a database error to a journal error; null when it is none.</summary>
    private protected abstract JournalException? Map(Exception error, string what);

    private async ValueTask<T> WithAsync<T>(string done, Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            DbConnection connection = await TakeAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await work(connection, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await GiveBackAsync(connection).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (Map(e, $"Alerts could not be {done}") is { } mapped)
        {
            throw mapped;
        }
    }

    private async Task<AlertMark?> LoadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        long position;
        await using (DbCommand mark = Command(connection, $"SELECT position FROM {_prefix}alert_mark WHERE id = 1"))
        {
            if (await mark.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not { } value) return null;
            position = Convert.ToInt64(value, CultureInfo.InvariantCulture);
        }
        var ids = new List<string>();
        var rings = new List<Alert>();
        long newest = 0;
        // Only the alerts about rings are read whole: of the others the id is enough.
        string body = $"CASE WHEN kind IN ({(int)AlertKind.RingNew}, {(int)AlertKind.RingsMerged}) THEN body END";
        await using DbCommand all = Command(connection, $"SELECT number, id, silent, {body} FROM {_prefix}alert ORDER BY number");
        await using DbDataReader rows = await all.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            ids.Add(rows.GetString(1));
            if (rows.GetInt32(2) == 0) newest = rows.GetInt64(0);
            if (!await rows.IsDBNullAsync(3, cancellationToken).ConfigureAwait(false)) rings.Add(Read(rows.GetString(3)));
        }
        return new AlertMark(position, newest, ids, rings);
    }

    private async Task<long> DeliverAsync(DbConnection connection, IReadOnlyList<Alert> alerts, IReadOnlyList<Alert> silent, long position, DateTimeOffset at)
    {
        await using DbTransaction transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        if (WriterLock is { } takes) await ScalarAsync(connection, takes, CancellationToken.None).ConfigureAwait(false);
        long number = await ScalarAsync(connection, $"SELECT coalesce(max(number), 0) FROM {_prefix}alert", CancellationToken.None).ConfigureAwait(false);
        await using (DbCommand insert = Command(connection,
            $"INSERT INTO {_prefix}alert (number, id, kind, silent, at, body) VALUES (@number, @id, @kind, @silent, @at, @body) ON CONFLICT (id) DO NOTHING"))
        await using (DbCommand concern = Command(connection, $"INSERT INTO {_prefix}alert_unit (unit, number) VALUES (@unit, @number)"))
        {
            foreach ((Alert alert, int isSilent) in alerts.Select(a => (a, 0)).Concat(silent.Select(a => (a, 1))))
            {
                Set(insert, ("@number", number + 1), ("@id", alert.Id), ("@kind", (int)alert.Kind), ("@silent", isSilent), ("@at", at.ToUnixTimeMilliseconds()),
                    ("@body", AlertJson.Write(alert)));
                if (await insert.ExecuteNonQueryAsync().ConfigureAwait(false) == 0) continue;
                number++;
                if (isSilent == 1) continue;
                foreach (string unit in alert.Units.Distinct(StringComparer.Ordinal))
                {
                    Set(concern, ("@unit", unit), ("@number", number));
                    await concern.ExecuteNonQueryAsync().ConfigureAwait(false);
                }
            }
        }
        await using (DbCommand mark = Command(connection, $"INSERT INTO {_prefix}alert_mark (id, position) VALUES (1, @position) ON CONFLICT (id) DO UPDATE "
            + $"SET position = excluded.position WHERE {_prefix}alert_mark.position < excluded.position"))
        {
            Set(mark, ("@position", position));
            await mark.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
        long newest = await ScalarAsync(connection, $"SELECT coalesce(max(number), 0) FROM {_prefix}alert WHERE silent = 0", CancellationToken.None)
            .ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
        return newest;
    }

    private async Task<IReadOnlyList<DeliveredAlert>> ListAsync(DbConnection connection, AlertQuery query, CancellationToken cancellationToken)
    {
        string read = query.Unit is null ? "0" : $"CASE WHEN {IsRead()} THEN 1 ELSE 0 END";
        var text = new StringBuilder($"SELECT a.number, a.at, a.body, {read} FROM {_prefix}alert a WHERE ");
        var values = new List<(string, object)>();
        Filter(query, text, values);
        if (query.After is { } after)
        {
            text.Append(" AND a.number > @after ORDER BY a.number");
            values.Add(("@after", after));
        }
        else
        {
            if (query.Before is { } before)
            {
                text.Append(" AND a.number < @before");
                values.Add(("@before", before));
            }
            text.Append(" ORDER BY a.number DESC");
        }
        text.Append(" LIMIT @limit");
        values.Add(("@limit", query.Limit));
        await using DbCommand command = Command(connection, text.ToString());
        Set(command, [.. values]);
        await using DbDataReader rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var alerts = new List<DeliveredAlert>();
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            alerts.Add(new DeliveredAlert(rows.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(1)),
                Read(rows.GetString(2)), rows.GetInt32(3) == 1));
        return alerts;
    }

    private async Task<AlertCounts> CountAsync(DbConnection connection, AlertQuery query, CancellationToken cancellationToken)
    {
        string unread = query.Unit is null ? "count(*)" : $"coalesce(sum(CASE WHEN {IsRead()} THEN 0 ELSE 1 END), 0)";
        var text = new StringBuilder($"SELECT count(*), {unread}, (SELECT coalesce(max(number), 0) FROM {_prefix}alert WHERE silent = 0) FROM {_prefix}alert "
            + "a WHERE ");
        var values = new List<(string, object)>();
        Filter(query, text, values);
        await using DbCommand command = Command(connection, text.ToString());
        Set(command, [.. values]);
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await row.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new AlertCounts((int)row.GetInt64(0), (int)row.GetInt64(1), row.GetInt64(2));
    }

    private async Task<int> MarkReadAsync(DbConnection connection, string unit, IReadOnlyList<long> numbers, long upTo, DateTimeOffset at)
    {
        await using DbTransaction transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        int count = 0;
        string insert = $"INSERT INTO {_prefix}alert_read (unit, number, at) SELECT @own, a.number, @at FROM {_prefix}alert a WHERE a.silent = 0 AND ";
        await using (DbCommand one = Command(connection, insert + "a.number = @number ON CONFLICT (unit, number) DO NOTHING"))
        {
            foreach (long number in numbers)
            {
                Set(one, ("@own", unit), ("@at", at.ToUnixTimeMilliseconds()), ("@number", number));
                count += await one.ExecuteNonQueryAsync().ConfigureAwait(false);
            }
        }
        if (upTo > 0)
        {
            var text = new StringBuilder(insert);
            var values = new List<(string, object)> { ("@own", unit), ("@at", at.ToUnixTimeMilliseconds()), ("@upTo", upTo) };
            Filter(new AlertQuery { Unit = unit }, text, values);
            text.Append(" AND a.number <= @upTo ON CONFLICT (unit, number) DO NOTHING");
            await using DbCommand all = Command(connection, text.ToString());
            Set(all, [.. values]);
            count += await all.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
        await transaction.CommitAsync().ConfigureAwait(false);
        return count;
    }

    private string IsRead() => $"EXISTS (SELECT 1 FROM {_prefix}alert_read r WHERE r.number = a.number AND r.unit = @unit)";

    private void Filter(AlertQuery query, StringBuilder text, List<(string, object)> values)
    {
        text.Append("a.silent = 0");
        if (query.Kinds.Count > 0) text.Append(CultureInfo.InvariantCulture, $" AND a.kind IN ({string.Join(", ", query.Kinds.Select(k => (int)k))})");
        if (query.Since is { } since)
        {
            text.Append(" AND a.at >= @since");
            values.Add(("@since", since.ToUnixTimeMilliseconds()));
        }
        if (query.Unit is not { } unit) return;
        text.Append(CultureInfo.InvariantCulture, $" AND EXISTS (SELECT 1 FROM {_prefix}alert_unit u WHERE u.number = a.number AND (u.unit = @unit");
        values.Add(("@unit", unit));
        if (!unit.Contains('/', StringComparison.Ordinal))
        {
            text.Append(" OR substr(u.unit, 1, @length) = @province");
            values.Add(("@length", unit.EnumerateRunes().Count() + 1));
            values.Add(("@province", unit + "/"));
        }
        text.Append("))");
        if (query.UnreadOnly) text.Append(CultureInfo.InvariantCulture, $" AND NOT {IsRead()}");
    }

    private static Alert Read(string body)
    {
        try
        {
            return AlertJson.Read(body);
        }
        catch (FormatException e)
        {
            throw new JournalException(JournalFailure.Damaged, "An alert that was kept cannot be read: it is damaged or of a newer program.", e);
        }
    }

    private static DbCommand Command(DbConnection connection, string text)
    {
        DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Names and fixed words only; every value is a parameter.
        command.CommandText = text;
#pragma warning restore CA2100
        return command;
    }

    private static void Set(DbCommand command, params (string Name, object Value)[] values)
    {
        command.Parameters.Clear();
        foreach ((string name, object value) in values)
        {
            DbParameter parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }

    private static async Task<long> ScalarAsync(DbConnection connection, string text, CancellationToken cancellationToken)
    {
        await using DbCommand command = Command(connection, text);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is IConvertible value
            ? value.ToInt64(CultureInfo.InvariantCulture) : 0;
    }
}
