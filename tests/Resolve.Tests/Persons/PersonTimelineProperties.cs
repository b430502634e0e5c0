using FsCheck;
using FsCheck.Fluent;
using Resolve.Identifiers;
using Resolve.Persons;
using Resolve.Persons.Clusters;
using Resolve.Persons.Models;
using Resolve.Persons.Records;
using Resolve.Reports;

namespace Resolve.Tests.Persons;

public class PersonTimelineProperties
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Events_are_the_same_in_any_order_and_after_a_decision_and_its_undo() =>
        Prop.ForAll(Shuffled(), c =>
        {
            var harness = new TimedHarness(c.Records);
            var other = new TimedHarness(c.Shuffled);
            if (c.Records.Length > 2)
            {
                other.Decide(new RecordDecision("d", Start.AddDays(3), RecordDecisionKind.Different, c.Records[0].Fingerprint, c.Records[1].Fingerprint));
                other.Harness.Resolver.Undo("d");
                other.Harness.Recluster();
            }
            Assert.All(c.Records, r => Assert.Equal(harness.Text(r), other.Text(r)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Each_event_starts_from_what_the_one_before_left_and_the_last_leaves_what_is() =>
        Prop.ForAll(Shuffled(), c =>
        {
            var harness = new TimedHarness(c.Records);
            if (c.Records.Length > 3)
            {
                harness.Decide(new RecordDecision("d1", Start.AddDays(2), RecordDecisionKind.Same, c.Records[0].Fingerprint, c.Records[1].Fingerprint));
                harness.Decide(new RecordDecision("d2", Start.AddDays(9), RecordDecisionKind.Different, c.Shuffled[0].Fingerprint, c.Shuffled[1].Fingerprint));
            }
            foreach (PersonRecord record in c.Records)
            {
                IReadOnlyList<PersonEvent> events = harness.Events(record);
                Assert.Equal(events.OrderBy(e => e.At).Select(e => e.At), events.Select(e => e.At));
                Assert.All(events, e => Assert.Equal(e.Kind == PersonEventKind.Appeared, e.Before.Count == 0));
                Assert.Contains(harness.KeyOf(record), events[^1].After.Concat(events.SelectMany(e => e.After)));
                // The whole component: every person there now was left by some event, and none that was taken up stayed.
                var alive = new HashSet<EntityKey>();
                foreach (PersonEvent e in harness.Harness.ClusterOf(record).SelectMany(id => harness.Harness.Resolver.Timeline(id, harness.FirstOf))
                    .Distinct(SameEvent.Instance).OrderBy(e => e.At))
                {
                    alive.ExceptWith(e.Before);
                    alive.UnionWith(e.After);
                }
                Assert.Contains(harness.KeyOf(record), alive);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_merge_names_the_persons_the_report_and_the_likeness_and_a_split_the_decision()
    {
        PersonRecord a = Samples.Record("a", "Trần Quốc Bảo", "1987-03-21", phone: "+84900000001"),
            b = Samples.Record("b", "Trần Quốc Bảo", cccd: "087087001234", address: "12 Lê Lợi, Cao Lãnh"),
            c = Samples.Record("c", "TRAN QUOC BAO", "1987-03-21", "087087001234", phone: "+84900000001");
        var harness = new TimedHarness([c, a, b], (a, 1), (b, 2), (c, 3));
        EntityKey keyA = harness.FirstOf(harness.IdOf(a)).Person, keyB = harness.FirstOf(harness.IdOf(b)).Person;

        IReadOnlyList<PersonEvent> events = harness.Events(b);
        Assert.Equal([PersonEventKind.Appeared, PersonEventKind.Appeared, PersonEventKind.Merged], events.Select(e => e.Kind));
        Assert.Equal(new[] { keyA, keyB }.Order(), events[2].Before);
        Assert.Equal([keyA], events[2].After);
        Assert.Equal((false, "test/c#m1", c.FingerprintText), (events[2].Cause.IsDecision, events[2].Cause.Id, events[2].Cause.Record));
        Assert.Contains(c.FingerprintText, new[] { events[2].Because!.First, events[2].Because!.Second });

        harness.Decide(new RecordDecision("d", Start.AddDays(9), RecordDecisionKind.Different, a.Fingerprint, c.Fingerprint));
        PersonEvent split = harness.Events(a)[^1];
        Assert.Equal((PersonEventKind.Split, true, "d"), (split.Kind, split.Cause.IsDecision, split.Cause.Id));
        Assert.Equal("decided-different", split.Because!.Outcome);
        Assert.Equal([keyA], split.Before);
        Assert.Equal(2, split.After.Count);
    }

    private static Arbitrary<(PersonRecord[] Records, PersonRecord[] Shuffled)> Shuffled() =>
        (from records in Samples.Batches from shuffled in Gen.Shuffle(records) select (records, shuffled)).ToArbitrary();

    private sealed class SameEvent : IEqualityComparer<PersonEvent>
    {
        public static SameEvent Instance { get; } = new();

        public bool Equals(PersonEvent? x, PersonEvent? y) => Text(x!) == Text(y!);

        public int GetHashCode(PersonEvent e) => e.At.GetHashCode();
    }

    private static string Text(PersonEvent e) => $"{e.At:O} {e.Kind} {string.Join(',', e.Before)} > {string.Join(',', e.After)} {e.Cause} {e.Because}";

    /// <summary>A resolver harness whose records were each mentioned at a time that their description gives, some at the same.</summary>
    private sealed class TimedHarness
    {
        private readonly Dictionary<int, FirstMention> _marks = [];
        private readonly Dictionary<UInt128, int> _ids = [];

        public TimedHarness(PersonRecord[] records, params (PersonRecord Record, int Day)[] days)
        {
            foreach (PersonRecord record in records)
            {
                int id = Harness.Add(record);
                int day = days.FirstOrDefault(d => d.Record.Fingerprint == record.Fingerprint).Day is > 0 and var given ? given : (int)(record.Fingerprint % 8);
                string name = days.Length > 0 ? ((char)('a' + day - 1)).ToString() : record.FingerprintText;
                _marks[id] = new FirstMention(Start.AddDays(day), new ReportKey("test", name), "m1");
                _ids[record.Fingerprint] = id;
            }
            Harness.Recluster();
        }

        public ResolverHarness Harness { get; } = new(PersonModel.Default);

        public int IdOf(PersonRecord record) => _ids[record.Fingerprint];

        public FirstMention FirstOf(int id) => _marks[id];

        public void Decide(RecordDecision decision)
        {
            Harness.Resolver.Decide(decision);
            Harness.Recluster();
        }

        public IReadOnlyList<PersonEvent> Events(PersonRecord record) => Harness.Resolver.Timeline(IdOf(record), FirstOf);

        public string Text(PersonRecord record) => string.Join('\n', Events(record).Select(PersonTimelineProperties.Text));

        public EntityKey KeyOf(PersonRecord record) => Harness.ClusterOf(record).Min(FirstOf).Person;
    }
}
