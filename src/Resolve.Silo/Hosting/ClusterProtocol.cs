using System.Globalization;
using Npgsql;
using Resolve.Silo.Configuration;

namespace Resolve.Silo.Hosting;

/// <summary>The version of the messages between silos and gateways. Processes of two versions must not work in one cluster.</summary>
/// <remarks>
/// A silo bears the version in its name in Orleans' membership table, so that a process that starts can compare it with its own before it joins.
/// Raise <see cref="Version"/> with every change that a process of the version before would not understand: a method of a grain or of a grain
/// service removed or changed, the meaning of a message, the format of packed content (ADR 0109).
/// </remarks>
internal static class ClusterProtocol
{
    /// <summary>The version of this program.</summary>
    public const int Version = 5;

    private const string NamePrefix = "resolve-protocol-";

    /// <summary>A silo that has not written for this long is no member any more, whatever the table says: it writes every 10 seconds.</summary>
    private static readonly TimeSpan s_aliveMax = TimeSpan.FromSeconds(60);

    /// <summary>Makes the name of a silo.</summary>
    public static string NewSiloName() => string.Create(CultureInfo.InvariantCulture, $"{NamePrefix}{Version}-{Guid.NewGuid():N}");

    /// <summary>Reads the version from a silo's name.</summary>
    /// <param name="siloName">The name.</param>
    /// <returns>The version; 0 for a silo from before versions.</returns>
    public static int VersionOf(string siloName)
    {
        if (!siloName.StartsWith(NamePrefix, StringComparison.Ordinal)) return 0;
        int end = siloName.IndexOf('-', NamePrefix.Length);
        return end > 0 && int.TryParse(siloName.AsSpan(NamePrefix.Length, end - NamePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture,
            out int version) ? version : 0;
    }

    /// <summary>Makes sure that no silo of another version works in the cluster.</summary>
    /// <param name="options">Database and cluster.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ProtocolMismatchException">One does.</exception>
    public static async Task CheckAsync(SiloOptions options, CancellationToken cancellationToken)
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(options.ConnectionString);
        await using NpgsqlCommand command = source.CreateCommand(
            "SELECT SiloName FROM OrleansMembershipTable WHERE DeploymentId = $1 AND Status = $2 AND IAmAliveTime > $3");
        command.Parameters.Add(new NpgsqlParameter { Value = options.ClusterId });
        command.Parameters.Add(new NpgsqlParameter { Value = (int)SiloStatus.Active });
        command.Parameters.Add(new NpgsqlParameter { Value = DateTime.UtcNow - s_aliveMax });
        try
        {
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                if (VersionOf(reader.GetString(0)) is var other && other != Version) throw new ProtocolMismatchException(other);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            // No tables yet: the start says so.
        }
    }
}

/// <summary>Silos of another version of the messages work in the cluster.</summary>
/// <param name="other">Their version; 0 for one from before versions.</param>
internal sealed class ProtocolMismatchException(int other) : Exception(string.Create(
    CultureInfo.InvariantCulture,
    $"Cụm đang chạy giao thức {other}, chương trình này dùng giao thức {ClusterProtocol.Version}: hãy dừng mọi silo và gateway cũ rồi khởi động lại. · " +
    $"Silos of protocol {other} are running, this program speaks protocol {ClusterProtocol.Version}: stop all silos and gateways of the other version first, "
        + $"then start."));
