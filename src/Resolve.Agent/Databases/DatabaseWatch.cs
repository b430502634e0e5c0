using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Resolve.Agent.Configuration;
using Resolve.Agent.Folders;
using Resolve.Agent.Status;
using Resolve.Agent.Telemetry;
using Resolve.Client.Durable;
using Resolve.Reports;
using Resolve.Tables;

namespace Resolve.Agent.Databases;

/// <summary>How far a view is read. It stands in the outbox, in one transaction with the reports up to there.</summary>
/// <param name="Cursor">The cursor of the last row; null before the first.</param>
/// <param name="Row">How many rows were read.</param>
/// <param name="BadBytes">How long the quarantine was then.</param>
internal sealed record ViewProgress(CursorValue? Cursor = null, long Row = 0, long BadBytes = 0);

/// <summary>Feeds the new rows of a database view into the outbox, in the order of its cursor column.</summary>
internal sealed class DatabaseWatch(AgentStatus status, ILogger log)
{
    private const int BatchRows = 200;

    /// <summary>Reads what is behind the cursor.</summary>
    /// <param name="feed">The outbox.</param>
    /// <param name="database">The view.</param>
    /// <param name="mapping">Its mapping.</param>
    /// <param name="quarantinePath">The file for rows that are no reports.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    public async Task LookAsync(DurableFeed feed, DatabaseConfig database, CsvMapping mapping, string quarantinePath, CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(feed, database, mapping, quarantinePath, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DbException or CsvMappingException or InvalidDataException or InvalidOperationException or ArgumentException
            or NotSupportedException or TypeInitializationException or IOException && e is not ObjectDisposedException)
        {
            // Messages of databases may repeat values of rows.
            string reason = e is DbException { SqlState: { } state } ? $"{e.GetType().Name} {state}" : e is CsvMappingException { Column: { } column }
                ? $"no column '{column}'" : e.GetType().Name;
            bool isNew = status.Sources.Any(s => s.Name == database.Name && s.Trouble != reason);
            if (isNew) log.SourceUnavailable(database.Name, reason);
            status.Change(database.Name, s => s with { Trouble = reason });
        }
    }

    private async Task ReadAsync(DurableFeed feed, DatabaseConfig database, CsvMapping mapping, string quarantinePath, CancellationToken cancellationToken)
    {
        string bookmark = $"view:{database.Name}";
        ViewProgress start = await feed.GetBookmarkAsync(bookmark, cancellationToken).ConfigureAwait(false) is { } known
            ? JsonSerializer.Deserialize<ViewProgress>(known)! : new ViewProgress();
        DbProviderFactory factory = DatabaseProviders.Find(database.Provider);
        using DbConnection connection = factory.CreateConnection() ?? throw new InvalidOperationException("The provider makes no connections.");
        connection.ConnectionString = database.Connection ?? Environment.GetEnvironmentVariable(database.ConnectionVariable!)
            ?? throw new InvalidOperationException("The connection's variable is not set.");
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        using DbCommand command = Command(factory, connection, database, start.Cursor);
        using DbDataReader rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        string[] header = [.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetName)];
        int cursorAt = Array.FindIndex(header, h => string.Equals(h, database.Cursor, StringComparison.OrdinalIgnoreCase));
        if (cursorAt < 0) throw new CsvMappingException("The view has no cursor column.") { Column = database.Cursor };
        var reader = new TableReader(header, mapping);
        using var batch = new ViewBatch(feed, database.Name, bookmark, start, quarantinePath);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var cursor = CursorValue.Of(rows.IsDBNull(cursorAt) ? null : rows.GetValue(cursorAt), rows.GetDataTypeName(cursorAt));
            // Rows with one cursor go together: the next look asks for what is behind it.
            if (batch.Count >= BatchRows && cursor != batch.Cursor) await StoreAsync(batch, database.Name, cancellationToken).ConfigureAwait(false);
            string[] cells = [.. Enumerable.Range(0, header.Length).Select(i => rows.IsDBNull(i) ? "" : SheetRows.TextOf(rows.GetValue(i)))];
            ReportReadResult read = reader.Read(cells);
            if (batch.Add(cursor, read, cells) is { } refused) log.RowRefused(database.Name, database.View, refused, ErrorCodes.Of(read.Errors));
        }
        if (batch.Count > 0) await StoreAsync(batch, database.Name, cancellationToken).ConfigureAwait(false);
        else status.Change(database.Name, s => s with { Trouble = null });
    }

    private async Task StoreAsync(ViewBatch batch, string source, CancellationToken cancellationToken)
    {
        (int taken, int bad) = await batch.StoreAsync(cancellationToken).ConfigureAwait(false);
        status.Read(source, taken, bad);
        log.DatabaseRead(source, taken, bad);
    }

    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "View and cursor are the operator's, and quoted as names.")]
    private static DbCommand Command(DbProviderFactory factory, DbConnection connection, DatabaseConfig database, CursorValue? after)
    {
        DbCommand command = connection.CreateCommand();
        SqlDialect sql = SqlDialect.Of(factory, connection);
        string cursor = sql.Quoted(database.Cursor);
        command.CommandText = $"SELECT * FROM {sql.QuotedPath(database.View)} {(after is null ? "" : $"WHERE {cursor} > {sql.Parameter} ")}ORDER BY {cursor}";
        if (after is null) return command;
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = sql.Parameter.TrimStart('?') is { Length: > 0 } name ? name : "after";
        after.PutInto(parameter);
        command.Parameters.Add(parameter);
        return command;
    }

    /// <summary>The rows since the last that are in the outbox.</summary>
    private sealed class ViewBatch(DurableFeed feed, string source, string bookmark, ViewProgress start, string quarantinePath) : IDisposable
    {
        private readonly List<FeedReport> _reports = [];
        private readonly Quarantine _quarantine = new(quarantinePath, start.BadBytes);
        private long _row = start.Row;

        public CursorValue? Cursor { get; private set; } = start.Cursor;

        public int Count { get; private set; }

        /// <summary>Adds a row; returns its number when it went into quarantine.</summary>
        public long? Add(CursorValue cursor, ReportReadResult read, string[] cells)
        {
            (Cursor, Count, _row) = (cursor, Count + 1, _row + 1);
            if (read.Report is { } report)
            {
                _reports.Add(new FeedReport(ReportWriter.ToUtf8(report), $"{source}: row {_row}"));
                return null;
            }
            _quarantine.Add(source, _row, read.Errors, string.Join('\t', cells));
            return _row;
        }

        public async Task<(int Taken, int Bad)> StoreAsync(CancellationToken cancellationToken)
        {
            _quarantine.Flush();
            (int taken, int bad) = (_reports.Count, Count - _reports.Count);
            string value = JsonSerializer.Serialize(new ViewProgress(Cursor, _row, _quarantine.Length));
            await feed.EnqueueAsync(_reports, new FeedBookmark(bookmark, value), cancellationToken).ConfigureAwait(false);
            _reports.Clear();
            Count = 0;
            return (taken, bad);
        }

        public void Dispose() => _quarantine.Dispose();
    }
}
