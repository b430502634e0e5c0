using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Resolve.Identifiers.Mentions;
using Resolve.Tables;
using Resolve.Reports;

namespace Resolve.Cli.Tests.Csv;

public class CsvReportReaderTests
{
    private const string Febrl = """
        { "source": "febrl", "id": "rec_id", "mentions": [{ "kind": "person", "role": "suspect", "name": ["given_name", "surname"],
          "dob": { "column": "date_of_birth", "format": "yyyyMMdd" }, "documents": [{ "type": "national-id", "column": "soc_sec_id", "country": "AU" }],
          "addresses": [["street_number", "address_1", "suburb", "postcode", "state"]] }] }
        """;

    private const string FebrlHeader = "rec_id, given_name, surname, street_number, address_1, address_2, suburb, postcode, state, date_of_birth, soc_sec_id\n";

    private static CsvMapping Map(string json) => CsvMapping.Parse(Encoding.UTF8.GetBytes(json));

    private static List<CsvRow> Read(string mapping, byte[] csv) => Task.Run(async () =>
    {
        using var stream = new MemoryStream(csv);
        var rows = new List<CsvRow>();
        await foreach (CsvRow row in CsvReportReader.ReadAsync(stream, Map(mapping))) rows.Add(row);
        return rows;
    }).GetAwaiter().GetResult();

    private static List<CsvRow> Read(string mapping, string csv) => Read(mapping, Encoding.UTF8.GetBytes(csv));

    private const string Plain = """{ "source": "s", "id": "id", "mentions": [{ "kind": "person", "name": "name" }] }""";

    [Fact]
    public void Blanks_around_names_and_fields_go_and_empty_columns_are_skipped_in_joins()
    {
        CsvRow row = Assert.Single(Read(Febrl, FebrlHeader + "rec-223-org, , waller, 6, tullaroop street, willaroo, st james, 4011, , 19081209, 6988048\n"));
        Report report = row.Report!;
        Assert.Equal(new ReportKey("febrl", "rec-223-org"), report.Key);
        Mention person = Assert.Single(report.Mentions);
        Assert.Equal("waller", person.Name);
        Assert.Equal("1908-12-09", person.BirthDate);
        Assert.Equal(new DocumentMention("national-id", "6988048", "AU"), Assert.Single(person.Documents));
        Assert.Equal("6 tullaroop street st james 4011", Assert.Single(person.Addresses));
        Assert.Equal(MentionRole.Suspect, person.Role);
        Assert.Equal(2, row.Line);
    }

    [Theory]
    [InlineData("19081209", "1908-12-09")]
    [InlineData("19081399", "19081399")]
    [InlineData("unknown", "unknown")]
    [InlineData("00000000", "00000000")]
    [InlineData("", null)]
    public void A_birth_date_that_is_none_is_kept_as_written(string written, string? kept) =>
        Assert.Equal(kept, Assert.Single(Read(Febrl, FebrlHeader + $"r, a, b, , , , , , , {written}, 1234567\n")).Report!.Mentions[0].BirthDate);

    [Theory]
    [InlineData("03/04/1961", "1961-04-03")]
    [InlineData("04/1961", "1961-04")]
    [InlineData("1961", "1961")]
    [InlineData("1961-04-03", "1961-04-03")]
    public void Formats_are_tried_in_order_and_tell_how_far_a_date_is_known(string written, string iso)
    {
        string mapping = """{ "source": "s", "id": "id", "mentions": [{ "kind": "person", "name": "name", "dob": { "column": "dob", "formats": """
            + """["dd/MM/yyyy", "MM/yyyy", "yyyy"] } }] }""";
        Assert.Equal(iso, Assert.Single(Read(mapping, $"id,name,dob\n1,An,{written}\n")).Report!.Mentions[0].BirthDate);
    }

