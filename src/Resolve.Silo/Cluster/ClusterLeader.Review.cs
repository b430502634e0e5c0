using Resolve.Runtime.Review;

namespace Resolve.Silo.Cluster;

/// <summary>Questions about persons: asked between two rounds, when resolver and silos are at the same position.</summary>
internal sealed partial class ClusterLeader : IPersonMoments
{
    /// <inheritdoc/>
    /// <exception cref="ReplicaNotReadyException">That did not come about in time.</exception>
    public Task<T> AtOneMomentAsync<T>(Func<IPersonDirectory, Task<T>> ask, CancellationToken cancellationToken) =>
        WithRoundGateAsync(view => ask(PersonsAt(view)), keepsGate: false);

    private ClusterPersons PersonsAt(ClusterView view) => new(_planner, _blocks, replicas, view, clock);

    /// <summary>Asks when all silos have what was acknowledged before the question, and no round is under way; rounds go on afterwards unless the gate is
    /// kept.</summary>
    private async Task<T> WithRoundGateAsync<T>(Func<ClusterView, Task<T>> ask, bool keepsGate)
    {
        await ReadyAsync().ConfigureAwait(false);
        long target = _writer.Position;
        long started = clock.GetTimestamp();
        while (true)
        {
            if (!await _roundGate.WaitAsync(options.QuestionPatience, _stop.Token)
                .ConfigureAwait(false)) throw new ReplicaNotReadyException("All persons are being exported.");
            bool isKept = false;
            try
            {
                if (_view is { } view && view.Position >= target && view.Position == _position)
                {
                    T answer = await ask(view).ConfigureAwait(false);
                    isKept = keepsGate;
                    return answer;
                }
            }
            finally
            {
                if (!isKept) _roundGate.Release();
            }
            if (HasStopped || clock.GetElapsedTime(started) > options.QuestionPatience)
                throw new ReplicaNotReadyException("The silos are behind what was acknowledged.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), clock, _stop.Token).ConfigureAwait(false);
        }
    }
}
