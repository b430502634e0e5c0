using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Resolve.Silo.Configuration;
using Resolve.TestKit;

namespace Resolve.Silo.Tests.Processes;

/// <summary>A silo (or gateway) as users run it: the program, in a process of its own.</summary>
internal sealed partial class SiloProcess : IAsyncDisposable
{
    // A shell stands between: when the pipe to it closes, however the test process ended, it ends the silo.
    private const string Keeper = """
        exec 3<&0
        "$@" </dev/null & silo=$!
        echo "pid $silo"
        (cat <&3 >/dev/null; kill -KILL $silo) 2>/dev/null & guard=$!
        wait $silo; code=$?
        kill $guard 2>/dev/null
        exit $code
        """;

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource<int> _pid = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _disposed;

    private SiloProcess(Process process, int httpPort, int siloPort, int gatewayPort)
    {
        (_process, HttpPort, SiloPort, GatewayPort) = (process, httpPort, siloPort, gatewayPort);
        process.OutputDataReceived += (_, e) => Note(e.Data);
        process.ErrorDataReceived += (_, e) => Note(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int HttpPort { get; }

    public int SiloPort { get; }

    public int GatewayPort { get; }

    public bool HasExited => _process.HasExited;

    public Uri Address => new($"http://127.0.0.1:{HttpPort.ToString(CultureInfo.InvariantCulture)}/");

    public string Said
    {
        get
        {
            lock (_said) return _said.ToString();
        }
    }

    /// <summary>Gets the newest epoch in which this silo led, as far as it wrote so; 0 when it never did.</summary>
    public long Epoch => Terms().Matches(Said).Select(m => long.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();

    public static SiloProcess Start(SiloOptions options, string role = "silo", params string[] settings) =>
        Start(options, role, new Dictionary<string, string>(), settings);

    public static SiloProcess Start(SiloOptions options, string role, IReadOnlyDictionary<string, string> environment, params string[] settings)
    {
        (int http, int silo, int gateway) = (FreePort.Next(), FreePort.Next(), FreePort.Next());
        string program = Path.Combine(AppContext.BaseDirectory, "Resolve.Server.dll");
        string[] arguments =
        [
            "-c", Keeper, "sh", "dotnet", "exec", program, role,
            $"--urls=http://127.0.0.1:{http.ToString(CultureInfo.InvariantCulture)}",
            $"--Resolve:Silo:ConnectionString={options.ConnectionString}",
            $"--Resolve:Silo:ClusterId={options.ClusterId}",
            "--Resolve:Silo:AdvertisedAddress=127.0.0.1",
            $"--Resolve:Silo:SiloPort={silo.ToString(CultureInfo.InvariantCulture)}",
            $"--Resolve:Silo:GatewayPort={gateway.ToString(CultureInfo.InvariantCulture)}",
            $"--Resolve:Silo:ProbeInterval={options.ProbeInterval}",
            "--Logging:LogLevel:Default=Warning",
            .. settings,
        ];
        var start = new ProcessStartInfo("sh", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_gcServer"] = "0";
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        return new SiloProcess(Process.Start(start) ?? throw new InvalidOperationException("sh does not start."), http, silo, gateway);
    }

    /// <summary>Waits until it takes reports and questions.</summary>
    public async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(2) };
        for (long started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(90);)
        {
            if (_process.HasExited) throw new InvalidOperationException($"The silo ended with {_process.ExitCode}: {Said}");
            try
            {
                using HttpResponseMessage answer = await http.GetAsync(new Uri("readyz", UriKind.Relative));
                if (answer.IsSuccessStatusCode) return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
            }
            await Task.Delay(100);
        }
        throw new InvalidOperationException($"The silo is not ready: {Said}");
    }

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return _process.ExitCode;
    }

    /// <summary>Ends it as a crash does.</summary>
    public async Task KillAsync()
    {
        await SignalAsync("KILL");
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends it as an operator does (SIGTERM), and waits.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(90));
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    [GeneratedRegex("This silo leads now; epoch ([0-9]+)")]
    private static partial Regex Terms();

    private async Task SignalAsync(string signal)
    {
        int silo = await _pid.Task.WaitAsync(TimeSpan.FromSeconds(30));
        using Process kill = Process.Start("kill", [$"-{signal}", silo.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private void Note(string? line)
    {
        if (line is not null && line.StartsWith("pid ", StringComparison.Ordinal) && int.TryParse(line.AsSpan(4), out int pid)) _pid.TrySetResult(pid);
        lock (_said)
        {
            if (line is not null && _said.Length < 50_000_000) _said.AppendLine(line);
        }
    }
}
