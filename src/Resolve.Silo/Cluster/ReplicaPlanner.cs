using System.Numerics;
using Resolve.Decisions;
using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Persons;
using Resolve.Reports;
using Resolve.Runtime.Content;
using Resolve.Runtime.Review;

namespace Resolve.Silo.Cluster;

/// <summary>What the leader knows: which reports are live, which records they name, who is one person, and which silo must hold which report.</summary>
/// <remarks>
/// A silo answers exactly for a node when it holds, of every report that mentions it, that mention and its links: a slice of the
/// report. Who a person at the other end of a link is, its first record and its key, it is told. Whoever computes the rings of
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

    /// <summary>Lets a version of a report count: what the version before it told goes, its own comes.</summary>
    /// <param name="report">The version; its journal position must be above that of the version before. What it contributes is kept packed until the silos have it.</param>
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
    public PersonBook Persons { get; } = new(makeResolver);

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

    /// <summary>Tells the resolver what was applied. What it means for persons is for <see cref="ApplyClusters"/>.</summary>
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
    public int FindMention(EntityKey person) => PersonKeys.TryRead(person, out ulong mention) && _byMention.TryGetValue(mention, out RecordEntry? record) ? record.Id : -1;

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

    /// <summary>Tells every silo who is excluded, when that changed or a silo gets reports anew.</summary>
    private void PlanExcluded(ReplicaDelta[] batches, bool always)
    {
        foreach (ReplicaDelta batch in batches)
            if (always || _excludedChanged || (_excluded.Count > 0 && batch.Adds.Count > 0)) batch.Excluded = [.. _excluded];
        _excludedChanged = false;
    }

    /// <summary>Plans what each silo must be told after what was applied, and notes it as held.</summary>
    /// <param name="map">The map; its siloIndexes are those of <paramref name="batches"/>.</param>
    /// <param name="batches">Receives a batch a siloIndex.</param>
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
        var persons = new Dictionary<RecordEntry, ulong>(); // with the siloIndexes that get a report that names them
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
    /// <param name="held">For each siloIndex which part of which report the silo holds.</param>
    /// <param name="batches">Receives a batch a siloIndex.</param>
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
    /// <param name="persons">Receives the persons named in what was sent, with the siloIndexes that get it.</param>
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
        for (ulong siloIndexes = fact.HeldBy; siloIndexes != 0; siloIndexes &= siloIndexes - 1) batches[BitOperations.TrailingZeroCount(siloIndexes)].Removes.Add(fact.Position);
    }

    /// <summary>Tells silos who a person is: those that have news of it, or may have lost a mention of it.</summary>
    /// <param name="person">The person's first record.</param>
    /// <param name="sent">The siloIndexes that get a report that names it.</param>
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

/// <summary>The records that came and went between two rounds.</summary>
internal sealed class RecordChanges
{
    /// <summary>Gets the records that live reports name since.</summary>
    public List<RecordEntry> Came { get; } = [];

    /// <summary>Gets the records that no live report names any more.</summary>
    public List<RecordEntry> Went { get; } = [];

    /// <summary>Gets or sets whether another model counts since, so that all is resolved anew.</summary>
    public bool HasOtherModel { get; set; }

    /// <summary>Gets whether no record came or went.</summary>
    public bool IsEmpty => Came.Count == 0 && Went.Count == 0 && !HasOtherModel;
}

/// <summary>What one silo must be told.</summary>
internal sealed class ReplicaDelta
{
    /// <summary>Gets the reports to take in, with the records whose mentions are wanted, a bit a record; all bits for the whole report.</summary>
    public List<(Fact Fact, ulong Wanted)> Adds { get; } = [];

    /// <summary>Gets the journal positions of the reports that are held whole and of which only a part is needed, with the records that are wanted.</summary>
    public List<(long Position, ulong Wanted)> Narrows { get; } = [];

    /// <summary>Gets the journal positions to take out.</summary>
    public List<long> Removes { get; } = [];

    /// <summary>Gets the persons that are new or changed: their records in canonical order, and the hash of the earliest mention.</summary>
    public List<(UInt128[] Records, ulong KeyHash)> Persons { get; } = [];

    /// <summary>Gets or sets whether these persons are all there are.</summary>
    public bool Resets { get; set; }

    /// <summary>Gets or sets all records whose persons are excluded; null when nothing changed.</summary>
    public UInt128[]? Excluded { get; set; }

    /// <summary>Gets the journal positions of the reports whose rings are computed there from now on.</summary>
    public List<long> Homes { get; } = [];

    /// <summary>Gets the journal positions of those whose rings are computed elsewhere from now on.</summary>
    public List<long> NoHomes { get; } = [];

    /// <summary>Gets the short names of the nodes that became hubs.</summary>
    public List<UInt128> Hubs { get; } = [];

    /// <summary>Gets the short names of those that are hubs no more.</summary>
    public List<UInt128> NoHubs { get; } = [];

