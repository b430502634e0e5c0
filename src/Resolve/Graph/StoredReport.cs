using Resolve.Identifiers.Mentions;
using Resolve.Persons.Records;
using Resolve.Reports;

namespace Resolve.Graph;

/// <summary>What the graph keeps of a live report: enough to show evidence and to take the report out again.</summary>
internal sealed class StoredReport
{
    public required ReportKey Key { get; init; }

    public required int Version { get; init; }

    public required long Position { get; init; }

    public required DateTimeOffset OwnTime { get; init; }

    public required DateTimeOffset? OccurredAt { get; init; }

    public required string? Unit { get; init; }

    public required string? Province { get; init; }

    public ReportStatus Status { get; init; }

    public required IReadOnlyList<string> Typologies { get; init; }

    public required Money? Loss { get; init; }

    public required StoredMention[] Mentions { get; init; }

    public required StoredLink[] Links { get; init; }

    /// <summary>Gets how many mentions of persons the whole report has, also where only a part of it is kept; implied ones are not counted.</summary>
    public required int PersonCount { get; init; }

    /// <summary>When evidence speaks of: the link's own time, else when it happened, else the report's time; null when none is stated.</summary>
    public static DateTimeOffset? TimeOf(LinkDetail? detail, DateTimeOffset? occurredAt, DateTimeOffset ownTime) =>
        (detail?.At ?? occurredAt) ?? (ownTime == DateTimeOffset.MaxValue ? null : ownTime);

    /// <summary>Orders by the report's own time, then source and id: the order in which evidence names persons and rings.</summary>
    public static int CompareByTime(StoredReport a, StoredReport b)
    {
        int order = a.OwnTime.UtcTicks.CompareTo(b.OwnTime.UtcTicks);
        return order != 0 ? order : a.Key.CompareTo(b.Key);
    }
}

/// <summary>A mention that names an entity.</summary>
/// <param name="Vertex">The vertex.</param>
/// <param name="Role">Its role in the report.</param>
/// <param name="Ref">Its ref in the report.</param>
/// <param name="Implied">Whether the report names it only inside another mention.</param>
/// <param name="PersonHash">The hash behind the key of a person mention (<see cref="PersonKeys"/>); 0 for anything else.</param>
internal readonly record struct StoredMention(int Vertex, MentionRole Role, string Ref, bool Implied, ulong PersonHash);

/// <summary>A link that a report states.</summary>
/// <param name="Link">The link.</param>
/// <param name="FromMention">The stored mention it starts at.</param>
/// <param name="ToMention">The stored mention it ends at.</param>
/// <param name="CarriesRings">Whether this evidence connects suspects.</param>
/// <param name="Detail">Amount, time, reference; null when none is stated.</param>
internal readonly record struct StoredLink(int Link, int FromMention, int ToMention, bool CarriesRings, LinkDetail? Detail);
