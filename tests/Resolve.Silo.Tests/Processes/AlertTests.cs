using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Resolve.Silo.Hosting;
using Resolve.TestKit.Postgres;

namespace Resolve.Silo.Tests.Processes;

/// <summary>A cluster tells no alerts yet and says so; watches are decisions, so it keeps them for when it does.</summary>
public class AlertTests
{
    [PostgresFact]
    public async Task Silo_and_gateway_say_that_they_tell_no_alerts_and_take_watches_all_the_same()
    {
        SiloOptions options = await KillTests.NewClusterAsync(await PostgresServer.SharedAsync());
        await using SiloProcess silo = SiloProcess.Start(options), gateway = SiloProcess.Start(options, "gateway");
        await silo.ReadyAsync();
        await gateway.ReadyAsync();
        foreach (SiloProcess host in new[] { silo, gateway })
        {
            using var http = new HttpClient { BaseAddress = host.Address };
            foreach (string path in new[] { "v1/alerts", "v1/alerts/stream" })
            {
                using HttpResponseMessage answer = await http.GetAsync(new Uri(path, UriKind.Relative));
                await AssertNotOfferedAsync(answer);
            }
            using HttpContent report = Json("""{"source":"t","id":"1","mentions":[{"ref":"a","kind":"phone","role":"suspect","value":"0912345678"}]}""");
            using HttpResponseMessage quiet = await http.PostAsync(new Uri("v1/reports?quiet=true", UriKind.Relative), report);
            await AssertNotOfferedAsync(quiet);
        }
        using var set = new HttpClient { BaseAddress = gateway.Address };
        using HttpContent watch = Json("""{"id":"W-1","entity":"0912345678","unit":"87/PC02"}""");
        using HttpResponseMessage taken = await set.PostAsync(new Uri("v1/watches", UriKind.Relative), watch);
        Assert.True(taken.StatusCode == HttpStatusCode.Created, $"{taken.StatusCode}: {await taken.Content.ReadAsStringAsync()}");
        using var list = new HttpClient { BaseAddress = silo.Address };
        Assert.Contains("\"W-1\"", await list.GetStringAsync(new Uri("v1/watches", UriKind.Relative)), StringComparison.Ordinal);
    }

    private static StringContent Json(string text) => new(text, MediaTypeHeaderValue.Parse("application/json"));

    private static async Task AssertNotOfferedAsync(HttpResponseMessage answer)
    {
        string body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.NotImplemented, $"{answer.StatusCode}: {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using JsonDocument problem = JsonDocument.Parse(body);
        Assert.Equal("/problems/not-offered", problem.RootElement.GetProperty("type").GetString());
    }
}
