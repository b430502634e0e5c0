using Npgsql;
using Resolve.Runtime.Ports;

namespace Resolve.Storage.Postgres;

/// <summary>The tables of the journal in a schema, their version, and the way from older versions. Stored format.</summary>
internal static class PostgresSchema
{
    /// <summary>
    /// The steps; step i leads from version i to i + 1. <c>{0}</c> stands for the schema. A step that was released never changes.
    /// <c>journal_end</c> is both the place where writers wait for one another and the second memory of where the journal ends.
    /// A checksum is that of <see cref="EntryChecksum"/>, as a signed number.
    /// </summary>
    public static readonly IReadOnlyList<string> Steps =
    [
        """
        CREATE TABLE {0}.entry (
            position bigint   PRIMARY KEY,
            kind     smallint NOT NULL,
            checksum integer  NOT NULL,
            payload  bytea    NOT NULL
        );
        CREATE TABLE {0}.journal_end (id smallint PRIMARY KEY CHECK (id = 1), position bigint NOT NULL) WITH (fillfactor = 10);
        INSERT INTO {0}.journal_end (id, position) VALUES (1, 0);
        """,
        // The epoch of the newest leader: the transaction that appends compares it with its own.
        "ALTER TABLE {0}.journal_end ADD COLUMN epoch bigint NOT NULL DEFAULT 0;",
        // What a report contributes, packed. Nothing rests on it, so it may be dropped.
        "ALTER TABLE {0}.entry ADD COLUMN content bytea;",
    ];

    /// <summary>Makes the schema and its tables, or brings them to the newest version; any number of processes may do so at once.</summary>
    /// <param name="source">The database.</param>
    /// <param name="schema">The schema's plain name.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="cancellationToken">Gives up; then nothing has changed.</param>
    /// <exception cref="JournalException">The tables are newer than this program.</exception>
    public static async Task MigrateAsync(NpgsqlDataSource source, string schema, IReadOnlyList<string> steps, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        long key = unchecked((long)StableHash.Of64("resolve journal schema " + schema));
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({key})", cancellationToken).ConfigureAwait(false);
        int? version = await VersionAsync(connection, schema, cancellationToken).ConfigureAwait(false);
        RefuseNewer(version ?? 0, schema, steps);
        if (version == steps.Count) return;
        if (version is null)
        {
            // Asked for only where it is missing: IF NOT EXISTS would need the right to create even so.
            bool there = await ScalarAsync(connection, $"SELECT to_regnamespace('{schema}') IS NOT NULL", cancellationToken).ConfigureAwait(false) is true;
            if (!there) await ExecuteAsync(connection, $"CREATE SCHEMA {schema}", cancellationToken).ConfigureAwait(false);
            await ExecuteAsync(connection, $"CREATE TABLE {schema}.journal_version (version integer NOT NULL); INSERT INTO {schema}.journal_version VALUES (0)",
                cancellationToken).ConfigureAwait(false);
        }
        for (int step = version ?? 0; step < steps.Count; step++)
        {
            await ExecuteAsync(connection, steps[step].Replace("{0}", schema, StringComparison.Ordinal), cancellationToken).ConfigureAwait(false);
        }
        await ExecuteAsync(connection, $"UPDATE {schema}.journal_version SET version = {steps.Count}", cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Checks that the tables are of the version this program writes, and finds the newest entry.</summary>
    /// <param name="source">The database.</param>
    /// <param name="schema">The schema's plain name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The newest entry's position, 0 when there is none; and whether there is room for content beside the payloads.</returns>
    /// <exception cref="JournalException">They are missing, older, newer or damaged.</exception>
    public static async Task<(long Newest, bool HasContent)> CheckAsync(NpgsqlDataSource source, string schema, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        int version = await VersionAsync(connection, schema, cancellationToken).ConfigureAwait(false) ?? 0;
        RefuseNewer(version, schema, Steps);
        if (version < Steps.Count)
        {
            throw new JournalException(
                JournalFailure.ReadOnly, $"The journal's tables in schema {schema} have version {version}, not {Steps.Count}. Migrate them with a role that "
                    + "may.");
        }
        bool hasContent = await ScalarAsync(
            connection,
            $"SELECT EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = '{schema}.entry'::regclass AND attname = 'content' AND NOT attisdropped)",
            cancellationToken).ConfigureAwait(false) is true;
        await using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT (SELECT coalesce(max(position), 0) FROM {schema}.entry), (SELECT coalesce(min(position), 0) FROM {schema}.entry), "
            + $"position FROM {schema}.journal_end";
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        bool marked = await row.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (!marked || row.GetInt64(0) != row.GetInt64(2))
        {
            throw new JournalException(
                JournalFailure.Damaged, $"The journal in schema {schema} does not end where it should: it is damaged. Restore it from a copy.");
        }
        long newest = row.GetInt64(0);
        return row.GetInt64(1) == Math.Min(newest, 1) ? (newest, hasContent) : throw EntryChecksum.Missing(1, $"schema {schema}");
    }

    private static void RefuseNewer(int version, string schema, IReadOnlyList<string> steps)
    {
        if (version > steps.Count)
        {
            throw new JournalException(
                JournalFailure.Damaged, $"The journal's tables in schema {schema} have version {version}; this program knows up to {steps.Count}. Use a "
                    + "newer program.");
        }
    }

    private static async Task<int?> VersionAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        object? table = await ScalarAsync(connection, $"SELECT to_regclass('{schema}.journal_version')::text", cancellationToken).ConfigureAwait(false);
        return table is string ? await ScalarAsync(connection, $"SELECT version FROM {schema}.journal_version", cancellationToken)
            .ConfigureAwait(false) as int? : null;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }
}
