namespace Resolve.Persons.Models;

/// <summary>The limits of training; the defaults serve.</summary>
public sealed record TrainingOptions
{
    /// <summary>Gets the most candidate pairs that are weighed; of more, a part chosen by their fingerprints stands for all.</summary>
    /// <value>Default 3,000,000 pairs, 32 bytes each.</value>
    public int CandidateCountMax { get; init; } = 3_000_000;

    /// <summary>Gets the most pairs of strangers that are looked at.</summary>
    /// <value>Default 1,500,000 pairs, 32 bytes each.</value>
    public int RandomCountMax { get; init; } = 1_500_000;

    /// <summary>Gets the most rounds of expectation and maximisation.</summary>
    /// <value>Default 20; it ends sooner when nothing moves.</value>
    public int RoundCountMax { get; init; } = 20;

    /// <summary>Gets the most words of names, and of addresses, that the model keeps the rarity of.</summary>
    /// <value>Default 30,000, the commonest.</value>
    public int TermCountMax { get; init; } = 30_000;

    /// <summary>Gets how many records the model is for; among more records more strangers agree by chance, so that the thresholds rise.</summary>
    /// <value>Default 0: as many as it is trained on. Fewer than those count as those.</value>
    public int RecordCountExpected { get; init; }

    /// <summary>Gets the name of the new model; null for <c>trained-</c> and a hash of what it holds.</summary>
    public string? Name { get; init; }
}
