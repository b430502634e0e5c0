using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Resolve.Client.Contracts;

namespace Resolve.Client;

/// <summary>Sends requests: with credentials and an id, repeated where that is safe, and with the service's refusals as exceptions.</summary>
internal sealed class Transport : IDisposable
{
    private const string RequestIdName = "X-Request-Id";
    private const int RedirectsMax = 5;

    private static readonly string[] s_waitedFor = ["/problems/question-timeout", "/problems/position-not-reached"];

    private readonly HttpClient _http;
    private readonly bool _owned;

    public Transport(HttpClient http, bool owned, ResolveClientOptions options) => (_http, _owned, Options) = (http, owned, options);

    public ResolveClientOptions Options { get; }

    /// <summary>Makes a transport with a connection pool of its own.</summary>
    public static Transport Own(ResolveClientOptions options)
    {
        Uri address = options.BaseAddress ?? throw new ArgumentException("The options need the address of the service.", nameof(options));
#pragma warning disable CA2000 // the client disposes of it
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // the handler would drop the credentials; the transport follows by itself
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // so that a changed DNS entry is noticed
            ConnectTimeout = options.RequestTimeout,
            AutomaticDecompression = DecompressionMethods.All,
        };
#pragma warning restore CA2000
        if (options.ClientCertificate is { } certificate) handler.SslOptions.ClientCertificates = [certificate];
        return new Transport(new HttpClient(handler) { BaseAddress = WithSlash(address), Timeout = options.RequestTimeout }, owned: true, options);
    }

    /// <summary>Makes a transport on a client of the caller's.</summary>
    public static Transport On(HttpClient http, ResolveClientOptions options)
    {
        if (options.ClientCertificate is not null) throw new ArgumentException("The handler of the HTTP client has to have the certificate.", nameof(options));
        if (options.BaseAddress is { } address) http.BaseAddress = WithSlash(address);
        return new Transport(http, owned: false, options);
    }

    /// <summary>Sends a request and reads its answer, again after a failure that may pass.</summary>
    /// <param name="make">Makes the request; called for each attempt.</param>
    /// <param name="read">Reads an answer of any status, or throws.</param>
    /// <param name="repeatable">Whether a repetition changes nothing more.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<T> AskAsync<T>(
        Func<HttpRequestMessage> make, Func<HttpResponseMessage, string, CancellationToken, Task<T>> read, bool repeatable, CancellationToken cancellationToken)
    {
        string id = Guid.NewGuid().ToString("N");
        TimeSpan pause = Options.RetryFirst;
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                using HttpResponseMessage response = await SendAsync(make, id, repeatable, cancellationToken).ConfigureAwait(false);
                return await ReadAsync(response, id, read, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                if (!repeatable || attempt >= Options.RetriesMax)
                    throw new ResolveException(ResolveFailure.Retryable, "The connection broke during the answer.", inner: e) { RequestId = id };
            }
            catch (ResolveException e) when (repeatable && attempt < Options.RetriesMax && MayPass(e))
            {
                if (e.RetryAfter > pause) pause = e.RetryAfter.Value;
            }
            await Task.Delay(Jittered(pause), Options.Clock, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < Options.RetryMax ? pause * 2 : Options.RetryMax;
        }
    }

    /// <summary>Reads an answer, which may not take longer than it may take to come.</summary>
    private async Task<T> ReadAsync<T>(
        HttpResponseMessage response, string id, Func<HttpResponseMessage, string, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Options.RequestTimeout, Options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await read(response, id, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ResolveException(ResolveFailure.Retryable, "The answer did not end in time.", inner: e) { RequestId = id };
        }
    }

    /// <summary>Sends a request once and follows it to where an entity moved.</summary>
    /// <exception cref="ResolveException">The service cannot be reached.</exception>
    public async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, string id, bool repeatable, CancellationToken cancellationToken)
    {
        Uri? moved = null;
        for (int redirects = 0; ; redirects++)
        {
            using HttpRequestMessage request = make();
            if (moved is not null) request.RequestUri = moved;
            request.Headers.TryAddWithoutValidation(RequestIdName, id);
            request.Options.Set(ResolveRequest.Repeatable, repeatable);
            await AuthoriseAsync(request, cancellationToken).ConfigureAwait(false);
            HttpResponseMessage response = await SendAsync(request, id, cancellationToken).ConfigureAwait(false);
            moved = redirects < RedirectsMax ? Moved(request, response) : null;
            if (moved is null) return response;
            response.Dispose();
        }
    }

    /// <summary>Makes an exception of a refusal.</summary>
    public async Task<ResolveException> FailureAsync(HttpResponseMessage response, string id, CancellationToken cancellationToken)
    {
        ProblemData? problem = null;
        if (response.Content.Headers.ContentType?.MediaType == "application/problem+json")
        {
            try
            {
                byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
                problem = JsonSerializer.Deserialize<ProblemData>(body, ResolveJson.Answers);
            }
            catch (Exception e) when (e is JsonException or HttpRequestException or IOException)
            {
                problem = null; // the status alone is enough
            }
        }
        string given = response.Headers.TryGetValues(RequestIdName, out IEnumerable<string>? ids) ? ids.First() : id;
        return ResolveException.From(response.StatusCode, problem, RetryAfter(response.Headers.RetryAfter), given);
    }

    public void Dispose()
    {
        if (_owned) _http.Dispose();
    }

    private static Uri WithSlash(Uri address) => address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string id, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw new ResolveException(ResolveFailure.Retryable, "The service cannot be reached.", inner: e) { RequestId = id };
        }
        catch (TaskCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ResolveException(ResolveFailure.Retryable, "The service did not answer in time.", inner: e) { RequestId = id };
        }
    }

    private async ValueTask AuthoriseAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Options.ApiKey is null && Options.TokenProvider is null) return;
        Uri address = request.RequestUri!.IsAbsoluteUri ? request.RequestUri : _http.BaseAddress ?? request.RequestUri;
        if (!Options.AllowCredentialsWithoutTls && address is { IsAbsoluteUri: true, IsLoopback: false } && address.Scheme != Uri.UriSchemeHttps)
            throw new InvalidOperationException("A key or token is sent over TLS only; see ResolveClientOptions.AllowCredentialsWithoutTls.");
        string token = Options.ApiKey ?? await Options.TokenProvider!(cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Where a question is answered now; null for here. Never another host: the credentials are for this one.</summary>
    private Uri? Moved(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (request.Method != HttpMethod.Get || response.StatusCode is not (HttpStatusCode.PermanentRedirect or HttpStatusCode.TemporaryRedirect)) return null;
        if (response.Headers.Location is not { } location || _http.BaseAddress is not { } root) return null;
        var from = new Uri(root, request.RequestUri!);
        var to = new Uri(from, location);
        return Uri.Compare(from, to, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0 ? to : null;
    }

    private bool MayPass(ResolveException e) =>
        e.Failure == ResolveFailure.Retryable && !(e.RetryAfter > Options.RetryMax) && !s_waitedFor.Contains(e.Problem?.Type);

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        if (header?.Delta is { } delta) return delta;
        if (header?.Date is not { } date) return null;
        TimeSpan wait = date - Options.Clock.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

#pragma warning disable CA5394 // spreads repetitions; nothing secret
    private static TimeSpan Jittered(TimeSpan pause) => pause * (1 + (Random.Shared.NextDouble() / 2));
#pragma warning restore CA5394
}
