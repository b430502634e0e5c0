using Resolve.Alerts;
using Resolve.Identifiers;
using Resolve.Reports;
using Resolve.Runtime.Ports;
using Xunit;

namespace Resolve.TestKit.Contracts;

/// <summary>What every <see cref="IAlertStore"/> must do. Derive a class for each adapter.</summary>
public abstract class AlertStoreContract
{
    private static readonly DateTimeOffset s_at = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Opens a store over the same place each time within one test. New and empty at the first call.</summary>
    protected abstract Task<IAlertStore> OpenAsync();

    /// <summary>Gets whether what was kept is there after closing and opening again.</summary>
    protected virtual bool IsDurable => true;

    private static CancellationToken None => CancellationToken.None;

    [ContractFact]
    public async Task A_new_store_has_no_mark_and_no_alerts()
    {
        await using IAlertStore store = await OpenAsync();
        Assert.Null(await store.LoadAsync(None));
        Assert.Empty(await store.ListAsync(new AlertQuery(), None));
        Assert.Equal(new AlertCounts(0, 0, 0), await store.CountAsync(new AlertQuery { Unit = "87" }, None));
    }

    [ContractFact]
    public async Task Delivered_alerts_are_listed_whole_and_in_order()
    {
        await using IAlertStore store = await OpenAsync();
        Alert all = Make("a", AlertKind.RingsMerged, "87/PC02", "01/PC02") with
        {
            Ring = "ring:1",
            Absorbed = "ring:2",
            Provinces = ["Hà Nội", "Đồng Tháp"],
            Countries = ["KH"],
            Signs = ["calling-code"],
            Entities = [EntityKey.Parse("phone:+84391234567"), EntityKey.Parse("online:telegram:<b>\"vip\"</b>")],
            Watch = "W-1",
            Case = "CA 2026/17 – «mật»",
            Suspended = new ReportKey("s/o", "TB#1"),
            Because = [new ReportKey("a/b", "c/d"), new ReportKey("e", "f")],
            Position = long.MaxValue,
            MemberCount = 3,
            ReportCount = 4,
            LossVnd = 1_000_000_000_000_000_000m,
        };
        long first = await store.DeliverAsync([all], [], 7, s_at, None);
        long second = await store.DeliverAsync([Make("b", AlertKind.WatchSeen)], [], 9, s_at.AddSeconds(1), None);
        Assert.True(0 < first && first < second);
        IReadOnlyList<DeliveredAlert> listed = await store.ListAsync(new AlertQuery { After = 0 }, None);
        Assert.Equal([first, second], listed.Select(t => t.Number));
        Assert.Equal(s_at, listed[0].At);
        Assert.Equal(AlertJson.Write(all), AlertJson.Write(listed[0].Alert));
        Assert.Equal([second, first], (await store.ListAsync(new AlertQuery(), None)).Select(t => t.Number));
        Assert.Equal([first], (await store.ListAsync(new AlertQuery { Before = second }, None)).Select(t => t.Number));
        Assert.Equal([second], (await store.ListAsync(new AlertQuery { After = first, Limit = 1 }, None)).Select(t => t.Number));
    }

    [ContractFact]
    public async Task The_same_alert_again_changes_nothing()
    {
        await using IAlertStore store = await OpenAsync();
        long first = await store.DeliverAsync([Make("a", AlertKind.RingNew)], [Make("s", AlertKind.RingNew)], 1, s_at, None);
        long again = await store.DeliverAsync([Make("a", AlertKind.RingNew), Make("s", AlertKind.RingNew)], [], 2, s_at.AddDays(1), None);
        Assert.Equal(first, again);
        Assert.Equal(s_at, Assert.Single(await store.ListAsync(new AlertQuery(), None)).At);
    }

    [ContractFact]
    public async Task Silent_alerts_are_remembered_and_not_listed()
    {
        await using IAlertStore store = await OpenAsync();
        Assert.Equal(0, await store.DeliverAsync([], [Make("s", AlertKind.RingNew, "87/PC02") with { Entities = [EntityKey.Parse("phone:+84391234567")] }], 4,
            s_at, None));
        Assert.Empty(await store.ListAsync(new AlertQuery(), None));
        Assert.Equal(0, (await store.CountAsync(new AlertQuery { Unit = "87/PC02" }, None)).Total);
        Assert.Equal(0, await store.MarkReadAsync("87/PC02", [1], 100, s_at, None));
        AlertMark mark = (await store.LoadAsync(None))!;
        Assert.Equal((4L, 0L), (mark.Position, mark.Newest));
        Assert.Equal(Id("s"), Assert.Single(mark.Ids));
        Assert.Equal("phone:+84391234567", Assert.Single(Assert.Single(mark.Rings).Entities).ToString());
    }

    [ContractFact]
    public async Task The_mark_never_goes_back()
    {
        await using IAlertStore store = await OpenAsync();
        await store.DeliverAsync([], [], 9, s_at, None);
        await store.DeliverAsync([Make("a", AlertKind.RingReached)], [], 5, s_at, None);
        Assert.Equal(9, (await store.LoadAsync(None))!.Position);
    }

