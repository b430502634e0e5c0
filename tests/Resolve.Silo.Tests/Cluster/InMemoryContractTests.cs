using Resolve.TestKit.Contracts;

namespace Resolve.Silo.Tests.Cluster;

/// <summary>A cluster of two silos over a journal in memory keeps the contract of hosts.</summary>
public class InMemoryClusterContractTests : ResolveServiceContract
{
    /// <inheritdoc/>
    protected override Task<HostUnderTest> OpenAsync() => ClusterHost.OpenAsync(ClusterStore.Memory);
}

/// <summary>A cluster of two silos over a journal in memory keeps the contract of what analysts do with persons.</summary>
public class InMemoryClusterReviewContractTests : PersonReviewContract
{
    /// <inheritdoc/>
    protected override Task<HostUnderTest> OpenAsync() => ClusterHost.OpenAsync(ClusterStore.Memory);
}

/// <summary>A cluster of two silos over a journal in memory delivers the same alerts as every host.</summary>
public class InMemoryClusterAlertContractTests : AlertServiceContract
{
    /// <inheritdoc/>
    protected override Task<HostUnderTest> OpenAsync() => ClusterHost.OpenAsync(ClusterStore.Memory);
}

/// <summary>A gateway of a cluster over a journal in memory keeps the contract of hosts.</summary>
public class InMemoryGatewayContractTests : ResolveServiceContract
{
    /// <inheritdoc/>
    protected override Task<HostUnderTest> OpenAsync() => ClusterHost.OpenGatewayAsync(ClusterStore.Memory);
}

/// <summary>A gateway of a cluster over a journal in memory keeps the contract of what analysts do with persons.</summary>
public class InMemoryGatewayReviewContractTests : PersonReviewContract
{
    /// <inheritdoc/>
    protected override Task<HostUnderTest> OpenAsync() => ClusterHost.OpenGatewayAsync(ClusterStore.Memory);
}

/// <summary>A gateway of a cluster over a journal in memory delivers the same alerts as every host.</summary>
public class InMemoryGatewayAlertContractTests : AlertServiceContract
{
    /// <inheritdoc/>
    protected override Task<HostUnderTest> OpenAsync() => ClusterHost.OpenGatewayAsync(ClusterStore.Memory);
}
