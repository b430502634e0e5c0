using Resolve.Rings.Questions;
using Resolve.Alerts;
using Resolve.Decisions;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.Reports;
using static Resolve.Tests.Alerts.AlertHostFixture;

namespace Resolve.Tests.Alerts;

/// <summary>What alerts do over restarts and with stores; what every host guarantees is in <c>AlertServiceContract</c>.</summary>
public class AlertTests
{
    [Fact]
    public async Task Two_rings_that_become_one_are_reported_as_a_merge_with_its_bridge_and_what_came_with_it()
    {
        await using AlertHostFixture host = await OpenAsync();
        List<Alert> born = await host.SubmitAsync(
            Phones("r1", 1, "87", 1, 2, 3), Phones("r2", 2, "87", 1, 2, 3), Phones("r3", 3, "01", 11, 12, 13), Phones("r4", 4, "01", 11, 12, 13));
        Assert.Equal([AlertKind.RingNew, AlertKind.RingNew], born.Select(a => a.Kind));
        List<Alert> after = await host.SubmitAsync([.. Enumerable.Range(5, 6).Select(i => Phones($"b{i}", i, null, 1, 2, 3, 11, 12, 13))]);
        Alert merged = Assert.Single(after);
        Assert.Equal((AlertKind.RingsMerged, born[0].Ring, born[1].Ring), (merged.Kind, merged.Ring, merged.Absorbed));
        Assert.StartsWith("b", merged.Because[0].Id, StringComparison.Ordinal);
        Assert.Equal(["Hà Nội"], merged.Provinces);
        Assert.Equal(["01/PC02", "87/PC02"], merged.Units);
        await host.RestartAsync();
        Assert.Empty(await host.SubmitAsync(Phones("r9", 20, "87", 1, 2, 3, 11)));
    }

    [Fact]
    public async Task A_ring_that_an_earlier_report_renames_is_no_news()
    {
        await using AlertHostFixture host = await OpenAsync();
        Alert born = Assert.Single(await host.SubmitAsync(Phones("r2", 12, "87", 1, 2, 3), Phones("r3", 13, "87", 1, 2, 3)));
        Assert.Empty(await host.SubmitAsync(Phones("r1", 1, "87", 1, 2, 3)));
        Assert.NotEqual(born.Ring, (await host.Resolver.AskAsync(new RingByIdQuestion(born.Ring!), 0, CancellationToken.None))!.Id);
        await host.RestartAsync();
        Assert.Empty(await host.SubmitAsync(Phones("r4", 14, "87", 1, 2, 3)));
    }

    [Fact]
    public async Task A_watch_tells_its_unit_of_each_later_report_that_names_the_entity()
    {
        await using AlertHostFixture host = await OpenAsync();
        await host.SubmitAsync(Phones("r1", 1, "87", 1));
        await host.WatchAsync("w1", Phone(1), "01/PC02");
        Assert.Empty(await host.SubmitAsync(Phones("r2", 2, "87", 2)));
        Alert seen = Assert.Single(await host.SubmitAsync(Phones("r3", 3, "79", 1)));
        Assert.Equal((AlertKind.WatchSeen, "w1", "CA-1"), (seen.Kind, seen.Watch, seen.Case));
        Assert.Equal(["01/PC02"], seen.Units);
        Assert.Equal(new ReportKey("t", "r3"), Assert.Single(seen.Because));
        Assert.Empty(await host.SubmitAsync(Phones("r3", 3, "79", 1) with { Version = 2 }));
        await host.RestartAsync();
        Assert.Single(await host.SubmitAsync(Phones("r4", 4, "79", 1)));
        await host.Resolver.UndoAsync("w1", new DateTimeOffset(2026, 3, 6, 0, 0, 0, TimeSpan.Zero), CancellationToken.None);
        Assert.Empty(await host.SubmitAsync(Phones("r5", 5, "79", 1)));
    }

    [Fact]
    public void The_place_of_a_watch_is_that_of_its_versions_that_count_though_later_ones_are_known()
    {
        static KnownVersion Of(int version, long position, bool withdrawn = false) => new(version, default, position, withdrawn);
        var watch = new Decision { Id = "w", Version = 3, At = default, Kind = DecisionKind.Watch, Entity = Phone(1), Unit = "87/PC02" };
        KnownVersion[] known = [Of(1, 5), Of(2, 7, withdrawn: true), Of(3, 11), Of(4, 13), Of(5, 17, withdrawn: true)];
        Assert.Equal(11, Assert.Single(WatchInForce.Among([watch], _ => known)).Position);
        Assert.Equal(11, Assert.Single(WatchInForce.Among([watch with { Version = 4 }], _ => known)).Position);
        Assert.Equal(5, Assert.Single(WatchInForce.Among([watch with { Version = 1 }], _ => known)).Position);
    }

