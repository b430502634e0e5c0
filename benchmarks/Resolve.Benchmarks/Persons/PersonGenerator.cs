using System.Globalization;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Text;
using Resolve.Persons.Records;
using Resolve.Reports;

namespace Resolve.Benchmarks.Persons;

/// <summary>Makes person records of Vietnamese shape with known truth, each from its number alone: no record depends on another.</summary>
/// <remarks>
/// A person has one to four records, 2.5 on average. Surnames, middle and given names follow those of Viet Nam in shape: Nguyễn 38 %, Văn and Thị
/// common, so that full names are shared by hundreds at a million. Records lose marks, fields, digits and order as reports do.
/// </remarks>
internal sealed class PersonGenerator(ulong seed)
{
    private static readonly string[] Surnames =
        [.. "Nguyễn*38 Trần*12 Lê*10 Phạm*7 Hoàng*5 Phan*4 Vũ*4 Đặng*3 Bùi*3 Đỗ*2 Hồ*2 Ngô*2 Dương*2 Lý*1 Đinh*1 Mai*1 Trịnh*1 Lương*1 Cao*1".Split(' ')
            .SelectMany(Repeat)];
    private static readonly string[] MaleMiddles = [.. "Văn*40 Minh*8 Quốc*6 Đức*6 Hữu*6 Quang*6 Thanh*6 Xuân*4 Công*3 Đình*4 Ngọc*4 Tuấn*3 Hoàng*4".Split(' ')
        .SelectMany(Repeat)];
    private static readonly string[] FemaleMiddles = [.. "Thị*60 Ngọc*8 Thanh*6 Thu*5 Kim*5 Minh*3 Hồng*4 Bích*3 Phương*3 Diệu*1 Mỹ*2".Split(' ')
        .SelectMany(Repeat)];
    private static readonly string[] MaleGivens =
        ("Tuấn Hoàng Huy Anh Hiếu Hùng Nam Sơn Đức Dũng Thành Đạt Cường Long Trung Hải Nguyên Thắng Minh Quân Phong Bình Tâm Tài Lộc Phúc Khánh Khoa Kiên "
            + "Vinh Việt Tùng Toàn Thịnh Thái Tân Tú Trí Quý Quyết Phước Nhân Nghĩa Mạnh Lâm Khang Hưng Hậu Giang Duy").Split(' ');
    private static readonly string[] FemaleGivens =
        ("Linh Trang Hương Lan Hoa Mai Hà Hằng Thảo Phương Nhung Nga Oanh Yến Nhi Vy Tâm Hiền Huệ Loan Lý Nhân Như Quyên Quỳnh Thư Thắm Trinh Ánh Bích Châu "
            + "Chi Dung Duyên Giang Hạnh Hòa Hồng Khánh Kiều Liên Ly My Ngân Ngọc Nguyệt Tuyết Vân Xuân Thủy").Split(' ');
    private static readonly string[] Wards =
        ("Cao Lãnh|Sa Đéc|Mỹ Tho|Ninh Kiều|Hải Châu|Đống Đa|Hà Đông|Thủ Đức|Gò Vấp|Bình Thạnh|Long Xuyên|Rạch Giá|Buôn Ma Thuột|Pleiku|Quy Nhơn|Vinh|Thanh "
            + "Hóa|Nam Định|Hạ Long|Việt Trì|Biên Hòa|Vũng Tàu|Cà Mau|Sóc Trăng|Bến Tre|Tân An|Nha Trang|Đà Lạt|Huế|Đồng Hới").Split('|');

    /// <summary>Returns the number of the person whom a record describes.</summary>
    public static int PersonOf(int record) => record / 10 * 4 + (record % 10) switch { 0 => 0, 1 or 2 => 1, 3 or 4 or 5 => 2, _ => 3 };

    /// <summary>Makes a record.</summary>
    public PersonRecord Record(int number)
    {
        (Mention mention, List<EntityKey> holds) = Describe(number);
        return PersonRecordBuilder.Build(new ReportKey("gen", number.ToString(CultureInfo.InvariantCulture)), mention, holds);
    }

    /// <summary>Makes a report that names the person of a record, with the phone and account of the record as mentions of their own that the person
    /// holds.</summary>
    public Report Report(int number)
    {
        (Mention mention, List<EntityKey> holds) = Describe(number);
        var mentions = new List<Mention> { mention };
        var links = new List<ReportLink>();
        foreach (EntityKey key in holds)
        {
            string name = key.Kind == EntityKind.Phone ? "t1" : "a1";
            mentions.Add(key.Kind == EntityKind.Phone
                ? new Mention { Ref = name, Kind = MentionKind.Phone, Value = $"0{key.Value["+84".Length..]}" }
                : new Mention { Ref = name, Kind = MentionKind.Account, Bank = "970436", Value = key.Value["970436:".Length..].ToString() });
            links.Add(new ReportLink(mention.Ref, name, LinkKind.Holds));
        }
        return new Report { Key = new ReportKey("gen", number.ToString(CultureInfo.InvariantCulture)), Mentions = mentions, Links = links };
    }

