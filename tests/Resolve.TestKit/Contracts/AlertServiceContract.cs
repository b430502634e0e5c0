using Resolve.Rings.Questions;
using Resolve.Alerts;
using Resolve.Decisions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Runtime.Ports;
using Xunit;

namespace Resolve.TestKit.Contracts;

/// <summary>What every <see cref="IAlertService"/> must deliver, on every kind of host.</summary>
public abstract class AlertServiceContract : HostContract
{
    [ContractFact]
    public async Task A_new_ring_raises_one_alert_with_its_units_and_the_report_that_made_it()
    {
        await using HostUnderTest host = await OpenAsync();
        Assert.Empty(await AlertsOfAsync(host, InUnit("r1", 1, "87", 1, 2, 3)));
        Alert alert = Assert.Single(await AlertsOfAsync(host, InUnit("r2", 2, "87", 1, 2, 3)));
        Assert.Equal(AlertKind.RingNew, alert.Kind);
        Assert.Equal((3, 2, 2L), (alert.MemberCount, alert.ReportCount, alert.Position));
        Assert.Equal(["87/PC02"], alert.Units);
        Assert.Equal(new ReportKey("t", "r2"), alert.Because[0]);
        Assert.Equal(["Đồng Tháp"], alert.Provinces);
        Assert.Empty(await AlertsOfAsync(host, InUnit("r3", 3, "87", 1, 2, 3)));
    }

    [ContractFact]
    public async Task A_ring_that_reaches_a_province_or_a_country_raises_an_alert_with_the_report_that_shows_it()
    {
        await using HostUnderTest host = await OpenAsync();
        await AlertsOfAsync(host, InUnit("r1", 1, "87", 1, 2, 3), InUnit("r2", 2, "87", 1, 2, 3));
        Alert province = Assert.Single(await AlertsOfAsync(host, InUnit("r3", 3, "01", 1, 2, 3)));
        Assert.Equal((AlertKind.RingReached, "Hà Nội"), (province.Kind, Assert.Single(province.Provinces)));
        Assert.Equal(new ReportKey("t", "r3"), Assert.Single(province.Because));
        Assert.Equal(["01/PC02", "87/PC02"], province.Units);
        Report displayed = InUnit("r4", 4, "87", 1, 2, 3);
        displayed = displayed with { Mentions = [.. displayed.Mentions,
            new Mention { Ref = "k", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = "+85512345678" }] };
        Assert.Empty(await AlertsOfAsync(host, displayed, displayed with { Key = new ReportKey("t", "r5") }));
        Report abroad = InUnit("r6", 6, "87", 1, 2, 3);
        abroad = abroad with { Mentions = [.. abroad.Mentions,
            new Mention { Ref = "k", Kind = MentionKind.Device, Role = MentionRole.Suspect, Type = "imsi", Value = "456011234567890" }] };
        Alert country = Assert.Single(await AlertsOfAsync(host, abroad, abroad with { Key = new ReportKey("t", "r7") }));
        Assert.Equal((AlertKind.RingReached, "KH"), (country.Kind, Assert.Single(country.Countries)));
        Assert.Equal(["imsi"], country.Signs);
        Assert.Equal("device:imsi:456011234567890", Assert.Single(country.Entities).ToString());
    }

    [ContractFact]
    public async Task Two_rings_that_become_one_are_reported_as_a_merge_with_its_bridge_and_what_came_with_it()
    {
        await using HostUnderTest host = await OpenAsync();
        List<Alert> born = await AlertsOfAsync(
            host, InUnit("r1", 1, "87", 1, 2, 3), InUnit("r2", 2, "87", 1, 2, 3), InUnit("r3", 3, "01", 11, 12, 13), InUnit("r4", 4, "01", 11, 12, 13));
        Assert.Equal([AlertKind.RingNew, AlertKind.RingNew], born.Select(a => a.Kind));
        Alert merged = Assert.Single(await AlertsOfAsync(host, [.. Enumerable.Range(5, 6).Select(i => InUnit($"b{i}", i, null, 1, 2, 3, 11, 12, 13))]));
        Assert.Equal((AlertKind.RingsMerged, born[0].Ring, born[1].Ring), (merged.Kind, merged.Ring, merged.Absorbed));
        Assert.StartsWith("b", merged.Because[0].Id, StringComparison.Ordinal);
        Assert.Equal(["Hà Nội"], merged.Provinces);
        Assert.Equal(["01/PC02", "87/PC02"], merged.Units);
        Assert.Empty(await AlertsOfAsync(host, InUnit("r9", 20, "87", 1, 2, 3, 11)));
    }

    [ContractFact]
    public async Task A_ring_that_an_earlier_report_renames_is_no_news()
    {
        await using HostUnderTest host = await OpenAsync();
        Alert born = Assert.Single(await AlertsOfAsync(host, InUnit("r2", 12, "87", 1, 2, 3), InUnit("r3", 13, "87", 1, 2, 3)));
        Assert.Empty(await AlertsOfAsync(host, InUnit("r1", 1, "87", 1, 2, 3)));
        Assert.NotEqual(born.Ring, (await host.Service.AskAsync(new RingByIdQuestion(born.Ring!), 3, None))!.Id);
    }

