using System.Collections.Immutable;
using Resolve.Persons.Comparison;

namespace Resolve.Persons.Models;

/// <summary>The parameters of entity resolution: versioned, immutable, the same for every record at a time.</summary>
/// <remarks>
/// Weights are integers, thousandths of a bit (log base 2), so that sums do not depend on their order. A pair's total is the evidence for
/// one person, less the evidence for the best other explanation: strangers, or two people of one household (<see cref="HouseholdPrior"/>).
/// Source: Fellegi and Sunter, "A Theory for Record Linkage", JASA 64 (1969); term frequencies after Winkler.
/// </remarks>
public sealed partial class PersonModel
{
    /// <summary>The format that <see cref="Write"/> writes and <see cref="Read"/> reads.</summary>
    public const string Format = "resolve-person-model/1";

    /// <summary>Gets the name that decisions and exports cite, such as <c>default-1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets how many records it was trained on; 0 for the shipped one.</summary>
    public required int TrainedRecordCount { get; init; }

    /// <summary>Gets the total at which two records are the same person, in thousandths of a bit.</summary>
    public required int SameThreshold { get; init; }

    /// <summary>Gets the total at which two records are possibly the same person, in thousandths of a bit; at most <see cref="SameThreshold"/>.</summary>
    public required int PossibleThreshold { get; init; }

    /// <summary>Gets −log2 of the odds that two records chosen by chance are two people of one household, in thousandths of a bit.</summary>
    public required int HouseholdPrior { get; init; }

    /// <summary>Gets the weights of every feature's levels.</summary>
    public required ImmutableArray<ImmutableArray<LevelWeight>> Weights { get; init; }

    /// <summary>Gets the rarity of the words of names.</summary>
    public required TermTable NameTerms { get; init; }

    /// <summary>Gets the rarity of the words of addresses.</summary>
    public required TermTable AddressTerms { get; init; }

    /// <summary>Gets the rarity of dates of birth that are commoner than most: ISO form, or <c>--01-01</c> for a day of any year.</summary>
    public required TermTable BirthDateTerms { get; init; }

    /// <summary>Gets what an equal birth date weighs less beside an equal whole name, in thousandths of a bit, from 0: how much oftener strangers share both
    /// than chance has it.</summary>
    /// <remarks>Namesakes of one day, found where checked national IDs distinguish them.</remarks>
    public int NamesakeDeduction { get; init; }

    /// <summary>Gets whether "same" needs evidence of one's own: a full date of birth, a paper, a contact, or a house with the year of birth.</summary>
    /// <remarks>A name, a year and a commune are shared by namesakes, a name and a home by father and son. Only data without households does without.</remarks>
    public bool NeedsOwn { get; init; }

    /// <summary>Gets the most distinct records that may carry a value of a kind before it is generic, by <see cref="BlockKind"/>.</summary>
    public required ImmutableArray<int> Caps { get; init; }

    /// <summary>Gets the model that ships: beliefs about Vietnamese person data, to be replaced by a trained one.</summary>
    public static PersonModel Default { get; } = DefaultPersonModel.Create();

    /// <summary>Returns the same model under another name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The model.</returns>
    public PersonModel With(string name) => new()
    {
        Name = name,
        TrainedRecordCount = TrainedRecordCount,
        SameThreshold = SameThreshold,
        PossibleThreshold = PossibleThreshold,
        HouseholdPrior = HouseholdPrior,
        Weights = Weights,
        NameTerms = NameTerms,
        AddressTerms = AddressTerms,
        BirthDateTerms = BirthDateTerms,
        Caps = Caps,
        NamesakeDeduction = NamesakeDeduction,
        NeedsOwn = NeedsOwn,
    };

    // The same weights side by side: scoring reads little else.
    private LevelWeight[]? _flat;

    internal LevelWeight Weight(PersonFeature feature, int level) => Flat[((int)feature << PairVector.LevelWidth) | level];

    internal LevelWeight[] Flat => _flat ??= Flatten();

    private LevelWeight[] Flatten()
    {
        var flat = new LevelWeight[FeatureCatalog.FeatureCount << PairVector.LevelWidth];
        for (int f = 0; f < Weights.Length; f++)
            for (int l = 0; l < Weights[f].Length; l++) flat[(f << PairVector.LevelWidth) | l] = Weights[f][l];
        return flat;
    }
}
