using Resolve.Identifiers.Text;
using System.Globalization;

namespace Resolve.Benchmarks.Accuracy.Generated;

/// <summary>Vietnamese families as police reports name them: parents, children, twins with neighbouring numbers, namesakes, fathers and sons of one
/// name.</summary>
/// <remarks>
/// Surnames, middle and given names are spread about as in Viet Nam (Lê Trung Hoa 2005, hoten.org). A household shares its home and one of its phones.
/// Of twins, one in four pairs bears names that differ in marks alone, and their CCCDs differ in the last digit. Records leave out what reports leave out:
/// marks, middle names, dates or their day and month, sex, papers, the house of an address.
/// </remarks>
internal static class VietnameseSet
{
    private static readonly string[] s_surnames = Weighted("Nguyễn 38 Trần 12 Lê 9 Phạm 7 Hoàng 4 Huỳnh 3 Phan 4 Vũ 3 Võ 3 Đặng 2 Bùi 2 Đỗ 2 Hồ 1 Ngô 1 "
        + "Dương 1 Lý 1 Đinh 1 Trịnh 1 Mai 1 Lâm 1 Cao 1 Châu 1 Tạ 1");
    private static readonly string[] s_menMiddle = Weighted("Văn 30 Minh 7 Thanh 7 Quốc 6 Đức 6 Hữu 5 Xuân 3 Duy 4 Đình 4 Trung 4 Ngọc 4 Quang 5 Anh 3 Hoàng "
        + "5 Công 3 Thế 2 Bá 1 Tấn 2 Nhật 2 Gia 2");
    private static readonly string[] s_womenMiddle = Weighted("Thị 45 Ngọc 8 Thu 6 Thanh 6 Kim 5 Thùy 4 Mỹ 4 Bích 3 Hồng 3 Phương 3 Minh 2 Quỳnh 2 Diễm 1 "
        + "Cẩm 1");
    private static readonly string[] s_menGiven = (
        "Tuấn Hoàng Huy Anh Hùng Dũng Minh Nam Long Hải Sơn Đạt Cường Thắng Hiếu Khánh Trung Phúc Tùng Quân Đức Bình Thành Tài Phong Vinh Khoa "
        + "Việt Lâm Tiến Toàn Hậu Hưng Kiên Tú Thịnh Nghĩa An Bảo Dương Giang Duy Nhân Luân Chiến Quý Lộc Linh Trường Hòa").Split(' ');
    private static readonly string[] s_womenGiven = (
        "Hương Linh Trang Lan Hoa Mai Hà Hằng Thảo Phương Nhung Nga Oanh Yến Nhi Vy Tâm Anh Hiền Huệ Loan Hạnh Như Quyên Quỳnh Thu Thắm Trinh Ngân "
        + "Thúy Thủy Thùy Hồng Nguyệt Dung Xuân Tuyết Vân Châu Trâm My Chi Diệp Ly Ngọc Uyên Giang Hậu Duyên Bình").Split(' ');
    private static readonly string[][] s_marks = [.. ("Hùng Hưng|Tuấn Tuân|Thắng Thăng|Đạt Đát|Hải Hai|Dũng Dung|Tú Tư|Hòa Hoa|Thủy Thúy|Hồng Hông|Lan "
        + "Lân|Mai Mải|Thảo Thao|Linh Lình|Hà Hạ").Split('|').Select(p => p.Split(' '))];
    private static readonly string[] s_places = [.. CommunesOf("Đồng Tháp",
        "Tân Hòa|Phú Mỹ|An Bình|Mỹ Hội|Tân Thành|Long Hậu|Phong Hòa|Tân Dương|Mỹ An Hưng|Trường Xuân|Thanh Bình|An Long"),
        .. CommunesOf("An Giang", "Phú Lâm|Vĩnh Thạnh|Hòa An|Bình Thành|Định Mỹ|Long Kiến|Ô Lâm"),
            .. CommunesOf("Nghệ An", "Kim Liên|Đại Đồng|Hạnh Lâm|Yên Thành|Quỳnh Lưu"), .. CommunesOf("Hà Nội", "Sóc Sơn|Ba Vì|Đan Phượng|Thường Tín")];

