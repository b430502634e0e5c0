using Resolve.Rings.Questions;
using Resolve.Graph.Questions;
using Resolve.Runtime.Ports;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Rings.History;
using Xunit;

namespace Resolve.TestKit.Contracts;

/// <summary>What every <see cref="IResolveService"/> must do.</summary>
public abstract class ResolveServiceContract : HostContract
{
    private const string A = "phone:+84912345671", B = "phone:+84912345672", C = "phone:+84912345673", D = "phone:+84912345674", E = "phone:+84912345675";

    [ContractFact]
    public async Task Versions_are_judged_one_by_one_and_answered_in_order()
    {
        await using HostUnderTest host = await OpenAsync();
        IReadOnlyList<Receipt> receipts = await host.Service.SubmitAsync(
            [Phones("1", 1, "0912345671"), Phones("1", 1, "0912345671"), Phones("1", 1, "0912345672"), Phones("2", 1, "0912345673") with { Version = 5 }],
                None);
        Assert.Equal(
            [(SubmissionOutcome.Accepted, 1L), (SubmissionOutcome.Duplicate, 1L), (SubmissionOutcome.Conflict, 0L), (SubmissionOutcome.Accepted, 2L)],
            receipts.Select(r => (r.Outcome, r.Position)));
        AssertReceipt(SubmissionOutcome.Superseded, 3, (await host.Service.SubmitAsync([Phones("2", 1, "0912345674") with { Version = 4 }], None))[0]);
        Assert.Null(await host.Service.AskAsync(new EntityQuestion(Key(D)), 3, None));
        Assert.NotNull(await host.Service.AskAsync(new EntityQuestion(Key(C)), 3, None));
        Assert.Empty(await host.Service.SubmitAsync([], None));
    }

    [ContractFact]
    public async Task Unreadable_text_is_reported_and_kept()
    {
        await using HostUnderTest host = await OpenAsync();
        Receipt receipt = (await host.Service.SubmitAsync([Phones("1", 1, "0912345671", "12")], None))[0];
        Assert.Equal(["mentions[1].value"], receipt.Warnings.Select(w => w.Path));
        StoredReportView stored = (await WaitForAsync(() => host.Service.GetReportAsync(new ReportKey("t", "1"), None)))!;
        Assert.Equal((1L, "12"), (stored.Position, stored.Report.Mentions[1].Value));
        Assert.Equal([true, false], stored.Content.Mentions.Select(m => m.NamesEntity));
        Assert.Null(await host.Service.GetReportAsync(new ReportKey("t", "2"), None));
    }

    [ContractFact]
    public async Task A_withdrawn_report_is_as_if_it_had_never_come()
    {
        await using HostUnderTest host = await OpenAsync();
        await SubmitAsync(host.Service, Phones("1", 1, "0912345671", "0912345672"), Phones("2", 2, "0912345672"));
        Receipt receipt = (await host.Service.WithdrawAsync(new ReportKey("t", "1"), null, None))!;
        Assert.Equal((2, SubmissionOutcome.Accepted, 3L), (receipt.Version, receipt.Outcome, receipt.Position));
        Assert.Null(await host.Service.AskAsync(new EntityQuestion(Key(A)), 3, None));
        EntityDetail left = (await host.Service.AskAsync(new EntityQuestion(Key(B)), 3, None))!;
        Assert.Equal((1, 0), (left.Summary.ReportCount, left.Summary.LinkCount));
        Assert.Null(await host.Service.GetReportAsync(new ReportKey("t", "1"), None));
        AssertReceipt(SubmissionOutcome.Duplicate, 3, await host.Service.WithdrawAsync(new ReportKey("t", "1"), null, None));
        Assert.Null(await host.Service.WithdrawAsync(new ReportKey("t", "9"), null, None));
        // A withdrawal may come first.
        AssertReceipt(SubmissionOutcome.Accepted, 4, await host.Service.WithdrawAsync(new ReportKey("t", "9"), 2, None));
        AssertReceipt(SubmissionOutcome.Superseded, 5, (await host.Service.SubmitAsync([Phones("9", 1, "0912345673")], None))[0]);
        Assert.Null(await host.Service.AskAsync(new EntityQuestion(Key(C)), 5, None));
    }