    /// <summary>Gets whether there is anything to tell.</summary>
    public bool IsEmpty => Adds.Count == 0 && Narrows.Count == 0 && Removes.Count == 0 && Persons.Count == 0 && !Resets && Excluded is null
        && Homes.Count == 0 && NoHomes.Count == 0 && Hubs.Count == 0 && NoHubs.Count == 0;
}

/// <summary>The version of a report that counts.</summary>
internal sealed class Fact
{
    private ulong[] _recordsAt = []; // for each record the siloIndexes that have its mentions, or are about to
    private ulong _ownedBy, _missing;

    /// <summary>Gets its journal position.</summary>
    public required long Position { get; init; }

    /// <summary>Gets or sets what it contributes, packed, until the silos have it; empty afterwards.</summary>
    public required byte[] Content { get; set; }

    /// <summary>Gets or sets whether it counts still.</summary>
    public bool IsLive { get; set; } = true;

    /// <summary>Gets the partitions of the identifiers it names, a bit a partition.</summary>
    public required ulong Partitions { get; init; }

    /// <summary>Gets the report.</summary>
    public required ReportKey Key { get; init; }

    /// <summary>Gets the report's own time.</summary>
    public required long Ticks { get; init; }

    /// <summary>Gets the records it names.</summary>
    public required RecordEntry[] Records { get; init; }

    /// <summary>Gets for each of these its first mention here.</summary>
    public required FirstInFact[] Firsts { get; init; }

    /// <summary>Gets the hashes of the mentions of persons, by which decisions name them.</summary>
    public List<ulong> Mentions { get; } = [];

    /// <summary>Gets the siloIndexes that have a part of it, or the whole, or are about to.</summary>
    public ulong HeldBy { get; private set; }

    /// <summary>Gets or sets its number in the registry of ring groups; -1 while nothing that it names passes rings on.</summary>
    public int Element { get; set; } = -1;

    /// <summary>Gets or sets the siloIndex where its rings are computed; -1 for none.</summary>
    public int Home { get; set; } = -1;

    /// <summary>Gets the siloIndexes that have the whole, or are about to.</summary>
    public ulong WholeAt { get; private set; }

    /// <summary>Gets whether it names so many records that a siloIndex which needs a mention of one gets it whole.</summary>
    public bool IsIndivisible => Records.Length > SliceCut.RecordCountMax;

    /// <summary>Forgets who has it and who needs it.</summary>
    public void Forget()
    {
        (HeldBy, WholeAt, _ownedBy, _missing) = (0, 0, 0, 0);
        Array.Clear(_recordsAt);
    }

    /// <summary>Notes that the owners of its identifiers need these; one silo alone needs all.</summary>
    public void Own(PartitionMap map)
    {
        if (map.Silos.Length == 1) WantWhole(1);
        for (ulong partitions = Partitions; partitions != 0; partitions &= partitions - 1) _ownedBy |= 1UL << map.Owners[BitOperations.TrailingZeroCount(partitions)];
        _missing |= _ownedBy & ~HeldBy;
    }

    /// <summary>Notes that some siloIndexes need the mentions of a record. What is no longer needed is kept till everything is planned anew.</summary>
    /// <returns>Whether one of them lacks these.</returns>
    public bool Want(RecordEntry record, ulong siloIndexes)
    {
        if (IsIndivisible) return WantWhole(siloIndexes);
        ref ulong recordAt = ref RecordsAt[Array.IndexOf(Records, record)];
        ulong lacking = siloIndexes & ~recordAt;
        recordAt |= lacking;
        _missing |= lacking & ~WholeAt;
        return (lacking & ~WholeAt) != 0;
    }

    /// <summary>Notes that some siloIndexes need all of it.</summary>
    /// <returns>Whether one of them lacks it.</returns>
    public bool WantWhole(ulong siloIndexes)
    {
        ulong lacking = siloIndexes & ~WholeAt;
        WholeAt |= lacking;
        _missing |= lacking;
        return lacking != 0;
    }

    /// <summary>Gets the siloIndexes that must get it, or more of it, and notes that they have it.</summary>
    public ulong TakeMissing()
    {
        ulong missing = _missing;
        HeldBy |= missing;
        _missing = 0;
        return missing;
    }

    /// <summary>Gets the siloIndexes that have all mentions of a record in this report.</summary>
    public ulong SilosWith(RecordEntry record) => WholeAt | (IsIndivisible ? 0 : RecordsAt[Array.IndexOf(Records, record)]);

    /// <summary>Gets the records whose mentions a siloIndex needs, a bit a record; all bits for the whole report.</summary>
    public ulong WantedAt(int siloIndex) => ((WholeAt >> siloIndex) & 1) != 0 ? SliceCut.Whole.Records : RecordBitsAt(siloIndex);

