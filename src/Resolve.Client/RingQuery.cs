namespace Resolve.Client;

/// <summary>Which rings to list. Null lets everything pass.</summary>
public sealed record RingQuery
{
    /// <summary>Gets whether a ring must have a tie abroad (true) or must have none (false).</summary>
    public bool? CrossBorder { get; init; }

    /// <summary>Gets the least number of provinces, of the 34.</summary>
    public int? MinProvinces { get; init; }

    /// <summary>Gets the least loss in VND.</summary>
    public decimal? MinLoss { get; init; }

    /// <summary>Gets the least number of members.</summary>
    public int? MinMembers { get; init; }

    /// <summary>Gets the time since which a ring must have been active.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Gets the province that one of its reports must name: a code or name, old or new.</summary>
    public string? Province { get; init; }

    /// <summary>Gets the typology that one of its reports must name.</summary>
    public string? Typology { get; init; }

    /// <summary>Gets what of the ring must be in <see cref="Province"/>: <c>reports</c> (the default), <c>victims</c>, <c>suspects</c> or
    /// <c>accounts</c>.</summary>
    public string? Side { get; init; }

    /// <summary>Gets the country that it must have a tie to: ISO 3166 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>Gets how strong a tie abroad must be: <c>weak</c>, <c>medium</c> or <c>strong</c>.</summary>
    public string? ForeignStrength { get; init; }

    /// <summary>Gets the least score, from 0 to 100.</summary>
    public int? MinScore { get; init; }

    /// <summary>Gets the time that scores are measured against; null for the newest report of any ring.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Gets what comes first: <c>loss</c> (the default), <c>members</c>, <c>reports</c>, <c>lastSeen</c> or <c>score</c>.</summary>
    public string? Order { get; init; }

    /// <summary>Gets the most rings of a page, 1 to 500; null means 50.</summary>
    public int? Limit { get; init; }

    /// <summary>Gets where an earlier page ended.</summary>
    public string? Cursor { get; init; }

    /// <summary>Gets whether to return members, victims and reports of each ring.</summary>
    public bool Full { get; init; }
}
