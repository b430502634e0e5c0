using Resolve.Alerts;
using Resolve.Embedded;
using Resolve.Ports;
using Resolve.Reports;
using static Resolve.Tests.Alerts.AlertDeskFixture;

namespace Resolve.Tests.Alerts;

public class AlertTests
{
    [Fact]
    public async Task A_new_ring_is_told_once_with_its_units_and_the_report_that_made_it()
    {
        await using AlertDeskFixture desk = await OpenAsync();
        Assert.Empty(await desk.SubmitAsync(Phones("r1", 1, "87", 1, 2, 3)));
        Alert alert = Assert.Single(await desk.SubmitAsync(Phones("r2", 2, "87", 1, 2, 3)));
        Assert.Equal(AlertKind.RingNew, alert.Kind);
        Assert.Equal((3, 2, 2L), (alert.MemberCount, alert.ReportCount, alert.Position));
        Assert.Equal(["87/PC02"], alert.Units);
        Assert.Equal(new ReportKey("t", "r2"), alert.Because[0]);
        Assert.Equal(["Đồng Tháp"], alert.Provinces);
        Assert.Empty(await desk.SubmitAsync(Phones("r3", 3, "87", 1, 2, 3)));
    }

    [Fact]
    public async Task A_ring_that_reaches_a_province_or_a_country_is_told_with_the_report_that_shows_it()
    {
        await using AlertDeskFixture desk = await OpenAsync();
        await desk.SubmitAsync(Phones("r1", 1, "87", 1, 2, 3), Phones("r2", 2, "87", 1, 2, 3));
        Alert province = Assert.Single(await desk.SubmitAsync(Phones("r3", 3, "01", 1, 2, 3)));
        Assert.Equal((AlertKind.RingReached, "Hà Nội"), (province.Kind, Assert.Single(province.Provinces)));
        Assert.Equal(new ReportKey("t", "r3"), Assert.Single(province.Because));
        Assert.Equal(["01/PC02", "87/PC02"], province.Units);
        Report abroad = Phones("r4", 4, "87", 1, 2, 3);
        abroad = abroad with { Mentions = [.. abroad.Mentions, new Mention { Ref = "k", Kind = MentionKind.Device, Role = MentionRole.Suspect, Type = "imsi", Value = "456011234567890" }] };
        Alert country = Assert.Single(await desk.SubmitAsync(abroad, abroad with { Key = new ReportKey("t", "r5") }));
        Assert.Equal((AlertKind.RingReached, "KH"), (country.Kind, Assert.Single(country.Countries)));
        Assert.Equal(["imsi"], country.Signs);
        Assert.Equal("device:imsi:456011234567890", Assert.Single(country.Entities).ToString());
    }

    [Fact]
    public async Task A_foreign_number_that_was_merely_displayed_tells_of_no_country()
    {
        await using AlertDeskFixture desk = await OpenAsync();
        await desk.SubmitAsync(Phones("r1", 1, "87", 1, 2, 3), Phones("r2", 2, "87", 1, 2, 3));
        Report abroad = Phones("r4", 4, "87", 1, 2, 3);
        abroad = abroad with { Mentions = [.. abroad.Mentions, new Mention { Ref = "k", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = "+85512345678" }] };
        Assert.Empty(await desk.SubmitAsync(abroad, abroad with { Key = new ReportKey("t", "r5") }));
    }

    [Fact]
    public async Task Two_rings_that_become_one_are_told_as_a_merge_with_its_bridge_and_what_came_with_it()
    {
        await using AlertDeskFixture desk = await OpenAsync();
        List<Alert> born = await desk.SubmitAsync(
            Phones("r1", 1, "87", 1, 2, 3), Phones("r2", 2, "87", 1, 2, 3), Phones("r3", 3, "01", 11, 12, 13), Phones("r4", 4, "01", 11, 12, 13));
        Assert.Equal([AlertKind.RingNew, AlertKind.RingNew], born.Select(a => a.Kind));
        List<Alert> after = await desk.SubmitAsync([.. Enumerable.Range(5, 6).Select(i => Phones($"b{i}", i, null, 1, 2, 3, 11, 12, 13))]);
        Alert merged = Assert.Single(after);
        Assert.Equal((AlertKind.RingsMerged, born[0].Ring, born[1].Ring), (merged.Kind, merged.Ring, merged.Absorbed));
        Assert.StartsWith("b", merged.Because[0].Id, StringComparison.Ordinal);
        Assert.Equal(["Hà Nội"], merged.Provinces);
        Assert.Equal(["01/PC02", "87/PC02"], merged.Units);
        await desk.RestartAsync();
        Assert.Empty(await desk.SubmitAsync(Phones("r9", 20, "87", 1, 2, 3, 11)));
    }

