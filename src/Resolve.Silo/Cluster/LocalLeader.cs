namespace Resolve.Silo.Cluster;

/// <summary>The leader at work in this silo, if any: it is stopped with the silo even where its grain is not deactivated in good order.</summary>
internal sealed class LocalLeader
{
    private volatile ClusterLeader? _current;

    /// <summary>Notes who works here now.</summary>
    public void Begin(ClusterLeader leader) => _current = leader;

    /// <summary>Ends its epoch, so that the lock is free for the next one.</summary>
    public async Task EndAsync()
    {
        if (_current is { } leader) await leader.DisposeAsync().ConfigureAwait(false);
        _current = null;
    }
}
