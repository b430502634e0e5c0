using System.Security.Cryptography.X509Certificates;

namespace Resolve.Client;

/// <summary>The settings of a <see cref="ResolveClient"/>.</summary>
/// <remarks>Values are checked when a client is made of them; one out of range throws <see cref="ArgumentOutOfRangeException"/> there.</remarks>
public sealed class ResolveClientOptions
{
    /// <summary>Gets or sets the service's root, such as <c>https://resolve.example.vn/</c>; a missing slash at the end is added.</summary>
    /// <value>No default. It may be left out when the client is made on an <see cref="HttpClient"/> that has one.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Gets or sets the API key of a feed, such as <c>rk_…</c>, sent as <c>Authorization: Bearer</c>.</summary>
    /// <value>Default none. Either a key or a <see cref="TokenProvider"/>, not both.</value>
    public string? ApiKey { get; set; }

    /// <summary>Gets or sets what gives the bearer token of each request. It is called for every request and should keep its token until it expires.</summary>
    /// <value>Default none.</value>
    public Func<CancellationToken, ValueTask<string>>? TokenProvider { get; set; }

    /// <summary>Gets or sets the certificate, with its private key, that the client shows the service.</summary>
    /// <value>Default none. A client made on an <see cref="HttpClient"/> refuses it: the handler of that client has to have it.</value>
    public X509Certificate2? ClientCertificate { get; set; }

    /// <summary>Gets or sets whether a key or token may be sent without TLS to another machine.</summary>
    /// <value>Default false. Whoever listens on such a line can take the key.</value>
    public bool AllowCredentialsWithoutTls { get; set; }

    /// <summary>Gets or sets how long the client waits for the first byte of an answer.</summary>
    /// <value>Default 100 seconds, 1 millisecond to 1 hour. A client made on an <see cref="HttpClient"/> has that one's timeout too.</value>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Gets or sets how long a streamed answer (a batch, alerts) may be silent before the client gives the connection up.</summary>
    /// <value>Default 60 seconds, 1 millisecond to 1 hour. The service writes to a stream of alerts each 15 seconds.</value>
    public TimeSpan StreamIdleTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets how often a request is repeated that changes nothing, or nothing more when it is repeated.</summary>
    /// <value>Default 3, 0 to 10. Questions and decisions are repeated; submissions and withdrawals are not, since a feed does that.</value>
    public int RetriesMax { get; set; } = 3;

    /// <summary>Gets or sets the first pause before a repetition; it doubles with each further one, with a random part of up to half.</summary>
    /// <value>Default 250 milliseconds, 1 millisecond to 1 minute.</value>
    public TimeSpan RetryFirst { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Gets or sets the longest pause. When the service asks for a longer one with <c>Retry-After</c>, the request is not repeated.</summary>
    /// <value>Default 5 seconds, from <see cref="RetryFirst"/> to 1 hour.</value>
    public TimeSpan RetryMax { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how many lines a request of a batch carries at most.</summary>
    /// <value>Default 2,000, 1 to 2,000: over HTTP/1.1 the answers to all lines must fit into the buffers between the service and the client.</value>
    public int BatchLinesMax { get; set; } = 2_000;

    /// <summary>Gets or sets how many bytes a request of a batch carries at most; a single longer line is sent alone.</summary>
    /// <value>Default 8 MiB, 1 KiB to 8 MiB.</value>
    public int BatchBytesMax { get; set; } = 8 << 20;

    /// <summary>Gets or sets how long a line of a batch waits for more before it is sent.</summary>
    /// <value>Default 200 milliseconds, 0 to 1 minute.</value>
    public TimeSpan BatchFlushAfter { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Gets or sets the clock of pauses, and of decisions that are given without a time.</summary>
    /// <value>Default the system's.</value>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    internal ResolveClientOptions Checked()
    {
        ArgumentNullException.ThrowIfNull(Clock);
        if (ApiKey is not null && TokenProvider is not null) throw new ArgumentException("Give an API key or a token provider, not both.");
        if (ApiKey is not null && (ApiKey.Length == 0 || ApiKey.Any(static c => c is <= ' ' or > '~')))
            throw new ArgumentException("An API key has visible ASCII characters only.");
        Check(RequestTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1), nameof(RequestTimeout));
        Check(StreamIdleTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1), nameof(StreamIdleTimeout));
        Check(RetriesMax, 0, 10, nameof(RetriesMax));
        Check(RetryFirst, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1), nameof(RetryFirst));
        Check(RetryMax, RetryFirst, TimeSpan.FromHours(1), nameof(RetryMax));
        Check(BatchLinesMax, 1, 2_000, nameof(BatchLinesMax));
        Check(BatchBytesMax, 1 << 10, 8 << 20, nameof(BatchBytesMax));
        Check(BatchFlushAfter, TimeSpan.Zero, TimeSpan.FromMinutes(1), nameof(BatchFlushAfter));
        return (ResolveClientOptions)MemberwiseClone();
    }

    private static void Check<T>(T value, T least, T most, string name)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            throw new ArgumentOutOfRangeException(name, value, $"It must be from {least} to {most}.");
    }
}
