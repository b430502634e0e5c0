using System.Data.Common;
using Npgsql;
using Resolve.Runtime.Ports;
using Resolve.Storage.Postgres;

namespace Resolve.Storage.Alerts;

/// <summary>Alerts in PostgreSQL, in the schema of the journal. One process writes alerts; any number read them and mark them read.</summary>
/// <remarks>Should two write for a moment, since one took over from another that still lives, each alert is kept once all the same, and numbers only
/// grow.</remarks>
public sealed class PostgresAlertStore : SqlAlertStore
{
    private const int Version = 1;

    private readonly NpgsqlDataSource _source;

    private PostgresAlertStore(NpgsqlDataSource source, string schema)
        : base(schema + ".")
    {
        _source = source;
        WriterLock = $"SELECT pg_advisory_xact_lock({unchecked((long)StableHash.Of64("resolve alert writer " + schema))})";
    }

    private protected override string? WriterLock { get; }

    /// <summary>Opens the store; makes its tables where they are not there and the options let it.</summary>
    /// <param name="connectionString">The database, in Npgsql's form.</param>
    /// <param name="options">The schema, and whether tables may be made.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The store; dispose it to close its connections.</returns>
    /// <exception cref="ArgumentException">The connection string cannot be read, or the schema is no plain name.</exception>
    /// <exception cref="JournalException">The database cannot be reached, or the tables are missing or of a newer program.</exception>
    public static async Task<PostgresAlertStore> OpenAsync(string connectionString, PostgresJournalOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        NpgsqlDataSource source = NpgsqlDataSource.Create(connectionString);
        try
        {
            await PrepareAsync(source, options, cancellationToken).ConfigureAwait(false);
            return new PostgresAlertStore(source, options.Schema);
        }
        catch (Exception e)
        {
            await source.DisposeAsync().ConfigureAwait(false);
            if (PostgresErrors.IsKnown(e)) throw PostgresErrors.Map(e, $"The alerts in schema {options.Schema} could not be opened");
            throw;
        }
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    private protected override async ValueTask<DbConnection> TakeAsync(CancellationToken cancellationToken) =>
        await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);

    private protected override ValueTask GiveBackAsync(DbConnection connection) => connection.DisposeAsync();

    private protected override JournalException? Map(Exception error, string what) => PostgresErrors.IsKnown(error) ? PostgresErrors.Map(error, what) : null;

    private static async Task PrepareAsync(NpgsqlDataSource source, PostgresJournalOptions options, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        long key = unchecked((long)StableHash.Of64("resolve alert schema " + options.Schema));
        await ScalarAsync(connection, $"SELECT pg_advisory_xact_lock({key})", cancellationToken).ConfigureAwait(false);
        object? there = await ScalarAsync(connection, $"SELECT to_regclass('{options.Schema}.alert_version')::text", cancellationToken).ConfigureAwait(false);
        int version = there is string && await ScalarAsync(connection, $"SELECT version FROM {options.Schema}.alert_version", cancellationToken)
            .ConfigureAwait(false) is int found ? found : 0;
        if (version > Version)
            throw new JournalException(JournalFailure.Damaged,
                $"The alerts in schema {options.Schema} have version {version}; this program knows up to {Version}. Use a newer program.");
        if (version == Version) return;
        if (!options.Migrate) throw new JournalException(JournalFailure.ReadOnly,
            $"The tables of alerts in schema {options.Schema} are missing. Make them with a role that may.");
        bool hasSchema = await ScalarAsync(connection, $"SELECT to_regnamespace('{options.Schema}') IS NOT NULL", cancellationToken)
            .ConfigureAwait(false) is true;
        if (!hasSchema) await ScalarAsync(connection, $"CREATE SCHEMA {options.Schema}", cancellationToken).ConfigureAwait(false);
        string tables = Tables.Replace("{0}", options.Schema + ".", StringComparison.Ordinal);
        await ScalarAsync(connection, $"{tables} CREATE TABLE {options.Schema}.alert_version (version integer NOT NULL); INSERT INTO "
            + $"{options.Schema}.alert_version VALUES ({Version});", cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string text, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The schema is a plain name, checked by the options.
        command.CommandText = text;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }
}
