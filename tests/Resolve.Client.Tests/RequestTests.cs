using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using Resolve.Client.Contracts;

namespace Resolve.Client.Tests;

/// <summary>How requests are sent: repeated, named, authorised, and refused.</summary>
public sealed class RequestTests : IDisposable
{
    private const string Starting = """{"type":"/problems/starting","title":"The journal is being replayed.","status":503}""";

    private readonly StubServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_question_is_repeated_under_one_id()
    {
        int call = 0;
        _server.Answer = _ => ++call switch
        {
            1 => StubServer.Make(HttpStatusCode.ServiceUnavailable, Starting, "application/problem+json"),
            2 => throw new HttpRequestException("gone"),
            _ => StubServer.Make(HttpStatusCode.OK, """{"position":3,"items":[],"total":0}"""),
        };
        await _server.Retrying.ListRingsAsync();
        Assert.Equal(3, _server.Asked.Count);
        Assert.Single(_server.RequestIds.Distinct());
    }

    [Fact]
    public async Task Repetitions_end_and_a_submission_is_not_repeated()
    {
        _server.Answer = _ => StubServer.Make(HttpStatusCode.ServiceUnavailable, Starting, "application/problem+json");
        await Assert.ThrowsAsync<ResolveException>(() => _server.Retrying.ListRingsAsync());
        Assert.Equal(4, _server.Asked.Count);
        _server.Asked.Clear();
        await Assert.ThrowsAsync<ResolveException>(() => _server.Retrying.SubmitAsync(new ReportData("s", "1", [])));
        await Assert.ThrowsAsync<ResolveException>(() => _server.Retrying.WithdrawAsync("s", "1"));
        await Assert.ThrowsAsync<ResolveException>(() => _server.Client.ListRingsAsync());
        Assert.Equal(3, _server.Asked.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "/problems/question-invalid")]
    [InlineData(HttpStatusCode.GatewayTimeout, "/problems/question-timeout")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "/problems/position-not-reached")]
    public async Task What_a_repetition_would_not_mend_is_not_repeated(HttpStatusCode status, string type)
    {
        _server.Answer = _ => StubServer.Make(status, $$"""{"type":"{{type}}","title":"","status":{{(int)status}}}""", "application/problem+json");
        ResolveException e = await Assert.ThrowsAsync<ResolveException>(() => _server.Retrying.ListRingsAsync());
        Assert.Single(_server.Asked);
        Assert.Equal((status, type, _server.RequestIds[0]), (e.StatusCode, e.Problem?.Type, e.RequestId));
    }

    [Fact]
    public async Task Retry_after_is_read_as_seconds_and_as_a_date()
    {
        _server.Answer = _ => Wait(new RetryConditionHeaderValue(TimeSpan.FromSeconds(7)));
        Assert.Equal(TimeSpan.FromSeconds(7), (await Assert.ThrowsAsync<ResolveException>(() => _server.Client.ListRingsAsync())).RetryAfter);
        _server.Answer = _ => Wait(new RetryConditionHeaderValue(DateTimeOffset.UtcNow.AddHours(1)));
        TimeSpan? wait = (await Assert.ThrowsAsync<ResolveException>(() => _server.Client.ListRingsAsync())).RetryAfter;
        Assert.InRange(wait!.Value, TimeSpan.FromMinutes(55), TimeSpan.FromMinutes(61));
        _server.Answer = _ => Wait(new RetryConditionHeaderValue(DateTimeOffset.UtcNow.AddHours(-1)));
        Assert.Equal(TimeSpan.Zero, (await Assert.ThrowsAsync<ResolveException>(() => _server.Client.ListRingsAsync())).RetryAfter);
    }

    [Fact]
    public async Task A_service_that_asks_for_a_long_wait_is_not_asked_again()
    {
        _server.Answer = _ => Wait(new RetryConditionHeaderValue(TimeSpan.FromSeconds(30)));
        await Assert.ThrowsAsync<ResolveException>(() => _server.Retrying.ListRingsAsync());
        Assert.Single(_server.Asked);
    }

    [Fact]
    public async Task A_key_or_token_goes_with_each_request_and_over_TLS_only()
    {
        _server.Answer = _ => StubServer.Make(HttpStatusCode.OK, """{"position":3,"items":[],"total":0}""");
        int tokens = 0;
        await Client("https://resolve.example/", o => o.ApiKey = "rk_test").ListRingsAsync();
        using ResolveClient withTokens = Client("http://127.0.0.1:5080", o => o.TokenProvider = _ => ValueTask.FromResult($"t{++tokens}"));
        await withTokens.ListRingsAsync();
        await withTokens.ListRingsAsync();
        await Client("http://resolve.example/", o => (o.ApiKey, o.AllowCredentialsWithoutTls) = ("rk_test", true)).ListRingsAsync();
        Assert.Equal(["Bearer rk_test", "Bearer t1", "Bearer t2", "Bearer rk_test"], _server.Credentials);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Client("http://resolve.example/", o => o.ApiKey = "rk_test").ListRingsAsync());
    }

    [Fact]
    public async Task A_moved_entity_is_followed_with_the_credentials_and_never_to_another_host()
    {
        int call = 0;
        Uri to = new("/v1/entities/person:2?atLeast=1", UriKind.Relative);
        _server.Answer = _ =>
        {
            if (++call % 2 == 0) return StubServer.Make(HttpStatusCode.NotFound, """{"type":"/problems/entity-unknown","title":"","status":404}""",
                "application/problem+json");
            HttpResponseMessage moved = StubServer.Make(HttpStatusCode.PermanentRedirect, "");
            moved.Headers.Location = to;
            return moved;
        };
        ResolveClient client = Client("https://resolve.example/", o => o.ApiKey = "rk_test");
        Assert.Null(await client.GetEntityAsync("person:1"));
        Assert.Equal(["GET /v1/entities/person%3A1", "GET /v1/entities/person:2?atLeast=1"], _server.Asked);
        Assert.Equal(["Bearer rk_test", "Bearer rk_test"], _server.Credentials);
        to = new Uri("https://elsewhere.example/v1/entities/person:2");
        await Assert.ThrowsAsync<ResolveException>(() => client.GetEntityAsync("person:1"));
        Assert.Equal(3, _server.Asked.Count);
    }

    [Fact]
    public void Settings_out_of_range_are_refused_when_the_client_is_made()
    {
        var address = new Uri("https://resolve.example");
        Assert.Throws<ArgumentException>(() => new ResolveClient(new ResolveClientOptions()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResolveClient(new ResolveClientOptions { BaseAddress = address, RetriesMax = 11 }));
        Assert.Throws<ArgumentException>(() => new ResolveClient(new ResolveClientOptions { BaseAddress = address, ApiKey = "a\nb" }));
        Assert.Throws<ArgumentException>(() => new ResolveClient(new ResolveClientOptions { BaseAddress = address, ApiKey = "a",
            TokenProvider = _ => default }));
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(SelfSigned());
        using var http = new HttpClient();
        Assert.Throws<ArgumentException>(() => new ResolveClient(http, new ResolveClientOptions { BaseAddress = address, ClientCertificate = certificate }));
        new ResolveClient(address).Dispose();
    }

    [Fact]
    public async Task A_double_needs_only_the_members_that_a_test_uses()
    {
        using var client = new NoRings();
        Assert.Empty((await client.ListRingsAsync()).Items);
        Assert.Empty(await client.EnumerateRingsAsync().ToListAsync());
        await Assert.ThrowsAsync<NotSupportedException>(() => client.GetStateAsync());
    }

    private static byte[] SelfSigned()
    {
        using var key = System.Security.Cryptography.ECDsa.Create();
        var request = new CertificateRequest("CN=test", key, System.Security.Cryptography.HashAlgorithmName.SHA256);
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return made.Export(X509ContentType.Cert);
    }

    private static HttpResponseMessage Wait(RetryConditionHeaderValue header)
    {
        HttpResponseMessage answer = StubServer.Make(HttpStatusCode.ServiceUnavailable, Starting, "application/problem+json");
        answer.Headers.RetryAfter = header;
        return answer;
    }

    private ResolveClient Client(string address, Action<ResolveClientOptions> configure)
    {
        var options = new ResolveClientOptions { BaseAddress = new Uri(address), RetriesMax = 0 };
        configure(options);
        return new ResolveClient(new HttpClient(_server, disposeHandler: false), options);
    }

    private sealed class NoRings : ResolveClient
    {
        public override Task<PageData<RingData>> ListRingsAsync(RingQuery? query = null, long atLeast = 0, CancellationToken cancellationToken = default) =>
            Task.FromResult(new PageData<RingData>(0, [], 0, null));
    }
}
