using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Console;
using Resolve.Api;
using Resolve.Runtime.Local;
using Resolve.ServiceDefaults;
using Resolve.Storage.Alerts;
using Resolve.Storage.Sqlite;

namespace Resolve.Server;

/// <summary>The HTTP interface over the embedded engine, in one process.</summary>
internal static class ServerHost
{
    private static readonly TimeSpan s_drainMax = TimeSpan.FromSeconds(10);

    /// <summary>Runs until asked to stop.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="output">Where to tell people what happens.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <exception cref="Resolve.Runtime.Ports.JournalException">The data directory cannot be used.</exception>
    /// <exception cref="IOException">An address is in use.</exception>
    /// <exception cref="ListenException">An address cannot be listened on.</exception>
    public static async Task RunAsync(ServerSettings settings, TextWriter output, CancellationToken cancellationToken)
    {
        await using SqliteJournal journal = await SqliteJournal.OpenAsync(settings.DataDirectory, new SqliteJournalOptions(), cancellationToken);
        await using WebApplication app = Build(settings);
        // Listening comes before replaying: a port in use is told at once, and whoever watches the process sees it live and not ready.
        await ListenAsync(app, cancellationToken);
        ResolveServiceSlot slot = app.Services.GetRequiredService<ResolveServiceSlot>();
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, app.Lifetime.ApplicationStopping);
            var progress = new ReplayProgress(journal.Position, output);
            await using SqliteAlertStore alerts = await SqliteAlertStore.OpenAsync(settings.DataDirectory, stop.Token);
            await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions { Alerts = alerts }, progress, stop.Token);
            slot.Open(resolver);
            try
            {
                if (settings.Demo) await DemoRun.RunAsync(resolver, output, stop.Token);
                await output.WriteLineAsync($"Đang phục vụ · Serving {string.Join(", ", app.Urls)} · {settings.DataDirectory} · Ctrl+C: dừng / stop");
                await output.FlushAsync(stop.Token);
                await app.WaitForShutdownAsync(cancellationToken);
            }
            finally
            {
                await StopAsync(app);
                slot.Close();
            }
        }
        finally
        {
            await StopAsync(app);
        }
    }

    private static WebApplication Build(ServerSettings settings)
    {
        // The working directory is the caller's: no settings file is read from it.
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(settings.Urls);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = s_drainMax);
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(o =>
        {
            o.SingleLine = true;
            o.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            o.UseUtcTimestamp = true;
            o.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        // The host logs why it could not start; the command line tells it in one line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.AddServiceDefaults("resolve");
        builder.Services.AddResolveApi();
        return builder.Build().MapResolveApi();
    }

    private static async Task ListenAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is SocketException or FormatException or InvalidOperationException or UriFormatException
            || (e is IOException && e.InnerException is not AddressInUseException))
        {
            throw new ListenException(e.Message, e);
        }
    }

    private static async Task StopAsync(WebApplication app)
    {
        using var limit = new CancellationTokenSource(s_drainMax);
        await app.StopAsync(limit.Token);
    }
}

/// <summary>An address cannot be listened on.</summary>
internal sealed class ListenException(string message, Exception inner) : Exception(message, inner);
