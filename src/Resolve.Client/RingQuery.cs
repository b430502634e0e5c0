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

    /// <summary>Gets what comes first: <c>loss</c> (the default), <c>members</c>, <c>reports</c> or <c>lastSeen</c>.</summary>
    public string? Order { get; init; }

    /// <summary>Gets the most rings of a page, 1 to 500; null means 50.</summary>
    public int? Limit { get; init; }

    /// <summary>Gets where an earlier page ended.</summary>
    public string? Cursor { get; init; }

    /// <summary>Gets whether to return members, victims and reports of each ring.</summary>
    public bool Full { get; init; }
}
