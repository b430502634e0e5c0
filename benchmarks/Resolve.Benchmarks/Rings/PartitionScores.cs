namespace Resolve.Benchmarks.Rings;

/// <summary>How well found groups match planted ones.</summary>
public sealed record PartitionScores
{
    public required double MeanJaccard { get; init; }
    public required double ShareAtLeast08 { get; init; }
    public required double Nmi { get; init; }
    public required double Ari { get; init; }
    public required double PairPrecision { get; init; }
    public required double PairRecall { get; init; }
    public double PairF1 => PairPrecision + PairRecall == 0 ? 0 : 2 * PairPrecision * PairRecall / (PairPrecision + PairRecall);
    public required int GroupCount { get; init; }

    /// <summary>Scores a partition. A vertex of -1 is in no planted ring, or in no found group; it then counts as a group of its own for NMI and ARI.</summary>
    public static PartitionScores Of(int[] truth, int[] found)
    {
        var cells = new Dictionary<(int, int), int>();
        int[] t = Complete(truth), f = Complete(found);
        int tCount = t.Max() + 1, fCount = f.Max() + 1;
        long[] tSize = new long[tCount], fSize = new long[fCount];
        for (int v = 0; v < t.Length; v++)
        {
            tSize[t[v]]++;
            fSize[f[v]]++;
            if (truth[v] >= 0) System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(cells, (t[v], f[v]), out _)++;
        }
        double[] best = new double[tCount];
        foreach (((int a, int b), int n) in cells) best[a] = Math.Max(best[a], n / (double)(tSize[a] + fSize[b] - n));
        int[] planted = [.. Enumerable.Range(0, t.Length).Where(v => truth[v] >= 0).Select(v => t[v]).Distinct()];
        double N = t.Length, both = cells.Values.Sum(n => Pairs(n)), tPairs = tSize.Sum(Pairs), fPairs = fSize.Sum(Pairs), all = Pairs(t.Length);
        double mutual = 0;
        foreach (((int a, int b), int n) in cells) mutual += n / N * Math.Log(n * N / ((double)tSize[a] * fSize[b]));
        double singles = 0; // vertices of no planted ring are groups of one: each is one cell of its own
        for (int v = 0; v < t.Length; v++) if (truth[v] < 0) singles += 1 / N * Math.Log(N / fSize[f[v]]);
        double ht = -tSize.Sum(n => n / N * Math.Log(n / N)), hf = -fSize.Sum(n => n / N * Math.Log(n / N)), expected = tPairs * fPairs / all;
        return new PartitionScores
        {
            MeanJaccard = planted.Average(r => best[r]),
            ShareAtLeast08 = planted.Count(r => best[r] >= 0.8) / (double)planted.Length,
            Nmi = ht + hf == 0 ? 1 : 2 * (mutual + singles) / (ht + hf),
            Ari = (both - expected) / ((tPairs + fPairs) / 2 - expected),
            PairPrecision = fPairs == 0 ? 0 : both / fPairs,
            PairRecall = tPairs == 0 ? 0 : both / tPairs,
            GroupCount = fSize.Count(n => n > 1),
        };
    }

    private static double Pairs(long n) => n * (n - 1) / 2.0;

    private static int[] Complete(int[] labels)
    {
        var numbers = new Dictionary<int, int>();
        int[] result = new int[labels.Length];
        int next = 0;
        for (int v = 0; v < labels.Length; v++)
        {
            if (labels[v] < 0) result[v] = next++;
            else if (numbers.TryGetValue(labels[v], out int n)) result[v] = n;
            else numbers[labels[v]] = result[v] = next++;
        }
        return result;
    }
}
