using FsCheck;
using FsCheck.Fluent;
using Resolve.Persons;
using Resolve.Persons.Clusters;
using Resolve.Persons.Models;
using Resolve.Persons.Records;

namespace Resolve.Tests.Persons;

public class PersonResolverProperties
{
    internal static readonly PersonModel Model = LowCaps();

    [Fact]
    public void Any_order_and_any_batching_give_the_same_persons() =>
        Prop.ForAll(Shuffled(), c =>
        {
            string all = State(c.Records);
            var harness = new ResolverHarness(Model);
            foreach (PersonRecord record in c.Shuffled)
            {
                harness.Add(record);
                if (record.Fingerprint % 3 == 0) harness.Recluster();
            }
            Assert.Equal(all, harness.Recluster().State());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Taking_half_out_leaves_what_the_other_half_gives_alone() =>
        Prop.ForAll(Shuffled(), c =>
        {
            PersonRecord[] kept = [.. c.Shuffled.Skip(c.Shuffled.Length / 2)], gone = [.. c.Shuffled.Take(c.Shuffled.Length / 2)];
            var harness = new ResolverHarness(Model);
            foreach (PersonRecord record in c.Records) harness.Add(record);
            harness.Recluster();
            foreach (PersonRecord record in gone)
            {
                harness.Remove(record);
                if (record.Fingerprint % 4 == 0) harness.Recluster();
            }
            Assert.Equal(State(kept), harness.Recluster().State());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_decision_and_its_undo_leave_no_trace_in_any_order() =>
        Prop.ForAll(Shuffled(), c =>
        {
            if (c.Records.Length < 3) return;
            RecordDecision[] decisions = [Decide("d1", 1, RecordDecisionKind.Same, c.Records[0], c.Records[1]),
                Decide("d2", 2, RecordDecisionKind.Different, c.Shuffled[0], c.Shuffled[^1])];
            var harness = new ResolverHarness(Model);
            foreach (RecordDecision decision in decisions) harness.Resolver.Decide(decision);
            foreach (PersonRecord record in c.Records) harness.Add(record);
            string decided = harness.Recluster().State();

            var later = new ResolverHarness(Model);
            foreach (PersonRecord record in c.Shuffled) later.Add(record);
            string before = later.Recluster().State();
            foreach (RecordDecision decision in decisions.Reverse()) Assert.True(later.Resolver.Decide(decision));
            Assert.Equal(decided, later.Recluster().State());
            foreach (RecordDecision decision in decisions) Assert.True(later.Resolver.Undo(decision.Id));
            Assert.Equal(before, later.Recluster().State());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Comparing_on_several_threads_gives_what_one_thread_gives()
    {
        PersonRecord[] records = Samples.Many(1_500);
        Assert.True(records.Length > 600);
        var one = new ResolverHarness(Model);
        var several = new ResolverHarness(Model, 4);
        foreach (PersonRecord record in records)
        {
            one.Add(record);
            several.Add(record);
        }
        Assert.Equal(one.Recluster().State(), several.Recluster().State());
    }

    [Fact]
    public void Records_added_again_without_a_change_change_nothing() =>
        Prop.ForAll(Shuffled(), c =>
        {
            var harness = new ResolverHarness(Model);
            foreach (PersonRecord record in c.Records) harness.Add(record);
            harness.Recluster();
            Assert.Empty(harness.Resolver.Recluster());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_question_changes_nothing_and_ranks_the_record_itself_first() =>
        Prop.ForAll(Shuffled(), c =>
        {
            var harness = new ResolverHarness(Model);
            foreach (PersonRecord record in c.Records) harness.Add(record);
            string before = harness.Recluster().State();
            foreach (PersonRecord record in c.Shuffled)
            {
                IReadOnlyList<SearchHit> hits = harness.Resolver.Search(record, 5);
                Assert.True(hits.Count <= 5);
                Assert.True(hits.Zip(hits.Skip(1)).All(p => p.First.Total >= p.Second.Total));
                _ = harness.Resolver.Explain(record, c.Records[0]);
            }
            Assert.Empty(harness.Resolver.Recluster());
            Assert.Equal(before, harness.State());
        }).QuickCheckThrowOnFailure();

    private static Arbitrary<(PersonRecord[] Records, PersonRecord[] Shuffled)> Shuffled() =>
        (from records in Samples.Batches from shuffled in Gen.Shuffle(records) select (records, shuffled)).ToArbitrary();

    private static string State(IEnumerable<PersonRecord> records)
    {
        var harness = new ResolverHarness(Model);
        foreach (PersonRecord record in records) harness.Add(record);
        return harness.Recluster().State();
    }

    private static RecordDecision Decide(string id, int minute, RecordDecisionKind kind, PersonRecord first, PersonRecord second) =>
        new(id, new DateTimeOffset(2026, 3, 1, 8, minute, 0, TimeSpan.Zero), kind, first.Fingerprint, second.Fingerprint == first.Fingerprint
            ? first.Fingerprint + 1 : second.Fingerprint);

    // Low caps, so that values of small batches become generic and cease to be.
    private static PersonModel LowCaps()
    {
        using var bytes = new MemoryStream();
        PersonModel.Default.Write(bytes);
        string json = System.Text.Encoding.UTF8.GetString(bytes.ToArray());
        json = System.Text.RegularExpressions.Regex.Replace(json, "(?s)(\"caps\": \\{)(.*?)(\\})", m => m.Groups[1].Value
            + System.Text.RegularExpressions.Regex.Replace(m.Groups[2].Value, ": \\d+", ": 5") + m.Groups[3].Value);
        return PersonModel.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json)));
    }
}