    [ContractFact]
    public async Task A_watch_tells_its_unit_of_each_later_report_that_names_the_entity()
    {
        await using HostUnderTest host = await OpenAsync();
        await AlertsOfAsync(host, InUnit("r1", 1, "87", 1));
        await WatchAsync(host, "w1", Phone(1));
        Assert.Empty(await AlertsOfAsync(host, InUnit("r2", 2, "87", 2)));
        Alert seen = Assert.Single(await AlertsOfAsync(host, InUnit("r3", 3, "79", 1)));
        Assert.Equal((AlertKind.WatchSeen, "w1", "CA-1"), (seen.Kind, seen.Watch, seen.Case));
        Assert.Equal(["01/PC02"], seen.Units);
        Assert.Equal(new ReportKey("t", "r3"), Assert.Single(seen.Because));
        Assert.Empty(await AlertsOfAsync(host, InUnit("r3", 3, "79", 1) with { Version = 2 }));
        await host.Review.UndoAsync("w1", new DateTimeOffset(2026, 1, 4, 0, 0, 0, TimeSpan.Zero), None);
        Assert.Empty(await AlertsOfAsync(host, InUnit("r5", 5, "79", 1)));
    }

    [ContractFact]
    public async Task A_watched_person_is_seen_under_another_spelling_and_before_it_is_known()
    {
        await using HostUnderTest host = await OpenAsync();
        EntityKey person = PersonKeys.ToKey(PersonKeys.Of(new ReportKey("t", "a"), "p"));
        await WatchAsync(host, "w1", person);
        Alert first = Assert.Single(await AlertsOfAsync(host, Person("a", 1, "Trần Văn Bảy", "1961-04-03", "087161001234")));
        Assert.Equal((AlertKind.WatchSeen, person), (first.Kind, Assert.Single(first.Entities)));
        Assert.Empty(await AlertsOfAsync(host, Person("b", 2, "Lê Thị Cúc", "1990-10-11", "001190004321")));
        Alert again = Assert.Single(await AlertsOfAsync(host, Person("c", 3, "TRAN VAN BAY", "1961-04-03", "087161001234")));
        Assert.Equal(new ReportKey("t", "c"), Assert.Single(again.Because));
    }

    [ContractFact]
    public async Task A_watch_ends_by_the_reports_own_time_and_may_be_prolonged()
    {
        await using HostUnderTest host = await OpenAsync();
        await WatchAsync(host, "w1", Phone(1), until: new DateTimeOffset(2026, 1, 10, 0, 0, 0, TimeSpan.Zero));
        Assert.Empty(await AlertsOfAsync(host, InUnit("r1", 11, "79", 1)));
        Assert.Single(await AlertsOfAsync(host, InUnit("r2", 9, "79", 1)));
        await WatchAsync(host, "w1", Phone(1), until: new DateTimeOffset(2026, 1, 20, 0, 0, 0, TimeSpan.Zero), version: 2);
        Assert.Equal(["r1", "r2"], (await SinceAsync(host, 0)).Select(a => a.Because[0].Id).Order());
    }

    [ContractFact]
    public async Task The_owner_of_a_suspended_report_is_alerted_to_a_later_report_that_shares_an_entity()
    {
        await using HostUnderTest host = await OpenAsync();
        Report suspended = InUnit("old", 1, "87", 1, 2) with { Status = ReportStatus.Suspended };
        Assert.Empty(await AlertsOfAsync(host, suspended, InUnit("other", 2, "79", 7)));
        Alert alert = Assert.Single(await AlertsOfAsync(host, InUnit("new", 3, "79", 2, 9)), a => a.Kind == AlertKind.SuspendedLinked);
        Assert.Equal(suspended.Key, alert.Suspended);
        Assert.Equal(["87/PC02"], alert.Units);
        Assert.Equal(Phone(2), Assert.Single(alert.Entities));
        Assert.Equal(new ReportKey("t", "new"), Assert.Single(alert.Because));
        await AlertsOfAsync(host, suspended with { Version = 2, Status = ReportStatus.Open });
        Assert.DoesNotContain(await AlertsOfAsync(host, InUnit("later", 4, "79", 2)), a => a.Kind == AlertKind.SuspendedLinked);
    }

    [ContractFact]
    public async Task A_victim_who_reports_again_is_no_link_of_a_suspended_report()
    {
        await using HostUnderTest host = await OpenAsync();
        Mention[] victim = [new() { Ref = "v", Kind = MentionKind.Phone, Role = MentionRole.Victim, Value = "0901230001" }];
        await AlertsOfAsync(host, InUnit("old", 1, "87", 2) with { Status = ReportStatus.Suspended, Mentions = victim });
        Assert.Empty(await AlertsOfAsync(host, InUnit("new", 3, "79", 9) with { Mentions = victim }));
    }

