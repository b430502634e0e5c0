using Resolve.Runtime.Export;
using Resolve.Silo.Answers;
using Resolve.Silo.Configuration;
using Resolve.Silo.Hosting;

namespace Resolve.Server.Roles;

/// <summary>The role <c>export</c>: writes what the cluster holds to a file, in the bytes of <c>resolve export</c>.</summary>
internal static class ExportRole
{
    /// <summary>Gets what can be exported, in the order of <see cref="ExportKind"/>.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["reports", "records", "entities", "links", "persons", "rings"];

    /// <summary>Determines whether something can be written as CSV.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <returns>True for persons and rings.</returns>
    public static bool MayBeCsv(string kind) => KindOf(kind) is ExportKind.Persons or ExportKind.Rings;

    /// <summary>Runs the role.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="asCsv">Whether as CSV.</param>
    /// <param name="file">The file.</param>
    /// <param name="settings">Settings of the command line.</param>
    /// <param name="cancellationToken">Gives up connecting.</param>
    /// <returns>0.</returns>
    public static async Task<int> RunAsync(string kind, bool asCsv, string file, string[] settings, CancellationToken cancellationToken)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(settings);
        SiloOptions options = ClusterRoles.Read(builder.Configuration);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleansClient(client => SiloSetup.Configure(client, options));
        using IHost host = builder.Build();
        await host.StartAsync(cancellationToken);
        try
        {
            await WriteAsync(host.Services.GetRequiredService<IGrainFactory>(), KindOf(kind), asCsv, file);
            return ExitCodes.Stopped;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static ExportKind KindOf(string kind) => (ExportKind)Kinds.ToList().IndexOf(kind);

    /// <summary>Writes beside the file and puts it in its place when all is there.</summary>
    private static async Task WriteAsync(IGrainFactory grains, ExportKind kind, bool asCsv, string file)
    {
        string part = file + ".part";
        IExportGrain export = grains.GetGrain<IExportGrain>(Guid.NewGuid());
        await export.BeginAsync((byte)kind, asCsv);
        try
        {
            await using (FileStream output = File.Create(part))
            {
                while (await export.NextAsync() is { Length: > 0 } piece) await output.WriteAsync(piece);
                output.Flush(flushToDisk: true);
            }
            File.Move(part, file, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
