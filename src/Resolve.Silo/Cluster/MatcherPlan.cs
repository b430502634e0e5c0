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

    private const int ShareCount = 64;

    private readonly int[] _slots;

    /// <summary>Makes the plan for a map of silos.</summary>
    /// <param name="silos">The silos of the map.</param>
    /// <param name="leader">The leader's silo; null when it is not known.</param>
    public MatcherPlan(SiloAddress[] silos, SiloAddress? leader)
    {
        int[] others = [.. Enumerable.Range(0, silos.Length).Where(slot => !silos[slot].Equals(leader)).Take(CountMax)];
        _slots = others.Length > 0 ? others : [0];
    }

    /// <summary>Gets the slots of the silos that compare.</summary>
    public IReadOnlyList<int> Slots => _slots;

    /// <summary>Gets the slot of the silo that has a blocking key.</summary>
    public int SlotOf(ulong key) => _slots[BlockShare.ShareOf(key) * _slots.Length / ShareCount];

    /// <summary>Gets the shares of blocking keys that a slot has, a bit a share.</summary>
    public ulong SharesOf(int slot)
    {
        ulong shares = 0;
        for (int share = 0; share < ShareCount; share++)
            if (_slots[share * _slots.Length / ShareCount] == slot) shares |= 1UL << share;
        return shares;
    }

    /// <summary>Gets the slots of the silos that have one of some keys.</summary>
    public IEnumerable<int> SlotsOf(IEnumerable<ulong> keys)
    {
        ulong slots = 0;
        foreach (ulong key in keys) slots |= 1UL << SlotOf(key);
        for (; slots != 0; slots &= slots - 1) yield return BitOperations.TrailingZeroCount(slots);
    }
}
