using System.Text;
using System.Text.Json;
using Resolve.Cli.Output;
using Resolve.Reports;
using Resolve.TestKit;

namespace Resolve.Cli.Tests.Commands;

/// <summary>Runs the command in this process, on a directory that goes away with the test.</summary>
public sealed class CliRun : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    /// <summary>Gets the data directory.</summary>
    public string Data => Path("data");

    /// <summary>Makes a path in the test's directory.</summary>
    public string Path(string name) => _directory.File(name);

    /// <summary>Runs the command.</summary>
    internal static async Task<CliResult> RunAsync(params string[] args) => await RunAsync(Stream.Null, args);

    /// <summary>Runs the command with a standard input.</summary>
    internal static async Task<CliResult> RunAsync(Stream input, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        using var io = new CliIo(input, output, error, ErrorIsInteractive: false, TimeProvider.System);
        int code = await CliApp.RunAsync(args, io, CancellationToken.None);
        return new CliResult(code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    /// <summary>Writes a feed.</summary>
    internal string Feed(string name, IEnumerable<Report> reports)
    {
        using FileStream file = File.Create(Path(name));
        foreach (Report report in reports)
        {
            file.Write(ReportWriter.ToUtf8(report));
            file.WriteByte((byte)'\n');
        }
        return Path(name);
    }

    /// <summary>Writes lines.</summary>
    internal string Lines(string name, params string[] lines)
    {
        File.WriteAllText(Path(name), string.Join('\n', lines));
        return Path(name);
    }

    /// <summary>Takes a feed in, which must succeed.</summary>
    internal async Task<JsonElement> ImportAsync(string feed, string? data = null)
    {
        CliResult result = await RunAsync("import", feed, "--data", data ?? Data, "--json");
        Assert.True(result.Code == 0, result.ToString());
        return result.Json();
    }

    /// <summary>Exports everything as one text.</summary>
    internal async Task<string> ExportAllAsync(string? data = null)
    {
        var all = new StringBuilder();
        foreach (string what in (string[])["reports", "records", "entities", "links", "persons", "rings", "persons csv", "rings csv"])
        {
            string[] parts = what.Split(' ');
            CliResult result = await RunAsync("export", parts[0], "--data", data ?? Data, "--out", "-", "--format", parts.Length > 1 ? parts[1] : "ndjson");
            Assert.True(result.Code == 0, result.ToString());
            all.Append("== ").AppendLine(what).Append(result.Output);
        }
        return all.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _directory.Dispose();
}

/// <summary>What came of a run.</summary>
internal sealed record CliResult(int Code, string Output, string Error)
{
    public JsonElement Json() => JsonDocument.Parse(Output).RootElement;

    public string[] OutputLines() => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
