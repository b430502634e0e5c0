using System.Net;
using System.Text;

namespace Resolve.Client.Tests;

/// <summary>Gives the answers that a test sets, and records the requests.</summary>
internal sealed class StubServer : HttpMessageHandler
{
    public List<string> Asked { get; } = [];

    public Func<HttpRequestMessage, HttpResponseMessage> Answer { get; set; } = _ => Make(HttpStatusCode.OK, "{}");

    public ResolveClient Client => new(new HttpClient(this) { BaseAddress = new Uri("http://stub.example/base/") });

    /// <summary>A client that repeats what may be repeated, at once.</summary>
    public ResolveClient Retrying => new(
        new HttpClient(this) { BaseAddress = new Uri("http://stub.example/base/") },
        new ResolveClientOptions { RetryFirst = TimeSpan.FromMilliseconds(1), RetryMax = TimeSpan.FromMilliseconds(2) });

    /// <summary>The ids of the requests, in order.</summary>
    public List<string> RequestIds { get; } = [];

    /// <summary>What each request authorises itself with; null for nothing.</summary>
    public List<string?> Credentials { get; } = [];

    public static HttpResponseMessage Make(HttpStatusCode status, string body, string type = "application/json") =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, type) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Asked.Add($"{request.Method} {request.RequestUri!.PathAndQuery} {request.Content?.Headers.ContentType} {body}".TrimEnd());
        RequestIds.Add(string.Join(',', request.Headers.GetValues("X-Request-Id")));
        Credentials.Add(request.Headers.Authorization?.ToString());
        return Answer(request);
    }
}
