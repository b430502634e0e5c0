using Resolve.Alerts;
using Resolve.Runtime.Ports;
using Resolve.Silo.Cluster;

namespace Resolve.Silo.Answers;

/// <summary>Alerts: the leader writes them, every silo reads them from the database and learns of new ones with the view that questions go by.</summary>
internal sealed partial class Coordinator
{
    /// <summary>Submits reports of the past; the outcomes are those of durable facts.</summary>
    public Task<SubmitAnswer> SubmitQuietlyAsync(ReportBatch reports, CancellationToken cancellationToken) =>
        ToLeaderAsync(c => c.SubmitQuietlyAsync(reports), cancellationToken);

    /// <summary>Lists alerts.</summary>
    public ValueTask<IReadOnlyList<DeliveredAlert>> ListAlertsAsync(AlertQuery query, CancellationToken cancellationToken) =>
        alerts.ListAsync(query, cancellationToken);

    /// <summary>Counts alerts.</summary>
    public ValueTask<AlertCounts> CountAlertsAsync(AlertQuery query, CancellationToken cancellationToken) => alerts.CountAsync(query, cancellationToken);

    /// <summary>Waits until there is an alert behind a number.</summary>
    public Task<long> WaitForAlertsAsync(long after, CancellationToken cancellationToken) => host.AlertBehindAsync(after, cancellationToken);

    /// <summary>Marks alerts read by a unit.</summary>
    public ValueTask<int> MarkAlertsReadAsync(string unit, IReadOnlyList<long> numbers, long upTo, CancellationToken cancellationToken) =>
        alerts.MarkReadAsync(unit, numbers, upTo, clock.GetUtcNow(), cancellationToken);

    /// <summary>Gets the journal position up to which alerts are delivered, and the number of the newest alert.</summary>
    public (long Position, long Newest) AlertProgress => host.View is { } view ? (view.AlertPosition, view.AlertNewest) : (-1, 0);
}
