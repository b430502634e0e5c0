using System.Globalization;
using System.Net;
using System.Text;

namespace Resolve.Api.Tests;

/// <summary>Every bad report is refused whole, with what is wrong in which field, and leaves nothing behind.</summary>
public sealed class BadInputTests
{
    public static TheoryData<string, string> Reports => new()
    {
        { """{"source":"s","id":"1","mentions":[{"kind":"pho""", ":json" },
        { "", ":json" },
        { "null", ":type" },
        { "[]", ":type" },
        { """{"source":"s","id":"1"}""", "mentions:required" },
        { """{"source":"s","id":"1","mentions":[]}""", "mentions:required" },
        { """{"id":"1","mentions":[{"kind":"phone","value":"1"}]}""", "source:required" },
        { """{"source":7,"id":"1","mentions":[{"kind":"phone","value":"1"}]}""", "source:type" },
        { """{"source":"s","id":"1","mentions":{"kind":"phone"}}""", "mentions:type" },
        { """{"source":"s","id":"1","mentions":[{"kind":"phone","value":12}]}""", "mentions[0].value:type" },
        { """{"source":"s","id":"1","mentions":[{"kind":"carrier-pigeon","value":"1"}]}""", "mentions[0].kind:unknown-value" },
        { """{"source":"s","id":"1","version":0,"mentions":[{"kind":"phone","value":"1"}]}""", "version:range" },
        { """{"source":"s","id":"1","version":1e999,"mentions":[{"kind":"phone","value":"1"}]}""", "version:type" },
        { """{"source":"s","id":"1","receivedAt":"0000-01-01T00:00:00+07:00","mentions":[{"kind":"phone","value":"1"}]}""", "receivedAt:format" },
        { """{"source":"s","id":"1","receivedAt":"0001-01-01T00:00:00+07:00","mentions":[{"kind":"phone","value":"1"}]}""", "receivedAt:format" },
        { """{"source":"s","id":"1","occurredAt":"1800-01-01T00:00:00Z","mentions":[{"kind":"phone","value":"1"}]}""", "occurredAt:range" },
        { """{"source":"s","id":"1","occurredAt":"2026-02-30T00:00:00Z","mentions":[{"kind":"phone","value":"1"}]}""", "occurredAt:format" },
        { """{"source":"s","id":"1","loss":{"amount":NaN},"mentions":[{"kind":"phone","value":"1"}]}""", ":json" },
        { """{"source":"s","id":"1","loss":{"amount":true},"mentions":[{"kind":"phone","value":"1"}]}""", "loss.amount:type" },
        { """{"source":"s","id":"1","loss":{"amount":-1},"mentions":[{"kind":"phone","value":"1"}]}""", "loss.amount:range" },
        { """{"source":"s","id":"1","loss":{"amount":1e400},"mentions":[{"kind":"phone","value":"1"}]}""", "loss.amount:range" },
        { """{"source":"s","id":"1","mentions":[{"ref":"a","kind":"phone","value":"1"},{"ref":"a","kind":"phone","value":"2"}]}""",
            "mentions[1].ref:duplicate" },
        { """{"source":"s","id":"1","mentions":[{"ref":"a","kind":"phone","value":"1"}],"links":[{"from":"a","to":"b","kind":"contacted"}]}""",
            "links[0].to:unknown-ref" },
        { """{"source":"s","id":"1","mentions":[{"ref":"a","kind":"phone","value":"1"}],"links":[{"from":"a","to":"a","kind":"contacted"}]}""",
            "links[0]:self-link" },
        { """{"source":"s","source":"t","id":"1","mentions":[{"kind":"phone","value":"1"}]}""", ":json" },
        { """{"source":"s","id":"1","mentions":[{"kind":"person","name":"\ud800"}]}""", "mentions[0].name:encoding" },
        { $$"""{"source":"s","id":"1","mentions":[{"kind":"phone","value":"{{new string('1', 1001)}}"}]}""", "mentions[0].value:too-long" },
        { $$"""{"source":"s","id":"1","mentions":[{{string.Join(',', Enumerable.Repeat("""{"kind":"phone","value":"0912345678"}""", 10_000))}}]}""",
            "mentions:too-many" },
        { $$"""{"source":"s","id":"1","x":{{new string('[', 100)}}{{new string(']', 100)}},"mentions":[{"kind":"phone","value":"1"}]}""", ":json" },
    };

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task A_bad_report_names_the_field_and_leaves_nothing_behind(string report, string error)
    {
        await using ApiHost host = await ApiHost.StartAsync();

        using HttpResponseMessage response = await host.PostAsync("v1/reports", report);

        Assert.Contains(error, await response.ProblemAsync(400, "report-invalid"));
        Assert.Equal(0, (await host.Client.GetStateAsync()).JournalPosition);
    }

