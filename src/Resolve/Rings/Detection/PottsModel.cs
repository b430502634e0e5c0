namespace Resolve.Rings.Detection;

/// <summary>The constant Potts model in integers: what a link is worth, and what a pair of vertices in one community costs.</summary>
/// <param name="WeightFactor">What weights are multiplied with; above 1 only where the resolution is a fraction of a weight unit.</param>
/// <param name="Resolution">The cost of a pair, in weight units × <paramref name="WeightFactor"/>.</param>
internal readonly record struct PottsModel(long WeightFactor, long Resolution)
{
    private const long CostMax = long.MaxValue / 4;

    /// <summary>Returns what it costs to put two groups into one, the number of pairs times the resolution.</summary>
    /// <remarks>Saturates instead of overflowing; no sum of weights reaches that cost, so a saturated merge is never made.</remarks>
    public long Cost(long firstSize, long secondSize)
    {
        long pairs = firstSize * secondSize;
        return pairs > CostMax / Resolution ? CostMax : pairs * Resolution;
    }

    /// <summary>Returns what a merge gains: the weight between two groups less the cost of their pairs.</summary>
    public long Gain(long weight, long firstSize, long secondSize) => weight * WeightFactor - Cost(firstSize, secondSize);
}
