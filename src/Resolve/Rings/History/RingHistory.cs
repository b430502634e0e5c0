using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Rings.History;

/// <summary>How a ring came to be what it is, in its reports' own times: a function of the set of facts (ADR 0013).</summary>
/// <param name="RingId">The ring's current id.</param>
/// <param name="EarlierIds">The ids of rings that it absorbed, and those it bore before earlier evidence joined, sorted. Each answers with this ring.</param>
/// <param name="Events">What happened, by time; what has none comes last.</param>
public sealed record RingHistory(string RingId, IReadOnlyList<string> EarlierIds, IReadOnlyList<RingEvent> Events);

/// <summary>Something that happened to a ring.</summary>
public sealed record RingEvent
{
    /// <summary>Gets what happened: a word of <see cref="RingEventKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets the own time of the report, or the time of the decision, that made it happen; null when it states none.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Gets the report that made it happen; null for a decision.</summary>
    public ReportKey? Report { get; init; }

    /// <summary>Gets the members that came or, for an exclusion, went, sorted.</summary>
    public IReadOnlyList<EntityKey> Members { get; init; } = [];

    /// <summary>Gets how many members the ring had then.</summary>
    public int MemberCount { get; init; }

    /// <summary>Gets how many reports the ring had then.</summary>
    public int ReportCount { get; init; }

    /// <summary>Gets the provinces, of the 34, that are new by this, sorted.</summary>
    public IReadOnlyList<string> Provinces { get; init; } = [];

    /// <summary>Gets the countries that are new by this: ISO 3166 alpha-2, sorted.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>Gets the other rings concerned: those absorbed, the name borne before, or those it was parted from; sorted.</summary>
    public IReadOnlyList<string> Rings { get; init; } = [];

    /// <summary>Gets one end of the link that joined, or would have joined, two rings; default when no link did.</summary>
    public EntityKey From { get; init; }

    /// <summary>Gets the other end.</summary>
    public EntityKey To { get; init; }

    /// <summary>Gets why two rings are not one: <c>partition</c>, <c>reuse</c> (a number or handset that changed hands), <c>excluded</c> or <c>different</c>;
    /// null for other events.</summary>
    public string? Cause { get; init; }

    /// <summary>Gets the id of the decision that made it happen; null when a report did.</summary>
    public string? Decision { get; init; }
}

/// <summary>The words for what happens to rings. Stable: alerts, the API and the page go by them.</summary>
public static class RingEventKinds
{
    /// <summary>It had enough members and reports to be a ring for the first time.</summary>
    public const string Formed = "formed";

    /// <summary>Members joined.</summary>
    public const string Grew = "grew";

    /// <summary>Two rings became one; the younger id was absorbed.</summary>
    public const string Merged = "merged";

    /// <summary>Evidence earlier than any it had joined it, and names it since.</summary>
    public const string Renamed = "renamed";

    /// <summary>A report of it named a province for the first time.</summary>
    public const string ReachedProvince = "reached-province";

    /// <summary>A member that points to a country joined for the first time.</summary>
    public const string ReachedCountry = "reached-country";

    /// <summary>It and another ring, which evidence ties, are kept two: by the partition or by a decision.</summary>
    public const string Split = "split";

    /// <summary>Its last report, when it has been silent for <see cref="RingModel.SilentDays"/> since.</summary>
    public const string Ended = "ended";
}
