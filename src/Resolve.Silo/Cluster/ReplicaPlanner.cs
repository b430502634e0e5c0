using System.Numerics;
using Resolve.Decisions;
using Resolve.Identifiers;
using Resolve.Persons;
using Resolve.Persons.Models;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Runtime.Content;
using Resolve.Runtime.Review;

namespace Resolve.Silo.Cluster;

/// <summary>What the leader knows: which reports are live, which records they name, who is one person, and which silo must hold which report.</summary>
/// <remarks>
/// A silo answers exactly for a node when it holds, of every report that mentions it, that mention and its links: a slice of the
/// report. For a person at the other end of a link, the leader sends its first record and its key. Whoever computes the rings of
/// a report holds it whole, with all mentions of the persons named in it. All of that is computed here and nowhere else, so
/// that silos need to know nothing of one another. A pure state: no clock, no I/O, one caller at a time.
/// </remarks>
internal sealed partial class ReplicaPlanner(Func<PersonModel?, PersonResolver> makeResolver) : IRecordTable
{
    private readonly Dictionary<ulong, RecordEntry> _byMention = [];
    private readonly HashSet<UInt128> _excluded = [];
    private bool _excludedChanged;
    private readonly Dictionary<ReportKey, Fact> _live = [];
    private readonly Dictionary<UInt128, RecordEntry> _byFingerprint = [];
    private readonly List<RecordEntry> _records = [];
    private readonly List<Fact> _added = [];
    private readonly List<Fact> _removed = [];
    private readonly HashSet<RecordEntry> _touched = [];
    private readonly List<RecordEntry[]> _changed = [];

    /// <summary>Gets the number of live reports.</summary>
    public int ReportCount => _live.Count;

    /// <summary>Gets the number of records that live reports name.</summary>
    public int RecordCount { get; private set; }

    /// <summary>Gets whether something was applied that no plan has sent yet.</summary>
    public bool IsDirty => _added.Count > 0 || _removed.Count > 0;

    /// <summary>Applies a version of a report: the contents of the version before it are removed, its own are added.</summary>
    /// <param name="report">The version; its journal position must be above that of the version before. What it contributes is kept packed until the silos
    /// have it.</param>
    /// <param name="position">Its journal position.</param>
    public void Apply(PackedReport report, long position)
    {
        if (_live.Remove(report.Meta.Key, out Fact? old))
        {
            old.IsLive = false;
            Discharge(old);
            _removed.Add(old);
            foreach (ulong mention in old.Mentions) _byMention.Remove(mention);
            foreach (RecordEntry record in old.Records)
            {
                record.Leave(old);
                _touched.Add(record);
            }
        }
        if (report.Meta.Withdrawn) return;
        RecordEntry[] records = [.. report.Records.Select(EntryOf)];
        var fact = new Fact
        {
            Key = report.Meta.Key,
            Ticks = report.Meta.OwnTime.UtcTicks,
            Position = position,
            Content = report.Bytes.ToArray(),
            Partitions = report.Meta.Partitions,
            Records = records,
            Firsts = FirstMentions(report),
        };
        foreach (PersonMention mention in report.Persons)
            if (_byMention.TryAdd(mention.MentionHash, records[mention.Record])) fact.Mentions.Add(mention.MentionHash);
        foreach (RecordEntry record in fact.Records)
        {
            record.Join(fact);
            _touched.Add(record);
        }
        _live.Add(report.Meta.Key, fact);
        Enlist(fact);
        _added.Add(fact);
    }

    /// <summary>Lets a decision count.</summary>
    public void Apply(Decision decision) => Persons.Apply(decision);

    /// <summary>Gets who is one person by which decisions and model, for questions between two rounds.</summary>
    public PersonResolution Persons { get; } = new(makeResolver);

    /// <summary>Finds the record that the mention behind a person's key gives; null when no live report has the mention.</summary>
    public RecordEntry? Find(EntityKey person) => FindMention(person) is >= 0 and var id ? _records[id] : null;

    /// <summary>Gets a record by the number that the resolver knows it by.</summary>
    public RecordEntry EntryAt(int id) => _records[id];

    /// <summary>Gets a record by its fingerprint.</summary>
    public RecordEntry EntryOf(UInt128 fingerprint) => _byFingerprint[fingerprint];

    /// <summary>Lists the records that live reports name, in no order.</summary>
    public IEnumerable<RecordEntry> Present => _records.Where(r => r.IsPresent);

    /// <summary>Resolves persons after what was applied, by a resolver that finds pairs itself.</summary>
    public void Recluster()
    {
        CollectChanges();
        ApplyClusters(Persons.Resolver.Recluster());
    }

    /// <summary>Passes the applied changes to the resolver. <see cref="ApplyClusters"/> applies what they mean for persons.</summary>
    /// <returns>The records that came and went.</returns>
    public RecordChanges CollectChanges()
    {
        var changes = new RecordChanges();
        foreach (RecordEntry record in _touched.OrderBy(r => r.Record.Fingerprint))
        {
            if (record.Facts.Count > 0 == record.IsPresent) continue;
            record.IsPresent = !record.IsPresent;
            RecordCount += record.IsPresent ? 1 : -1;
            (record.IsPresent ? changes.Came : changes.Went).Add(record);
        }
        changes.HasOtherModel = Persons.CollectChanges(this, [.. changes.Came.Concat(changes.Went).Select(static r => (r.Id, r.Record, r.IsPresent))]);
        return changes;
    }

