using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Resolve.Api;
using Resolve.Api.Hosting;
using Resolve.Runtime.Local;
using Resolve.Server.Hosting;
using Resolve.ServiceDefaults;
using Resolve.Silo.Hosting;
using Resolve.Storage.Alerts;
using Resolve.Storage.Sqlite;

namespace Resolve.Server.Standalone;

/// <summary>The role <c>standalone</c>: the HTTP interface, one replica of everything and one silo over it, in one process on a data directory.</summary>
internal sealed class StandaloneServer : IAsyncDisposable
{
    private static readonly TimeSpan s_drainMax = TimeSpan.FromSeconds(10);

    private readonly StandaloneSettings _settings;
    private readonly TextWriter _output;
    private readonly Stack<IAsyncDisposable> _opened = new();
    private WebApplication? _app;
    private StandaloneSilo? _silo;

    private StandaloneServer(StandaloneSettings settings, TextWriter output) => (_settings, _output) = (settings, output);

    /// <summary>Gets what reaches the entity grains.</summary>
    public IGrainFactory Grains => _silo!.Grains;

    /// <summary>Gets the addresses that are listened on.</summary>
    public ICollection<string> Urls => _app!.Urls;

    /// <summary>Starts, and returns when reports and questions are answered.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="output">Where progress messages for people are written.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The server; dispose it to stop it.</returns>
    /// <exception cref="Resolve.Runtime.Ports.JournalException">The data directory cannot be used.</exception>
    /// <exception cref="IOException">An address is in use.</exception>
    /// <exception cref="ListenException">An address cannot be listened on.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop before it had started.</exception>
    public static async Task<StandaloneServer> StartAsync(StandaloneSettings settings, TextWriter output, CancellationToken cancellationToken)
    {
        var server = new StandaloneServer(settings, output);
        try
        {
            await server.StartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the process is asked to stop.</summary>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <returns>When it was asked.</returns>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app!.WaitForShutdownAsync(cancellationToken);

    /// <summary>Stops taking requests, finishes those that were begun, and closes the data directory.</summary>
    /// <returns>When all has stopped.</returns>
    public async ValueTask DisposeAsync()
    {
        if (_app is { } app)
        {
            using var limit = new CancellationTokenSource(s_drainMax);
            await app.StopAsync(limit.Token);
            app.Services.GetRequiredService<ResolveServiceSlot>().Close();
        }
        while (_opened.TryPop(out IAsyncDisposable? opened)) await opened.DisposeAsync();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        SqliteJournal journal = Opened(await SqliteJournal.OpenAsync(_settings.DataDirectory, new SqliteJournalOptions(), cancellationToken));
        WebApplication app = Opened(Build(_settings));
        // Listening comes before replaying: a port in use is reported at once, and whoever watches the process sees it live and not ready.
        await ListenAsync(app, cancellationToken);
        _app = app;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, app.Lifetime.ApplicationStopping);
        var progress = new ReplayProgress(journal.Position, _output);
        SqliteAlertStore alerts = Opened(await SqliteAlertStore.OpenAsync(_settings.DataDirectory, stop.Token));
        SqliteStateStore states = Opened(SqliteStateStore.Open(_settings.DataDirectory));
        LocalRuntime runtime = Opened(await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions { Alerts = alerts }, progress, stop.Token));
        _silo = Opened(await StandaloneSilo.StartAsync(runtime, states, app.Services.GetRequiredService<ILoggerFactory>(), stop.Token));
        app.Services.GetRequiredService<ResolveServiceSlot>().Open(runtime);
        if (_settings.Demo) await DemoRun.RunAsync(runtime, _output, stop.Token);
        await _output.WriteLineAsync($"Đang phục vụ · Serving {string.Join(", ", app.Urls)} · {_settings.DataDirectory} · Ctrl+C: dừng / stop");
        await _output.FlushAsync(stop.Token);
    }

    private T Opened<T>(T part)
        where T : IAsyncDisposable
    {
        _opened.Push(part);
        return part;
    }

    private static WebApplication Build(StandaloneSettings settings)
    {
        // The working directory is the caller's: no settings file is read from it.
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(settings.Urls);
        LoopbackHosts.Restrict(builder);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = s_drainMax);
        builder.Logging.ClearProviders();
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        // The host logs why it could not start; the command line reports it in one line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        // What Orleans warns of names grains, and grains are named by phones and accounts.
        builder.Logging.AddFilter("Orleans", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.Orleans", LogLevel.Error);
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
}

/// <summary>What the command line says of a standalone server.</summary>
/// <param name="DataDirectory">The data directory, absolute.</param>
/// <param name="Urls">Where to listen.</param>
/// <param name="Demo">Whether to take in the bundled feed.</param>
internal sealed record StandaloneSettings(string DataDirectory, string Urls, bool Demo);

/// <summary>An address cannot be listened on.</summary>
internal sealed class ListenException(string message, Exception inner) : Exception(message, inner);
