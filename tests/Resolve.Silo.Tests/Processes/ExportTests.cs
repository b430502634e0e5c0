using Resolve.Cli.Generate;
using Resolve.Reports;
using Resolve.Runtime.Export;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.Server;
using Resolve.Server.Roles;
using Resolve.Silo.Configuration;
using Resolve.TestKit;
using Resolve.TestKit.Postgres;

namespace Resolve.Silo.Tests.Processes;

/// <summary>The program's export of a cluster is that of <c>resolve export</c>.</summary>
public class ExportTests
{
    [PostgresFact]
    public async Task Every_export_of_a_cluster_has_the_bytes_of_the_embedded_hosts()
    {
        SiloOptions options = await KillTests.NewClusterAsync(await PostgresServer.SharedAsync());
        List<Report> reports = [.. new ReportGenerator(new GeneratorOptions { Reports = 400, Rings = 8, Seed = 31 }).Reports()];
        await using SiloProcess one = SiloProcess.Start(options), two = SiloProcess.Start(options);
        await one.ReadyAsync();
        await two.ReadyAsync();
        await using (FeedClient client = await FeedClient.ConnectAsync(options)) await Feeding.FeedAsync(client.Resolver, reports, 50);
        await using var journal = new InMemoryJournal();
        await using LocalRuntime embedded = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions(), null, CancellationToken.None);
        await embedded.SubmitAsync(reports, CancellationToken.None);
        using var directory = new TemporaryDirectory();
        foreach ((int kind, bool csv) in new[] { (0, false), (1, false), (2, false), (3, false), (4, false), (4, true), (5, false), (5, true) })
        {
            string file = Path.Combine(directory.FullPath, "out");
            string[] args = ["export", ExportRole.Kinds[kind], $"--out={file}", $"--Resolve:Silo:ConnectionString={options.ConnectionString}",
                $"--Resolve:Silo:ClusterId={options.ClusterId}", .. csv ? ["--format=csv"] : Array.Empty<string>()];
            Assert.Equal(0, await CommandLine.RunAsync(args));
            using var expected = new MemoryStream();
            await (await embedded.ExportAtAsync(embedded.Graph.Position, CancellationToken.None))
                .WriteAsync((ExportKind)kind, csv, expected, null, CancellationToken.None);
            Assert.True(expected.Length > 100);
            Assert.Equal(expected.ToArray(), await File.ReadAllBytesAsync(file));
        }
        Assert.Equal(2, await CommandLine.RunAsync(["export", "everything", "--out=x"]));
        Assert.Equal(2, await CommandLine.RunAsync(["export", "links", "--out=x", "--format=csv"]));
    }
}
