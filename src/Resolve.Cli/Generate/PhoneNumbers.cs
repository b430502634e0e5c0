using System.Globalization;

namespace Resolve.Cli.Generate;

/// <summary>A telephone number with its canonical key and its national form.</summary>
/// <param name="Key">The canonical key: <c>phone:+84391234567</c>.</param>
/// <param name="National">The Vietnamese national form, 0391234567; null for a foreign number.</param>
internal readonly record struct GeneratedPhone(string Key, string? National);

/// <summary>Telephone numbers by index, none twice, and the ways in which people write them.</summary>
/// <remarks>Sources: prefixes in use, libphonenumber carrier data for 84; old prefixes, the conversion of 15 September 2018 (plo.vn 2018-05); foreign mobile
/// plans, ITU national numbering plans.</remarks>
internal sealed class PhoneNumbers(ulong seed)
{
    private const int BlockSize = 10_000_000;

    /// <summary>Prefixes of today with the eleven-digit prefix that became them in 2018, if one did.</summary>
    private static readonly (string Now, string? Before)[] s_prefixes =
    [
        ("032", "0162"), ("033", "0163"), ("034", "0164"), ("035", "0165"), ("036", "0166"), ("037", "0167"), ("038", "0168"), ("039", "0169"),
        ("086", null), ("096", null), ("097", null), ("098", null), ("070", "0120"), ("076", "0126"), ("077", "0122"), ("078", "0128"), ("079", "0121"),
        ("089", null), ("090", null), ("093", null), ("081", "0127"), ("082", "0129"), ("083", "0123"), ("084", "0124"), ("085", "0125"), ("088", null),
        ("091", null), ("094", null), ("087", null), ("055", null), ("052", null), ("056", "0186"), ("058", "0188"), ("092", null), ("059", "0199"),
    ];

    private static readonly Dictionary<string, (string Calling, string[] Prefixes)> s_foreign = new(StringComparer.Ordinal)
    {
        ["KH"] = ("855", ["97", "88", "71", "31"]),
        ["LA"] = ("856", ["202", "205", "207", "209"]),
        ["MM"] = ("95", ["942", "943", "944", "945"]),
        ["PH"] = ("63", ["905", "915", "927", "977"]),
        ["CN"] = ("86", ["1380", "1391", "1502", "1863"]),
    };

    private readonly Permutation _domestic = new((ulong)(s_prefixes.Length * (long)BlockSize), StableHash.Mix(seed + 101));
    private readonly Permutation _foreign = new(4UL * BlockSize, StableHash.Mix(seed + 102));

    /// <summary>Gets how many Vietnamese numbers there are.</summary>
    public static long DomesticCount => s_prefixes.Length * (long)BlockSize;

    /// <summary>Gets how many numbers a foreign country has here.</summary>
    public static long ForeignCount => 4L * BlockSize;

    /// <summary>Returns the number of an index; a country of null means Viet Nam.</summary>
    public GeneratedPhone At(long index, string? country)
    {
        if (country is not null)
        {
            (string calling, string[] prefixes) = s_foreign[country];
            (long block, long foreignBody) = Math.DivRem((long)_foreign[(ulong)index], BlockSize);
            string digits = Digits(foreignBody, 7);
            return new GeneratedPhone($"phone:+{calling}{prefixes[block]}{digits}", null);
        }
        (long prefix, long body) = Math.DivRem((long)_domestic[(ulong)index], BlockSize);
        string national = s_prefixes[prefix].Now + Digits(body, 7);
        return new GeneratedPhone(string.Concat("phone:+84", national.AsSpan(1)), national);
    }

    /// <summary>Returns the fixed line of a rented virtual exchange in Hồ Chí Minh City.</summary>
    public static GeneratedPhone Exchange(int number) =>
        new("phone:+842873" + Digits(number, 6), "02873" + Digits(number, 6));

    /// <summary>Writes a number as people do.</summary>
    public static string Spell(GeneratedPhone phone, ref SplitMix64 random)
    {
        if (phone.National is not { } n)
        {
            string digits = phone.Key["phone:+".Length..];
            return random.Below(4) switch { 0 => "00" + digits, 1 => $"+{digits[..3]} {digits[3..]}", _ => "+" + digits };
        }
        if (n.Length != 10) return random.Below(3) switch { 0 => $"{n[..3]} {n[3..7]} {n[7..]}", 1 => $"({n[..3]}) {n[3..7]}.{n[7..]}", _ => n };
        return random.Below(20) switch
        {
            0 => $"{n[..4]}.{n[4..7]}.{n[7..]}",
            1 => $"{n[..4]} {n[4..7]} {n[7..]}",
            2 => $"{n[..3]} {n[3..6]} {n[6..8]} {n[8..]}",
            3 => string.Concat("+84", n.AsSpan(1)),
            4 => $"+84 {n[1..4]} {n[4..7]} {n[7..]}",
            5 => string.Concat("84", n.AsSpan(1)),
            6 => string.Concat("0084", n.AsSpan(1)),
            7 => $"(+84) {n[1..3]}-{n[3..6]}-{n[6..]}",
            8 => $"{n[..4]}-{n[4..7]}-{n[7..]}",
            9 => $"{n[..4]}\u00A0{n[4..7]}\u00A0{n[7..]}",
            10 => Old(n) is { } old ? $"{old[..4]}.{old[4..7]}.{old[7..]}" : n,
            11 => Untidy(n, ref random),
            _ => n,
        };
    }

    /// <summary>Writes a number as it stands in notes and spreadsheets: a link, a label, full-width digits, without its first zero.</summary>
    private static string Untidy(string national, ref SplitMix64 random) => random.Below(8) switch
    {
        0 => string.Concat("https://wa.me/84", national.AsSpan(1)),
        1 => "zalo.me/" + national,
        2 => "sđt: " + national,
        3 => "Zalo " + national,
        4 => string.Concat("tel:+84", national.AsSpan(1)),
        5 => string.Create(national.Length, national, static (span, n) =>
        {
            for (int i = 0; i < span.Length; i++) span[i] = (char)('０' + (n[i] - '0'));
        }),
        6 => national[1..],
        _ => Old(national) ?? national,
    };

    /// <summary>Returns the eleven digits that the number had until 2018; null when its block is younger.</summary>
    private static string? Old(string national)
    {
        foreach ((string now, string? before) in s_prefixes)
            if (national.StartsWith(now, StringComparison.Ordinal)) return before is null ? null : string.Concat(before, national.AsSpan(3));
        return null;
    }

    private static string Digits(long value, int count) => value.ToString(CultureInfo.InvariantCulture).PadLeft(count, '0');
}
