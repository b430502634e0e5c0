using System.Globalization;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;

namespace Resolve.Tests.Rings;

/// <summary>Writes small cases: a report a line, on a day of 2025 counted from 1 January.</summary>
internal sealed class Cases
{
    private static readonly string[] s_names = ["AN", "BINH", "CUONG", "DUNG", "GIANG", "HAI", "KHANH", "LONG", "MINH", "NAM", "PHONG", "QUAN"];

    private readonly List<Report> _reports = [];

    /// <summary>Gets the reports.</summary>
    public IReadOnlyList<Report> Reports => _reports;

    public static DateTimeOffset Day(double day) => new DateTimeOffset(2025, 1, 1, 8, 0, 0, TimeSpan.FromHours(7)).AddDays(day);

    /// <summary>Adds a report. Things: <c>a1</c> an account, <c>i1</c> the same account as a counterparty of a statement, <c>t1</c> a phone, <c>d1</c> a
    /// handset, <c>o1</c> an online identity, <c>p1</c> a suspect, <c>h1</c> a holder, <c>v1</c> a victim, each with a paper.</summary>
    /// <param name="day">The day it came.</param>
    /// <param name="things">What it names.</param>
    /// <param name="links">What it ties: <c>v1 transferred a1</c>.</param>
    public Cases Add(double day, string things, params string[] links) => Add(day, things, links, null, null);

    public Cases Add(double day, string things, string[] links, string? province, Money? loss)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"R{_reports.Count:000}");
        _reports.Add(new Report
        {
            Key = new ReportKey("hanoi/pc02", id),
            ReceivedAt = Day(day),
            OccurredAt = Day(day).AddHours(-1),
            Province = province,
            Loss = loss,
            Mentions = [.. things.Split(' ').Select(MentionOf)],
            Links = [.. links.Select(l => LinkOf(l, day))],
        });
        return this;
    }

    /// <summary>Adds the reports of other cases.</summary>
    public Cases Append(Cases other)
    {
        foreach (Report report in other._reports) _reports.Add(report with { Key = new ReportKey(report.Key.Source,
            string.Create(CultureInfo.InvariantCulture, $"R{_reports.Count:000}")) });
        return this;
    }

    public async Task<LocalRuntime> OpenAsync(IEnumerable<Report>? reports = null)
    {
        LocalRuntime resolver = await LocalRuntime.OpenAsync(new InMemoryJournal(), new LocalRuntimeOptions { RingInterval = TimeSpan.Zero },
            null, CancellationToken.None);
        await resolver.SubmitAsync([.. reports ?? _reports], CancellationToken.None);
        await resolver.RingsAtAsync(resolver.Graph.Position, CancellationToken.None);
        return resolver;
    }

    private static Mention MentionOf(string thing)
    {
        int number = int.Parse(thing.AsSpan(1), CultureInfo.InvariantCulture);
        string Text(string format) => string.Format(CultureInfo.InvariantCulture, format, number);
        string Name(string family) => $"{family} {s_names[number % s_names.Length]} {s_names[number / s_names.Length % s_names.Length]}";
        // Far from one another, so that none is a slip of another's pen.
        DocumentMention[] paper = [new("cccd", string.Create(CultureInfo.InvariantCulture,
            $"0{79 + thing[0] % 10:00}085{number * 48_271L % 1_000_000:000000}"))];
        return thing[0] switch
        {
            'a' => new Mention { Ref = thing, Kind = MentionKind.Account, Role = MentionRole.Suspect, Bank = "VCB", Value = Text("1000{0:000000}") },
            'i' => new Mention { Ref = thing, Kind = MentionKind.Account, Role = MentionRole.Intermediary, Bank = "VCB", Value = Text("1000{0:000000}") },
            't' => new Mention { Ref = thing, Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = Text("09012{0:00000}") },
            'k' => new Mention { Ref = thing, Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = Text("+85571{0:0000000}") },
            'd' => new Mention { Ref = thing, Kind = MentionKind.Device, Role = MentionRole.Suspect, Type = "imei",
                Value = WithLuhn(Text("35999900{0:000000}")) },
            'o' => new Mention { Ref = thing, Kind = MentionKind.Online, Role = MentionRole.Suspect, Platform = "telegram", Value = Text("user_{0}_x") },
            'h' => new Mention { Ref = thing, Kind = MentionKind.Person, Role = MentionRole.Holder, Name = Name("TRAN VAN"), Documents = paper },
            'v' => new Mention { Ref = thing, Kind = MentionKind.Person, Role = MentionRole.Victim, Name = Name("LE THI"), Documents = paper },
            _ => new Mention { Ref = thing, Kind = MentionKind.Person, Role = MentionRole.Suspect, Name = Name("NGUYEN VAN"), Documents = paper },
        };
    }

    /// <summary>Reads <c>FROM KIND TO [AMOUNT [MINUTES [REFERENCE]]]</c>.</summary>
    private static ReportLink LinkOf(string text, double day)
    {
        string[] parts = text.Split(' ');
        LinkKind kind = parts[1] switch
        {
            "holds" => LinkKind.Holds,
            "used-in" => LinkKind.UsedIn,
            "contacted" => LinkKind.Contacted,
            "controls" => LinkKind.Controls,
            "logged-in" => LinkKind.LoggedInFrom,
            _ => LinkKind.Transferred,
        };
        decimal? amount = parts.Length > 3 ? decimal.Parse(parts[3], CultureInfo.InvariantCulture) : null;
        DateTimeOffset? at = parts.Length > 4 && parts[4] != "-" ? Day(day).AddHours(-1).AddMinutes(int.Parse(parts[4], CultureInfo.InvariantCulture)) : null;
        return new ReportLink(parts[0], parts[2], kind, amount, null, at, parts.Length > 5 ? parts[5] : null);
    }

    private static string WithLuhn(string digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = (digits[i] - '0') * (i % 2 == 1 ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return digits + (char)('0' + (10 - sum % 10) % 10);
    }
}
