using System.Collections.Immutable;

namespace Resolve.Persons.Models;

/// <summary>Turns probabilities into the integers of a model. Floating point ends here.</summary>
internal static class WeightMath
{
    /// <summary>log2 of a ratio in thousandths.</summary>
    public static int Bits(double ratio) => (int)Math.Round(1000 * Math.Log2(ratio), MidpointRounding.AwayFromZero);

    /// <summary>The total at which the odds of one person reach a probability.</summary>
    /// <param name="prior">P(two records chosen by chance are one person).</param>
    /// <param name="probability">The probability wanted.</param>
    public static int Threshold(double prior, double probability) => Bits((1 - prior) / prior * (probability / (1 - probability)));

    /// <summary>Makes the weights of all levels.</summary>
    /// <param name="m">P(level | one person).</param>
    /// <param name="u">P(level | strangers).</param>
    /// <param name="slopes">How much of the rarity of a shared value's words is the value's own; null for all of it.</param>
    /// <param name="centres">The rarity each level was measured at, in bits.</param>
    public static ImmutableArray<ImmutableArray<LevelWeight>> Weights(double[][] m, double[][] u, double[][] centres, double[][]? slopes = null)
    {
        var features = ImmutableArray.CreateBuilder<ImmutableArray<LevelWeight>>();
        for (int f = 0; f < FeatureCatalog.FeatureCount; f++)
        {
            var levels = ImmutableArray.CreateBuilder<LevelWeight>();
            for (int l = 0; l < m[f].Length; l++)
            {
                LevelBelief belief = FeatureCatalog.Levels[f][l];
                double own = slopes?[f][l] ?? 1;
                var weight = new LevelWeight(
                    Bits(m[f][l] / u[f][l]),
                    Bits(belief.R / u[f][l]),
                    (int)(1000 * belief.Slope * own),
                    (int)(1000 * belief.HouseholdSlope * own),
                    belief.IsDirect ? 0 : (int)Math.Round(1000 * centres[f][l], MidpointRounding.AwayFromZero));
                levels.Add(belief.Differs ? weight.AsDifference() : weight);
            }
            features.Add(levels.ToImmutable());
        }
        return features.ToImmutable();
    }
}