    [Fact]
    public void Phones_mails_and_accounts_of_a_person_become_mentions_that_the_person_holds()
    {
        string mapping = """
            { "source": "s", "id": "id", "mentions": [{ "kind": "person", "role": "victim", "name": "name", "phones": ["p1", "p2"], "emails": ["mail"],
              "accounts": [{ "number": "acc", "bank": { "constant": "VCB" }, "holder": "name" }], "aliases": ["nick"], "sex": "sex", "nationality": {
              "constant": "VN" } }] }
            """;
        Report report = Assert.Single(Read(mapping, "id,name,p1,p2,mail,acc,nick,sex\n1,Trần B,0912000111,,b@x.example,0071000123456,Tý,Nam\n")).Report!;
        Assert.Equal(["person", "phone", "online", "account"], report.Mentions.Select(m => WireNames.Of(m.Kind)));
        Assert.All(report.Mentions, m => Assert.Equal(MentionRole.Victim, m.Role));
        Assert.Equal(("Tý", "Nam", "VN"), (report.Mentions[0].Aliases[0], report.Mentions[0].Sex, report.Mentions[0].Nationality));
        Assert.Equal("email", report.Mentions[2].Platform);
        Assert.Equal(("VCB", "Trần B"), (report.Mentions[3].Bank, report.Mentions[3].Holder));
        Assert.Equal(3, report.Links.Count);
        Assert.All(report.Links, link => Assert.Equal((report.Mentions[0].Ref, LinkKind.Holds), (link.From, link.Kind)));
    }

