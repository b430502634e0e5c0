using System.Globalization;
using System.Runtime.InteropServices;

namespace Resolve.Benchmarks.Rings;

/// <summary>How well found groups match planted ones.</summary>
/// <param name="MeanJaccard">The mean over planted rings of the best Jaccard index of any found group.</param>
/// <param name="ShareAtLeast08">The share of planted rings for which that is .8 or more.</param>
/// <param name="Nmi">Normalised mutual information, arithmetic mean of the entropies; a vertex in no group is a group of its own.</param>
/// <param name="Ari">Adjusted Rand index, likewise.</param>
/// <param name="PairPrecision">The share of pairs within found groups that are pairs of a planted ring; only groups that hold a planted vertex count.</param>
/// <param name="PairRecall">The share of pairs of planted rings that are together in a found group.</param>
/// <param name="GroupCount">The number of found groups of two or more.</param>
public sealed record PartitionScores(double MeanJaccard, double ShareAtLeast08, double Nmi, double Ari, double PairPrecision, double PairRecall, int GroupCount)
{
    /// <summary>Gets the harmonic mean of pair precision and recall.</summary>
    public double PairF1 => PairPrecision + PairRecall == 0 ? 0 : 2 * PairPrecision * PairRecall / (PairPrecision + PairRecall);

    /// <summary>Scores a partition.</summary>
    /// <param name="truth">The planted ring of each vertex, -1 for none.</param>
    /// <param name="found">The found group of each vertex, -1 for none.</param>
    public static PartitionScores Of(int[] truth, int[] found)
    {
        int[] t = Complete(truth), f = Complete(found);
        long[] tSizes = Sizes(t), fSizes = Sizes(f);
        var cells = new Dictionary<(int Ring, int Group), long>();
        var touching = new HashSet<int>();
        for (int v = 0; v < t.Length; v++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(cells, (t[v], f[v]), out _)++;
            if (truth[v] >= 0) touching.Add(f[v]);
        }
        var best = new Dictionary<int, double>();
        for (int v = 0; v < t.Length; v++) if (truth[v] >= 0) best[t[v]] = 0;
        double mutual = 0, n = t.Length;
        foreach (((int ring, int group), long both) in cells)
        {
            mutual += both / n * Math.Log(both * n / ((double)tSizes[ring] * fSizes[group]));
            if (best.TryGetValue(ring, out double jaccard)) best[ring] = Math.Max(jaccard, both / (double)(tSizes[ring] + fSizes[group] - both));
        }
        double together = cells.Values.Sum(Pairs), tPairs = tSizes.Sum(Pairs), fPairs = fSizes.Sum(Pairs), expected = tPairs * fPairs / Pairs(t.Length);
        double entropies = -tSizes.Sum(s => s / n * Math.Log(s / n)) - fSizes.Sum(s => s / n * Math.Log(s / n)),
            nearPairs = touching.Sum(g => Pairs(fSizes[g]));
        return new PartitionScores(best.Values.Average(), best.Values.Count(j => j >= 0.8) / (double)best.Count, entropies == 0 ? 1 : 2 * mutual / entropies,
            (together - expected) / ((tPairs + fPairs) / 2 - expected), nearPairs == 0 ? 0 : together / nearPairs, together / tPairs, fSizes.Count(s => s > 1));
    }

    /// <summary>Writes the scores as cells of a table.</summary>
    /// <param name="planted">Whether every vertex is planted, so that NMI and ARI mean something.</param>
    public IReadOnlyList<string> Cells(bool planted) =>
        [Text(MeanJaccard), Text(ShareAtLeast08), Text(PairF1), planted ? Text(Nmi) : "", planted ? Text(Ari) : "",
            GroupCount.ToString("N0", CultureInfo.InvariantCulture)];

    private static string Text(double value) => value.ToString("F4", CultureInfo.InvariantCulture);

    private static double Pairs(long n) => n * (n - 1) / 2.0;

    private static long[] Sizes(int[] labels)
    {
        long[] sizes = new long[labels.Max() + 1];
        foreach (int label in labels) sizes[label]++;
        return sizes;
    }

    private static int[] Complete(int[] labels)
    {
        var numbers = new Dictionary<int, int>();
        int[] result = new int[labels.Length];
        int next = 0;
        for (int v = 0; v < labels.Length; v++)
        {
            if (labels[v] < 0) result[v] = next++;
            else if (numbers.TryGetValue(labels[v], out int number)) result[v] = number;
            else numbers[labels[v]] = result[v] = next++;
        }
        return result;
    }
}
