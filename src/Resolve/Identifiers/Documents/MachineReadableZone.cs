using System.Diagnostics.CodeAnalysis;
using Resolve.Identifiers.Dates;
using Resolve.Identifiers.Places;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Documents;

/// <summary>The machine-readable zone of a passport (TD3, two lines of 44), card (TD1, three of 30) or visa-sized paper (TD2, two of 36).</summary>
/// <remarks>Source: ICAO Doc 9303 parts 3 to 6; check digits weigh 7, 3, 1.</remarks>
public sealed record MachineReadableZone
{
    /// <summary>Gets the paper: a passport, or for Viet Nam the CCCD whose number the optional field holds.</summary>
    public required IdentityDocument Document { get; init; }

    /// <summary>Gets the first characters, such as <c>P</c> or <c>ID</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Gets the family name as printed, without diacritics.</summary>
    public string FamilyName { get; init; } = "";

    /// <summary>Gets the given names as printed, without diacritics.</summary>
    public string GivenNames { get; init; } = "";

    /// <summary>Gets the nationality, ISO 3166 alpha-2; null when unknown.</summary>
    public string? Nationality { get; init; }

    /// <summary>Gets the date of birth; null when unknown.</summary>
    public PartialDate? BirthDate { get; init; }

    /// <summary>Gets the sex: <c>M</c>, <c>F</c>, or null.</summary>
    public string? Sex { get; init; }

    /// <summary>Gets the day of expiry; null when there is none.</summary>
    public PartialDate? Expires { get; init; }

    /// <summary>Reads a zone; blanks inside lines and letters for digits where only digits may stand are forgiven.</summary>
    /// <param name="text">The lines, parted by line ends, or one after the other.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="reason">Why not, as a stable word, when not: <c>not-an-mrz</c>, <c>checksum</c>, <c>unknown-country</c>.</param>
    /// <returns>Whether it is one whose check digits fit.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MachineReadableZone? zone, out string? reason)
    {
        zone = null;
        reason = "not-an-mrz";
        if (text is null || text.Length > 300) return false;
        string all = string.Concat(CanonicalText.ComposePlain(text).ToUpperInvariant().Replace('«', '<').Where(c => char.IsAsciiLetterOrDigit(c) || c == '<'));
        return all.Length switch
        {
            88 when all[0] == 'P' => TwoLines(all, 44, out zone, out reason),
            72 => TwoLines(all, 36, out zone, out reason),
            90 => ThreeLines(all, out zone, out reason),
            _ => false,
        };
    }

    /// <summary>Returns the check digit of a field.</summary>
    internal static char CheckDigit(ReadOnlySpan<char> field)
    {
        ReadOnlySpan<int> weights = [7, 3, 1];
        int sum = 0;
        for (int i = 0; i < field.Length; i++)
        {
            char c = field[i];
            sum += weights[i % 3] * (char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiLetterUpper(c) ? c - 'A' + 10 : 0);
        }
        return (char)('0' + (sum % 10));
    }

    private static bool TwoLines(string all, int width, [NotNullWhen(true)] out MachineReadableZone? zone, out string? reason)
    {
        string two = all[width..];
        string names = all[5..width];
        string composite = width == 44 ? two[..10] + two[13..20] + two[21..43] : two[..10] + two[13..20] + two[21..35];
        bool fits = Fits(two[..9], two[9]) && Fits(Digits(two[13..19]), two[19]) && Fits(Digits(two[21..27]), two[27])
            && (Fits(composite, two[^1]) || Fits(Digits(composite), two[^1]));
        return Make(all[..2], all[2..5], two[..9], "", names, two[10..13], two[13..19], two[20], two[21..27], fits, out zone, out reason);
    }

    private static bool ThreeLines(string all, [NotNullWhen(true)] out MachineReadableZone? zone, out string? reason)
    {
        string one = all[..30], two = all[30..60];
        bool fits = Fits(one[5..14], one[14]) && Fits(Digits(two[..6]), two[6]) && Fits(Digits(two[8..14]), two[14])
            && Fits(one[5..30] + two[..7] + two[8..15] + two[18..29], two[29]);
        return Make(one[..2], one[2..5], one[5..14], one[15..30], all[60..], two[15..18], two[..6], two[7], two[8..14], fits, out zone, out reason);
    }

    private static bool Make(string format, string state, string number, string optional, string names, string nation, string birth,
        char sex, string expiry, bool fits,
        [NotNullWhen(true)] out MachineReadableZone? zone, out string? reason)
    {
        zone = null;
        reason = fits ? null : "checksum";
        if (!fits) return false;
        if (StateOf(state) is not { } country) { reason = "unknown-country"; return false; }
        string plain = number.Replace("<", "", StringComparison.Ordinal);
        if (plain.Length < 5) { reason = "not-an-mrz"; return false; }
        IdentityDocument document = new(format[0] == 'P' ? "passport" : "national-id", country, plain);
        string citizen = optional.Replace("<", "", StringComparison.Ordinal);
        if (country == "VN" && format[0] is 'I' && citizen.Length >= 12
            && CitizenId.TryParse(citizen.AsSpan(0, 12), out _, out _)) document = new("cccd", "VN", citizen[..12]);
        string[] parts = names.TrimEnd('<').Split("<<", 2);
        PartialDate? expires = Date(expiry, 2079);
        zone = new MachineReadableZone
        {
            Document = document,
            Format = format.TrimEnd('<'),
            FamilyName = parts[0].Replace('<', ' ').Trim(),
            GivenNames = parts.Length > 1 ? parts[1].Replace('<', ' ').Trim() : "",
            Nationality = StateOf(nation),
            BirthDate = Date(birth, expires is { } last ? last.Year : 2030),
            Sex = sex is 'M' or 'F' ? sex.ToString() : null,
            Expires = expires,
        };
        return true;
    }

    private static string? StateOf(string code) =>
        code.TrimEnd('<') is "D" ? "DE" : Countries.TryFind(code.TrimEnd('<'), out Country country) && code.TrimEnd('<').Length == 3 ? country.Alpha2 : null;

    private static bool Fits(string field, char digit) => CheckDigit(field) == (digit is '<' or 'O' ? '0' : digit);

    private static string Digits(string field) => field.Replace('O', '0').Replace('I', '1').Replace('B', '8').Replace('S', '5').Replace('Z', '2');

    private static PartialDate? Date(string digits, int latestYear)
    {
        string text = Digits(digits);
        if (text.AsSpan().ContainsAnyExceptInRange('0', '9')) return null;
        int year = int.Parse(text[..2], System.Globalization.CultureInfo.InvariantCulture) + (latestYear / 100 * 100);
        if (year > latestYear) year -= 100;
        int month = int.Parse(text[2..4], System.Globalization.CultureInfo.InvariantCulture),
            day = int.Parse(text[4..], System.Globalization.CultureInfo.InvariantCulture);
        return PartialDate.TryCreate(year, month == 0 ? null : month, day == 0 || month == 0 ? null : day, out PartialDate date) ? date : null;
    }
}
