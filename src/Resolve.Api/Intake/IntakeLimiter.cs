using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Resolve.Api.Hosting;
using Resolve.Api.Telemetry;

namespace Resolve.Api.Intake;

/// <summary>Bounds what intake may have in hand, so that a flood of reports takes neither the memory nor the time of questions.</summary>
/// <remarks>
/// Two bounds: the bytes of all bodies in flight, and the submissions that wait for the journal. A single report or decision over
/// a bound is refused at once (429 with <c>Retry-After</c>); a stream of lines waits instead, and its sender with it. When nothing
/// is in flight a body is admitted whatever its size. Thread-safe.
/// </remarks>
internal sealed class IntakeLimiter(ResolveServiceSlot slot, IOptions<ResolveApiOptions> options, ResolveMetrics metrics, TimeProvider clock)
{
    /// <summary>How long a refused sender should wait, in seconds.</summary>
    public const int RetrySeconds = 1;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    private long _bytes;

    /// <summary>Gets the bytes of all bodies in flight.</summary>
    public long BytesInFlight => Interlocked.Read(ref _bytes);

    /// <summary>Admits the body of a request, or refuses it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="bytesMax">The most bytes its body may have; what it takes when it does not say how many it has.</param>
    /// <returns>The place, given back when it is disposed.</returns>
    /// <exception cref="OverloadedException">A bound is reached.</exception>
    public Place Enter(HttpContext context, int bytesMax)
    {
        long bytes = Math.Min(context.Request.ContentLength ?? bytesMax, bytesMax);
        if (!IsQueueFull && TryTake(bytes)) return new Place(this, bytes);
        metrics.IntakeRefused();
        throw new OverloadedException();
    }

    /// <summary>Waits until a batch of lines may go on.</summary>
    /// <param name="bytes">The bytes of its lines.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The place, given back when it is disposed.</returns>
    public async ValueTask<Place> WaitAsync(long bytes, CancellationToken cancellationToken)
    {
        while (IsQueueFull || !TryTake(bytes)) await Task.Delay(s_pause, clock, cancellationToken);
        return new Place(this, bytes);
    }

    private bool IsQueueFull => slot.ServiceOrNull is { } service && service.GetState().QueueLength >= options.Value.IntakeQueueLengthMax;

    private bool TryTake(long bytes)
    {
        for (long taken = Interlocked.Read(ref _bytes); taken == 0 || taken + bytes <= options.Value.IntakeBytesMax;)
        {
            long seen = Interlocked.CompareExchange(ref _bytes, taken + bytes, taken);
            if (seen == taken)
            {
                metrics.IntakeBytes(bytes);
                return true;
            }
            taken = seen;
        }
        return false;
    }

    private void Leave(long bytes)
    {
        Interlocked.Add(ref _bytes, -bytes);
        metrics.IntakeBytes(-bytes);
    }

    /// <summary>What a body takes of the bounds.</summary>
    internal readonly struct Place(IntakeLimiter limiter, long bytes) : IDisposable
    {
        public void Dispose() => limiter.Leave(bytes);
    }
}
