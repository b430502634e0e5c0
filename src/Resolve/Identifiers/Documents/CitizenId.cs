using Resolve.Identifiers.Dates;
using Resolve.Identifiers.Places;

namespace Resolve.Identifiers.Documents;

/// <summary>What the number of a citizen identity card (CCCD, định danh cá nhân) shows: place of birth registration, sex and year of birth.</summary>
/// <param name="PlaceCode">The first three digits: 001 to 096 a province of the old 63, from 100 a state of birth.</param>
/// <param name="Sex"><c>M</c> or <c>F</c>.</param>
/// <param name="BirthYear">The year of birth.</param>
/// <remarks>Source: TT 07/2016/TT-BCA, ND 137/2015/ND-CP article 13. The number has no public check digit; its place is that of birth registration, not of
/// residence.</remarks>
public readonly record struct CitizenId(int PlaceCode, char Sex, int BirthYear)
{
    /// <summary>Gets whether the birth was registered abroad.</summary>
    public bool IsBornAbroad => PlaceCode >= 100;

    /// <summary>Reads twelve digits.</summary>
    /// <param name="number">The digits.</param>
    /// <param name="id">What they show.</param>
    /// <param name="reason">Why not, as a stable word, when not: <c>not-12-digits</c>, <c>unknown-place-code</c>, <c>unknown-century</c>.</param>
    /// <returns>Whether they have the structure of such a number.</returns>
    public static bool TryParse(ReadOnlySpan<char> number, out CitizenId id, out string? reason)
    {
        id = default;
        reason = null;
        if (number.Length != 12 || number.ContainsAnyExceptInRange('0', '9')) { reason = "not-12-digits"; return false; }
        int place = ((number[0] - '0') * 100) + ((number[1] - '0') * 10) + number[2] - '0';
        if (place < 100 ? Province.OldOfCode(place) is null : place > 399) { reason = "unknown-place-code"; return false; }
        int century = number[3] - '0';
        if (century > 3) { reason = "unknown-century"; return false; } // 4 and above: born in 2100 or later
        id = new CitizenId(place, century % 2 == 0 ? 'M' : 'F', 1900 + (century / 2 * 100) + ((number[4] - '0') * 10) + number[5] - '0');
        return true;
    }

    /// <summary>Compares the number with what else is known of the person; a contradiction is shown and never rejects.</summary>
    /// <param name="sex"><c>M</c>, <c>F</c>, or null when unknown.</param>
    /// <param name="birth">The date of birth, or null when unknown.</param>
    /// <returns>The contradictions as stable words: <c>sex-differs</c>, <c>birth-year-differs</c>; empty when it agrees.</returns>
    public IReadOnlyList<string> Contradictions(string? sex, PartialDate? birth)
    {
        bool sexDiffers = sex is not null && sex[0] != Sex, yearDiffers = birth is { } date && date.Year != BirthYear;
        return (sexDiffers, yearDiffers) switch
        {
            (true, true) => ["birth-year-differs", "sex-differs"],
            (true, false) => ["sex-differs"],
            (false, true) => ["birth-year-differs"],
            _ => [],
        };
    }
}