    [Fact]
    public void Every_kind_times_money_links_and_report_columns_are_mapped()
    {
        string mapping = """
            { "source": { "column": "unit" }, "id": ["year", "no"], "delimiter": ";", "unit": "unit", "province": "prov", "narrative": "text",
            "typologies": ["typ", "typ2"],
              "receivedAt": { "column": "got", "format": "dd/MM/yyyy HH:mm" }, "occurredAt": { "column": "was", "format": "yyyyMMdd", "offset": "+09:00" },
              "loss": "lost", "currency": { "constant": "USD" },
              "mentions": [
                { "kind": "phone", "ref": "t", "role": { "column": "role" }, "value": "phone", "channel": { "constant": "zalo" } },
                { "kind": "account", "ref": "a", "role": "suspect", "value": "acc", "bank": "bank" },
                { "kind": "device", "ref": "d", "value": "imei", "type": { "constant": "imei" } },
                { "kind": "online", "ref": "o", "value": "nick", "platform": "site" },],
              "links": [{ "from": "t", "to": "d", "kind": "used-in" }, { "from": "a", "to": "o", "kind": "transferred", "amount": "lost", "at": {
              "column": "got", "format": "dd/MM/yyyy HH:mm" }, "reference": "no" }] } // as exported
            """;
        string csv = "unit;year;no;prov;text;typ;typ2;got;was;lost;role;phone;acc;bank;imei;nick;site\nPC02;2026;7;87;\"một; hai\";S05;;02/03/2026 "
            + "08:15;20260301;1500.5;Suspect;0912000111;007;VCB;;vip;telegram\n";
        CsvRow row = Assert.Single(Read(mapping, csv));
        Assert.Empty(row.Errors);
        Report report = row.Report!;
        Assert.Equal(new ReportKey("PC02", "2026 7"), report.Key);
        Assert.Equal(("PC02", "87", "một; hai"), (report.Unit, report.Province, report.Narrative));
        Assert.Equal(["S05"], report.Typologies);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 8, 15, 0, TimeSpan.FromHours(7)), report.ReceivedAt);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.FromHours(9)), report.OccurredAt);
        Assert.Equal(new Money(1500.5m, "USD"), report.Loss);
        Assert.Equal(["t", "a", "o"], report.Mentions.Select(m => m.Ref));
        Assert.Equal((MentionRole.Suspect, "zalo"), (report.Mentions[0].Role, report.Mentions[0].Channel));
        ReportLink link = Assert.Single(report.Links);
        Assert.Equal((LinkKind.Transferred, 1500.5m, "7"), (link.Kind, link.Amount, link.Reference));
    }

    [Fact]
    public void Quoted_fields_byte_order_marks_and_line_breaks_in_fields_are_read_and_lines_are_counted_as_editors_do()
    {
        byte[] csv = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("id,name\r\n1,\"Nguyễn \"\"Tý\"\" An\"\r\n2,\"hai\r\ndòng\"\r\n\r\n3,Ba \"Còi\"\r\n")];
        List<CsvRow> rows = Read(Plain, csv);
        Assert.Equal([2L, 3L, 6L], rows.Select(r => r.Line));
        Assert.All(rows, r => Assert.Empty(r.Errors));
        Assert.Equal("Nguyễn \"Tý\" An", rows[0].Report!.Mentions[0].Name);
        Assert.Equal("Ba \"Còi\"", rows[2].Report!.Mentions[0].Name);
        Assert.Equal("2,\"hai\r\ndòng\"", rows[1].Raw);
    }

    [Fact]
    public void Bad_rows_are_told_with_line_and_raw_text_and_the_others_go_on()
    {
        byte[] csv =
        [
            .. "id,name\n1,An\n2\n3,Ba,extra\n,Không mã\n1,An lần nữa\n5,\"x\"y\n6,"u8, 0xC3, 0x28, .. "\n,\n7,Bảy\n8,\n"u8,
        ];
        List<CsvRow> rows = Read(Plain, csv);
        Assert.Equal([2, 3, 4, 5, 6, 7, 8, 10, 11], rows.Select(r => (int)r.Line));
        Assert.Equal(["1", "7"], rows.Where(r => r.Report is not null).Select(r => r.Report!.Key.Id));
        string Codes(int line) => string.Join(' ', rows.Single(r => r.Line == line).Errors.Select(e => $"{e.Path}:{e.Code}"));
        Assert.Equal(":fields", Codes(3));
        Assert.Equal(":fields", Codes(4));
        Assert.Equal("id:required", Codes(5));
        Assert.Equal("id:duplicate", Codes(6));
        Assert.Equal(":quotes", Codes(7));
        Assert.Equal(":encoding", Codes(8));
        Assert.Equal("mentions:required", Codes(11));
        Assert.Contains("Line 2", rows.Single(r => r.Line == 6).Errors[0].Message, StringComparison.Ordinal);
        Assert.Equal("3,Ba,extra", rows.Single(r => r.Line == 4).Raw);
    }

    [Fact]
    public void A_quote_that_never_closes_ends_in_an_error_and_not_in_all_memory()
    {
        var csv = new StringBuilder("id,name\n1,An\n2,\"never closed\n");
        for (int i = 0; i < 300_000; i++) csv.Append("3,row of many\n");
        List<CsvRow> rows = Read(Plain, csv.ToString());
        Assert.Equal(2, rows.Count);
        Assert.Equal("1", rows[0].Report!.Key.Id);
        Assert.Equal(3, rows[1].Line);
        Assert.Contains("quote", Assert.Single(rows[1].Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_that_is_none_is_refused_by_name_with_the_formats_that_were_tried()
    {
        string mapping = """{ "source": "s", "id": "id", "receivedAt": { "column": "got", "formats": ["dd/MM/yyyy", "yyyy"] }, "occurredAt": "was","""
            + """ "mentions": [{ "kind": "person", "name": "name" }] }""";
        CsvRow row = Assert.Single(Read(mapping, "id,name,got,was\n1,An,hôm qua,hôm kia\n"));
        Assert.Null(row.Report);
        Assert.Equal(["occurredAt", "receivedAt"], row.Errors.Select(e => e.Path).Order());
        Assert.All(row.Errors, e => Assert.DoesNotContain("hôm", e.Message, StringComparison.Ordinal));
        Assert.Contains("dd/MM/yyyy, yyyy", row.Errors.Single(e => e.Path == "receivedAt").Message, StringComparison.Ordinal);
        Assert.Contains("ISO 8601", row.Errors.Single(e => e.Path == "occurredAt").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("500.000", "500000")]
    [InlineData("46.750", "46750")]
    [InlineData("46.75", "46.75")]
    [InlineData("250.000.000", "250000000")]
    [InlineData("250.000.000 đ", "250000000")]
    [InlineData("500000đ", "500000")]
    [InlineData("250000000", "250000000")]
    [InlineData("250000000.0", "250000000")]
    [InlineData("250000000.00", "250000000.00")]
    [InlineData("2.5E+08", "250000000")]
    [InlineData("250.000.000,50", "250000000.50")]
    [InlineData("250,000,000.00", "250000000.00")]
    [InlineData("VND 1.500.000", "1500000")]
    [InlineData("1,5 tỷ", "1500000000")]
    [InlineData("50TR", "50000000")]
    [InlineData("250 000 000", "250000000")]
    [InlineData("0", "0")]
    [InlineData("-", null)]
    [InlineData("chưa rõ", null)]
    [InlineData("-500.000", null)]
    [InlineData("500 - 700 triệu", null)]
    [InlineData("#N/A", null)]
    public void An_amount_is_read_as_people_write_money_and_never_costs_the_row(string cell, string? amount)
    {
        string mapping = """
            { "source": "s", "id": "id", "loss": "lost", "mentions": [{ "ref": "a", "kind": "account", "value": "from", "bank": { "constant": "VCB" } }, {
            "ref": "b", "kind": "account", "value": "to", "bank": { "constant": "VCB" } }],
              "links": [{ "from": "a", "to": "b", "kind": "transferred", "amount": "lost" }] }
            """;
        Report report = Assert.Single(Read(mapping, $"id,from,to,lost\n1,0071000123117,0071000123225,\"{cell}\"\n")).Report!;
        decimal? expected = amount is null ? null : decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(expected, report.Loss?.Amount);
        Assert.Equal(expected, report.Links[0].Amount);
        Assert.Equal(2, report.Mentions.Count);
        Assert.Equal(amount is null ? ["links[0].amount", "loss.amount"] : [], report.UnknownFields.Select(f => f.Path));
    }

    [Theory]
    [InlineData("46.750", "46.750")]
    [InlineData("1234.5", "1234.5")]
    public void A_mapping_says_that_a_file_has_plain_numbers(string cell, string amount)
    {
        string mapping = """{ "source": "s", "id": "id", "loss": { "column": "lost", "format": "number" }, "currency": "unit", "mentions": ["""
            + """{ "kind": "person", "name": "name" }] }""";
        Report report = Assert.Single(Read(mapping, $"id,name,lost,unit\n1,An,{cell},đồng\n")).Report!;
        Assert.Equal(new Money(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)), report.Loss);
    }

    [Fact]
    public void Rows_of_texts_alone_are_reports()
    {
        List<CsvRow> rows = Read("""{ "source": "s", "id": "id", "narrative": "text" }""", "id,text\n1,Số 0961234117 lừa đảo\n2,\n");
        Assert.Equal("Số 0961234117 lừa đảo", rows[0].Report!.Narrative);
        Assert.Equal("mentions", Assert.Single(rows[1].Errors).Path);
    }

    [Fact]
    public void Two_accounts_of_a_cell_are_two_and_the_type_of_a_paper_has_any_case()
    {
        string mapping = """{ "source": "s", "id": "id", "mentions": [{ "kind": "person", "name": "name", "documents": [{ "type": "CCCD","""
            + """ "column": "paper" }], "accounts": [{ "number": "stk", "bank": "bank" }] }] }""";
        Report report = Assert.Single(Read(mapping, "id,name,paper,stk,bank\n1,An,87161001234.0,0071000123117 / 0071000123225,VCB\n")).Report!;
        Assert.Equal("cccd", report.Mentions[0].Documents[0].Type);
        Assert.Equal(
            ["account:970436:0071000123117", "account:970436:0071000123225"],
            Resolve.Graph.ReportExtractor.Extract(report).Mentions.Where(m => !m.Key.IsDefault).Select(m => m.Key.ToString()));
    }

    [Theory]
    [InlineData("id,nom\n1,An\n", "'name'")]
    [InlineData("id,name,name\n1,An,An\n", "'name'")]
    [InlineData("id;name\n1;An\n", "parted by ';'")]
    [InlineData("id\tname\n1\tAn\n", "parted by tabs")]
    [InlineData("", "no header")]
    [InlineData("\n\n", "no header")]
    public void A_mapping_that_does_not_fit_the_file_is_refused_with_the_column(string csv, string message) =>
        Assert.Contains(message, Assert.Throws<CsvMappingException>(() => Read(Plain, csv)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_in_another_encoding_is_told_to_be_one() => Assert.Contains(
        "not in UTF-8",
        Assert.Throws<CsvMappingException>(() => Read("""{ "source": "s", "id": "Mã", "narrative": "text" }""",
            Encoding.Latin1.GetBytes("Mã,text\n1,a\n"))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("{", "not JSON")]
    [InlineData("[]", "an object is expected")]
    [InlineData("""{ "id": "i", "mentions": [] }""", "mentions")]
    [InlineData("""{ "id": "i", "mentions": [{ "kind": "person" }] }""", "source")]
    [InlineData("""{ "source": "s", "mentions": [{ "kind": "person" }] }""", "id: missing")]
    [InlineData("""{ "source": "s", "id": "i", "colour": "c", "mentions": [{ "kind": "person" }] }""", "colour: unknown")]
    [InlineData("""{ "source": "s", "id": "i", "mentions": [{ "kind": "ghost" }] }""", "mentions[0].kind: 'ghost'")]
    [InlineData("""{ "source": "s", "id": "i", "mentions": [{ "kind": "phone" }] }""", "mentions[0].value: missing")]
    [InlineData("""{ "source": "s", "id": "i", "mentions": [{ "kind": "phone", "value": "p", "name": "n" }] }""", "mentions[0].name: unknown")]
    [InlineData("""{ "source": "s", "id": "i", "mentions": [{ "kind": "person", "role": "hero" }] }""", "mentions[0].role: 'hero'")]
    [InlineData("""{ "source": "s", "id": "i", "mentions": [{ "kind": "person", "name": 5 }] }""", "mentions[0].name")]
    [InlineData("""{ "source": "s", "id": "i", "mentions": [{ "kind": "person", "dob": { "format": "yyyy" } }] }""", "mentions[0].dob")]
    [InlineData("""{ "source": "s", "id": "i", "mentions": [{ "kind": "person", "documents": [{ "type": "x", "column": "c" }] }] }""",
        "mentions[0].documents[0].type: 'x'")]
    [InlineData("""{ "source": "s", "id": "i", "mentions": [{ "kind": "person" }], "links": [{ "from": "m1", "to": "zz", "kind": "holds" }] }""", "'zz'")]
    [InlineData("""{ "source": "s", "id": "i", "mentions": [{ "kind": "person", "ref": "a" }, { "kind": "person", "ref": "a" }] }""", "'a' stands twice")]
    [InlineData("""{ "source": "s", "id": "i", "delimiter": ";;", "mentions": [{ "kind": "person" }] }""", "delimiter")]
    [InlineData("""{ "source": "s", "id": "i", "receivedAt": { "column": "c", "offset": "7" }, "mentions": [{ "kind": "person" }] }""", "receivedAt.offset")]
    public void A_mapping_with_a_fault_names_it(string mapping, string message) =>
        Assert.Contains(message, Assert.Throws<CsvMappingException>(() => Map(mapping)).Message, StringComparison.Ordinal);

    [Fact]
    public void Any_names_survive_quoting_and_come_back_trimmed_one_row_each()
    {
        var names = Gen.Elements("An", "Nguyễn \"Tý\" An", "a,b", "hai\ndòng", " Đỗ  Ý ", "O'Brien", "=1+1", "𠮷野", "ả", "N/A");
        Prop.ForAll(Gen.ListOf(names).ToArbitrary(), list =>
        {
            var csv = new StringBuilder("id,name\n");
            for (int i = 0; i < list.Count; i++) csv.Append(i + 1).Append(",\"").Append(list[i].Replace("\"", "\"\"", StringComparison.Ordinal)).Append("\"\n");
            List<CsvRow> rows = Read(Plain, csv.ToString());
            return rows.Count == list.Count && rows.Zip(list).All(p => p.First.Report!.Mentions[0].Name == p.Second.Trim());
        }).QuickCheckThrowOnFailure();
    }
}
