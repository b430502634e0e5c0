using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Resolve.TestKit;

namespace Resolve.Agent.Tests;

/// <summary>The program as systemd runs it: it says when it is ready and when it stops, and stops when asked to.</summary>
public sealed class ServiceTests : IDisposable
{
    private const string Folder = """{ "name": "in", "path": "in", "mapping": { "source": "s", "id": "id", "narrative": "text" } }""";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [LinuxFact]
    public async Task Under_systemd_it_says_when_it_is_ready_and_when_it_stops()
    {
        string config = RunningAgent.Configure(_directory, "http://127.0.0.1:9", Folder), address = _directory.File("notify");
        using var notify = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        notify.Bind(new UnixDomainSocketEndPoint(address));
        // The program knows systemd by the name of its parent: here a shell under that name.
        File.Copy("/bin/sh", _directory.File("systemd"));
        var start = new ProcessStartInfo(_directory.File("systemd")) { RedirectStandardOutput = true };
        foreach (string argument in (string[])["-c", "\"$@\" & echo $!; wait $!; echo ended $?", "sh", "dotnet",
            Path.Combine(AppContext.BaseDirectory, "Resolve.Cli.dll"), "agent", "--config", config]) start.ArgumentList.Add(argument);
        start.Environment["NOTIFY_SOCKET"] = address;
        using Process parent = Process.Start(start)!;
        string child = (await parent.StandardOutput.ReadLineAsync())!;
        try
        {
            Assert.Equal("READY=1", await ReceiveAsync(notify));
            using (Process kill = Process.Start("kill", ["-TERM", child])) await kill.WaitForExitAsync();
            Assert.Equal("STOPPING=1", await ReceiveAsync(notify));
            string output = await parent.StandardOutput.ReadToEndAsync();
            Assert.EndsWith("ended 0\n", output, StringComparison.Ordinal);
            Assert.Contains("<6>Resolve.Agent.AgentWorker", output, StringComparison.Ordinal); // levels as the journal reads them
        }
        finally
        {
            using Process kill = Process.Start("kill", ["-KILL", child]);
            await kill.WaitForExitAsync();
            if (!parent.HasExited) parent.Kill();
        }
    }

    private static async Task<string> ReceiveAsync(Socket socket)
    {
        byte[] buffer = new byte[256];
        using var hangs = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        return Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, hangs.Token));
    }

    /// <summary>A test that needs Linux.</summary>
    private sealed class LinuxFactAttribute : FactAttribute
    {
        public LinuxFactAttribute()
        {
            if (!OperatingSystem.IsLinux()) Skip = "systemd is of Linux.";
        }
    }
}
