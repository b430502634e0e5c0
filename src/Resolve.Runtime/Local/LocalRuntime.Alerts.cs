using Resolve.Rings;
using Resolve.Alerts;
using Resolve.Runtime.Ports;
using Resolve.Reports;
using Resolve.Runtime.Alerts;
using Resolve.Runtime.Sequencing;

namespace Resolve.Runtime.Local;

public sealed partial class LocalRuntime
{
    private static readonly TimeSpan s_lastRoundMax = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public bool DeliversAlerts => _publisher is not null;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeliveredAlert>> ListAlertsAsync(AlertQuery query, CancellationToken cancellationToken) =>
        AlertStore.ListAsync(query, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<AlertCounts> CountAlertsAsync(AlertQuery query, CancellationToken cancellationToken) => AlertStore.CountAsync(query, cancellationToken);

    /// <inheritdoc/>
    public Task<long> WaitForAlertsAsync(long after, CancellationToken cancellationToken) =>
        (_publisher ?? throw NoAlerts()).WaitAsync(after, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<int> MarkAlertsReadAsync(string unit, IReadOnlyList<long> numbers, long upTo, CancellationToken cancellationToken) =>
        AlertStore.MarkReadAsync(unit, numbers, upTo, _options.Clock.GetUtcNow(), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Receipt>> SubmitQuietlyAsync(IReadOnlyList<Report> reports, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reports);
        return await SubmitTogetherAsync([.. reports.Select(r => FactPayload.Of(r, isQuiet: true))], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until alerts of all facts up to a position are delivered.</summary>
    /// <param name="position">The journal position.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When they are delivered; at once when this host delivers no alerts.</returns>
    public async Task AlertsAtAsync(long position, CancellationToken cancellationToken)
    {
        if (_publisher is not null) await _publisher.Gate.WaitAsync(position, cancellationToken).ConfigureAwait(false);
    }

    private LocalAlertState AlertStateOf(RingSnapshot rings, IReadOnlyCollection<int>? touched) => new(rings, touched, _options.Rings.HubDegreeMax);

    private IAlertStore AlertStore => _options.Alerts ?? throw NoAlerts();

    private static InvalidOperationException NoAlerts() => new("This resolver was opened without a store of alerts.");

    /// <summary>An orderly stop delivers all pending alerts first, so that the next start need not work out what is new.</summary>
    private async Task FinishAlertsAsync(AlertPublisher publisher)
    {
        try
        {
            using var limit = new CancellationTokenSource(s_lastRoundMax, _options.Clock);
            await _ringWorker.Gate.WaitAsync(Graph.Position, limit.Token).ConfigureAwait(false);
            await publisher.Gate.WaitAsync(Graph.Position, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Ring detection or the store stopped: the next start delivers the pending alerts.
        }
        await publisher.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Only the writer calls it, between two facts.</summary>
    private void FindWatches() => _watches = WatchInForce.Among(_engine.Persons.DecisionsInForce, _sequencer.VersionsOf);
}
