using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Resolve.Client.Building;
using Resolve.Client.Contracts;
using Resolve.Reports;

namespace Resolve.Client.Tests;

/// <summary>What the builder lets through, the server's reader takes; what it refuses is named.</summary>
public class ReportBuilderTests
{
    private static readonly string?[] s_texts =
        [null, "", " ", "a", "Nguyễn Thị Hoà", "0169.123.4567", new('x', 200), new('x', 201), new('x', 1_000), new('x', 1_001), "\ud800", "tab\there",
            " edge", "😀", "\0", "e\u0301"];

    private static readonly decimal[] s_amounts = [0, 1, 250_000_000m, 0.5m, -1, 1_000_000_000_000_000_000m, 1_000_000_000_000_000_001m];

    [Fact]
    public void What_is_built_is_taken_by_the_reader()
    {
        int built = 0;
        Prop.ForAll(
            ArbMap.Default.ArbFor<int>(),
            seed =>
            {
                ReportBuilder report = Make(new System.Random(seed));
                if (report.Validate().Count > 0)
                {
                    Assert.Throws<InvalidReportException>(() => report.Build());
                    return;
                }
                built++;
                ReportReadResult read = ReportReader.Read(JsonSerializer.SerializeToUtf8Bytes(report.Build(), ResolveJson.Answers));
                Assert.True(read.Report is not null, string.Join("; ", read.Errors.Select(e => $"{e.Path} {e.Code}")));
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
        Assert.InRange(built, 100, 1_900); // both sides were tried
    }

    [Fact]
    public void A_report_has_what_was_said()
    {
        var report = new ReportBuilder("dongthap/pc02", "TB-1") { Unit = "87/PC02", Loss = 5, Progress = ReportProgress.Suspended };
        PersonMention victim = report.AddPerson(ReportRole.Victim,
            new PersonDescription { Name = "Nguyễn Thị Hoà", BornOn = new DateOnly(1961, 4, 3), IsFemale = true,
            Documents = [new(DocumentKind.Cccd, "087161001234")] });
        PhoneMention phone = report.AddPhone("0169.123.4567", ReportRole.Suspect, "zalo");
        AccountMention account = report.AddAccount("VCB", "0071000123456", ReportRole.Suspect, "TRAN VAN B");
        DeviceMention device = report.AddDevice(DeviceKind.Imei, "35693803564380-9", ReportRole.Suspect);
        OnlineMention online = report.AddOnline("telegram", "@vip", ReportRole.Mentioned);
        report.Transferred(victim, account, 250_000_000m, reference: "FT1");
        report.Contacted(phone, victim);
        report.UsedIn(phone, device);
        report.LoggedInFrom(online, device);
        report.Holds(victim, phone);
        report.RegisteredTo(account, victim);
        report.Controls(phone, account);
        report.Related(online, phone);
        string json = JsonSerializer.Serialize(report.Build(), ResolveJson.Answers);
        Assert.Equal(
            """{"source":"dongthap/pc02","id":"TB-1","mentions":[{"kind":"person","ref":"m1","role":"victim","name":"Nguyễn Thị """
                + """Hoà","dob":"1961-04-03","sex":"F","documents":[{"type":"cccd","number":"087161001234"}]},"""
            + """{"kind":"phone","ref":"m2","role":"suspect","value":"0169.123.4567","channel":"zalo"},"""
            + """{"kind":"account","ref":"m3","role":"suspect","value":"0071000123456","bank":"VCB","holder":"TRAN VAN B"},"""
            + """{"kind":"device","ref":"m4","role":"suspect","value":"35693803564380-9","type":"imei"},"""
            + """{"kind":"online","ref":"m5","value":"@vip","platform":"telegram"}]"""
            + ""","version":1,"unit":"87/PC02","status":"suspended","loss":{"amount":5},"links":["""
            + """{"from":"m1","to":"m3","kind":"transferred","amount":250000000,"reference":"FT1"},{"from":"m2","to":"m1","kind":"contacted"},"""
            + """{"from":"m2","to":"m4","kind":"used-in"},{"from":"m5","to":"m4","kind":"logged-in-from"},{"from":"m1","to":"m2","kind":"holds"},"""
            + """{"from":"m3","to":"m1","kind":"registered-to"},"""
            + """{"from":"m2","to":"m3","kind":"controls"},{"from":"m5","to":"m2","kind":"related"}]}""",
            json);
        ReportReadResult read = ReportReader.Read(System.Text.Encoding.UTF8.GetBytes(json));
        Assert.Equal((5, 8), (read.Report!.Mentions.Count, read.Report.Links.Count));
    }

    [Fact]
    public void Links_join_two_mentions_of_one_report()
    {
        ReportBuilder one = new("s", "1"), other = new("s", "2");
        PhoneMention phone = one.AddPhone("0901", ReportRole.Suspect), foreign = other.AddPhone("0902", ReportRole.Suspect);
        PersonMention person = one.AddPerson(ReportRole.Suspect, new PersonDescription { Name = "B" });
        Assert.Throws<ArgumentException>(() => one.Contacted(phone, foreign));
        Assert.Throws<ArgumentException>(() => one.Contacted(phone, phone));
        Assert.Throws<ArgumentException>(() => one.Holds(person, person));
    }

    [Fact]
    public async Task Hints_are_asked_for_each_identifier()
    {
        using var server = new StubServer();
        server.Answer = _ => StubServer.Make(System.Net.HttpStatusCode.OK,
            """{"kind":"phone","key":"phone:+84391234567","candidates":[],"steps":[],"facts":{}}""");
        var report = new ReportBuilder("s", "1") { OccurredAt = new DateTimeOffset(2018, 9, 1, 0, 0, 0, TimeSpan.FromHours(7)) };
        report.AddPerson(ReportRole.Victim, new PersonDescription { Documents = [new(DocumentKind.Passport, "C1234567", "KH")] });
        report.AddPhone("01691234567", ReportRole.Suspect);
        IReadOnlyList<ReportHint> hints = await report.ParseAsync(server.Client);
        Assert.Equal(["mentions[0].documents[0].number", "mentions[1].value"], hints.Select(h => h.Path));
        Assert.All(hints, h => Assert.True(h.HasKey));
        Assert.Equal("""POST /base/v1/parse application/json {"kind":"document","value":"C1234567","date":"2018-09-01","type":"passport","country":"KH"}""",
            server.Asked[0]);
    }

    [Fact]
    public void A_withdrawal_is_one_for_the_reader()
    {
        ReportReadResult read = ReportReader.Read(JsonSerializer.SerializeToUtf8Bytes(ReportBuilder.Withdrawal("s", "1", 2), ResolveJson.Answers));
        Assert.True(read.Report!.Withdrawn);
    }

    private static ReportBuilder Make(System.Random random)
    {
        string? Any() => random.Next(6) > 0 ? s_texts[random.Next(3, 6)] : s_texts[random.Next(s_texts.Length)];
        var report = new ReportBuilder(Any() ?? "", Any() ?? "")
        {
            Version = random.Next(8) > 0 ? 1 : random.Next(-1, 3),
            Unit = Any(),
            Narrative = Any(),
            Loss = random.Next(4) > 0 ? null : s_amounts[random.Next(s_amounts.Length)],
            ReceivedAt = random.Next(10) > 0 ? null : new DateTimeOffset(random.Next(1890, 2210), 1, 1, 0, 0, 0, TimeSpan.FromHours(7)),
        };
        var made = new List<BuiltMention>();
        for (int i = random.Next(4); i > 0; i--) made.Add(Mention(report, random, Any));
        if (made.Count > 1) report.Transferred(made[0], made[1], s_amounts[random.Next(4)], currency: random.Next(8) > 0 ? null : Any());
        return report;
    }

    private static BuiltMention Mention(ReportBuilder report, System.Random random, Func<string?> any) => random.Next(5) switch
    {
        0 => report.AddPhone(any() ?? "", ReportRole.Suspect, any()),
        1 => report.AddAccount(any(), any() ?? "", ReportRole.Holder, any()),
        2 => report.AddDevice((DeviceKind)random.Next(7), any() ?? "", ReportRole.Witness),
        3 => report.AddOnline(any() ?? "", any() ?? "", ReportRole.Mentioned),
        _ => report.AddPerson((ReportRole)random.Next(6),
            new PersonDescription { Name = any(), Aliases = any() is { } a ? [a] : [], BornInYear = random.Next(3) > 0 ? null : random.Next(1890, 2210),
            Documents = [new((DocumentKind)random.Next(6), any() ?? "", any())] }),
    };
}
