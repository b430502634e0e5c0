namespace Resolve.Silo.Telemetry;

/// <summary>Measures how old rings are: how long ago the oldest fact that they do not show yet became visible to queries.</summary>
internal sealed class RingAge(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Queue<(long Position, long At)> _unshown = new();
    private long _newest = -1;

    /// <summary>Gets the age; zero when rings show what the graph shows.</summary>
    public TimeSpan Now
    {
        get
        {
            lock (_gate) return _unshown.TryPeek(out (long, long At) oldest) ? clock.GetElapsedTime(oldest.At) : TimeSpan.Zero;
        }
    }

    /// <summary>Notes what a view shows.</summary>
    /// <param name="position">The journal position of the graph.</param>
    /// <param name="ringPosition">That of the rings; -1 when there are none yet.</param>
    public void Committed(long position, long ringPosition)
    {
        lock (_gate)
        {
            if (position > Math.Max(ringPosition, _newest)) _unshown.Enqueue((position, clock.GetTimestamp()));
            _newest = Math.Max(_newest, position);
            while (_unshown.TryPeek(out (long Position, long) oldest) && oldest.Position <= ringPosition) _unshown.Dequeue();
        }
    }
}
