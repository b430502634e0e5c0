using Resolve.Benchmarks.Charts;
using Resolve.TestKit;

namespace Resolve.Cli.Tests.Benchmarks;

/// <summary>The charts beside the tables of the results.</summary>
public class ChartTests
{
    [Fact]
    public void Charts_are_drawn_from_the_tables_beside_them()
    {
        string folder = Path.Combine(RootOf(AppContext.BaseDirectory), "benchmarks/results");
        (string File, string Svg)[] drawn = [.. ResultCharts.Draw(folder)];
        Assert.NotEmpty(drawn);
        Assert.All(drawn, chart => Assert.True(
            File.ReadAllText(Path.Combine(folder, chart.File)).ReplaceLineEndings() == chart.Svg.ReplaceLineEndings(),
            $"{chart.File} is not what its table gives: run `dotnet run -c Release --project benchmarks/Resolve.Benchmarks -- charts`."));
    }

    [Fact]
    public void A_table_that_was_cut_off_or_holds_no_number_writes_nothing_and_says_why()
    {
        const string Cell = "| 205 |";
        string results = Path.Combine(RootOf(AppContext.BaseDirectory), "benchmarks/results");
        foreach ((string to, string message) in (Span<(string, string)>)[("| 2O5 |", "no number"), ("", "not whole")])
        {
            using var folder = new TemporaryDirectory();
            foreach (string file in Directory.EnumerateFiles(results, "*.md")) File.Copy(file, Path.Combine(folder.FullPath, Path.GetFileName(file)));
            string table = Path.Combine(folder.FullPath, "processes.md"), text = File.ReadAllText(table);
            int at = text.IndexOf(Cell, StringComparison.Ordinal);
            Assert.True(at > 0);
            File.WriteAllText(table, to.Length > 0 ? text.Replace(Cell, to, StringComparison.Ordinal) : text[..at]);

            Assert.Contains(message, Assert.Throws<InvalidDataException>(() => ResultCharts.Draw(folder.FullPath).ToArray()).Message, StringComparison.Ordinal);
            Assert.Equal(1, ResultCharts.Run(["--results", folder.FullPath]));
            Assert.Empty(Directory.EnumerateFiles(folder.FullPath, "*.svg"));
        }
    }

    private static string RootOf(string folder) =>
        File.Exists(Path.Combine(folder, "Resolve.sln"))
            ? folder
            : RootOf(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No repository."));
}
