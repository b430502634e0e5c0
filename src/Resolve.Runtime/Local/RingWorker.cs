using Resolve.Graph;
using Resolve.Rings;
using Resolve.Runtime.Rings;
using Resolve.Runtime.Sequencing;

namespace Resolve.Runtime.Local;

/// <summary>Computes rings from snapshots in a thread of its own, so that neither the writer nor readers wait for them.</summary>
internal sealed class RingWorker : IAsyncDisposable
{
    private readonly LocalRuntimeOptions _options;
    private readonly RingIndex _index;
    private readonly RingPace _pace;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private HashSet<int> _touched = [];
    private GraphSnapshot? _posted;
    private Task _loop = Task.CompletedTask;

    public RingWorker(LocalRuntimeOptions options, GraphSnapshot empty)
    {
        _options = options;
        _index = new RingIndex(options.Rings, options.Detector, -1, options.RememberedSizeMin);
        Gate = new PositionGate<RingSnapshot>(_index.Refresh(empty, [], CancellationToken.None), static r => r.Position);
        _pace = new RingPace(options.RingInterval, options.Clock, () => Gate.IsAwaited);
    }

    public PositionGate<RingSnapshot> Gate { get; }

    /// <summary>Gets or sets the callback after each round: it receives the rings and the changed vertices. Set before the start.</summary>
    public Action<RingSnapshot, IReadOnlyCollection<int>>? Rounded { get; set; }

    /// <summary>Gets why ring detection stopped; null while it runs.</summary>
    public string? Failure { get; private set; }

    public void Start() => _loop = Task.Run(() => RunAsync(_stop.Token));

    /// <summary>Posts a newer graph and what changed in it.</summary>
    public void Post(GraphSnapshot graph, IReadOnlyCollection<int> touched)
    {
        lock (_gate)
        {
            _posted = graph;
            _touched.UnionWith(touched);
            _pace.Posted();
            if (_signal.CurrentCount == 0) _signal.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _stop.Dispose();
        _signal.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await _signal.WaitAsync(cancellationToken).ConfigureAwait(false);
                GraphSnapshot graph;
                HashSet<int> touched;
                lock (_gate)
                {
                    graph = _posted!;
                    touched = _touched;
                    _touched = [];
                }
                long begun = _options.Clock.GetTimestamp();
                RingSnapshot rings = _index.Refresh(graph, touched, cancellationToken);
                Rounded?.Invoke(rings, touched);
                Gate.Publish(rings);
                TimeSpan took = _options.Clock.GetElapsedTime(begun);
                await _pace.RestAsync(took, touched.Count, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped: rings are computed again from the journal at the next start.
        }
#pragma warning disable CA1031 // Whatever went wrong, readers keep the last rings and the state reports that ring detection stopped.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failure = $"Ring detection stopped: {e.GetType().Name}.";
        }
    }
}
