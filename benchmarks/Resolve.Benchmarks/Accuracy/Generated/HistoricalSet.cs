using System.Globalization;

namespace Resolve.Benchmarks.Accuracy.Generated;

/// <summary>Persons of history as a catalogue gathers them: some ten records each, from sources that disagree.</summary>
/// <remarks>
/// The error model is that of compiled biographies, not of typing: a name is one of several forms (full, with a title of nobility,
/// nickname, initial, surname of before marriage or title instead of surname), births known by the year stand as 1 January, years are
/// miscopied, the place is county or town, postcodes are of the neighbourhood, occupations are one of several, any field may be absent.
/// Fathers and sons share name, place, title and occupation.
/// </remarks>
internal static class HistoricalSet
{
    private static readonly string[] s_starts =
        "Ash Brad Carl Dun East Fair Glen Har Ing Kel Lang Mal Nor Old Pen Rad Sher Thorn Up Wal West Whit Wood Alder Beck Cran Dal Eller Farn Graf".Split(' ');
    private static readonly string[] s_ends =
        "ford ton ley worth by wick ham field well brook stone thorpe ridge combe more wood bury hurst land den".Split(' ');
    private static readonly string[] s_common = ("Smith Jones Williams Brown Taylor Davies Wilson Evans Thomas Johnson Roberts Walker Wright Robinson "
        + "Thompson White Hughes Edwards Green Hall Wood Harris Lewis Martin Jackson Clarke Clark Turner Hill Scott Cooper Morris Ward Moore King Watson "
        + "Baker Morgan Patel Young Allen Mitchell James Anderson Phillips Lee Bell Parker Davis").Split(' ');
    private static readonly string[] s_men = ("John William Thomas George James Henry Charles Robert Edward Richard Joseph Samuel Francis Frederick Arthur "
        + "Alfred Walter David Hugh Philip Peter Ralph Stephen Nicholas Andrew Benjamin Daniel Edmund Ernest Harold Herbert Humphrey Isaac Jacob Lawrence "
        + "Leonard Matthew Michael Nathaniel Oliver Patrick Percy Reginald Roger Simon Sydney Theodore Timothy Walter Albert").Split(' ');
    private static readonly string[] s_women = (
        "Mary Elizabeth Anne Margaret Jane Sarah Alice Catherine Frances Dorothy Eleanor Emily Florence Charlotte Harriet Helen Isabella Joan "
        + "Judith Julia Louisa Lucy Martha Matilda Rachel Rebecca Rose Susan Victoria Agnes Amelia Beatrice Caroline Edith").Split(' ');
    private static readonly Dictionary<string, string> s_short = (
        "William Bill Thomas Tom Robert Bob Edward Ted Richard Dick Joseph Joe Samuel Sam Francis Frank "
        + "Frederick Fred Charles Charlie Henry Harry James Jim Elizabeth Betty Margaret Maggie Sarah Sally Catherine Kate Frances Fanny Dorothy Dolly "
        + "Florence Flo Benjamin Ben Daniel Dan Albert Bert Michael Mike Mary Molly Alfred Alf")
        .Split(' ').Chunk(2).ToDictionary(p => p[0], p => p[1]);
    private static readonly (string County, string Area, string[] Towns)[] s_places =
        [.. ("Devon EX Exeter,Plymouth,Barnstaple,Tiverton|Kent CT Canterbury,Dover,Maidstone,Deal|London SW "
            + "Westminster,Chelsea,Lambeth,Hackney,Islington|Yorkshire YO York,Leeds,Whitby,Hull|Lancashire PR Preston,Lancaster,Bolton,Wigan|Norfolk NR "
            + "Norwich,Cromer,Thetford|Suffolk IP Ipswich,Lowestoft,Sudbury|Essex CM Chelmsford,Colchester,Harwich|Surrey GU Guildford,Farnham,Epsom|Sussex "
            + "BN Brighton,Lewes,Hastings|Cornwall TR Truro,Penzance,Falmouth|Somerset BA Bath,Wells,Taunton|Dorset DT Dorchester,Weymouth,Poole|Cumbria CA "
            + "Carlisle,Kendal,Penrith|Durham DH Durham,Darlington,Sunderland|Cheshire CH Chester,Crewe,Nantwich|Shropshire SY "
            + "Shrewsbury,Ludlow,Telford|Oxfordshire OX Oxford,Banbury,Henley|"
            + "Warwickshire CV Warwick,Coventry,Rugby|Lincolnshire LN Lincoln,Boston,Grantham|Nottinghamshire NG Nottingham,Newark|Midlothian EH "
            + "Edinburgh,Leith,Musselburgh|Lanarkshire G Glasgow,Hamilton,Lanark|Glamorgan CF Cardiff,Swansea,Barry")
            .Split('|').Select(p => p.Split(' ')).Select(p => (p[0], p[1], p[2].Split(',')))];
    private static readonly string[] s_trades = ("politician writer painter cricketer clergyman soldier botanist actor merchant architect engineer physician "
        + "lawyer composer historian poet judge explorer footballer diplomat engraver photographer theologian mathematician chemist singer rower banker "
        + "publisher naturalist").Split(' ');

