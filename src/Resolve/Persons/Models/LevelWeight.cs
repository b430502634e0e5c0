namespace Resolve.Persons.Models;

/// <summary>What a level of agreement weighs, all in thousandths of a bit.</summary>
/// <param name="Match">log2 P(level | one person) / P(level | strangers).</param>
/// <param name="Household">log2 P(level | two people of one household) / P(level | strangers).</param>
/// <param name="Slope">How much of the rarity of the shared value, over <paramref name="Centre"/>, is added to <paramref name="Match"/>: thousandths, 0 to
/// 1000.</param>
/// <param name="HouseholdSlope">The same for <paramref name="Household"/>.</param>
/// <param name="Centre">The rarity that the weight was measured at.</param>
public readonly record struct LevelWeight(int Match, int Household, int Slope, int HouseholdSlope, int Centre)
{
    internal int MatchAt(int bits) => Match + Slope * (bits - Centre) / 1000;

    /// <summary>Gets <see cref="Match"/> without the rarity of what is shared, in thousandths of a bit; at most 0 for a level whose two values
    /// differ.</summary>
    public int MatchWithoutRarity => Match - Slope * Centre / 1000;

    /// <summary>Returns the weight of a level whose two values differ: without the rarity of what is shared it is at most 0, whatever was fitted.</summary>
    internal LevelWeight AsDifference() => this with { Match = Math.Min(Match, Slope * Centre / 1000) };

    internal int HouseholdAt(int bits) => Household + HouseholdSlope * (bits - Centre) / 1000;
}
