using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Resolve.Client.Contracts;

namespace Resolve.Client;

/// <summary>Speaks to a Resolve service over HTTP: every endpoint of docs/api.md as a typed method.</summary>
/// <remarks>
/// Thread-safe; make one and keep it. Questions take <c>atLeast</c>, a journal position from a receipt: the answer sees that fact; 0 takes the
/// newest without waiting. Every method throws <see cref="ResolveException"/> when the service cannot be reached or refuses, and says whether to try
/// again. Members are virtual: a test derives from the class and overrides what it needs.
/// </remarks>
public partial class ResolveClient : IDisposable
{
    private static readonly MediaTypeHeaderValue s_json = new("application/json");

    private readonly Transport? _transport;

    /// <summary>Makes a client with the default settings.</summary>
    /// <param name="baseAddress">The service's root, such as <c>http://localhost:5080</c>.</param>
    public ResolveClient(Uri baseAddress)
        : this(new ResolveClientOptions { BaseAddress = baseAddress ?? throw new ArgumentNullException(nameof(baseAddress)) })
    {
    }

    /// <summary>Makes a client.</summary>
    /// <param name="options">The settings, with the service's address; later changes have no effect.</param>
    /// <exception cref="ArgumentException">A setting is missing or out of range.</exception>
    public ResolveClient(ResolveClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _transport = Transport.Own(options.Checked());
    }

    /// <summary>Makes a client on an HTTP client, whose handlers decide what is repeated: this one repeats nothing by itself.</summary>
    /// <param name="http">
    /// The client, with <see cref="HttpClient.BaseAddress"/> set to the service's root with a slash at the end, such as
    /// <c>http://localhost:5080/</c>. It is not disposed of.
    /// </param>
    public ResolveClient(HttpClient http)
        : this(http, new ResolveClientOptions { RetriesMax = 0 })
    {
    }

    /// <summary>Makes a client on an HTTP client.</summary>
    /// <param name="http">The client. It is not disposed of. Its <see cref="HttpClient.BaseAddress"/> is set when the options name one.</param>
    /// <param name="options">The settings; later changes have no effect.</param>
    /// <exception cref="ArgumentException">A setting is out of range, or there is a certificate, which the handler of the HTTP client has to have.</exception>
    public ResolveClient(HttpClient http, ResolveClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(options);
        _transport = Transport.On(http, options.Checked());
    }

    /// <summary>Makes a client without a connection, for a double that overrides the members a test needs.</summary>
    protected ResolveClient()
    {
    }

    private Transport Via => _transport ?? throw new NotSupportedException("This double of a client does not override the member that was called.");

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connections, unless the client was made on an HTTP client of the caller's.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _transport?.Dispose();
    }

    private static string ReportPath(string source, string id) => $"v1/reports/{Escape(source)}/{Escape(id)}";

    private static string EntityPath(string key) => "v1/entities/" + Escape(key);

    private static string Escape(string part)
    {
        ArgumentException.ThrowIfNullOrEmpty(part);
        return Uri.EscapeDataString(part);
    }

    private static ByteArrayContent JsonContent(ReadOnlyMemory<byte> json)
    {
        var content = new ByteArrayContent(json.ToArray());
        content.Headers.ContentType = s_json;
        return content;
    }

    private static ResolveException Missing() => new(ResolveFailure.Unrecoverable, "The service gave no answer where it must give one.");

    private Task<T?> GetAsync<T>(QueryText query, CancellationToken cancellationToken)
        where T : class => AskAsync<T>(() => new HttpRequestMessage(HttpMethod.Get, query.ToUri()), repeatable: true, cancellationToken);

    /// <summary>Asks a question, or sends what a repetition changes no more.</summary>
    private async Task<TAnswer> PostAsync<TQuestion, TAnswer>(string path, TQuestion question, long atLeast, CancellationToken cancellationToken)
        where TAnswer : class
    {
        ArgumentNullException.ThrowIfNull(question);
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(question, ResolveJson.Answers);
        HttpRequestMessage Make() => new(HttpMethod.Post, new QueryText(path).AddAtLeast(atLeast).ToUri()) { Content = JsonContent(body) };
        return await AskAsync<TAnswer>(Make, repeatable: true, cancellationToken).ConfigureAwait(false) ?? throw Missing();
    }

    /// <summary>Sends a request; null for 404 with a problem of ours that says something is unknown.</summary>
    private Task<T?> AskAsync<T>(Func<HttpRequestMessage> make, bool repeatable, CancellationToken cancellationToken)
        where T : class => Via.AskAsync(make, ReadAsync<T>, repeatable, cancellationToken);

    private async Task<T?> ReadAsync<T>(HttpResponseMessage response, string requestId, CancellationToken cancellationToken)
        where T : class
    {
        if (!await IsKnownAsync(response, requestId, cancellationToken).ConfigureAwait(false)) return null;
        try
        {
            Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
                return await JsonSerializer.DeserializeAsync<T>(body, ResolveJson.Answers, cancellationToken).ConfigureAwait(false);
        }
        catch (JsonException e)
        {
            throw new ResolveException(ResolveFailure.Unrecoverable, "The answer is not of this interface.", inner: e) { RequestId = requestId };
        }
    }

    /// <summary>Tells success (true) from an answer that something is unknown (false); throws for all others.</summary>
    private async Task<bool> IsKnownAsync(HttpResponseMessage response, string requestId, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode) return true;
        ResolveException failure = await Via.FailureAsync(response, requestId, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound && failure.Problem?.Type?.EndsWith("-unknown", StringComparison.Ordinal) == true) return false;
        throw failure;
    }
}
