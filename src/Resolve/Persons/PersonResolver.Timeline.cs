using Resolve.Identifiers;
using Resolve.Persons.Clusters;
using Resolve.Persons.Records;

namespace Resolve.Persons;

public sealed partial class PersonResolver
{
    /// <summary>The most records of a component whose whole history is given; of a larger one only the person's own records count, the earliest so
    /// many.</summary>
    public const int TimelineRecordsMax = 64;

    /// <summary>Lists how a person grew, merged and was split, by the own times of reports and decisions (ADR 0010).</summary>
    /// <param name="id">A record of the person; it is present and settled.</param>
    /// <param name="firstOf">The earliest mention of a record that is present.</param>
    /// <returns>The events that the person's records take part in, by time. A function of the facts: not of the order in which they came.</returns>
    /// <remarks>The match edges are those of today: a value that is generic now joins nothing then.</remarks>
    public IReadOnlyList<PersonEvent> Timeline(int id, Func<int, FirstMention> firstOf)
    {
        ArgumentNullException.ThrowIfNull(firstOf);
        var own = new HashSet<int>(ClusterOf(id));
        List<int> records = TimelineRecords(id);
        var marks = records.ToDictionary(r => r, firstOf);
        records.Sort((a, b) => marks[a].CompareTo(marks[b]));
        if (records.Count > TimelineRecordsMax) records.RemoveRange(TimelineRecordsMax, records.Count - TimelineRecordsMax);
        return [.. new Timekeeper(this, records, marks).Run().Where(e => e.Records.Overlaps(own)).Select(e => e.Event)];
    }

    /// <summary>Lists the records whose earliest mentions <see cref="Timeline"/> asks for, in no order.</summary>
    internal List<int> TimelineRecords(int id)
    {
        if (id < 0 || id >= _profiles.Length || _profiles[id] is null) throw new ArgumentException("The id is not present.", nameof(id));
        List<int> records = Ever(id, TimelineRecordsMax + 1);
        return records.Count > TimelineRecordsMax ? [.. ClusterOf(id)] : records;
    }

    private int[] ClusterOf(int id) => _clusterOf[id] >= 0 ? _clusters[_clusterOf[id]] : [id];

    // All records that match edges or decisions "same", also outranked ones, ever held together with this one; up to a count.
    private List<int> Ever(int start, int countMax)
    {
        var found = new List<int> { start };
        var seen = new HashSet<int> { start };
        for (int i = 0; i < found.Count && found.Count < countMax; i++)
        {
            foreach (RecordMatch edge in _edges[found[i]].Span)
                if (seen.Add(edge.Other)) found.Add(edge.Other);
            if (_decisions.IsEmpty) continue;
            foreach (UInt128 partner in _decisions.With(_fingerprints[found[i]]))
                if (_byFingerprint.Find(partner, _fingerprints) is >= 0 and var other && seen.Add(other)) found.Add(other);
        }
        return found;
    }

    /// <summary>Lets the records and decisions of a component come one by one, in the order of their own times, and notes what changes.</summary>
    private sealed class Timekeeper(PersonResolver resolver, List<int> records, Dictionary<int, FirstMention> marks)
    {
        private readonly HashSet<int> _present = [];
        private readonly HashSet<string> _known = new(StringComparer.Ordinal);
        private readonly Dictionary<int, int[]> _clusterOf = [];
        private readonly List<(PersonEvent Event, HashSet<int> Records)> _events = [];

        public List<(PersonEvent Event, HashSet<int> Records)> Run()
        {
            var decisions = new Queue<RecordDecision>(resolver._decisions.IsEmpty ? []
                : resolver._decisions.Among(records.Select(r => resolver._fingerprints[r])).OrderBy(d => d));
            foreach (int record in records)
            {
                // Of one moment reports come first: a decision is about what they say.
                while (decisions.TryPeek(out RecordDecision? decision) && decision.At.UtcTicks < marks[record].Time.UtcTicks) Take(decisions.Dequeue());
                _present.Add(record);
                Recluster(record, marks[record].Time, new PersonEventCause(false, marks[record].ToString(), Text(record)), record);
            }
            while (decisions.TryDequeue(out RecordDecision? decision)) Take(decision);
            return _events;
        }

        private void Take(RecordDecision decision)
        {
            _known.Add(decision.Id);
            foreach (UInt128 fingerprint in (ReadOnlySpan<UInt128>)[decision.First, decision.Second])
                if (resolver._byFingerprint.Find(fingerprint, resolver._fingerprints) is >= 0 and var id && _present.Contains(id))
                    Recluster(id, decision.At, new PersonEventCause(true, decision.Id, null), -1);
        }