    /// <summary>Takes what the resolver found.</summary>
    public void ApplyClusters(IReadOnlyList<int[]> clusters)
    {
        foreach (int[] cluster in clusters)
        {
            RecordEntry[] members = [.. cluster.Select(id => _records[id])];
            foreach (RecordEntry member in members) member.Person = members.Length > 1 ? members : null;
            _changed.Add(members);
        }
    }

    /// <inheritdoc/>
    public int FindMention(EntityKey person) =>
        PersonKeys.TryRead(person, out ulong mention) && _byMention.TryGetValue(mention, out RecordEntry? record) ? record.Id : -1;

    /// <inheritdoc/>
    public PersonRecord RecordAt(int vertex) => _records[vertex].Record;

    /// <inheritdoc/>
    public IEnumerable<(int Vertex, PersonRecord Record)> Records() => Present.Select(static r => (r.Id, r.Record));

    /// <inheritdoc/>
    public void LeavePerson(int vertex) => _records[vertex].Person = null;

    /// <inheritdoc/>
    public void SetExcluded(int vertex, bool excluded)
    {
        _excludedChanged = true;
        if (excluded) _excluded.Add(_records[vertex].Record.Fingerprint);
        else _excluded.Remove(_records[vertex].Record.Fingerprint);
    }

    /// <summary>Sends every silo who is excluded, when that changed or a silo gets its reports again.</summary>
    private void PlanExcluded(ReplicaDelta[] batches, bool always)
    {
        foreach (ReplicaDelta batch in batches)
            if (always || _excludedChanged || (_excluded.Count > 0 && batch.Adds.Count > 0)) batch.Excluded = [.. _excluded];
        _excludedChanged = false;
    }

    /// <summary>Plans what each silo must receive after the applied changes, and notes it as held.</summary>
    /// <param name="map">The map; its silo indexes are those of <paramref name="batches"/>.</param>
    /// <param name="batches">Receives one batch per silo index.</param>
    public void Plan(PartitionMap map, ReplicaDelta[] batches)
    {
        foreach (Fact fact in _removed) PlanRemoval(fact, batches);
        var facts = new HashSet<Fact>();
        foreach (Fact fact in _added)
        {
            if (!fact.IsLive) continue;
            fact.Own(map);
            facts.Add(fact);
        }
        var persons = new Dictionary<RecordEntry, ulong>(); // with the silo indexes that get a report that names them
        foreach (RecordEntry record in _touched)
            if (record.IsPresent) persons[record.First] = 0;
        foreach (RecordEntry[] members in _changed) persons[members[0]] = 0; // the person's partition may have changed
        foreach (RecordEntry person in persons.Keys) Spread(map, person, facts);
        Send(facts, batches, persons);
        HashSet<RecordEntry> changed = [.. _changed.Select(static c => c[0])];
        foreach ((RecordEntry person, ulong siloIndexes) in persons) PlanPerson(person, siloIndexes, changed.Contains(person), batches);
        PlanExcluded(batches, always: false);
        Forget();
    }

    /// <summary>Plans from the beginning, after silos came or went or lost their way.</summary>
    /// <param name="map">The map.</param>
    /// <param name="held">For each silo index which part of which report the silo holds.</param>
    /// <param name="batches">Receives one batch per silo index.</param>
    public void PlanAll(PartitionMap map, IReadOnlyList<IEnumerable<(long Position, SliceCut Cut)>> held, ReplicaDelta[] batches)
    {
        ForgetRings(map);
        var live = new Dictionary<long, Fact>(_live.Count);
        foreach (Fact fact in _live.Values)
        {
            live.Add(fact.Position, fact);
            fact.Forget();
            fact.Own(map);
        }
        var facts = new HashSet<Fact>(_live.Values);
        var persons = new Dictionary<RecordEntry, ulong>();
        foreach (RecordEntry record in _records)
        {
            record.Forget();
            if (record.IsPresent && persons.TryAdd(record.First, 0)) Spread(map, record.First, facts);
        }
        for (int siloIndex = 0; siloIndex < held.Count; siloIndex++)
        {
            ulong partitions = map.PartitionsOf(siloIndex);
            batches[siloIndex].Resets = true;
            foreach ((long position, SliceCut cut) in held[siloIndex])
                if (!live.TryGetValue(position, out Fact? fact) || !fact.MayKeep(siloIndex, partitions, cut)) batches[siloIndex].Removes.Add(position);
        }
        Send(facts, batches, persons);
        foreach ((RecordEntry person, ulong siloIndexes) in persons) PlanPerson(person, siloIndexes, isChanged: true, batches);
        PlanExcluded(batches, always: true);
        Forget();
    }

