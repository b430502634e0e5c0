using Resolve.Alerts;

namespace Resolve.Runtime.Ports;

/// <summary>Stores delivered alerts: each once, in the order of delivery, and which unit has read it.</summary>
/// <remarks>One writer of alerts; readers and readers' marks may come from any thread. What a call has returned from is durable.</remarks>
public interface IAlertStore : IAsyncDisposable
{
    /// <summary>Reads what was delivered: the writer needs it to deliver nothing twice.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The mark; null when nothing was ever written here.</returns>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    ValueTask<AlertMark?> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Stores alerts as delivered, all or none; one whose id is there already changes nothing.</summary>
    /// <param name="alerts">The alerts, in the order of delivery.</param>
    /// <param name="silent">Alerts that no inbox shows, stored so that they are not delivered later.</param>
    /// <param name="position">The journal position up to which all alerts are delivered; it never goes back.</param>
    /// <param name="at">The time of delivery.</param>
    /// <param name="cancellationToken">Gives up waiting; what was begun is finished.</param>
    /// <returns>The number of the newest alert that inboxes show; 0 when there is none.</returns>
    /// <exception cref="JournalException">Nothing was kept.</exception>
    ValueTask<long> DeliverAsync(IReadOnlyList<Alert> alerts, IReadOnlyList<Alert> silent, long position, DateTimeOffset at,
        CancellationToken cancellationToken);

    /// <summary>Lists alerts.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The alerts in the order asked for.</returns>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    ValueTask<IReadOnlyList<DeliveredAlert>> ListAsync(AlertQuery query, CancellationToken cancellationToken);

    /// <summary>Counts alerts, as many as the query would list without limit and cursor.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many, how many of them the query's unit has not read, and the newest number in the store.</returns>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    ValueTask<AlertCounts> CountAsync(AlertQuery query, CancellationToken cancellationToken);

    /// <summary>Marks alerts read by a unit.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="numbers">The alerts; those that are not there are skipped.</param>
    /// <param name="upTo">All alerts that concern the unit up to this number too; 0 for none.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many were not read before.</returns>
    /// <exception cref="JournalException">Nothing was marked.</exception>
    ValueTask<int> MarkReadAsync(string unit, IReadOnlyList<long> numbers, long upTo, DateTimeOffset at, CancellationToken cancellationToken);
}

/// <summary>Which alerts to list.</summary>
public sealed record AlertQuery
{
    /// <summary>Gets the unit that they must concern; a text without a slash stands for all units of a province. Null for all units: the view of central
    /// ones.</summary>
    public string? Unit { get; init; }

    /// <summary>Gets the kinds; empty for all.</summary>
    public IReadOnlyList<AlertKind> Kinds { get; init; } = [];

    /// <summary>Gets the time since which they were delivered; null for any.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Gets whether only those are listed that <see cref="Unit"/> has not read.</summary>
    public bool UnreadOnly { get; init; }

    /// <summary>Gets the number behind which the list begins; null lists from the newest back.</summary>
    public long? After { get; init; }

    /// <summary>Gets the number before which the list begins when it runs back; null for the newest.</summary>
    public long? Before { get; init; }

    /// <summary>Gets the most alerts, from 1.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Returns whether an alert concerns the query's unit.</summary>
    /// <param name="unit">A unit of the alert.</param>
    /// <returns>True when it is the unit, or one of the province.</returns>
    internal bool Concerns(string unit) =>
        Unit is null || unit == Unit || (!Unit.Contains('/', StringComparison.Ordinal) && unit.StartsWith(Unit + "/", StringComparison.Ordinal));
}

/// <summary>How many alerts there are.</summary>
/// <param name="Total">That the query lets pass.</param>
/// <param name="Unread">Of these, those that the query's unit has not read; all without a unit.</param>
/// <param name="Newest">The newest number in the store.</param>
public readonly record struct AlertCounts(int Total, int Unread, long Newest);
