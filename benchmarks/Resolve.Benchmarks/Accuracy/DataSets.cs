using System.Globalization;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Normalisation;
using Resolve.Persons.Records;
using Resolve.Reports;

namespace Resolve.Benchmarks.Accuracy;

/// <summary>A set of person records with known truth, mapped as the CSV import maps: one name, one address text.</summary>
/// <param name="Name">Its name in the report.</param>
/// <param name="Bar">The pairwise F1 it must reach.</param>
/// <param name="Rows">The row's id and its record, in file order.</param>
/// <param name="Truth">For each row id its true person.</param>
internal sealed record DataSet(string Name, double Bar, IReadOnlyList<(string Id, PersonRecord Record)> Rows, IReadOnlyDictionary<string, string> Truth);

internal static class DataSets
{
    private static readonly string[] DateFormats =
        ["yyyy-MM-dd", "yyyyMMdd", "M/d/yyyy", "d/M/yyyy", "M/d/yy", "d/M/yy", "d-MMM-yy", "d-MMM-yyyy", "MMM d yyyy"];

    private static readonly CultureInfo Culture = MakeCulture();

    public static IEnumerable<DataSet> Load(string folder)
    {
        if (Senzing(Path.Combine(folder, "senzing-truthset")) is { } senzing) yield return senzing;
        foreach ((int number, double bar) in ((int, double)[])[(1, 1.0), (2, .998), (3, .999)])
            if (Febrl(Path.Combine(folder, "febrl"), number, bar) is { } febrl) yield return febrl;
        if (Fake(Path.Combine(folder, "fake_1000")) is { } fake) yield return fake;
    }

    private static DataSet? Febrl(string folder, int number, double bar)
    {
        string path = Path.Combine(folder, $"dataset{number}.csv");
        if (!File.Exists(path)) return null;
        var rows = new List<(string, PersonRecord)>();
        foreach (Dictionary<string, string> row in Csv.Read(path))
        {
            rows.Add((row["rec_id"], Record("febrl", row["rec_id"], new Mention
            {
                Ref = "m1",
                Kind = MentionKind.Person,
                Name = Join(row, "given_name", "surname"),
                BirthDate = Date(row["date_of_birth"]),
                Documents = Papers(("national-id", row["soc_sec_id"], null)),
                Addresses = Texts(Join(row, "street_number", "address_1", "suburb", "postcode", "state")),
            })));
        }
        return new DataSet($"febrl {number}", bar, rows, Truth(Path.Combine(folder, $"dataset{number}_truth.csv")));
    }

    private static DataSet? Fake(string folder)
    {
        string path = Path.Combine(folder, "fake_1000.csv");
        if (!File.Exists(path)) return null;
        var rows = new List<(string, PersonRecord)>();
        foreach (Dictionary<string, string> row in Csv.Read(path))
        {
            rows.Add((row["unique_id"], Record("fake", row["unique_id"], new Mention
            {
                Ref = "m1",
                Kind = MentionKind.Person,
                Name = Join(row, "first_name", "surname"),
                BirthDate = Date(row["dob"]),
                Addresses = Texts(row["city"]),
            }, emails: [row["email"]])));
        }
        return new DataSet("fake_1000", .92, rows, Truth(Path.Combine(folder, "fake_1000_truth.csv")));
    }

