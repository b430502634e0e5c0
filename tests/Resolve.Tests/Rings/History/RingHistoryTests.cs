using Resolve.Rings.Questions;
using Resolve.Decisions;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Rings.History;
using Resolve.Runtime.Local;

namespace Resolve.Tests.Rings.History;

/// <summary>A ring's history, by small cases. The property tests of the state check that it is a function of the set of facts.</summary>
public class RingHistoryTests
{
    [Fact]
    public async Task A_ring_forms_grows_and_reaches_provinces_and_countries_at_its_reports_own_times()
    {
        Cases cases = new Cases().Add(1, "a1 t1 o1", [], "01", null).Add(2, "a1 t1 o1", [], "01", null).Add(3, "a1 t1 k2", [], "87", null);
        await using LocalRuntime resolver = await cases.OpenAsync();
        RingHistory history = await OnlyAsync(resolver);
        Assert.Equal([RingEventKinds.Formed, RingEventKinds.Grew, RingEventKinds.ReachedProvince, RingEventKinds.ReachedCountry],
            history.Events.Select(e => e.Kind));
        Assert.Equal([Cases.Day(2), Cases.Day(3), Cases.Day(3), Cases.Day(3)], history.Events.Select(e => e.At!.Value));
        Assert.Equal("R001", history.Events[0].Report!.Value.Id);
        Assert.Equal(3, history.Events[0].MemberCount);
        Assert.Equal(["phone:+855710000002"], history.Events[1].Members.Select(m => m.ToString()));
        Assert.Equal(["Đồng Tháp"], history.Events[2].Provinces);
        Assert.Equal(["KH"], history.Events[3].Countries);
    }

    [Fact]
    public async Task Two_rings_that_a_report_joins_are_merged_with_the_link_and_the_absorbed_id_leads_to_the_whole()
    {
        Cases cases = TwoRings();
        string[] before;
        await using (LocalRuntime apart = await cases.OpenAsync())
        {
            before = [.. apart.Rings.All().OrderBy(r => r.FirstSeen).Select(r => r.Id)];
            Assert.Equal(2, before.Length);
        }
        for (int day = 20; day < 24; day++) cases.Add(day, "a1 t1 o1 a2 t2 o2");
        await using LocalRuntime resolver = await cases.OpenAsync();
        RingHistory history = await OnlyAsync(resolver);
        Assert.Equal(before[0], history.RingId);
        RingEvent merged = Assert.Single(history.Events, e => e.Kind == RingEventKinds.Merged);
        Assert.Equal([before[1]], merged.Rings);
        Assert.Equal(Cases.Day(20), merged.At);
        Assert.Equal(6, merged.MemberCount);
        Assert.NotEqual(merged.From, merged.To);
        Assert.Equal([before[1]], history.EarlierIds);
        Assert.Equal(history.RingId, (await resolver.AskAsync(new RingByIdQuestion(before[1]), 0, CancellationToken.None))!.Id);
        Assert.Equal(2, history.Events.Count(e => e.Kind == RingEventKinds.Formed));
    }

    [Fact]
    public async Task A_late_report_that_is_earlier_renames_the_ring_and_the_id_it_bore_still_leads_to_it()
    {
        Cases cases = new Cases().Add(10, "a1 t1 o1").Add(11, "a1 t1 o1").Add(12, "a1 t1 o1 a9");
        await using LocalRuntime resolver = await cases.OpenAsync();
        string before = Assert.Single(resolver.Rings.All()).Id;
        await resolver.SubmitAsync(new Cases().Add(0, "a1 a9").Reports[0] with { Key = new ReportKey("hanoi/pc02", "LATE") }, CancellationToken.None);
        await resolver.RingsAtAsync(resolver.Graph.Position, CancellationToken.None);
        Ring ring = Assert.Single(resolver.Rings.All());
        Assert.NotEqual(before, ring.Id);
        Assert.Equal(ring.Id, (await resolver.AskAsync(new RingByIdQuestion(before), 0, CancellationToken.None))!.Id);
    }

    [Fact]
    public async Task Evidence_that_ties_two_rings_and_is_too_weak_is_reported_as_a_split_by_the_partition()
    {
        Cases cases = TwoRings().Add(30, "a1 t2");
        await using LocalRuntime resolver = await cases.OpenAsync();
        Ring[] rings = [.. resolver.Rings.All().OrderBy(r => r.FirstSeen)];
        Assert.Equal(2, rings.Length);
        foreach ((Ring ring, Ring other) in new[] { (rings[0], rings[1]), (rings[1], rings[0]) })
        {
            RingHistory history = (await resolver.AskAsync(new RingHistoryQuestion(ring.Id), 0, CancellationToken.None))!;
            RingEvent split = Assert.Single(history.Events, e => e.Kind == RingEventKinds.Split);
            Assert.Equal([other.Id], split.Rings);
            Assert.Equal("partition", split.Cause);
            Assert.Equal("R012", split.Report!.Value.Id);
        }
    }

