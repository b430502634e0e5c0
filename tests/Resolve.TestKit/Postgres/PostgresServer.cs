using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Resolve.TestKit.Postgres;

/// <summary>A PostgreSQL server of the tests' own, in a temporary folder on a free port of 127.0.0.1. It ends with the test process, however that
/// ends.</summary>
/// <remarks>
/// Needs <c>initdb</c> and <c>postgres</c> on the PATH. They refuse to run as root; then they run as <c>postgres</c> or <c>nobody</c>.
/// A shell stands between: when the pipe to it closes, it ends the server and removes the folder.
/// </remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The user of the database, who needs no password.</summary>
    public const string User = "resolve";

    // $1: the folder, then the program and its arguments.
    private const string Keeper = """
        folder=$1; shift
        "$@" 2>&1 & server=$!
        echo "server $server"
        while read -r order; do
          case $order in
            kill) kill -KILL $server; wait $server; exit 0;;
            give-up) kill -INT $server; wait $server; exit 1;;
          esac
        done
        kill -INT $server
        wait $server
        rm -rf "$folder"
        """;

    private static readonly Lazy<string?> Unmet = new(Probe);
    private static readonly Lazy<Task<PostgresServer>> SharedServer = new(() => StartAsync());

    private readonly string _folder;
    private readonly string[] _settings;
    private Process _keeper;
    private bool _isKilled;

    private PostgresServer(string folder, int port, string[] settings, Process keeper) =>
        (_folder, Port, _settings, _keeper) = (folder, port, settings, keeper);

    /// <summary>Gets why no server can be started here; null when one can.</summary>
    public static string? Missing => Unmet.Value;

    /// <summary>Gets the port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Gives the server which all tests of this process share; never stop it. Use a schema or database of your own.</summary>
    public static Task<PostgresServer> SharedAsync() => SharedServer.Value;

    /// <summary>Starts a server of one's own.</summary>
    /// <param name="settings">Settings such as <c>fsync=on</c>. By default the server does not wait for the disk: it survives a kill, not a power cut.</param>
    /// <exception cref="InvalidOperationException">It does not start; the message holds what it said.</exception>
    public static async Task<PostgresServer> StartAsync(params string[] settings)
    {
        if (Missing is { } reason) throw new InvalidOperationException(reason);
        string folder = Directory.CreateTempSubdirectory("resolve-postgres-").FullName;
        await RunAsync("sh", ["-c", $"{(IsRoot ? $"chown {OtherUser} \"$1\" && " : "")}cd / && shift && exec \"$@\"", "sh", folder, .. AsOther("initdb"), "-D",
            Path.Combine(folder, "data"), "-U", User, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]);
        for (int attempt = 1; ; attempt++)
        {
            int port = FreePort.Next();
            try
            {
                return new PostgresServer(folder, port, settings, await LaunchAsync(folder, port, settings));
            }
            catch (InvalidOperationException) when (attempt < 3)
            {
                // Another process may have taken the port in between.
            }
        }
    }

    /// <summary>Makes a connection string in Npgsql's form.</summary>
    /// <param name="database">The database.</param>
    public string ConnectionString(string database = "postgres") =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username={User};Database={database}");

    /// <summary>Makes a new, empty database.</summary>
    /// <param name="name">Its name.</param>
    public async Task CreateDatabaseAsync(string name) =>
        await RunAsync("createdb", ["-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", User, name]);

    /// <summary>Ends the server as a crash would (SIGKILL), and keeps its folder.</summary>
    public async Task KillAsync()
    {
        await OrderAsync(_keeper, "kill");
        _isKilled = true;
    }

    /// <summary>Starts the server again after <see cref="KillAsync"/>, on the same folder and port.</summary>
    public async Task RestartAsync()
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                _keeper = await LaunchAsync(_folder, Port, _settings);
                _isKilled = false;
                return;
            }
            catch (InvalidOperationException) when (attempt < 50)
            {
                await Task.Delay(100); // the killed server's children take a moment to go
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isKilled)
        {
            // It was not started again, so no keeper is there to remove the folder.
            Directory.Delete(_folder, recursive: true);
            return;
        }
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync(); // it removes the folder
        _keeper.Dispose();
    }

    private static bool IsRoot => Environment.UserName == "root";

    private static string OtherUser => File.ReadLines("/etc/passwd")
        .Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    private static string[] AsOther(string program) => IsRoot ? ["setpriv", $"--reuid={OtherUser}", "--clear-groups", program] : [program];

    private static async Task<Process> LaunchAsync(string folder, int port, string[] settings)
    {
        string[] all = [$"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", "shared_buffers=32MB", "max_connections=200", "fsync=off",
            "lc_messages=C", .. settings];
        var start = new ProcessStartInfo("sh", ["-c", Keeper, "sh", folder, .. AsOther("postgres"), "-D", Path.Combine(folder, "data"),
            .. all.SelectMany(setting => (string[])["-c", setting])])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        Process keeper = Process.Start(start) ?? throw new InvalidOperationException("sh does not start.");
        var said = new StringBuilder();
        while (await keeper.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { } line)
        {
            if (line.Contains("is ready to accept connections", StringComparison.Ordinal))
            {
                _ = keeper.StandardOutput.ReadToEndAsync(); // so that the pipe never fills
                return keeper;
            }
            said.AppendLine(line);
            // A client that comes too early is turned away with a FATAL of its own, which ends nothing.
            if (line.Contains("FATAL", StringComparison.Ordinal) && !line.Contains("the database system is ", StringComparison.Ordinal)) break;
        }
        await OrderAsync(keeper, "give-up");
        throw new InvalidOperationException($"PostgreSQL does not start: {said}");
    }

    private static async Task OrderAsync(Process keeper, string order)
    {
        await keeper.StandardInput.WriteLineAsync(order);
        keeper.StandardInput.Close();
        await keeper.WaitForExitAsync();
        keeper.Dispose();
    }

    private static async Task RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program}: {await errors} {await output}");
    }

    private static string? Probe()
    {
        if (OperatingSystem.IsWindows()) return "the PostgreSQL fixture needs a Unix shell";
        string[] path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string[] missing = [.. new[] { "initdb", "postgres", IsRoot ? "setpriv" : "sh" }.Where(program =>
            !path.Any(folder => File.Exists(Path.Combine(folder, program))))];
        return missing.Length == 0 ? null : $"no PostgreSQL here: {string.Join(", ", missing)} not on the PATH";
    }
}
