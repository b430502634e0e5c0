using Resolve.Alerts;
using Resolve.Reports;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Sequencing;

namespace Resolve.Silo.Answers;

/// <summary>Alerts through a gateway: silos read them; the state that the gateway fetches says whether there are new ones.</summary>
internal sealed partial class GatewayResolver : IAlertService
{
    private const int NewestPlace = 9, PositionPlace = 10;

    private readonly PositionGate<StateNow> _alertNumbers = new(new StateNow([], null), static s => At(s, NewestPlace, 0));
    private readonly PositionGate<StateNow> _alertPositions = new(new StateNow([], null), static s => At(s, PositionPlace, -1));

    /// <inheritdoc/>
    public bool DeliversAlerts => true;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<DeliveredAlert>> ListAlertsAsync(AlertQuery query, CancellationToken cancellationToken) =>
        await CallAsync(a => a.ListAlertsAsync(query), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<AlertCounts> CountAlertsAsync(AlertQuery query, CancellationToken cancellationToken) =>
        await CallAsync(a => a.CountAlertsAsync(query), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<long> WaitForAlertsAsync(long after, CancellationToken cancellationToken) =>
        At(await _alertNumbers.WaitAsync(after + 1, cancellationToken).ConfigureAwait(false), NewestPlace, 0);

    /// <inheritdoc/>
    public async ValueTask<int> MarkAlertsReadAsync(string unit, IReadOnlyList<long> numbers, long upTo, CancellationToken cancellationToken) =>
        await CallAsync(a => a.MarkAlertsReadAsync(unit, [.. numbers], upTo), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Receipt>> SubmitQuietlyAsync(IReadOnlyList<Report> reports, CancellationToken cancellationToken) =>
        await Submissions.SubmitAsync(reports, batch => TakeAsync(a => a.SubmitQuietlyAsync(batch), cancellationToken)).ConfigureAwait(false);

    /// <summary>Waits until alerts of all facts up to a position are delivered.</summary>
    internal async Task AlertsAtAsync(long position, CancellationToken cancellationToken) =>
        await _alertPositions.WaitAsync(position, cancellationToken).ConfigureAwait(false);

    private void Take(StateNow state)
    {
        _state = state;
        _alertNumbers.Publish(state);
        _alertPositions.Publish(state);
    }

    // A silo of an earlier version sends fewer numbers.
    private static long At(StateNow state, int place, long otherwise) => place < state.Numbers.Length ? state.Numbers[place] : otherwise;
}
