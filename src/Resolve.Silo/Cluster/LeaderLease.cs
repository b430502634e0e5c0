using Npgsql;
using Resolve.Runtime.Ports;

namespace Resolve.Silo.Cluster;

/// <summary>Lets one leader work at a time, whatever the silos believe of one another.</summary>
internal interface ILeaderLease : IAsyncDisposable
{
    /// <summary>Gets the epoch, which grows.</summary>
    long Epoch { get; }

    /// <summary>Makes sure that the lock is held still; throws when it is not.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task CheckAsync(CancellationToken cancellationToken);
}

/// <summary>Where leaders of one cluster take their lock.</summary>
internal interface ILeaderLeases
{
    /// <summary>Waits for the lock.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The lock; dispose it to free it.</returns>
    Task<ILeaderLease> TakeAsync(CancellationToken cancellationToken);
}

/// <summary>The lock of the leaders of a cluster on PostgreSQL.</summary>
internal sealed class DatabaseLocks(Configuration.SiloOptions options, IJournal journal, TimeProvider clock) : ILeaderLeases
{
    /// <inheritdoc/>
    public async Task<ILeaderLease> TakeAsync(CancellationToken cancellationToken) =>
        await LeaderLease.TakeAsync(options.ConnectionString, options.Schema, journal, clock, cancellationToken).ConfigureAwait(false);
}

/// <summary>Lets one leader work at a time, whatever the silos believe of one another: an advisory lock of a database session.</summary>
/// <remarks>
/// The lock ends with the session, so a killed silo frees it at once. The epoch is the epoch that the journal begins with it:
/// from then on the database refuses appends of earlier ones, also of a writer that does not know yet that its session is gone.
/// </remarks>
internal sealed class LeaderLease : ILeaderLease
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly NpgsqlConnection _connection;

    private LeaderLease(NpgsqlConnection connection, long epoch) => (_connection, Epoch) = (connection, epoch);

    /// <summary>Gets the epoch.</summary>
    public long Epoch { get; }

    /// <summary>Waits for the lock.</summary>
    public static async Task<LeaderLease> TakeAsync(string connectionString, string schema, IJournal journal, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var text = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 5, ApplicationName = "resolve-leader" };
        long key = unchecked((long)StableHash.Of64("resolve leader " + schema));
        while (true)
        {
            var connection = new NpgsqlConnection(text.ConnectionString);
            try
            {
                await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
                while (!(bool)(await ScalarAsync(connection, $"SELECT pg_try_advisory_lock({key})", cancellationToken).ConfigureAwait(false))!)
                    await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
                return new LeaderLease(connection, await journal.BeginEpochAsync(cancellationToken).ConfigureAwait(false));
            }
            catch (Exception e) when (e is NpgsqlException or JournalException)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>Makes sure that the lock is held still.</summary>
    /// <exception cref="NpgsqlException">The session is gone, and the lock with it.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken) => await ScalarAsync(_connection, "SELECT 1", cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }
}
