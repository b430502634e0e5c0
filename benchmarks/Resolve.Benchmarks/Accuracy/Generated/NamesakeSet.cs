using System.Globalization;
using Resolve.Identifiers.Text;

namespace Resolve.Benchmarks.Accuracy.Generated;

/// <summary>Namesakes: many Vietnamese of one full name, some of one birth year, some of one day and commune, as in a province's registers.</summary>
/// <remarks>
/// Only the number of a paper, a phone, a hamlet or a parent's address distinguishes many of them, and many records have none. The
/// error model is that of registers: marks left out or set on another vowel, the middle name left out, the year alone, old and new paper
/// numbers, wards of before and after the merger, phones passed on in the family. Persons of a record without a distinguishing feature
/// cannot be distinguished: recall is bounded, precision is what is measured.
/// </remarks>
internal static class NamesakeSet
{
    private static readonly string[] s_surnames = "Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Huỳnh Võ".Split(' ');
    private static readonly string[] s_men =
        "Văn Hùng|Văn Dũng|Văn Tuấn|Văn Nam|Văn Minh|Thanh Tùng|Minh Tuấn|Văn Hải|Quốc Huy|Văn Long|Đức Anh|Văn Cường|Văn Thắng|Hoàng Anh|Văn Bình".Split('|');
    private static readonly string[] s_women =
        "Thị Hoa|Thị Lan|Thị Hương|Thị Hồng|Thị Mai|Thị Thu|Thị Hà|Thị Thủy|Ngọc Anh|Thị Nga|Thu Hà|Thị Thanh Hương|Thị Thu Hà|Thị Phương|Thị Hằng".Split('|');
    private static readonly string[] s_communes = ("Tân Hòa|Tân Phú|Phú Mỹ|An Bình|Long Hưng|Mỹ Hội|Bình Thành|Hòa An|Tân Thành|Vĩnh Thạnh|Định Yên|Hội An "
        + "Đông|Long Hậu|Phong Hòa|Tân Dương|Mỹ An|Trường Xuân|Thanh Bình|An Long|Phú Cường").Split('|');
    private static readonly string[] s_provinces = "Đồng Tháp|Tiền Giang|An Giang|Long An".Split('|');

    private sealed record Person(int Number, string Name, bool IsWoman, DateOnly Birth, string Cccd, string Cmnd, string Phone, string Home);

    /// <summary>Makes the set.</summary>
    public static GeneratedSet Make(int personCount, ulong seed)
    {
        var chance = new Chance(seed);
        var set = new SetBuilder("ma", "ho_ten", "ngay_sinh", "gioi_tinh", "giay_to", "dien_thoai", "noi_o");
        var people = new List<Person>(personCount);
        for (int number = 0; number < personCount; number++)
        {
            Person person = Invent(number, chance);
            // A namesake of the same day, and of the same year and commune.
            if (people.Count > 0 && chance.Percent(4)) person = Twin(chance.Of(people), person, sameDay: true, chance);
            else if (people.Count > 0 && chance.Percent(6)) person = Twin(chance.Of(people), person, sameDay: false, chance);
            people.Add(person);
            int records = 1 + chance.Below(5);
            for (int i = 0; i < records; i++) AddRecord(set, person, chance);
        }
        const string mapping = """
            { "source": "so-ho-tich", "id": "ma", "mentions": [ { "kind": "person", "role": "suspect", "name": "ho_ten",
              "dob": { "column": "ngay_sinh", "formats": ["dd/MM/yyyy", "yyyy"] }, "sex": "gioi_tinh",
              "documents": [{ "type": "national-id", "column": "giay_to" }],
              "addresses": [["noi_o"]], "phones": ["dien_thoai"] } ] }
            """;
        return set.Build("namesakes", mapping, chance);
    }

    private static Person Twin(Person model, Person own, bool sameDay, Chance chance)
    {
        DateOnly birth = sameDay ? model.Birth : new DateOnly(model.Birth.Year, own.Birth.Month, Math.Min(own.Birth.Day, 28));
        string home = sameDay && chance.Percent(50) ? own.Home
            : $"Ấp {1 + chance.Below(9)}, {model.Home[(model.Home.IndexOf(',', StringComparison.Ordinal) + 2)..]}";
        return own with { Name = model.Name, IsWoman = model.IsWoman, Birth = birth, Home = home, Cccd = Cccd(birth, model.IsWoman, chance) };
    }

    private static Person Invent(int number, Chance chance)
    {
        bool woman = chance.Percent(40);
        DateOnly birth = new DateOnly(1955 + chance.Below(52), 1, 1).AddDays(chance.Below(365));
        string home = string.Create(CultureInfo.InvariantCulture, $"Ấp {1 + chance.Below(9)}, xã {chance.Of(s_communes)}, tỉnh {chance.Of(s_provinces)}");
        return new Person(number, $"{chance.Of(s_surnames)} {chance.Skewed(woman ? s_women : s_men)}", woman, birth, Cccd(birth, woman, chance), "34"
            + chance.Digits(7), "0" + chance.Of((string[])["9", "3", "8"]) + chance.Digits(8), home);
    }

    private static string Cccd(DateOnly birth, bool woman, Chance chance) => string.Create(CultureInfo.InvariantCulture,
        $"0{chance.Of((string[])["87", "82", "89", "80"])}{(birth.Year >= 2000 ? 2 : 0) + (woman ? 1 : 0)}{birth.Year % 100:00}{chance.Digits(6)}");

    private static void AddRecord(SetBuilder set, Person p, Chance chance)
    {
        string[] words = p.Name.Split(' ');
        string name = chance.Below(100) switch
        {
            < 25 => TextFold.Fold(p.Name).ToUpperInvariant(),
            < 35 => TextFold.Fold(p.Name),
            < 39 => $"{words[0]} {words[^1]}",
            < 42 => p.Name.Replace("ủy", "uỷ", StringComparison.Ordinal).Replace("òa", "oà", StringComparison.Ordinal),
            < 44 => $"{words[0]} {chance.Slip(string.Join(' ', words[1..]))}",
            _ => p.Name,
        };
        string birth = chance.Below(100) switch
        {
            < 10 => "",
            < 22 => p.Birth.Year.ToString(CultureInfo.InvariantCulture),
            < 25 => $"01/01/{p.Birth.Year}",
            < 28 => p.Birth.AddDays(chance.Below(3) - 1).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
            _ => p.Birth.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        };
        string paper = chance.Below(100) switch { < 40 => "", < 60 => p.Cmnd, < 63 => chance.Slip(p.Cmnd), < 66 => chance.Slip(p.Cccd), _ => p.Cccd };
        string phone = chance.Below(100) switch { < 50 => "", < 55 => "0" + "9" + chance.Digits(8), _ => p.Phone };
        string home = chance.Below(100) switch { < 15 => "", < 35 => p.Home[(p.Home.IndexOf(',', StringComparison.Ordinal) + 2)..], < 45 =>
            TextFold.Fold(p.Home), < 50 => p.Home[(p.Home.LastIndexOf(',') + 2)..], _ => p.Home };
        set.Add(p.Number, name, birth, chance.Percent(30) ? "" : p.IsWoman ? "Nữ" : "Nam", paper, phone, home);
    }
}
