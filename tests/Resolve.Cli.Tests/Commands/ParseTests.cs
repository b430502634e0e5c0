using System.Text;
using Resolve.Identifiers.Explanations;

namespace Resolve.Cli.Tests.Commands;

public sealed class ParseTests
{
    [Fact]
    public async Task A_value_is_read_with_its_steps()
    {
        CliResult result = await CliRun.RunAsync("parse", "phone", "0169.123.4567", "--date", "2018-05-01");
        Assert.Equal(0, result.Code);
        Assert.StartsWith("0169.123.4567: phone:+84391234567\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("Renumbered", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fields_beside_the_value_count()
    {
        string one = (await CliRun.RunAsync("parse", "account", "0071000123456", "--bank", "VCB", "--json")).Json().GetProperty("key").GetString()!;
        Assert.Equal("account:970436:0071000123456", one);
        Assert.Equal(IdentifierParser.Parse("telegram", "@vip_invest", null).Key,
            (await CliRun.RunAsync("parse", "online", "@vip_invest", "--platform", "telegram", "--json")).Json().GetProperty("key").GetString());
    }

    [Fact]
    public async Task A_value_without_a_key_has_code_3_and_a_reason()
    {
        CliResult result = await CliRun.RunAsync("parse", "phone", "0391234567", "0000000000", "--json");
        Assert.Equal(3, result.Code);
        Assert.Equal(2, result.OutputLines().Length);
        Assert.Contains("\"reason\":", result.OutputLines()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_are_read_from_the_standard_input()
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes("0391234567\n\n0987654321\r\n"));
        CliResult result = await CliRun.RunAsync(input, "parse", "phone", "-", "--json");
        Assert.Equal((0, 2), (result.Code, result.OutputLines().Length));
    }

    [Theory]
    [InlineData("bogus", "x")]
    [InlineData("phone", "0391234567", "--date", "yesterday")]
    public async Task A_kind_or_day_that_is_none_is_a_mistake_of_use(params string[] args) =>
        Assert.Equal(2, (await CliRun.RunAsync(["parse", .. args])).Code);
}
