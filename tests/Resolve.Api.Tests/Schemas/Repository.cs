namespace Resolve.Api.Tests.Schemas;

/// <summary>Files of the repository that the tests stand in.</summary>
internal static class Repository
{
    private static readonly string s_root = FindRoot();

    /// <summary>Returns the full path of a file of the repository.</summary>
    public static string File(string path) => Path.Combine(s_root, path);

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder, "Resolve.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
