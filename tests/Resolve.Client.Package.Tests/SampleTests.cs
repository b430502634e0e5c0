using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Xml.Linq;
using Resolve.Api.Tests.Server;
using Resolve.Client.Contracts;
using Resolve.TestKit;

namespace Resolve.Client.Package.Tests;

/// <summary>The samples, built on the packed files, deliver to a running server.</summary>
public sealed class SampleTests(PackedSamples packed) : IClassFixture<PackedSamples>
{
    [Theory]
    [InlineData("Resolve.Client")]
    [InlineData("Resolve.Client.Durable")]
    [InlineData("Resolve.Client.Extensions")]
    public void A_package_has_all_that_an_integrator_expects(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(packed.Packages, $"{id}.{packed.Version}.nupkg"));
        HashSet<string> names = [.. package.Entries.Select(e => e.FullName)];
        HashSet<string> expected = ["README.md", "icon.png", "LICENSE.txt"];
        foreach (string framework in (string[])[PackedSamples.Oldest, PackedSamples.Newest])
            expected.UnionWith([$"lib/{framework}/{id}.dll", $"lib/{framework}/{id}.xml"]);
        Assert.Superset(expected, names);
        using Stream specification = package.GetEntry($"{id}.nuspec")!.Open();
        XElement metadata = XDocument.Load(specification).Root!.Elements().First();
        foreach (string element in (string[])["readme", "icon", "license", "description", "tags"])
            Assert.NotEmpty(metadata.Elements().First(e => e.Name.LocalName == element).Value);
        // Each of ours depends on the packed version of the others, and on nothing that is not packed.
        XElement[] ours = [.. metadata.Descendants().Where(e => e.Name.LocalName == "dependency"
            && ((string)e.Attribute("id")!).StartsWith("Resolve", StringComparison.Ordinal))];
        Assert.All(ours, d => Assert.Equal(packed.Version, (string)d.Attribute("version")!));
        Assert.All(ours, d => Assert.Contains((string)d.Attribute("id")!, (string[])["Resolve.Client", "Resolve.Client.Durable"]));
        using ZipArchive symbols = ZipFile.OpenRead(Path.Combine(packed.Packages, $"{id}.{packed.Version}.snupkg"));
        Assert.Contains($"lib/{PackedSamples.Oldest}/{id}.pdb", symbols.Entries.Select(e => e.FullName));
    }

    [Fact]
    public async Task The_client_brings_the_schema_that_a_server_serves()
    {
        using var directory = new TemporaryDirectory();
        await using ServerProcess server = await ServerProcess.ServeAsync(directory.FullPath);
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(packed.Packages, $"Resolve.Client.{packed.Version}.nupkg"));
        using Stream schema = package.GetEntry("schemas/report.json")!.Open();
        using var reader = new StreamReader(schema);
        Assert.Equal(await server.Http.GetStringAsync(new Uri("schemas/report.json", UriKind.Relative)), await reader.ReadToEndAsync());
    }

    [Theory]
    [InlineData(PackedSamples.Newest)]
    [InlineData(PackedSamples.Oldest)]
    public async Task The_console_delivers_a_report_that_a_killed_run_has_left_in_the_outbox(string framework)
    {
        using var directory = new TemporaryDirectory();
        string address = $"http://127.0.0.1:{FreePort.Next()}/", outbox = Path.Combine(directory.FullPath, "outbox.db");
        using (Process first = packed.Start("Console", framework, address, outbox))
        {
            Assert.Equal("accepted 1", await first.StandardOutput.ReadLineAsync()); // no server yet
            first.Kill();
            await first.WaitForExitAsync();
        }
        using Process second = packed.Start("Console", framework, address, outbox);
        Assert.Equal("accepted 2", await second.StandardOutput.ReadLineAsync());
        await using ServerProcess server = ServerProcess.Start(directory.FullPath, "--data", Path.Combine(directory.FullPath, "data"), "--urls", address);
        Assert.Equal("Acknowledged", await second.StandardOutput.ReadLineAsync());
        await second.WaitForExitAsync();
        Assert.Equal(0, second.ExitCode);
        // Both runs gave the report the same source, id and version: it is there once.
        using var client = new ResolveClient(new Uri(address));
        Assert.Equal(1, (await client.GetStateAsync()).JournalPosition);
        StoredReportData stored = (await client.GetReportAsync("dongthap/pc02", "TB-2026-000123"))!;
        Assert.Superset(new HashSet<string?> { "phone:+84391234567", "account:970436:0071000123456" }, stored.Mentions.Select(m => m.Entity).ToHashSet());
    }

    [Fact]
    public async Task The_web_application_hands_a_tip_on()
    {
        using var directory = new TemporaryDirectory();
        await using ServerProcess server = await ServerProcess.ServeAsync(directory.FullPath);
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}/");
        using Process sample = packed.Start("Web", PackedSamples.Newest, $"--urls={address}", $"--Resolve:Address={server.Http.BaseAddress}",
            $"--Resolve:Outbox={Path.Combine(directory.FullPath, "outbox.db")}");
        _ = sample.StandardOutput.ReadToEndAsync();
        try
        {
            using var http = new HttpClient { BaseAddress = address };
            await UpAsync(http, sample);
            using HttpResponseMessage posted = await http.PostAsJsonAsync("tips", new { id = "T-1", phone = "0912345678", text = "gọi xưng công an" });
            Assert.Equal(HttpStatusCode.Accepted, posted.StatusCode);
            while (await http.GetStringAsync(posted.Headers.Location) != "\"Acknowledged\"") await Task.Delay(50);
            Assert.NotNull(await server.Client.GetReportAsync("dongthap/web", "T-1"));
            EntityData? phone = await http.GetFromJsonAsync<EntityData>("phones/0912345678", ResolveJson.Answers);
            Assert.Equal("phone:+84912345678", phone!.Entity.Key);
            using HttpResponseMessage bad = await http.PostAsJsonAsync("tips", new { id = " ", phone = "" });
            Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        }
        finally
        {
            sample.Kill();
        }
    }

    [Fact]
    public async Task The_worker_feeds_a_folder_and_goes_on_after_a_kill()
    {
        using var directory = new TemporaryDirectory();
        await using ServerProcess server = await ServerProcess.ServeAsync(directory.FullPath);
        string folder = Directory.CreateDirectory(Path.Combine(directory.FullPath, "reports")).FullName;
        string outbox = Path.Combine(directory.FullPath, "outbox.db");
        string[] arguments = [$"--Resolve:Address={server.Http.BaseAddress}", $"--Resolve:Outbox={outbox}", $"--Folder={folder}"];
        for (int run = 0; run < 2; run++)
        {
            for (int i = 0; i < 20; i++)
                await DropAsync(folder, $"{run}-{i}", $$"""{"source":"t","id":"{{run}}-{{i}}","mentions":[{"kind":"phone","value":"0912345678"}]}""");
            await DropAsync(folder, $"{run}-bad", "no report");
            using Process sample = packed.Start("Worker", PackedSamples.Newest, arguments);
            _ = sample.StandardOutput.ReadToEndAsync();
            // The first run is killed at some moment after it began; what it left in the outbox and in the folder is done by the second.
            while (run == 0 ? Directory.GetFiles(folder, "*.json").Length > 20 : (await server.Client.GetStateAsync()).Reports < 40)
            {
                Assert.False(sample.HasExited, "The worker has ended.");
                await Task.Delay(20);
            }
            sample.Kill();
            await sample.WaitForExitAsync();
        }
        Assert.Equal((40, 40L), ((await server.Client.GetStateAsync()).Reports, (await server.Client.GetStateAsync()).JournalPosition));
    }

    private static async Task DropAsync(string folder, string name, string text)
    {
        string part = Path.Combine(folder, name + ".part");
        await File.WriteAllTextAsync(part, text);
        File.Move(part, Path.Combine(folder, name + ".json"));
    }

    private static async Task UpAsync(HttpClient http, Process sample)
    {
        while (true)
        {
            try
            {
                using HttpResponseMessage answer = await http.GetAsync(new Uri("tips/1", UriKind.Relative));
                return;
            }
            catch (HttpRequestException)
            {
                Assert.False(sample.HasExited, "The web application has ended.");
                await Task.Delay(50);
            }
        }
    }
}
