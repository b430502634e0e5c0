namespace Resolve.Client;

/// <summary>Which alerts to list or follow.</summary>
public sealed record AlertFilter
{
    /// <summary>Gets the unit that they must concern, such as <c>87/PC02</c>; without a slash all units of a province; null for all.</summary>
    public string? Unit { get; init; }

    /// <summary>Gets the kinds, such as <c>ring-new</c>; null for all.</summary>
    public IReadOnlyList<string>? Kinds { get; init; }

    /// <summary>Gets the time since which they were delivered; null for any. A stream does not look at it.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Gets whether only those are listed that the unit has not read. A stream does not look at it.</summary>
    public bool UnreadOnly { get; init; }
}
