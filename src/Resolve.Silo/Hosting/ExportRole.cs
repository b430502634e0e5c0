using Resolve.Runtime.Ports;
using Resolve.Silo.Answers;
using Resolve.Runtime.Export;

namespace Resolve.Silo.Hosting;

/// <summary>The role <c>export</c>: writes what the cluster holds to a file, in the bytes of the embedded host.</summary>
internal static class ExportRole
{
    /// <summary>Gets what can be exported, in the order of <see cref="ExportKind"/>.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["reports", "records", "entities", "links", "persons", "rings"];

    /// <summary>Runs the role.</summary>
    /// <param name="args">What, then settings; <c>--out</c> names the file.</param>
    /// <returns>0; 1 when it failed; 2 when it was asked wrongly.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(args is [_, .. var settings] ? settings : []);
        string? format = builder.Configuration["format"];
        int kind = args is [var what, ..] ? Kinds.IndexOf(what) : -1;
        bool mayBeCsv = (ExportKind)kind is ExportKind.Persons or ExportKind.Rings;
        if (kind < 0 || builder.Configuration["out"] is not { Length: > 0 } file || format is not (null or "ndjson" or "csv") || (format == "csv" && !mayBeCsv))
        {
            await Console.Error.WriteLineAsync($"resolve-silo export {string.Join('|', Kinds)} --out FILE [--format ndjson|csv]; csv is for persons and rings.").ConfigureAwait(false);
            return 2;
        }
        SiloOptions options = Roles.Read(builder.Configuration);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleansClient(client => SiloSetup.Configure(client, options));
        using IHost host = builder.Build();
        await host.StartAsync().ConfigureAwait(false);
        try
        {
            await WriteAsync(host.Services.GetRequiredService<IGrainFactory>(), (ExportKind)kind, format == "csv", file).ConfigureAwait(false);
            return 0;
        }
        catch (Exception e) when (e is JournalException or OrleansException or TimeoutException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return 1;
        }
        finally
        {
            await host.StopAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Writes beside the file and puts it in its place when all is there.</summary>
    private static async Task WriteAsync(IGrainFactory grains, ExportKind kind, bool asCsv, string file)
    {
        string part = file + ".part";
        IExportGrain export = grains.GetGrain<IExportGrain>(Guid.NewGuid());
        await export.BeginAsync((byte)kind, asCsv).ConfigureAwait(false);
        try
        {
            await using (FileStream output = File.Create(part))
            {
                while (await export.NextAsync().ConfigureAwait(false) is { Length: > 0 } piece) await output.WriteAsync(piece).ConfigureAwait(false);
                output.Flush(flushToDisk: true);
            }
            File.Move(part, file, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static int IndexOf(this IReadOnlyList<string> words, string word)
    {
        for (int i = 0; i < words.Count; i++)
            if (words[i] == word) return i;
        return -1;
    }
}
