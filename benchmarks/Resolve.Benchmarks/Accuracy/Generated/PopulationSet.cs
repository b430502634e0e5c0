using System.Globalization;

namespace Resolve.Benchmarks.Accuracy.Generated;

/// <summary>A town's people in several registers, without papers: households that share surname, home and phone, or a minority of few names beside a majority
/// of many.</summary>
/// <remarks>The minority lives in a few quarters, bears a dozen surnames and some twenty given names, and is often registered on 1 January.</remarks>
internal static class PopulationSet
{
    private static readonly string[] s_given = ("James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph "
        + "Jessica Thomas Sarah Charles Karen Christopher Lisa Daniel Nancy Matthew Betty Anthony Sandra "
        + "Mark Ashley Donald Emily Steven Kimberly Andrew Margaret Paul Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian Melissa George Deborah "
        + "Timothy Stephanie Ronald Rebecca Jason Laura Edward Helen Jeffrey Sharon Ryan Cynthia Jacob Kathleen "
        + "Gary Amy Nicholas Angela Eric Shirley Jonathan Anna Stephen Ruth Larry Brenda Justin Pamela Scott Nicole Brandon Katherine Benjamin Samantha "
        + "Samuel Christine Gregory Emma Alexander Catherine Patrick Virginia Frank Debra Raymond Rachel Jack Janet").Split(' ');

    private static readonly string[] s_starts =
        "Ash Brad Car Den Ed Far Gold Hart Hol Kel Lang Mor Nor Os Pem Rad Shel Thorn Wal Whit York Black Cob Dal Ever Fen Grim Had Ing Kirk".Split(' ');
    private static readonly string[] s_ends = "ley ton by ford well worth ham man son field ridge more wick stead ward ster land er cott sby".Split(' ');
    private static readonly string[] s_minorityMen =
        "Gurpreet Harpreet Jaspreet Manpreet Amarjit Baljit Sukhdev Kuldeep Rajinder Balwinder Paramjit".Split(' ');
    private static readonly string[] s_minorityWomen = "Simran Amandeep Kiran Rupinder Jasleen Navdeep Harjit Mandeep Gurleen Sukhpreet".Split(' ');
    private static readonly string[] s_minoritySurnames = "Singh Singh Singh Singh Kaur Kaur Kaur Gill Dhillon Sandhu Sidhu Grewal".Split(' ');
    private static readonly string[] s_streets =
        "Mill Church Station High Park Victoria Green Manor Kings Queens Albert Grange Elm Oak Chestnut Springfield New York Alexandra Windsor".Split(' ');
    private static readonly string[] s_towns = "Aldham Brockton Carwell Dunford Eastley Fernham Gorsby Hadwick".Split(' ');

    private sealed record Person(int Number, string Given, string Middle, string Surname, DateOnly Birth, char Sex, string Mobile);

    private sealed record Household(string Surname, string Street, string Town, string Phone, bool IsMinority);

    /// <summary>Makes a set.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="householdCount">How many households.</param>
    /// <param name="personMax">The most people of a household.</param>
    /// <param name="minorityPercent">How many households in a hundred are of the minority.</param>
    /// <param name="seed">The seed.</param>
    public static GeneratedSet Make(string name, int householdCount, int personMax, int minorityPercent, ulong seed)
    {
        var chance = new Chance(seed);
        var set = new SetBuilder("id", "first_name", "middle", "last_name", "birth", "sex", "phone", "street", "town");
        int number = 0;
        for (int i = 0; i < householdCount; i++)
        {
            bool minority = chance.Percent(minorityPercent);
            var home = new Household(minority ? chance.Of(s_minoritySurnames) : chance.Skewed(s_starts) + chance.Of(s_ends),
                string.Create(CultureInfo.InvariantCulture, $"{1 + chance.Below(150)} {chance.Of(s_streets)} {(chance.Percent(60) ? "Street" : "Road")}"),
                minority ? s_towns[chance.Below(2)] : chance.Of(s_towns), "01" + chance.Digits(9), minority);
            var given = new HashSet<string>(StringComparer.Ordinal);
            int people = 1 + chance.Below(personMax), parents = 1945 + chance.Below(45);
            DateOnly last = default;
            for (int member = 0; member < people; member++)
            {
                Person person = Invent(number++, home, given, parents + (member < 2 ? chance.Below(6) : 20 + chance.Below(18)), chance);
                if (member > 2 && chance.Percent(6)) person = person with { Birth = last };
                last = person.Birth;
                for (int records = 1 + chance.Below(4); records > 0; records--) AddRecord(set, person, home, chance);
            }
        }
        const string mapping = """
            { "source": "registers", "id": "id", "mentions": [ { "kind": "person", "name": ["first_name", "middle", "last_name"],
              "dob": { "column": "birth", "format": "yyyy-MM-dd" }, "sex": "sex", "addresses": [["street", "town"]], "phones": ["phone"] } ] }
            """;
        return set.Build(name, mapping, chance);
    }

