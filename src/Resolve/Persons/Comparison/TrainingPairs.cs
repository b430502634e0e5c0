namespace Resolve.Persons.Comparison;

/// <summary>The comparisons that a model is fitted to.</summary>
internal sealed class TrainingPairs
{
    /// <summary>Gets the pairs that share a blocking key, or a part of them.</summary>
    public required PairVector[] Candidates { get; init; }

    /// <summary>Gets how many pairs each of <see cref="Candidates"/> stands for.</summary>
    public required double CandidateScale { get; init; }

    /// <summary>Gets pairs chosen by chance; nearly all strangers.</summary>
    public required PairVector[] Random { get; init; }

    /// <summary>Gets for each of <see cref="Random"/> how many words the name has that both have; 0 where the names differ.</summary>
    public required byte[] RandomNameLengths { get; init; }

    /// <summary>Gets how many pairs there are in all.</summary>
    public required double PairCount { get; init; }

    /// <summary>Gets the share of names with marks, and of names of one word.</summary>
    public required double MarkedShare { get; init; }

    /// <summary>Gets the share of names of one word.</summary>
    public required double SingleShare { get; init; }

    /// <summary>Gets the rarity of each record's name by its words alone, in thousandths of a bit, and how many words it has.</summary>
    public required (int Bits, int Length)[] NameBits { get; init; }

    /// <summary>Gets the rarity of each record's address by its words alone, in thousandths of a bit.</summary>
    /// <remarks>Addresses are not compared by length: the longer they are, the more of their words go together.</remarks>
    public required (int Bits, int Length)[] AddressBits { get; init; }
}