    [ContractFact]
    public async Task What_could_not_be_read_back_is_refused_and_leaves_no_trace()
    {
        await using HostUnderTest host = await OpenAsync();
        foreach ((string source, string id) in ((string, string)[])[("t", "1 "), (" t", "1"), ("t", "1\u0007"), ("t", "")])
        {
            FactRefusedException refused = await Assert.ThrowsAsync<FactRefusedException>(() => host.Service.WithdrawAsync(new ReportKey(source, id), 2, None));
            Assert.NotEmpty(refused.Errors);
        }
        // 90,000 emoji are 360 kB as sent and 1,080 kB in the canonical form.
        Report large = Phones("large", 1, "0912345671") with { Narrative = string.Concat(Enumerable.Repeat("😀", 90_000)) };
        await Assert.ThrowsAsync<FactRefusedException>(() => host.Service.SubmitAsync([Phones("2", 1, "0912345672"), large], None));
        AssertReceipt(SubmissionOutcome.Accepted, 1, (await host.Service.SubmitAsync([Phones("1", 1, "0912345671")], None))[0]);
        AssertReceipt(SubmissionOutcome.Accepted, 2, await host.Service.WithdrawAsync(new ReportKey("t", "1"), int.MaxValue, None));
        AssertReceipt(SubmissionOutcome.Duplicate, 2, await host.Service.WithdrawAsync(new ReportKey("t", "1"), null, None));
        AssertReceipt(SubmissionOutcome.Accepted, 3, (await host.Service.SubmitAsync([Phones("2", 1, "0912345672") with { Version = int.MaxValue }], None))[0]);
        await Assert.ThrowsAsync<NoHigherVersionException>(() => host.Service.WithdrawAsync(new ReportKey("t", "2"), null, None));
        Assert.NotNull(await host.Service.GetReportAsync(new ReportKey("t", "2"), None));
    }

    [ContractFact]
    public async Task Links_come_in_pages_with_their_evidence()
    {
        await using HostUnderTest host = await OpenAsync();
        long last = await SubmitAsync(host.Service, Phones("1", 1, "0912345671", "0912345672", "0912345673"), Phones("2", 2, "0912345671", "0912345672"));
        Page<LinkView> all = (await host.Service.AskAsync(new EntityLinksQuestion(Key(A), GraphFilter.None, 10, null), last, None))!;
        Assert.Equal((2, 2, null), (all.Total, all.Items.Count, all.Cursor));
        Assert.Equal(["1", "2"], all.Items.Single(l => l.To == Key(B) || l.From == Key(B)).Evidence.Select(e => e.Id).Order());
        Page<LinkView> first = (await host.Service.AskAsync(new EntityLinksQuestion(Key(A), GraphFilter.None, 1, null), last, None))!;
        Page<LinkView> second = (await host.Service.AskAsync(new EntityLinksQuestion(Key(A), GraphFilter.None, 1, first.Cursor), last, None))!;
        Assert.Equal(all.Items.Select(l => (l.From, l.To)), [(first.Items[0].From, first.Items[0].To), (second.Items[0].From, second.Items[0].To)]);
        Assert.Null(second.Cursor);
        Assert.Null(await host.Service.AskAsync(new EntityLinksQuestion(Key(E), GraphFilter.None, 1, null), last, None));
        var foreign = new EntityLinksQuestion(Key(A), GraphFilter.None, 1, "?");
        await Assert.ThrowsAsync<FormatException>(async () => await host.Service.AskAsync(foreign, last, None));
    }

    [ContractFact]
    public async Task A_walk_goes_nearest_first_in_pages_and_says_what_it_did_not_find()
    {
        await using HostUnderTest host = await OpenAsync();
        long last = await SubmitAsync(host.Service, Phones("1", 1, "0912345671", "0912345672"), Phones("2", 2, "0912345672", "0912345673"),
            Phones("3", 3, "0912345673", "0912345674"));
        var question = new ExpandQuestion { From = [Key(A), Key(E)], Hops = 2 };
        ExpandAnswer all = await host.Service.AskAsync(question, last, None);
        Assert.Equal([(0, A), (1, B), (2, C)], all.Nodes.Select(n => (n.Hop, n.Entity.Key.ToString())));
        Assert.Equal([true, true, false], all.Nodes.Select(n => n.Expanded));
        Assert.Equal([Key(E)], all.NotFound);
        Assert.Equal(2, all.Links.Count);
        ExpandAnswer first = await host.Service.AskAsync(question with { Limit = 2 }, last, None);
        Assert.Equal((2, 3), (first.Nodes.Count, first.Total));
        ExpandAnswer rest = await host.Service.AskAsync(question with { Limit = 2, Cursor = first.Cursor }, last, None);
        Assert.Equal([C], rest.Nodes.Select(n => n.Entity.Key.ToString()));
        Assert.Null(rest.Cursor);
        ExpandAnswer hub = await host.Service.AskAsync(question with { From = [Key(A)], Hops = 3, Filter = new GraphFilter { HubDegreeMax = 1 } }, last, None);
        Assert.Equal([A, B], hub.Nodes.Select(n => n.Entity.Key.ToString()));
        await Assert.ThrowsAsync<FormatException>(async () => await host.Service.AskAsync(question with { Cursor = "?" }, last, None));
    }

    [ContractFact]
    public async Task Paths_and_what_is_common_are_found()
    {
        await using HostUnderTest host = await OpenAsync();
        long last = await SubmitAsync(host.Service, Phones("1", 1, "0912345671", "0912345672"), Phones("2", 2, "0912345672", "0912345673"),
            Phones("3", 3, "0912345671", "0912345674"), Phones("4", 4, "0912345674", "0912345673"));
        PathAnswer paths = await host.Service.AskAsync(new PathQuestion { From = Key(A), To = Key(C), HopsMax = 3, Count = 5 }, last, None);
        Assert.Equal([$"{A} {B} {C}", $"{A} {D} {C}"], paths.Paths.Select(p => string.Join(' ', p.Nodes.Select(n => n.Key.ToString())))
            .Order(StringComparer.Ordinal));
        Assert.Equal([Key(E)], (await host.Service.AskAsync(new PathQuestion { From = Key(A), To = Key(E) }, last, None)).NotFound);
        CommonAnswer common = await host.Service.AskAsync(new CommonQuestion([Key(A), Key(C)], GraphFilter.None), last, None);
        Assert.Equal([B, D], common.Nodes.Select(n => n.Key.ToString()));
    }

