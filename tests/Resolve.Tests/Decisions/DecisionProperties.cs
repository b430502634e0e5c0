using Resolve.Rings.Questions;
using FsCheck;
using FsCheck.Fluent;
using Resolve.Decisions;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Persons;
using Resolve.Persons.Models;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Review;
using Resolve.TestKit.Facts;

namespace Resolve.Tests.Decisions;

/// <summary>Decisions are facts: any order among reports, again, and taken back.</summary>
public class DecisionProperties
{
    private static LocalRuntimeOptions Options { get; } = new()
    {
        RingInterval = TimeSpan.Zero,
        Rings = new RingModel { MemberCountMin = 2, ReportCountMin = 1 },
        Detector = new ComponentDetector(), // what decisions do to components, whatever divides them further
    };

    [Fact]
    public void Decisions_and_reports_may_come_in_any_order() => Check(async (reports, decisions, random) =>
    {
        string straight = await AfterAsync([.. reports, .. decisions]);
        Assert.Equal(straight, await AfterAsync(random.Shuffle<object>([.. reports, .. decisions, .. decisions])));
    });

    [Fact]
    public void A_decision_taken_back_leaves_the_state_in_which_it_never_came() => Check(async (reports, decisions, random) =>
    {
        List<Decision> undone = [.. decisions.Where(_ => random.Chance(50))];
        string without = await AfterAsync([.. reports, .. decisions.Except(undone)]);
        var withdrawals = undone.Select(d => d with { Version = d.Version + 1, Withdrawn = true, Model = null });
        Assert.Equal(without, await AfterAsync(random.Shuffle<object>([.. reports, .. decisions, .. withdrawals])));
    });

