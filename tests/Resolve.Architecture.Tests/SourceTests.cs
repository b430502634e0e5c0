using System.Text.RegularExpressions;

namespace Resolve.Architecture.Tests;

/// <summary>Rules for source files that the compiler does not check.</summary>
public partial class SourceTests
{
    /// <summary>The repository's own limit (.editorconfig, max_line_length).</summary>
    private const int MaxLine = 160;

    /// <summary>How many lines were longer when the limit was first checked. The number may fall, never rise; lower it with every line that is wrapped.</summary>
    private const int LongLinesMax = 383;

    [Fact]
    public void A_namespace_is_its_folder()
    {
        List<string> differ = [];
        foreach (string file in Repository.Sources("src", "tests", "benchmarks"))
        {
            string? name = File.ReadLines(file).Select(l => NamespaceLine().Match(l)).FirstOrDefault(m => m.Success)?.Groups[1].Value;
            string folder = Path.GetDirectoryName(Repository.Relative(file))!.Replace('\\', '/');
            string expected = folder[(folder.IndexOf('/', StringComparison.Ordinal) + 1)..].Replace('/', '.');
            if (name is not null && name != expected) differ.Add($"{Repository.Relative(file)}: namespace {name}, folder {expected}");
        }

        Assert.True(differ.Count == 0, string.Join('\n', differ));
    }

    [Fact]
    public void No_more_lines_than_before_are_longer_than_the_limit()
    {
        (string File, int Lines)[] longer = [.. Repository.Sources("src", "tests", "benchmarks", "AppHost")
            .Select(file => (File: Repository.Relative(file), Lines: File.ReadLines(file).Count(line => line.Length > MaxLine)))
            .Where(f => f.Lines > 0)
            .OrderByDescending(f => f.Lines)];
        int count = longer.Sum(f => f.Lines);
        string worst = string.Join('\n', longer.Take(20).Select(f => $"{f.Lines} {f.File}"));
        Assert.True(count <= LongLinesMax, $"{count} lines are longer than {MaxLine} columns, {LongLinesMax} were:\n{worst}");
    }

    [GeneratedRegex(@"^namespace ([\w.]+)[;\s{]?")]
    private static partial Regex NamespaceLine();
}
