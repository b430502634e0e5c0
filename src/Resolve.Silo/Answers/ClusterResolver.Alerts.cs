using Resolve.Alerts;
using Resolve.Runtime.Ports;
using Resolve.Reports;

namespace Resolve.Silo.Answers;

internal sealed partial class ClusterResolver : IAlertService
{
    /// <inheritdoc/>
    public bool DeliversAlerts => true;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeliveredAlert>> ListAlertsAsync(AlertQuery query, CancellationToken cancellationToken) =>
        coordinator.ListAlertsAsync(query, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<AlertCounts> CountAlertsAsync(AlertQuery query, CancellationToken cancellationToken) =>
        coordinator.CountAlertsAsync(query, cancellationToken);

    /// <inheritdoc/>
    public Task<long> WaitForAlertsAsync(long after, CancellationToken cancellationToken) => coordinator.WaitForAlertsAsync(after, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<int> MarkAlertsReadAsync(string unit, IReadOnlyList<long> numbers, long upTo, CancellationToken cancellationToken) =>
        coordinator.MarkAlertsReadAsync(unit, numbers, upTo, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Receipt>> SubmitQuietlyAsync(IReadOnlyList<Report> reports, CancellationToken cancellationToken) =>
        await Submissions.SubmitAsync(reports, batch => coordinator.SubmitQuietlyAsync(batch, cancellationToken)).ConfigureAwait(false);
}
