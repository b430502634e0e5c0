using Resolve.Embedded;
using Resolve.Ports;
using Resolve.TestKit.Contracts;

namespace Resolve.Tests.Embedded;

/// <summary>The embedded host keeps the contract of hosts.</summary>
public class EmbeddedResolverContractTests : ResolveServiceContract
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

/// <summary>The embedded host tells what every host tells.</summary>
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
        EmbeddedResolver resolver = await EmbeddedResolver.OpenAsync(journal, new EmbeddedResolverOptions { RingInterval = TimeSpan.Zero, Alerts = alerts }, null, CancellationToken.None);
        return new HostUnderTest(resolver, resolver, async () =>
        {
            await resolver.DisposeAsync();
            await alerts.DisposeAsync();
            await journal.DisposeAsync();
        }) { AlertsAt = p => resolver.AlertsAtAsync(p, CancellationToken.None) };
    }
}