        // Clusters the component of a record again, of what is there by now, and compares it with what it was.
        private void Recluster(int start, DateTimeOffset at, PersonEventCause cause, int added)
        {
            List<int> members = resolver.Component(start, [start], _present, _known);
            var touched = new HashSet<int>(members);
            // What a decision parted is no longer in the component and was in the person.
            foreach (int member in members)
                if (_clusterOf.TryGetValue(member, out int[]? old)) touched.UnionWith(old);
            var log = new List<(int First, int Second, MergeEvent Event)>();
            var now = new List<int[]>();
            var rest = new SortedSet<int>(touched);
            while (rest.Count > 0)
            {
                List<int> part = resolver.Component(rest.Min, [rest.Min], _present, _known);
                rest.ExceptWith(part);
                foreach (int member in part)
                    if (_clusterOf.TryGetValue(member, out int[]? old)) rest.UnionWith(old.Where(o => !part.Contains(o)
                        && !now.Exists(c => Array.IndexOf(c, o) >= 0)));
                var steps = new List<MergeEvent>();
                now.AddRange(Groups(part, resolver.Cluster(part, steps, _known)));
                log.AddRange(steps.Select(s => (part[s.Edge.A], part[s.Edge.B], s)));
            }
            // Parts come in the order of numbers, which must not show.
            log = [.. log.OrderByDescending(l => l.Event.Edge.Weight).ThenBy(l => resolver._fingerprints[l.First])
                .ThenBy(l => resolver._fingerprints[l.Second])];
            Compare(now, log, at, cause, added);
            foreach (int[] cluster in now)
                foreach (int member in cluster) _clusterOf[member] = cluster;
        }

        private void Compare(List<int[]> now, List<(int First, int Second, MergeEvent Event)> log, DateTimeOffset at, PersonEventCause cause, int added)
        {
            var done = new HashSet<int[]>();
            foreach (int[] cluster in now.OrderBy(c => c.Min(r => marks[r])))
            {
                if (done.Contains(cluster)) continue;
                // Old and new persons that have records in common, until there are no more.
                var after = new List<int[]> { cluster };
                var before = new List<int[]>();
                for (int i = 0; i < after.Count; i++)
                {
                    foreach (int[] old in after[i].Where(_clusterOf.ContainsKey).Select(r => _clusterOf[r]).Distinct())
                    {
                        if (before.Contains(old)) continue;
                        before.Add(old);
                        foreach (int[] other in now)
                            if (!after.Contains(other) && other.Any(r => Array.IndexOf(old, r) >= 0)) after.Add(other);
                    }
                }
                done.UnionWith(after);
                bool grew = added >= 0 && after.Exists(c => Array.IndexOf(c, added) >= 0);
                if (before.Count == 1 && after.Count == 1 && !grew) continue;
                PersonEventKind kind = before.Count == 0 ? PersonEventKind.Appeared
                    : after.Count > 1 ? before.Count == 1 ? PersonEventKind.Split : PersonEventKind.Rearranged
                    : before.Count > 1 ? PersonEventKind.Merged : PersonEventKind.Joined;
                _events.Add((new PersonEvent(at, kind, Keys(before), Keys(after), cause, Because(kind, before, after, log)), [.. after.SelectMany(c => c)]));
            }
        }

        private RecordLikeness? Because(PersonEventKind kind, List<int[]> before, List<int[]> after, List<(int First, int Second, MergeEvent Event)> log)
        {
            bool joins = kind is PersonEventKind.Joined or PersonEventKind.Merged;
            List<int[]> sides = joins ? before : after;
            foreach ((int first, int second, MergeEvent step) in log)
            {
                if (joins != (step.Outcome == MergeOutcome.Merged) || SideOf(first) == SideOf(second)) continue;
                if (!after.Exists(c => Array.IndexOf(c, first) >= 0) || !after.Exists(c => Array.IndexOf(c, second) >= 0)) continue;
                int? weight = step.Edge.Weight == MatchEdge.Decided ? null : step.Edge.Weight;
                return new RecordLikeness(Text(first), Text(second), weight, OutcomeNames[(int)step.Outcome]);
            }
            return null;

            int SideOf(int record) => sides.FindIndex(c => Array.IndexOf(c, record) >= 0);
        }

        private EntityKey[] Keys(List<int[]> clusters) => [.. clusters.Select(c => c.Min(r => marks[r]).Person).Order()];

        private string Text(int record) => resolver._fingerprints[record].ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
    }
}
