namespace Resolve.Alerts;

/// <summary>What one round looks at.</summary>
/// <param name="State">The state, and what of it may have changed since the last round.</param>
/// <param name="Before">The state of the last round; null at the first, which looks at everything.</param>
/// <param name="Watches">The watches that count.</param>
/// <param name="ChangedWatches">The ids of watches that were not looked at in this form.</param>
internal sealed record AlertRound(IAlertState State, IAlertState? Before, IReadOnlyList<WatchInForce> Watches, IReadOnlySet<string> ChangedWatches);

/// <summary>Finds the alerts of a state that were not delivered before.</summary>
/// <remarks>Pure: no clock, no order of arrival but journal positions. The history knows what was delivered; the publisher notes each durable alert
/// there.</remarks>
internal static class AlertFinder
{
    /// <summary>Finds alerts.</summary>
    /// <param name="round">The state.</param>
    /// <param name="history">The alerts delivered so far; the members of known rings are updated here.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The alerts to show, and those to store without showing, each in the order of delivery.</returns>
    public static async ValueTask<(List<Alert> Shown, List<Alert> Silent)> FindAsync(AlertRound round, AlertHistory history,
        CancellationToken cancellationToken)
    {
        var shown = new List<Alert>();
        var silent = new List<Alert>();
        await WatchAlerts.FindAsync(round, history, shown, cancellationToken).ConfigureAwait(false);
        await SuspendedAlerts.FindAsync(round, history, shown, cancellationToken).ConfigureAwait(false);
        // Last, since it updates the history: a round that fails before this has no effect.
        await new RingAlerts(round, history).FindAsync(shown, silent, cancellationToken).ConfigureAwait(false);
        shown.Sort(Compare);
        silent.Sort(Compare);
        return (shown, silent);
    }

    private static int Compare(Alert a, Alert b)
    {
        int order = a.Position.CompareTo(b.Position);
        if (order == 0) order = a.Kind.CompareTo(b.Kind);
        return order != 0 ? order : string.CompareOrdinal(a.Id, b.Id);
    }
}
