using Resolve.Graph.Questions;
using System.Text;
using Resolve.Decisions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Persons;
using Resolve.Persons.Models;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Review;
using Xunit;

namespace Resolve.TestKit.Contracts;

/// <summary>What every <see cref="IPersonReview"/> must do. Its questions see all that was acknowledged before.</summary>
public abstract class PersonReviewContract : HostContract
{
    private static readonly DateTimeOffset s_may = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    [ContractFact]
    public async Task Decisions_join_part_and_exclude_and_can_be_taken_back()
    {
        await using HostUnderTest host = await OpenAsync();
        await SubmitAsync(host.Service, Person("a", 1, "Trần Văn Bảy", paper: "087161001234"), Person("b", 2, "TRAN VAN BAY", paper: "087161001234"),
            Person("c", 3, "Lê Thị Cúc", paper: "001190004321"));
        EntityKey a = Of("a"), b = Of("b"), c = Of("c");
        Assert.Equal(a, await NowAsync(host, b));
        Receipt receipt = await host.Review.DecideAsync(Decide("d1", DecisionKind.Different, a, b), None);
        AssertReceipt(SubmissionOutcome.Accepted, 4, receipt);
        Assert.Equal(("decision", "d1", 1), (receipt.Key.Source, receipt.Key.Id, receipt.Version));
        Assert.NotEqual(a, await NowAsync(host, b));
        AssertReceipt(SubmissionOutcome.Duplicate, 4, await host.Review.DecideAsync(Decide("d1", DecisionKind.Different, a, b), None));
        AssertReceipt(SubmissionOutcome.Conflict, 0, await host.Review.DecideAsync(Decide("d1", DecisionKind.Same, a, b), None));
        Receipt undone = (await host.Review.UndoAsync("d1", s_may, None))!;
        Assert.Equal((SubmissionOutcome.Accepted, 2, 5L), (undone.Outcome, undone.Version, undone.Position));
        Assert.Equal(a, await NowAsync(host, b));
        AssertReceipt(SubmissionOutcome.Duplicate, 5, await host.Review.UndoAsync("d1", s_may, None));
        Assert.Null(await host.Review.UndoAsync("unknown", s_may, None));
        await host.Review.DecideAsync(Decide("d2", DecisionKind.Same, b, c), None);
        Assert.Equal(a, await NowAsync(host, c));
        await host.Review.DecideAsync(Decide("d3", DecisionKind.Exclude, c), None);
        Assert.True((await host.Service.AskAsync(new EntityQuestion(a), 0, None))!.IsExcluded);
        Assert.Equal(["d2", "d3"], (await host.Review.ListDecisionsAsync(None)).Select(d => d.Id));
    }

