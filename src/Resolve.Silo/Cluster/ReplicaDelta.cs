namespace Resolve.Silo.Cluster;

/// <summary>What one silo must receive.</summary>
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

    /// <summary>Gets the node ids of the nodes that became hubs.</summary>
    public List<UInt128> Hubs { get; } = [];

    /// <summary>Gets the node ids of those that are no longer hubs.</summary>
    public List<UInt128> NoHubs { get; } = [];

    /// <summary>Gets whether there is nothing to send.</summary>
    public bool IsEmpty => Adds.Count == 0 && Narrows.Count == 0 && Removes.Count == 0 && Persons.Count == 0 && !Resets && Excluded is null
        && Homes.Count == 0 && NoHomes.Count == 0 && Hubs.Count == 0 && NoHubs.Count == 0;
}
