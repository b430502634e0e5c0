using Resolve.Alerts;
using Resolve.Decisions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;

namespace Resolve.Tests.Alerts;

/// <summary>A resolver with a store of alerts, both of which outlive restarts.</summary>
internal sealed class AlertHostFixture : IAsyncDisposable
{
    private readonly InMemoryJournal _journal = new();

    public InMemoryAlertStore Store { get; init; } = new();

    public LocalRuntime Resolver { get; private set; } = null!;

    public static async Task<AlertHostFixture> OpenAsync()
    {
        var host = new AlertHostFixture();
        await host.StartAsync();
        return host;
    }

    public async Task RestartAsync()
    {
        await Resolver.DisposeAsync();
        await StartAsync();
    }

    /// <summary>Submits reports one by one, each with a round of its own, and lists the alerts delivered since.</summary>
    public async Task<List<Alert>> SubmitAsync(params Report[] reports)
    {
        long before = (await Store.CountAsync(new AlertQuery(), CancellationToken.None)).Newest;
        foreach (Report report in reports)
        {
            Receipt receipt = await Resolver.SubmitAsync(report, CancellationToken.None);
            await Resolver.AlertsAtAsync(receipt.Position, CancellationToken.None);
        }
        return await SinceAsync(before);
    }

    public async Task<List<Alert>> SinceAsync(long number) =>
        [.. (await Store.ListAsync(new AlertQuery { After = number, Limit = int.MaxValue }, CancellationToken.None)).Select(t => t.Alert)];

    public async Task WatchAsync(string id, EntityKey entity, string unit, DateTimeOffset? until = null, int version = 1)
    {
        var watch = new Decision { Id = id, Version = version, At = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), Kind = DecisionKind.Watch,
            Entity = entity, Unit = unit, Until = until, Case = "CA-1" };
        Receipt receipt = await Resolver.DecideAsync(watch, CancellationToken.None);
        await Resolver.AlertsAtAsync(receipt.Position, CancellationToken.None);
    }

    public static EntityKey Phone(int n) => EntityKey.Parse($"phone:+8490123{n:0000}");

    /// <summary>A report of some phones, all suspects, received on the given day of March 2026.</summary>
    public static Report Phones(string id, int day, string? province, params int[] numbers) => new()
    {
        Key = new ReportKey("t", id),
        Unit = province is null ? null : province + "/PC02",
        Province = province,
        ReceivedAt = new DateTimeOffset(2026, 3, day, 8, 0, 0, TimeSpan.FromHours(7)),
        Mentions = [.. numbers.Select(n => new Mention { Ref = $"p{n}", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = $"090123{n:0000}" })],
    };

    public ValueTask DisposeAsync() => Resolver.DisposeAsync();

    private async Task StartAsync() => Resolver = await LocalRuntime.OpenAsync(
        _journal, new LocalRuntimeOptions { RingInterval = TimeSpan.Zero, Alerts = Store }, null, CancellationToken.None);
}
