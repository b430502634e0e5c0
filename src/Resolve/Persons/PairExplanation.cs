using Resolve.Persons.Clusters;
using Resolve.Persons.Models;

namespace Resolve.Persons;

/// <summary>Why two records are, or are not, one person.</summary>
/// <param name="Parts">What each feature weighs, in the order of features; those that one record lacks are left out.</param>
/// <param name="HouseholdDeduction">What is taken off because people of one household share it too, in thousandths of a bit, at most 0.</param>
/// <param name="Total">The sum of parts and deduction, in thousandths of a bit.</param>
/// <param name="Band">What the total means by the model's thresholds, the veto and the decision.</param>
/// <param name="Missing">How far the total is below "same", in thousandths of a bit; 0 when it is not.</param>
/// <param name="Reason">What settled the band: <c>weight</c>, <c>name-alone</c>, <c>name-differs</c>, <c>nothing-own</c> (no evidence of one's own),
/// <c>apart</c> (two sexes, or names as of twins), <c>organisation</c> (one is no person), <c>veto</c>, <c>decision</c> or <c>no-shared-key</c> (never
/// compared).</param>
/// <param name="SharedKeys">The kinds of blocking key that the two share and that are not generic.</param>
/// <param name="GenericKeys">The kinds of blocking key that the two share and that too many records carry.</param>
/// <param name="Decision">The decision in force on the two, or null.</param>
public sealed record PairExplanation(
    IReadOnlyList<FeatureWeight> Parts,
    int HouseholdDeduction,
    int Total,
    MatchBand Band,
    int Missing,
    string Reason,
    IReadOnlyList<BlockKind> SharedKeys,
    IReadOnlyList<BlockKind> GenericKeys,
    RecordDecision? Decision);

/// <summary>A bar of the waterfall: what one feature says.</summary>
/// <param name="Feature">The feature's word in models.</param>
/// <param name="Level">The level's word in models, such as <c>day-month-swapped</c>.</param>
/// <param name="Weight">Thousandths of a bit: above 0 speaks for one person.</param>
/// <param name="Rarity">How much of <paramref name="Weight"/> comes from the rarity of what is shared, in thousandths of a bit.</param>
/// <param name="First">What the first record says, as written.</param>
/// <param name="Second">What the second record says, as written.</param>
public readonly record struct FeatureWeight(string Feature, string Level, int Weight, int Rarity, string First, string Second);
