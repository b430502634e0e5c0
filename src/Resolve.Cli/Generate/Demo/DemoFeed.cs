using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Cli.Generate.Demo;

/// <summary>Writes the feed that <c>Resolve.Server --demo</c> takes in, and the stories planted in it.</summary>
/// <remarks>The two files are committed; a test holds that this writer still makes exactly them.</remarks>
public static class DemoFeed
{
    internal const ulong Seed = 20_260_301;

    /// <summary>A report before it has its id: ids follow the order of receipt.</summary>
    internal sealed record Entry(DemoStory? Story, ReportDraft Draft, int Place, DateTimeOffset Happened, DateTimeOffset Received, string Typology, Money? Loss,
        string Narrative, List<(DemoMember Member, string Ref)> Persons);

    /// <summary>Gets the hubs: a rented exchange, a payment gateway and a trader's desk.</summary>
    internal static (GeneratedPhone? Phone, GeneratedAccount? Account, string Name)[] Hubs { get; } =
    [
        (new GeneratedPhone("phone:+842873000888", "02873000888"), null, "Tổng đài ảo cho thuê / a rented virtual exchange"),
        (null, new GeneratedAccount("account:970432:2000000901", "2000000901", 7), "Cổng thanh toán / a payment gateway"),
        (null, new GeneratedAccount("account:970441:601704000000902", "601704000000902", 10), "Bàn giao dịch P2P / a trader's desk"),
    ];

