using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Resolve.Reports;
using Resolve.TestKit.Facts;

namespace Resolve.Tests.Reports;

public class ReportReaderTests
{
    private const string Phone = """{"ref":"p","kind":"phone","value":"0912345678"}""";

    public static TheoryData<string, string, string> Bad() => new()
    {
        { "", "", FieldErrorCodes.Json },
        { "{", "", FieldErrorCodes.Json },
        { """{"source":"a","id":"1","mentions":[{"kind":"pho""", "", FieldErrorCodes.Json },
        { "[]", "", FieldErrorCodes.Type },
        { "null", "", FieldErrorCodes.Type },
        { """{"source":"a","source":"b","id":"1"}""", "", FieldErrorCodes.Json },
        { $$"""{"id":"1","mentions":[{{Phone}}]}""", "source", FieldErrorCodes.Required },
        { $$"""{"source":"a","id":7,"mentions":[{{Phone}}]}""", "id", FieldErrorCodes.Type },
        { $$"""{"source":" a","id":"1","mentions":[{{Phone}}]}""", "source", FieldErrorCodes.Format },
        { $$"""{"source":"a\n","id":"1","mentions":[{{Phone}}]}""", "source", FieldErrorCodes.Format },
        { """{"source":"a","id":"1"}""", "mentions", FieldErrorCodes.Required },
        { """{"source":"a","id":"1","mentions":{}}""", "mentions", FieldErrorCodes.Type },
        { """{"source":"a","id":"1","mentions":[7]}""", "mentions[0]", FieldErrorCodes.Type },
        { """{"source":"a","id":"1","mentions":[{"value":"1"}]}""", "mentions[0].kind", FieldErrorCodes.Required },
        { """{"source":"a","id":"1","mentions":[{"kind":"car","value":"1"}]}""", "mentions[0].kind", FieldErrorCodes.UnknownValue },
        { """{"source":"a","id":"1","mentions":[{"kind":"phone"}]}""", "mentions[0].value", FieldErrorCodes.Required },
        { """{"source":"a","id":"1","mentions":[{"kind":"phone","value":"1","role":"boss"}]}""", "mentions[0].role", FieldErrorCodes.UnknownValue },
        { """{"source":"a","id":"1","mentions":[{"kind":"person","name":"A","documents":[{"type":"card","number":"1"}]}]}""", "mentions[0].documents[0].type",
            FieldErrorCodes.UnknownValue },
        { """{"source":"a","id":"1","mentions":[{"kind":"person","name":"\ud800"}]}""", "mentions[0].name", FieldErrorCodes.Encoding },
        { """{"source":"a","id":"1","mentions":[{"kind":"person","name":"a\u0000b"}]}""", "mentions[0].name", FieldErrorCodes.Encoding },
        { $$"""{"source":"a","id":"1","version":0,"mentions":[{{Phone}}]}""", "version", FieldErrorCodes.Range },
        { $$"""{"source":"a","id":"1","version":1.5,"mentions":[{{Phone}}]}""", "version", FieldErrorCodes.Type },
        { $$"""{"source":"a","id":"1","version":99999999999,"mentions":[{{Phone}}]}""", "version", FieldErrorCodes.Range },
        { $$"""{"source":"a","id":"1","withdrawn":"yes","mentions":[{{Phone}}]}""", "withdrawn", FieldErrorCodes.Type },
        { $$"""{"source":"a","id":"1","receivedAt":"2026-03-02","mentions":[{{Phone}}]}""", "receivedAt", FieldErrorCodes.Format },
        { $$"""{"source":"a","id":"1","receivedAt":"2026-03-02T08:00:00","mentions":[{{Phone}}]}""", "receivedAt", FieldErrorCodes.Format },
        { $$"""{"source":"a","id":"1","receivedAt":"2026-02-30T08:00:00Z","mentions":[{{Phone}}]}""", "receivedAt", FieldErrorCodes.Format },
        { $$"""{"source":"a","id":"1","occurredAt":"0000-01-01T00:00:00Z","mentions":[{{Phone}}]}""", "occurredAt", FieldErrorCodes.Format },
        { $$"""{"source":"a","id":"1","occurredAt":"0001-01-01T00:00:00Z","mentions":[{{Phone}}]}""", "occurredAt", FieldErrorCodes.Range },
        { $$"""{"source":"a","id":"1","loss":{"amount":NaN},"mentions":[{{Phone}}]}""", "", FieldErrorCodes.Json },
        { $$"""{"source":"a","id":"1","loss":{"amount":true},"mentions":[{{Phone}}]}""", "loss.amount", FieldErrorCodes.Type },
        { """{"source":"a","id":"1","narrative":"  "}""", "mentions", FieldErrorCodes.Required },
        { $$"""{"source":"a","id":"1","loss":{"amount":-1},"mentions":[{{Phone}}]}""", "loss.amount", FieldErrorCodes.Range },
        { $$"""{"source":"a","id":"1","loss":{"amount":1e400},"mentions":[{{Phone}}]}""", "loss.amount", FieldErrorCodes.Range },
        { $$"""{"source":"a","id":"1","loss":{"amount":1,"currency":"đồng"},"mentions":[{{Phone}}]}""", "loss.currency", FieldErrorCodes.Format },
        { $$"""{"source":"a","id":"1","mentions":[{{Phone}},{{Phone}}]}""", "mentions[1].ref", FieldErrorCodes.Duplicate },
        { $$"""{"source":"a","id":"1","mentions":[{{Phone}}],"links":[{"from":"p","to":"q","kind":"holds"}]}""", "links[0].to", FieldErrorCodes.UnknownRef },
        { $$"""{"source":"a","id":"1","mentions":[{{Phone}}],"links":[{"from":"p","to":"p","kind":"holds"}]}""", "links[0]", FieldErrorCodes.SelfLink },
        { $$"""{"source":"a","id":"1","mentions":[{{Phone}}],"links":[{"from":"p","to":"p"}]}""", "links[0].kind", FieldErrorCodes.Required },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_field_is_named(string json, string path, string code)
    {
        ReportReadResult result = ReportReader.Read(Encoding.UTF8.GetBytes(json));
        Assert.Null(result.Report);
        Assert.Contains(result.Errors, e => e.Path == path && e.Code == code);
    }

    [Theory]
    [InlineData("250.000.000 đ", 250_000_000, "VND")]
    [InlineData("500.000", 500_000, "VND")]
    [InlineData("46.750", 46_750, "VND")]
    [InlineData("1 tỷ 250 triệu", 1_250_000_000, "VND")]
    [InlineData("1.200 USD", 1_200, "USD")]
    [InlineData("2.5E+08", 250_000_000, "VND")]
    public void An_amount_that_stands_as_text_is_read_as_people_write_money(string text, int amount, string currency)
    {
        Report report = ReportReader.Read(Encoding.UTF8.GetBytes(
            $$"""{"source":"a","id":"1","loss":{"amount":"{{text}}"},"mentions":[{{Phone}},{"ref":"q","kind":"phone","value":"0987654321"}],"links":["""
                + $$"""{"from":"p","to":"q","kind":"transferred","amount":"{{text}}"}]}""")).Report!;
        Assert.Equal(new Money(amount, currency), report.Loss);
        Assert.Equal((amount, currency == "VND" ? null : currency), (report.Links[0].Amount, report.Links[0].Currency));
        Assert.Empty(report.UnknownFields);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("chưa rõ")]
    [InlineData("NaN")]
    [InlineData("(500.000)")]
    [InlineData("500 đến 700 triệu")]
    public void An_amount_that_cannot_be_read_is_kept_as_written_and_costs_nothing(string text)
    {
        byte[] json = Encoding.UTF8.GetBytes(
            $$"""{"source":"a","id":"1","loss":{"amount":"{{text}}","currency":"USD"},"mentions":[{{Phone}},"""
                + $$"""{"ref":"q","kind":"phone","value":"0987654321"}],"links":[{"from":"p","to":"q","kind":"transferred","amount":"{{text}}"}]}""");
        Report report = ReportReader.Read(json).Report!;
        Assert.Null(report.Loss);
        Assert.Null(report.Links[0].Amount);
        Assert.Equal(["links[0].amount", "loss.amount", "loss.currency"], report.UnknownFields.Select(f => f.Path));
        byte[] canonical = ReportWriter.ToUtf8(report);
        Assert.Contains(text, Encoding.UTF8.GetString(canonical), StringComparison.Ordinal);
        Assert.Equal(canonical, ReportWriter.ToUtf8(ReportReader.Read(canonical).Report!));
    }

    [Fact]
    public void A_text_alone_is_a_report()
    {
        Report report = ReportReader.Read("""{"source":"a","id":"1","narrative":"Số 0961234117 gọi lừa đảo"}"""u8.ToArray()).Report!;
        Assert.Empty(report.Mentions);
        Assert.Equal(report.Narrative, ReportReader.Read(ReportWriter.ToUtf8(report)).Report!.Narrative);
    }

    [Theory]
    [InlineData("CCCD", "cccd")]
    [InlineData("Cmnd", "cmnd")]
    [InlineData("PASSPORT", "passport")]
    [InlineData("Hộ chiếu", "passport")]
    [InlineData("Driver-Licence", "driver-licence")]
    [InlineData("NATIONAL-ID", "national-id")]
    [InlineData("Căn cước công dân", "cccd")]
    [InlineData("Other", "other")]
    public void A_paper_has_its_type_in_any_case(string written, string type)
    {
        byte[] json = Encoding.UTF8.GetBytes($$"""{"source":"a","id":"1","mentions":[{"kind":"person","name":"An","documents":["""
            + $$"""{"type":"{{written}}","number":"087161001234"}]}]}""");
        Assert.Equal(type, Assert.Single(ReportReader.Read(json).Report!.Mentions[0].Documents).Type);
    }

    [Fact]
    public void An_id_is_the_same_with_marks_of_their_own()
    {
        const string composed = "đồngtháp/tổ giác", parted = "đo\u0302\u0300ngtha\u0301p/to\u0302\u0309 gia\u0301c";
        Assert.NotEqual(composed, parted);
        ReportKey Key(string text) =>
            ReportReader.Read(Encoding.UTF8.GetBytes($$"""{"source":"{{text}}","id":"{{text}}","mentions":[{{Phone}}]}""")).Report!.Key;
        Assert.Equal(Key(composed), Key(parted));
        Assert.Equal(Key(composed), ReportKey.Of(parted, parted));
    }

    [Fact]
    public void Every_bad_field_is_named_at_once()
    {
        ReportReadResult result = ReportReader.Read("""{"version":"x","loss":7,"mentions":[{"kind":"phone"},{"kind":"car"}]}"""u8.ToArray());
        Assert.Equal(
            ["source", "id", "version", "loss", "mentions[0].value", "mentions[1].kind"],
            result.Errors.Select(e => e.Path));
    }

    [Fact]
    public void Absurd_sizes_are_refused()
    {
        byte[] large = Encoding.UTF8.GetBytes($$"""{"source":"a","id":"1","narrative":"{{new string('x', ReportLimits.SizeBytesMax)}}","mentions":"""
            + $$"""[{{Phone}}]}""");
        Assert.Equal(FieldErrorCodes.TooLong, ReportReader.Read(large).Errors.Single().Code);
        string many = string.Join(',', Enumerable.Repeat("""{"kind":"phone","value":"1"}""", 10_000));
        FieldError error = ReportReader.Read(Encoding.UTF8.GetBytes($$"""{"source":"a","id":"1","mentions":[{{many}}]}""")).Errors[0];
        Assert.Equal(("mentions", FieldErrorCodes.TooMany), (error.Path, error.Code));
        string longValue = $$"""{"source":"a","id":"1","mentions":[{"kind":"phone","value":"{{new string('1', 1_001)}}"}]}""";
        Assert.Equal(FieldErrorCodes.TooLong, ReportReader.Read(Encoding.UTF8.GetBytes(longValue)).Errors.Single().Code);
    }

    [Fact]
    public void Text_that_is_no_UTF8_is_refused()
    {
        byte[] json = Encoding.UTF8.GetBytes($$"""{"source":"aXb","id":"1","mentions":[{{Phone}}]}""");
        json[Array.IndexOf(json, (byte)'X')] = 0xC3;
        Assert.Equal(FieldErrorCodes.Encoding, ReportReader.Read(json).Errors.Single().Code);
    }

    [Fact]
    public void Unknown_fields_are_kept_where_they_stood()
    {
        const string json = """{"source":"a","id":"1","zeal":{"b":1,"a":[true,null]},"mentions":[{"ref":"p","kind":"phone","value":"09","colour":"red"}]}""";
        Report report = ReportReader.Read(Encoding.UTF8.GetBytes(json)).Report!;
        Assert.Equal(["zeal", "mentions[0].colour"], report.UnknownFields.Select(f => f.Path));
        string written = Encoding.UTF8.GetString(ReportWriter.ToUtf8(report));
        Assert.Contains("""
            "zeal":{"a":[true,null],"b":1}
            """, written, StringComparison.Ordinal);
        Assert.Contains("""
            "colour":"red"
            """, written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mention_without_a_ref_gets_one_that_is_free()
    {
        byte[] json = """{"source":"a","id":"1","mentions":[{"kind":"phone","value":"1"},{"ref":"m1","kind":"phone","value":"2"}]}"""u8.ToArray();
        Report report = ReportReader.Read(json).Report!;
        Assert.Equal(["m1_", "m1"], report.Mentions.Select(m => m.Ref));
    }

    [Fact]
    public void The_canonical_form_does_not_depend_on_how_the_report_was_written()
    {
        Report a = ReportReader.Read(("""{"id":"1","source":"a","receivedAt":"2026-03-02T08:15:00.000+07:00","loss":{"amount":250000000.00},"mentions":["""u8
            + """{"kind":"phone","value":"09","ref":"p","role":"mentioned"}]}"""u8).ToArray()).Report!;
        Report b = ReportReader.Read("""
            { "source": "a", "id": "1", "version": 1, "receivedAt": "2026-03-02T08:15+07:00", "narrative": null,
              "loss": { "currency": "vnd", "amount": 2.5e8 }, "mentions": [ { "ref": "p", "kind": "phone", "value": "0\u0039" } ], "links": [] }
            """u8.ToArray()).Report!;
        Assert.Equal(Encoding.UTF8.GetString(ReportWriter.ToUtf8(a)), Encoding.UTF8.GetString(ReportWriter.ToUtf8(b)));
    }

    [Fact]
    public void The_canonical_form_is_pinned()
    {
        const string json =
            "{\"source\":\"dongthap/pc02\",\"id\":\"TB-1\",\"version\":2,\"unit\":\"87/PC02\",\"receivedAt\":\"2026-03-02T08:15:00+07:00\","
            + "\"province\":\"87\",\"typologies\":[\"S05\"],"
            + "\"loss\":{\"amount\":250000000,\"currency\":\"VND\"},\"narrative\":\"Hoà <b>\",\"mentions\":"
            + "[{\"ref\":\"s\",\"kind\":\"person\",\"role\":\"suspect\",\"name\":\"TRAN VAN B\",\"aliases\":[\"Tý\"],"
            + "\"dob\":\"1990\",\"documents\":[{\"type\":\"cccd\",\"number\":\"087161001234\"}],\"addresses\":[\"Cao Lãnh\"]},"
            + "{\"ref\":\"a\",\"kind\":\"account\",\"role\":\"suspect\",\"bank\":\"VCB\",\"value\":\"0071000123456\",\"holder\":\"TRAN VAN B\"}],"
            + "\"links\":[{\"from\":\"s\",\"to\":\"a\",\"kind\":\"holds\",\"at\":\"2026-03-01T20:10:00+07:00\"}]}";
        Assert.Equal(json, Encoding.UTF8.GetString(ReportWriter.ToUtf8(ReportReader.Read(Encoding.UTF8.GetBytes(json)).Report!)));
    }

    [Fact]
    public void Writing_and_reading_gives_the_report_back() => Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), seed =>
    {
        foreach (Report report in new RandomFacts(seed).Make(5))
        {
            byte[] bytes = ReportWriter.ToUtf8(report);
            ReportReadResult read = ReportReader.Read(bytes);
            Assert.Empty(read.Errors);
            Assert.Equal(bytes, ReportWriter.ToUtf8(read.Report!));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Mutated_reports_never_throw_and_what_is_read_can_be_written()
    {
        var random = new SplitMix(7);
        int read = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] bytes = ReportWriter.ToUtf8(random.Pick(new RandomFacts((ulong)i / 50).Make(3)));
            for (int n = random.Below(4); n >= 0; n--) bytes[random.Below(bytes.Length)] = random.Chance(70)
                ? (byte)(32 + random.Below(95)) : (byte)random.Next();
            if (random.Chance(20)) bytes = bytes[..random.Below(bytes.Length)];
            ReportReadResult result = ReportReader.Read(bytes);
            Assert.Equal(result.Report is null, result.Errors.Count > 0);
            if (result.Report is null) continue;
            read++;
            byte[] canonical = ReportWriter.ToUtf8(result.Report);
            Assert.Equal(canonical, ReportWriter.ToUtf8(ReportReader.Read(canonical).Report!));
        }
        Assert.True(read > 1_000, $"Only {read} mutants could be read: the fuzz reaches too little.");
    }
}