    [Fact]
    public void A_restart_keeps_decisions() => Check(async (reports, decisions, random) =>
    {
        await using var journal = new InMemoryJournal();
        string before;
        await using (LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, Options, null, CancellationToken.None))
        {
            await SubmitAsync(resolver, random.Shuffle<object>([.. reports, .. decisions]));
            before = await StateDigest.WholeOfAsync(resolver);
        }
        await using LocalRuntime again = await LocalRuntime.OpenAsync(journal, Options, null, CancellationToken.None);
        Assert.Equal(before, await StateDigest.WholeOfAsync(again));
    });

    [Fact]
    public async Task Same_joins_different_parts_and_exclude_takes_out_of_rings()
    {
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, Options, null, CancellationToken.None);
        Report a = Person("a", "Trần Văn Bảy", "087161001234"), b = Person("b", "TRAN VAN BAY", "087161001234"), c = Person("c", "Lê Thị Cúc", "001190004321");
        await resolver.SubmitAsync([a, b, c], CancellationToken.None);
        EntityKey keyA = KeyOf(a), keyB = KeyOf(b), keyC = KeyOf(c);
        Assert.Equal(keyA, await NowAsync(resolver, keyB));
        await resolver.DecideAsync(Decide("d1", DecisionKind.Different, keyA, keyB), CancellationToken.None);
        Assert.NotEqual(await NowAsync(resolver, keyA), await NowAsync(resolver, keyB));
        PersonComparison why = (await resolver.WhyAsync(keyA, keyB, CancellationToken.None))!;
        Assert.Equal("decision", why.Pairs.Single().Explanation.Reason);
        Receipt undone = (await resolver.UndoAsync("d1", DateTimeOffset.UnixEpoch, CancellationToken.None))!;
        Assert.Equal((SubmissionOutcome.Accepted, 2), (undone.Outcome, undone.Version));
        Assert.Equal(await NowAsync(resolver, keyA), await NowAsync(resolver, keyB));
        Assert.NotEqual(await NowAsync(resolver, keyA), await NowAsync(resolver, keyC));
        await resolver.DecideAsync(Decide("d2", DecisionKind.Same, keyA, keyC), CancellationToken.None);
        Assert.Equal(await NowAsync(resolver, keyA), await NowAsync(resolver, keyC));
        PersonHistory how = (await resolver.HowAsync(keyA, CancellationToken.None))!;
        Assert.Contains(how.Steps, s => s.Outcome == "merged" && s.WeightMillibits is null);
        Assert.Equal([PersonEventKind.Appeared, PersonEventKind.Joined, PersonEventKind.Appeared, PersonEventKind.Merged], how.Events.Select(e => e.Kind));
        Assert.Equal((true, "d2"), (how.Events[^1].Cause.IsDecision, how.Events[^1].Cause.Id));
        Assert.Equal([keyA], how.Events[^1].After);
        Assert.Equal(("default-1", (Decision?)null),
            ((await resolver.GetModelAsync(CancellationToken.None)).Model.Name, (await resolver.GetModelAsync(CancellationToken.None)).Decision));
        await resolver.UndoAsync("d2", DateTimeOffset.UnixEpoch, CancellationToken.None);
        Assert.Contains(await RingMembersAsync(resolver), m => m == keyA);
        await resolver.DecideAsync(Decide("d3", DecisionKind.Exclude, keyA), CancellationToken.None);
        Assert.DoesNotContain(await RingMembersAsync(resolver), m => m == keyA);
        Assert.True((await resolver.AskAsync(new EntityQuestion(keyA), 0, CancellationToken.None))!.IsExcluded);
        Assert.Equal(["d3"], (await resolver.ListDecisionsAsync(CancellationToken.None)).Select(d => d.Id));
    }

    [Fact]
    public async Task The_same_decision_is_a_duplicate_and_another_under_its_id_a_conflict()
    {
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, Options, null, CancellationToken.None);
        Decision decision = Decide("d", DecisionKind.Same, PersonKeys.ToKey(1), PersonKeys.ToKey(2));
        Assert.Equal(SubmissionOutcome.Accepted, (await resolver.DecideAsync(decision, CancellationToken.None)).Outcome);
        Assert.Equal(SubmissionOutcome.Duplicate, (await resolver.DecideAsync(decision, CancellationToken.None)).Outcome);
        Assert.Equal(SubmissionOutcome.Conflict, (await resolver.DecideAsync(decision with { Reason = "?" }, CancellationToken.None)).Outcome);
        Assert.Null(await resolver.UndoAsync("unknown", DateTimeOffset.UnixEpoch, CancellationToken.None));
    }

    [Fact]
    public async Task Thirty_people_on_one_mule_account_stay_thirty_and_make_one_ring()
    {
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions(), null, CancellationToken.None);
        string[] names = ["Nguyễn Văn Hùng", "Trần Thị Lan", "Lê Quốc Đạt", "Phạm Minh Tuấn", "Hoàng Thị Mai", "Vũ Đình Khoa"];
        var reports = Enumerable.Range(0, 30).Select(i => new Report
        {
            Key = new ReportKey("t", $"r{i:00}"),
            ReceivedAt = new DateTimeOffset(2026, 1, 1 + (i % 28), 0, 0, 0, TimeSpan.Zero),
            Mentions =
            [
                new Mention { Ref = "p", Kind = MentionKind.Person, Role = MentionRole.Suspect, Name = $"{names[i % 6]} {(char)('A' + (i / 6))}",
                    BirthDate = $"{1960 + i}-0{1 + (i % 9)}-1{i % 9}" },
                new Mention { Ref = "a", Kind = MentionKind.Account, Role = MentionRole.Suspect, Bank = "VCB", Value = "0071000123456" },
            ],
            Links = [new ReportLink("p", "a", LinkKind.Holds)],
        });
        await resolver.SubmitAsync([.. reports], CancellationToken.None);
        Page<Ring> rings = await resolver.AskAsync(new RingListQuestion(RingFilter.None, 10, null), resolver.Graph.Position, CancellationToken.None);
        Assert.Equal(1, rings.Total);
        Assert.Equal(30, rings.Items[0].Members.Count(m => m.Key.Kind == EntityKind.Person));
    }

    private static async Task<EntityKey> NowAsync(LocalRuntime resolver, EntityKey key) =>
        (await resolver.AskAsync(new EntityQuestion(key), 0, CancellationToken.None))!.Summary.Key;

    private static async Task<List<EntityKey>> RingMembersAsync(LocalRuntime resolver) =>
        [.. (await resolver.RingsAtAsync(resolver.Graph.Position, CancellationToken.None)).All().SelectMany(r => r.Members).Select(m => m.Key)];

    private static EntityKey KeyOf(Report report) => PersonKeys.ToKey(PersonKeys.Of(report.Key, "p"));

    private static Report Person(string id, string name, string paper) => new()
    {
        Key = new ReportKey("t", id),
        ReceivedAt = new DateTimeOffset(2026, 1, 1, id[0] - 'a', 0, 0, TimeSpan.Zero),
        Mentions =
        [
            new Mention { Ref = "p", Kind = MentionKind.Person, Role = MentionRole.Suspect, Name = name, Documents = [new DocumentMention("cccd", paper)] },
            new Mention { Ref = "t", Kind = MentionKind.Online, Role = MentionRole.Suspect, Platform = "telegram", Value = "@vip_" + id },
        ],
    };

    private static Decision Decide(string id, DecisionKind kind, params EntityKey[] persons) =>
        new() { Id = id, At = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero), Kind = kind, Persons = persons };

    private static void Check(Func<List<Report>, List<Decision>, SplitMix, Task> property) =>
        Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), seed =>
        {
            var random = new SplitMix(seed);
            List<Report> reports = new RandomFacts(seed).Make(5 + random.Below(15));
            List<EntityKey> persons = [.. reports.SelectMany(r => r.Mentions.Where(m => m.Kind == MentionKind.Person)
                .Select(m => PersonKeys.ToKey(PersonKeys.Of(r.Key, m.Ref)))).Distinct()];
            var decisions = new List<Decision>();
            for (int i = random.Below(6); i > 0 && persons.Count > 1; i--)
            {
                DecisionKind kind = (DecisionKind)(1 + random.Below(3));
                List<EntityKey> chosen = random.Shuffle(persons)[..(kind == DecisionKind.Exclude ? 1 : 2)];
                decisions.Add(Decide($"d{i}", kind, [.. chosen]) with { At = new DateTimeOffset(2026, 1 + random.Below(3), 1, 0, 0, 0, TimeSpan.Zero) });
            }
            if (random.Chance(20))
                decisions.Add(Decide("model", DecisionKind.AdoptModel) with { Model = ModelJson($"m{random.Below(3)}") });
            property(reports, decisions, random).GetAwaiter().GetResult();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static string ModelJson(string name)
    {
        using var stream = new MemoryStream();
        PersonModel.Default.With(name).Write(stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static async Task<string> AfterAsync(IEnumerable<object> facts)
    {
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, Options, null, CancellationToken.None);
        await SubmitAsync(resolver, facts);
        return await StateDigest.WholeOfAsync(resolver) + await StateDigest.TimelinesOfAsync(resolver);
    }

    private static async Task SubmitAsync(LocalRuntime resolver, IEnumerable<object> facts)
    {
        foreach (object fact in facts)
        {
            if (fact is Decision decision) await resolver.DecideAsync(decision, CancellationToken.None);
            else await resolver.SubmitAsync((Report)fact, CancellationToken.None);
        }
    }
}
