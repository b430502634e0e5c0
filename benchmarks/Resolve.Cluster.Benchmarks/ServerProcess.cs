using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Resolve.Cluster.Benchmarks;

/// <summary>The server program in one of its roles, in a process of its own, on free ports of the loopback.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    // A shell stands between: when the pipe to it closes, however this process ended, it ends the server.
    private const string Keeper = """
        exec 3<&0
        "$@" </dev/null & server=$!
        echo "pid $server"
        (cat <&3 >/dev/null; kill -KILL $server) 2>/dev/null & guard=$!
        wait $server; code=$?
        kill $guard 2>/dev/null
        exit $code
        """;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    private readonly Process _shell;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<int> _pid = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process shell, string name, int port)
    {
        (_shell, Name) = (shell, name);
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/"), Timeout = TimeSpan.FromMinutes(5) };
        shell.OutputDataReceived += (_, e) => Note(e.Data);
        shell.ErrorDataReceived += (_, e) => Note(e.Data);
        shell.BeginOutputReadLine();
        shell.BeginErrorReadLine();
    }

    /// <summary>Gets what the table calls it.</summary>
    public string Name { get; }

    /// <summary>Gets the way to its HTTP interface.</summary>
    public HttpClient Http { get; }

    /// <summary>Gets the number of the process.</summary>
    public Task<int> Pid => _pid.Task;

    /// <summary>Gets the newest epoch in which this silo led; 0 when it never did.</summary>
    public long Epoch
    {
        get
        {
            lock (_output) return Terms().Matches(_output.ToString()).Select(m => long.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).DefaultIfEmpty(0)
                .Max();
        }
    }

    /// <summary>Starts the program.</summary>
    public static ServerProcess Start(string name, params string[] arguments)
    {
        int port = FreePort();
        string[] all =
        [
            "-c", Keeper, "sh", "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "Resolve.Server.dll"), .. arguments,
            $"--urls=http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}",
        ];
        var start = new ProcessStartInfo("sh", all) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        return new ServerProcess(Process.Start(start) ?? throw new InvalidOperationException("sh does not start."), name, port);
    }

    /// <summary>Gets a port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until it takes reports and questions.</summary>
    /// <exception cref="InvalidOperationException">It ended, or is not ready in time.</exception>
    public async Task ReadyAsync()
    {
        for (long started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < s_patience; await Task.Delay(100))
        {
            if (_shell.HasExited) break;
            try
            {
                using HttpResponseMessage answer = await Http.GetAsync(new Uri("readyz", UriKind.Relative));
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
        lock (_output) throw new InvalidOperationException($"{Name} is not ready: {_output}");
    }

    /// <summary>Ends it as a crash does.</summary>
    public async Task KillAsync()
    {
        using Process kill = Process.Start("kill", ["-KILL", (await Pid).ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _shell.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_shell.HasExited) await KillAsync();
        _shell.Dispose();
        Http.Dispose();
    }

    [GeneratedRegex("This silo leads now; epoch ([0-9]+)")]
    private static partial Regex Terms();

    private void Note(string? line)
    {
        if (line is null) return;
        if (line.StartsWith("pid ", StringComparison.Ordinal) && int.TryParse(line.AsSpan(4), out int pid)) _pid.TrySetResult(pid);
        lock (_output)
        {
            if (_output.Length < 100_000) _output.AppendLine(line);
        }
    }
}
