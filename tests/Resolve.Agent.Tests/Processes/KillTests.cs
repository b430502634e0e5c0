using System.Globalization;
using System.Text;
using Resolve.Client;
using Resolve.Client.Contracts;
using Resolve.TestKit;
using Resolve.TestKit.Facts;

namespace Resolve.Agent.Tests.Processes;

/// <summary>Agent and server are killed, and the line between them is cut, again and again while files arrive: nothing is lost, nothing taken twice, each
/// source keeps its order.</summary>
/// <remarks>With <c>RESOLVE_AGENT_KILLS=50</c> each of the three happens 50 times over 20,000 reports; without, four times over 1,200.</remarks>
public sealed class KillTests : IDisposable
{
    private const string Mapping =
        """{ "source": { "column": "source" }, "id": "id", "mentions": [ { "kind": "phone", "role": "suspect", "value": "phone" } ] }""";
    private static readonly string[] s_sources = ["dongthap/pc02", "angiang/pa05", "cantho/pc02"];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Nothing_is_lost_or_taken_twice_when_agent_server_and_line_fail()
    {
        int kills = int.TryParse(Environment.GetEnvironmentVariable("RESOLVE_AGENT_KILLS"), CultureInfo.InvariantCulture, out int asked) ? asked : 4;
        (int rounds, int rowsEach) = (kills * 3, kills >= 50 ? 134 : 100);
        (int agentKills, int serverKills, int cuts) = (0, 0, 0);
        var random = new SplitMix(20_260_302);
        int port = FreePort.Next();
        await using var line = new Line(port);
        string config = Configure(line.Port);
        Child server = await ServeAsync(port), agent = StartAgent(config);
        try
        {
            for (int round = 0; round < rounds; round++)
            {
                await WriteAsync(round, rowsEach);
                await Task.Delay(random.Below(900));
                switch (round % 3)
                {
                    case 0:
                        Assert.False(agent.HasExited, agent.Output);
                        await agent.DisposeAsync();
                        agent = StartAgent(config);
                        agentKills++;
                        break;
                    case 1:
                        // The file of this round makes the agent connect, once it has started.
                        int cut = line.Cut();
                        for (int i = 0; i < 600 && cut == 0; i++)
                        {
                            await Task.Delay(100);
                            cut = line.Cut();
                        }
                        cuts += cut > 0 ? 1 : 0;
                        break;
                    default:
                        Assert.False(server.HasExited, server.Output);
                        await server.DisposeAsync();
                        server = await ServeAsync(port);
                        serverKills++;
                        break;
                }
            }
            await CheckAsync(port, rounds * rowsEach, agent);
        }
        finally
        {
            await agent.DisposeAsync();
            await server.DisposeAsync();
        }
        Assert.Equal((kills, kills, kills), (agentKills, cuts, serverKills));
    }

    private async Task CheckAsync(int port, int total, Child agent)
    {
        using var client = new ResolveClient(new Uri($"http://127.0.0.1:{port}"));
        StateData state = await client.GetStateAsync();
        for (int i = 0; i < 1_800 && state.JournalPosition < total; i++)
        {
            await Task.Delay(100);
            state = await client.GetStateAsync();
        }
        // A report that was taken twice would have two positions.
        Assert.True(state.JournalPosition == total, $"The journal is at {state.JournalPosition}, not {total}. {agent.Output}");
        long[] last = new long[s_sources.Length];
        for (int i = 0; i < total; i++)
        {
            int source = i % s_sources.Length;
            StoredReportData? stored = await client.GetReportAsync(s_sources[source], $"TB-{i}");
            Assert.True(stored is not null, $"TB-{i} is lost.");
            Assert.True(stored.Position > last[source], $"TB-{i} came before an earlier report of its source.");
            last[source] = stored.Position;
        }
    }

    /// <summary>Writes a file under a name that is not read and renames it, as exports do.</summary>
    private async Task WriteAsync(int round, int rowsEach)
    {
        var text = new StringBuilder("source,id,phone\n");
        for (int i = round * rowsEach; i < (round + 1) * rowsEach; i++)
            text.Append(CultureInfo.InvariantCulture, $"{s_sources[i % s_sources.Length]},TB-{i},03{i:D8}\n");
        string path = _directory.File(string.Create(CultureInfo.InvariantCulture, $"in/{round:D4}.csv"));
        await File.WriteAllTextAsync(path + ".tmp", text.ToString());
        File.Move(path + ".tmp", path);
    }

    private string Configure(int port)
    {
        Directory.CreateDirectory(_directory.File("in"));
        string config = _directory.File("agent.json");
        File.WriteAllText(config, $$"""{ "server": "http://127.0.0.1:{{port}}", "status": null, "everySeconds": 0.1, "folders": [ { "name": "in","""
            + $$""" "path": "in", "settleSeconds": 0.1, "mapping": {{Mapping}} } ] }""");
        return config;
    }

    private Child StartAgent(string config) => Child.Start("Resolve.Cli.dll", _directory.FullPath, "agent", "--config", config);

    private async Task<Child> ServeAsync(int port)
    {
        string address = $"http://127.0.0.1:{port}";
        Child server = Child.Start("Resolve.Server.dll", _directory.FullPath, "--data", _directory.File("data"), "--urls", address);
        using var http = new HttpClient();
        for (int i = 0; i < 1_200; i++)
        {
            Assert.False(server.HasExited, server.Output);
            try
            {
                using HttpResponseMessage ready = await http.GetAsync(new Uri(address + "/readyz"));
                if (ready.IsSuccessStatusCode) return server;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
            await Task.Delay(100);
        }
        throw new InvalidOperationException($"The server did not start. {server.Output}");
    }
}
