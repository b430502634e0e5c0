using Resolve.Persons.Models;

namespace Resolve.Persons;

/// <summary>The texts that hosts use for persons and models.</summary>
public static class PersonTimeline
{
    private static readonly string[] s_kinds = ["appeared", "joined", "merged", "split", "rearranged"];

    /// <summary>Returns the word of an event on the wire.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The word, such as <c>merged</c>.</returns>
    public static string WordOf(PersonEventKind kind) => s_kinds[(int)kind];

    /// <summary>Lists what the levels of a model weigh, in their order.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The words of feature and level, and the weight.</returns>
    public static IEnumerable<(string Feature, string Level, LevelWeight Weight)> LevelsOf(PersonModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        for (int f = 0; f < FeatureCatalog.FeatureCount; f++)
            for (int l = 0; l < FeatureCatalog.Levels[f].Length; l++) yield return (FeatureCatalog.FeatureNames[f],
                FeatureCatalog.Levels[f][l].Name, model.Weights[f][l]);
    }
}
