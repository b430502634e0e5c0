using Resolve.Alerts;
using Resolve.Reports;

namespace Resolve.Runtime.Ports;

/// <summary>What a host tells units of by itself. Beside <see cref="IResolveService"/>; thread-safe.</summary>
public interface IAlertService
{
    /// <summary>Gets whether this host tells alerts; where it does not, only <see cref="SubmitQuietlyAsync"/> may be called.</summary>
    bool TellsAlerts { get; }

    /// <summary>Lists alerts.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The alerts in the order asked for.</returns>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    ValueTask<IReadOnlyList<DeliveredAlert>> ListAlertsAsync(AlertQuery query, CancellationToken cancellationToken);

    /// <summary>Counts alerts.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many.</returns>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    ValueTask<AlertCounts> CountAlertsAsync(AlertQuery query, CancellationToken cancellationToken);

    /// <summary>Waits until there is an alert behind a number, whomever it concerns.</summary>
    /// <param name="after">The number.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The number of the newest alert.</returns>
    Task<long> WaitForAlertsAsync(long after, CancellationToken cancellationToken);

    /// <summary>Marks alerts read by a unit.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="numbers">The alerts.</param>
    /// <param name="upTo">All that concern the unit up to this number too; 0 for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many were not read before.</returns>
    /// <exception cref="JournalException">Nothing was marked.</exception>
    ValueTask<int> MarkAlertsReadAsync(string unit, IReadOnlyList<long> numbers, long upTo, CancellationToken cancellationToken);

    /// <summary>Submits reports of the past, as <see cref="IResolveService.SubmitAsync"/> does: what they alone bring about is told to nobody.</summary>
    /// <param name="reports">The reports, in order.</param>
    /// <param name="cancellationToken">Gives up waiting; what was begun is finished.</param>
    /// <returns>A receipt a report, in the same order.</returns>
    /// <exception cref="JournalException">The facts could not be made durable; none of these reports was taken.</exception>
    Task<IReadOnlyList<Receipt>> SubmitQuietlyAsync(IReadOnlyList<Report> reports, CancellationToken cancellationToken);
}
