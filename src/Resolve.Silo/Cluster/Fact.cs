using System.Numerics;
using Resolve.Reports;
using Resolve.Runtime.Content;

namespace Resolve.Silo.Cluster;

/// <summary>The current version of a report.</summary>
internal sealed class Fact
{
    private ulong[] _recordsAt = []; // for each record the silo indexes that have its mentions, or are about to
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

    /// <summary>Gets the silos that have a part of it, or the whole, or are about to, one bit per silo index.</summary>
    public ulong HeldBy { get; private set; }

    /// <summary>Gets or sets its number in the registry of ring groups; -1 while nothing that it names passes rings on.</summary>
    public int Element { get; set; } = -1;

    /// <summary>Gets or sets the silo index where its rings are computed; -1 for none.</summary>
    public int Home { get; set; } = -1;

    /// <summary>Gets the silos that have the whole, or are about to, one bit per silo index.</summary>
    public ulong WholeAt { get; private set; }

    /// <summary>Gets whether it names so many records that a silo which needs a mention of one gets the whole report.</summary>
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
        for (ulong partitions =
            Partitions; partitions != 0; partitions &= partitions - 1) _ownedBy |= 1UL << map.Owners[BitOperations.TrailingZeroCount(partitions)];
        _missing |= _ownedBy & ~HeldBy;
    }

    /// <summary>Notes that some silos need the mentions of a record. What is no longer needed is kept until the next full plan.</summary>
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

    /// <summary>Notes that some silos need all of it.</summary>
    /// <returns>Whether one of them lacks it.</returns>
    public bool WantWhole(ulong siloIndexes)
    {
        ulong lacking = siloIndexes & ~WholeAt;
        WholeAt |= lacking;
        _missing |= lacking;
        return lacking != 0;
    }

    /// <summary>Gets the silos that must get it, or more of it, and notes that they have it.</summary>
    public ulong TakeMissing()
    {
        ulong missing = _missing;
        HeldBy |= missing;
        _missing = 0;
        return missing;
    }

    /// <summary>Gets the silo indexes that have all mentions of a record in this report.</summary>
    public ulong SilosWith(RecordEntry record) => WholeAt | (IsIndivisible ? 0 : RecordsAt[Array.IndexOf(Records, record)]);

    /// <summary>Gets the records whose mentions a silo needs, one bit per record; all bits for the whole report.</summary>
    public ulong WantedAt(int siloIndex) => ((WholeAt >> siloIndex) & 1) != 0 ? SliceCut.Whole.Records : RecordBitsAt(siloIndex);

    /// <summary>Decides whether a silo may keep what it has, and notes what need not be sent.</summary>
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

    /// <summary>Notes that a silo that has the whole report needs only a part.</summary>
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
