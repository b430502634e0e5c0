namespace Resolve.Persons;

/// <summary>How much oftener strangers share a whole name or address than its words' rarities say: 2^(<see cref="Bits"/> + (1 − <see cref="Slope"/>) × rarity).</summary>
/// <param name="Bits">The part that is the same for all, in bits.</param>
/// <param name="Slope">How much of the words' rarity is the whole's, 0 to 1: words that go together (a commune and its province) count once.</param>
internal readonly record struct Dependence(double Bits, double Slope)
{
    private const int BinCount = 16, BinWidth = 2_000;
    private const double Smoothing = 1, WeightMax = 100, SlopePrior = 60, BitsMax = 10;

    /// <summary>Words that go together by chance alone.</summary>
    public static Dependence None => new(0, 1);

    /// <summary>Fits it to what strangers share.</summary>
    /// <param name="shared">For each class of rarity, how many pairs of strangers share the whole.</param>
    /// <param name="own">The rarity of each record's own, in thousandths of a bit.</param>
    /// <param name="pairCount">How many pairs of strangers both have one.</param>
    public static Dependence Fit(double[] shared, int[] own, double pairCount)
    {
        if (own.Length == 0 || pairCount <= 0) return None;
        double[] expected = new double[BinCount];
        foreach (int bits in own) expected[BinOf(bits)] += Math.Pow(2, -bits / 1000.0) * pairCount / own.Length;
        double all = 0, sumX = 0, sumY = 0;
        var points = new List<(double X, double Y, double Weight)>();
        for (int bin = 0; bin < BinCount; bin++)
        {
            double weight = Math.Min(WeightMax, shared[bin] + expected[bin]);
            if (weight < .5) continue;
            points.Add(((bin + .5) * BinWidth / 1000.0, Math.Log2((shared[bin] + Smoothing) / (expected[bin] + Smoothing)), weight));
        }
        foreach ((double x, double y, double weight) in points) (all, sumX, sumY) = (all + weight, sumX + weight * x, sumY + weight * y);
        if (all == 0) return None;
        double meanX = sumX / all, meanY = sumY / all, xx = SlopePrior, xy = 0;
        foreach ((double x, double y, double weight) in points) (xx, xy) = (xx + weight * (x - meanX) * (x - meanX), xy + weight * (x - meanX) * (y - meanY));
        double slope = Math.Clamp(xy / xx, 0, .9);
        return new Dependence(Math.Clamp(meanY - slope * meanX, -slope * meanX, BitsMax), 1 - slope);
    }

    /// <summary>Returns the class of a rarity.</summary>
    public static int BinOf(int bits) => Math.Clamp(bits / BinWidth, 0, BinCount - 1);

    /// <summary>Makes the classes.</summary>
    public static double[] Bins() => new double[BinCount];
}
