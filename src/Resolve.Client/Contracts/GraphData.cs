namespace Resolve.Client.Contracts;

/// <summary>What a question walks over; null and empty let everything pass.</summary>
public sealed record GraphFilterData
{
    /// <summary>Gets the kinds of entity to return and walk through.</summary>
    public IReadOnlyList<string>? Kinds { get; init; }

    /// <summary>Gets the kinds of link to walk over.</summary>
    public IReadOnlyList<string>? LinkKinds { get; init; }

    /// <summary>Gets the roles that the far end must play in the evidence.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>Gets the earliest time that evidence may have; evidence without a time passes no bound.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Gets the time that evidence must be before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Gets the least weight of a link in thousandths of a bit; null means 0.</summary>
    public int? WeightMillibitsMin { get; init; }

    /// <summary>Gets the degree above which an entity is returned and not walked through; null means 1,000.</summary>
    public int? HubDegreeMax { get; init; }
}

/// <summary>Asks who is within so many hops.</summary>
/// <param name="From">Where to start: 1 to 100 keys.</param>
public sealed record ExpandRequest(IReadOnlyList<string> From)
{
    /// <summary>Gets how far to walk, 1 to 6; null means 1.</summary>
    public int? Hops { get; init; }

    /// <summary>Gets what to walk over.</summary>
    public GraphFilterData? Filter { get; init; }

    /// <summary>Gets the most entities to return, 1 to 10,000; null means 500. The nearest come first, then by key.</summary>
    public int? Limit { get; init; }

    /// <summary>Gets where an earlier answer ended.</summary>
    public string? Cursor { get; init; }

    /// <summary>Gets whether to return the links between the entities of the answer; null means yes.</summary>
    public bool? WithLinks { get; init; }
}

/// <summary>Who is within so many hops.</summary>
/// <param name="Position">The journal position that the answer was computed at.</param>
/// <param name="Nodes">The entities, nearest first, then by key; the starts are hop 0.</param>
/// <param name="Links">The links between entities of this answer.</param>
/// <param name="NotFound">The starts that no live report mentions.</param>
/// <param name="Total">How many entities there are in all.</param>
/// <param name="Cursor">Where to go on; null when this is all.</param>
public sealed record ExpandData(
    long Position, IReadOnlyList<ReachedData> Nodes, IReadOnlyList<LinkData> Links, IReadOnlyList<string> NotFound, int Total, string? Cursor);

/// <summary>An entity and how far it is.</summary>
/// <param name="Hop">The fewest hops to it.</param>
/// <param name="Entity">The entity.</param>
/// <param name="Expanded">Whether the walk went through it.</param>
public sealed record ReachedData(int Hop, EntitySummaryData Entity, bool Expanded);

/// <summary>Asks how two entities are connected.</summary>
/// <param name="From">The one end.</param>
/// <param name="To">The other end.</param>
public sealed record PathsRequest(string From, string To)
{
    /// <summary>Gets the most hops, 1 to 10; null means 6.</summary>
    public int? HopsMax { get; init; }

    /// <summary>Gets how many paths to return, 1 to 20; null means 1. The shortest come first.</summary>
    public int? Count { get; init; }

    /// <summary>Gets what to walk over. No path goes through a hub.</summary>
    public GraphFilterData? Filter { get; init; }
}

/// <summary>How two entities are connected.</summary>
/// <param name="Position">The journal position that the answer was computed at.</param>
/// <param name="Paths">The paths, shortest first; empty when there is none.</param>
/// <param name="NotFound">The ends that no live report mentions.</param>
public sealed record PathsData(long Position, IReadOnlyList<PathData> Paths, IReadOnlyList<string> NotFound);

/// <summary>One path.</summary>
/// <param name="Nodes">The entities from end to end.</param>
/// <param name="Links">For each step the links between its two entities, with their evidence.</param>
public sealed record PathData(IReadOnlyList<EntitySummaryData> Nodes, IReadOnlyList<IReadOnlyList<LinkData>> Links);

/// <summary>Asks what entities have in common.</summary>
/// <param name="Keys">2 to 100 keys.</param>
public sealed record CommonRequest(IReadOnlyList<string> Keys)
{
    /// <summary>Gets which links count.</summary>
    public GraphFilterData? Filter { get; init; }
}

/// <summary>What entities have in common.</summary>
/// <param name="Position">The journal position that the answer was computed at.</param>
/// <param name="Nodes">The entities that each of those asked for is linked to, by key.</param>
/// <param name="NotFound">Those asked for that no live report mentions.</param>
public sealed record CommonData(long Position, IReadOnlyList<EntitySummaryData> Nodes, IReadOnlyList<string> NotFound);
