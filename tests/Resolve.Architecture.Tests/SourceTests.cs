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
    public void No_line_is_longer_than_the_limit()
    {
        string[] longer = [.. Repository.Sources("src", "tests", "benchmarks", "samples", "AppHost")
            .SelectMany(file => File.ReadLines(file).Select((line, i) => (Place: $"{Repository.Relative(file)}:{i + 1}", line.Length)))
            .Where(l => l.Length > MaxLine)
            .Select(l => $"{l.Place}: {l.Length} columns")];
        Assert.True(longer.Length == 0, $"Lines are longer than {MaxLine} columns:\n{string.Join('\n', longer)}");
    }

    /// <summary>A name of a document or table in a source or document is that of a file here, so that a reader finds it.</summary>
    [Fact]
    public void No_source_or_document_cites_a_file_that_is_not_here()
    {
        HashSet<string> here = [.. Repository.Files("").Select(f => Path.GetFileName(f))];
        string[] lost = [.. Repository.Sources("src", "tests", "benchmarks", "samples", "AppHost")
            .Where(file => Path.GetFileName(file) != "SourceTests.cs")
            .SelectMany(file => File.ReadLines(file).Where(line => line.TrimStart().StartsWith("//", StringComparison.Ordinal)).Select(line => (file, line)))
            .Concat(Repository.Files(".md").SelectMany(file => File.ReadLines(file).Select(line => (file, line))))
            .SelectMany(l => CitedFile().Matches(l.line).Select(m => (l.file, Cited: m.Value)))
            .Where(c => !here.Contains(Path.GetFileName(c.Cited)) || c.Cited.StartsWith("domain/", StringComparison.Ordinal))
            .Select(c => $"{Repository.Relative(c.file)}: {c.Cited}").Distinct()];
        Assert.True(lost.Length == 0, string.Join('\n', lost));
    }

    [GeneratedRegex(@"(?<![/\w.-])(?:(?:[\w-]+/)*[A-Z][\w-]*\.md\b|(?:[\w-]+/)+[\w-]+\.(?:md|csv|cs|json|js|ts|tsx|sh)\b)")]
    private static partial Regex CitedFile();

    [GeneratedRegex(@"^namespace ([\w.]+)[;\s{]?")]
    private static partial Regex NamespaceLine();
}