    [ContractFact]
    public async Task A_decision_that_could_not_be_read_back_is_refused_and_leaves_no_trace()
    {
        await using HostUnderTest host = await OpenAsync();
        Decision exclude = Decide("d", DecisionKind.Exclude, EntityKey.Parse("person:0123456789abcdef"));
        string model = $"\"{new string('x', 17 << 20)}\"";
        await Assert.ThrowsAsync<FactRefusedException>(() => host.Review.DecideAsync(exclude with { Model = model }, None));
        await Assert.ThrowsAsync<FactRefusedException>(() => host.Review.DecideAsync(exclude with { Id = "d " }, None));
        AssertReceipt(SubmissionOutcome.Accepted, 1, await host.Review.DecideAsync(exclude, None));
        foreach (int year in (int[])[1800, 2300])
        {
            FactRefusedException refused = await Assert.ThrowsAsync<FactRefusedException>(() =>
                host.Review.UndoAsync("d", new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero), None));
            Assert.Equal("at", Assert.Single(refused.Errors).Path);
        }
        Decision highest = exclude with { Id = "e", Version = int.MaxValue };
        AssertReceipt(SubmissionOutcome.Accepted, 2, await host.Review.DecideAsync(highest, None));
        await Assert.ThrowsAsync<NoHigherVersionException>(() => host.Review.UndoAsync("e", s_may, None));
        Assert.Equal(["d", "e"], (await host.Review.ListDecisionsAsync(None)).Select(d => d.Id).Order());
        AssertReceipt(SubmissionOutcome.Accepted, 3, await host.Review.UndoAsync("d", s_may, None));
    }

    [ContractFact]
    public async Task A_decision_waits_for_its_persons()
    {
        await using HostUnderTest host = await OpenAsync();
        await host.Review.DecideAsync(Decide("d", DecisionKind.Same, Of("a"), Of("c")), None);
        await SubmitAsync(host.Service, Person("a", 1, "Trần Văn Bảy", paper: "087161001234"), Person("c", 3, "Lê Thị Cúc", paper: "001190004321"));
        Assert.Equal([(null, "merged")], (await host.Review.HowAsync(Of("c"), None))!.Steps.Select(s => (s.WeightMillibits, s.Outcome)));
        Assert.Equal(Of("a"), (await host.Review.HowAsync(Of("c"), None))!.Person);
    }

    [ContractFact]
    public async Task Why_weighs_the_records_of_two_persons_or_of_one()
    {
        await using HostUnderTest host = await OpenAsync();
        await SubmitAsync(
            host.Service,
            Person("a", 1, "Trần Văn Bảy", "1961-04-03", "087161001234"), Person("b", 2, "TRAN VAN BAY", "1961-04-03", "087161001234"),
                Person("c", 3, "Trần Văn Bảy", "1961-04-03"),
            Person("d", 4, "Lê Thị Cúc", "1990-10-11", "001190004321"));
        PersonComparison two = (await host.Review.WhyAsync(Of("a"), Of("d"), None))!;
        Assert.Equal((Of("a"), Of("d")), (two.First, two.Second));
        Assert.All(two.Pairs, p => Assert.Equal(MatchBand.No, p.Explanation.Band));
        Assert.Equal(two.Pairs.Select(p => p.Explanation.Total).OrderDescending(), two.Pairs.Select(p => p.Explanation.Total));
        PersonComparison mentions = (await host.Review.WhyAsync(Of("a"), Of("b"), None))!;
        ComparedRecords pair = Assert.Single(mentions.Pairs);
        Assert.Equal((Of("a"), Of("a"), MatchBand.Same), (mentions.First, mentions.Second, pair.Explanation.Band));
        Assert.Contains(pair.Explanation.Parts, p => p.Feature == "nationalId" && p.Weight > 0);
        Assert.Equal(pair.Explanation.Total, pair.Explanation.Parts.Sum(p => p.Weight) + pair.Explanation.HouseholdDeduction);
        Assert.Contains(BlockKind.Paper, pair.Explanation.SharedKeys);
        Assert.NotEmpty((await host.Review.WhyAsync(Of("a"), Of("a"), None))!.Pairs);
        await host.Review.DecideAsync(Decide("no", DecisionKind.Different, Of("a"), Of("b")), None);
        Assert.Equal("decision", (await host.Review.WhyAsync(Of("a"), Of("b"), None))!.Pairs.First(p => p.Explanation.Decision is not null).Explanation.Reason);
        Assert.Null(await host.Review.WhyAsync(Of("a"), Of("nobody"), None));
        Assert.Null(await host.Review.WhyAsync(Key("phone:+84912345671"), Of("a"), None));
    }

    [ContractFact]
    public async Task How_tells_the_steps_and_who_may_be_the_same()
    {
        await using HostUnderTest host = await OpenAsync();
        await SubmitAsync(
            host.Service,
            Person("a", 1, "Trần Văn Bảy", "1961-04-03", "087161001234"), Person("b", 2, "TRAN VAN BAY", "1961-04-03", "087161001234"),
            Person("c", 3, "Trần Văn Bẩy", "1961-04-03"));
        await host.Review.DecideAsync(Decide("no", DecisionKind.Different, Of("a"), Of("c")), None);
        PersonHistory history = (await host.Review.HowAsync(Of("b"), None))!;
        Assert.Equal(Of("a"), history.Person);
        Assert.Equal(2, history.Records.Count);
        Assert.Equal(history.Records.Order(StringComparer.Ordinal), history.Records);
        Assert.Contains(history.Steps, s => s.Outcome == "merged" && s.WeightMillibits > 0);
        Assert.All(history.PossiblySame, p => Assert.Equal((Of("c"), "Trần Văn Bẩy", MatchBand.Possible), (p.Person, p.Label, p.Band)));
        Assert.Null(await host.Review.HowAsync(Of("nobody"), None));
        Assert.Null(await host.Review.HowAsync(Key("phone:+84912345671"), None));
    }

    [ContractFact]
    public async Task How_tells_events_in_the_facts_own_times_and_their_causes()
    {
        await using HostUnderTest host = await OpenAsync();
        // The later report comes first; the history follows the reports' own times.
        await SubmitAsync(host.Service, Person("b", 2, "TRAN VAN BAY", "1961-04-03", "087161001234"), Person("c", 3, "Lê Thị Cúc", paper: "001190004321"));
        await SubmitAsync(host.Service, Person("a", 1, "Trần Văn Bảy", "1961-04-03", "087161001234"));
        await host.Review.DecideAsync(Decide("one", DecisionKind.Same, Of("b"), Of("c")), None);
        PersonHistory history = (await host.Review.HowAsync(Of("c"), None))!;
        Assert.Equal(
            [PersonEventKind.Appeared, PersonEventKind.Joined, PersonEventKind.Appeared, PersonEventKind.Merged],
            history.Events.Select(e => e.Kind));
        Assert.Equal(["t/a#p", "t/b#p", "t/c#p", "one"], history.Events.Select(e => e.Cause.Id));
        Assert.Equal([Of("a"), Of("c")], history.Events[^1].Before.OrderBy(k => k != Of("a")));
        Assert.Equal([Of("a")], history.Events[^1].After);
        Assert.Equal("merged", history.Events[1].Because!.Outcome);
        await host.Review.UndoAsync("one", s_may, None);
        Assert.Equal([PersonEventKind.Appeared], (await host.Review.HowAsync(Of("c"), None))!.Events.Select(e => e.Kind));
    }

    [ContractFact]
    public async Task Answers_carry_the_key_and_label_that_a_person_has_now()
    {
        await using HostUnderTest host = await OpenAsync();
        await SubmitAsync(host.Service, Person("b", 5, "TRAN VAN BAY", "1961-04-03", "087161001234"), Person("c", 6, "Trần Văn Bẩy", "1961-04-03"));
        await host.Review.DecideAsync(Decide("no", DecisionKind.Different, Of("b"), Of("c")), None);
        PersonRecord description = DescriptionReader.Read(new Mention { Ref = "q", Kind = MentionKind.Person, Name = "tran van bay", BirthDate = "1961-04-03" },
            []).Record!;
        Assert.Contains(await host.Review.SearchPersonsAsync(description, 10, None), h => (h.Person, h.Label) == (Of("b"), "TRAN VAN BAY"));
        // An earlier mention takes the name over.
        await SubmitAsync(host.Service, Person("a", 1, "Trần Văn Bảy", "1961-04-03", "087161001234"));
        Assert.Contains(await host.Review.SearchPersonsAsync(description, 10, None), h => (h.Person, h.Label) == (Of("a"), "Trần Văn Bảy"));
        PersonComparison why = (await host.Review.WhyAsync(Of("b"), Of("c"), None))!;
        Assert.Equal((Of("a"), Of("c")), (why.First, why.Second));
        Assert.Equal(Of("a"), (await host.Review.HowAsync(Of("b"), None))!.Person);
    }

    [ContractFact]
    public async Task A_search_finds_each_person_once_nearest_first_and_stores_nothing()
    {
        await using HostUnderTest host = await OpenAsync();
        long last = await SubmitAsync(
            host.Service,
            Person("a", 1, "Trần Văn Bảy", "1961-04-03", "087161001234"), Person("b", 2, "TRAN VAN BAY", "1961-04-03", "087161001234"),
            Person("c", 3, "Trần Văn Bảy", "1975-08-09", "001075004329"), Person("d", 4, "Lê Thị Cúc", "1990-10-11", "001190004321"));
        PersonRecord description = DescriptionReader.Read(new Mention { Ref = "q", Kind = MentionKind.Person, Name = "tran van bay", BirthDate = "1961-04-03" },
            []).Record!;
        IReadOnlyList<PersonHit> hits = await host.Review.SearchPersonsAsync(description, 10, None);
        Assert.Equal(Of("a"), hits[0].Person);
        Assert.Equal(("Trần Văn Bảy", hits[0].WeightMillibits), (hits[0].Label, hits[0].Explanation!.Total));
        Assert.Equal(hits.Select(h => h.Person).Distinct(), hits.Select(h => h.Person));
        Assert.Equal(hits.Select(h => h.WeightMillibits).OrderDescending(), hits.Select(h => h.WeightMillibits));
        Assert.DoesNotContain(hits, h => h.Person == Of("d"));
        Assert.Single(await host.Review.SearchPersonsAsync(description, 1, None));
        Assert.Equal(last, host.Service.GetState().JournalPosition);
    }

    [ContractFact]
    public async Task A_trained_model_counts_when_a_decision_adopts_it_and_no_longer_when_that_is_taken_back()
    {
        await using HostUnderTest host = await OpenAsync();
        await SubmitAsync(host.Service, [.. Enumerable.Range(0, 40)
            .Select(i => Person($"{i:00}", 1 + (i % 20), i % 2 == 0 ? $"Trần Văn {(char)('A' + (i / 2))}nh" : $"TRAN VAN {(char)('A' + (i / 2))}NH",
            $"19{60 + (i / 2)}-04-03"))]);
        ModelInForce before = await host.Review.GetModelAsync(None);
        Assert.Null(before.Decision);
        PersonModel trained = await host.Review.TrainAsync(new TrainingOptions { Name = "ours" }, None);
        Assert.Equal(("ours", 40), (trained.Name, trained.TrainedRecordCount));
        Assert.Equal(Text(before.Model), Text((await host.Review.GetModelAsync(None)).Model));
        await host.Review.DecideAsync(Decide("m", DecisionKind.AdoptModel) with { Model = Text(trained) }, None);
        ModelInForce now = await host.Review.GetModelAsync(None);
        Assert.Equal(("m", null), (now.Decision!.Id, now.Decision.Model));
        Assert.Equal(Text(trained), Text(now.Model));
        Assert.Null(Assert.Single(await host.Review.ListDecisionsAsync(None)).Model);
        await host.Review.UndoAsync("m", s_may, None);
        Assert.Equal(Text(before.Model), Text((await host.Review.GetModelAsync(None)).Model));
    }

    private static string Text(PersonModel model)
    {
        using var bytes = new MemoryStream();
        model.Write(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static EntityKey Of(string id) => PersonKeys.ToKey(PersonKeys.Of(new ReportKey("t", id), "p"));

    private static async Task<EntityKey> NowAsync(HostUnderTest host, EntityKey key) =>
        (await host.Review.HowAsync(key, None))!.Person;

    private static Decision Decide(string id, DecisionKind kind, params EntityKey[] persons) => new() { Id = id, At = s_may, Kind = kind, Persons = persons };
}
