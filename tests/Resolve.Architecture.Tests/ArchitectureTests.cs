using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Resolve.Architecture.Tests;

/// <summary>Holds the house: arrows point inwards, the engine stays free of packages, tests mirror the engine's folders.</summary>
public partial class ArchitectureTests
{
    /// <summary>Which project of ours may know which (docs/architecture.md).</summary>
    private static readonly Dictionary<string, string[]> s_arrows = new()
    {
        ["Resolve"] = [],
        ["Resolve.Client"] = [],
        ["Resolve.Client.Durable"] = ["Resolve.Client"],
        ["Resolve.Client.Extensions"] = ["Resolve.Client", "Resolve.Client.Durable"],
        ["Resolve.Runtime"] = ["Resolve"],
        ["Resolve.Storage"] = ["Resolve.Runtime"],
        ["Resolve.Mapping"] = ["Resolve.Runtime", "Resolve.Client"],
        ["Resolve.Api"] = ["Resolve.Mapping", "Resolve.Runtime", "Resolve.Client"],
        ["Resolve.ServiceDefaults"] = [],
        ["Resolve.Server"] = ["Resolve.Api", "Resolve.ServiceDefaults", "Resolve.Silo", "Resolve.Storage"],
        ["Resolve.Silo"] = ["Resolve.Runtime", "Resolve.Storage"],
        ["Resolve.Tables"] = ["Resolve"],
        ["Resolve.Agent"] = ["Resolve.Tables", "Resolve.Client.Durable"],
        ["Resolve.Cli"] = ["Resolve.Agent", "Resolve.Mapping", "Resolve.Runtime", "Resolve.Client", "Resolve.Storage", "Resolve.Tables"],
    };

    private static string Root { get; } = FindRoot();

    [Fact]
    public void Projects_know_only_what_lies_further_in()
    {
        foreach (string file in Projects("src"))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            string[] known = [.. References(file, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/'))).Order()];
            Assert.True(s_arrows.ContainsKey(name), $"{name} has no place in the house yet; add it to the arrows.");
            Assert.Equal(s_arrows[name].Order(), known);
        }
    }

    [Fact]
    public void The_engine_uses_no_package() =>
        Assert.Empty(References(Path.Combine(Root, "src/Resolve/Resolve.csproj"), "PackageReference"));

    [Fact]
    public void Only_the_cluster_knows_Orleans_and_Aspire()
    {
        foreach (string file in Projects("src").Concat(Projects("tests")).Concat(Projects("benchmarks")))
        {
            if (Path.GetFileNameWithoutExtension(file) is "Resolve.Silo" or "Resolve.Silo.Tests" or "Resolve.AppHost.Tests"
                or "Resolve.Cluster.Benchmarks") continue;
            Assert.DoesNotContain(References(file, "PackageReference"), p => p.Contains("Orleans", StringComparison.Ordinal)
                || p.Contains("Aspire", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_runtime_uses_no_package() =>
        Assert.Empty(References(Path.Combine(Root, "src/Resolve.Runtime/Resolve.Runtime.csproj"), "PackageReference"));

    [Fact]
    public void Each_folder_of_the_engine_has_its_tests()
    {
        string[] folders = [.. Directory.GetDirectories(Path.Combine(Root, "src/Resolve")).Select(d => Path.GetFileName(d)!).Except(["bin", "obj"])];
        Assert.All(folders, folder => Assert.True(
            Directory.Exists(Path.Combine(Root, "tests/Resolve.Tests", folder))
                && Directory.EnumerateFiles(Path.Combine(Root, "tests/Resolve.Tests", folder), "*.cs", SearchOption.AllDirectories).Any(),
            $"src/Resolve/{folder} has no twin with tests in tests/Resolve.Tests."));
    }

    [Fact]
    public void Nothing_is_left_undone_without_a_link()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories))
        {
            if (file.Contains("/obj/", StringComparison.Ordinal) || file.Contains("/bin/", StringComparison.Ordinal)) continue;
            foreach (string line in File.ReadLines(file))
                Assert.False(Unfinished().IsMatch(line) && !line.Contains("https://", StringComparison.Ordinal), $"{file}: {line.Trim()}");
        }
    }

    [Fact]
    public void The_solution_holds_every_project()
    {
        string solution = File.ReadAllText(Path.Combine(Root, "Resolve.sln")).Replace('\\', '/');
        string[] projects = [.. Projects("src").Concat(Projects("tests")).Concat(Projects("benchmarks")).Concat(Projects("samples"))
            .Append(Path.Combine(Root, "AppHost/AppHost.csproj"))];
        Assert.All(projects, file => Assert.Contains(Path.GetRelativePath(Root, file).Replace('\\', '/'), solution, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Projects(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static string[] References(string project, string element) =>
        [.. XDocument.Load(project).Descendants(element).Select(e => (string?)e.Attribute("Include")).OfType<string>()];

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Resolve.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b|NotImplementedException")]
    private static partial Regex Unfinished();
}
