namespace Resolve.Rings.Detection;

/// <summary>How much better the links within a group are explained by the group than by chance, in bits.</summary>
/// <remarks>
/// The log-likelihood of a Poisson block model with a density per group: a group of n vertices with W links within has density W / pairs(n), against
/// the density of links between strangers: W × (log2(W / pairs(n)) - log2(background) - log2 e). It adds up over groups, so whether a group is better
/// split, or two better put together, is decided from their own links and sizes alone, whatever the scale: 5 or 60 vertices.
/// Source: Karrer and Newman, "Stochastic blockmodels and community structure in networks", Physical Review E 83 (2011) 016107, for the likelihood.
/// </remarks>
internal readonly struct GroupEvidence
{
    private const int Log2E = 94_548; // log2 e × 2^16
    private const long WeightMax = 1L << 40;
    private readonly long _constant;

    /// <summary>Prepares the measure.</summary>
    /// <param name="unitWeight">The weight that counts as one link, above 0.</param>
    /// <param name="backgroundBits">-log2 of the chance that two strangers are linked.</param>
    public GroupEvidence(int unitWeight, int backgroundBits)
    {
        // log2(pairs) is taken of n × (n - 1), which is one bit more.
        _constant = ((long)(backgroundBits + 1) << FixedLog2.FractionBits) - Log2E - FixedLog2.Of(unitWeight);
    }

    /// <summary>Returns the evidence for a group, in bits × weight units × 2^16; 0 for a group without links.</summary>
    /// <param name="within">The weight of the links within.</param>
    /// <param name="size">The number of vertices.</param>
    public long Of(long within, long size)
    {
        if (within <= 0 || size < 2) return 0;
        within = Math.Min(within, WeightMax);
        return within * (_constant - FixedLog2.Of(size * (size - 1)) + FixedLog2.Of(within));
    }
}
