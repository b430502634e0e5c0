using System.Globalization;
using Resolve.Identifiers.Mentions;

namespace Resolve.Cli.Generate;

/// <summary>An invented person.</summary>
/// <param name="Name">The name with diacritics, family name first for Vietnamese.</param>
/// <param name="Female">Whether a woman.</param>
/// <param name="BirthDate">The birth date, ISO 8601.</param>
/// <param name="Document">The paper that singles the person out.</param>
/// <param name="Province">The place of the birth province in <see cref="Provinces.Old"/>; -1 for foreigners.</param>
/// <param name="Country">ISO 3166 alpha-2; null for Vietnamese.</param>
internal readonly record struct GeneratedPerson(string Name, bool Female, string BirthDate, DocumentMention Document, int Province, string? Country);

/// <summary>Persons by index: no two share a CCCD, and each CCCD encodes the birth province, century, sex and year of its person (Circular
/// 07/2016/TT-BCA).</summary>
internal sealed class People(ulong seed)
{
    private const int YearMin = 1955, YearCount = 50;
    private static readonly ulong s_count = (ulong)Provinces.Old.Length * 2 * YearCount * 1_000_000;

    private static readonly Dictionary<string, (string[] Family, string[] Given)> s_foreign = new(StringComparer.Ordinal)
    {
        ["KH"] = (["Sok", "Chan", "Heng", "Keo", "Chea", "Ly"], ["Sovann", "Dara", "Vichea", "Bopha", "Rithy", "Sokha"]),
        ["LA"] = (["Vongsa", "Phommachanh", "Sisouk", "Keomany"], ["Somchai", "Khamla", "Bounmy", "Noy"]),
        ["MM"] = (["Aung", "Kyaw", "Thant", "Win"], ["Min Htet", "Zaw Lin", "Thiha", "Su Mon"]),
        ["PH"] = (["Santos", "Reyes", "Cruz", "Bautista"], ["Mark", "Jose", "Angela", "Ramon"]),
        ["CN"] = (["Li", "Wang", "Zhang", "Chen", "Liu", "Huang"], ["Wei", "Jun", "Qiang", "Xiaoming", "Hong", "Tao"]),
    };

    private readonly Permutation _papers = new(s_count, StableHash.Mix(seed + 501));
    private readonly Permutation _foreignPapers = new(1_000_000_000, StableHash.Mix(seed + 503));

    /// <summary>Returns the person of an index; a country of null means Viet Nam.</summary>
    public GeneratedPerson At(long index, string? country)
    {
        var random = SplitMix64.Of(seed, 502, (ulong)index);
        ulong paper = _papers[(ulong)index];
        int six = (int)(paper % 1_000_000);
        paper /= 1_000_000;
        int year = YearMin + (int)(paper % YearCount);
        paper /= YearCount;
        bool female = (paper & 1) == 1;
        int province = (int)(paper >> 1);
        string birth = string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{random.Between(1, 12):00}-{random.Between(1, 28):00}");
        if (country is not null)
        {
            (string[] family, string[] given) = s_foreign[country];
            return new GeneratedPerson($"{random.Pick(family)} {random.Pick(given)}", female, birth,
                ForeignPaper(country, birth, _foreignPapers[(ulong)index]), -1, country);
        }
        int century = (year >= 2000 ? 2 : 0) + (female ? 1 : 0);
        string number = string.Create(CultureInfo.InvariantCulture, $"0{Provinces.Old[province].OldCode}{century}{year % 100:00}{six:000000}");
        return new GeneratedPerson(Name(female, ref random), female, birth, new DocumentMention("cccd", number), province, null);
    }

    /// <summary>Returns the name of the person of an index in bank capitals, which is what an account's holder looks like.</summary>
    public string HolderName(long index, string? country) => AsciiFold.Upper(At(index, country).Name);

    /// <summary>Writes a name as people do: with diacritics, in capitals without, or without.</summary>
    public static string SpellName(string name, ref SplitMix64 random) => random.Below(10) switch
    {
        < 6 => name,
        < 9 => AsciiFold.Upper(name),
        _ => AsciiFold.Lower(name),
    };

    private static string Name(bool female, ref SplitMix64 random)
    {
        string family = NameTables.Surnames.Draw(ref random);
        // Four words: 65 % of women's names, 26 % of men's (hoten.org, dem-pho-bien).
        if (!female)
        {
            string middle = NameTables.MenMiddles.Draw(ref random);
            string given = NameTables.MenGiven.Draw(ref random);
            return random.PerMille(262) ? $"{family} {middle} {NameTables.MenMiddles.Draw(ref random)} {given}" : $"{family} {middle} {given}";
        }
        string her = NameTables.WomenGiven.Draw(ref random);
        return random.PerMille(648)
            ? $"{family} Thị {NameTables.WomenMiddles.Draw(ref random)} {her}"
            : random.PerMille(500) ? $"{family} Thị {her}" : $"{family} {NameTables.WomenMiddles.Draw(ref random)} {her}";
    }

    private static DocumentMention ForeignPaper(string country, string birth, ulong number)
    {
        string serial = number.ToString(CultureInfo.InvariantCulture).PadLeft(9, '0');
        if (country != "CN") return new DocumentMention("national-id", serial, country);
        string body = $"35{serial[..4]}{birth.Replace("-", "", StringComparison.Ordinal)}{serial[^3..]}";
        return new DocumentMention("national-id", body + ChineseCheck(body), country);
    }

    /// <summary>Returns the check character of a Chinese resident identity number (GB 11643-1999, ISO 7064 MOD 11-2).</summary>
    private static char ChineseCheck(string body)
    {
        int sum = 0, weight = 1;
        for (int i = body.Length - 1; i >= 0; i--)
        {
            weight = weight * 2 % 11;
            sum += (body[i] - '0') * weight;
        }
        return "10X98765432"[sum % 11];
    }
}