    [Fact]
    public async Task Invalid_UTF_8_is_refused()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        byte[] body = [.. """{"source":"s","id":"1","mentions":[{"kind":"person","name":" """u8, 0xC3, 0x28, .. "\"}]}"u8];
        using HttpResponseMessage response = await host.PostAsync("v1/reports", body);
        Assert.Equal([":encoding"], await response.ProblemAsync(400, "report-invalid"));
    }

    [Fact]
    public async Task Every_wrong_field_is_named_at_once()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        using HttpResponseMessage response = await host.PostAsync(
            "v1/reports", """{"source":"","id":1,"version":"x","receivedAt":"yesterday","mentions":[{"kind":"phone"},{"kind":"person"}]}""");
        Assert.Equal(
            ["id:type", "mentions[0].value:required", "receivedAt:format", "source:format", "version:type"],
            (await response.ProblemAsync(400, "report-invalid")).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_report_over_1_MiB_is_refused_whether_its_length_is_given_or_not(bool chunked)
    {
        await using ApiHost host = await ApiHost.StartAsync();
        byte[] body = Encoding.UTF8.GetBytes($$"""{"source":"s","id":"1","narrative":"{{new string('x', 1 << 20)}}","mentions":["""
            + $$"""{"kind":"phone","value":"1"}]}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("v1/reports", UriKind.Relative)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = chunked;
        // The server refuses early; a client that gets the refusal before it has sent everything need not send the rest.
        request.Headers.ExpectContinue = true;

        using HttpResponseMessage response = await host.Http.SendAsync(request);

        await response.ProblemAsync(413, "report-too-large");
        Assert.Equal(0, (await host.Client.GetStateAsync()).JournalPosition);
    }

    [Fact]
    public async Task The_largest_report_that_is_allowed_is_taken()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        string mentions = string.Join(',', Enumerable.Range(0, 1_000).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $$"""{"kind":"phone","value":"09{{i:D8}}","channel":"{{new string('c', 900)}}"}""")));
        using HttpResponseMessage response = await host.PostAsync("v1/reports", $$"""{"source":"s","id":"1","mentions":[{{mentions}}]}""");
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Theory]
    [InlineData("v1/reports", "text/plain")]
    [InlineData("v1/reports", "application/x-www-form-urlencoded")]
    [InlineData("v1/reports/batch", "application/json")]
    [InlineData("v1/graph/expand", "text/plain")]
    public async Task Another_content_type_is_refused_so_that_no_foreign_page_can_send_a_form(string path, string type)
    {
        await using ApiHost host = await ApiHost.StartAsync();
        using HttpResponseMessage response = await host.PostAsync(path, "{}"u8.ToArray(), type);
        await response.ProblemAsync(415, "media-type");
    }

    [Theory]
    [InlineData("v1/reports", "application/json")]
    [InlineData("v1/reports/batch", "application/x-ndjson")]
    public async Task A_compressed_body_is_refused_for_what_it_is(string path, string type)
    {
        await using ApiHost host = await ApiHost.StartAsync();
        using var content = new ByteArrayContent([0x1F, 0x8B, 8, 0]);
        content.Headers.ContentType = new(type);
        content.Headers.ContentEncoding.Add("gzip");
        using HttpResponseMessage response = await host.Http.PostAsync(new Uri(path, UriKind.Relative), content);
        await response.ProblemAsync(415, "media-type");
    }

    [Theory]
    [InlineData("v1/reports")]
    [InlineData("v1/reports/batch")]
    [InlineData("v1/graph/paths")]
    public async Task A_body_without_a_content_type_is_refused(string path)
    {
        await using ApiHost host = await ApiHost.StartAsync();
        using HttpResponseMessage response = await host.Http.PostAsync(new Uri(path, UriKind.Relative), new ByteArrayContent("{}"u8.ToArray()));
        await response.ProblemAsync(415, "media-type");
    }

    [Theory]
    [InlineData("GET", "v1/nothing", 404, "no-such-address")]
    [InlineData("GET", "v2/rings", 404, "no-such-address")]
    [InlineData("PUT", "v1/rings", 405, "method-not-allowed")]
    [InlineData("DELETE", "v1/rings/ring:1", 405, "method-not-allowed")]
    public async Task What_is_not_there_answers_a_problem_too(string method, string path, int status, string type)
    {
        await using ApiHost host = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        using HttpResponseMessage response = await host.Http.SendAsync(request);
        await response.ProblemAsync(status, type);
    }
}
