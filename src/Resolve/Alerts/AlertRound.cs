namespace Resolve.Alerts;

/// <summary>What one round looks at.</summary>
/// <param name="State">The state, and what of it may have changed since the last round.</param>
/// <param name="Before">The state of the last round; null at the first, which looks at everything.</param>
/// <param name="Watches">The watches that count.</param>
/// <param name="ChangedWatches">The ids of watches that were not looked at in this form.</param>
internal sealed record AlertRound(IAlertState State, IAlertState? Before, IReadOnlyList<WatchInForce> Watches, IReadOnlySet<string> ChangedWatches);

/// <summary>Finds what is to be told: what holds in a state and was not told.</summary>
/// <remarks>Pure: no clock, no order of arrival but journal positions. What was told is asked of the book and noted by whoever made it durable.</remarks>
internal static class AlertFinder
{
    /// <summary>Finds alerts.</summary>
    /// <param name="round">The state.</param>
    /// <param name="book">What was told; the members of known rings are brought up to date.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What to tell, and what to keep without telling, each in the order of telling.</returns>
    public static async ValueTask<(List<Alert> Told, List<Alert> Silent)> FindAsync(AlertRound round, AlertHistory book, CancellationToken cancellationToken)
    {
        var told = new List<Alert>();
        var silent = new List<Alert>();
        await WatchAlerts.FindAsync(round, book, told, cancellationToken).ConfigureAwait(false);
        await SuspendedAlerts.FindAsync(round, book, told, cancellationToken).ConfigureAwait(false);
        // Last, since it brings the book up to date: a round that fails before is as one that never was.
        await new RingAlerts(round, book).FindAsync(told, silent, cancellationToken).ConfigureAwait(false);
        told.Sort(Compare);
        silent.Sort(Compare);
        return (told, silent);
    }

    private static int Compare(Alert a, Alert b)
    {
        int order = a.Position.CompareTo(b.Position);
        if (order == 0) order = a.Kind.CompareTo(b.Kind);
        return order != 0 ? order : string.CompareOrdinal(a.Id, b.Id);
    }
}