    [Fact]
    public async Task A_person_whom_a_decision_excludes_leaves_his_rings_apart_until_it_is_taken_back()
    {
        Cases cases = TwoRings();
        for (int day = 20; day < 24; day++) cases.Add(day, "p1 a1 t1 o1", "p1 controls a1").Add(day, "p1 a2 t2 o2", "p1 controls a2");
        await using LocalRuntime resolver = await cases.OpenAsync();
        Ring whole = resolver.Rings.All().First(r => r.Members.Any(m => m.Label.StartsWith("NGUYEN", StringComparison.Ordinal)));
        var decision = new Decision { Id = "d1", At = Cases.Day(40), Kind = DecisionKind.Exclude,
            Persons = [whole.Members.First(m => m.Label.StartsWith("NGUYEN", StringComparison.Ordinal)).Key] };
        await resolver.DecideAsync(decision, CancellationToken.None);
        await resolver.RingsAtAsync(resolver.Graph.Position, CancellationToken.None);
        Ring[] rings = [.. resolver.Rings.All()];
        Assert.Equal(2, rings.Length);
        RingEvent split = Assert.Single((await resolver.AskAsync(new RingHistoryQuestion(rings[0].Id), 0, CancellationToken.None))!.Events, e =>
            e.Kind == RingEventKinds.Split);
        Assert.Equal(("excluded", "d1", Cases.Day(40)), (split.Cause, split.Decision, split.At!.Value));
        Assert.Equal([rings[1].Id], split.Rings);
        Assert.Single(split.Members);

        await resolver.UndoAsync("d1", Cases.Day(41), CancellationToken.None);
        await resolver.RingsAtAsync(resolver.Graph.Position, CancellationToken.None);
        foreach (Ring ring in resolver.Rings.All())
            Assert.DoesNotContain((await resolver.AskAsync(new RingHistoryQuestion(ring.Id), 0, CancellationToken.None))!.Events, e => e.Cause == "excluded");
    }

    [Fact]
    public async Task A_ring_that_fell_silent_has_ended_when_others_go_on()
    {
        Cases cases = new Cases().Add(1, "a1 t1 o1").Add(2, "a1 t1 o1").Add(190, "a2 t2 o2").Add(191, "a2 t2 o2");
        await using LocalRuntime resolver = await cases.OpenAsync();
        Ring[] rings = [.. resolver.Rings.All().OrderBy(r => r.FirstSeen)];
        RingEvent ended = (await resolver.AskAsync(new RingHistoryQuestion(rings[0].Id), 0, CancellationToken.None))!.Events[^1];
        Assert.Equal((RingEventKinds.Ended, Cases.Day(2)), (ended.Kind, ended.At!.Value));
        RingHistory second = (await resolver.AskAsync(new RingHistoryQuestion(rings[1].Id), 0, CancellationToken.None))!;
        Assert.DoesNotContain(second.Events, e => e.Kind == RingEventKinds.Ended);
    }

    [Fact]
    public async Task The_history_ends_with_as_many_members_as_the_ring_has_in_any_order_of_reports()
    {
        Cases cases = TwoRings();
        for (int day = 20; day < 24; day++) cases.Add(day, $"a1 t1 o1 t{day} d{day} h{day}", $"t{day} used-in d{day}", $"h{day} holds a1");
        await using LocalRuntime resolver = await cases.OpenAsync(cases.Reports.Reverse());
        foreach (Ring ring in resolver.Rings.All())
        {
            RingHistory history = (await resolver.AskAsync(new RingHistoryQuestion(ring.Id), 0, CancellationToken.None))!;
            Assert.Equal(ring.Members.Count, history.Events[^1].MemberCount);
            Assert.Equal(ring.Members.Select(m => m.Key), history.Events.Where(e => e.Kind is RingEventKinds.Formed or RingEventKinds.Grew)
                .SelectMany(e => e.Members).Order());
        }
    }

    [Fact]
    public async Task An_id_that_nothing_bore_leads_nowhere()
    {
        await using LocalRuntime resolver = await TwoRings().OpenAsync();
        foreach (string id in new[] { "ring:0123456789abcdef", "ring:zz", "", "ring:0123456789ABCDEF0" })
            Assert.Null(await resolver.AskAsync(new RingByIdQuestion(id), 0, CancellationToken.None));
    }

    private static Cases TwoRings()
    {
        var cases = new Cases();
        for (int day = 1; day <= 6; day++) cases.Add(day, "a1 t1 o1").Add(day + 0.5, "a2 t2 o2");
        return cases;
    }

    private static async Task<RingHistory> OnlyAsync(LocalRuntime resolver) =>
        (await resolver.AskAsync(new RingHistoryQuestion(Assert.Single(resolver.Rings.All()).Id), 0, CancellationToken.None))!;
}
