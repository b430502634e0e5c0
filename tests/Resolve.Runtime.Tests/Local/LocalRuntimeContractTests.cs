using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.TestKit.Contracts;

namespace Resolve.Runtime.Tests.Local;

/// <summary>The embedded host keeps the contract of hosts.</summary>
public class LocalRuntimeContractTests : ResolveServiceContract
{
    /// <inheritdoc/>
    protected override Task<HostUnderTest> OpenAsync() => EmbeddedHost.OpenAsync();
}

/// <summary>The embedded host keeps the contract of what analysts do with persons.</summary>
public class EmbeddedReviewContractTests : PersonReviewContract
{
    /// <inheritdoc/>
    protected override Task<HostUnderTest> OpenAsync() => EmbeddedHost.OpenAsync();
}

/// <summary>The embedded host delivers the same alerts as every host.</summary>
public class EmbeddedAlertContractTests : AlertServiceContract
{
    /// <inheritdoc/>
    protected override Task<HostUnderTest> OpenAsync() => EmbeddedHost.OpenAsync();
}

internal static class EmbeddedHost
{
    public static async Task<HostUnderTest> OpenAsync()
    {
        var journal = new InMemoryJournal();
        var alerts = new InMemoryAlertStore();
        LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions { RingInterval = TimeSpan.Zero, Alerts = alerts },
            null, CancellationToken.None);
        return new HostUnderTest(resolver, resolver, async () =>
        {
            await resolver.DisposeAsync();
            await alerts.DisposeAsync();
            await journal.DisposeAsync();
        }) { AlertsAt = p => resolver.AlertsAtAsync(p, CancellationToken.None) };
    }
}