    /// <summary>Decides whether a siloIndex may keep what it has, and notes what that spares.</summary>
    /// <returns>Whether it may, or gets more in its place.</returns>
    public bool MayKeep(int siloIndex, ulong partitions, SliceCut cut)
    {
        ulong bit = 1UL << siloIndex;
        bool isWhole = cut == SliceCut.Whole, isNeeded = (_missing & bit) != 0;
        if (!isWhole && !isNeeded) return false;
        if (!cut.Covers(new SliceCut(partitions & Partitions, WantedAt(siloIndex)))) return true;
        HeldBy |= bit;
        _missing &= ~bit;
        if (isWhole) WholeAt |= bit; // also where a part would do: it may become the home again, else it is narrowed
        for (int place = 0; place < _recordsAt.Length; place++)
            if (((cut.Records >> place) & 1) != 0) _recordsAt[place] |= bit;
        return true;
    }

    /// <summary>Notes that a siloIndex which has the whole needs only a part.</summary>
    /// <returns>The records whose mentions it needs; null when it needs nothing at all.</returns>
    public ulong? Narrow(int siloIndex)
    {
        ulong bit = 1UL << siloIndex, records = RecordBitsAt(siloIndex);
        WholeAt &= ~bit;
        if (records != 0 || (_ownedBy & bit) != 0) return records;
        HeldBy &= ~bit;
        return null;
    }

    private ulong[] RecordsAt => _recordsAt.Length == Records.Length ? _recordsAt : _recordsAt = new ulong[Records.Length];

    private ulong RecordBitsAt(int siloIndex)
    {
        ulong bits = 0;
        for (int place = 0; place < _recordsAt.Length; place++) bits |= ((_recordsAt[place] >> siloIndex) & 1) << place;
        return bits;
    }
}

/// <summary>The first mention of a record in one report.</summary>
/// <param name="Hash">The mention's hash.</param>
/// <param name="Rank">Its place among the first mentions of that report's records, by their refs.</param>
internal readonly record struct FirstInFact(ulong Hash, int Rank);

/// <summary>A record and the reports that name it.</summary>
internal sealed class RecordEntry(int id, PersonRecord record)
{
    private readonly RecordEntry[] _alone = new RecordEntry[1];
    private Fact? _earliest; // the report with the earliest mention; null when that must be found again

    /// <summary>Gets the number by which the person resolver knows it.</summary>
    public int Id { get; } = id;

    /// <summary>Gets the record.</summary>
    public PersonRecord Record { get; } = record;

    /// <summary>Gets the live reports that name it.</summary>
    public List<Fact> Facts { get; } = [];

    /// <summary>Gets or sets whether the person resolver has it.</summary>
    public bool IsPresent { get; set; }

    /// <summary>Gets or sets the records of its person in canonical order; null when it is one by itself.</summary>
    public RecordEntry[]? Person { get; set; }

    /// <summary>Gets the records of its person in canonical order.</summary>
    public RecordEntry[] Members
    {
        get
        {
            if (Person is { } person) return person;
            _alone[0] = this;
            return _alone;
        }
    }

    /// <summary>Gets the first record of its person, which stands for the person.</summary>
    public RecordEntry First => Person is { } person ? person[0] : this;

    /// <summary>Gets the person's records by fingerprint.</summary>
    public UInt128[] Fingerprints => [.. Members.Select(m => m.Record.Fingerprint)];

    /// <summary>Gets or sets the siloIndexes that were told who its person is, since everything was planned anew last.</summary>
    public ulong SentTo { get; set; }

    /// <summary>Gets or sets the key of its person that was told last, where it is the first record.</summary>
    public ulong SentKey { get; set; }

    /// <summary>Gets the hash of its earliest mention; it must have a report.</summary>
    public ulong FirstMention => InEarliest.Hash;

    private Fact Earliest => _earliest ??= Facts.Aggregate((a, b) => Compare(b, a) < 0 ? b : a);

    private FirstInFact InEarliest => Earliest.Firsts[Array.IndexOf(Earliest.Records, this)];

    /// <summary>Adds a report that names it.</summary>
    public void Join(Fact fact)
    {
        if (Facts.Count == 0 || (_earliest is { } earliest && Compare(fact, earliest) < 0)) _earliest = fact;
        Facts.Add(fact);
    }

    /// <summary>Takes a report out that names it no more.</summary>
    public void Leave(Fact fact)
    {
        Facts.Remove(fact);
        if (_earliest == fact) _earliest = null;
    }

    /// <summary>Forgets what silos were told of it.</summary>
    public void Forget() => (SentTo, SentKey) = (0, 0);

    /// <summary>Compares the earliest mentions, by the reports' own times, then by report and ref; both must have a report.</summary>
    public bool IsEarlierThan(RecordEntry other)
    {
        int order = Compare(Earliest, other.Earliest);
        return order < 0 || (order == 0 && InEarliest.Rank < other.InEarliest.Rank);
    }

    private static int Compare(Fact a, Fact b) => a.Ticks != b.Ticks ? a.Ticks.CompareTo(b.Ticks) : a.Key.CompareTo(b.Key);
}
