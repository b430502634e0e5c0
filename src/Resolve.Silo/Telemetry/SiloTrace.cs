using System.Diagnostics;

namespace Resolve.Silo.Telemetry;

/// <summary>The traces of a silo: what happens between the grain calls that Orleans traces and the commands that Npgsql does. No span carries personal
/// data.</summary>
internal static class SiloTrace
{
    /// <summary>The name of the activity source.</summary>
    public const string Name = "Resolve.Silo";

    private static readonly ActivitySource s_source = new(Name);

    /// <summary>Begins the judging and journaling of submissions: part of the first one's trace, linked to the others'.</summary>
    public static Activity? Append(ActivityContext[] callers)
    {
        if (!s_source.HasListeners()) return null;
        Activity? activity = s_source.StartActivity(
            "resolve.journal.append", ActivityKind.Internal, callers[0], links: callers.Skip(1).Where(static c => c != default)
                .Select(static c => new ActivityLink(c)));
        activity?.SetTag("resolve.submissions", callers.Length);
        return activity;
    }

    /// <summary>Begins a step of a walk.</summary>
    public static Activity? Hop(int hop, int frontier)
    {
        Activity? activity = s_source.StartActivity("resolve.hop");
        activity?.SetTag("resolve.hop", hop);
        activity?.SetTag("resolve.frontier", frontier);
        return activity;
    }
}
