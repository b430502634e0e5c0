using Npgsql;
using Resolve.Silo.Configuration;
using Resolve.Silo.Hosting;
using Resolve.TestKit.Postgres;

namespace Resolve.Silo.Tests.Processes;

/// <summary>Processes of two versions of the protocol do not work in one cluster.</summary>
public sealed class ProtocolTests
{
    [Fact]
    public void A_silo_bears_the_version_in_its_name()
    {
        Assert.Equal(ClusterProtocol.Version, ClusterProtocol.VersionOf(ClusterProtocol.NewSiloName()));
        Assert.Equal(12, ClusterProtocol.VersionOf("resolve-protocol-12-0a"));
    }

    [Theory]
    [InlineData("Silo_6f1a2")]
    [InlineData("resolve-protocol-")]
    [InlineData("resolve-protocol--1")]
    [InlineData("resolve-protocol-x-1")]
    [InlineData("resolve-protocol-99999999999-1")]
    public void A_silo_from_before_versions_has_version_zero(string name) => Assert.Equal(0, ClusterProtocol.VersionOf(name));

    [PostgresFact]
    public async Task A_process_ends_with_a_message_where_silos_of_another_version_work()
    {
        SiloOptions options = await KillTests.NewClusterAsync(await PostgresServer.SharedAsync());
        await AddMemberAsync(options, "resolve-protocol-9999-a", TimeSpan.Zero);
        foreach (string role in (string[])["silo", "gateway"])
        {
            await using SiloProcess process = SiloProcess.Start(options, role);
            Assert.Equal(8, await process.EndAsync());
            Assert.Contains("Silos of protocol 9999 are running", process.Said, StringComparison.Ordinal);
        }
    }

    [PostgresFact]
    public async Task Silos_of_the_same_version_and_those_that_are_gone_change_nothing()
    {
        SiloOptions options = await KillTests.NewClusterAsync(await PostgresServer.SharedAsync());
        await AddMemberAsync(options, "resolve-protocol-9999-a", TimeSpan.FromMinutes(10)); // it was killed with its whole cluster
        await ClusterProtocol.CheckAsync(options, CancellationToken.None);
        await AddMemberAsync(options, ClusterProtocol.NewSiloName(), TimeSpan.Zero);
        await ClusterProtocol.CheckAsync(options, CancellationToken.None);
        await AddMemberAsync(options, "Silo_1", TimeSpan.Zero);
        ProtocolMismatchException e = await Assert.ThrowsAsync<ProtocolMismatchException>(() => ClusterProtocol.CheckAsync(options, CancellationToken.None));
        Assert.Contains("Silos of protocol 0 are running", e.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_real_silo_is_found_by_its_name()
    {
        SiloOptions options = await KillTests.NewClusterAsync(await PostgresServer.SharedAsync());
        await using SiloProcess silo = SiloProcess.Start(options);
        await silo.ReadyAsync();
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(options.ConnectionString);
        await using NpgsqlCommand command = source.CreateCommand("SELECT SiloName FROM OrleansMembershipTable WHERE Status = 3");
        Assert.Equal(ClusterProtocol.Version, ClusterProtocol.VersionOf((string)(await command.ExecuteScalarAsync())!));
    }

    private static async Task AddMemberAsync(SiloOptions options, string name, TimeSpan age)
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(options.ConnectionString);
        await using NpgsqlCommand command = source.CreateCommand("INSERT INTO OrleansMembershipVersionTable (DeploymentId) VALUES ($1) ON CONFLICT DO NOTHING");
        command.Parameters.Add(new NpgsqlParameter { Value = options.ClusterId });
        await command.ExecuteNonQueryAsync();
        await using NpgsqlCommand insert = source.CreateCommand(
            """
            INSERT INTO OrleansMembershipTable (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
            VALUES ($1, '127.0.0.1', $2, 1, $3, 'test', 3, 1, $4, $4)
            """);
        insert.Parameters.Add(new NpgsqlParameter { Value = options.ClusterId });
        insert.Parameters.Add(new NpgsqlParameter { Value = Random.Shared.Next(20_000, 60_000) });
        insert.Parameters.Add(new NpgsqlParameter { Value = name });
        insert.Parameters.Add(new NpgsqlParameter { Value = DateTime.UtcNow - age });
        await insert.ExecuteNonQueryAsync();
    }
}
