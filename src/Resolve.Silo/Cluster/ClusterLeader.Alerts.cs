using Resolve.Alerts;
using Resolve.Identifiers;
using Resolve.Runtime.Alerts;

namespace Resolve.Silo.Cluster;

/// <summary>The alerts: looked for behind the rings, written by the one leader (docs/adr/0107-the-leader-tells-alerts.md).</summary>
internal sealed partial class ClusterLeader
{
    /// <summary>For how long alerts may wait before readiness tells: a silo that goes makes them wait for some seconds.</summary>
    private static readonly TimeSpan AlertsWaitMax = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LastLookMax = TimeSpan.FromSeconds(20);

    private AlertPublisher _desk = null!;
    private ClusterAlertState.Silos _alertSilos = null!;
    private volatile IReadOnlyList<WatchInForce> _watches = [];
    private long? _alertsWaitSince;
    private volatile bool _isClosing;
    private int _submitting;

    /// <summary>Opens the desk where the last leader left it.</summary>
    private async Task<AlertPublisher> OpenDeskAsync(CancellationToken cancellationToken)
    {
        _alertSilos = new ClusterAlertState.Silos(replicas, TouchedAsync);
        _desk = new AlertPublisher(alerts, clock, () => _watches);
        await _desk.LoadAsync(cancellationToken).ConfigureAwait(false);
        _desk.Follow();
        return _desk;
    }

    /// <summary>Gets whether the silos do not know yet how far alerts are told.</summary>
    private bool HasAlertNews => _view is { } view && (view.AlertPosition != _desk.Gate.Newest.Position || view.AlertNewest != _desk.NewestNumber);

    /// <summary>Gets why alerts stand still, when they have for long.</summary>
    private string? AlertFailure
    {
        get
        {
            if (_desk.Failure is not { } failure)
            {
                _alertsWaitSince = null;
                return null;
            }
            _alertsWaitSince ??= clock.GetTimestamp();
            return clock.GetElapsedTime(_alertsWaitSince.Value) > AlertsWaitMax ? failure : null;
        }
    }

    /// <summary>Before alerts began here at all, what the journal holds is no news: it must be told from what is submitted.</summary>
    private Task AlertsBegunAsync() => _desk.IsNew ? _desk.Begun.WaitAsync(_stop.Token) : Task.CompletedTask;

    /// <summary>Called under the gate of the book, when a decision was applied.</summary>
    private void FindWatches() => _watches = WatchInForce.Among(_book.Persons.DecisionsInForce, _writer.VersionsOf);

    /// <summary>Finds the watches whose entities changed: an identifier by its key, a person by any of its records.</summary>
    private async Task<IReadOnlySet<string>> TouchedAsync(IReadOnlyList<WatchInForce> watches, IReadOnlySet<string> touched, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await _bookGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (WatchInForce watched in watches)
                if (TokensOf(watched.Watch.Entity).Any(touched.Contains)) ids.Add(watched.Watch.Id);
        }
        finally
        {
            _bookGate.Release();
        }
        return ids;
    }

    private IEnumerable<string> TokensOf(EntityKey key) =>
        key.Kind == EntityKind.Person ? _book.Find(key)?.Members.Select(m => NodeKey.OfRecord(m.Record.Fingerprint)) ?? [] : [key.ToString()];

    /// <summary>A stop that was asked for leaves nothing untold: the next leader need not ask what is news, and reports of the past stay quiet.</summary>
    private async Task FinishAlertsAsync()
    {
        if (HasStopped || _writer is null || !_ready.Task.IsCompleted || ActiveSilos().Count == 0) return;
        using var limit = new CancellationTokenSource(LastLookMax, clock);
        try
        {
            while (_isClosing && Volatile.Read(ref _submitting) > 0) await Task.Delay(5, limit.Token).ConfigureAwait(false);
            for (long told = -1; told < _writer.Position;)
            {
                told = _writer.Position;
                await _desk.Gate.WaitAsync(told, limit.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Silos or the store stand still: what is untold is told by the next leader.
        }
    }
}
