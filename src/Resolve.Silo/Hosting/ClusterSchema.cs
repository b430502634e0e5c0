using System.Globalization;
using Npgsql;
using Resolve.Silo.Configuration;
using Resolve.Silo.Grains;
using Resolve.Storage.Alerts;
using Resolve.Storage.Postgres;

namespace Resolve.Silo.Hosting;

/// <summary>Makes the tables of a cluster: those of the journal and of alerts, and those of members and grain states.</summary>
internal static class ClusterSchema
{
    private const int Newest = 1;

    /// <summary>Makes the tables, or brings them to the newest version; any number of processes may do so at once.</summary>
    public static async Task MigrateAsync(SiloOptions options, CancellationToken cancellationToken)
    {
        var tables = new PostgresJournalOptions { Schema = options.Schema };
        await PostgresJournal.MigrateAsync(options.ConnectionString, tables, cancellationToken).ConfigureAwait(false);
        await (await PostgresAlertStore.OpenAsync(options.ConnectionString, tables, cancellationToken).ConfigureAwait(false))
            .DisposeAsync().ConfigureAwait(false);
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(options.ConnectionString);
        await using NpgsqlConnection connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({unchecked((long)StableHash.Of64("resolve cluster schema"))})", cancellationToken)
            .ConfigureAwait(false);
        await ExecuteAsync(connection, "CREATE TABLE IF NOT EXISTS resolve_cluster_version (version integer NOT NULL)", cancellationToken)
            .ConfigureAwait(false);
        int version = await VersionAsync(connection, cancellationToken).ConfigureAwait(false);
        if (version > Newest) throw new InvalidOperationException($"The cluster's tables have version {version}; this program knows up to {Newest}. Use a "
            + "newer program.");
        for (int step = version + 1; step <= Newest; step++) await ExecuteAsync(connection, Read(step), cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(connection, $"DELETE FROM resolve_cluster_version; INSERT INTO resolve_cluster_version VALUES ({Newest})", cancellationToken)
            .ConfigureAwait(false);
        await RemoveRetiredRowsAsync(connection, options.ServiceId, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes the rows of grains that repeated the index. Silos of the version before may write some until they are replaced: nobody reads them, and
    /// the next run removes them.</summary>
    private static async Task RemoveRetiredRowsAsync(NpgsqlConnection connection, string serviceId, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = "DELETE FROM OrleansStorage WHERE GrainTypeString = ANY($1) AND ServiceId = $2";
        command.Parameters.Add(new NpgsqlParameter { Value = StateNames.Retired.ToArray() });
        command.Parameters.Add(new NpgsqlParameter { Value = serviceId });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string Read(int step)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"cluster-{step}.sql");
        using Stream stream = typeof(ClusterSchema).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static async Task<int> VersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(max(version), 0) FROM resolve_cluster_version";
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is int version ? version : 0;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = connection.CreateCommand();
        // The statements of Orleans name parameters with @, which here are text to store: no parameter is bound, so none is looked for.
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
