namespace Resolve.Rings.Detection;

/// <summary>How much better the links within a group are explained by the group than by chance, in bits.</summary>
/// <remarks>
/// The log-likelihood of a Poisson block model with a density per group: n vertices with W links within have density W / pairs(n), against that of
/// links between strangers: W × (log2(W / pairs(n)) - log2(background) - log2 e). A part of the price of saying who is in which group, n × log2(n),
/// is added, because every sparse graph can be cut into dense-looking bits. It adds up over groups, so whether a group is better split, or two are
/// better put together, is decided by their own links and sizes alone, and at any scale: 5 or 60 vertices.
/// Source of the likelihood: Karrer and Newman, "Stochastic blockmodels and community structure in networks", Physical Review E 83 (2011) 016107.
/// </remarks>
internal readonly struct GroupEvidence
{
    private const int Log2E = 94_548; // log2 e × 2^16
    private const long WeightMax = 1L << 40;

    // The whole price would put small groups of sparse graphs together (LFR, mixing .5), none of it would cut up rings with 1.3 links a vertex.
    private const int PriceShare = 4;

    // Beyond the scale of rings the price grows no more with size, else a group would gain by swallowing what has no structure (LFR, mixing .7).
    private const int RingScale = 64;

    private readonly long _constant;
    private readonly long _price;

    /// <summary>Prepares the measure.</summary>
    /// <param name="unitWeight">The weight that counts as one link, above 0.</param>
    /// <param name="backgroundBits">-log2 of the chance that two strangers are linked.</param>
    public GroupEvidence(int unitWeight, int backgroundBits)
    {
        // log2(pairs) is taken of n × (n - 1), which is one bit more.
        _constant = ((long)(backgroundBits + 1) << FixedLog2.FractionBits) - Log2E - FixedLog2.Of(unitWeight);
        _price = Math.Max(1, unitWeight / PriceShare);
    }

    /// <summary>Returns the evidence for a group, in bits × weight units × 2^16; 0 for a single vertex.</summary>
    /// <param name="within">The weight of the links within.</param>
    /// <param name="size">The number of vertices.</param>
    public long Of(long within, long size)
    {
        if (size < 2) return 0;
        long belonging = _price * size * FixedLog2.Of(Math.Min(size, RingScale));
        if (within <= 0) return belonging;
        within = Math.Min(within, WeightMax);
        return belonging + within * (_constant - FixedLog2.Of(size * (size - 1)) + FixedLog2.Of(within));
    }
}
