using System.Text.Json;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Cli.Tests.Commands;

public sealed class AlertTests : IDisposable
{
    private readonly CliRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task The_alerts_of_an_import_are_delivered_once_and_those_of_history_are_not()
    {
        await _run.ImportAsync(_run.Feed("old.ndjson", [Phones("r1", 1, 1, 2, 3), Phones("r2", 2, 1, 2, 3)]));
        Assert.Equal(ExitNotFound, (await RunAsync("alerts")).Code); // what was there when alerts began is no news
        await _run.ImportAsync(_run.Feed("new.ndjson", [Phones("r3", 3, 11, 12, 13), Phones("r4", 4, 11, 12, 13)]));
        Assert.Equal(0, (await CliRun.RunAsync("import", _run.Feed("past.ndjson", [Phones("r5", 3, 21, 22, 23), Phones("r6", 4, 21, 22, 23)]), "--history",
            "--data", _run.Data)).Code);
        for (int i = 0; i < 2; i++)
        {
            CliResult alerts = await RunAsync("alerts", "--unit", "87", "--json");
            Assert.Equal(0, alerts.Code);
            JsonElement alert = JsonDocument.Parse(Assert.Single(alerts.OutputLines())).RootElement;
            Assert.Equal("ring-new", alert.GetProperty("kind").GetString());
            Assert.Equal("r4", alert.GetProperty("because")[0].GetProperty("id").GetString());
        }
        Assert.Equal(ExitNotFound, (await RunAsync("alerts", "--unit", "01/PC02")).Code);
        Assert.Equal(0, (await RunAsync("alerts", "--unit", "87", "--unread", "--mark-read")).Code);
        Assert.Equal(ExitNotFound, (await RunAsync("alerts", "--unit", "87", "--unread")).Code);
        Assert.Contains("because of t/r4", (await RunAsync("alerts")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_is_set_listed_raises_an_alert_and_is_removed()
    {
        await _run.ImportAsync(_run.Feed("a.ndjson", [Phones("r1", 1, 1)]));
        await RunAsync("alerts");
        CliResult set = await RunAsync("watch", "add", "0901.230.777", "--unit", "01/PC02", "--id", "w1", "--case", "CA-1");
        Assert.True(set.Code == 0, set.ToString());
        Assert.Contains("phone:+84901230777", (await RunAsync("watch", "list")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("watch", "list", "--unit", "87/PC02", "--json")).Json().GetProperty("items").GetArrayLength());
        await _run.ImportAsync(_run.Feed("b.ndjson", [Phones("r2", 2, 777)]));
        Assert.Contains("watch w1, case CA-1", (await RunAsync("alerts", "--unit", "01/PC02", "--kind", "watch-seen")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("watch", "remove", "w1")).Code);
        Assert.Equal(ExitNotFound, (await RunAsync("watch", "remove", "w1")).Code);
        Assert.Equal(2, (await RunAsync("alerts", "--unread")).Code);
    }

    [Fact]
    public async Task A_rings_report_is_written_to_a_file_in_either_language()
    {
        await _run.ImportAsync(_run.Feed("a.ndjson", [Phones("r1", 1, 1, 2, 3), Phones("r2", 2, 1, 2, 3)]));
        string file = _run.Path("report.html");
        CliResult answer = await RunAsync("query", "ring", "0901230001", "--report", file, "--lang", "en");
        Assert.True(answer.Code == 0, answer.ToString());
        Assert.StartsWith("ring:", answer.Output, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("query", "ring", "0901230001", "--report", file)).Code);
        Assert.Contains("<html lang=\"vi\">", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("query", "ring", "0901230001", "--report", "-")).Code);
        Assert.Equal(2, (await RunAsync("query", "ring", "0901230001", "--lang", "en")).Code);
    }

    private const int ExitNotFound = Cli.Output.ExitCode.NotFound;

    private Task<CliResult> RunAsync(params string[] args) => CliRun.RunAsync([.. args, "--data", _run.Data]);

    private static Report Phones(string id, int day, params int[] numbers) => new()
    {
        Key = new ReportKey("t", id),
        Unit = "87/PC02",
        Province = "87",
        ReceivedAt = new DateTimeOffset(2026, 3, day, 8, 0, 0, TimeSpan.FromHours(7)),
        Mentions = [.. numbers.Select(n => new Mention { Ref = $"p{n}", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = $"090123{n:0000}" })],
    };
}
