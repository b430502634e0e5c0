using Resolve.Benchmarks.Charts;

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

    private static string RootOf(string folder) =>
        File.Exists(Path.Combine(folder, "Resolve.sln"))
            ? folder
            : RootOf(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No repository."));
}