    /// <summary>Forgets what reports contribute that all silos have; it is in the journal.</summary>
    public static void Sent(IEnumerable<ReplicaDelta> batches)
    {
        foreach (ReplicaDelta batch in batches)
            foreach ((Fact fact, ulong _) in batch.Adds) fact.Content = [];
    }

    private void Forget()
    {
        _added.Clear();
        _removed.Clear();
        _touched.Clear();
        _changed.Clear();
    }

    private RecordEntry EntryOf(PersonRecord record)
    {
        if (_byFingerprint.TryGetValue(record.Fingerprint, out RecordEntry? known)) return known;
        var entry = new RecordEntry(_records.Count, record);
        _records.Add(entry);
        _byFingerprint.Add(record.Fingerprint, entry);
        return entry;
    }

    /// <summary>For each record of a report the mention that stands first among those of one report, by the order of refs.</summary>
    private static FirstInFact[] FirstMentions(PackedReport report)
    {
        var firsts = new PersonMention?[report.Records.Count];
        foreach (PersonMention mention in report.Persons)
            if (firsts[mention.Record] is not { } first || string.CompareOrdinal(mention.Ref, first.Ref) < 0) firsts[mention.Record] = mention;
        int[] order = [.. Enumerable.Range(0, firsts.Length)];
        Array.Sort(order, (a, b) => string.CompareOrdinal(firsts[a]?.Ref, firsts[b]?.Ref));
        var found = new FirstInFact[firsts.Length];
        for (int rank = 0; rank < order.Length; rank++) found[order[rank]] = new FirstInFact(firsts[order[rank]]?.MentionHash ?? 0, rank);
        return found;
    }

    /// <summary>A mention of a person is needed where the person lives, and wherever rings of a report are computed that names the person.</summary>
    private static void Spread(PartitionMap map, RecordEntry person, HashSet<Fact> facts)
    {
        ulong reach = 1UL << map.Owners[Partitions.OfRecord(person.First.Record.Fingerprint)]; // answers for the person
        foreach (RecordEntry member in person.Members)
        {
            foreach (Fact fact in member.Facts)
                if (fact.Home >= 0) reach |= 1UL << fact.Home;
        }
        foreach (RecordEntry member in person.Members)
        {
            foreach (Fact fact in member.Facts)
                if (fact.Want(member, reach)) facts.Add(fact);
        }
    }

    /// <summary>Sends what is missing.</summary>
    /// <param name="facts">The reports of which something may be missing.</param>
    /// <param name="batches">Receives them.</param>
    /// <param name="persons">Receives the persons named in what was sent, with the silo indexes that get it.</param>
    private static void Send(HashSet<Fact> facts, ReplicaDelta[] batches, Dictionary<RecordEntry, ulong> persons)
    {
        foreach (Fact fact in facts.OrderBy(f => f.Position))
        {
            ulong missing = fact.TakeMissing();
            if (missing == 0) continue;
            foreach (RecordEntry record in fact.Records) persons[record.First] = persons.GetValueOrDefault(record.First) | missing;
            for (; missing != 0; missing &= missing - 1)
            {
                int siloIndex = BitOperations.TrailingZeroCount(missing);
                batches[siloIndex].Adds.Add((fact, fact.WantedAt(siloIndex)));
            }
        }
    }

    private static void PlanRemoval(Fact fact, ReplicaDelta[] batches)
    {
        for (ulong siloIndexes =
            fact.HeldBy; siloIndexes != 0; siloIndexes &= siloIndexes - 1) batches[BitOperations.TrailingZeroCount(siloIndexes)].Removes.Add(fact.Position);
    }

    /// <summary>Sends a person's identity to the silos that got new mentions of it, or may have lost one.</summary>
    /// <param name="person">The person's first record.</param>
    /// <param name="sent">The silo indexes that get a report that names it.</param>
    /// <param name="isChanged">Whether it may have other records.</param>
    /// <param name="batches">Receives it.</param>
    private static void PlanPerson(RecordEntry person, ulong sent, bool isChanged, ReplicaDelta[] batches)
    {
        RecordEntry[] members = person.Members;
        ulong all = ulong.MaxValue, siloIndexes = 0;
        RecordEntry earliest = person;
        foreach (RecordEntry member in members)
        {
            if (member.Facts.Count == 0) continue;
            if (earliest.Facts.Count == 0 || member.IsEarlierThan(earliest)) earliest = member;
            foreach (Fact fact in member.Facts)
            {
                siloIndexes |= fact.HeldBy;
                all &= fact.SilosWith(member);
            }
        }
        if (siloIndexes == 0) return;
        ulong key = earliest.FirstMention;
        if (!isChanged && key == person.SentKey) siloIndexes &= sent | ~person.SentTo;
        if (members.Length == 1) siloIndexes &= ~all | person.SentTo; // who has all mentions of a single record knows its key from them
        person.SentKey = key;
        if (siloIndexes == 0) return;
        foreach (RecordEntry member in members) member.SentTo |= siloIndexes;
        UInt128[] fingerprints = person.Fingerprints;
        for (; siloIndexes != 0; siloIndexes &= siloIndexes - 1) batches[BitOperations.TrailingZeroCount(siloIndexes)].Persons.Add((fingerprints, key));
    }
}