    private sealed record Person(int Number, bool IsMan, string Given, string? Second, string Surname, string? OtherSurname, string? Title, DateOnly Birth,
        int Place, string Town, string Postcode, string[] Trades);

    /// <summary>Makes the set; <paramref name="fullNames"/> takes the name in one column, titles and all, else first and last name.</summary>
    public static GeneratedSet Make(int personCount, bool fullNames, ulong seed)
    {
        var chance = new Chance(seed);
        var set = new SetBuilder("unique_id", "full_name", "first_name", "surname", "dob", "birth_place", "postcode", "gender", "occupation");
        Person? last = null;
        for (int number = 0; number < personCount; number++)
        {
            Person person = last is not null && chance.Percent(6) ? ChildOf(last, number, chance) : Invent(number, chance);
            last = person;
            int records = 1 + chance.Below(10) + chance.Below(10);
            for (int i = 0; i < records; i++) AddRecord(set, person, chance);
        }
        string name = fullNames ? "\"full_name\"" : "[\"first_name\", \"surname\"]";
        string mapping = $$"""
            { "source": "historical", "id": "unique_id", "mentions": [ { "kind": "person", "name": {{name}},
              "dob": { "column": "dob", "format": "yyyy-MM-dd" }, "sex": "gender",
              "addresses": [["birth_place", "postcode"], ["occupation"]] } ] }
            """;
        return set.Build(fullNames ? "historical full names" : "historical", mapping, chance);
    }

    private static Person Invent(int number, Chance chance)
    {
        bool man = chance.Percent(82);
        int place = chance.Below(s_places.Length);
        (string _, string area, string[] towns) = s_places[place];
        var birth = DateOnly.FromDayNumber(new DateOnly(1560, 1, 1).DayNumber + chance.Below(390 * 365));
        if (chance.Percent(25)) birth = new DateOnly(birth.Year, 1, 1);
        return new Person(number, man, chance.Skewed(man ? s_men : s_women), chance.Percent(35) ? chance.Skewed(man ? s_men : s_women) : null, Surname(chance),
            man ? null : chance.Percent(50) ? Surname(chance) : null, man && chance.Percent(8) ? chance.Of(s_starts) + chance.Of(s_ends) : null, birth, place,
                chance.Of(towns), Postcode(area, chance),
            [.. Enumerable.Range(0, 1 + chance.Below(2)).Select(_ => chance.Skewed(s_trades))]);
    }

