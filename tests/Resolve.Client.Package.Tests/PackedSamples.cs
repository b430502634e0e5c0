using System.Diagnostics;
using System.Reflection;
using System.Text;
using Resolve.TestKit;

namespace Resolve.Client.Package.Tests;

/// <summary>The packages as files in a folder, and the samples built on them there, outside the repository.</summary>
public sealed class PackedSamples : IAsyncLifetime, IDisposable
{
    /// <summary>The frameworks of the packages.</summary>
    public const string Newest = "net10.0", Oldest = "net8.0";

    private const string First = "Resolve.Client.Durable.";

    private readonly TemporaryDirectory _directory = new();

    /// <summary>Gets the folder of the packages.</summary>
    public string Packages => Path.Combine(_directory.FullPath, "packages");

    /// <summary>Gets the version that the packages have.</summary>
    public string Version { get; private set; } = "";

    public async Task InitializeAsync()
    {
        string root = Metadata("RepositoryRoot"), folder = _directory.FullPath, samples = Path.Combine(folder, "samples");
        string[] quiet = ["-m", $"-p:Configuration={Metadata("Configuration")}", "-v:q", "-nologo"];
        await RunAsync(root, ["msbuild", "eng/Pack.proj", $"-p:PackageOutputPath={Packages}/", .. quiet]);
        Version = Path.GetFileNameWithoutExtension(Directory.GetFiles(Packages, $"{First}*.nupkg").Single())[First.Length..];
        foreach (string sample in Directory.GetDirectories(Path.Combine(root, "samples")))
            Copy(sample, Path.Combine(samples, Path.GetFileName(sample), Newest), Newest);
        Copy(Path.Combine(root, "samples/Console"), Path.Combine(samples, "Console", Oldest), Oldest);
        foreach ((string name, string text) in Surroundings()) await File.WriteAllTextAsync(Path.Combine(folder, name), text);
        // Pruning, as in the repository's projects, leaves out packages that the framework has: nothing is needed but what the repository has restored.
        await RunAsync(folder, ["msbuild", "samples.proj", "-restore", $"-p:ResolvePackageVersion={Version}", "-p:RestoreEnablePackagePruning=true",
            $"-p:RestorePackagesPath={Path.Combine(folder, "restored")}", "-p:UseAppHost=false", .. quiet]); // an empty folder: no other version is there
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _directory.Dispose();

    /// <summary>Starts a sample. Where the runtime of its framework is not installed, the next newer one runs it.</summary>
    public Process Start(string sample, string framework, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = _directory.FullPath, RedirectStandardOutput = true };
        string built = Path.Combine(_directory.FullPath, "samples", sample, framework, "bin", Metadata("Configuration"), framework);
        start.ArgumentList.Add(Path.Combine(built, $"Sample{sample}.dll"));
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        start.Environment.Remove("ASPNETCORE_URLS");
        start.Environment["DOTNET_ROLL_FORWARD"] = "Major";
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1"; // the machine of a test may have no ICU
        return Process.Start(start)!;
    }

    /// <summary>
    /// What makes the samples restore Resolve's packages from the packed files only, and everything else from the folder into which the
    /// repository's own restore has put it: no network is asked.
    /// </summary>
    private IEnumerable<(string Name, string Text)> Surroundings()
    {
        yield return ("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="packed" value="{Packages}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="fetched" value="{Metadata("PackageRoot")}" /></fallbackPackageFolders>
            </configuration>
            """);
        yield return ("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup>
                <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageVersion Include="Microsoft.Extensions.Hosting" Version="{Metadata("HostingVersion")}" />
                <PackageVersion Include="Resolve.Client.Durable" Version="{Version}" />
                <PackageVersion Include="Resolve.Client.Extensions" Version="{Version}" />
              </ItemGroup>
            </Project>
            """);
        yield return ("samples.proj", """
            <Project DefaultTargets="Build">
              <ItemGroup><Sample Include="samples/*/*/*.csproj" /></ItemGroup>
              <Target Name="Restore">
                <MSBuild Projects="@(Sample)" Targets="Restore" BuildInParallel="true" Properties="Once=$([System.Guid]::NewGuid())" />
              </Target>
              <Target Name="Build"><MSBuild Projects="@(Sample)" Targets="Build" BuildInParallel="true" /></Target>
            </Project>
            """);
    }

    private static string Metadata(string key) =>
        typeof(PackedSamples).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;

    /// <summary>Copies the files of a sample, and has it built for a framework.</summary>
    private static void Copy(string from, string to, string framework)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from))
            File.WriteAllText(Path.Combine(to, Path.GetFileName(file)), File.ReadAllText(file)
                .Replace($"<TargetFramework>{Newest}<", $"<TargetFramework>{framework}<", StringComparison.Ordinal));
    }

    private static async Task RunAsync(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        // What `dotnet test` sets for its own build must not leak into this one.
        string[] leaks = [.. start.Environment.Keys.Where(k => k.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)
            || k.StartsWith("VSTEST", StringComparison.Ordinal))];
        foreach (string name in leaks) start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        var output = new StringBuilder();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        output.Append(await process.StandardOutput.ReadToEndAsync()).Append(await errors);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}: {output}");
    }
}