    private static readonly string[] s_streets =
        "Lê Lợi|Trần Hưng Đạo|Nguyễn Huệ|Hai Bà Trưng|Lý Thường Kiệt|Phạm Hữu Lầu|Hùng Vương|Tôn Đức Thắng|Võ Văn Kiệt|Nguyễn Trãi".Split('|');

    private sealed record Person(int Number, string Name, bool IsWoman, DateOnly Birth, string Cccd, string Cmnd, string Mobile, string Account);

    private sealed record Household(string Surname, string Phone, string House, string Place);

    /// <summary>Makes the set; households of two to six, one to five records a person.</summary>
    public static GeneratedSet Make(int householdCount, ulong seed)
    {
        var chance = new Chance(seed);
        var set = new SetBuilder("ma", "ho_ten", "ngay_sinh", "gioi_tinh", "cccd", "cmnd", "dien_thoai", "tai_khoan", "ngan_hang", "noi_o");
        int number = 0;
        for (int i = 0; i < householdCount; i++)
        {
            var home = new Household(chance.Of(s_surnames), Mobile(chance),
                string.Create(CultureInfo.InvariantCulture, $"{1 + chance.Below(300)} {chance.Of(s_streets)}"), chance.Of(s_places));
            foreach (Person person in Family(home, ref number, chance))
                for (int records = 1 + chance.Below(5); records > 0; records--) AddRecord(set, person, home, chance);
        }
        const string mapping = """
            { "source": "tin-bao", "id": "ma", "mentions": [ { "kind": "person", "role": "suspect", "name": "ho_ten",
              "dob": { "column": "ngay_sinh", "formats": ["dd/MM/yyyy", "yyyy"] }, "sex": "gioi_tinh",
              "documents": [{ "type": "cccd", "column": "cccd" }, { "type": "cmnd", "column": "cmnd" }],
              "addresses": [["noi_o"]], "phones": ["dien_thoai"], "accounts": [{ "number": "tai_khoan", "bank": "ngan_hang" }] } ] }
            """;
        return set.Build("vietnamese families", mapping, chance);
    }

    private static List<Person> Family(Household home, ref int number, Chance chance)
    {
        DateOnly born = Day(1950 + chance.Below(35), chance);
        Person father = Make(ref number, $"{home.Surname} {ManName(chance)}", false, born, chance);
        var family = new List<Person> { father };
        if (chance.Percent(85)) family.Add(Make(ref number, $"{chance.Of(s_surnames)} {WomanName(chance)}", true,
            Day(born.Year + chance.Below(9) - 3, chance), chance));
        for (int children = chance.Below(4); children > 0; children--)
        {
            bool woman = chance.Percent(48);
            string name = $"{home.Surname} {(woman ? WomanName(chance) : ManName(chance))}";
            // Few sons bear the father's whole name.
            if (!woman && chance.Percent(2)) name = father.Name;
            Person child = Make(ref number, name, woman, Day(born.Year + 20 + chance.Below(15), chance), chance);
            family.Add(child);
            if (chance.Percent(4)) family.Add(Twin(child, home, ref number, chance));
        }
        return family;
    }

    private static Person Twin(Person of, Household home, ref int number, Chance chance)
    {
        string given = of.Name[(of.Name.LastIndexOf(' ') + 1)..], middle = of.Name[..of.Name.LastIndexOf(' ')];
        string[]? alike = chance.Percent(25) ? chance.Of(s_marks) : null;
        string name = alike is null ? $"{home.Surname} {(of.IsWoman ? WomanName(chance) : ManName(chance))}"
            : $"{middle} {(given == alike[0] ? alike[1] : MarkedOtherwise(given))}";
        if (name == of.Name) name = $"{middle} {(given == "Phúc" ? "Lộc" : "Phúc")}";
        string cccd = of.Cccd[..11] + (char)('0' + (of.Cccd[11] - '0' + 1) % 10);
        return Make(ref number, name, of.IsWoman, of.Birth, chance) with { Cccd = cccd };
    }

