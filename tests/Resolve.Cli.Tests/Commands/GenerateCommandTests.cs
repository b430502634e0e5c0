namespace Resolve.Cli.Tests.Commands;

public sealed class GenerateCommandTests : IDisposable
{
    private readonly CliRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_generated_feed_is_taken_whole_and_judged_against_its_truth()
    {
        string feed = _run.Path("f.ndjson"), truth = _run.Path("t.csv");
        CliResult made = await CliRun.RunAsync("generate", "--reports", "400", "--rings", "8", "--seed", "5", "--out", feed, "--truth", truth,
            "--truth-roles", _run.Path("roles.csv"));
        Assert.Equal(0, made.Code);
        Assert.Equal(400, File.ReadLines(feed).Count());
        Assert.Equal("entity_key,ring_id", File.ReadLines(truth).First());
        Assert.Equal("entity_key,ring_id,role", File.ReadLines(_run.Path("roles.csv")).First());
        Assert.Equal(400, (await _run.ImportAsync(feed)).GetProperty("accepted").GetInt32());
        CliResult byData = await CliRun.RunAsync("evaluate", "--truth", truth, "--data", _run.Data, "--rings", "--json");
        Assert.Equal(0, byData.Code);
        await CliRun.RunAsync("export", "rings", "--format", "csv", "--data", _run.Data, "--out", _run.Path("p.csv"));
        Assert.Equal(byData.Output, (await CliRun.RunAsync("evaluate", "--truth", truth, "--predicted", _run.Path("p.csv"), "--json")).Output);
        Assert.Equal(8, byData.Json().GetProperty("truthIds").GetProperty("trueClusterCount").GetInt32());
    }

    [Fact]
    public async Task Equal_seeds_give_equal_bytes_and_others_do_not()
    {
        async Task<string> MakeAsync(string seed) =>
            (await CliRun.RunAsync("generate", "--reports", "50", "--rings", "2", "--seed", seed, "--out", "-")).Output;
        string first = await MakeAsync("1");
        Assert.Equal(50, first.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(first, await MakeAsync("1"));
        Assert.NotEqual(first, await MakeAsync("2"));
    }
}
