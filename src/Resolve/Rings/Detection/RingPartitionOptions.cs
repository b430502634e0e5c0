namespace Resolve.Rings.Detection;

/// <summary>What counts as a ring: the parameters of <see cref="RingPartitioner"/>.</summary>
/// <remarks>Weights are in the units of the graph. The defaults suit weights in thousandths of a bit where 2 bits are one good link.</remarks>
public sealed record RingPartitionOptions
{
    /// <summary>Gets the number of neighbours above which a vertex is a hub: no group is joined through it and it belongs to none. Default 1,000.</summary>
    public int HubDegreeMax { get; init; } = 1_000;

    /// <summary>Gets the weight from which a link is strong. Weaker links count only between vertices that strong links join. Default 2,000.</summary>
    public int StrongLinkWeight { get; init; } = 2_000;

    /// <summary>Gets the weight that counts as one link of evidence when groups are compared, in [1, 2^20]. Default 2,000.</summary>
    public int UnitWeight { get; init; } = 2_000;

    /// <summary>Gets how unlikely a link between two strangers is, as -log2 of its chance, in [0, 40]. Default 12: one in 4,096 pairs.</summary>
    public int BackgroundBits { get; init; } = 12;

    /// <summary>Gets the number of vertices above which a group is too large to be one ring and is split where Leiden can split it. Default 1,000.</summary>
    public int GroupSizeMax { get; init; } = 1_000;

    /// <summary>Gets the fewest vertices in which more than one group is looked for. Default 6.</summary>
    public int SplitSizeMin { get; init; } = 6;

    /// <summary>Gets the fewest vertices of a group; vertices of smaller ones are in none. At least 2, the default.</summary>
    public int GroupSizeMin { get; init; } = 2;

    /// <summary>Gets how often Leiden is repeated on its own answer at most. Default 3.</summary>
    public int IterationsMax { get; init; } = 3;

    /// <summary>Gets the most threads; the answer does not depend on it. Default: as many as there are processors.</summary>
    public int ThreadsMax { get; init; } = Environment.ProcessorCount;

    internal void ThrowIfInvalid()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(HubDegreeMax);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(StrongLinkWeight);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(UnitWeight);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(UnitWeight, 1 << 20);
        ArgumentOutOfRangeException.ThrowIfNegative(BackgroundBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BackgroundBits, 40);
        ArgumentOutOfRangeException.ThrowIfLessThan(GroupSizeMax, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(SplitSizeMin, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(GroupSizeMin, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(IterationsMax);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ThreadsMax);
    }
}
