using Resolve.Reports;
using Resolve.TestKit.Facts;

namespace Resolve.Cli.Tests.Commands;

public sealed class ExportTests : IDisposable
{
    private readonly CliRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Exported_reports_taken_in_elsewhere_give_the_same_exports_byte_for_byte(ulong seed)
    {
        await _run.ImportAsync(_run.Feed("f.ndjson", new RandomFacts(seed).Make(120)));
        string first = await _run.ExportAllAsync();
        Assert.Equal(0, (await CliRun.RunAsync("export", "reports", "--data", _run.Data, "--out", _run.Path("r.ndjson.gz"))).Code);
        await _run.ImportAsync(_run.Path("r.ndjson.gz"), _run.Path("other"));
        Assert.Equal(first, await _run.ExportAllAsync(_run.Path("other")));
    }

    [Fact]
    public async Task Any_order_gives_the_same_bytes()
    {
        List<Report> facts = new RandomFacts(7).Make(150);
        await _run.ImportAsync(_run.Feed("a", facts), _run.Path("a-data"));
        await _run.ImportAsync(_run.Feed("b", new SplitMix(9).Shuffle(facts)), _run.Path("b-data"));
        Assert.Equal(await _run.ExportAllAsync(_run.Path("a-data")), await _run.ExportAllAsync(_run.Path("b-data")));
    }

    [Fact]
    public async Task Rings_and_persons_are_tables_of_members()
    {
        await _run.ImportAsync(_run.Feed("f", Samples.TwoLinkedAndOneApart()));
        string[] rings = (await CliRun.RunAsync("export", "rings", "--data", _run.Data, "--out", "-", "--format", "csv")).OutputLines();
        Assert.Equal("entity_key,ring_id", rings[0]);
        string[] first = [.. rings.Where(r => r.Contains("account:", StringComparison.Ordinal) || r.StartsWith("phone:+8439", StringComparison.Ordinal)
            || r.StartsWith("phone:+8498", StringComparison.Ordinal))];
        Assert.Equal(3, first.Length);
        Assert.Single(first.Select(r => r.Split(',')[1]).Distinct());
        string[] persons = (await CliRun.RunAsync("export", "persons", "--data", _run.Data, "--out", "-", "--format", "csv")).OutputLines();
        Assert.Equal("record_id,cluster_id", persons[0]);
        Assert.StartsWith("R3,person:", Assert.Single(persons[1..]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_left_as_it_was()
    {
        await _run.ImportAsync(_run.Feed("f", Samples.TwoLinkedAndOneApart()));
        CliResult result = await CliRun.RunAsync("export", "rings", "--data", _run.Data, "--out", _run.Path("no/such/folder.csv"));
        Assert.Equal(1, result.Code);
        Assert.Equal("", result.Output);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Directory.CreateDirectory(_run.Path("folder"));
        Assert.Equal(1, (await CliRun.RunAsync("export", "rings", "--data", _run.Data, "--out", _run.Path("folder"))).Code);
    }

    [Fact]
    public async Task A_file_is_replaced_as_a_whole_and_nothing_is_left_beside_it()
    {
        await _run.ImportAsync(_run.Feed("f", Samples.TwoLinkedAndOneApart()));
        Directory.CreateDirectory(_run.Path("out"));
        File.WriteAllText(_run.Path("out/rings"), "what was there before");
        Assert.Equal(0, (await CliRun.RunAsync("export", "rings", "--data", _run.Data, "--out", _run.Path("out/rings"))).Code);
        Assert.StartsWith("{\"id\":\"ring:", File.ReadAllText(_run.Path("out/rings")), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_run.Path("out")));
    }

    [Fact]
    public async Task A_retracted_report_leaves_what_was_before_it()
    {
        Report[] reports = Samples.TwoLinkedAndOneApart();
        await _run.ImportAsync(_run.Feed("two", [reports[0], reports[2]]), _run.Path("never"));
        await _run.ImportAsync(_run.Feed("three", reports));
        CliResult retracted = await CliRun.RunAsync("retract", "test", "R2", "--data", _run.Data, "--json");
        Assert.Equal((0, 2), (retracted.Code, retracted.Json().GetProperty("version").GetInt32()));
        Assert.Equal(await _run.ExportAllAsync(_run.Path("never")), await _run.ExportAllAsync());
        CliResult again = await CliRun.RunAsync("retract", "test", "R2", "--data", _run.Data, "--json");
        Assert.Equal((0, "duplicate"), (again.Code, again.Json().GetProperty("outcome").GetString()));
    }

    [Theory]
    [InlineData("TB-1 ")]
    [InlineData("TB-1\u0007")]
    public async Task A_key_that_no_report_can_have_is_refused_and_the_directory_opens_again(string id)
    {
        await _run.ImportAsync(_run.Feed("f", Samples.TwoLinkedAndOneApart()));
        CliResult refused = await CliRun.RunAsync("retract", "test", id, "--version", "2", "--data", _run.Data);
        Assert.Equal(3, refused.Code);
        Assert.Contains("id: ", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await CliRun.RunAsync("verify", "--data", _run.Data)).Code);
    }

    [Fact]
    public async Task A_report_that_is_not_there_cannot_be_retracted_but_for_a_version_to_come()
    {
        await _run.ImportAsync(_run.Feed("f", Samples.TwoLinkedAndOneApart()));
        Assert.Equal(6, (await CliRun.RunAsync("retract", "test", "R9", "--data", _run.Data)).Code);
        Assert.Equal(0, (await CliRun.RunAsync("retract", "test", "R9", "--version", "3", "--data", _run.Data)).Code);
        CliResult taken = await CliRun.RunAsync("retract", "test", "R1", "--version", "1", "--data", _run.Data);
        Assert.Equal(3, taken.Code);
    }
}