    [Fact]
    public async Task A_ring_that_an_earlier_report_renames_is_no_news()
    {
        await using AlertDeskFixture desk = await OpenAsync();
        Alert born = Assert.Single(await desk.SubmitAsync(Phones("r2", 12, "87", 1, 2, 3), Phones("r3", 13, "87", 1, 2, 3)));
        Assert.Empty(await desk.SubmitAsync(Phones("r1", 1, "87", 1, 2, 3)));
        Assert.NotEqual(born.Ring, (await desk.Resolver.GetRingAsync(born.Ring!, 0, CancellationToken.None))!.Id);
        await desk.RestartAsync();
        Assert.Empty(await desk.SubmitAsync(Phones("r4", 14, "87", 1, 2, 3)));
    }

    [Fact]
    public async Task A_watch_tells_its_unit_of_each_later_report_that_names_the_entity()
    {
        await using AlertDeskFixture desk = await OpenAsync();
        await desk.SubmitAsync(Phones("r1", 1, "87", 1));
        await desk.WatchAsync("w1", Phone(1), "01/PC02");
        Assert.Empty(await desk.SubmitAsync(Phones("r2", 2, "87", 2)));
        Alert seen = Assert.Single(await desk.SubmitAsync(Phones("r3", 3, "79", 1)));
        Assert.Equal((AlertKind.WatchSeen, "w1", "CA-1"), (seen.Kind, seen.Watch, seen.Case));
        Assert.Equal(["01/PC02"], seen.Units);
        Assert.Equal(new ReportKey("t", "r3"), Assert.Single(seen.Because));
        Assert.Empty(await desk.SubmitAsync(Phones("r3", 3, "79", 1) with { Version = 2 }));
        await desk.RestartAsync();
        Assert.Single(await desk.SubmitAsync(Phones("r4", 4, "79", 1)));
        await desk.Resolver.UndoAsync("w1", default, CancellationToken.None);
        Assert.Empty(await desk.SubmitAsync(Phones("r5", 5, "79", 1)));
    }

    [Fact]
    public async Task A_watch_ends_by_the_reports_own_time_and_may_be_prolonged()
    {
        await using AlertDeskFixture desk = await OpenAsync();
        await desk.WatchAsync("w1", Phone(1), "01/PC02", until: new DateTimeOffset(2026, 3, 10, 0, 0, 0, TimeSpan.Zero));
        Assert.Empty(await desk.SubmitAsync(Phones("r1", 11, "79", 1)));
        Assert.Single(await desk.SubmitAsync(Phones("r2", 9, "79", 1)));
        await desk.WatchAsync("w1", Phone(1), "01/PC02", until: new DateTimeOffset(2026, 3, 20, 0, 0, 0, TimeSpan.Zero), version: 2);
        Assert.Equal(["r1", "r2"], (await desk.SinceAsync(0)).Select(a => a.Because[0].Id).Order());
    }

    [Fact]
    public async Task A_watch_changes_no_entity_person_or_ring()
    {
        await using AlertDeskFixture desk = await OpenAsync();
        await desk.SubmitAsync(Phones("r1", 1, "87", 1, 2, 3), Phones("r2", 2, "87", 1, 2, 3));
        string before = await TestKit.Facts.StateDigest.OfAsync(desk.Resolver);
        await desk.WatchAsync("w1", Phone(1), "01/PC02");
        Assert.Equal(before, await TestKit.Facts.StateDigest.OfAsync(desk.Resolver));
    }

    [Fact]
    public async Task The_owner_of_a_suspended_report_is_told_of_a_later_report_that_shares_an_entity()
    {
        await using AlertDeskFixture desk = await OpenAsync();
        Report suspended = Phones("old", 1, "87", 1, 2) with { Status = ReportStatus.Suspended };
        Assert.Empty(await desk.SubmitAsync(suspended, Phones("other", 2, "79", 7)));
        Alert alert = Assert.Single(await desk.SubmitAsync(Phones("new", 3, "79", 2, 9)), a => a.Kind == AlertKind.SuspendedLinked);
        Assert.Equal(suspended.Key, alert.Suspended);
        Assert.Equal(["87/PC02"], alert.Units);
        Assert.Equal(Phone(2), Assert.Single(alert.Entities));
        Assert.Equal(new ReportKey("t", "new"), Assert.Single(alert.Because));
        await desk.SubmitAsync(suspended with { Version = 2, Status = ReportStatus.Open });
        Assert.DoesNotContain(await desk.SubmitAsync(Phones("later", 4, "79", 2)), a => a.Kind == AlertKind.SuspendedLinked);
    }

    [Fact]
    public async Task A_victim_who_reports_again_is_no_link_of_a_suspended_report()
    {
        await using AlertDeskFixture desk = await OpenAsync();
        Mention[] victim = [new() { Ref = "v", Kind = MentionKind.Phone, Role = MentionRole.Victim, Value = "0901230001" }];
        await desk.SubmitAsync(Phones("old", 1, "87", 2) with { Status = ReportStatus.Suspended, Mentions = victim });
        Assert.Empty(await desk.SubmitAsync(Phones("new", 3, "79", 9) with { Mentions = victim }));
    }

