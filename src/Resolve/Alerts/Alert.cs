using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Alerts;

/// <summary>A message sent once to each unit concerned: something holds that did not hold before (docs/adr/0016-alerts-are-delivered-once.md).</summary>
/// <remarks>An alert is no fact. It describes the state at the time of delivery; the ring, for example, may have merged since.</remarks>
public sealed record Alert
{
    /// <summary>Gets the id: <c>alert:</c> and 16 hexadecimal digits of the hash of kind, subject and object. The same matter has the same id for
    /// ever.</summary>
    public required string Id { get; init; }

    /// <summary>Gets its kind.</summary>
    public required AlertKind Kind { get; init; }

    /// <summary>Gets the id of the ring; null where the kind names none.</summary>
    public string? Ring { get; init; }

    /// <summary>Gets the id of the ring that went into <see cref="Ring"/>; null unless two merged.</summary>
    public string? Absorbed { get; init; }

    /// <summary>Gets the provinces (names of the 34) that the ring reached, or that came with a merge; sorted.</summary>
    public IReadOnlyList<string> Provinces { get; init; } = [];

    /// <summary>Gets the countries (ISO 3166 alpha-2) that the ring reached, or that came with a merge; sorted.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>Gets the signs by which the ring reached a country, such as <c>calling-code</c>; sorted.</summary>
    public IReadOnlyList<string> Signs { get; init; } = [];

    /// <summary>Gets the entities it is about: what was watched, what a suspended report shares, the members by which the ring was known; at most
    /// <see cref="EntityCountMax"/>.</summary>
    public IReadOnlyList<EntityKey> Entities { get; init; } = [];

    /// <summary>Gets the id of the watch; null unless a watched entity was seen.</summary>
    public string? Watch { get; init; }

    /// <summary>Gets the case of the watch; null when none was given.</summary>
    public string? Case { get; init; }

    /// <summary>Gets the suspended report; null unless one got a new link.</summary>
    public ReportKey? Suspended { get; init; }

    /// <summary>Gets the reports that caused it, the decisive one first; at most <see cref="BecauseCountMax"/>.</summary>
    public IReadOnlyList<ReportKey> Because { get; init; } = [];

    /// <summary>Gets the units it concerns, sorted; central units see all alerts.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>Gets the journal position of the newest report it rests on.</summary>
    public long Position { get; init; }

    /// <summary>Gets how many members the ring had; 0 where the kind names no ring.</summary>
    public int MemberCount { get; init; }

    /// <summary>Gets how many reports the ring had.</summary>
    public int ReportCount { get; init; }

    /// <summary>Gets the loss in VND that the ring's reports claimed.</summary>
    public decimal LossVnd { get; init; }

    /// <summary>The most entities an alert names.</summary>
    public const int EntityCountMax = 16;

    /// <summary>The most reports an alert names.</summary>
    public const int BecauseCountMax = 5;

    /// <summary>Makes the id of a matter.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="subject">The ring, the watch or the suspended report.</param>
    /// <param name="what">The place, the ring absorbed, the report; empty for a new ring.</param>
    /// <returns>The id.</returns>
    public static string IdOf(AlertKind kind, string subject, string what) =>
        $"alert:{StableHash.Key64("alert", AlertWords.Of(kind), subject, what):x16}";
}

/// <summary>The kinds of alerts. The numbers are stored; they never change meaning.</summary>
public enum AlertKind : byte
{
    /// <summary>There is a new ring.</summary>
    RingNew = 1,

    /// <summary>A ring reached another province or country.</summary>
    RingReached = 2,

    /// <summary>Two rings are one now.</summary>
    RingsMerged = 3,

    /// <summary>A report names a watched entity.</summary>
    WatchSeen = 4,

    /// <summary>A suspended report got a new link: a later report names an entity that it names.</summary>
    SuspendedLinked = 5,
}

/// <summary>The words that kinds of alert have on the wire and in ids.</summary>
public static class AlertWords
{
    /// <summary>Gets the words, in the order of <see cref="AlertKind"/>, from 1.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["ring-new", "ring-reached", "rings-merged", "watch-seen", "suspended-linked"];

    /// <summary>Returns the word of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The word.</returns>
    public static string Of(AlertKind kind) => Kinds[(int)kind - 1];

    /// <summary>Reads a kind.</summary>
    /// <param name="word">The word.</param>
    /// <param name="kind">The kind.</param>
    /// <returns>Whether the word is one.</returns>
    public static bool TryParse(string? word, out AlertKind kind)
    {
        for (int i = 0; i < Kinds.Count; i++)
        {
            kind = (AlertKind)(i + 1);
            if (Kinds[i] == word) return true;
        }
        kind = default;
        return false;
    }
}

/// <summary>An alert as an inbox holds it.</summary>
/// <param name="Number">Its place in the order of delivery, from 1: the cursor of the stream.</param>
/// <param name="At">When it was delivered, by the host's clock.</param>
/// <param name="Alert">The alert.</param>
/// <param name="IsRead">Whether the unit that asks has marked it read; false when no unit asks.</param>
public sealed record DeliveredAlert(long Number, DateTimeOffset At, Alert Alert, bool IsRead);
