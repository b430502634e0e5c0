using Resolve.Persons.Models;

namespace Resolve.Persons.Comparison;

/// <summary>What a comparison weighs.</summary>
/// <param name="Match">The evidence for one person against strangers, in thousandths of a bit.</param>
/// <param name="Household">The evidence for two people of one household against strangers.</param>
/// <param name="Support">The evidence for one person other than from names, sex and nationality: a name alone never merges.</param>
/// <param name="Kinds">How many kinds of thing speak for one person; a paper counts twice. One alone never merges.</param>
/// <param name="IsDenied">Whether the names speak against it so much that the rest must be beyond doubt.</param>
/// <param name="IsOwn">Whether something speaks for one person that a commune's namesakes, or a home's kin, do not share: a day of birth, a paper, a contact,
/// a house with the year of birth.</param>
/// <param name="IsApart">Whether the two are at most possibly one person: see <see cref="PairVector.IsApart"/>.</param>
/// <param name="IsOfHouse">Whether two addresses agree down to a number, or in two places.</param>
internal readonly record struct PairScore(int Match, int Household, int Support, int Kinds, bool IsDenied, bool IsOwn, bool IsApart, bool IsOfHouse = false)
{
    /// <summary>What a name needs beside it, in thousandths of a bit: something that chance does not give as well.</summary>
    public const int SupportMin = 1_000;

    // People make the local part from their name, so that it is but the name again.
    private const int SameLocalPart = 1;

    private const int NameDenialMax = -2_500, DenialMargin = 4_000;

    /// <summary>How many kinds of evidence a merge needs.</summary>
    public const int KindsMin = 2;

    private const int PaperAloneMin = 10_000;

    /// <summary>Weighs a comparison.</summary>
    public static PairScore Of(PersonModel model, in PairVector vector)
    {
        int match = 0, household = 0, support = 0, kinds = 0;
        bool isDenied = false, isOwn = vector.IsOwn;
        LevelWeight[] weights = model.Flat;
        for (ulong present = vector.Present; present != 0; present &= present - 1)
        {
            PersonFeature feature = PairVector.FirstOf(present);
            int f = (int)feature, level = vector[feature];
            ref readonly LevelWeight weight = ref weights[(f << PairVector.LevelWidth) | level];
            int bits = vector.BitsOf(feature), part = weight.MatchAt(bits);
            match += part;
            household += weight.HouseholdAt(bits);
            isDenied |= Denies(feature, weight);
            if (part <= 0) continue;
            kinds += KindsOf(feature, part);
            if (Supports(feature, level)) support += part;
            isOwn |= IsOwnValue(feature);
        }
        return new PairScore(match, household, support, kinds, isDenied, isOwn, vector.IsApart);
    }

    /// <summary>Returns whether names differ so much that a shared birthday and town are not yet one person.</summary>
    /// <remarks>The rarity of the surname that both have does not count: kin share it.</remarks>
    public static bool Denies(PersonFeature feature, in LevelWeight weight) => feature == PersonFeature.Name && weight.Match <= NameDenialMax;

    /// <summary>Returns for how many kinds of evidence a feature counts.</summary>
    public static int KindsOf(PersonFeature feature, int part) => feature switch
    {
        PersonFeature.Sex or PersonFeature.Nationality or PersonFeature.Generation => 0,
        PersonFeature.NationalId or PersonFeature.OtherPaper when part >= PaperAloneMin => 2,
        _ => 1,
    };

    /// <summary>Returns whether a level of a feature can stand beside a name.</summary>
    public static bool Supports(PersonFeature feature, int level) =>
        feature is not (PersonFeature.Name or PersonFeature.Sex or PersonFeature.Nationality or PersonFeature.Generation)
        && !(feature == PersonFeature.Online && level == SameLocalPart);

    /// <summary>Returns whether a feature that speaks for one person is of one's own: a paper, or something held.</summary>
    public static bool IsOwnValue(PersonFeature feature) => feature is >= PersonFeature.NationalId and <= PersonFeature.Device;

    /// <summary>Returns the total: the evidence for one person, less that for a household where this explains more than chance.</summary>
    public int Total(PersonModel model) => Match - Math.Max(0, Household - model.HouseholdPrior);

    /// <summary>Returns whether the pair may join two groups, or is worth a review: possible, and not by one thing alone.</summary>
    public bool IsEdge(PersonModel model) => Support >= SupportMin && Kinds >= KindsMin && Total(model) >= model.PossibleThreshold;

    /// <summary>Returns whether the evidence is for one person, by the model's threshold and with something beside the name.</summary>
    public bool IsSame(PersonModel model) => !IsApart && (IsOwn || !model.NeedsOwn) && Support >= SupportMin && Kinds >= KindsMin
        && Total(model) >= model.SameThreshold + (IsDenied ? DenialMargin : 0);
}