    /// <summary>Writes both files.</summary>
    /// <param name="feed">Takes the reports: NDJSON in the order of receipt.</param>
    /// <param name="stories">Takes the stories: JSON with leader, members, provinces, countries, hubs and victims in common.</param>
    public static void Write(Stream feed, Stream stories)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(stories);
        DemoStory[] all =
        [
            DemoStoriesAbroad.Bavet(), DemoStoriesAbroad.Bokor(), DemoStoriesAbroad.DaNang(), DemoStoriesAtHome.AccountMarket(),
            DemoStoriesAtHome.SimBox(), DemoStoriesAtHome.LoanApp(), DemoStoriesAtHome.Bookmaker(), DemoStoriesAbroad.GoldenTriangle(),
        ];
        var entries = new List<Entry>();
        foreach (DemoStory story in all)
            for (int i = 0; i < story.Reports; i++) entries.Add(new DemoReport(all, story, i).Write());
        for (int i = 0; i < DemoNoise.Count; i++) entries.Add(DemoNoise.Write(i));
        var ordered = entries.Select((entry, index) => (entry, index)).OrderBy(e => e.entry.Received).ThenBy(e => e.index).Select(e => e.entry).ToList();
        List<(Entry Entry, Report Report)> reports = Number(ordered);
        WriteFeed(reports, feed);
        WriteStories(all, reports, stories);
    }

    /// <summary>Adds a victim with what is the victim's own; the same number is the same victim.</summary>
    internal static (string Ref, string Name) Victim(ReportDraft draft, int number, ref SplitMix64 random)
    {
        var own = SplitMix64.Of(Seed, 903, (ulong)number);
        bool female = own.PerMille(580);
        string name = $"{NameTables.Surnames.Draw(ref own)} "
            + $"{(female ? "Thị " + NameTables.WomenGiven.Draw(ref own) : "Văn " + NameTables.MenGiven.Draw(ref own))}";
        int year = own.Between(1948, 2004), place = own.Below(Provinces.Old.Length);
        int century = (year >= 2000 ? 2 : 0) + (female ? 1 : 0);
        string paper = string.Create(CultureInfo.InvariantCulture, $"0{Provinces.Old[place].OldCode}{century}{year % 100:00}000{number:000}");
        string reference = draft.NextRef(MentionKind.Person);
        draft.Mentions.Add(new Mention
        {
            Ref = reference,
            Kind = MentionKind.Person,
            Role = MentionRole.Victim,
            Name = name,
            BirthDate = year.ToString(CultureInfo.InvariantCulture),
            Sex = female ? "Nữ" : "Nam",
            Documents = number < 10 || own.PerMille(500) ? [new DocumentMention("cccd", paper)] : [],
            Addresses = [MentionFactory.Address(place, ref own)],
        });
        if (number < 10 || random.PerMille(300))
        {
            string national = string.Create(CultureInfo.InvariantCulture, $"0940000{number:000}");
            draft.Link(reference, MentionFactory.Phone(draft, new GeneratedPhone("phone:+84" + national[1..], national), MentionRole.Victim, ref random),
                LinkKind.Holds);
        }
        return (reference, name);
    }

    internal static string MentionHub(ReportDraft draft, int hub, ref SplitMix64 random)
    {
        (GeneratedPhone? phone, GeneratedAccount? account, _) = Hubs[hub];
        return phone is { } number
            ? MentionFactory.Phone(draft, number, MentionRole.Mentioned, ref random, "displayed")
            : MentionFactory.Account(draft, account!.Value, MentionRole.Intermediary, null, ref random);
    }

    private static List<(Entry Entry, Report Report)> Number(List<Entry> ordered)
    {
        var counters = new Dictionary<string, int>(StringComparer.Ordinal);
        var reports = new List<(Entry, Report)>();
        foreach (Entry entry in ordered)
        {
            (string code, string name, string slug) = Provinces.At(entry.Place, entry.Received);
            bool cyber = entry.Story is not null && reports.Count % 3 == 0;
            string source = $"{slug}/{(cyber ? "pa05" : "pc02")}";
            int number = counters[source] = counters.GetValueOrDefault(source) + 1;
            var key = new ReportKey(source, string.Create(CultureInfo.InvariantCulture, $"TB-{entry.Received.Year}-{number:000000}"));
            Report report = GeneratedHead.Finish(entry.Draft, key, $"{code}/{(cyber ? "PA05" : "PC02")}", entry.Received, entry.Happened, reports.Count % 4 == 0
                ? name : code, entry.Typology, entry.Loss, entry.Narrative);
            foreach ((DemoMember member, string reference) in entry.Persons)
                if (member.Earliest is not { } earliest || Before(entry.Received, key, reference, earliest)) member.Earliest = (entry.Received, key, reference);
            reports.Add((entry, report));
        }
        return reports;
    }

    private static bool Before(DateTimeOffset time, ReportKey key, string reference, (DateTimeOffset Time, ReportKey Report, string Ref) other)
    {
        int order = time.UtcTicks.CompareTo(other.Time.UtcTicks);
        if (order == 0) order = key.CompareTo(other.Report);
        return (order != 0 ? order : string.CompareOrdinal(reference, other.Ref)) < 0;
    }

    private static void WriteFeed(List<(Entry Entry, Report Report)> reports, Stream feed)
    {
        var buffer = new ArrayBufferWriter<byte>();
        for (int i = 0; i < reports.Count; i++)
        {
            Report report = reports[i].Report;
            ReportWriter.Write(report, buffer);
            buffer.Write("\n"u8);
            // Two victims come back with the right amount: the second version of a report replaces the first.
            if (i is not (60 or 200)) continue;
            ReportWriter.Write(report with { Version = 2, Loss = new Money((report.Loss?.Amount ?? 0) + 5_000_000), Narrative = report.Narrative
                + " (Bổ sung: nạn nhân khai thêm một lần chuyển 5.000.000 đồng.)" }, buffer);
            buffer.Write("\n"u8);
        }
        feed.Write(buffer.WrittenSpan);
    }

    private static void WriteStories(DemoStory[] all, List<(Entry Entry, Report Report)> reports, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream,
            new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteNumber("reports", reports.Count);
        json.WriteNumber("noiseReports", DemoNoise.Count);
        json.WriteStartArray("stories");
        foreach (DemoStory story in all) WriteStory(json, story, [.. reports.Where(r => r.Entry.Story == story)]);
        json.WriteEndArray();
        json.WriteStartArray("hubs");
        foreach ((GeneratedPhone? phone, GeneratedAccount? account, string name) in Hubs)
        {
            json.WriteStartObject();
            json.WriteString("key", phone?.Key ?? account!.Value.Key);
            json.WriteString("name", name);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("commonVictims");
        foreach ((int victim, int first, int second) in DemoReport.CommonVictims)
        {
            json.WriteStartObject();
            json.WriteString("phoneKey", string.Create(CultureInfo.InvariantCulture, $"phone:+84940000{victim:000}"));
            Strings(json, "stories", all.Where(s => s.Number == first || s.Number == second).Select(s => s.Id));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    private static void WriteStory(Utf8JsonWriter json, DemoStory story, (Entry Entry, Report Report)[] reports)
    {
        json.WriteStartObject();
        json.WriteString("id", story.Id);
        json.WriteString("nameVi", story.NameVi);
        json.WriteString("nameEn", story.NameEn);
        json.WriteString("leaderKey", story.Leader.Key);
        json.WriteString("leaderName", story.Leader.Person!.Value.Name);
        Strings(json, "typologies", story.Typologies);
        Strings(json, "countries", story.Countries);
        // Victims' and units' provinces by their codes of today, whatever code the report of its day had.
        Strings(json, "provinces", reports.Select(r => Provinces.Old[r.Entry.Place].New.Code).Distinct().Order(StringComparer.Ordinal));
        json.WriteNumber("reports", reports.Length);
        json.WriteStartArray("members");
        foreach (DemoMember member in story.Members.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("key", member.Key);
            json.WriteString("role", RingRoles.Word(member.Role));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
