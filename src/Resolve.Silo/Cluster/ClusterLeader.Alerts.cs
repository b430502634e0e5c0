using Resolve.Alerts;
using Resolve.Identifiers;
using Resolve.Runtime.Alerts;

namespace Resolve.Silo.Cluster;

/// <summary>The alerts: looked for behind the rings, written by the one leader (docs/adr/0107-the-leader-delivers-alerts.md).</summary>
internal sealed partial class ClusterLeader
{
    /// <summary>How long alerts may wait before the readiness check reports it: when a silo leaves, they wait for some seconds.</summary>
    private static readonly TimeSpan AlertsWaitMax = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LastLookMax = TimeSpan.FromSeconds(20);

    private AlertPublisher _publisher = null!;
    private ClusterAlertState.Silos _alertSilos = null!;
    private volatile IReadOnlyList<WatchInForce> _watches = [];
    private long? _alertsWaitSince;
    private volatile bool _isClosing;
    private int _submitting;

    /// <summary>Opens the publisher where the last leader left it.</summary>
    private async Task<AlertPublisher> OpenPublisherAsync(CancellationToken cancellationToken)
    {
        _alertSilos = new ClusterAlertState.Silos(replicas, TouchedAsync);
        _publisher = new AlertPublisher(alerts, clock, () => _watches);
        await _publisher.LoadAsync(cancellationToken).ConfigureAwait(false);
        _publisher.Follow();
        return _publisher;
    }

    /// <summary>Gets whether the leader has not yet sent the silos the position up to which alerts are delivered.</summary>
    private bool HasAlertChanges => _view is { } view && (view.AlertPosition != _publisher.Gate.Newest.Position || view.AlertNewest != _publisher.NewestNumber);

    /// <summary>Gets why alerts wait, once they have waited for long.</summary>
    private string? AlertFailure
    {
        get
        {
            if (_publisher.Failure is not { } failure)
            {
                _alertsWaitSince = null;
                return null;
            }
            _alertsWaitSince ??= clock.GetTimestamp();
            return clock.GetElapsedTime(_alertsWaitSince.Value) > AlertsWaitMax ? failure : null;
        }
    }

    /// <summary>On a store without alerts, the facts already in the journal are no news: submissions wait until the first state is examined.</summary>
    private Task AlertsBegunAsync() => _publisher.IsNew ? _publisher.Begun.WaitAsync(_stop.Token) : Task.CompletedTask;

    /// <summary>Called under the planner's gate, when a decision was applied.</summary>
    private void FindWatches() => _watches = WatchInForce.Among(_planner.Persons.DecisionsInForce, _writer.VersionsOf);

    /// <summary>Finds the watches whose entities changed: an identifier by its key, a person by any of its records.</summary>
    private async Task<IReadOnlySet<string>> TouchedAsync(IReadOnlyList<WatchInForce> watches, IReadOnlySet<string> touched,
        CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await _plannerGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (WatchInForce watched in watches)
                if (TokensOf(watched.Watch.Entity).Any(touched.Contains)) ids.Add(watched.Watch.Id);
        }
        finally
        {
            _plannerGate.Release();
        }
        return ids;
    }

    private IEnumerable<string> TokensOf(EntityKey key) =>
        key.Kind == EntityKind.Person ? _planner.Find(key)?.Members.Select(m => NodeKey.OfRecord(m.Record.Fingerprint)) ?? [] : [key.ToString()];

    /// <summary>An orderly stop delivers all pending alerts first: the next leader need not work out what is new, and quiet reports stay quiet.</summary>
    private async Task FinishAlertsAsync()
    {
        if (HasStopped || _writer is null || !_ready.Task.IsCompleted || ActiveSilos().Count == 0) return;
        using var limit = new CancellationTokenSource(LastLookMax, clock);
        try
        {
            while (_isClosing && Volatile.Read(ref _submitting) > 0) await Task.Delay(5, limit.Token).ConfigureAwait(false);
            for (long delivered = -1; delivered < _writer.Position;)
            {
                delivered = _writer.Position;
                await _publisher.Gate.WaitAsync(delivered, limit.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Silos or the store do not respond: the next leader delivers the pending alerts.
        }
    }
}
