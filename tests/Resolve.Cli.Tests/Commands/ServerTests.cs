using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Resolve.Api;
using Resolve.Api.Hosting;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.TestKit.Facts;

namespace Resolve.Cli.Tests.Commands;

/// <summary>The same questions to a server and to a data directory with the same facts are answered by the same bytes.</summary>
#pragma warning disable CA1001 // xunit ends its tests with DisposeAsync of IAsyncLifetime.
public sealed class ServerTests : IAsyncLifetime
#pragma warning restore CA1001
{
    private readonly CliRun _run = new();
    private readonly InMemoryJournal _journal = new();
    private LocalRuntime? _resolver;
    private WebApplication? _app;
    private string _url = "";

    public async Task InitializeAsync()
    {
        _resolver = await LocalRuntime.OpenAsync(_journal, new LocalRuntimeOptions(), null, CancellationToken.None);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddResolveApi();
        _app = builder.Build();
        _app.MapResolveApi();
        _app.Services.GetRequiredService<ResolveServiceSlot>().Open(_resolver);
        await _app.StartAsync();
        _url = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    public async Task DisposeAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        await _resolver!.DisposeAsync();
        await _journal.DisposeAsync();
        _run.Dispose();
    }

    [Fact]
    public async Task A_server_takes_a_feed_and_answers_as_a_data_directory_does()
    {
        string feed = _run.Feed("f", [.. Samples.TwoLinkedAndOneApart(), .. new RandomFacts(3).Make(60)]);
        CliResult sent = await CliRun.RunAsync("import", feed, "--server", _url, "--json");
        Assert.True(sent.Code == 0, sent.ToString());
        System.Text.Json.JsonElement local = await _run.ImportAsync(feed);
        foreach (string count in (string[])["accepted", "superseded", "duplicate", "conflict", "bad", "warned", "position"])
            Assert.Equal(local.GetProperty(count).GetInt64(), sent.Json().GetProperty(count).GetInt64());
        string atLeast = local.GetProperty("position").ToString();
        foreach (string[] question in (string[][])
            [
                ["entity", "0391234567"], ["links", "0391234567"], ["expand", "0391234567", "--hops", "3"],
                    ["path", "0391234567", "0987654321", "--count", "3"],
                ["common", "0391234567", "0987654321"], ["rings"], ["rings", "--order", "last-seen", "--limit", "2"], ["ring", "0987654321"], ["search", "an"],
                ["report", "test", "R1"], ["entity", "no such thing"], ["ring", "ring:0000000000000000"], ["report", "a", "b"],
            ])
        {
            CliResult there = await CliRun.RunAsync(["query", .. question, "--json", "--server", _url, "--at-least", atLeast]);
            CliResult here = await CliRun.RunAsync(["query", .. question, "--json", "--data", _run.Data]);
            Assert.True(here.Output == there.Output && here.Code == there.Code, $"{string.Join(' ', question)}\n{here}\n{there}");
        }
    }

    [Fact]
    public async Task A_report_is_retracted_on_a_server()
    {
        await CliRun.RunAsync("import", _run.Feed("f", Samples.TwoLinkedAndOneApart()), "--server", _url);
        CliResult retracted = await CliRun.RunAsync("retract", "test", "R3", "--server", _url);
        Assert.True(retracted.Code == 0, retracted.ToString());
        Assert.Equal(6, (await CliRun.RunAsync("query", "report", "test", "R3", "--server", _url)).Code);
        Assert.Equal(6, (await CliRun.RunAsync("retract", "test", "R9", "--server", _url)).Code);
    }
}
