namespace Resolve.Client.Contracts;

/// <summary>How a ring came to be what it is, in its reports' own times.</summary>
/// <param name="RingId">The ring's current id.</param>
/// <param name="EarlierIds">Ids that it absorbed or bore before; each answers with this ring.</param>
/// <param name="Events">What happened, by time.</param>
public sealed record RingHistoryData(string RingId, IReadOnlyList<string> EarlierIds, IReadOnlyList<RingEventData> Events);

/// <summary>Something that happened to a ring.</summary>
/// <param name="Kind"><c>formed</c>, <c>grew</c>, <c>merged</c>, <c>renamed</c>, <c>reached-province</c>, <c>reached-country</c>, <c>split</c> or
/// <c>ended</c>.</param>
/// <param name="At">The time of the report or decision; null when it states none.</param>
/// <param name="Report">The report that made it happen; null for a decision.</param>
/// <param name="MemberCount">How many members the ring had then.</param>
/// <param name="ReportCount">How many reports the ring had then.</param>
public sealed record RingEventData(string Kind, DateTimeOffset? At, ReportKeyData? Report, int MemberCount, int ReportCount)
{
    /// <summary>Gets the members that came or, for an exclusion, went.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>Gets the provinces, of the 34, that are new by this.</summary>
    public IReadOnlyList<string> Provinces { get; init; } = [];

    /// <summary>Gets the countries that are new by this.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>Gets the ids of the other rings concerned.</summary>
    public IReadOnlyList<string> Rings { get; init; } = [];

    /// <summary>Gets one end of the link that joined, or would have joined, two rings; null when none did.</summary>
    public string? From { get; init; }

    /// <summary>Gets the other end.</summary>
    public string? To { get; init; }

    /// <summary>Gets why two rings are not one: <c>partition</c>, <c>reuse</c> (a number or handset that changed hands), <c>excluded</c> or <c>different</c>;
    /// null for other events.</summary>
    public string? Cause { get; init; }

    /// <summary>Gets the id of the decision that made it happen; null when a report did.</summary>
    public string? Decision { get; init; }
}
