using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Places;

/// <summary>A province or city under the central government: one of the 63 of before 1 July 2025 or one of the 34 since.</summary>
/// <remarks>Codes are those of the statistics office (GSO). Seven codes changed their meaning in 2025, so a code means nothing without its era.</remarks>
public sealed class Province
{
    private static readonly DateOnly MergerDay = new(2025, 7, 1), HueCityDay = new(2025, 1, 1), DongNaiCityDay = new(2026, 4, 30);
    private static readonly Province?[] OldByCode = new Province?[100];
    private static readonly Province?[] NewByCode = new Province?[100];
    private static readonly Dictionary<string, (Province? Old, Province? New)> ByName = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, (Province? Old, Province? New)>.AlternateLookup<ReadOnlySpan<char>> ByNameSpan;

    private readonly List<Province> _parts = [];
    private int _people;

    static Province()
    {
        foreach (string row in ProvinceTable.New.Split(';'))
        {
            var province = new Province(row[..2], row[3..], isOld: false);
            NewByCode[province.Number] = province;
            AddName(TextFold.FoldTight(province.Name), null, province);
        }
        foreach (string row in ProvinceTable.Old.Split(';'))
        {
            var province = new Province(row[..2], row[6..], isOld: true) { Successor = NewByCode[NumberOf(row.AsSpan(3, 2))]! };
            OldByCode[province.Number] = province;
            province.Successor._parts.Add(province);
            AddName(TextFold.FoldTight(province.Name), province, null);
        }
        foreach (string row in ProvinceTable.People.Split(';')) OldByCode[NumberOf(row)]!._people = NumberOf(row.AsSpan(3));
        foreach (string row in ProvinceTable.Spellings.Split(';'))
            foreach (string name in row[3..].Split(' ')) AddName(name, OldByCode[NumberOf(row)], NewByCode[NumberOf(row)] is { } same
                && same.Name == OldByCode[NumberOf(row)]!.Name ? same : null);
        AddName("hue", null, NewByCode[46]);
        ByNameSpan = ByName.GetAlternateLookup<ReadOnlySpan<char>>();
        Old = [.. OldByCode.OfType<Province>()];
        New = [.. NewByCode.OfType<Province>()];
    }

    private Province(string code, string name, bool isOld) => (Code, Name, IsOld) = (code, name, isOld);

    /// <summary>Gets the 63 provinces of before 1 July 2025, by code.</summary>
    public static IReadOnlyList<Province> Old { get; }

    /// <summary>Gets the 34 provinces since 1 July 2025, by code.</summary>
    public static IReadOnlyList<Province> New { get; }

    /// <summary>Gets the GSO code, two digits.</summary>
    public string Code { get; }

    /// <summary>Gets the name without its kind, such as <c>Đồng Tháp</c>.</summary>
    public string Name { get; }

    /// <summary>Gets whether it is one of the 63.</summary>
    public bool IsOld { get; }

    /// <summary>Gets the first day it existed, where that is known: 1 July 2025 for the 34.</summary>
    public DateOnly? ValidFrom => IsOld ? null : MergerDay;

    /// <summary>Gets the last day it existed: 30 June 2025 for the 63.</summary>
    public DateOnly? ValidTo => IsOld ? MergerDay.AddDays(-1) : null;

    /// <summary>Gets the province of the 34 that an old one belongs to; itself for a new one.</summary>
    public Province Successor { get => field ?? this; private init; }

    /// <summary>Gets the old provinces that a new one was made of, by code; itself alone for an old one.</summary>
    public IReadOnlyList<Province> Parts => IsOld ? [this] : _parts;

    /// <summary>Gets its people in thousands at the census of 2019; of a province of the 34 those of its parts.</summary>
    public int PeopleThousands => IsOld ? _people : _parts.Sum(p => p._people);

    private int Number => NumberOf(Code);

    /// <summary>Returns whether it was a city under the central government on a day.</summary>
    /// <param name="day">The day.</param>
    /// <returns>Whether it was one; Hue since 1 January 2025, Dong Nai since 30 April 2026.</returns>
    public bool IsCity(DateOnly day) => Code switch
    {
        "46" => day >= HueCityDay,
        "75" => !IsOld && day >= DongNaiCityDay,
        _ => ProvinceTable.Cities.Contains(Code, StringComparison.Ordinal),
    };