    [Fact]
    public async Task A_watch_changes_no_entity_person_or_ring()
    {
        await using AlertHostFixture host = await OpenAsync();
        await host.SubmitAsync(Phones("r1", 1, "87", 1, 2, 3), Phones("r2", 2, "87", 1, 2, 3));
        string before = await TestKit.Facts.StateDigest.OfAsync(host.Resolver);
        await host.WatchAsync("w1", Phone(1), "01/PC02");
        Assert.Equal(before, await TestKit.Facts.StateDigest.OfAsync(host.Resolver));
    }

    [Fact]
    public async Task What_was_there_when_alerts_began_is_no_news()
    {
        await using var journal = new InMemoryJournal();
        await using (LocalRuntime without = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions(), null, CancellationToken.None))
            await without.SubmitAsync([Phones("r1", 1, "87", 1, 2, 3), Phones("r2", 2, "87", 1, 2, 3)], CancellationToken.None);
        await using var store = new InMemoryAlertStore();
        await using LocalRuntime with = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions { Alerts = store }, null, CancellationToken.None);
        Receipt receipt = await with.SubmitAsync(Phones("r3", 3, "01", 1, 2, 3), CancellationToken.None);
        await with.AlertsAtAsync(receipt.Position, CancellationToken.None);
        Assert.Equal(AlertKind.RingReached, Assert.Single(await store.ListAsync(new AlertQuery(), CancellationToken.None)).Alert.Kind);
    }

    [Fact]
    public async Task Facts_that_came_without_a_publisher_raise_alerts_at_the_next_start()
    {
        await using var journal = new InMemoryJournal();
        await using var store = new InMemoryAlertStore();
        await store.DeliverAsync([], [], 0, default, CancellationToken.None);
        await using (LocalRuntime without = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions(), null, CancellationToken.None))
            await without.SubmitAsync([Phones("r1", 1, "87", 1, 2, 3), Phones("r2", 2, "87", 1, 2, 3)], CancellationToken.None);
        for (int start = 0; start < 2; start++)
        {
            await using LocalRuntime with = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions { Alerts = store }, null, CancellationToken.None);
            Assert.Equal(AlertKind.RingNew, Assert.Single(await store.ListAsync(new AlertQuery(), CancellationToken.None)).Alert.Kind);
        }
    }

    [Fact]
    public async Task A_store_that_fails_for_a_while_loses_no_alert()
    {
        await using var journal = new InMemoryJournal();
        await using var store = new FailingStore();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(
            journal, new LocalRuntimeOptions { RingInterval = TimeSpan.Zero, Alerts = store }, null, CancellationToken.None);
        store.Fails = true;
        await resolver.SubmitAsync([Phones("r1", 1, "87", 1, 2, 3), Phones("r2", 2, "87", 1, 2, 3)], CancellationToken.None);
        for (int i = 0; i < 500 && resolver.GetState().Failure is null; i++) await Task.Delay(10);
        Assert.Contains("Alerts", resolver.GetState().Failure, StringComparison.Ordinal);
        store.Fails = false;
        await resolver.AlertsAtAsync(2, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Single(await store.ListAsync(new AlertQuery(), CancellationToken.None));
        Assert.Null(resolver.GetState().Failure);
    }

    private sealed class FailingStore : IAlertStore
    {
        private readonly InMemoryAlertStore _inner = new();

        public volatile bool Fails;

        public ValueTask<AlertMark?> LoadAsync(CancellationToken cancellationToken) => _inner.LoadAsync(cancellationToken);

        public ValueTask<long> DeliverAsync(IReadOnlyList<Alert> alerts, IReadOnlyList<Alert> silent, long position, DateTimeOffset at,
            CancellationToken cancellationToken) =>
            Fails ? throw new JournalException(JournalFailure.Storage, "No room.") : _inner.DeliverAsync(alerts, silent, position, at, cancellationToken);

        public ValueTask<IReadOnlyList<DeliveredAlert>> ListAsync(AlertQuery query, CancellationToken cancellationToken) =>
            _inner.ListAsync(query, cancellationToken);

        public ValueTask<AlertCounts> CountAsync(AlertQuery query, CancellationToken cancellationToken) => _inner.CountAsync(query, cancellationToken);

        public ValueTask<int> MarkReadAsync(string unit, IReadOnlyList<long> numbers, long upTo, DateTimeOffset at, CancellationToken cancellationToken) =>
            _inner.MarkReadAsync(unit, numbers, upTo, at, cancellationToken);

        public ValueTask DisposeAsync() => _inner.DisposeAsync();
    }
}
