using Resolve.Rings;

namespace Resolve.Alerts;

/// <summary>What one round looks at: a state, and what of it may have changed since the last round.</summary>
/// <param name="Rings">The rings and their graph.</param>
/// <param name="Before">The rings of the last round; null at the first, which looks at everything.</param>
/// <param name="Touched">The vertices that changed since; null for all.</param>
/// <param name="Watches">The watches that count.</param>
/// <param name="ChangedWatches">The ids of watches that were not looked at in this form.</param>
/// <param name="HubDegreeMax">The degree above which an entity connects nothing.</param>
internal sealed record AlertRound(
    RingSnapshot Rings,
    RingSnapshot? Before,
    IReadOnlyCollection<int>? Touched,
    IReadOnlyList<WatchInForce> Watches,
    IReadOnlySet<string> ChangedWatches,
    int HubDegreeMax);

/// <summary>Finds what is to be told: what holds in a state and was not told.</summary>
/// <remarks>Pure: no clock, no order of arrival but journal positions. What was told is asked of the book and noted by whoever made it durable.</remarks>
internal static class AlertFinder
{
    /// <summary>Finds alerts.</summary>
    /// <param name="round">The state.</param>
    /// <param name="book">What was told; the members of known rings are brought up to date.</param>
    /// <returns>What to tell, and what to keep without telling, each in the order of telling.</returns>
    public static (List<Alert> Told, List<Alert> Silent) Find(AlertRound round, AlertBook book)
    {
        var told = new List<Alert>();
        var silent = new List<Alert>();
        new RingAlerts(round, book).Find(told, silent);
        WatchAlerts.Find(round, book, told);
        SuspendedAlerts.Find(round, book, told);
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