    [ContractFact]
    public async Task Filters_let_pass_what_they_name()
    {
        await using IAlertStore store = await OpenAsync();
        await store.DeliverAsync([Make("a", AlertKind.RingNew, "87/PC02"), Make("b", AlertKind.WatchSeen, "87/PA05", "01/PC02")], [], 1, s_at, None);
        await store.DeliverAsync([Make("c", AlertKind.RingNew, "8/PC02"), Make("d", AlertKind.RingNew)], [], 2, s_at.AddHours(1), None);
        Assert.Equal("abcd", await Names(new AlertQuery()));
        Assert.Equal("a", await Names(new AlertQuery { Unit = "87/PC02" }));
        Assert.Equal("ab", await Names(new AlertQuery { Unit = "87" }));
        Assert.Equal("c", await Names(new AlertQuery { Unit = "8" }));
        Assert.Equal("", await Names(new AlertQuery { Unit = "8_" }));
        Assert.Equal("", await Names(new AlertQuery { Unit = "87/PC0%" }));
        Assert.Equal("", await Names(new AlertQuery { Unit = "' OR 1=1 --" }));
        Assert.Equal("b", await Names(new AlertQuery { Kinds = [AlertKind.WatchSeen, AlertKind.RingsMerged] }));
        Assert.Equal("cd", await Names(new AlertQuery { Since = s_at.AddMinutes(30) }));
        Assert.Equal("b", await Names(new AlertQuery { Unit = "01", Since = s_at, Kinds = [AlertKind.WatchSeen] }));

        async Task<string> Names(AlertQuery query)
        {
            IReadOnlyList<DeliveredAlert> found = await store.ListAsync(query with { After = 0 }, None);
            Assert.Equal(found.Count, (await store.CountAsync(query, None)).Total);
            return string.Concat(found.Select(t => "abcd".First(c => Id(c.ToString()) == t.Alert.Id)));
        }
    }

    [ContractFact]
    public async Task Each_unit_marks_read_for_itself()
    {
        await using IAlertStore store = await OpenAsync();
        long newest = await store.DeliverAsync(
            [Make("a", AlertKind.RingNew, "87/PC02", "01/PC02"), Make("b", AlertKind.RingNew, "87/PC02"), Make("c", AlertKind.RingNew, "79/PC02")], [], 1, s_at,
                None);
        long first = (await store.ListAsync(new AlertQuery { After = 0 }, None))[0].Number;
        Assert.Equal(1, await store.MarkReadAsync("87/PC02", [first, first, 999], 0, s_at, None));
        Assert.Equal(0, await store.MarkReadAsync("87/PC02", [first], 0, s_at, None));
        Assert.Equal(new AlertCounts(2, 1, newest), await store.CountAsync(new AlertQuery { Unit = "87/PC02" }, None));
        Assert.Equal(new AlertCounts(1, 1, newest), await store.CountAsync(new AlertQuery { Unit = "01/PC02" }, None));
        Assert.Equal([true, false], (await store.ListAsync(new AlertQuery { Unit = "87/PC02", After = 0 }, None)).Select(t => t.IsRead));
        Assert.Single(await store.ListAsync(new AlertQuery { Unit = "87/PC02", UnreadOnly = true }, None));
        Assert.Equal(1, await store.MarkReadAsync("87/PC02", [], newest, s_at, None));
        Assert.Equal(0, (await store.CountAsync(new AlertQuery { Unit = "87/PC02" }, None)).Unread);
        Assert.All(await store.ListAsync(new AlertQuery(), None), t => Assert.False(t.IsRead));
    }

    [ContractFact]
    public async Task Delivered_alerts_and_read_marks_are_there_after_opening_again()
    {
        if (!IsDurable) return;
        long newest;
        await using (IAlertStore store = await OpenAsync())
        {
            newest = await store.DeliverAsync([Make("a", AlertKind.RingNew, "87/PC02")], [Make("s", AlertKind.RingsMerged)], 3, s_at, None);
            await store.MarkReadAsync("87/PC02", [newest], 0, s_at, None);
        }
        await using IAlertStore again = await OpenAsync();
        AlertMark mark = (await again.LoadAsync(None))!;
        Assert.Equal((3L, newest), (mark.Position, mark.Newest));
        Assert.Equal([Id("a"), Id("s")], mark.Ids);
        Assert.Equal(2, mark.Rings.Count);
        Assert.Equal(0, (await again.CountAsync(new AlertQuery { Unit = "87/PC02" }, None)).Unread);
        Assert.True(await again.DeliverAsync([Make("b", AlertKind.RingNew)], [], 4, s_at, None) > newest);
    }

    [ContractFact]
    public async Task Readers_may_query_while_alerts_are_delivered()
    {
        await using IAlertStore store = await OpenAsync();
        Task delivering = Task.Run(async () =>
        {
            for (int i = 0; i < 40; i++) await store.DeliverAsync([Make($"{i}", AlertKind.RingNew, "87/PC02")], [], i + 1, s_at, None);
        });
        long seen = 0;
        var got = new List<string>();
        while (got.Count < 40)
        {
            foreach (DeliveredAlert alert in await store.ListAsync(new AlertQuery { After = seen, Unit = "87/PC02", Limit = 7 }, None))
            {
                got.Add(alert.Alert.Id);
                seen = alert.Number;
            }
        }
        await delivering;
        Assert.Equal(Enumerable.Range(0, 40).Select(i => Id($"{i}")), got);
    }

    private static string Id(string name) => Alert.IdOf(AlertKind.RingNew, name, "");

    private static Alert Make(string name, AlertKind kind, params string[] units) =>
        new() { Id = Id(name), Kind = kind, Ring = "ring:" + name, Units = units, Position = 1 };
}
