using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Resolve.Agent.Configuration;
using Resolve.Agent.Status;
using Resolve.Client.Durable;

namespace Resolve.Agent;

/// <summary>The agent as a process: on a console, under systemd or as a Windows service.</summary>
public static class AgentHost
{
    /// <summary>Reads the configuration and says what is wrong with it.</summary>
    /// <param name="configPath">The file.</param>
    /// <exception cref="AgentConfigException">It cannot be used; the message names the member.</exception>
    public static void Check(string configPath) => AgentConfigReader.Read(configPath);

    /// <summary>Runs the agent until it is stopped.</summary>
    /// <param name="configPath">The configuration's file.</param>
    /// <param name="cancellationToken">Stops it; what is not delivered stays in the outbox.</param>
    /// <returns>A task that ends when it has stopped.</returns>
    /// <exception cref="AgentConfigException">The configuration cannot be used.</exception>
    /// <exception cref="OutboxException">The outbox is in use by another agent, or cannot be opened.</exception>
    /// <exception cref="IOException">The address of the status page is in use.</exception>
    public static async Task RunAsync(string configPath, CancellationToken cancellationToken)
    {
        WebApplication app = Build(configPath, null);
        await using (app.ConfigureAwait(false)) await app.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Builds the host.</summary>
    /// <param name="configPath">The configuration's file.</param>
    /// <param name="logs">Takes the log in place of the console, for tests.</param>
    internal static WebApplication Build(string configPath, ILoggerProvider? logs)
    {
        string path = Path.GetFullPath(configPath);
        AgentSettings settings = AgentConfigReader.Read(path);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = Path.GetDirectoryName(path) });
        builder.Configuration.Sources.Clear(); // the agent's configuration is its own file
        builder.Configuration.AddInMemoryCollection();
        builder.Services.AddSystemd();
        builder.Services.AddWindowsService(o => o.ServiceName = "Resolve agent");
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(30));
        // The command says in one line why the agent cannot start; the host would write the trace before it.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        if (logs is not null) builder.Logging.ClearProviders().AddProvider(logs);
        // Without a status page nothing listens: a port of the loopback address that nobody knows would be one too many.
        if (settings.Config.Status is { } address) builder.WebHost.UseUrls(address);
        else builder.Services.AddSingleton<Microsoft.AspNetCore.Hosting.Server.IServer, NoServer>();
        var status = new AgentStatus(TimeProvider.System);
        builder.Services.AddSingleton(services =>
            new AgentWorker(path, settings, status, TimeProvider.System, services.GetRequiredService<ILogger<AgentWorker>>()));
        builder.Services.AddHostedService(static services => services.GetRequiredService<AgentWorker>());
        WebApplication app = builder.Build();
        AgentWorker worker = app.Services.GetRequiredService<AgentWorker>();
        app.MapStatus(status, () => worker.Feed, () => worker.Config.Server);
        return app;
    }
}