    /// <summary>Finds a province by code, name or any common spelling.</summary>
    /// <param name="text">The text: <c>87</c>, <c>087</c>, <c>Đồng Tháp</c>, <c>tỉnh dong thap</c>, <c>TP.HCM</c>, <c>Daklak</c>.</param>
    /// <param name="date">The day the text was written, which decides what a name or code of both eras means; null when unknown.</param>
    /// <param name="reading">The province in both eras.</param>
    /// <returns>Whether the text names a province.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, DateOnly? date, out ProvinceReading reading)
    {
        reading = default;
        text = text.Trim();
        if (text.IsEmpty || text.Length > 80) return false;
        Span<char> folded = stackalloc char[240];
        ReadOnlySpan<char> spaced = folded[..TextFold.FoldTo(text, folded, ' ')];
        if (!spaced.IsEmpty && spaced.Length <= 3 && !spaced.ContainsAnyExceptInRange('0', '9')) return OfCode(spaced, date, out reading);
        foreach (string prefix in (ReadOnlySpan<string>)["tinh ", "thanh pho ", "tp ", "t p ", "t "])
            if (spaced.StartsWith(prefix)) { spaced = spaced[prefix.Length..]; break; }
        foreach (string suffix in (ReadOnlySpan<string>)[" province", " city", " cu"])
            if (spaced.EndsWith(suffix)) { if (suffix == " cu") date = MergerDay.AddDays(-1); spaced = spaced[..^suffix.Length]; break; }
        Span<char> tight = stackalloc char[spaced.Length];
        int length = 0;
        foreach (char c in spaced)
            if (c != ' ') tight[length++] = c;
        if (!ByNameSpan.TryGetValue(tight[..length], out (Province? Old, Province? New) found)) return TryParseBeforeBracket(text, date, out reading);
        reading = Resolve(found.Old, found.New, date);
        return true;
    }

    // "TP. Hồ Chí Minh (TP.HCM)": what stands in brackets may say the same again, and must not name another province.
    private static bool TryParseBeforeBracket(ReadOnlySpan<char> text, DateOnly? date, out ProvinceReading reading)
    {
        reading = default;
        int open = text.IndexOf('(');
        if (open < 1 || text[^1] != ')' || !TryParse(text[..open], date, out ProvinceReading before)) return false;
        if (TryParse(text[(open + 1)..^1], date, out ProvinceReading inside) && inside.New != before.New) return false;
        reading = before;
        return true;
    }

    /// <summary>Finds one of the 63 by its code, 1 to 99; null when there is none.</summary>
    internal static Province? OldOfCode(int code) => code is > 0 and < 100 ? OldByCode[code] : null;

    /// <summary>Returns the name.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Name;

    private static bool OfCode(ReadOnlySpan<char> digits, DateOnly? date, out ProvinceReading reading)
    {
        reading = default;
        int code = NumberOf(digits);
        if (code is 0 or > 99) return false;
        Province? old = OldByCode[code], now = NewByCode[code];
        if (old is null && now is null) return false;
        reading = digits.Length == 3 ? new ProvinceReading(old!.Successor, old, [old]) : Resolve(old, now, date);
        return true;
    }

    private static ProvinceReading Resolve(Province? old, Province? now, DateOnly? date)
    {
        if (now is null) return new ProvinceReading(old!.Successor, old, [old]);
        if (old is not null && date < MergerDay) return new ProvinceReading(old.Successor, old, [old]);
        Province? only = now._parts.Count == 1 ? now._parts[0] : null;
        return new ProvinceReading(now, only, now._parts);
    }

    private static void AddName(string name, Province? old, Province? now)
    {
        (Province? Old, Province? New) known = ByName.GetValueOrDefault(name);
        ByName[name] = (known.Old ?? old, known.New ?? now);
    }

    private static int NumberOf(ReadOnlySpan<char> text)
    {
        int value = 0;
        foreach (char c in text)
        {
            if (!char.IsAsciiDigit(c)) break;
            value = (value * 10) + c - '0';
        }
        return value;
    }
}

/// <summary>A province in both eras: plans of before July 2025 count by the 63, later ones by the 34.</summary>
/// <param name="New">The province of the 34; always certain.</param>
/// <param name="Old">The province of the 63; null when the text names a merged one and could mean any of its parts.</param>
/// <param name="OldCandidates">The provinces of the 63 it may be, by code.</param>
public readonly record struct ProvinceReading(Province New, Province? Old, IReadOnlyList<Province> OldCandidates);
