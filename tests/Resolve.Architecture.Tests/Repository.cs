
namespace Resolve.Architecture.Tests;

/// <summary>The files of the repository that the tests run in.</summary>
internal static class Repository
{
    /// <summary>The folder of Resolve.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The C# files below some folders of the repository, without build output, ordered.</summary>
    public static IEnumerable<string> Sources(params string[] folders) =>
        folders.SelectMany(f => Directory.EnumerateFiles(Path.Combine(Root, f), "*.cs", SearchOption.AllDirectories))
            .Where(f => !IsBuildOutput(Relative(f)))
            .Order(StringComparer.Ordinal);

    /// <summary>The files of the repository whose names end so, without build output, packages and hidden folders, ordered.</summary>
    public static IEnumerable<string> Files(string end) => Directory.EnumerateFiles(Root, "*" + end, SearchOption.AllDirectories)
        .Where(f => Relative(f) is var path && !IsBuildOutput(path) && !path.Contains("node_modules/", StringComparison.Ordinal)
            && !path.StartsWith(".git/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>The path of a file below <see cref="Root"/>.</summary>
    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static bool IsBuildOutput(string path) => path.Contains("/obj/", StringComparison.Ordinal) || path.Contains("/bin/", StringComparison.Ordinal);

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Resolve.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
