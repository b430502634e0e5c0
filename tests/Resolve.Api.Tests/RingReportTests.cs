using System.Net;

namespace Resolve.Api.Tests;

public class RingReportTests
{
    [Theory]
    [InlineData("", "<html lang=\"vi\">", "Báo cáo đường dây")]
    [InlineData("?lang=vi&asOf=2026-04-01", "<html lang=\"vi\">", "00:00 01/04/2026")]
    [InlineData("?lang=en", "<html lang=\"en\">", "Ring report")]
    public async Task A_ring_comes_as_a_page_that_nothing_acts_in(string query, string first, string second)
    {
        await using ApiHost host = await ApiHost.StartAsync();
        string id = await MakeRingAsync(host);
        using HttpResponseMessage response = await host.GetAsync($"v1/rings/{id}/report{query}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        string policy = string.Join(' ', response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        string html = await response.Content.ReadAsStringAsync();
        Assert.Contains(first, html, StringComparison.Ordinal);
        Assert.Contains(second, html, StringComparison.Ordinal);
        Assert.Contains(id, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_client_gets_the_same_page_and_null_for_no_ring()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        string id = await MakeRingAsync(host);
        Assert.Equal(await (await host.GetAsync($"v1/rings/{id}/report?lang=en")).Content.ReadAsStringAsync(), await host.Client.GetRingReportAsync(id, "en"));
        Assert.Null(await host.Client.GetRingReportAsync("ring:0000000000000000"));
        await (await host.GetAsync("v1/rings/ring:0000000000000000/report")).ProblemAsync(404, "ring-unknown");
        Assert.Equal(["lang:unknown-value"], await (await host.GetAsync($"v1/rings/{id}/report?lang=fr")).ProblemAsync(400, "question-invalid"));
    }

    private static async Task<string> MakeRingAsync(ApiHost host)
    {
        long position = 0;
        for (int i = 1; i <= 3; i++) position = (await host.Client.SubmitAsync(AlertTests.Report($"r{i}", i, "87/PC02", [1, 2, 3]))).Position;
        return (await host.Client.ListRingsAsync(null, position)).Items[0].Id;
    }
}
