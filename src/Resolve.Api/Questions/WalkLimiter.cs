using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Resolve.Api.Hosting;
using Resolve.Api.Telemetry;
using Resolve.Graph.Questions;
using Resolve.Rings.Questions;

namespace Resolve.Api.Questions;

/// <summary>Bounds how many questions that may walk far run at once, so that a few of them do not keep all others waiting.</summary>
/// <remarks>The others wait in the order in which they came; what finds the waiting room full is answered 429. Thread-safe.</remarks>
internal sealed class WalkLimiter : IDisposable
{
    private readonly ConcurrencyLimiter _limiter;
    private readonly ResolveMetrics _metrics;

    public WalkLimiter(IOptions<ResolveApiOptions> options, ResolveMetrics metrics)
    {
        int max = options.Value.WalksAtOnceMax;
        _limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            // One processor stays for reports and for what is looked up.
            PermitLimit = max > 0 ? max : Math.Max(1, Environment.ProcessorCount - 1),
            QueueLimit = options.Value.WalksWaitingMax,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        _metrics = metrics;
    }

    /// <summary>Gets how many questions wait for their turn.</summary>
    public long WaitingCount => _limiter.GetStatistics()?.CurrentQueuedCount ?? 0;

    /// <summary>Determines whether a question may walk far. What looks one thing up, or reads a page of a list that is kept, does not.</summary>
    public static bool WalksFar(object question) =>
        question is not (EntityQuestion or EntityLinksQuestion or SearchQuestion or RingListQuestion or RingByIdQuestion or RingOfQuestion);

    /// <summary>Waits until a question may run.</summary>
    /// <param name="patience">Ends the waiting.</param>
    /// <param name="aborted">Ends when whoever asks has gone.</param>
    /// <returns>The permit, given back when it is disposed; null when too many wait, or when the patience ended.</returns>
    /// <exception cref="OperationCanceledException">Whoever asks has gone.</exception>
    public async ValueTask<RateLimitLease?> EnterAsync(CancellationToken patience, CancellationToken aborted)
    {
        try
        {
            RateLimitLease lease = await _limiter.AcquireAsync(1, patience);
            if (lease.IsAcquired) return lease;
            lease.Dispose();
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            // It is refused as one that finds no room.
        }
        _metrics.QuestionRefused();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();
}
