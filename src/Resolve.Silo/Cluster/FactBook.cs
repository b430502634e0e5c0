using System.Numerics;
using Resolve.Decisions;
using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Persons;
using Resolve.Reports;
using Resolve.Runtime.Content;
using Resolve.Runtime.Review;

namespace Resolve.Silo.Cluster;

/// <summary>What the conductor knows: which reports are live, which records they name, who is one person, and which silo must hold which report.</summary>
/// <remarks>
/// A silo answers exactly for a node when it holds every report that mentions it (the core), and names its neighbours exactly
/// when it also holds every report that mentions a person named in the core (the closure). Both are computed here and nowhere
/// else, so that silos need to know nothing of one another. A pure state: no clock, no I/O, one caller at a time.
/// </remarks>
internal sealed partial class FactBook(Func<PersonModel?, PersonResolver> makeResolver) : IRecordTable
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
                record.Facts.Remove(old);
                _touched.Add(record);
            }
        }
        if (report.Meta.Withdrawn) return;
        RecordEntry[] records = [.. report.Records.Select(EntryOf)];
        var fact = new Fact { Position = position, Content = report.Bytes.ToArray(), Shares = report.Meta.Partitions, Records = records };
        foreach (PersonMention mention in report.Persons)
            if (_byMention.TryAdd(mention.MentionHash, records[mention.Record])) fact.Mentions.Add(mention.MentionHash);
        foreach (RecordEntry record in fact.Records)
        {
            record.Facts.Add(fact);
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
    public void Settle()
    {
        Gather();
        Conclude(Persons.Resolver.Settle());
    }

    /// <summary>Tells the resolver what was applied. What it means for persons is for <see cref="Conclude"/>.</summary>
    /// <returns>The records that came and went.</returns>
    public RecordChanges Gather()
    {
        var changes = new RecordChanges();
        foreach (RecordEntry record in _touched.OrderBy(r => r.Record.Fingerprint))
        {
            if (record.Facts.Count > 0 == record.IsPresent) continue;
            record.IsPresent = !record.IsPresent;
            RecordCount += record.IsPresent ? 1 : -1;
            (record.IsPresent ? changes.Came : changes.Went).Add(record);
        }
        changes.HasOtherModel = Persons.Gather(this, [.. changes.Came.Concat(changes.Went).Select(static r => (r.Id, r.Record, r.IsPresent))]);
        return changes;
    }

    /// <summary>Takes what the resolver found.</summary>
    public void Conclude(IReadOnlyList<int[]> clusters)
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
    private void TellExcluded(SlotPlan[] batches, bool always)
    {
        foreach (SlotPlan batch in batches)
            if (always || _excludedChanged || (_excluded.Count > 0 && batch.Adds.Count > 0)) batch.Excluded = [.. _excluded];
        _excludedChanged = false;
    }

    /// <summary>Plans what each silo must be told after what was applied, and notes it as held.</summary>
    /// <param name="map">The map; its slots are those of <paramref name="batches"/>.</param>
    /// <param name="batches">Receives a batch a slot.</param>
    public void Plan(ShareMap map, SlotPlan[] batches)
    {
        foreach (Fact fact in _removed) TellRemoval(fact, batches);
        var persons = new HashSet<RecordEntry>();
        foreach (RecordEntry record in _touched)
            if (record.IsPresent) persons.Add(record.First);
        foreach (RecordEntry[] members in _changed)
        {
            // The person's share may have changed, and with it which silos answer for what its reports name.
            foreach (RecordEntry member in members)
            {
                persons.Add(member.First);
                foreach (Fact fact in member.Facts)
                    foreach (RecordEntry other in fact.Records) persons.Add(other.First);
            }
        }
        var facts = new HashSet<Fact>();
        foreach (Fact fact in _added)
        {
            if (!fact.IsLive) continue;
            fact.Needed |= CoreOf(map, fact);
            facts.Add(fact);
        }
        foreach (RecordEntry person in persons) Spread(map, person, facts);
        var told = new HashSet<RecordEntry>();
        Send(facts, batches, told);
        foreach (RecordEntry[] members in _changed) TellCluster(members[0], batches, always: true);
        told.ExceptWith(_changed.Select(c => c[0]));
        foreach (RecordEntry person in told) TellCluster(person, batches, always: false);
        TellExcluded(batches, always: false);
        Forget();
    }

    /// <summary>Plans from the beginning, after silos came or went or lost their way.</summary>
    /// <param name="map">The map.</param>
    /// <param name="held">For each slot the journal positions that the silo holds.</param>
    /// <param name="batches">Receives a batch a slot.</param>
    public void PlanAll(ShareMap map, IReadOnlyList<IReadOnlySet<long>> held, SlotPlan[] batches)
    {
        ForgetRings(map);
        var livePositions = new HashSet<long>(_live.Count);
        foreach (Fact fact in _live.Values)
        {
            livePositions.Add(fact.Position);
            fact.Needed = CoreOf(map, fact);
            fact.HeldBy = 0;
            for (int slot = 0; slot < held.Count; slot++)
                if (held[slot].Contains(fact.Position)) fact.HeldBy |= 1UL << slot;
        }
        for (int slot = 0; slot < held.Count; slot++)
        {
            batches[slot].Resets = true;
            batches[slot].Removes.AddRange(held[slot].Where(p => !livePositions.Contains(p)));
        }
        var facts = new HashSet<Fact>(_live.Values);
        var persons = new HashSet<RecordEntry>();
        foreach (RecordEntry record in _records)
            if (record.IsPresent && persons.Add(record.First)) Spread(map, record.First, facts);
        Send(facts, batches, []);
        foreach (RecordEntry person in persons) TellCluster(person, batches, always: false);
        TellExcluded(batches, always: true);
        Forget();
    }

    /// <summary>Forgets what reports contribute that all silos have; it is in the journal.</summary>
    public static void Sent(IEnumerable<SlotPlan> batches)
    {
        foreach (SlotPlan batch in batches)
            foreach (Fact fact in batch.Adds) fact.Content = [];
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

    /// <summary>The silos that answer for something a report names, or compute its rings.</summary>
    private static ulong CoreOf(ShareMap map, Fact fact)
    {
        ulong slots = fact.Home >= 0 ? 1UL << fact.Home : 0;
        for (ulong shares = fact.Shares; shares != 0; shares &= shares - 1) slots |= 1UL << map.Owners[BitOperations.TrailingZeroCount(shares)];
        foreach (RecordEntry record in fact.Records)
        {
            slots |= 1UL << map.Owners[Shares.OfRecord(record.First.Record.Fingerprint)]; // answers for the person
            slots |= 1UL << map.Owners[Shares.OfRecord(record.Record.Fingerprint)];       // has the record's grain
        }
        return slots;
    }

    /// <summary>Whoever answers for something in one report on a person needs all reports on that person.</summary>
    private static void Spread(ShareMap map, RecordEntry person, HashSet<Fact> facts)
    {
        ulong reach = 0;
        foreach (RecordEntry member in person.Members)
            foreach (Fact fact in member.Facts) reach |= CoreOf(map, fact);
        foreach (RecordEntry member in person.Members)
        {
            foreach (Fact fact in member.Facts)
            {
                fact.Needed |= reach;
                if ((fact.Needed & ~fact.HeldBy) != 0) facts.Add(fact);
            }
        }
    }

    private static void Send(HashSet<Fact> facts, SlotPlan[] batches, HashSet<RecordEntry> told)
    {
        foreach (Fact fact in facts.OrderBy(f => f.Position))
        {
            ulong missing = fact.Needed & ~fact.HeldBy;
            if (missing == 0) continue;
            fact.HeldBy |= missing;
            for (; missing != 0; missing &= missing - 1) batches[BitOperations.TrailingZeroCount(missing)].Adds.Add(fact);
            foreach (RecordEntry record in fact.Records) told.Add(record.First);
        }
    }

    private static void TellRemoval(Fact fact, SlotPlan[] batches)
    {
        for (ulong slots = fact.HeldBy; slots != 0; slots &= slots - 1) batches[BitOperations.TrailingZeroCount(slots)].Removes.Add(fact.Position);
    }

    private static void TellCluster(RecordEntry person, SlotPlan[] batches, bool always)
    {
        if (!always && person.Person is null) return;
        ulong slots = 0;
        foreach (RecordEntry member in person.Members)
            foreach (Fact fact in member.Facts) slots |= fact.HeldBy;
        UInt128[] fingerprints = person.Fingerprints;
        for (; slots != 0; slots &= slots - 1) batches[BitOperations.TrailingZeroCount(slots)].Persons.Add(fingerprints);
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
internal sealed class SlotPlan
{
    /// <summary>Gets the reports to take in.</summary>
    public List<Fact> Adds { get; } = [];

    /// <summary>Gets the journal positions to take out.</summary>
    public List<long> Removes { get; } = [];

    /// <summary>Gets the persons that are new or changed, their records in canonical order.</summary>
    public List<UInt128[]> Persons { get; } = [];

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
    public bool IsEmpty => Adds.Count == 0 && Removes.Count == 0 && Persons.Count == 0 && !Resets && Excluded is null
        && Homes.Count == 0 && NoHomes.Count == 0 && Hubs.Count == 0 && NoHubs.Count == 0;
}

/// <summary>The version of a report that counts.</summary>
internal sealed class Fact
{
    /// <summary>Gets its journal position.</summary>
    public required long Position { get; init; }

    /// <summary>Gets or sets what it contributes, packed, until the silos have it; empty afterwards.</summary>
    public required byte[] Content { get; set; }

    /// <summary>Gets or sets whether it counts still.</summary>
    public bool IsLive { get; set; } = true;

    /// <summary>Gets the shares of the identifiers it names, a bit a share.</summary>
    public required ulong Shares { get; init; }

    /// <summary>Gets the records it names.</summary>
    public required RecordEntry[] Records { get; init; }

    /// <summary>Gets the hashes of the mentions of persons, by which decisions name them.</summary>
    public List<ulong> Mentions { get; } = [];

    /// <summary>Gets or sets the slots that need it; what is no longer needed is kept till the next map.</summary>
    public ulong Needed { get; set; }

    /// <summary>Gets or sets the slots that have it or are about to.</summary>
    public ulong HeldBy { get; set; }

    /// <summary>Gets or sets its number in the registry of ring groups; -1 while nothing that it names passes rings on.</summary>
    public int Element { get; set; } = -1;

    /// <summary>Gets or sets the slot where its rings are computed; -1 for none.</summary>
    public int Home { get; set; } = -1;
}

/// <summary>A record and the reports that name it.</summary>
internal sealed class RecordEntry(int id, PersonRecord record)
{
    private readonly RecordEntry[] _alone = new RecordEntry[1];

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
}