    [ContractFact]
    public async Task Reports_of_the_past_tell_nothing_and_what_lives_on_from_them_does()
    {
        await using HostUnderTest host = await OpenAsync();
        long last = (await host.Alerts.SubmitQuietlyAsync([InUnit("r1", 1, "87", 1, 2, 3), InUnit("r2", 2, "87", 1, 2, 3)], None)).Max(r => r.Position);
        await host.AlertsAt(last);
        Assert.Empty(await SinceAsync(host, 0));
        Assert.Equal(AlertKind.RingReached, Assert.Single(await AlertsOfAsync(host, InUnit("r3", 3, "01", 1, 2, 3))).Kind);
    }

    [ContractFact]
    public async Task Whoever_waits_hears_of_the_next_alert()
    {
        await using HostUnderTest host = await OpenAsync();
        Task<long> waiting = host.Alerts.WaitForAlertsAsync(0, None);
        await AlertsOfAsync(host, InUnit("r1", 1, "87", 1, 2, 3));
        Assert.False(waiting.IsCompleted);
        await AlertsOfAsync(host, InUnit("r2", 2, "87", 1, 2, 3));
        long newest = await waiting.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(newest, Assert.Single(await host.Alerts.ListAlertsAsync(new AlertQuery(), None)).Number);
    }

    [ContractFact]
    public async Task A_unit_lists_counts_and_marks_its_own()
    {
        await using HostUnderTest host = await OpenAsync();
        await AlertsOfAsync(host, [.. Enumerable.Range(1, 2)
            .SelectMany(i => new[] { InUnit($"a{i}", i, "87", 1, 2, 3), InUnit($"b{i}", i, "01", 11, 12, 13), InUnit($"c{i}", i, "87", 21, 22, 23) })]);
        var own = new AlertQuery { Unit = "87", Kinds = [AlertKind.RingNew], Since = DateTimeOffset.UtcNow.AddHours(-1) };
        IReadOnlyList<DeliveredAlert> inbox = await host.Alerts.ListAlertsAsync(own, None);
        Assert.Equal(2, inbox.Count);
        Assert.True(inbox[0].Number > inbox[1].Number);
        Assert.Equal([inbox[1].Alert.Id], (await host.Alerts.ListAlertsAsync(own with { Before = inbox[0].Number, Limit = 1 }, None)).Select(t => t.Alert.Id));
        Assert.Equal((2, 2), (await host.Alerts.CountAlertsAsync(own, None)) is var before ? (before.Total, before.Unread) : default);
        Assert.Equal(1, await host.Alerts.MarkAlertsReadAsync("87", [inbox[1].Number], 0, None));
        Assert.Equal([inbox[0].Number], (await host.Alerts.ListAlertsAsync(own with { UnreadOnly = true }, None)).Select(t => t.Number));
        Assert.Equal(1, await host.Alerts.MarkAlertsReadAsync("87", [], before.Newest, None));
        AlertCounts after = await host.Alerts.CountAlertsAsync(own, None);
        Assert.Equal((2, 0), (after.Total, after.Unread));
        Assert.True((await host.Alerts.ListAlertsAsync(own, None))[1].IsRead);
        Assert.Equal(0, (await host.Alerts.CountAlertsAsync(new AlertQuery { Kinds = [AlertKind.WatchSeen] }, None)).Total);
    }

    /// <summary>Submits reports one by one, each with a round of its own, and lists the alerts delivered since.</summary>
    protected static async Task<List<Alert>> AlertsOfAsync(HostUnderTest host, params Report[] reports)
    {
        long before = (await host.Alerts.CountAlertsAsync(new AlertQuery(), None)).Newest;
        foreach (Report report in reports) await host.AlertsAt(await SubmitAsync(host.Service, report));
        return await SinceAsync(host, before);
    }

    private static async Task<List<Alert>> SinceAsync(HostUnderTest host, long number) =>
        [.. (await host.Alerts.ListAlertsAsync(new AlertQuery { After = number, Limit = 1_000 }, None)).Select(t => t.Alert)];

    private static async Task WatchAsync(HostUnderTest host, string id, EntityKey entity, DateTimeOffset? until = null, int version = 1)
    {
        var watch = new Decision { Id = id, Version = version, At = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Kind = DecisionKind.Watch,
            Entity = entity, Unit = "01/PC02", Until = until, Case = "CA-1" };
        await host.AlertsAt((await host.Review.DecideAsync(watch, None)).Position);
    }

    private static EntityKey Phone(int n) => EntityKey.Parse($"phone:+8490123{n:0000}");

    /// <summary>A report of some phones, all suspects, from a unit of a province.</summary>
    private static Report InUnit(string id, int day, string? province, params int[] numbers) =>
        Phones(id, day, [.. numbers.Select(n => $"090123{n:0000}")]) with { Unit = province is null ? null : province + "/PC02", Province = province };
}