    /// <summary>Makes a set of names and dates of birth alone, one record in ten twice, with one slip in the second: whom nothing else distinguishes.</summary>
    public static GeneratedSet NamesAndDates(int recordCount, ulong seed)
    {
        var chance = new Chance(seed);
        var set = new SetBuilder("id", "first_name", "last_name", "birth");
        for (int number = 0; number < recordCount * 10 / 11; number++)
        {
            string given = chance.Skewed(s_given), surname = chance.Skewed(s_starts) + chance.Skewed(s_ends);
            var birth = new DateOnly(1925 + chance.Below(75), 1 + chance.Below(12), 1 + chance.Below(28));
            set.Add(number, given, surname, Chance.Text(birth));
            if (!chance.Percent(10)) continue;
            switch (chance.Below(4))
            {
                case 0: given = chance.Slip(given); break;
                case 1: surname = chance.Slip(surname); break;
                case 2: birth = new DateOnly(birth.Year, birth.Month, 1 + chance.Below(28)); break;
                default: birth = new DateOnly(1925 + chance.Below(75), birth.Month, birth.Day); break;
            }
            set.Add(number, given, surname, Chance.Text(birth));
        }
        return set.Build("names and dates", """
            { "source": "registers", "id": "id", "mentions": [ { "kind": "person", "name": ["first_name", "last_name"], "dob": { "column": "birth",
            "format": "yyyy-MM-dd" } } ] }
            """, chance);
    }

    private static Person Invent(int number, Household home, HashSet<string> taken, int year, Chance chance)
    {
        bool woman = chance.Percent(50);
        string given;
        do given = home.IsMinority ? chance.Of(woman ? s_minorityWomen : s_minorityMen) : chance.Skewed(s_given);
        while (!taken.Add(given) && chance.Percent(98));
        var birth = new DateOnly(year, 1, 1);
        if (!(home.IsMinority && chance.Percent(30))) birth = birth.AddDays(chance.Below(365));
        string surname = home.IsMinority && home.Surname is "Singh" or "Kaur" ? woman ? "Kaur" : "Singh" : home.Surname;
        return new Person(number, given, home.IsMinority || chance.Percent(40) ? "" : chance.Skewed(s_given)[..1], surname, birth, woman ? 'F'
            : 'M', "07" + chance.Digits(9));
    }

    private static void AddRecord(SetBuilder set, Person p, Household home, Chance chance)
    {
        string given = chance.Below(100) switch { < 6 => chance.Slip(p.Given), < 8 => p.Given[..1], _ => p.Given };
        string surname = chance.Below(100) switch { < 5 => chance.Slip(p.Surname), _ => p.Surname };
        string birth = chance.Below(100) switch
        {
            < 8 => "",
            < 10 => Chance.Text(new DateOnly(p.Birth.Year, 1, 1)),
            < 14 => Chance.Text(p.Birth.AddDays(chance.Below(9) - 4)),
            < 15 when p.Birth.Day <= 12 => Chance.Text(new DateOnly(p.Birth.Year, p.Birth.Day, p.Birth.Month)),
            _ => Chance.Text(p.Birth),
        };
        string phone = chance.Below(100) switch { < 55 => "", < 85 => home.Phone, _ => p.Mobile };
        string street = chance.Below(100) switch { < 10 => "", < 16 => chance.Slip(home.Street), < 22 =>
            string.Create(CultureInfo.InvariantCulture, $"{1 + chance.Below(150)} {chance.Of(s_streets)} Street"), _ => home.Street };
        set.Add(p.Number, given, chance.Percent(50) ? p.Middle : "", surname, birth, chance.Percent(15) ? "" : p.Sex.ToString(), phone, street,
            chance.Percent(5) ? "" : home.Town);
    }
}
