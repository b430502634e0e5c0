using Resolve.Persons.Comparison;
using Resolve.Persons.Models;
using Resolve.Persons.Records;

namespace Resolve.Persons.Training;

/// <summary>Fits a model to records, without labels: how often one person's descriptions differ, and how often strangers' agree.</summary>
/// <remarks>
/// The rarity of words comes from counting. P(level | strangers) comes from pairs chosen by chance, each weighed by the chance that it is
/// not a match; P(level | one person) by expectation-maximisation over the pairs that share a blocking key, with the shipped beliefs
/// as a prior of a few pairs, so that a small or one-sided set does not overrule them (Fellegi and Sunter 1969; Winkler 1988).
/// The same records in any order give the same model, bit for bit on one machine.
/// </remarks>
public static class ModelTrainer
{
    /// <summary>The probability from which two records are the same person by a trained model; the mean over all such pairs is far higher.</summary>
    public const double SameProbability = .8;

    /// <summary>The probability from which two records are possibly the same person.</summary>
    public const double PossibleProbability = .2;

    /// <summary>How many pairs of two people of one household are believed to be among the records for each pair of one person.</summary>
    public const double HouseholdsPerMatch = .5;

    /// <summary>Fits a model.</summary>
    /// <param name="records">The records, in any order; equal records count once.</param>
    /// <param name="options">The limits; null for the defaults.</param>
    /// <returns>The model; the shipped one's beliefs wherever the records say nothing.</returns>
    public static PersonModel Train(IEnumerable<PersonRecord> records, TrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(records);
        options ??= new TrainingOptions();
        PersonRecord[] sorted = [.. records.DistinctBy(r => r.Fingerprint).OrderBy(r => r.Fingerprint)];
        PersonModel counted = TermCounter.Count(sorted, PersonModel.Default, options);
        if (sorted.Length < 2) return counted;
        TrainingPairs pairs = new PersonResolver(counted).CollectPairs(sorted, options);
        var fit = new ModelFit(counted, pairs);
        fit.Run(options.RoundCountMax);
        fit.FitNamesakes();
        return Named(fit.ToModel(Math.Max(1, (double)options.RecordCountExpected / sorted.Length), fit.FitSameProbability()), options.Name);
    }

    private static PersonModel Named(PersonModel model, string? name)
    {
        if (name is null)
        {
            using var bytes = new MemoryStream();
            model.Write(bytes);
            name = "trained-" + StableHash.Of128(bytes.ToArray()).ToString("x32", System.Globalization.CultureInfo.InvariantCulture)[..12];
        }
        return model.With(name);
    }
}
