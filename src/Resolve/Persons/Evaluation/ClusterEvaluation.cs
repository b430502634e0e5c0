namespace Resolve.Persons.Evaluation;

/// <summary>How well a clustering meets a truth.</summary>
/// <param name="RecordCount">The records that the truth contains.</param>
/// <param name="TrueClusterCount">The clusters in the truth.</param>
/// <param name="FoundClusterCount">The clusters found.</param>
/// <param name="Pairwise">Over pairs of records in one cluster.</param>
/// <param name="BCubed">Over records, each by the share of its cluster (Bagga and Baldwin, 1998).</param>
/// <param name="TruePositiveCount">The pairs found that are true.</param>
/// <param name="FalsePositiveCount">The pairs found that are not.</param>
/// <param name="FalseNegativeCount">The true pairs that were not found.</param>
/// <param name="ExactClusterCount">The clusters found that are wholly right.</param>
public sealed record ClusterEvaluation(
    int RecordCount,
    int TrueClusterCount,
    int FoundClusterCount,
    AccuracyMeasure Pairwise,
    AccuracyMeasure BCubed,
    long TruePositiveCount,
    long FalsePositiveCount,
    long FalseNegativeCount,
    int ExactClusterCount)
{
    /// <summary>Compares a clustering with a truth.</summary>
    /// <param name="truth">For each record its true cluster.</param>
    /// <param name="found">For each record the cluster found; a record that is missing stands alone, one that the truth lacks is left out.</param>
    /// <returns>The measures.</returns>
    public static ClusterEvaluation Of(IReadOnlyDictionary<string, string> truth, IReadOnlyDictionary<string, string> found)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(found);
        var trueSizes = new Dictionary<string, int>(StringComparer.Ordinal);
        var foundSizes = new Dictionary<(bool, string), int>();
        var shared = new Dictionary<((bool, string) Found, string True), int>();
        foreach ((string record, string cluster) in truth)
        {
            (bool, string) place = found.TryGetValue(record, out string? with) ? (true, with) : (false, record);
            trueSizes[cluster] = trueSizes.GetValueOrDefault(cluster) + 1;
            foundSizes[place] = foundSizes.GetValueOrDefault(place) + 1;
            shared[(place, cluster)] = shared.GetValueOrDefault((place, cluster)) + 1;
        }
        long right = shared.Values.Sum(Pairs), merged = foundSizes.Values.Sum(Pairs), real = trueSizes.Values.Sum(Pairs);
        int exact = 0;
        // Whole numbers over a common order keep the sums the same from run to run.
        double precision = 0, recall = 0;
        foreach ((((bool, string) place, string cluster), int count) in shared.OrderBy(s => s.Key.Found.Item2, StringComparer.Ordinal)
            .ThenBy(s => s.Key.True, StringComparer.Ordinal))
        {
            precision += (double)count * count / foundSizes[place];
            recall += (double)count * count / trueSizes[cluster];
            if (count == foundSizes[place] && count == trueSizes[cluster]) exact++;
        }
        int records = truth.Count;
        return new ClusterEvaluation(
            records,
            trueSizes.Count,
            foundSizes.Count,
            new AccuracyMeasure(merged == 0 ? 1 : (double)right / merged, real == 0 ? 1 : (double)right / real),
            new AccuracyMeasure(records == 0 ? 1 : precision / records, records == 0 ? 1 : recall / records),
            right,
            merged - right,
            real - right,
            exact);
    }

    private static long Pairs(int count) => count * (count - 1L) / 2;
}

/// <summary>Precision and recall, each 0 to 1.</summary>
/// <param name="Precision">The share of what was found that is true.</param>
/// <param name="Recall">The share of what is true that was found.</param>
public readonly record struct AccuracyMeasure(double Precision, double Recall)
{
    /// <summary>Gets their harmonic mean, 0 to 1.</summary>
    public double F1 => Precision + Recall > 0 ? 2 * Precision * Recall / (Precision + Recall) : 0;
}