    private static string MarkedOtherwise(string given) =>
        s_marks.Where(m => m.Contains(given)).Select(m => m[0] == given ? m[1] : m[0]).FirstOrDefault()
            ?? (given.EndsWith('n') ? given + "g" : TextFold.Fold(given) is var plain ? char.ToUpperInvariant(plain[0]) + plain[1..] : given);

    private static Person Make(ref int number, string name, bool woman, DateOnly birth, Chance chance) =>
        new(number++, name, woman, birth, Cccd(birth, woman, chance), "34" + chance.Digits(7), Mobile(chance), "00" + chance.Digits(11));

    private static string ManName(Chance chance) => $"{chance.Of(s_menMiddle)} {chance.Skewed(s_menGiven)}";

    private static string WomanName(Chance chance) => chance.Percent(30) ? $"Thị {chance.Of(s_womenMiddle[45..])} {chance.Skewed(s_womenGiven)}"
        : $"{chance.Of(s_womenMiddle)} {chance.Skewed(s_womenGiven)}";

    private static DateOnly Day(int year, Chance chance) => new DateOnly(year, 1, 1).AddDays(chance.Below(365));

    private static string Mobile(Chance chance) => "0" + chance.Of((string[])["90", "91", "93", "97", "98", "38", "35", "70"]) + chance.Digits(7);

    private static string Cccd(DateOnly birth, bool woman, Chance chance) => string.Create(CultureInfo.InvariantCulture,
        $"0{chance.Of((string[])["87", "89", "40", "01"])}{(birth.Year >= 2000 ? 2 : 0) + (woman ? 1 : 0)}{birth.Year % 100:00}{chance.Digits(6)}");

    private static void AddRecord(SetBuilder set, Person p, Household home, Chance chance)
    {
        string[] words = p.Name.Split(' ');
        string name = chance.Below(100) switch
        {
            < 25 => TextFold.Fold(p.Name).ToUpperInvariant(),
            < 33 => TextFold.Fold(p.Name),
            < 37 => $"{words[0]} {words[^1]}",
            < 39 => $"{words[0]} {chance.Slip(string.Join(' ', words[1..]))}",
            _ => p.Name,
        };
        string birth = chance.Below(100) switch
        {
            < 22 => "",
            < 42 => p.Birth.Year.ToString(CultureInfo.InvariantCulture),
            < 45 => $"01/01/{p.Birth.Year}",
            < 48 => p.Birth.AddDays(chance.Below(20) - 10).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
            _ => p.Birth.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        };
        string cccd = chance.Below(100) switch { < 68 => "", < 69 => chance.Slip(p.Cccd), _ => p.Cccd };
        string cmnd = chance.Percent(8) ? p.Cmnd : "";
        string phone = chance.Below(100) switch { < 48 => "", < 68 => home.Phone, _ => p.Mobile };
        string account = chance.Percent(15) ? p.Account : "";
        string place = chance.Below(100) switch { < 20 => "", < 55 => home.Place, < 62 => TextFold.Fold(home.Place), _ => $"{home.House}, {home.Place}" };
        set.Add(p.Number, name, birth, chance.Percent(40) ? "" : p.IsWoman ? "Nữ" : "Nam", cccd, cmnd, phone, account, account.Length == 0 ? "" : "VCB", place);
    }

    private static IEnumerable<string> CommunesOf(string province, string communes) => communes.Split('|').Select(c => $"xã {c}, {province}");

    private static string[] Weighted(string shares) =>
        [.. shares.Split(' ').Chunk(2).SelectMany(p => Enumerable.Repeat(p[0], int.Parse(p[1], CultureInfo.InvariantCulture)))];
}
