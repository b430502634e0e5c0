using Resolve.Identifiers;

namespace Resolve.Graph.Questions;

/// <summary>What is known of an entity? Null when no live report mentions it.</summary>
/// <param name="Key">Its key, or for a person any key it ever had.</param>
public sealed record EntityQuestion(EntityKey Key) : IQuestion<EntityDetail?>;

/// <summary>What is an entity linked to, sorted by ends and kind? Null when no live report mentions it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Filter">Which links.</param>
/// <param name="Limit">The most links, from 1.</param>
/// <param name="Cursor">Where an earlier page ended; null for the beginning. One of another question throws <see cref="FormatException"/>.</param>
public sealed record EntityLinksQuestion(EntityKey Key, GraphFilter Filter, int Limit, string? Cursor) : IQuestion<Page<LinkView>?>;

/// <summary>What is linked to all of these entities?</summary>
/// <param name="Keys">Two or more keys.</param>
/// <param name="Filter">Which links count.</param>
public sealed record CommonQuestion(IReadOnlyList<EntityKey> Keys, GraphFilter Filter) : IQuestion<CommonAnswer>;

/// <summary>Which entities match what people type: an identifier in any spelling, a name, or a part of either? Best first.</summary>
/// <param name="Text">What was typed.</param>
/// <param name="Limit">The most hits, from 1.</param>
public sealed record SearchQuestion(string Text, int Limit) : IQuestion<EntityHit[]>;

/// <summary>Who is within so many hops?</summary>
public sealed record ExpandQuestion : IQuestion<ExpandAnswer>
{
    /// <summary>The most hops.</summary>
    public const int HopsMax = 6;

    /// <summary>The most entities in one answer.</summary>
    public const int LimitMax = 10_000;

    /// <summary>The most starts.</summary>
    public const int FromCountMax = 100;

    /// <summary>Gets where to start; 1 to <see cref="FromCountMax"/> keys.</summary>
    public required IReadOnlyList<EntityKey> From { get; init; }

    /// <summary>Gets how far to walk, 1 to <see cref="HopsMax"/>, or 0 for the starts and the links between them; default 1.</summary>
    public int Hops { get; init; } = 1;

    /// <summary>Gets what to walk over.</summary>
    public GraphFilter Filter { get; init; } = GraphFilter.None;

    /// <summary>Gets the most entities to return, 1 to <see cref="LimitMax"/>; default 500. The nearest come first, then by key.</summary>
    public int Limit { get; init; } = 500;

    /// <summary>Gets where an earlier answer ended; null for the beginning.</summary>
    public string? Cursor { get; init; }

    /// <summary>Gets whether to return the links between the entities of the answer; default true.</summary>
    public bool WithLinks { get; init; } = true;

    /// <summary>Gets the most entities that a hop may bring in, from 1; null for no bound. The first by key stay, the others are left out of the
    /// whole walk.</summary>
    public int? HopLimit { get; init; }
}

/// <summary>Who is within so many hops.</summary>
/// <param name="Position">The journal position that the answer was computed at.</param>
/// <param name="Nodes">The entities: nearest first, then by key. The starts are hop 0.</param>
/// <param name="Links">The links between entities of this answer that pass the filter, sorted by ends and kind.</param>
/// <param name="NotFound">The starts that no live report mentions.</param>
/// <param name="Total">How many entities there are in all.</param>
/// <param name="Cursor">Where to go on; null when this is all.</param>
public sealed record ExpandAnswer(
    long Position,
    IReadOnlyList<ReachedEntity> Nodes,
    IReadOnlyList<LinkView> Links,
    IReadOnlyList<EntityKey> NotFound,
    int Total,
    string? Cursor)
{
    /// <summary>Gets the hops that brought more than <see cref="ExpandQuestion.HopLimit"/>; empty when nothing was left out.</summary>
    public IReadOnlyList<HopCut> Cuts { get; init; } = [];
}

/// <summary>A hop of which entities were left out.</summary>
/// <param name="Hop">The hop.</param>
/// <param name="Found">How many it brought.</param>
/// <param name="Kept">How many of them stayed.</param>
public sealed record HopCut(int Hop, int Found, int Kept);

/// <summary>An entity and how far it is.</summary>
/// <param name="Hop">The fewest hops to it.</param>
/// <param name="Entity">The entity.</param>
/// <param name="Expanded">Whether the walk went through it; false for hubs and for the last hop.</param>
public sealed record ReachedEntity(int Hop, EntitySummary Entity, bool Expanded)
{
    /// <summary>Gets whether the walk went through it and left some of its neighbours out.</summary>
    public bool IsCut { get; init; }
}

/// <summary>How are two entities connected?</summary>
public sealed record PathQuestion : IQuestion<PathAnswer>
{
    /// <summary>The most hops of a path.</summary>
    public const int HopsLimit = 10;

    /// <summary>The most paths.</summary>
    public const int CountMax = 20;

    /// <summary>Gets the one end.</summary>
    public required EntityKey From { get; init; }

    /// <summary>Gets the other end.</summary>
    public required EntityKey To { get; init; }

    /// <summary>Gets the most hops, 1 to <see cref="HopsLimit"/>; default 6.</summary>
    public int HopsMax { get; init; } = 6;

    /// <summary>Gets how many paths to return, 1 to <see cref="CountMax"/>; default 1. The shortest come first, then by keys.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Gets what to walk over. No path goes through a hub.</summary>
    public GraphFilter Filter { get; init; } = GraphFilter.None;

    /// <summary>Gets which paths come first; default the shortest.</summary>
    public PathOrder Order { get; init; }
}

/// <summary>Which paths come first.</summary>
public enum PathOrder
{
    /// <summary>The shortest, then by keys.</summary>
    Hops,

    /// <summary>Those whose weakest step is strongest, then the shortest, then by keys. A step is as strong as its strongest link.</summary>
    Weight,
}

/// <summary>How two entities are connected.</summary>
/// <param name="Position">The journal position that the answer was computed at.</param>
/// <param name="Paths">The paths, in the order asked for; empty when there is none within the bound.</param>
/// <param name="NotFound">The ends that no live report mentions.</param>
public sealed record PathAnswer(long Position, IReadOnlyList<GraphPath> Paths, IReadOnlyList<EntityKey> NotFound);

/// <summary>One path.</summary>
/// <param name="Nodes">The entities from end to end.</param>
/// <param name="Links">For each step all links between its two entities that pass the filter, with their evidence.</param>
public sealed record GraphPath(IReadOnlyList<EntitySummary> Nodes, IReadOnlyList<IReadOnlyList<LinkView>> Links);

/// <summary>What do entities have in common?</summary>
/// <param name="Position">The journal position that the answer was computed at.</param>
/// <param name="Nodes">The entities that each of those asked for is linked to, by key.</param>
/// <param name="NotFound">Those asked for that no live report mentions.</param>
public sealed record CommonAnswer(long Position, IReadOnlyList<EntitySummary> Nodes, IReadOnlyList<EntityKey> NotFound);