    private static DataSet? Senzing(string folder)
    {
        if (!Directory.Exists(folder)) return null;
        var rows = new List<(string, PersonRecord)>();
        foreach (string file in (string[])["customers.csv", "reference.csv", "watchlist.csv"])
        {
            foreach (Dictionary<string, string> row in Csv.Read(Path.Combine(folder, file)))
            {
                if (row["RECORD_TYPE"] != "PERSON") continue;
                string id = $"{row["DATA_SOURCE"]}:{row["RECORD_ID"]}";
                string Cell(string column) => row.GetValueOrDefault(column, "");
                string name = Cell("PRIMARY_NAME_FULL") is { Length: > 0 } full ? full
                    : Join(row, "PRIMARY_NAME_FIRST", "PRIMARY_NAME_MIDDLE", "PRIMARY_NAME_LAST");
                string address = Join(row, "ADDR_FULL", "ADDR_LINE1", "ADDR_CITY", "ADDR_STATE", "ADDR_POSTAL_CODE", "ADDR_COUNTRY");
                rows.Add((id, Record(row["DATA_SOURCE"], row["RECORD_ID"], new Mention
                {
                    Ref = "m1",
                    Kind = MentionKind.Person,
                    Name = name.Length > 0 ? name : Cell("NATIVE_NAME_FULL"),
                    BirthDate = Date(Cell("DATE_OF_BIRTH")),
                    Sex = Cell("GENDER"),
                    Documents = Papers(
                        ("passport", Cell("PASSPORT_NUMBER"), Country(Cell("PASSPORT_COUNTRY"))),
                        ("driver-licence", Cell("DRIVERS_LICENSE_NUMBER"), "US"),
                        ("national-id", Cell("SSN_NUMBER"), "US"),
                        ("national-id", Cell("NATIONAL_ID_NUMBER"), Country(Cell("NATIONAL_ID_COUNTRY")))),
                    // The place of work is a place where the person is found.
                    Addresses = Texts(address, Cell("EMPLOYER")),
                }, phones: [Cell("PHONE_NUMBER")], emails: [Cell("EMAIL_ADDRESS")])));
            }
        }
        var ids = rows.Select(r => r.Item1).ToHashSet();
        Dictionary<string, string> truth = Truth(Path.Combine(folder, "actual_truth.csv")).Where(t => ids.Contains(t.Key)).ToDictionary();
        return new DataSet("senzing persons", 1.0, rows, truth);
    }

    private static PersonRecord Record(string source, string id, Mention person, string[]? phones = null, string[]? emails = null)
    {
        var holds = new List<EntityKey>();
        var contacts = new List<string>();
        void Add(Mention mention)
        {
            if (mention.Value!.Length == 0) return;
            NormalisedIdentifier read = MentionNormaliser.Normalise(mention, null);
            if (read.Key.IsDefault) contacts.Add(mention.Value);
            else holds.Add(read.Key);
        }
        foreach (string phone in phones ?? []) Add(new Mention { Ref = "p", Kind = MentionKind.Phone, Value = phone });
        foreach (string text in emails ?? [])
        {
            int open = text.LastIndexOf('<');
            string email = (open >= 0 ? text[(open + 1)..].TrimEnd('>') : text).Trim();
            Add(new Mention { Ref = "e", Kind = MentionKind.Online, Platform = "email", Value = email });
        }
        return PersonRecordBuilder.Build(new ReportKey(source, id), person, holds, contacts);
    }

    private static Dictionary<string, string> Truth(string path) => Csv.Read(path).ToDictionary(r => r["record_id"], r => r["cluster_id"]);

    private static string Join(Dictionary<string, string> row, params ReadOnlySpan<string> columns)
    {
        var parts = new List<string>();
        foreach (string column in columns)
            if (row.TryGetValue(column, out string? cell) && cell.Length > 0) parts.Add(cell);
        return string.Join(' ', parts);
    }

    private static string[] Texts(params string[] texts) => [.. texts.Where(t => t.Length > 0)];

    private static DocumentMention[] Papers(params (string Type, string Number, string? Country)[] papers) =>
        [.. papers.Where(p => p.Number.Length > 0).Select(p => new DocumentMention(p.Type, p.Number, p.Country))];

    private static string? Country(string text) => text.ToUpperInvariant() switch
    {
        "" => null,
        "USA" => "US",
        "CAN" or "CANADA" => "CA",
        "GERMANY" => "DE",
        "CHINA" => "CN",
        "HONG KONG" => "HK",
        var code => code,
    };

    private static string? Date(string text) =>
        DateOnly.TryParseExact(text, DateFormats, Culture, DateTimeStyles.None, out DateOnly date)
            ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static CultureInfo MakeCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.Calendar.TwoDigitYearMax = 2026;
        return culture;
    }
}
