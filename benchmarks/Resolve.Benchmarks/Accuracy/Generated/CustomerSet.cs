using System.Globalization;

namespace Resolve.Benchmarks.Accuracy.Generated;

/// <summary>Customers of shops that keep phones and ID numbers: one to five records, typed from forms and by ear.</summary>
/// <remarks>
/// The error model is that of data entry: slips in every field, ID numbers with a wrong, missing or swapped digit, the ID of a spouse,
/// phones with or without country code, shared by a household, e-mail made from the name, fillers instead of
/// missing values (0000000000, N/A, 1900-01-01, the shop's own phone), names turned round, married names, moved addresses.
/// </remarks>
internal static class CustomerSet
{
    private static readonly string[] s_given = ("Maria Jose Juan Ana Luis Carmen Antonio Rosa Miguel Isabel Pedro Lucia Carlos Elena Jorge Teresa Manuel "
        + "Sofia Rafael Laura Andres Marta Diego Paula Pablo Julia Raul Irene Sergio Clara Victor Nuria Alberto Silvia Fernando Raquel Javier Monica Ruben "
        + "Patricia").Split(' ');
    private static readonly string[] s_starts = "Al Ber Cas Del Es Fer Gar Her Ib Jim Lor Mar Nav Or Per Quin Ram San Tor Val Zam Bel Cor Dur".Split(' ');
    private static readonly string[] s_ends =
        "varez nandez tro gado pinosa cia rera anez enez ca tinez arro tega ez tana irez chez res dez ora monte tes an aldo".Split(' ');
    private static readonly string[] s_streets =
        "Mayor Real Nueva Sol Luna Iglesia Fuente Prado Rosario Colon Cervantes Goya Norte Sur Estacion Molino Olivo Pinar Rio Jardin".Split(' ');
    private static readonly string[] s_towns =
        "Madrid Sevilla Valencia Bilbao Malaga Zaragoza Murcia Cordoba Vigo Gijon Granada Oviedo Burgos Leon Cadiz Huelva Lugo Soria Avila Toledo".Split(' ');

    private sealed record Person(int Number, int Household, string Given, string Surname, string Maiden, DateOnly Birth, string Id,
        string Mobile, string Email);

    private sealed record Household(string Phone, string Address, string OldAddress);

    /// <summary>Makes the set.</summary>
    public static GeneratedSet Make(int personCount, ulong seed)
    {
        var chance = new Chance(seed);
        var set = new SetBuilder("customer", "last_name", "first_name", "birth", "id_number", "phone", "mobile", "mail", "street", "town");
        Household home = Home(chance);
        Person? spouse = null;
        var mails = new HashSet<string>(StringComparer.Ordinal);
        for (int number = 0; number < personCount; number++)
        {
            bool joins = spouse is not null && chance.Percent(45);
            if (!joins) home = Home(chance);
            string surname = joins && chance.Percent(70) ? spouse!.Surname : Surname(chance), given = chance.Skewed(s_given);
            // Of one home, few bear the same name: a parent and a child.
            while (joins && given == spouse!.Given && !chance.Percent(5)) given = chance.Skewed(s_given);
            var birth = new DateOnly(1935 + chance.Below(70), 1, 1);
            birth = birth.AddDays(chance.Below(365));
            // Twins: same home, same day, two given names.
            if (joins && chance.Percent(3)) birth = spouse!.Birth;
            var person = new Person(number, 0, given, surname, Surname(chance), birth, chance.Digits(8)
                + (char)('A' + chance.Below(26)), "6" + chance.Digits(8),
                Email(given, surname, mails, chance));
            int records = 1 + chance.Below(3) + (chance.Percent(20) ? 2 : 0);
            for (int i = 0; i < records; i++) AddRecord(set, person, joins ? spouse : null, home, chance);
            spouse = person;
        }
        const string mapping = """
            { "source": "shops", "id": "customer", "mentions": [ { "kind": "person", "name": ["first_name", "last_name"],
              "dob": { "column": "birth", "format": "dd/MM/yyyy" },
              "documents": [{ "type": "national-id", "column": "id_number", "country": "ES" }],
              "addresses": [["street", "town"]], "phones": ["phone", "mobile"], "emails": ["mail"] } ] }
            """;
        return set.Build("customers", mapping, chance);
    }

    // An address is one customer's: the next of the name takes a number.
    private static string Email(string given, string surname, HashSet<string> taken, Chance chance)
    {
        for (int number = chance.Percent(60) ? chance.Below(100) : 0; ; number++)
        {
            string email = string.Create(CultureInfo.InvariantCulture,
                $"{given}.{surname}{(number == 0 ? "" : number)}@{(chance.Percent(70) ? "mail" : "correo")}.example").ToLowerInvariant();
            if (taken.Add(email)) return email;
        }
    }

    private static Household Home(Chance chance) => new("9" + chance.Digits(8), Street(chance), Street(chance));

    private static string Street(Chance chance) =>
        string.Create(CultureInfo.InvariantCulture, $"{chance.Of(s_streets)} {1 + chance.Below(120)}|{chance.Skewed(s_towns)}");

    private static string Surname(Chance chance) => chance.Of(s_starts) + chance.Of(s_ends);

    private static void AddRecord(SetBuilder set, Person p, Person? spouse, Household home, Chance chance)
    {
        string given = chance.Percent(8) ? chance.Slip(p.Given) : chance.Percent(4) ? p.Given[..1] + "." : p.Given;
        string surname = chance.Below(100) switch { < 5 => p.Maiden, < 13 => chance.Slip(p.Surname), < 18 => $"{p.Surname} {p.Maiden}", _ => p.Surname };
        if (chance.Percent(4)) (given, surname) = (surname, given);
        DateOnly day = p.Birth;
        string birth = chance.Below(100) switch { < 12 => "", < 14 => "01/01/1900", _ => Chance.Text(day) };
        if (birth.Length > 0 && birth[4] == '-')
        {
            if (chance.Percent(3) && day.Day <= 12) day = new DateOnly(day.Year, day.Day, day.Month);
            birth = day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
            if (chance.Percent(4)) birth = birth[..9] + chance.Digits(1);
        }
        string id = chance.Below(100) switch { < 35 => "", < 39 => "N/A", < 41 => "00000000T", < 46 => chance.Slip(p.Id), < 47 when spouse is not null =>
            spouse.Id, < 54 => p.Id[..^1], _ => p.Id };
        string phone = chance.Below(100) switch { < 40 => "", < 44 => "0000000000", < 47 => "900 100 200", < 50 => chance.Slip(home.Phone), _ => home.Phone };
        string mobile = chance.Below(100) switch { < 30 => "", < 33 when spouse is not null => spouse.Mobile, < 38 => chance.Slip(p.Mobile), < 58 => "+34 "
            + p.Mobile, < 61 => "6" + chance.Digits(8), _ => p.Mobile };
        string mail = chance.Below(100) switch { < 55 => "", < 58 => "no@mail.example", < 63 => chance.Slip(p.Email), _ => p.Email };
        string[] place = (chance.Percent(15) ? home.OldAddress : home.Address).Split('|');
        if (chance.Percent(15)) place = ["", place[1]];
        set.Add(p.Number, surname, given, birth, id, phone, mobile, mail, chance.Percent(8) ? chance.Slip(place[0]) : place[0],
            chance.Percent(3) ? "" : place[1]);
    }
}
