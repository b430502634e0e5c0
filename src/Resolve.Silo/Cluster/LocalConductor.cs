namespace Resolve.Silo.Cluster;

/// <summary>The conductor at work in this silo, if any: it is stopped with the silo even where its grain is not deactivated in good order.</summary>
internal sealed class LocalConductor
{
    private volatile Conductor? _current;

    /// <summary>Notes who works here now.</summary>
    public void Begin(Conductor conductor) => _current = conductor;

    /// <summary>Ends its term, so that the lock is free for the next one.</summary>
    public async Task EndAsync()
    {
        if (_current is { } conductor) await conductor.DisposeAsync().ConfigureAwait(false);
        _current = null;
    }
}
