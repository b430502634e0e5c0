using Resolve.Cli.Output;

namespace Resolve.Cli.Tests.Output;

public sealed class TextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("plain", "plain")]
    [InlineData("Nguyễn", "Nguyễn")]
    [InlineData("a\u0302", "â")]
    [InlineData("a\nb\u001B[31m", "a\uFFFDb\uFFFD[31m")]
    [InlineData("\u202Eevil", "\uFFFDevil")]
    public void Text_for_terminals_is_composed_and_harmless(string? text, string clean) => Assert.Equal(clean, SafeText.Clean(text));

    [Fact]
    public void A_lone_surrogate_is_replaced() => Assert.Equal("\uFFFDx", SafeText.Clean(new string([(char)0xD800, 'x'])));

    [Fact]
    public void Columns_are_as_wide_as_their_widest_cell()
    {
        var table = new TextTable("name", "count>");
        table.Add("Hoà", "1");
        table.Add("x", "1,000");
        using var output = new StringWriter { NewLine = "\n" };
        table.Write(output);
        Assert.Equal("  NAME  COUNT\n  Hoà       1\n  x     1,000\n", output.ToString());
    }

    [Fact]
    public void An_empty_table_writes_nothing()
    {
        using var output = new StringWriter();
        new TextTable("name").Write(output);
        Assert.Equal("", output.ToString());
    }

    [Fact]
    public void Numbers_read_the_same_everywhere()
    {
        Assert.Equal("1,234,567", Format.Count(1_234_567));
        Assert.Equal("1,500.5 USD", Format.Sum(new Reports.Money(1500.50m, "USD")));
        Assert.Equal("1.500", Format.Bits(1500));
        Assert.Equal(("1 report", "2 reports", "0 entities"), (Format.Many(1, "report"), Format.Many(2, "report"), Format.Many(0, "entity", "entities")));
    }
}
