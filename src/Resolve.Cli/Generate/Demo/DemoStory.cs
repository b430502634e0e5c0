using System.Globalization;
using Resolve.Identifiers.Mentions;

namespace Resolve.Cli.Generate.Demo;

/// <summary>A planted story of the demo: a ring with its people, places and texts. Numbers are made up in a form that shows it: runs of zeros and a
/// counter.</summary>
internal sealed class DemoStory(int number, string id, string nameVi, string nameEn)
{
    private static readonly string[] s_prefixes = ["036", "070", "081", "096", "078", "091", "033", "089"];
    private static readonly (string Bin, string Lead, int Bank)[] s_banks =
        [("970436", "1", 0), ("970422", "66", 1), ("970407", "19036", 2), ("970418", "21510", 3), ("970415", "10", 4), ("970416", "", 6), ("970423", "10", 8),
            ("970403", "060", 9), ("970441", "601704", 10)];

    private readonly BankAccounts _crypto = new(20_260_301UL + (ulong)number);
    private int _phones, _accounts, _papers, _handsets;

    public int Number { get; } = number;

    public string Id { get; } = id;

    public string NameVi { get; } = nameVi;

    public string NameEn { get; } = nameEn;

    public List<DemoMember> Members { get; } = [];

    public required string[] Typologies { get; init; }

    public required DateTime From { get; init; }

    public required DateTime To { get; init; }

    public required int Reports { get; init; }

    /// <summary>Gets the provinces of its reports by their old names; earlier ones have more reports.</summary>
    public required string[] Provinces { get; init; }

    public string[] Countries { get; init; } = [];

    public required (long Low, long High) Loss { get; init; }

    /// <summary>Gets the hubs it uses, by place in <see cref="DemoFeed.Hubs"/>.</summary>
    public int[] Hubs { get; init; } = [];

    /// <summary>Gets the texts of victims' reports.</summary>
    public required string[] VictimTexts { get; init; }

    /// <summary>Gets what investigators, banks and operators write.</summary>
    public required string[] InquiryTexts { get; init; }

    public DemoMember Leader => Members.Find(m => m.Role == RingRole.Leader)!;

    public DemoMember Person(RingRole role, string name, bool female, string birth, string oldProvince, params string[] aliases) => Add(new DemoMember
    {
        Role = role,
        Person = new GeneratedPerson(name, female, birth, new DocumentMention("cccd", Paper(female, birth, oldProvince)), Place(oldProvince), null),
        Aliases = aliases,
    });

    /// <summary>Adds a foreigner, known by a national number and a passport.</summary>
    public DemoMember Foreigner(RingRole role, string name, string birth, string country, string nationalId, string passport, params string[] aliases) =>
        Add(new DemoMember
    {
        Role = role,
        Person = new GeneratedPerson(name, false, birth, new DocumentMention("national-id", nationalId, country), -1, country),
        Passport = passport,
        Aliases = aliases,
    });

    public DemoMember Phone(RingRole role, double from = 0, double to = 1, DemoMember? partner = null)
    {
        string national = string.Create(CultureInfo.InvariantCulture, $"{s_prefixes[_phones % s_prefixes.Length]}000{Number}{++_phones:000}");
        return Add(new DemoMember { Role = role, Phone = new GeneratedPhone("phone:+84" + national[1..], national), From = from, To = to, Partner = partner });
    }

    /// <summary>Adds a foreign number; the prefix holds calling code and operator.</summary>
    public DemoMember ForeignPhone(RingRole role, string prefix, double from = 0, double to = 1, DemoMember? partner = null) =>
        Add(new DemoMember { Role = role, Phone = new GeneratedPhone(string.Create(CultureInfo.InvariantCulture, $"phone:+{prefix}000{Number}{++_phones:000}"),
            null), From = from, To = to, Partner = partner });

    public DemoMember Account(RingRole role, double from = 0, double to = 1, DemoMember? partner = null)
    {
        (string bin, string lead, int bank) = s_banks[(Number + _accounts) % s_banks.Length];
        string value = string.Create(CultureInfo.InvariantCulture, $"{lead}0000{Number}0{++_accounts:000}");
        return Add(new DemoMember { Role = role, Account = new GeneratedAccount($"account:{bin}:{value}", value, bank), From = from,
            To = to, Partner = partner });
    }

    public DemoMember Crypto(double from = 0, double to = 1) =>
        Add(new DemoMember { Role = RingRole.CashOut, Account = _crypto.Tron(++_accounts), From = from, To = to });

    public DemoMember Handset(RingRole role, DemoMember? partner = null) =>
        Add(new DemoMember { Role = role, Imei = string.Create(CultureInfo.InvariantCulture, $"35999900{Number:00}{++_handsets:0000}"), Partner = partner });

    public DemoMember Online(RingRole role, string platform, string handle, double from = 0, double to = 1) =>
        Add(new DemoMember { Role = role, Handle = new GeneratedHandle($"online:{platform}:{handle}", platform, handle), From = from, To = to });

    public static int Place(string oldProvince) => Array.FindIndex(Generate.Provinces.Old, p => p.OldName == oldProvince) is var at and >= 0 ? at
        : throw new ArgumentException($"There was no province {oldProvince}.");

    private string Paper(bool female, string birth, string oldProvince)
    {
        int year = int.Parse(birth.AsSpan(0, 4), CultureInfo.InvariantCulture);
        int century = (year >= 2000 ? 2 : 0) + (female ? 1 : 0);
        return string.Create(CultureInfo.InvariantCulture,
            $"0{Generate.Provinces.Old[Place(oldProvince)].OldCode}{century}{year % 100:00}00{Number}{++_papers:000}");
    }

    private DemoMember Add(DemoMember member)
    {
        Members.Add(member);
        return member;
    }
}
