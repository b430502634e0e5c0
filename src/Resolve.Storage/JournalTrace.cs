using System.Diagnostics;

namespace Resolve.Storage;

/// <summary>Traces of the journal: a transaction belongs to the first append that it carries and is linked to the others.</summary>
internal static class JournalTrace
{
    /// <summary>The name of the activity source.</summary>
    public const string Name = "Resolve.Storage";

    private static readonly ActivitySource s_source = new(Name);

    /// <summary>Begins the transaction of a batch.</summary>
    /// <param name="batch">The appends; not empty.</param>
    /// <returns>The activity; null when nobody listens.</returns>
    public static Activity? Commit(List<PendingAppend> batch)
    {
        if (!s_source.HasListeners()) return null;
        ActivityContext parent = batch[0].Caller;
        IEnumerable<ActivityLink> others = batch.Skip(1).Where(a => a.Caller != default).Select(a => new ActivityLink(a.Caller));
        Activity? activity = s_source.StartActivity("resolve.journal.commit", ActivityKind.Client, parent, links: others);
        activity?.SetTag("resolve.journal.entries", batch.Sum(a => a.Entries.Length));
        return activity;
    }
}
