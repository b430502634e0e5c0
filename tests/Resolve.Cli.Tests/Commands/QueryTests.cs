using System.Text.Json;
using Resolve.Identifiers.Mentions;

namespace Resolve.Cli.Tests.Commands;

#pragma warning disable CA1001 // xunit ends its tests with DisposeAsync of IAsyncLifetime.
public sealed class QueryTests : IAsyncLifetime
#pragma warning restore CA1001
{
    private readonly CliRun _run = new();

    public async Task InitializeAsync() => await _run.ImportAsync(_run.Feed("f", Samples.TwoLinkedAndOneApart()));

    public Task DisposeAsync()
    {
        _run.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("phone:+84391234567")]
    [InlineData("0391234567")]
    [InlineData(" 0391.234.567 ")]
    [InlineData("phone:0391 234 567")]
    public async Task An_entity_is_found_by_its_key_and_by_its_number_in_any_spelling(string text)
    {
        CliResult result = await AskAsync("entity", text, "--json");
        Assert.Equal(0, result.Code);
        Assert.Equal("phone:+84391234567", result.Json().GetProperty("entity").GetProperty("key").GetString());
    }

    [Fact]
    public async Task An_account_is_found_by_its_bank_and_number_and_by_its_number_alone()
    {
        string? byBank = (await AskAsync("entity", "account:VCB:0071000123456", "--json")).Json().GetProperty("entity").GetProperty("key").GetString();
        Assert.StartsWith("account:", byBank, StringComparison.Ordinal);
        Assert.Equal(byBank, (await AskAsync("entity", "0071000123456", "--json")).Json().GetProperty("entity").GetProperty("key").GetString());
    }

    [Fact]
    public async Task A_number_that_two_accounts_have_is_not_guessed_at()
    {
        Mention other = Samples.Account("b", "0071000123456") with { Bank = "BIDV" };
        await _run.ImportAsync(_run.Feed("more", [Samples.Of("R9", other)]));
        CliResult result = await AskAsync("entity", "0071000123456");
        Assert.Equal(2, result.Code);
        Assert.Contains("can mean account:", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("entity", "0399999999")]
    [InlineData("entity", "phone:+84399999999")]
    [InlineData("ring", "ring:0000000000000000")]
    [InlineData("links", "nobody")]
    [InlineData("search", "nothing like it")]
    [InlineData("report", "test", "R9")]
    [InlineData("path", "0391234567", "0912345678")]
    public async Task What_is_not_there_has_its_own_exit_code_and_one_line(params string[] question)
    {
        CliResult result = await AskAsync(question);
        Assert.Equal(6, result.Code);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Links_come_with_their_evidence()
    {
        JsonElement page = (await AskAsync("links", "0391234567", "--json")).Json();
        JsonElement link = Assert.Single(page.GetProperty("items").EnumerateArray());
        Assert.Equal("controls", link.GetProperty("kind").GetString());
        Assert.Equal("R1", Assert.Single(link.GetProperty("evidence").EnumerateArray()).GetProperty("id").GetString());
        CliResult text = await AskAsync("links", "0391234567");
        Assert.Contains("test/R1", text.Output, StringComparison.Ordinal);
        Assert.Contains("controls", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hops_reach_the_other_phone_and_one_hop_does_not()
    {
        Assert.Equal(2, Count(await AskAsync("expand", "0391234567", "--json"), "nodes"));
        JsonElement two = (await AskAsync("expand", "0391234567", "--hops", "2", "--json")).Json();
        Assert.Equal([0, 1, 2], two.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("hop").GetInt32()));
        Assert.Equal(2, two.GetProperty("links").GetArrayLength());
        Assert.Equal(1, Count(await AskAsync("expand", "0391234567", "--hops", "2", "--link-kind", "holds", "--json"), "nodes"));
    }

    [Fact]
    public async Task A_path_and_what_is_in_common_go_through_the_shared_account()
    {
        JsonElement path = Assert.Single((await AskAsync("path", "0391234567", "0987654321", "--json")).Json().GetProperty("paths").EnumerateArray());
        Assert.Equal(3, path.GetProperty("nodes").GetArrayLength());
        JsonElement common = Assert.Single((await AskAsync("common", "0391234567", "0987654321", "--json")).Json().GetProperty("nodes").EnumerateArray());
        Assert.Equal(path.GetProperty("nodes")[1].GetProperty("key").GetString(), common.GetProperty("key").GetString());
    }

    [Fact]
    public async Task A_ring_is_found_by_its_id_and_by_a_member()
    {
        JsonElement rings = (await AskAsync("rings", "--order", "members", "--json")).Json();
        JsonElement largest = rings.GetProperty("items")[0];
        Assert.Equal(3, largest.GetProperty("memberCount").GetInt32());
        CliResult byId = await AskAsync("ring", largest.GetProperty("id").GetString()!, "--json");
        Assert.Equal(3, Count(byId, "members"));
        Assert.Equal(byId.Output, (await AskAsync("ring", "0987654321", "--json")).Output);
    }

    [Theory]
    [InlineData("--cross-border")]
    [InlineData("--min-provinces", "2")]
    [InlineData("--min-loss", "1000")]
    [InlineData("--since", "2027-01-01")]
    [InlineData("--min-members", "4")]
    public async Task Rings_are_filtered(params string[] filter) => Assert.Equal(6, (await AskAsync(["rings", .. filter])).Code);

    [Fact]
    public async Task Rings_without_a_tie_abroad_can_be_asked_for() =>
        Assert.Equal(0, (await AskAsync("rings", "--cross-border", "false")).Code);

    [Fact]
    public async Task A_report_shows_what_was_read_out_of_it()
    {
        JsonElement report = (await AskAsync("report", "test", "R1", "--json")).Json();
        Assert.Equal("phone:+84391234567", report.GetProperty("mentions")[0].GetProperty("entity").GetString());
        Assert.Contains("phone:+84391234567", (await AskAsync("report", "test", "R1")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_finds_names_without_their_accents()
    {
        JsonElement hit = Assert.Single((await AskAsync("search", "nguyen", "van", "an", "--json")).Json().GetProperty("items").EnumerateArray());
        Assert.Equal("person", hit.GetProperty("entity").GetProperty("kind").GetString());
    }

    [Fact]
    public async Task A_position_that_is_not_there_is_not_waited_for()
    {
        Assert.Equal(0, (await AskAsync("rings", "--at-least", "3")).Code);
        Assert.Equal(6, (await AskAsync("rings", "--at-least", "4")).Code);
    }

    [Fact]
    public async Task A_cursor_of_another_question_is_a_mistake_of_use() => Assert.Equal(2, (await AskAsync("rings", "--cursor", "nonsense")).Code);

    [Fact]
    public async Task Nothing_in_a_name_reaches_the_terminal_as_a_command()
    {
        await _run.ImportAsync(_run.Feed("evil", [Samples.Of("R8", Samples.Person("x", "Evil\u001B[2J\u202EName"))]));
        foreach (CliResult result in (CliResult[])[await AskAsync("search", "evil"), await AskAsync("report", "test", "R8")])
        {
            Assert.Equal(0, result.Code);
            Assert.Contains("Evil", result.Output, StringComparison.Ordinal);
            Assert.DoesNotContain('\u001B', result.Output);
            Assert.DoesNotContain('\u202E', result.Output);
        }
    }

    private static int Count(CliResult result, string list) => result.Json().GetProperty(list).GetArrayLength();

    private Task<CliResult> AskAsync(params string[] question) => CliRun.RunAsync(["query", .. question, "--data", _run.Data]);
}
