using System.Diagnostics;

namespace Resolve.Storage.Tests;

/// <summary>A process of this test assembly; killed when the test ends.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;

    private Child(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Starts a command of <see cref="ChildProgram"/>.</summary>
    public static Child Start(string command, string directory) => Start(Dotnet(), [typeof(Child).Assembly.Location, command, directory]);

    /// <summary>Starts a command of <see cref="ChildProgram"/> with a small file system of its own over the directory, which goes away with the
    /// process.</summary>
    /// <param name="mount">The options of the mount, such as size=2m.</param>
    /// <param name="before">Shell commands to run on the mounted directory, before.</param>
    public static Child StartOnOwnDisk(string command, string directory, string mount, string before = ":") => Start(
        "unshare",
        [.. NamespaceFactAttribute.Arguments, "sh", "-c", $"mount -t tmpfs -o {mount} none \"$1\" && {before} && exec \"$2\" \"$3\" \"$4\" \"$1\"", "sh",
            directory, Dotnet(), typeof(Child).Assembly.Location, command]);

    /// <summary>Reads the next line; null when the process has ended.</summary>
    public async Task<string?> LineAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Reads the lines that are left, to the end of the process.</summary>
    public async Task<List<string>> RestAsync()
    {
        var lines = new List<string>();
        while (await LineAsync() is { } line) lines.Add(line);
        await _process.WaitForExitAsync();
        return lines;
    }

    /// <summary>Ends the process as a power cut would: SIGKILL, nothing is flushed or closed.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    private static Child Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardInput = true };
        return new Child(Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start."));
    }

    private static string Dotnet() => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
}

/// <summary>A fact that mounts a file system in a namespace of its own; skipped where the system does not allow that.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NamespaceFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Unmet = new(Probe);

    public NamespaceFactAttribute() => Skip = Unmet.Value;

    /// <summary>Gets the arguments for unshare.</summary>
    public static string[] Arguments => Environment.UserName == "root" ? ["--mount"] : ["--user", "--map-root-user", "--mount"];

    private static string? Probe()
    {
        const string Reason = "needs to mount a file system in a namespace (Linux: root, or user namespaces allowed)";
        if (!OperatingSystem.IsLinux()) return Reason;
        try
        {
            using var process = Process.Start(new ProcessStartInfo("unshare",
                [.. Arguments, "mount", "-t", "tmpfs", "none", "/mnt"]) { RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0 ? null : Reason;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return Reason;
        }
    }
}
