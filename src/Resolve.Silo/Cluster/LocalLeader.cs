using Resolve.Silo.Telemetry;

namespace Resolve.Silo.Cluster;

/// <summary>The leaders at work in this silo: one at most, but for moments in which the grain directory is divided.</summary>
/// <remarks>
/// A leader is stopped with the silo even where its grain is not deactivated in good order. And it stops when calls no longer reach it: while silos come
/// and go, the directory can forget an activation and make a second one. The first has the lease then, the second has the calls, and each would wait for
/// the other for ever.
/// </remarks>
internal sealed class LocalLeader(ILogger<LocalLeader> logger)
{
    /// <summary>How many calls in a row must have reached another leader: the directory may be wrong for a moment.</summary>
    private const int MissesMax = 3;

    private readonly Lock _gate = new();
    private readonly Dictionary<ClusterLeader, int> _missesOf = [];

    /// <summary>Notes that a leader has begun to work here.</summary>
    public void Begin(ClusterLeader leader)
    {
        lock (_gate) _missesOf[leader] = 0;
    }

    /// <summary>Notes that a leader has stopped.</summary>
    public void Ended(ClusterLeader leader)
    {
        lock (_gate) _missesOf.Remove(leader);
    }

    /// <summary>Notes which leader a call of this silo has reached; stops those here that several calls in a row have not reached.</summary>
    /// <param name="reached">The leader's <see cref="ClusterLeader.Id"/>.</param>
    public async Task ReachedAsync(Guid reached)
    {
        List<ClusterLeader> lost = [];
        lock (_gate)
        {
            foreach (ClusterLeader leader in _missesOf.Keys.ToArray())
            {
                int misses = leader.Id == reached ? 0 : _missesOf[leader] + 1;
                if (misses < MissesMax) _missesOf[leader] = misses;
                else if (_missesOf.Remove(leader)) lost.Add(leader);
            }
        }
        foreach (ClusterLeader leader in lost)
        {
            logger.LeaderLost(leader.Id);
            await leader.StopAsync(finishesAlerts: false).ConfigureAwait(false);
        }
    }

    /// <summary>Ends all epochs, so that the lease is free for the next leader.</summary>
    public async Task EndAsync()
    {
        ClusterLeader[] leaders;
        lock (_gate)
        {
            leaders = [.. _missesOf.Keys];
            _missesOf.Clear();
        }
        foreach (ClusterLeader leader in leaders) await leader.DisposeAsync().ConfigureAwait(false);
    }
}
