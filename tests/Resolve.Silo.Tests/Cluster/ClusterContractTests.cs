using Resolve.Silo.Answers;
using Resolve.TestKit.Contracts;
using Resolve.TestKit.Postgres;

namespace Resolve.Silo.Tests.Cluster;

/// <summary>A cluster of two silos keeps the contract of hosts.</summary>
[RequiresPostgres]
public class ClusterContractTests : ResolveServiceContract
{
    /// <inheritdoc/>
    protected override Task<HostUnderTest> OpenAsync() => ClusterHost.OpenAsync();
}

/// <summary>A cluster of two silos keeps the contract of what analysts do with persons.</summary>
[RequiresPostgres]
public class ClusterReviewContractTests : PersonReviewContract
{
    /// <inheritdoc/>
    protected override Task<HostUnderTest> OpenAsync() => ClusterHost.OpenAsync();
}

internal static class ClusterHost
{
    /// <summary>Opens a cluster and asks it through the silo that does not conduct as likely as through the one that does.</summary>
    public static async Task<HostUnderTest> OpenAsync()
    {
        TestCluster cluster = await TestCluster.StartAsync(2);
        var resolver = cluster.Service<ClusterResolver>(1);
        return new HostUnderTest(resolver, resolver, cluster.DisposeAsync);
    }
}
