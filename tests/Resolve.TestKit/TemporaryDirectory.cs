namespace Resolve.TestKit;

/// <summary>A new, empty directory which goes away with the test.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    /// <summary>Makes the directory.</summary>
    public TemporaryDirectory() => FullPath = Directory.CreateTempSubdirectory("resolve-test-").FullName;

    /// <summary>Gets its path.</summary>
    public string FullPath { get; }

    /// <summary>Makes a path in it.</summary>
    public string File(string name) => Path.Combine(FullPath, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(FullPath, recursive: true);
        }
        catch (IOException)
        {
            // A child process may hold a file for a moment longer; the system's temp folder is cleaned by others.
        }
    }
}
