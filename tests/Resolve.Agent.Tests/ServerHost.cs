using Resolve.Api.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Resolve.Api;
using Resolve.Client;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;

namespace Resolve.Agent.Tests;

/// <summary>The real HTTP interface and engine in this process, with the journal in memory.</summary>
internal sealed class ServerHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LocalRuntime _runtime;

    private ServerHost(WebApplication app, LocalRuntime runtime)
    {
        (_app, _runtime) = (app, runtime);
        Client = new ResolveClient(new Uri(Url));
    }

    public string Url => _app.Urls.First();

    public ResolveClient Client { get; }

    public static async Task<ServerHost> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddResolveApi();
        WebApplication app = builder.Build().MapResolveApi();
        await app.StartAsync();
        LocalRuntime runtime = await LocalRuntime.OpenAsync(new InMemoryJournal(), new LocalRuntimeOptions { Alerts = new InMemoryAlertStore() },
            null, CancellationToken.None);
        app.Services.GetRequiredService<ResolveServiceSlot>().Open(runtime);
        return new ServerHost(app, runtime);
    }

    /// <summary>Waits until the journal holds so many facts.</summary>
    public async Task WaitForAsync(long position)
    {
        for (int i = 0; i < 600; i++)
        {
            if ((await Client.GetStateAsync()).JournalPosition >= position) return;
            await Task.Delay(100);
        }
        Assert.Fail($"The journal is at {(await Client.GetStateAsync()).JournalPosition}, not {position}.");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await _runtime.DisposeAsync();
    }
}