    [Fact]
    public async Task What_was_there_when_alerts_began_is_no_news()
    {
        await using var journal = new InMemoryJournal();
        await using (EmbeddedResolver without = await EmbeddedResolver.OpenAsync(journal, new EmbeddedResolverOptions(), null, CancellationToken.None))
            await without.SubmitAsync([Phones("r1", 1, "87", 1, 2, 3), Phones("r2", 2, "87", 1, 2, 3)], CancellationToken.None);
        await using var store = new InMemoryAlertStore();
        await using EmbeddedResolver with = await EmbeddedResolver.OpenAsync(journal, new EmbeddedResolverOptions { Alerts = store }, null, CancellationToken.None);
        Receipt receipt = await with.SubmitAsync(Phones("r3", 3, "01", 1, 2, 3), CancellationToken.None);
        await with.AlertsAtAsync(receipt.Position, CancellationToken.None);
        Assert.Equal(AlertKind.RingReached, Assert.Single(await store.ListAsync(new AlertQuery(), CancellationToken.None)).Alert.Kind);
    }

    [Fact]
    public async Task Facts_that_came_while_nobody_told_are_told_at_the_next_start()
    {
        await using var journal = new InMemoryJournal();
        await using var store = new InMemoryAlertStore();
        await store.TellAsync([], [], 0, default, CancellationToken.None);
        await using (EmbeddedResolver without = await EmbeddedResolver.OpenAsync(journal, new EmbeddedResolverOptions(), null, CancellationToken.None))
            await without.SubmitAsync([Phones("r1", 1, "87", 1, 2, 3), Phones("r2", 2, "87", 1, 2, 3)], CancellationToken.None);
        for (int start = 0; start < 2; start++)
        {
            await using EmbeddedResolver with = await EmbeddedResolver.OpenAsync(journal, new EmbeddedResolverOptions { Alerts = store }, null, CancellationToken.None);
            Assert.Equal(AlertKind.RingNew, Assert.Single(await store.ListAsync(new AlertQuery(), CancellationToken.None)).Alert.Kind);
        }
    }

    [Fact]
    public async Task Reports_of_the_past_tell_nothing_and_what_lives_on_from_them_does()
    {
        await using AlertDeskFixture desk = await OpenAsync();
        await desk.Resolver.SubmitQuietlyAsync([Phones("r1", 1, "87", 1, 2, 3), Phones("r2", 2, "87", 1, 2, 3)], CancellationToken.None);
        await desk.Resolver.AlertsAtAsync(2, CancellationToken.None);
        Assert.Empty(await desk.SinceAsync(0));
        Alert reached = Assert.Single(await desk.SubmitAsync(Phones("r3", 3, "01", 1, 2, 3)));
        Assert.Equal(AlertKind.RingReached, reached.Kind);
    }

    [Fact]
    public async Task Whoever_waits_hears_of_the_next_alert()
    {
        await using AlertDeskFixture desk = await OpenAsync();
        Task waiting = desk.Resolver.WaitForAlertsAsync(0, CancellationToken.None);
        await desk.SubmitAsync(Phones("r1", 1, "87", 1, 2, 3));
        Assert.False(waiting.IsCompleted);
        await desk.SubmitAsync(Phones("r2", 2, "87", 1, 2, 3));
        await waiting.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_store_that_fails_for_a_while_loses_no_alert()
    {
        await using var journal = new InMemoryJournal();
        await using var store = new FailingStore();
        await using EmbeddedResolver resolver = await EmbeddedResolver.OpenAsync(
            journal, new EmbeddedResolverOptions { RingInterval = TimeSpan.Zero, Alerts = store }, null, CancellationToken.None);
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

        public ValueTask<long> TellAsync(IReadOnlyList<Alert> alerts, IReadOnlyList<Alert> silent, long position, DateTimeOffset at, CancellationToken cancellationToken) =>
            Fails ? throw new JournalException(JournalFailure.Storage, "No room.") : _inner.TellAsync(alerts, silent, position, at, cancellationToken);

        public ValueTask<IReadOnlyList<ToldAlert>> ListAsync(AlertQuery query, CancellationToken cancellationToken) => _inner.ListAsync(query, cancellationToken);

        public ValueTask<AlertCounts> CountAsync(AlertQuery query, CancellationToken cancellationToken) => _inner.CountAsync(query, cancellationToken);

        public ValueTask<int> MarkReadAsync(string unit, IReadOnlyList<long> numbers, long upTo, DateTimeOffset at, CancellationToken cancellationToken) =>
            _inner.MarkReadAsync(unit, numbers, upTo, at, cancellationToken);

        public ValueTask DisposeAsync() => _inner.DisposeAsync();
    }
}