    private static Person ChildOf(Person father, int number, Chance chance) => father with
    {
        Number = number,
        IsMan = true,
        Given = father.IsMan && chance.Percent(60) ? father.Given : chance.Skewed(s_men),
        Second = chance.Percent(40) ? chance.Skewed(s_men) : null,
        OtherSurname = null,
        Birth = father.Birth.AddDays((20 + chance.Below(25)) * 365 + chance.Below(365)),
        Town = chance.Percent(60) ? father.Town : chance.Of(s_places[father.Place].Towns),
        Postcode = chance.Percent(50) ? father.Postcode : Postcode(s_places[father.Place].Area, chance),
    };

    private static string Surname(Chance chance) => chance.Percent(40) ? chance.Skewed(s_common) : chance.Of(s_starts) + chance.Of(s_ends);

    private static string Postcode(string area, Chance chance) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{area}{1 + chance.Below(20)} {1 + chance.Below(9)}{(char)('a' + chance.Below(20))}{(char)('a' + chance.Below(20))}").ToLowerInvariant();

    private static void AddRecord(SetBuilder set, Person p, Chance chance)
    {
        string first = chance.Below(100) switch
        {
            < 12 => s_short.GetValueOrDefault(p.Given, p.Given),
            < 16 => p.Given[..1],
            < 20 => p.Second ?? p.Given,
            < 24 => chance.Slip(p.Given),
            _ => p.Given,
        };
        string surname = chance.Below(100) switch
        {
            < 8 => p.OtherSurname ?? p.Surname,
            < 13 => chance.Slip(p.Surname),
            < 25 when p.Title is not null => p.Title,
            _ => p.Surname,
        };
        if (chance.Percent(2)) surname = "";
        string middle = p.Second is not null && chance.Percent(45) ? (chance.Percent(30) ? p.Second[..1] : p.Second) + " " : "";
        string title = p.Title is null || chance.Percent(50) ? ""
            : string.Create(CultureInfo.InvariantCulture, $", {Ordinal(p.Number % 5)} {(p.Number % 2 == 0 ? "baron" : "earl of")} {p.Title}");
        string full = $"{(chance.Percent(4) ? "sir " : "")}{first} {middle}{surname}{title}";
        string? dob = chance.Below(100) switch
        {
            < 8 => null,
            < 18 => Chance.Text(new DateOnly(p.Birth.Year, 1, 1)),
            < 23 => Chance.Text(p.Birth.AddYears(chance.Percent(50) ? 1 : -1)),
            < 26 => Chance.Text(p.Birth.AddYears(chance.Below(21) - 10)),
            < 29 => Chance.Text(p.Birth.AddDays(chance.Below(61) - 30)),
            < 31 when p.Birth.Day <= 12 => Chance.Text(new DateOnly(p.Birth.Year, p.Birth.Day, p.Birth.Month)),
            _ => Chance.Text(p.Birth),
        };
        string? place = chance.Below(100) switch { < 12 => null, < 40 => s_places[p.Place].County, < 44 => chance.Of(s_places).County, < 47 =>
            chance.Slip(p.Town), _ => p.Town };
        string? postcode = chance.Below(100) switch
        {
            < 18 => null,
            < 38 => p.Postcode[..^2] + (char)('a' + chance.Below(20)) + (char)('a' + chance.Below(20)),
            < 43 => Postcode(s_places[p.Place].Area, chance),
            < 46 => chance.Slip(p.Postcode),
            _ => p.Postcode,
        };
        string? gender = chance.Below(100) switch { < 20 => null, < 21 => p.IsMan ? "female" : "male", _ => p.IsMan ? "male" : "female" };
        set.Add(p.Number, full.ToLowerInvariant(), first.ToLowerInvariant(), surname.ToLowerInvariant(), dob, place?.ToLowerInvariant(), postcode, gender,
            chance.Percent(10) ? null : chance.Of(p.Trades));
    }

    private static string Ordinal(int number) =>
        number switch { 0 => "1st", 1 => "2nd", 2 => "3rd", _ => string.Create(CultureInfo.InvariantCulture, $"{number + 1}th") };
}
