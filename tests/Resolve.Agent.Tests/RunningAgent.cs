using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Resolve.TestKit;

namespace Resolve.Agent.Tests;

/// <summary>The agent in this process, with its log in memory.</summary>
internal sealed class RunningAgent : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningAgent(WebApplication app, LogLines log) => (_app, Log) = (app, log);

    public LogLines Log { get; }

    public Uri Status => new(_app.Urls.First());

    public static async Task<RunningAgent> StartAsync(string config)
    {
        var log = new LogLines();
        WebApplication app = AgentHost.Build(config, log);
        await app.StartAsync();
        return new RunningAgent(app, log);
    }

    /// <summary>Writes a configuration of one folder.</summary>
    public static string Configure(TemporaryDirectory directory, string server, string folder)
    {
        Directory.CreateDirectory(directory.File("in"));
        string path = directory.File("agent.json");
        File.WriteAllText(path, $$"""{ "server": "{{server}}", "status": "http://127.0.0.1:0", "everySeconds": 0.1, "folders": [ {{folder}} ] }""");
        return path;
    }

    /// <summary>Waits for a line of the log.</summary>
    public async Task WaitForLogAsync(string part)
    {
        for (int i = 0; i < 600 && !Log.Text.Contains(part, StringComparison.Ordinal); i++) await Task.Delay(100);
        Assert.Contains(part, Log.Text, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

/// <summary>Keeps every line of a log, with its exceptions.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
