using System.Text;

namespace Resolve.Client;

/// <summary>Reads a streamed answer line by line, and gives up a connection that is silent for too long.</summary>
internal sealed class StreamLines(Stream body, ResolveClientOptions options, string requestId) : IDisposable
{
    private readonly StreamReader _reader = new(body, Encoding.UTF8);

    /// <summary>Reads the next line; null at the end.</summary>
    /// <exception cref="ResolveException">The connection broke or was silent for too long.</exception>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        ValueTask<string?> reading = _reader.ReadLineAsync(cancellationToken);
        try
        {
            if (reading.IsCompleted) return await reading.ConfigureAwait(false);
            return await reading.AsTask().WaitAsync(options.StreamIdleTimeout, options.Clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new ResolveException(ResolveFailure.Retryable, "The service was silent for too long.", inner: e) { RequestId = requestId };
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ResolveException(ResolveFailure.Retryable, "The connection broke during the answer.", inner: e) { RequestId = requestId };
        }
    }

    public void Dispose() => _reader.Dispose();
}
