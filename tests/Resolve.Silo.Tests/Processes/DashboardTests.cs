using System.Globalization;
using System.Net;
using Resolve.Silo.Configuration;
using Resolve.TestKit.Postgres;
using Resolve.TestKit;

namespace Resolve.Silo.Tests.Processes;

/// <summary>The Orleans dashboard is for whoever operates the machine: on a loopback port of its own, where nothing else is.</summary>
public sealed class DashboardTests
{
    [PostgresFact]
    public async Task It_answers_on_its_own_port_and_nowhere_else()
    {
        SiloOptions options = await KillTests.NewClusterAsync(await PostgresServer.SharedAsync());
        int port = FreePort.Next();
        await using var silo = SiloProcess.Start(options, "silo", $"--Resolve:Silo:DashboardPort={port.ToString(CultureInfo.InvariantCulture)}");
        await silo.ReadyAsync();
        using var http = new HttpClient();
        var dashboard = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/");
        Assert.Contains("Orleans", await http.GetStringAsync(dashboard), StringComparison.Ordinal);
        // It gathers what silos say each second; the silo is in it then.
        var counters = new Uri(dashboard, "DashboardCounters");
        for (int i = 0; i < 300 && !(await http.GetStringAsync(counters)).Contains("127.0.0.1", StringComparison.Ordinal); i++) await Task.Delay(100);
        Assert.Contains("127.0.0.1", await http.GetStringAsync(counters), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(new Uri(dashboard, "v1/rings")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(new Uri(silo.Address, "DashboardCounters")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(new Uri(silo.Address, "v1/rings")));

        async Task<HttpStatusCode> StatusAsync(Uri address)
        {
            using HttpResponseMessage answer = await http.GetAsync(address);
            return answer.StatusCode;
        }
    }
}
