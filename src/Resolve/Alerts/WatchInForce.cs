using Resolve.Decisions;
using Resolve.Reports;

namespace Resolve.Alerts;

/// <summary>A watch in force, and its journal position: only reports after that position raise alerts.</summary>
/// <param name="Watch">The decision, of the kind <see cref="DecisionKind.Watch"/>.</param>
/// <param name="Position">The journal position of its first version since it was last taken back: a later version, with another end say, does not hide what
/// came between.</param>
public sealed record WatchInForce(Decision Watch, long Position)
{
    /// <summary>Lists the watches among decisions.</summary>
    /// <param name="inForce">The decisions in force.</param>
    /// <param name="versionsOf">Gives the versions of a decision that the journal has, by its id; later ones than that in force are skipped.</param>
    /// <returns>The watches.</returns>
    internal static IReadOnlyList<WatchInForce> Among(IEnumerable<Decision> inForce, Func<string, IReadOnlyList<KnownVersion>> versionsOf) =>
    [
        .. inForce.Where(d => d.Kind == DecisionKind.Watch).Select(watch =>
        {
            KnownVersion[] versions = [.. versionsOf(watch.Id).Where(v => v.Version <= watch.Version)];
            int takenBack = versions.Where(v => v.Withdrawn).Select(v => v.Version).DefaultIfEmpty(0).Max();
            return new WatchInForce(watch, versions.Where(v => v.Version > takenBack).Min(v => v.Position));
        }),
    ];
}
