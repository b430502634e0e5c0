using Resolve.Runtime.Content;

namespace Resolve.Silo.Cluster;

/// <summary>Which silo answers for which partition. A new map gets a new number; silos and questions name the map they go by.</summary>
[GenerateSerializer, Immutable, Alias("resolve.partition-map")]
internal sealed class PartitionMap
{
    /// <summary>Gets the number of the map; later maps have larger ones.</summary>
    [Id(0)] public required long Number { get; init; }

    /// <summary>Gets the silos in the order of their addresses' text; a silo's place here is its siloIndex.</summary>
    [Id(1)] public required SiloAddress[] Silos { get; init; }

    /// <summary>Gets the siloIndex of the owner of each partition.</summary>
    [Id(2)] public required byte[] Owners { get; init; }

    /// <summary>Divides the partitions by rendezvous hashing: a silo that comes or goes moves its own partitions and no others.</summary>
    /// <remarks>Thaler and Ravishankar, "Using name-based mappings to increase hit rates", IEEE/ACM ToN 6 (1998). Every silo computes the same.</remarks>
    public static PartitionMap Assign(long number, IEnumerable<SiloAddress> silos)
    {
        SiloAddress[] sorted = [.. silos.OrderBy(s => s.ToParsableString(), StringComparer.Ordinal).Take(Partitions.Count)];
        if (sorted.Length == 0) throw new ArgumentException("A map needs a silo.", nameof(silos));
        ulong[] hashes = [.. sorted.Select(s => StableHash.Of64(s.ToParsableString()))];
        var owners = new byte[Partitions.Count];
        for (int partition = 0; partition < Partitions.Count; partition++)
        {
            ulong best = 0;
            for (int siloIndex = 0; siloIndex < sorted.Length; siloIndex++)
            {
                ulong weight = StableHash.Mix(hashes[siloIndex] ^ StableHash.Mix((ulong)partition + 1));
                if (siloIndex > 0 && weight <= best) continue;
                best = weight;
                owners[partition] = (byte)siloIndex;
            }
        }
        return new PartitionMap { Number = number, Silos = sorted, Owners = owners };
    }

    /// <summary>Gets the owner of a partition.</summary>
    public SiloAddress OwnerOf(int partition) => Silos[Owners[partition]];

    /// <summary>Gets the partitions of a siloIndex, a bit a partition.</summary>
    public ulong PartitionsOf(int siloIndex)
    {
        ulong partitions = 0;
        for (int partition = 0; partition < Partitions.Count; partition++)
            if (Owners[partition] == siloIndex) partitions |= 1UL << partition;
        return partitions;
    }

    /// <summary>Gets the siloIndex of a silo, or -1.</summary>
    public int IndexOf(SiloAddress silo) => Array.IndexOf(Silos, silo);

    /// <summary>Gets whether a map has exactly these silos.</summary>
    public bool Has(IReadOnlyCollection<SiloAddress> silos) => silos.Count == Silos.Length && silos.All(s => IndexOf(s) >= 0);
}
