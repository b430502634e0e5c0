using System.Text.RegularExpressions;

namespace Resolve.Architecture.Tests;

/// <summary>Rules for source files that the compiler does not check.</summary>
public partial class SourceTests
{
    /// <summary>The repository's own limit (.editorconfig, max_line_length).</summary>
    private const int MaxLine = 160;

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
    public void No_line_of_code_is_longer_than_the_limit()
    {
        string[] longer = [.. Repository.Sources("src", "tests", "benchmarks", "AppHost")
            .SelectMany(file => File.ReadLines(file).Select((line, i) => (File: Repository.Relative(file), Number: i + 1, line.Length)))
            .Where(l => l.Length > MaxLine)
            .Select(l => $"{l.File}({l.Number}): {l.Length} columns")];
        Assert.True(longer.Length == 0, $"{longer.Length} lines are longer than {MaxLine} columns:\n{string.Join('\n', longer.Take(40))}");
    }

    [GeneratedRegex(@"^namespace ([\w.]+)[;\s{]?")]
    private static partial Regex NamespaceLine();
}
