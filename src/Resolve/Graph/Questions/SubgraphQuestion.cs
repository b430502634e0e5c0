using Resolve.Identifiers;

namespace Resolve.Graph.Questions;

/// <summary>How are the entities of a set linked among themselves?</summary>
/// <param name="Keys">The set: 1 to <see cref="KeyCountMax"/> keys.</param>
/// <param name="Filter">Which links.</param>
public sealed record SubgraphQuestion(IReadOnlyList<EntityKey> Keys, GraphFilter Filter) : IQuestion<SubgraphAnswer>
{
    /// <summary>The most keys.</summary>
    public const int KeyCountMax = 1_000;

    /// <summary>Gets the walk of no hop that gives the answer.</summary>
    internal ExpandQuestion AsExpand() => new() { From = Keys, Hops = 0, Limit = Math.Max(1, Keys.Count), Filter = Filter };
}

/// <summary>How the entities of a set are linked.</summary>
/// <param name="Position">The journal position that the answer was computed at.</param>
/// <param name="Nodes">The entities, by key; two keys of one person are one.</param>
/// <param name="Links">The links between them that pass the filter, sorted by ends and kind, without evidence.</param>
/// <param name="NotFound">The keys that no live report mentions.</param>
public sealed record SubgraphAnswer(
    long Position, IReadOnlyList<EntitySummary> Nodes, IReadOnlyList<LinkView> Links, IReadOnlyList<EntityKey> NotFound)
{
    /// <summary>Makes the answer of a walk of no hop.</summary>
    internal static SubgraphAnswer Of(ExpandAnswer walk) => new(walk.Position, [.. walk.Nodes.Select(static n => n.Entity)], walk.Links, walk.NotFound);
}
