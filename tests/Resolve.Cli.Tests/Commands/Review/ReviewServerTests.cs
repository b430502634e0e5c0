using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Resolve.Api;
using Resolve.Api.Hosting;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;

namespace Resolve.Cli.Tests.Commands.Review;

/// <summary>Analysts' questions to a server and to a data directory with the same facts are answered by the same bytes.</summary>
#pragma warning disable CA1001 // xunit ends its tests with DisposeAsync of IAsyncLifetime.
public sealed class ReviewServerTests : IAsyncLifetime
#pragma warning restore CA1001
{
    private readonly CliRun _run = new();
    private readonly InMemoryJournal _journal = new();
    private LocalRuntime? _resolver;
    private WebApplication? _app;

    private string Url => _app!.Urls.First();

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
    public async Task A_server_decides_and_explains_as_a_data_directory_does()
    {
        string feed = _run.Feed("f", ReviewTests.Persons());
        string model = _run.Path("model.json");
        using (FileStream file = File.Create(model)) Resolve.Persons.Models.PersonModel.Default.With("mine").Write(file);
        await AlikeAsync("import", feed);
        foreach (string[] question in (string[][])
            [
                ["why", "test/P1#s", "test/P2#s"], ["how", "test/P1#s"],
                    ["search", "--name", "Le Thi Hoa", "--dob", "1990", "--phone", "0987654321", "--phone", "12"],
                ["decide", "same", "test/P1#s", "test/P2#s", "--id", "D1", "--at", "2026-03-01"],
                ["decide", "same", "test/P1#s", "test/P2#s", "--id", "D1", "--at", "2026-03-01"],
                ["decide", "exclude", "person:0123456789abcdef", "--id", "D2", "--at", "2026-03-02", "--reason", "vắng"],
                ["model", "adopt", model, "--id", "M1", "--at", "2026-03-03"],
                ["decisions"], ["why-not", "test/P1#s", "test/P2#s"], ["how", "test/P2#s"], ["undo", "D1"], ["undo", "D9"], ["decisions"],
                ["why", "person:0123456789abcdef", "test/P2#s"], ["how", "no such person"],
            ])
            await AlikeAsync(question);
    }

    [Fact]
    public async Task Another_decision_under_an_id_is_refused_by_both()
    {
        await AlikeAsync("import", _run.Feed("f", ReviewTests.Persons()));
        await AlikeAsync("decide", "exclude", "test/P1#s", "--id", "D1", "--at", "2026-03-01");
        foreach (string[] place in (string[][])[["--server", Url], ["--data", _run.Data]])
            Assert.Equal(3, (await CliRun.RunAsync(["decide", "exclude", "test/P2#s", "--id", "D1", "--at", "2026-03-01", .. place])).Code);
    }

    private async Task AlikeAsync(params string[] command)
    {
        CliResult there = await CliRun.RunAsync([.. command, "--json", "--server", Url]);
        CliResult here = await CliRun.RunAsync([.. command, "--json", "--data", _run.Data]);
        if (command[0] == "import") Assert.Equal((0, 0), (here.Code, there.Code));
        else Assert.True(here.Output == there.Output && here.Code == there.Code && here.Error == there.Error, $"{string.Join(' ', command)}\n{here}\n{there}");
    }
}
