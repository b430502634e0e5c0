using System.Text;
using Resolve.Agent.Configuration;
using Resolve.Agent.Folders;
using Resolve.Reports;
using Resolve.Tables;
using Resolve.TestKit;

namespace Resolve.Agent.Tests.Folders;

/// <summary>What people really export is read: encodings, delimiters, workbooks, dates, amounts, numbers.</summary>
public sealed class ExportTests : IDisposable
{
    private const string Mapping =
        """
        { "source": "dongthap/pc02", "id": { "column": "Số tin", "content": true }, "receivedAt": { "column": "Ngày nhận", "formats": ["dd/MM/yyyy HH:mm",
        "dd/MM/yyyy"] }, "loss": "Thiệt hại",
          "mentions": [ { "ref": "n", "kind": "person", "role": "victim", "name": "Họ tên", "dob": { "column": "Ngày sinh", "formats": ["dd/MM/yyyy"] } },
                        { "ref": "s", "kind": "phone", "role": "suspect", "value": "SĐT" }, { "ref": "t", "kind": "account", "role": "suspect", "value": "STK",
                        "bank": "NH" } ] }
        """;

    private const string Header = "Số tin;Ngày nhận;Thiệt hại;Họ tên;Ngày sinh;SĐT;STK;NH";
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("utf-8", ';')]
    [InlineData("utf-8", '\t')]
    [InlineData("utf-16", '\t')]
    [InlineData("utf-16BE", ';')]
    [InlineData("utf-16 without mark", ';')]
    [InlineData("windows-1258", ';')]
    [InlineData("windows-1258", ',')]
    public async Task Encodings_and_delimiters_are_found_out(string encoding, char delimiter)
    {
        string text = $"{Header}\r\nTB-1;02/03/2026 08:15;250.000.000 đ;Nguyễn Thị Thử;01/02/1961;0391234567;0071000123456;VCB\r\n".Replace(';', delimiter);
        await File.WriteAllBytesAsync(_directory.File("a.csv"), Encode(text, encoding));

        SourceRow row = Assert.Single(await ReadAsync("a.csv"));

        Assert.Empty(row.Errors);
        Report report = row.Report!;
        Assert.Equal(("TB-1", 250_000_000m), (report.Key.Id, report.Loss!.Value.Amount));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 8, 15, 0, TimeSpan.FromHours(7)), report.ReceivedAt);
        Assert.Equal(("Nguyễn Thị Thử", "1961-02-01"), (report.Mentions[0].Name, report.Mentions[0].BirthDate));
    }

    [Theory]
    [InlineData("250.000.000 đ", 250_000_000)]
    [InlineData("1,5 tỷ", 1_500_000_000)]
    [InlineData("2.5E+08", 250_000_000)]
    public async Task Amounts_are_read_as_people_write_them(string written, long amount)
    {
        SourceRow row = await ReadRowAsync($"TB-1;02/03/2026;{written};A B;;0391234567;;");
        Assert.Equal(amount, row.Report!.Loss!.Value.Amount);
    }

    [Fact]
    public async Task A_bad_amount_costs_a_warning_and_not_the_row()
    {
        SourceRow row = await ReadRowAsync("TB-1;02/03/2026;chưa rõ;A B;;0391234567;;");
        Assert.Null(row.Report!.Loss);
        Assert.Contains(row.Report.UnknownFields, f => f.Path == "loss.amount");
    }

    [Theory]
    [InlineData("45353.34375", 2024, 3, 2, 8, 15)]
    [InlineData("45353", 2024, 3, 2, 0, 0)]
    [InlineData("02/03/2024", 2024, 3, 2, 0, 0)]
    [InlineData("2024-03-02T08:15:00", 2024, 3, 2, 8, 15)]
    public async Task Dates_are_read_by_the_formats_or_as_serials_of_a_sheet(string written, int year, int month, int day, int hour, int minute)
    {
        SourceRow row = await ReadRowAsync($"TB-1;{written};;A B;22283;0391234567;;");
        Assert.Equal(new DateTimeOffset(year, month, day, hour, minute, 0, TimeSpan.FromHours(7)), row.Report!.ReceivedAt);
        Assert.Equal("1961-01-02", row.Report.Mentions[0].BirthDate);
    }

    [Fact]
    public async Task A_row_without_an_id_gets_a_stable_one_from_its_content()
    {
        const string Row = ";02/03/2026;;A B;;0391234567;;";
        string first = (await ReadRowAsync(Row)).Report!.Key.Id, again = (await ReadRowAsync(Row)).Report!.Key.Id;
        string other = (await ReadRowAsync(";02/03/2026;;A B;;0391234568;;")).Report!.Key.Id;
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.Matches("^row-[0-9a-f]{32}$", first);
    }

    [Fact]
    public async Task Workbooks_are_read_with_titles_dates_and_numbers_as_cells()
    {
        Workbook.Write(
            _directory.File("a.xlsx"),
            ["DANH SÁCH TIN BÁO", null],
            [],
            ["Số tin", "Ngày nhận", "Thiệt hại", "Họ tên", "Ngày sinh", "SĐT", "STK", "NH"],
            ["TB-1", new DateTime(2026, 3, 2, 8, 15, 0, DateTimeKind.Unspecified), 250_000_000d, "Nguyễn Thị Thử",
                new DateTime(1961, 1, 2, 0, 0, 0, DateTimeKind.Unspecified), 391234567d, "0071000123456", "VCB"],
            ["TB-2", 45353d, "1,5 tỷ", "A B", null, "0391234567; 0391234568", 9.70436123456789E+15, "VCB"]);

        SourceRow[] rows = await ReadAsync("a.xlsx");

        Assert.Equal([4L, 5L], rows.Select(r => r.Row));
        Assert.All(rows, r => Assert.Empty(r.Errors));
        Report first = rows[0].Report!, second = rows[1].Report!;
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 8, 15, 0, TimeSpan.FromHours(7)), first.ReceivedAt);
        Assert.Equal((250_000_000m, "1961-01-02", "391234567"), (first.Loss!.Value.Amount, first.Mentions[0].BirthDate, first.Mentions[1].Value));
        Assert.Equal(("0391234567; 0391234568", "9.70436123456789E+15"), (second.Mentions[1].Value, second.Mentions[2].Value));
    }

    [Fact]
    public async Task A_workbook_that_is_none_is_refused()
    {
        await File.WriteAllTextAsync(_directory.File("a.xlsx"), "no workbook");
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync("a.xlsx"));
    }

    [Fact]
    public async Task Lines_of_NDJSON_are_judged_by_themselves()
    {
        string good = """{"source":"s","id":"1","narrative":"Số 0391234567."}""";
        await File.WriteAllTextAsync(_directory.File("a.ndjson"),
            $"\uFEFF{good}\r\n\r\n{{\"source\":\n{new string('x', (1 << 20) + 9)}\n{good.Replace("\"1\"", "\"2\"", StringComparison.Ordinal)}");

        SourceRow[] rows = await ReadAsync("a.ndjson");

        Assert.Equal([(1L, true), (3L, false), (4L, false), (5L, true)], rows.Select(r => (r.Row, r.Report is not null)));
        Assert.Equal([FieldErrorCodes.Json, FieldErrorCodes.TooLong], rows.Where(r => r.Report is null).Select(r => r.Errors[0].Code));
    }

    private async Task<SourceRow> ReadRowAsync(string row)
    {
        await File.WriteAllTextAsync(_directory.File("row.csv"), $"{Header}\n{row}\n");
        return Assert.Single(await ReadAsync("row.csv"));
    }

    private async Task<SourceRow[]> ReadAsync(string file)
    {
        var folder = new FolderConfig { Name = "in", Path = _directory.FullPath };
        var rows = new List<SourceRow>();
        await foreach (SourceRow row in FileReading.ReadAsync(_directory.File(file), folder, CsvMapping.Parse(Encoding.UTF8.GetBytes(Mapping)),
            CancellationToken.None)) rows.Add(row);
        return [.. rows];
    }

    /// <summary>Writes a text as a Vietnamese Windows does: marks of tone by themselves.</summary>
    private static byte[] Encode(string text, string encoding)
    {
        if (encoding == "utf-16 without mark") return Encoding.Unicode.GetBytes(text);
        if (encoding != "windows-1258") return [.. Encoding.GetEncoding(encoding).GetPreamble(), .. Encoding.GetEncoding(encoding).GetBytes(text)];
        (string Composed, string Parted)[] parts = [("ễ", "ê\u0303"), ("ị", "i\u0323"), ("ử", "ư\u0309"), ("ố", "ô\u0301"), ("à", "a\u0300"), ("ậ", "â\u0323"),
            ("ệ", "ê\u0323"), ("ạ", "a\u0323"), ("ọ", "o\u0323")];
        foreach ((string composed, string parted) in parts) text = text.Replace(composed, parted, StringComparison.Ordinal);
        return TextFile.Named("windows-1258").GetBytes(text);
    }
}
