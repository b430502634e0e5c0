namespace Resolve.Silo.Cluster;

/// <summary>Which silo answers for which share. A new map gets a new number; silos and questions name the map they go by.</summary>
[GenerateSerializer, Immutable, Alias("resolve.share-map")]
internal sealed class ShareMap
{
    /// <summary>Gets the number of the map; later maps have larger ones.</summary>
    [Id(0)] public required long Number { get; init; }

    /// <summary>Gets the silos in the order of their addresses' text; a silo's place here is its slot.</summary>
    [Id(1)] public required SiloAddress[] Silos { get; init; }

    /// <summary>Gets the slot of the owner of each share.</summary>
    [Id(2)] public required byte[] Owners { get; init; }

    /// <summary>Divides the shares by rendezvous hashing: a silo that comes or goes moves its own shares and no others.</summary>
    /// <remarks>Thaler and Ravishankar, "Using name-based mappings to increase hit rates", IEEE/ACM ToN 6 (1998). Every silo computes the same.</remarks>
    public static ShareMap Assign(long number, IEnumerable<SiloAddress> silos)
    {
        SiloAddress[] sorted = [.. silos.OrderBy(s => s.ToParsableString(), StringComparer.Ordinal).Take(Shares.Count)];
        if (sorted.Length == 0) throw new ArgumentException("A map needs a silo.", nameof(silos));
        ulong[] hashes = [.. sorted.Select(s => StableHash.Of64(s.ToParsableString()))];
        var owners = new byte[Shares.Count];
        for (int share = 0; share < Shares.Count; share++)
        {
            ulong best = 0;
            for (int slot = 0; slot < sorted.Length; slot++)
            {
                ulong weight = StableHash.Mix(hashes[slot] ^ StableHash.Mix((ulong)share + 1));
                if (slot > 0 && weight <= best) continue;
                best = weight;
                owners[share] = (byte)slot;
            }
        }
        return new ShareMap { Number = number, Silos = sorted, Owners = owners };
    }

    /// <summary>Gets the owner of a share.</summary>
    public SiloAddress OwnerOf(int share) => Silos[Owners[share]];

    /// <summary>Gets the shares of a slot, a bit a share.</summary>
    public ulong SharesOf(int slot)
    {
        ulong shares = 0;
        for (int share = 0; share < Shares.Count; share++)
            if (Owners[share] == slot) shares |= 1UL << share;
        return shares;
    }

    /// <summary>Gets the slot of a silo, or -1.</summary>
    public int SlotOf(SiloAddress silo) => Array.IndexOf(Silos, silo);

    /// <summary>Gets whether a map has exactly these silos.</summary>
    public bool Has(IReadOnlyCollection<SiloAddress> silos) => silos.Count == Silos.Length && silos.All(s => SlotOf(s) >= 0);
}