    [ContractFact]
    public async Task Rings_follow_reports_and_are_found_by_their_members()
    {
        await using HostUnderTest host = await OpenAsync();
        long last = await SubmitAsync(host.Service, [.. Enumerable.Range(1, 4).Select(i => Phones($"{i}", i, "0912345671", "0912345672", "0912345673"))]);
        Page<Ring> rings = await host.Service.AskAsync(new RingListQuestion(RingFilter.None, 10, null), last, None);
        Ring ring = Assert.Single(rings.Items);
        Assert.Equal([A, B, C], ring.Members.Select(m => m.Key.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(ring.Id, (await host.Service.AskAsync(new RingByIdQuestion(ring.Id), last, None))!.Id);
        Assert.Equal(ring.Id, (await host.Service.AskAsync(new RingOfQuestion(Key(B)), last, None))!.Id);
        Assert.Null(await host.Service.AskAsync(new RingByIdQuestion("ring:0000000000000000"), last, None));
        Assert.InRange(ring.Score!.Total, 1, 100);
        RingHistory history = (await host.Service.AskAsync(new RingHistoryQuestion(ring.Id), last, None))!;
        Assert.Equal((ring.Id, RingEventKinds.Formed, 3), (history.RingId, history.Events[0].Kind, history.Events[0].MemberCount));
        Assert.Equal(ring.Id, (await host.Service.AskAsync(new MoneyTrailQuestion(ring.Id), last, None))!.RingId);
        Assert.Null(await host.Service.AskAsync(new RingHistoryQuestion("ring:0000000000000000"), last, None));
        Assert.Null(await host.Service.AskAsync(new MoneyTrailQuestion("ring:0000000000000000"), last, None));
        Assert.Null(await host.Service.AskAsync(new RingOfQuestion(Key(E)), last, None));
        for (int i = 1; i <= 4; i++) last = (await host.Service.WithdrawAsync(new ReportKey("t", $"{i}"), null, None))!.Position;
        Assert.Equal(0, (await host.Service.AskAsync(new RingListQuestion(RingFilter.None, 10, null), last, None)).Total);
    }

    [ContractFact]
    public async Task Search_reads_identifiers_in_any_spelling_and_names_without_marks()
    {
        await using HostUnderTest host = await OpenAsync();
        long last = await SubmitAsync(host.Service, Phones("1", 1, "0912345671"), Person("2", 2, "Nguyễn Thị Hoà", "1961-04-03"));
        EntityHit phone = Assert.Single(await host.Service.AskAsync(new SearchQuestion("0912.345.671", 5), last, None));
        Assert.Equal((A, "identifier"), (phone.Entity.Key.ToString(), phone.Match));
        Assert.Equal("Nguyễn Thị Hoà", Assert.Single(await host.Service.AskAsync(new SearchQuestion("nguyen thi hoa", 5), last, None)).Entity.Label);
        Assert.Empty(await host.Service.AskAsync(new SearchQuestion("tran van x", 5), last, None));
    }

    [ContractFact]
    public async Task A_question_waits_for_the_position_it_names()
    {
        await using HostUnderTest host = await OpenAsync();
        await SubmitAsync(host.Service, Phones("1", 1, "0912345671"));
        Task<EntityDetail?> waiting = host.Service.AskAsync(new EntityQuestion(Key(B)), 2, None).AsTask();
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await host.Service.AskAsync(new EntityQuestion(Key(B)), 3, impatient.Token));
        Assert.False(waiting.IsCompleted);
        await SubmitAsync(host.Service, Phones("2", 1, "0912345672"));
        Assert.NotNull(await waiting.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [ContractFact]
    public async Task The_state_tells_how_far_the_host_is()
    {
        await using HostUnderTest host = await OpenAsync();
        long last = await SubmitAsync(host.Service, Phones("1", 1, "0912345671", "0912345672"),
            Phones("1", 1, "0912345671", "0912345673") with { Version = 2 });
        await host.Service.AskAsync(new EntityQuestion(Key(A)), last, None);
        await host.Service.AskAsync(new RingListQuestion(RingFilter.None, 1, null), last, None);
        ServiceState state = (await WaitForAsync(() => ValueTask.FromResult(host.Service.GetState() is { RingPosition: 2 } s ? s : null)))!;
        Assert.Equal((2L, 2L, 1, null), (state.JournalPosition, state.GraphPosition, state.Counts.Reports, state.Failure));
    }

    private static async Task<T?> WaitForAsync<T>(Func<ValueTask<T?>> ask)
        where T : class
    {
        for (int i = 0; i < 300; i++)
        {
            if (await ask() is { } answer) return answer;
            await Task.Delay(100);
        }
        return null;
    }
}
