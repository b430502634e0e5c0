using System.Text.RegularExpressions;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Vehicles;

/// <summary>Reads the registration plate of a Vietnamese vehicle: car, motorcycle, army or diplomatic.</summary>
/// <remarks>
/// Circulars 58/2020/TT-BCA (Article 25) and 79/2024/TT-BCA of the Ministry of Public Security: two digits of the issuing place, a series of one or
/// two letters (Đ among them) that motorcycles follow with a digit, and a serial of five digits, four until 2010. The key keeps the serial apart from
/// the series, because <c>59X1-1234</c> (a motorcycle) and <c>59X-11234</c> (a car) are two vehicles.
/// </remarks>
public static partial class PlateReader
{
    private const int LengthMax = 40;

    /// <summary>Reads a plate.</summary>
    /// <param name="text">The plate as written, such as <c>51F-123.45</c>, <c>59-X1 123.45</c>, <c>BKS 29A12345</c> or <c>80-123-NG-01</c>.</param>
    /// <returns>
    /// The key, such as <c>plate:51F-12345</c>. Without separators five digits behind one letter may be a car or a motorcycle of the time before
    /// 2010: no key, both as candidates, reason <c>ambiguous</c>. Otherwise the reason is <c>empty</c> or <c>bad-format</c>.
    /// </returns>
    public static NormalisedIdentifier Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (string.IsNullOrWhiteSpace(text)) return NormalisedIdentifier.None("empty");
        if (text.Length > LengthMax) return NormalisedIdentifier.None("bad-format");
        string plain = GapInSerial().Replace(Label().Replace(Plain(CanonicalText.Compose(text)), "").Trim('-'), "");
        if (Diplomatic().Match(plain) is { Success: true } d) return Of($"{d.Groups[1].Value}-{d.Groups[2].Value}-{d.Groups[3].Value}-{d.Groups[4].Value}");
        if (Army().Match(plain) is { Success: true } a) return Of($"{a.Groups[1].Value}-{a.Groups[2].Value}{a.Groups[3].Value}");
        if (Separated().Match(plain) is { Success: true } s
            && IsPlace(s.Groups[1].Value)) return Of($"{s.Groups[1].Value}{s.Groups[2].Value}{s.Groups[3].Value}-{s.Groups[4].Value}");
        return Compact().Match(plain) is { Success: true } c && IsPlace(c.Groups[1].Value)
            ? OfCompact(c.Groups[1].Value + c.Groups[2].Value, c.Groups[2].Length, c.Groups[3].Value)
            : NormalisedIdentifier.None("bad-format");
    }

    /// <summary>Reads a plate that is written without anything between series and serial.</summary>
    private static NormalisedIdentifier OfCompact(string series, int letters, string digits)
    {
        string car = $"{series}-{digits}", motorcycle = $"{series}{digits[0]}-{digits[1..]}";
        if (digits.Length == 6) return Of(motorcycle);
        if (digits.Length == 4 || letters == 2) return Of(car);
        EntityKey[] candidates = [EntityKey.Create(EntityKind.Plate, car), EntityKey.Create(EntityKind.Plate, motorcycle)];
        Array.Sort(candidates);
        return new(default, candidates, "ambiguous");
    }

    private static NormalisedIdentifier Of(string value) => NormalisedIdentifier.Of(EntityKey.Create(EntityKind.Plate, value));

    /// <summary>Upper case without marks but for Đ, digits of any script as ASCII, every separator a hyphen.</summary>
    private static string Plain(string text)
    {
        Span<char> plain = stackalloc char[LengthMax];
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            int at = i;
            int digit = CompatibleLetters.DigitValue(text, ref i);
            char c = digit >= 0 ? (char)('0' + digit) : text[at] is 'Ð' or 'ð' ? 'Đ' : char.ToUpperInvariant(text[at]); // eth is often typed for Đ
            if (digit < 0 && !char.IsAsciiLetter(c) && c != 'Đ')
            {
                if (c == '.') plain[length++] = '.';
                else if (TextFold.Fold(c.ToString()) is [>= 'a' and <= 'z' and var folded]) plain[length++] = char.ToUpperInvariant(folded);
                else if (length > 0 && plain[length - 1] != '-') plain[length++] = '-';
                continue;
            }

            plain[length++] = c;
        }

        return plain[..length].ToString();
    }

    /// <summary>Places have the codes 11 to 99.</summary>
    private static bool IsPlace(string code) => code[0] != '0' && code != "10";

    [GeneratedRegex("^(?:XE-)?(?:PLATE|BKS|BSX|BS|BIEN-?(?:KIEM-?SOAT|SO)(?:-XE)?)[-.]*", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    /// <summary>The dot or gap before the last two digits of five, and a full stop behind the plate.</summary>
    [GeneratedRegex("(?<=[0-9])[.](?=[0-9])|(?<=[^0-9][0-9]{3})-(?=[0-9]{2}$)|[.]+$", RegexOptions.CultureInvariant)]
    private static partial Regex GapInSerial();

    [GeneratedRegex("^([0-9]{2})-?([0-9]{3})-?(NG|QT|NN|CV)-?([0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Diplomatic();

    [GeneratedRegex("^([A-Z]{2})-?([0-9]{2})-?([0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Army();

    [GeneratedRegex("^([0-9]{2})-?([A-ZĐ]{1,2})([0-9]?)-([0-9]{4,5})$", RegexOptions.CultureInvariant)]
    private static partial Regex Separated();

    [GeneratedRegex("^([0-9]{2})-?([A-ZĐ]{1,2})-?([0-9]{4,6})$", RegexOptions.CultureInvariant)]
    private static partial Regex Compact();
}
