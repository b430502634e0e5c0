using System.Text;
using Resolve.Client.Contracts;
using Resolve.Tables;
using Resolve.TestKit;

namespace Resolve.Agent.Tests;

/// <summary>Odd exports, from the folder to what the server has read out of them.</summary>
public sealed class OddExportTests : IDisposable
{
    private const string Header = "Số tin;Ngày nhận;Thiệt hại;Họ tên;SĐT;STK;NH";

    private const string Mapping =
        """
        { "source": "dongthap/pc02", "id": { "column": "Số tin", "content": true },
          "receivedAt": { "column": "Ngày nhận", "formats": ["dd/MM/yyyy HH:mm", "dd/MM/yyyy"] }, "loss": "Thiệt hại",
          "mentions": [ { "ref": "n", "kind": "person", "role": "victim", "name": "Họ tên" },
                        { "ref": "s", "kind": "phone", "role": "suspect", "value": "SĐT" },
                        { "ref": "t", "kind": "account", "role": "suspect", "value": "STK", "bank": "NH" } ] }
        """;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_people_export_reaches_the_server_as_they_meant_it()
    {
        await using ServerHost server = await ServerHost.StartAsync();
        string folder = $$"""{ "name": "in", "path": "in", "settleSeconds": 0, "mapping": {{Mapping}} }""";
        string config = RunningAgent.Configure(_directory, server.Url, folder);
        // Windows-1258 has the marks of tone by themselves; semicolons; dots in the amount.
        string old = $"{Header}\r\nTB-1;02/03/2026 08:15;250.000.000 đ;Nguyễn Thị Thử;0391234561;0071000123451;VCB\r\n";
        (string Composed, string Parted)[] marks = [("ễ", "ê\u0303"), ("ị", "i\u0323"), ("ử", "ư\u0309"), ("ố", "ô\u0301"),
            ("à", "a\u0300"), ("ậ", "â\u0323"), ("ệ", "ê\u0323"), ("ạ", "a\u0323"), ("ọ", "o\u0323")];
        foreach ((string composed, string parted) in marks) old = old.Replace(composed, parted, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(_directory.File("in/a.csv"), TextFile.Named("windows-1258").GetBytes(old));
        // Excel's "Unicode text": UTF-16 and tabs; a day as a serial number, a phone and an account as floating-point digits.
        string unicode = $"{Header}\r\nTB-2;45353.34375;1,5 tỷ;Trần Văn Mẫu;391234562.0;9.70436123456789E+15;VCB\r\n".Replace(';', '\t');
        await File.WriteAllBytesAsync(_directory.File("in/b.txt"), Encoding.Unicode.GetBytes(unicode));
        // A row without an id; two numbers in a cell; an amount that is none.
        const string Row = ";02/03/2026;chưa rõ;Lê Văn Nháp;0391234563 / 0391234564;;\n";
        await File.WriteAllTextAsync(_directory.File("in/c.csv"), $"{Header}\n{Row}");
        // A workbook with a title, a date as a cell, a phone as a number.
        Workbook.Write(_directory.File("in/d.xlsx"), ["DANH SÁCH"], [.. Header.Split(';')],
            ["TB-4", new DateTime(2026, 3, 2, 8, 15, 0, DateTimeKind.Unspecified), 250_000_000d, "Phạm Thị Nhẩm", 391234565d, "0071000123455", "VCB"]);

        await using RunningAgent agent = await RunningAgent.StartAsync(config);
        await server.WaitForAsync(4);

        const string Moment = "2026-03-02T08:15:00+07:00";
        await CheckAsync(server, "TB-1", Moment, "Nguyễn Thị Thử", 250_000_000, ["phone:+84391234561", "account:970436:0071000123451"]);
        await CheckAsync(server, "TB-2", "2024-03-02T08:15:00+07:00", "Trần Văn Mẫu", 1_500_000_000, ["phone:+84391234562"]);
        await CheckAsync(server, "TB-4", Moment, "Phạm Thị Nhẩm", 250_000_000, ["phone:+84391234565", "account:970436:0071000123455"]);
        Assert.NotNull(await server.Client.GetEntityAsync("phone:+84391234563"));
        Assert.NotNull(await server.Client.GetEntityAsync("phone:+84391234564"));
        await agent.WaitForLogAsync("c.csv row 2 with warnings: loss.amount");
        Assert.Equal(4, (await server.Client.GetStateAsync()).JournalPosition);
        Assert.Empty(Directory.GetFiles(_directory.File("in"), "*.bad.ndjson"));
    }

    private static async Task CheckAsync(ServerHost server, string id, string received, string name, decimal loss, string[] keys)
    {
        StoredReportData stored = (await server.Client.GetReportAsync("dongthap/pc02", id))!;
        Assert.Equal(DateTimeOffset.Parse(received), stored.Report.GetProperty("receivedAt").GetDateTimeOffset());
        Assert.Equal(loss, stored.Report.GetProperty("loss").GetProperty("amount").GetDecimal());
        Assert.Equal(name, stored.Report.GetProperty("mentions")[0].GetProperty("name").GetString());
        Assert.Superset(keys.ToHashSet(), stored.Mentions.Select(m => m.Entity).OfType<string>().ToHashSet());
    }
}
