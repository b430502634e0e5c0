
namespace Resolve.Architecture.Tests;

/// <summary>The folders of each project use each other in one direction only.</summary>
public class FolderTests
{
    /// <summary>The assemblies of the projects in <c>src</c>.</summary>
    public static TheoryData<string> Assemblies { get; } =
        [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(d => Path.GetFileName(d)!).Where(n => File.Exists(PathOf(n)))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Folders_form_no_cycle(string assembly)
    {
        // The root namespace of a package is its public interface, which its inner folders implement and use.
        string? isInterface = assembly.StartsWith("Resolve.Client", StringComparison.Ordinal) ? assembly : null;
        IReadOnlyList<string> cycles = FolderGraph.Read(PathOf(assembly)).Cycles(isInterface);
        Assert.True(cycles.Count == 0, $"{assembly} has {cycles.Count} cycles of folders:\n{string.Join("\n\n", cycles)}");
    }

    [Fact]
    public void Every_project_is_looked_at() =>
        Assert.All(
            Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Where(d => Directory.EnumerateFiles(d, "*.csproj").Any()),
            d => Assert.True(File.Exists(PathOf(Path.GetFileName(d))), $"{Path.GetFileName(d)}.dll is not beside the tests: reference its project."));

    private static string PathOf(string assembly) => Path.Combine(AppContext.BaseDirectory, assembly + ".dll");
}
