using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Graph.Questions;

/// <summary>What a question walks over. Everything passes an empty filter but hubs, which are returned and not expanded.</summary>
public sealed record GraphFilter
{
    /// <summary>The default of <see cref="HubDegreeMax"/>.</summary>
    public const int HubDegreeDefault = 1_000;

    /// <summary>Gets the filter that lets everything pass.</summary>
    public static GraphFilter None { get; } = new();

    /// <summary>Gets the kinds of entity to return and walk through; empty for all.</summary>
    public IReadOnlyList<EntityKind> Kinds { get; init; } = [];

    /// <summary>Gets the kinds of link to walk over; empty for all.</summary>
    public IReadOnlyList<LinkKind> LinkKinds { get; init; } = [];

    /// <summary>Gets the roles that the far end must play in the evidence; empty for all.</summary>
    public IReadOnlyList<MentionRole> Roles { get; init; } = [];

    /// <summary>Gets the earliest time that evidence may have; null for no bound. Evidence without a time passes no bound.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Gets the time that evidence must be before; null for no bound.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Gets the least weight of a link, in thousandths of a bit; default 0.</summary>
    public int WeightMillibitsMin { get; init; }

    /// <summary>Gets the degree above which a node is returned and not expanded, the start excepted; default <see cref="HubDegreeDefault"/>.</summary>
    public int HubDegreeMax { get; init; } = HubDegreeDefault;
}
