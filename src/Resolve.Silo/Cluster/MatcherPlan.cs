using System.Numerics;
using Resolve.Persons;

namespace Resolve.Silo.Cluster;

/// <summary>Which silos compare records of persons: at most two, and not the leader where there are others.</summary>
/// <remarks>
/// A record has some 25 blocking keys. Divided over all silos it would be kept and profiled by nearly each of them, and the sum of
/// that work would grow with the cluster. Two silos compare in parallel and keep each record at most twice.
/// </remarks>
internal sealed class MatcherPlan
{
    /// <summary>The most silos that compare.</summary>
    public const int CountMax = 2;

    private const int PartitionCount = 64;

    private readonly int[] _siloIndexes;

    /// <summary>Makes the plan for a map of silos.</summary>
    /// <param name="silos">The silos of the map.</param>
    /// <param name="leader">The leader's silo; null when it is not known.</param>
    public MatcherPlan(SiloAddress[] silos, SiloAddress? leader)
    {
        int[] others = [.. Enumerable.Range(0, silos.Length).Where(siloIndex => !silos[siloIndex].Equals(leader)).Take(CountMax)];
        _siloIndexes = others.Length > 0 ? others : [0];
    }

    /// <summary>Gets the silo indexes of the silos that compare.</summary>
    public IReadOnlyList<int> SiloIndexes => _siloIndexes;

    /// <summary>Gets the silo index of the silo that has a blocking key.</summary>
    public int IndexOf(ulong key) => _siloIndexes[BlockPart.PartitionOf(key) * _siloIndexes.Length / PartitionCount];

    /// <summary>Gets the partitions of blocking keys that a silo has, one bit per partition.</summary>
    public ulong PartitionsOf(int siloIndex)
    {
        ulong partitions = 0;
        for (int partition = 0; partition < PartitionCount; partition++)
            if (_siloIndexes[partition * _siloIndexes.Length / PartitionCount] == siloIndex) partitions |= 1UL << partition;
        return partitions;
    }

    /// <summary>Gets the silo indexes of the silos that have one of some keys.</summary>
    public IEnumerable<int> SiloIndexesOf(IEnumerable<ulong> keys)
    {
        ulong siloIndexes = 0;
        foreach (ulong key in keys) siloIndexes |= 1UL << IndexOf(key);
        for (; siloIndexes != 0; siloIndexes &= siloIndexes - 1) yield return BitOperations.TrailingZeroCount(siloIndexes);
    }
}
