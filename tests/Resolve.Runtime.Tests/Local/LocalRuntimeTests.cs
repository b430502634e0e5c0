using Resolve.Rings.Questions;
using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Normalisation;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.TestKit.Facts;

namespace Resolve.Runtime.Tests.Local;

public class LocalRuntimeTests
{
    private static readonly LocalRuntimeOptions s_options = new() { RingInterval = TimeSpan.Zero };

    [Fact]
    public async Task A_receipt_means_journaled_and_visible()
    {
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, s_options, null, CancellationToken.None);
        Receipt receipt = await resolver.SubmitAsync(Phones("r1", 1, 2), CancellationToken.None);
        Assert.Equal((SubmissionOutcome.Accepted, 1L, 1L), (receipt.Outcome, receipt.Position, journal.Position));
        Assert.NotNull(await resolver.AskAsync(new EntityQuestion(Key(1)), 0, CancellationToken.None));
    }

    [Fact]
    public async Task The_same_version_again_is_a_duplicate_and_another_body_a_conflict()
    {
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, s_options, null, CancellationToken.None);
        IReadOnlyList<Receipt> receipts = await resolver.SubmitAsync([Phones("r1", 1), Phones("r1", 1), Phones("r1", 2)], CancellationToken.None);
        Assert.Equal([SubmissionOutcome.Accepted, SubmissionOutcome.Duplicate, SubmissionOutcome.Conflict], receipts.Select(r => r.Outcome));
        Assert.Equal([1L, 1L, 0L], receipts.Select(r => r.Position));
        Assert.Equal(1, journal.Position);
    }

    [Fact]
    public async Task A_lower_version_that_comes_late_is_kept_and_does_not_count()
    {
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, s_options, null, CancellationToken.None);
        await resolver.SubmitAsync(Phones("r1", 2) with { Version = 3 }, CancellationToken.None);
        Receipt late = await resolver.SubmitAsync(Phones("r1", 1) with { Version = 2 }, CancellationToken.None);
        Receipt other = await resolver.SubmitAsync(Phones("r1", 7) with { Version = 2 }, CancellationToken.None);
        Assert.Equal((SubmissionOutcome.Superseded, 2L), (late.Outcome, late.Position));
        Assert.Equal(SubmissionOutcome.Conflict, other.Outcome);
        Assert.Null(await resolver.AskAsync(new EntityQuestion(Key(1)), 0, CancellationToken.None));
        Assert.NotNull(await resolver.AskAsync(new EntityQuestion(Key(2)), 0, CancellationToken.None));
    }

    [Fact]
    public async Task A_withdrawal_may_come_before_its_report()
    {
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, s_options, null, CancellationToken.None);
        var key = new ReportKey("t", "r1");
        Assert.Null(await resolver.WithdrawAsync(key, null, CancellationToken.None));
        Assert.Equal(SubmissionOutcome.Accepted, (await resolver.WithdrawAsync(key, 2, CancellationToken.None))!.Outcome);
        Assert.Equal(SubmissionOutcome.Superseded, (await resolver.SubmitAsync(Phones("r1", 1), CancellationToken.None)).Outcome);
        Assert.Null(await resolver.AskAsync(new EntityQuestion(Key(1)), 0, CancellationToken.None));
        Assert.Equal(SubmissionOutcome.Duplicate, (await resolver.WithdrawAsync(key, null, CancellationToken.None))!.Outcome);
        Assert.Null(await resolver.GetReportAsync(key, CancellationToken.None));
    }

    [Fact]
    public async Task What_the_journal_refuses_leaves_no_trace_and_the_next_goes_on()
    {
        await using var journal = new FlakyJournal();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, s_options, null, CancellationToken.None);
        await resolver.SubmitAsync(Phones("r0", 9), CancellationToken.None);
        journal.Fails = true;
        await Assert.ThrowsAsync<JournalException>(() => resolver.SubmitAsync(Phones("r1", 1), CancellationToken.None));
        await Assert.ThrowsAsync<JournalException>(() => resolver.WithdrawAsync(new ReportKey("t", "r0"), null, CancellationToken.None));
        Assert.NotNull(resolver.GetState().Failure);
        journal.Fails = false;
        Receipt receipt = await resolver.SubmitAsync(Phones("r1", 3), CancellationToken.None);
        Assert.Equal((SubmissionOutcome.Accepted, 2L), (receipt.Outcome, receipt.Position));
        Assert.Null(resolver.GetState().Failure);
        Assert.Null(await resolver.AskAsync(new EntityQuestion(Key(1)), 0, CancellationToken.None));
        Assert.NotNull(await resolver.AskAsync(new EntityQuestion(Key(9)), 0, CancellationToken.None));
    }

    [Fact]
    public async Task Reports_submitted_together_are_taken_together_or_not_at_all()
    {
        for (int round = 0; round < 50; round++)
        {
            await using var journal = new FlakyJournal { AppendsLeft = 1 };
            await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, s_options, null, CancellationToken.None);
            await resolver.SubmitAsync([Phones("a", 1), Phones("b", 2), Phones("c", 3)], CancellationToken.None);
            await Assert.ThrowsAsync<JournalException>(() => resolver.SubmitAsync([Phones("d", 4), Phones("e", 5)], CancellationToken.None));
            Assert.Equal(3, journal.Position);
        }
    }

    [Fact]
    public async Task Readers_see_whole_reports_while_the_writer_writes()
    {
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions { BatchCountMax = 3 }, null, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        int checks = 0;
        // Each report joins four numbers of its own: a reader must find all four or none, and a snapshot must not move.
        Task[] readers = [.. Enumerable.Range(0, 2).Select(seed => Task.Run(() =>
        {
            var random = new SplitMix((ulong)seed);
            while (!stop.IsCancellationRequested)
            {
                GraphSnapshot graph = resolver.Graph;
                int first = 4 * random.Below(400);
                int found = Enumerable.Range(first, 4).Count(n => GraphQuestions.Describe(graph, Key(n)) is not null);
                Assert.True(found is 0 or 4, $"A reader saw {found} of 4.");
                if (found == 4) Assert.Equal(4, GraphQuestions.Expand(graph, new ExpandQuestion { From = [Key(first)] }, CancellationToken.None).Nodes.Count);
                Interlocked.Increment(ref checks);
            }
        }))];
        for (int round = 0; round < 6; round++)
        {
            await Parallel.ForAsync(0, 400, async (i, ct) =>
                await resolver.SubmitAsync(Phones($"r{i}", [.. Enumerable.Range(4 * i, 4)]) with { Version = 2 * round + 1 }, ct));
            await Parallel.ForAsync(0, 400, async (i, ct) => await resolver.WithdrawAsync(new ReportKey("t", $"r{i}"), 2 * round + 2, ct));
        }
        await stop.CancelAsync();
        await Task.WhenAll(readers);
        Assert.True(checks > 100, $"Only {checks} checks ran.");
        Assert.Equal(default, resolver.Graph.Counts);
    }

    [Fact]
    public async Task A_question_may_wait_for_a_position()
    {
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, s_options, null, CancellationToken.None);
        ValueTask<EntityDetail?> waiting = resolver.AskAsync(new EntityQuestion(Key(1)), 2, CancellationToken.None);
        await resolver.SubmitAsync(Phones("r1", 5), CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        await resolver.SubmitAsync(Phones("r2", 1), CancellationToken.None);
        Assert.NotNull(await waiting);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await resolver.AskAsync(new EntityQuestion(Key(1)), 99, soon.Token));
    }

    [Fact]
    public async Task An_old_key_of_a_merged_person_leads_to_the_one_that_holds_its_records()
    {
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, s_options, null, CancellationToken.None);
        Report later = Person("r2", 2, "Trần Văn B"), earlier = Person("r1", 1, "TRAN VAN B");
        await resolver.SubmitAsync(later, CancellationToken.None);
        EntityKey oldKey = PersonKeys.ToKey(PersonKeys.Of(later.Key, "p")), newKey = PersonKeys.ToKey(PersonKeys.Of(earlier.Key, "p"));
        Assert.Equal(oldKey, (await resolver.AskAsync(new EntityQuestion(oldKey), 0, CancellationToken.None))!.Summary.Key);
        await resolver.SubmitAsync(earlier, CancellationToken.None);
        Assert.Equal(newKey, (await resolver.AskAsync(new EntityQuestion(oldKey), 0, CancellationToken.None))!.Summary.Key);
        Assert.Equal(2, (await resolver.AskAsync(new EntityQuestion(newKey), 0, CancellationToken.None))!.Persons.Count);
        await resolver.WithdrawAsync(earlier.Key, null, CancellationToken.None);
        Assert.Equal(oldKey, (await resolver.AskAsync(new EntityQuestion(oldKey), 0, CancellationToken.None))!.Summary.Key);
        Assert.Null(await resolver.AskAsync(new EntityQuestion(newKey), 0, CancellationToken.None));
    }

    [Fact]
    public async Task Victims_and_hubs_do_not_glue_rings()
    {
        await using var journal = new InMemoryJournal();
        var options = new LocalRuntimeOptions { RingInterval = TimeSpan.Zero, Rings = new RingModel { HubDegreeMax = 8 }, Detector = new ComponentDetector() };
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, options, null, CancellationToken.None);
        var reports = new List<Report>();
        for (int ring = 0; ring < 4; ring++)
        {
            for (int i = 0; i < 3; i++)
            {
                Report report = Phones($"ring{ring}-{i}", 10 * ring + i, 10 * ring + i + 1, 10 * ring + i + 2);
                Mention hub = new() { Ref = "hub", Kind = MentionKind.Phone, Role = MentionRole.Intermediary, Value = Number(500) };
                Mention victim = new() { Ref = "v", Kind = MentionKind.Person, Role = MentionRole.Victim, Name = "Lê Thị Nạn Nhân",
                    Documents = [new DocumentMention("cccd", "087161001234")] };
                reports.Add(report with { Mentions = [.. report.Mentions, hub, victim], Loss = new Money(1_000_000) });
            }
        }
        await resolver.SubmitAsync(reports, CancellationToken.None);
        Page<Ring> rings = await resolver.AskAsync(new RingListQuestion(RingFilter.None, 10, null), resolver.Graph.Position, CancellationToken.None);
        Assert.Equal(4, rings.Total);
        Assert.All(rings.Items, r => Assert.Equal((5, 1, 3, 3_000_000m), (r.Members.Count, r.Victims.Count, r.Reports.Count, r.LossVnd)));
        // A hub that stops being one connects again.
        foreach (Report report in reports.Where(r => !r.Key.Id.EndsWith("-0", StringComparison.Ordinal)
            || r.Key.Id.StartsWith("ring3", StringComparison.Ordinal)))
            await resolver.WithdrawAsync(report.Key, null, CancellationToken.None);
        await resolver.SubmitAsync(Phones("more", 0, 1, 2), CancellationToken.None);
        Page<Ring> joined = await resolver.AskAsync(new RingListQuestion(RingFilter.None, 10, null), resolver.Graph.Position, CancellationToken.None);
        Assert.Equal((1, 3), (joined.Total, joined.Items.Count == 1 ? joined.Items[0].Members.Count : 0));
    }

    private static string Number(int n) => $"0935{((n * 37) + 412_067) % 1_000_000:000000}"; // nothing that looks like a filler

    private static EntityKey Key(int n) => MentionNormaliser.Normalise(new Mention { Ref = "x", Kind = MentionKind.Phone, Value = Number(n) }, null).Key;

    private static Report Phones(string id, params int[] numbers) => new()
    {
        Key = new ReportKey("t", id),
        Mentions = [.. numbers.Select(n => new Mention { Ref = $"p{n}", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = Number(n) })],
    };

    private static Report Person(string id, int day, string name) => new()
    {
        Key = new ReportKey("t", id),
        ReceivedAt = new DateTimeOffset(2026, 1, day, 0, 0, 0, TimeSpan.Zero),
        Mentions = [new Mention { Ref = "p", Kind = MentionKind.Person, Role = MentionRole.Suspect, Name = name,
            Documents = [new DocumentMention("cccd", "087161001234")] }],
    };

    /// <summary>A journal that fails on request, as with a full disk.</summary>
    private sealed class FlakyJournal : IJournal
    {
        private readonly InMemoryJournal _inner = new();

        public bool Fails { get; set; }

        public int AppendsLeft { get; set; } = int.MaxValue;

        public long Position => _inner.Position;

        public ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken) =>
            Fails || AppendsLeft-- <= 0 ? throw new JournalException(JournalFailure.Storage, "No room is left.")
                : _inner.AppendAsync(entries, cancellationToken);

        public IAsyncEnumerable<JournalRecord> ReadAsync(long after, CancellationToken cancellationToken) => _inner.ReadAsync(after, cancellationToken);

        public ValueTask<JournalRecord?> ReadOneAsync(long position, CancellationToken cancellationToken) => _inner.ReadOneAsync(position, cancellationToken);

        public ValueTask DisposeAsync() => _inner.DisposeAsync();
    }
}
