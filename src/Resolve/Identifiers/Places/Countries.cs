using System.Globalization;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Places;

/// <summary>A state or territory with the codes that identifiers carry.</summary>
/// <param name="Alpha2">The ISO 3166-1 alpha-2 code, such as <c>KH</c>.</param>
/// <param name="Alpha3">The ISO 3166-1 alpha-3 code, as passports carry it, such as <c>KHM</c>.</param>
/// <param name="CallingCode">The ITU-T E.164 country code without plus, such as 855.</param>
/// <param name="NationalLengthMin">The fewest digits of a national number behind the calling code.</param>
/// <param name="NationalLengthMax">The most digits of a national number behind the calling code.</param>
/// <param name="IbanLength">The length of its IBANs; 0 when it has none (Viet Nam and its neighbours have none).</param>
/// <param name="Name">The Vietnamese name where known, else the English one.</param>
public sealed record Country(string Alpha2, string Alpha3, int CallingCode, int NationalLengthMin, int NationalLengthMax, int IbanLength, string Name);

/// <summary>Finds states by the codes and names that reports hold.</summary>
public static class Countries
{
    private static readonly Country[] Rows;
    private static readonly Country?[] ByCallingCode = new Country?[1000];
    private static readonly Country?[] ByMobileCode = new Country?[1000];
    private static readonly Country?[] ByNorthAmericanArea = new Country?[1000];
    private static readonly Dictionary<string, Country> ByName = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, Country>.AlternateLookup<ReadOnlySpan<char>> ByNameSpan;

    static Countries()
    {
        string[] lines = CountryTable.Rows.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Rows = new Country[lines.Length];
        for (int i = 0; i < lines.Length; i++) Rows[i] = Read(lines[i]);
        foreach (string area in CountryTable.NorthAmericanAreas.Split(';'))
            foreach (string code in area[3..].Split(' ')) ByNorthAmericanArea[Number(code)] = ByName[area[..2].ToLowerInvariant()];
        ByNameSpan = ByName.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Gets the states, those that Vietnamese cases meet most first.</summary>
    public static IReadOnlyList<Country> All => Rows;

    /// <summary>Finds a state by its ISO 3166-1 code or its Vietnamese or English name, in any case and with or without diacritics.</summary>
    /// <param name="text">The code or name, such as <c>KHM</c>, <c>Campuchia</c> or <c>cam pu chia</c>.</param>
    /// <param name="country">The state.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryFind(ReadOnlySpan<char> text, out Country country)
    {
        country = Rows[0];
        if (text.Length > 80) return false;
        Span<char> folded = stackalloc char[240];
        int length = TextFold.FoldTo(text, folded, '\0');
        bool found = ByNameSpan.TryGetValue(folded[..length], out Country? row);
        if (found) country = row!;
        return found;
    }

    /// <summary>Finds the state of an IMSI or network by its mobile country code.</summary>
    /// <param name="mobileCountryCode">The code, 1 to 999 (ITU-T E.212).</param>
    /// <returns>The state, or null.</returns>
    public static Country? OfMobileCode(int mobileCountryCode) => mobileCountryCode is > 0 and < 1000 ? ByMobileCode[mobileCountryCode] : null;

    /// <summary>Finds the state of an international number: the longest calling code that it begins with.</summary>
    internal static Country? OfNumber(ReadOnlySpan<char> digits, out int codeLength)
    {
        int code = 0;
        Country? found = null;
        codeLength = 0;
        for (int i = 0; i < 3 && i < digits.Length; i++)
        {
            code = (code * 10) + digits[i] - '0';
            if (code == 0 || ByCallingCode[code] is not { } row) continue;
            (found, codeLength) = (row, i + 1);
        }
        if (found?.CallingCode == 1 && digits.Length >= 4) return ByNorthAmericanArea[Number(digits[1..4])] ?? found;
        if (found?.CallingCode == 7 && digits.Length >= 2 && digits[1] is '6' or '7') return ByName["kz"];
        return found;
    }

    /// <summary>Returns whether numbers of a calling code are known from one-ring calls.</summary>
    internal static bool IsOneRing(int callingCode) => Array.BinarySearch(CountryTable.OneRing, (ushort)callingCode) >= 0;

    private static Country Read(string line)
    {
        string[] part = line.Split(' ', 7);
        int dash = part[3].IndexOf('-', StringComparison.Ordinal);
        string[] names = part[6].Split('|');
        var row = new Country(part[0], part[1], Number(part[2]), Number(part[3].AsSpan(0, dash)), Number(part[3].AsSpan(dash + 1)), part[5] == "-" ? 0
            : Number(part[5]), names[0]);
        ByCallingCode[row.CallingCode] ??= row;
        if (part[4] != "-")
            foreach (string code in part[4].Split(',')) ByMobileCode[Number(code)] ??= row;
        ByName.TryAdd(part[0].ToLowerInvariant(), row);
        ByName.TryAdd(part[1].ToLowerInvariant(), row);
        foreach (string name in names) ByName.TryAdd(TextFold.FoldTight(name), row);
        return row;
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