    private (Mention Mention, List<EntityKey> Holds) Describe(int number)
    {
        var chance = new Chance(seed ^ 0xABCDEF, (ulong)number);
        Person person = Make(PersonOf(number));
        string name = chance.Below(100) switch
        {
            < 30 => Unmarked(person.Name).ToUpperInvariant(),
            < 40 => Unmarked(person.Name),
            < 46 => Dropped(person.Name),
            < 49 => Slip(person.Name, ref chance),
            _ => person.Name,
        };
        DateOnly birth = person.Birth;
        string? dob = chance.Below(100) switch
        {
            < 12 => null,
            < 18 => birth.Year.ToString(CultureInfo.InvariantCulture),
            < 21 when birth.Day <= 12 => new DateOnly(birth.Year, birth.Day, birth.Month).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            < 24 => birth.AddYears(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => birth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        var holds = new List<EntityKey>();
        if (chance.Below(100) < 55) holds.Add(EntityKey.Create(EntityKind.Phone, "+84" + (chance.Below(100) < 80 ? person.Phone : person.OtherPhone)));
        if (chance.Below(100) < 35) holds.Add(EntityKey.Create(EntityKind.Account, "970436:" + person.Account));
        bool hasPaper = chance.Below(100) < 40;
        string paper = chance.Below(100) < 3 ? SlipDigit(person.Paper, ref chance) : person.Paper;
        var mention = new Mention
        {
            Ref = "m1",
            Kind = MentionKind.Person,
            Name = name,
            BirthDate = dob,
            Sex = chance.Below(100) < 50 ? person.IsFemale ? "Nữ" : "Nam" : null,
            Documents = hasPaper ? [new DocumentMention("cccd", paper)] : [],
            Addresses = chance.Below(100) < 60 ? [chance.Below(100) < 85 ? person.Address : person.OtherAddress] : [],
        };
        return (mention, holds);
    }

    private readonly record struct Person(string Name, bool IsFemale, DateOnly Birth, string Paper, string Phone, string OtherPhone, string Account,
        string Address, string OtherAddress);

    private Person Make(int number)
    {
        var chance = new Chance(seed, (ulong)number);
        bool female = chance.Below(2) == 1;
        string surname = chance.Of(Surnames), middle = chance.Of(female ? FemaleMiddles : MaleMiddles), given = chance.Of(female ? FemaleGivens : MaleGivens);
        if (chance.Below(100) < (female ? 55 : 25)) middle += " " + chance.Of(female ? FemaleGivens : MaleGivens);
        var birth = new DateOnly(1950 + chance.Below(57), 1, 1);
        birth = birth.AddDays(chance.Below(365));
        string paper = string.Create(CultureInfo.InvariantCulture,
            $"0{1 + chance.Below(95):00}{(birth.Year >= 2000 ? 2 : 0) + (female ? 1 : 0)}{birth.Year % 100:00}{chance.Below(1_000_000):000000}");
        string phone = "9" + chance.Digits(8), other = "3" + chance.Digits(8), account = chance.Digits(13);
        return new Person($"{surname} {middle} {given}", female, birth, paper, phone, other, account, Address(ref chance), Address(ref chance));
    }

    private static string Address(ref Chance chance) =>
        string.Create(CultureInfo.InvariantCulture, $"{1 + chance.Below(900)} đường {chance.Of(Surnames)} {chance.Of(MaleMiddles)} {chance.Of(MaleGivens)}, "
            + $"Phường {1 + chance.Below(14)}, {chance.Of(Wards)}");

    private static string Unmarked(string name) =>
        string.Join(' ', name.Split(' ').Select(w => TextFold.Fold(w) is var f && f.Length > 0 ? char.ToUpperInvariant(f[0]) + f[1..] : f));

    private static string Dropped(string name)
    {
        string[] words = name.Split(' ');
        return words[0] + " " + words[^1];
    }

    private static string Slip(string name, ref Chance chance)
    {
        int at = 1 + chance.Below(name.Length - 1);
        return name[..at] + (char)('a' + chance.Below(26)) + name[at..];
    }

    private static string SlipDigit(string number, ref Chance chance)
    {
        int at = 6 + chance.Below(number.Length - 6);
        return number[..at] + (char)('0' + (number[at] - '0' + 1 + chance.Below(9)) % 10) + number[(at + 1)..];
    }

    private static IEnumerable<string> Repeat(string entry) =>
        Enumerable.Repeat(entry[..entry.IndexOf('*', StringComparison.Ordinal)],
        int.Parse(entry[(entry.IndexOf('*', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture));

    /// <summary>SplitMix64, whose sequence is no accident of a framework version.</summary>
    private struct Chance(ulong seed, ulong number)
    {
        private ulong _state = StableHash.Mix(seed + number * 0x9E3779B97F4A7C15UL);

        public int Below(int limit)
        {
            _state += 0x9E3779B97F4A7C15UL;
            return (int)((StableHash.Mix(_state) >> 33) % (ulong)limit);
        }

        public string Of(string[] words) => words[Below(words.Length)];

        public string Digits(int count)
        {
            Span<char> digits = stackalloc char[count];
            for (int i = 0; i < count; i++) digits[i] = (char)('0' + Below(10));
            return digits.ToString();
        }
    }
}
