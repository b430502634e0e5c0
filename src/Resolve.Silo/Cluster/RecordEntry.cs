using Resolve.Persons.Records;

namespace Resolve.Silo.Cluster;

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

    /// <summary>Gets or sets the silo indexes that were sent its person, since the last full plan.</summary>
    public ulong SentTo { get; set; }

    /// <summary>Gets or sets the key of its person that was sent last, where it is the first record.</summary>
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

    /// <summary>Forgets what was sent to silos about it.</summary>
    public void Forget() => (SentTo, SentKey) = (0, 0);

    /// <summary>Compares the earliest mentions, by the reports' own times, then by report and ref; both must have a report.</summary>
    public bool IsEarlierThan(RecordEntry other)
    {
        int order = Compare(Earliest, other.Earliest);
        return order < 0 || (order == 0 && InEarliest.Rank < other.InEarliest.Rank);
    }

    private static int Compare(Fact a, Fact b) => a.Ticks != b.Ticks ? a.Ticks.CompareTo(b.Ticks) : a.Key.CompareTo(b.Key);
}

/// <summary>The records that came and went between two rounds.</summary>
internal sealed class RecordChanges
{
    /// <summary>Gets the records that live reports name since.</summary>
    public List<RecordEntry> Came { get; } = [];

    /// <summary>Gets the records that no live report names any more.</summary>
    public List<RecordEntry> Went { get; } = [];

    /// <summary>Gets or sets whether another model is in force since, so that everything is resolved again.</summary>
    public bool HasOtherModel { get; set; }

    /// <summary>Gets whether no record came or went.</summary>
    public bool IsEmpty => Came.Count == 0 && Went.Count == 0 && !HasOtherModel;
}
