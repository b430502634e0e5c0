namespace Resolve.Cli.Commands.Evaluation;

/// <summary>How well predicted clusters agree with the truth.</summary>
/// <param name="Ids">The ids compared; one that only one side knows is alone on the other.</param>
/// <param name="Pairwise">Over pairs of ids: together or apart.</param>
/// <param name="BCubed">Over ids: the share of its cluster that belongs with it (Bagga and Baldwin, COLING-ACL 1998).</param>
/// <param name="TruthClusters">The true clusters of two or more ids.</param>
/// <param name="PredictedClusters">The predicted clusters of two or more ids.</param>
/// <param name="ExactClusters">The true clusters of two or more that are predicted exactly.</param>
internal sealed record ClusterScores(long Ids, PairScores Pairwise, Scores BCubed, int TruthClusters, int PredictedClusters, int ExactClusters)
{
    /// <summary>Compares two clusterings.</summary>
    /// <param name="truth">The truth.</param>
    /// <param name="predicted">The prediction.</param>
    /// <param name="onlyTruth">Whether ids that the truth does not know are left out.</param>
    /// <returns>The scores.</returns>
    public static ClusterScores Compare(Clustering truth, Clustering predicted, bool onlyTruth)
    {
        var truthSizes = new Sizes();
        var predictedSizes = new Sizes();
        var cells = new Dictionary<(int Truth, int Predicted), int>();
        IEnumerable<string> ids = onlyTruth ? truth.ClusterOf.Keys : truth.ClusterOf.Keys.Union(predicted.ClusterOf.Keys, StringComparer.Ordinal);
        long count = 0;
        foreach (string id in ids)
        {
            count++;
            (int, int) cell = (truthSizes.Add(truth.ClusterOf.GetValueOrDefault(id)), predictedSizes.Add(predicted.ClusterOf.GetValueOrDefault(id)));
            cells[cell] = cells.GetValueOrDefault(cell) + 1;
        }
        long together = 0;
        int exact = 0;
        decimal precision = 0, recall = 0; // decimal: so many small parts would drift in binary
        foreach (((int t, int p), int size) in cells)
        {
            together += Pairs(size);
            precision += (decimal)size * size / predictedSizes[p];
            recall += (decimal)size * size / truthSizes[t];
            if (size > 1 && size == truthSizes[t] && size == predictedSizes[p]) exact++;
        }
        long truthPairs = truthSizes.Sum(Pairs), predictedPairs = predictedSizes.Sum(Pairs);
        return new ClusterScores(
            count,
            new PairScores(truthPairs, predictedPairs, together, Scores.Of(Share(together, predictedPairs), Share(together, truthPairs))),
            count == 0 ? Scores.Of(1, 1) : Scores.Of((double)decimal.Round(precision / count, 12), (double)decimal.Round(recall / count, 12)),
            (int)truthSizes.Sum(static size => size > 1 ? 1 : 0),
            (int)predictedSizes.Sum(static size => size > 1 ? 1 : 0),
            exact);
    }

    private static double Share(long part, long whole) => whole == 0 ? 1 : (double)part / whole;

    private static long Pairs(int size) => (long)size * (size - 1) / 2;

    /// <summary>Numbers clusters and counts their ids; an id without a cluster is one of its own.</summary>
    private sealed class Sizes
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
        private readonly List<int> _sizes = [];

        public int this[int number] => _sizes[number];

        public int Add(string? cluster)
        {
            int number = _sizes.Count;
            if (cluster is not null && !_numbers.TryAdd(cluster, number)) number = _numbers[cluster];
            else _sizes.Add(0);
            _sizes[number]++;
            return number;
        }

        public long Sum(Func<int, long> of) => _sizes.Sum(of);
    }
}

/// <summary>Precision, recall and their harmonic mean, each from 0 to 1; 1 where there is nothing to be wrong about.</summary>
internal sealed record Scores(double Precision, double Recall, double F1)
{
    /// <summary>Makes the scores.</summary>
    public static Scores Of(double precision, double recall) =>
        new(precision, recall, precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall));
}

/// <summary>Scores over pairs, with the counts they come from.</summary>
/// <param name="Truth">Pairs together in the truth.</param>
/// <param name="Predicted">Pairs together in the prediction.</param>
/// <param name="Both">Pairs together in both.</param>
/// <param name="Scores">The scores.</param>
internal sealed record PairScores(long Truth, long Predicted, long Both, Scores Scores);
