namespace Resolve.Persons.Models;

/// <summary>How much oftener strangers share a whole name or address than its words' rarities say: 2^(<see cref="Bits"/> + (1 − <see cref="Slope"/>) ×
/// rarity).</summary>
/// <param name="Bits">The part that is the same for all, in bits.</param>
/// <param name="Slope">How much of the words' rarity is the whole's, 0 to 1: words that go together (a commune and its province) count once.</param>
internal readonly record struct Dependence(double Bits, double Slope)
{
    private const int BinCount = 16, BinWidth = 2_000, LengthMax = 7;
    private const double Smoothing = 1, WeightMax = 100, SlopePrior = 60, BitsMax = 10;

    /// <summary>Words that go together by chance alone.</summary>
    public static Dependence None => new(0, 1);

    /// <summary>Fits it to what strangers share.</summary>
    /// <param name="shared">For each class of length and rarity (<see cref="BinOf"/>), how many pairs of strangers share the whole.</param>
    /// <param name="own">The rarity of each record's own, in thousandths of a bit, and its length: 0 where lengths do not matter.</param>
    /// <param name="pairCount">How many pairs of strangers both have one.</param>
    /// <remarks>
    /// A product of words does not know that there are no other words: of two words it is far too likely where names have three, and that is
    /// no dependence. So only names of one length are set against each other, and each length has an offset of its own, whose mean counts.
    /// </remarks>
    public static Dependence Fit(double[] shared, IReadOnlyList<(int Bits, int Length)> own, double pairCount)
    {
        if (own.Count == 0 || pairCount <= 0) return None;
        double[] expected = Bins();
        int[] counts = new int[LengthMax + 1];
        foreach ((int bits, int length) in own)
        {
            expected[BinOf(bits, length)] += Math.Pow(2, -bits / 1000.0) * pairCount / own.Count;
            counts[Math.Min(length, LengthMax)]++;
        }
        double xx = SlopePrior, xy = 0;
        var means = new List<(double X, double Y, int Count)>();
        for (int length = 0; length <= LengthMax; length++)
        {
            (double X, double Y, double Weight)[] points = [.. Points(shared, expected, length)];
            if (points.Length == 0) continue;
            double all = points.Sum(p => p.Weight), meanX = points.Sum(p => p.Weight * p.X) / all, meanY = points.Sum(p => p.Weight * p.Y) / all;
            means.Add((meanX, meanY, counts[length]));
            foreach ((double x, double y, double weight) in points) (xx, xy) = (xx + weight * (x - meanX) * (x - meanX), xy
                + weight * (x - meanX) * (y - meanY));
        }
        double slope = Math.Clamp(xy / xx, 0, .9), total = means.Sum(m => m.Count);
        if (total == 0) return None;
        // Nothing is taken for rarer than its words say.
        return new Dependence(Math.Min(BitsMax, means.Sum(m => m.Count * (Math.Max(0, m.Y) - slope * m.X)) / total), 1 - slope);
    }

    /// <summary>Returns the class of a rarity and a length.</summary>
    public static int BinOf(int bits, int length) => Math.Min(length, LengthMax) * BinCount + Math.Clamp(bits / BinWidth, 0, BinCount - 1);

    /// <summary>Makes the classes.</summary>
    public static double[] Bins() => new double[(LengthMax + 1) * BinCount];

    private static IEnumerable<(double X, double Y, double Weight)> Points(double[] shared, double[] expected, int length)
    {
        for (int bin = 0; bin < BinCount; bin++)
        {
            int at = length * BinCount + bin;
            double weight = Math.Min(WeightMax, shared[at] + expected[at]);
            if (weight >= .5) yield return ((bin + .5) * BinWidth / 1000.0, Math.Log2((shared[at] + Smoothing) / (expected[at] + Smoothing)), weight);
        }
    }
}
