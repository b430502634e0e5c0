using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Resolve.Agent.Configuration;
using Resolve.Agent.Databases;
using Resolve.Agent.Folders;
using Resolve.Agent.Status;
using Resolve.Agent.Telemetry;
using Resolve.Client;
using Resolve.Client.Durable;

namespace Resolve.Agent;

/// <summary>Looks at the sources again and again, and feeds what is new; takes up a changed configuration between two looks.</summary>
internal sealed class AgentWorker(string configPath, AgentSettings settings, AgentStatus status, TimeProvider clock,
    ILogger<AgentWorker> log) : BackgroundService
{
    private readonly FolderWatch _folders = new(status, clock, log);
    private readonly DatabaseWatch _databases = new(status, log);
    private readonly SemaphoreSlim _opening = new(1);
    private AgentSettings _settings = settings;
    private string _stamp = Stamp(settings.Files);
    private ResolveClient? _client;
    private DurableFeed? _feed;

    /// <summary>Gets the feed; null while it is closed between two configurations.</summary>
    public DurableFeed? Feed => _feed;

    /// <summary>Gets the configuration in force.</summary>
    public AgentConfig Config => _settings.Config;

    /// <summary>Opens the outbox before the host is started, so that a faulty start is the command's failure.</summary>
    /// <exception cref="OutboxException">The outbox is in use, or cannot be opened.</exception>
    /// <exception cref="AgentConfigException">The key cannot be read.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        log.Started(Config.Server, Config.Folders.Count, Config.Databases.Count);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops between two batches and closes the outbox.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await CloseAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _opening.Dispose();
        base.Dispose();
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "One failed look must not end the service; its type is logged.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ReconfigureAsync(stoppingToken).ConfigureAwait(false);
                await LookAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LookFailed(e.GetType().Name);
            }
            await Task.Delay(TimeSpan.FromSeconds(Config.EverySeconds), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (_feed is not { } feed) return;
        AgentSettings now = _settings;
        foreach (FolderConfig folder in now.Config.Folders)
            await _folders.LookAsync(feed, folder, now.Mappings.GetValueOrDefault(folder.Name), cancellationToken).ConfigureAwait(false);
        foreach (DatabaseConfig database in now.Config.Databases)
        {
            string quarantine = Path.Combine(Path.GetDirectoryName(now.Config.Outbox)!,
                string.Concat(database.Name.Select(c => char.IsLetterOrDigit(c) ? c : '_')) + Quarantine.Suffix);
            await _databases.LookAsync(feed, database, now.Mappings[database.Name], quarantine, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes up the configuration when one of its files changed; a wrong one is reported, and the one in force stays.</summary>
    private async Task ReconfigureAsync(CancellationToken cancellationToken)
    {
        string stamp = Stamp(_settings.Files);
        if (stamp != _stamp)
        {
            _stamp = stamp;
            try
            {
                AgentSettings changed = AgentConfigReader.Read(configPath);
                (_settings, _stamp, status.ConfigurationTrouble) = (changed, Stamp(changed.Files), null);
                await CloseAsync().ConfigureAwait(false);
                _folders.ForgetRefusals();
                log.ConfigurationChanged();
            }
            catch (AgentConfigException e)
            {
                status.ConfigurationTrouble = e.Message;
                log.ConfigurationRefused(e.Message);
            }
        }
        if (_feed is not null) return;
        try
        {
            await OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OutboxException or AgentConfigException)
        {
            log.OutboxUnavailable(e.GetType().Name);
        }
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            AgentConfig config = Config;
            status.Keep([.. config.Folders.Select(f => (f.Name, "folder")), .. config.Databases.Select(d => (d.Name, "database"))]);
            _client = new ResolveClient(new ResolveClientOptions { BaseAddress = new Uri(config.Server), ApiKey = Key(config) });
            var options = new DurableFeedOptions { Path = config.Outbox, OutboxBytesMax = (long)config.OutboxMiBMax << 20, FullMode = OutboxFullMode.Wait,
                Quiet = config.Quiet, OnOutcome = Judged };
            _feed = await DurableFeed.OpenAsync(_client, options, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task CloseAsync()
    {
        if (_feed is { } feed)
        {
            _feed = null;
            await feed.DisposeAsync().ConfigureAwait(false);
        }
        _client?.Dispose();
        _client = null;
    }

    private void Judged(FeedOutcome outcome)
    {
        string place = outcome.Tag ?? "a report";
        if (outcome.State == FeedReportState.Parked) log.Parked(place, outcome.Outcome, ErrorCodes.Of(outcome.Errors));
        else if (outcome.Warnings.Count > 0) log.Warned(place, ErrorCodes.Of(outcome.Warnings));
    }

    private static string? Key(AgentConfig config)
    {
        try
        {
            return config.KeyFile is { } file ? File.ReadAllText(file).Trim() : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AgentConfigException("keyFile: the file cannot be opened.", e);
        }
    }

    private static string Stamp(IReadOnlyList<string> files) =>
        string.Join('|', files.Select(f => new FileInfo(f)).Select(f => f.Exists ? $"{f.LastWriteTimeUtc.Ticks}:{f.Length}" : "-"));
}
