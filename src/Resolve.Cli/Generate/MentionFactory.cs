using System.Globalization;
using Resolve.Identifiers.Mentions;

namespace Resolve.Cli.Generate;

/// <summary>Writes entities into drafts as people would, and remembers what the narrative quotes.</summary>
internal static class MentionFactory
{
    public static string Phone(ReportDraft draft, GeneratedPhone phone, MentionRole role, ref SplitMix64 random, string? channel = null)
    {
        string reference = draft.NextRef(MentionKind.Phone);
        draft.Mentions.Add(new Mention { Ref = reference, Kind = MentionKind.Phone, Role = role,
            Value = PhoneNumbers.Spell(phone, ref random), Channel = channel });
        return reference;
    }

    public static string Account(ReportDraft draft, GeneratedAccount account, MentionRole role, string? holder, ref SplitMix64 random, bool forgetBank = false)
    {
        string reference = draft.NextRef(MentionKind.Account);
        draft.Mentions.Add(new Mention
        {
            Ref = reference,
            Kind = MentionKind.Account,
            Role = role,
            Value = BankAccounts.SpellNumber(account, ref random),
            Bank = forgetBank ? null : BankAccounts.SpellBank(account, ref random),
            Holder = holder,
        });
        return reference;
    }

    public static string Device(ReportDraft draft, string imei14, MentionRole role, ref SplitMix64 random)
    {
        string reference = draft.NextRef(MentionKind.Device);
        draft.Mentions.Add(new Mention { Ref = reference, Kind = MentionKind.Device, Role = role, Type = "imei", Value = Devices.Spell(imei14, ref random) });
        return reference;
    }

    public static string Online(ReportDraft draft, GeneratedHandle handle, MentionRole role, ref SplitMix64 random)
    {
        string reference = draft.NextRef(MentionKind.Online);
        draft.Mentions.Add(new Mention
        {
            Ref = reference, Kind = MentionKind.Online, Role = role, Platform = handle.Platform, Value = OnlineHandles.Spell(handle, ref random),
        });
        return reference;
    }

    /// <summary>Writes a person; without papers a name singles nobody out, and the engine keeps each such mention apart.</summary>
    public static string Person(ReportDraft draft, GeneratedPerson person, MentionRole role, bool papers, string? alias, ref SplitMix64 random)
    {
        string reference = draft.NextRef(MentionKind.Person);
        string number = person.Document.Number;
        bool spaced = papers && person.Country is null && random.PerMille(150);
        draft.Mentions.Add(new Mention
        {
            Ref = reference,
            Kind = MentionKind.Person,
            Role = role,
            Name = People.SpellName(person.Name, ref random),
            Aliases = alias is null ? [] : [alias],
            BirthDate = papers || random.PerMille(500) ? (random.PerMille(800) ? person.BirthDate : person.BirthDate[..4]) : null,
            Sex = random.PerMille(500) ? (person.Female ? "Nữ" : "Nam") : null,
            Nationality = person.Country,
            Documents = papers ? [person.Document with { Number = spaced ? $"{number[..3]} {number[3..6]} {number[6..]}" : number }] : [],
            Addresses = person.Country is null && random.PerMille(400) ? [Address(person.Province, ref random)] : [],
        });
        return reference;
    }

    /// <summary>Writes a hub: an exchange rented by many, or the account of a gateway, a wallet or a trader.</summary>
    public static string Hub(World world, ReportDraft draft, int hub, ref SplitMix64 random)
    {
        MentionRole role = random.Pick(s_hubRoles);
        if (hub % 4 == 1) return Phone(draft, PhoneNumbers.Exchange(hub), role, ref random, "displayed");
        return Account(draft, world.Accounts.At(World.HubIndex(hub)), role, null, ref random);
    }

    public static string Address(int oldProvince, ref SplitMix64 random)
    {
        OldProvince province = Provinces.Old[oldProvince];
        return random.PerMille(300)
            ? string.Create(CultureInfo.InvariantCulture,
                $"{random.Between(1, 320)} tổ {random.Between(1, 25)}, {random.Pick(province.New.Communes)}, {province.New.Name}")
            : $"{random.Pick(province.New.Communes)}, {province.New.Name}";
    }

    private static readonly MentionRole[] s_hubRoles = [MentionRole.Intermediary, MentionRole.Intermediary, MentionRole.Suspect, MentionRole.Mentioned];
}
