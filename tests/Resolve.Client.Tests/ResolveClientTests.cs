using System.Net;
using System.Text;
using Resolve.Client.Contracts;

namespace Resolve.Client.Tests;

public sealed class ResolveClientTests : IDisposable
{
    private readonly StubServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Keys_and_parameters_are_percent_encoded()
    {
        _server.Answer = _ => StubServer.Make(HttpStatusCode.NotFound, """{"type":"/problems/entity-unknown","title":"","status":404}""",
            "application/problem+json");

        await _server.Client.GetEntityAsync("phone:+84912345678", 7);
        await _server.Client.GetReportAsync("đồng tháp/pc02", "TB 1?");
        await _server.Client.GetLinksAsync("online:url:a/b",
            new GraphFilterData { Kinds = ["phone", "account"], From = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.FromHours(7)) }, limit: 5,
            cursor: "a&b");
        await _server.Client.WithdrawAsync("s", "1", 3);

        Assert.Equal(
            [
                "GET /base/v1/entities/phone%3A%2B84912345678?atLeast=7",
                "GET /base/v1/reports/%C4%91%E1%BB%93ng%20th%C3%A1p%2Fpc02/TB%201%3F",
                "GET /base/v1/entities/online%3Aurl%3Aa%2Fb/links?kinds=phone%2Caccount&from=2026-03-01T00%3A00%3A00%2B07%3A00&limit=5&cursor=a%26b",
                "DELETE /base/v1/reports/s/1?version=3",
            ],
            _server.Asked);
    }

    [Fact]
    public async Task Rings_are_asked_for_with_every_filter()
    {
        _server.Answer = _ => StubServer.Make(HttpStatusCode.OK, """{"position":3,"items":[],"total":0}""");

        PageData<RingData> page = await _server.Client.ListRingsAsync(
            new RingQuery { CrossBorder = true, MinProvinces = 2, MinLoss = 1.5m, MinMembers = 3, Province = "Đà Nẵng", Typology = "S05", Order = "members",
                Limit = 9, Full = true }, 4);

        Assert.Equal((3L, 0, (string?)null), (page.Position, page.Items.Count, page.Cursor));
        Assert.Equal(
            "GET /base/v1/rings?crossBorder=true&minProvinces=2&minLoss=1.5&minMembers=3"
                + "&province=%C4%90%C3%A0%20N%E1%BA%B5ng&typology=S05&order=members&limit=9&full=true&atLeast=4",
            _server.Asked.Single());
    }

    [Fact]
    public async Task A_report_is_written_as_the_wire_has_it()
    {
        _server.Answer = _ => StubServer.Make(HttpStatusCode.Created,
            """{"source":"s","id":"1","version":1,"outcome":"accepted","position":1,"warnings":[],"later":true}""");
        var report = new ReportData("s", "1", [new MentionData("phone") { Ref = "t", Value = "0912345678", Role = "suspect" },
            new MentionData("person") { Ref = "p", Name = "Hoà", Dob = "1961" }])
        {
            ReceivedAt = new DateTimeOffset(2026, 3, 2, 8, 15, 0, TimeSpan.FromHours(7)),
            Loss = new MoneyData(250000000),
            Links = [new ReportLinkData("p", "t", "holds")],
        };

        ReceiptData receipt = await _server.Client.SubmitAsync(report);

        Assert.Equal("accepted", receipt.Outcome);
        Assert.Equal(
            """POST /base/v1/reports application/json {"source":"s","id":"1","mentions":[{"kind":"phone","ref":"t","role":"suspect","value":"0912345678"},"""
                + """{"kind":"person","ref":"p","name":"Hoà","dob":"1961"}],"receivedAt":"2026-03-02T08:15:00+07:00","loss":{"amount":250000000},"links":["""
                + """{"from":"p","to":"t","kind":"holds"}]}""",
            _server.Asked.Single());
    }

    [Theory]
    [InlineData(400, ResolveFailure.BadInput)]
    [InlineData(404, ResolveFailure.BadInput)]
    [InlineData(409, ResolveFailure.Conflict)]
    [InlineData(413, ResolveFailure.BadInput)]
    [InlineData(429, ResolveFailure.Retryable)]
    [InlineData(500, ResolveFailure.Unrecoverable)]
    [InlineData(502, ResolveFailure.Retryable)]
    [InlineData(503, ResolveFailure.Retryable)]
    [InlineData(504, ResolveFailure.Retryable)]
    public async Task A_failure_tells_what_to_do(int status, ResolveFailure failure)
    {
        _server.Answer = _ =>
        {
            HttpResponseMessage answer = StubServer.Make(
                (HttpStatusCode)status, $$"""{"type":"/problems/x","title":"T","status":{{status}},"detail":"D","errors":["""
                    + $$"""{"path":"a","code":"b","message":"c"}]}""", "application/problem+json");
            answer.Headers.RetryAfter = new(TimeSpan.FromSeconds(7));
            return answer;
        };

        ResolveException e = await Assert.ThrowsAsync<ResolveException>(() => _server.Client.GetStateAsync());

        Assert.Equal(failure, e.Failure);
        Assert.Equal(failure == ResolveFailure.Retryable, e.IsRetryable);
        Assert.Equal("/problems/x", e.Problem?.Type);
        Assert.Equal([new FieldErrorData("a", "b", "c")], e.Problem!.Errors!);
        Assert.Equal(TimeSpan.FromSeconds(7), e.RetryAfter);
        Assert.Equal($"{status}: D", e.Message);
    }

    [Theory]
    [InlineData("<html>gateway</html>", "text/html")]
    [InlineData("not json", "application/problem+json")]
    [InlineData("", "application/problem+json")]
    public async Task A_failure_that_tells_nothing_is_still_a_failure(string body, string type)
    {
        _server.Answer = _ => StubServer.Make(HttpStatusCode.ServiceUnavailable, body, type);
        ResolveException e = await Assert.ThrowsAsync<ResolveException>(() => _server.Client.GetRingAsync("ring:1"));
        Assert.True(e.IsRetryable);
        Assert.Null(e.Problem);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_worth_another_try()
    {
        _server.Answer = _ => throw new HttpRequestException("refused");
        ResolveException e = await Assert.ThrowsAsync<ResolveException>(() => _server.Client.GetStateAsync());
        Assert.True(e.IsRetryable);
    }

    [Theory]
    [InlineData("""{"position":1""")]
    [InlineData("[]")]
    [InlineData("hello")]
    public async Task An_answer_of_another_interface_is_not(string body)
    {
        _server.Answer = _ => StubServer.Make(HttpStatusCode.OK, body);
        ResolveException e = await Assert.ThrowsAsync<ResolveException>(() => _server.Client.ListRingsAsync());
        Assert.Equal(ResolveFailure.Unrecoverable, e.Failure);
    }

    [Fact]
    public async Task A_404_that_is_no_answer_of_ours_is_not_taken_for_nothing_found()
    {
        _server.Answer = _ => StubServer.Make(HttpStatusCode.NotFound, "", "text/plain");
        await Assert.ThrowsAsync<ResolveException>(() => _server.Client.GetEntityAsync("phone:+84912345678"));
    }

    [Fact]
    public async Task A_batch_that_ends_early_gives_the_answers_there_are_and_says_so()
    {
        _server.Answer = _ => StubServer.Make(HttpStatusCode.OK,
            "{\"line\":1,\"outcome\":\"accepted\",\"source\":\"s\",\"id\":\"1\",\"version\":1,\"position\":1}\n", "application/x-ndjson");
        var answers = new List<BatchLineData>();

        ResolveException e = await Assert.ThrowsAsync<ResolveException>(async () =>
        {
            await foreach (BatchLineData answer in _server.Client.SubmitBatchAsync(Lines("{}", "{}"))) answers.Add(answer);
        });

        Assert.True(e.IsRetryable);
        Assert.Equal(1, Assert.Single(answers).Position);
        Assert.Equal("POST /base/v1/reports/batch application/x-ndjson {}\n{}", _server.Asked.Single());
    }

    [Fact]
    public async Task A_line_of_a_batch_holds_no_line_break()
    {
        await Assert.ThrowsAsync<ArgumentException>(async () =>
        {
            await foreach (BatchLineData answer in _server.Client.SubmitBatchAsync(Lines("{\n}"))) Assert.NotNull(answer);
        });
        Assert.Empty(_server.Asked);
    }

    [Fact]
    public async Task Asking_can_be_given_up()
    {
        using var given = new CancellationTokenSource();
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _server.Client.GetStateAsync(given.Token));
    }

    [Theory]
    [InlineData("2026-03-01T00:00:00Z", true)]
    [InlineData("2026-03-01T00:00:00.5+07:00", true)]
    [InlineData("2026-03-01T00:00:00", false)]
    [InlineData("2026-03-01", false)]
    [InlineData("0000-01-01T00:00:00Z", false)]
    [InlineData("", false)]
    public void A_time_without_an_offset_is_refused(string text, bool right)
    {
        string json = $$"""{"from":"{{text}}"}""";
        if (right) Assert.NotNull(System.Text.Json.JsonSerializer.Deserialize<GraphFilterData>(json, ResolveJson.Requests)!.From);
        else Assert.Throws<System.Text.Json.JsonException>(() => System.Text.Json.JsonSerializer.Deserialize<GraphFilterData>(json, ResolveJson.Requests));
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Lines(params string[] lines)
    {
        foreach (string line in lines)
        {
            await Task.CompletedTask;
            yield return Encoding.UTF8.GetBytes(line);
        }
    }
}
