using System.Diagnostics;
using System.Text;
using Resolve.Client;

namespace Resolve.Api.Tests.Server;

/// <summary>The real server as a process of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_startMax = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource<Uri> _serving = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text) lock (_errors) _errors.AppendLine(text);
        };
    }

    public HttpClient Http { get; private set; } = new();

    public ResolveClient Client => new(Http);

    public string Output
    {
        get { lock (_output) return _output.ToString(); }
    }

    public string Errors
    {
        get { lock (_errors) return _errors.ToString(); }
    }

    /// <summary>Starts the process without waiting for it to serve.</summary>
    public static ServerProcess Start(string workingDirectory, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Resolve.Server.dll"));
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        start.Environment.Remove("ASPNETCORE_URLS");
        var server = new ServerProcess(new Process { StartInfo = start });
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Starts the process on a data directory and any port, and waits until it serves.</summary>
    public static async Task<ServerProcess> ServeAsync(string directory, params string[] arguments)
    {
        ServerProcess server = Start(directory, ["--data", Path.Combine(directory, "data"), "--urls", "http://127.0.0.1:0", .. arguments]);
        Task ended = server._process.WaitForExitAsync();
        if (await Task.WhenAny(server._serving.Task, ended, Task.Delay(s_startMax)) != server._serving.Task)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"The server did not start. {server.Output} {server.Errors}");
        }
        server.Http = new HttpClient { BaseAddress = await server._serving.Task };
        return server;
    }

    public async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(s_startMax);
        return _process.ExitCode;
    }

    /// <summary>Ends it as a crash does: SIGKILL, no handler runs.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop: SIGTERM, or SIGINT as Ctrl+C does.</summary>
    public void Signal(string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null) return;
        lock (_output) _output.AppendLine(line);
        int at = line.IndexOf("http://", StringComparison.Ordinal);
        if (line.Contains("Serving", StringComparison.Ordinal) && at >= 0) _serving.TrySetResult(new Uri(line[at..].Split(' ', ',')[0] + "/"));
    }
}
