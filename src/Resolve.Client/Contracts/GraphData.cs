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

    /// <summary>Gets the most entities that a hop may bring in, 1 to 10,000; null for no bound. The first by key stay, the others are left out of the whole
    /// walk: see <see cref="ExpandData.Cuts"/>.</summary>
    public int? HopLimit { get; init; }
}

/// <summary>Who is within so many hops.</summary>
/// <param name="Position">The journal position that the answer was computed at.</param>
/// <param name="Nodes">The entities, nearest first, then by key; the starts are hop 0.</param>
/// <param name="Links">The links between entities of this answer.</param>
/// <param name="NotFound">The starts that no live report mentions.</param>
/// <param name="Total">How many entities there are in all.</param>
/// <param name="Cursor">Where to go on; null when this is all.</param>
public sealed record ExpandData(
    long Position, IReadOnlyList<ReachedData> Nodes, IReadOnlyList<LinkData> Links, IReadOnlyList<string> NotFound, int Total, string? Cursor)
{
    /// <summary>Gets the hops of which entities were left out; null when nothing was.</summary>
    public IReadOnlyList<HopCutData>? Cuts { get; init; }
}

/// <summary>A hop of which entities were left out.</summary>
/// <param name="Hop">The hop.</param>
/// <param name="Found">How many it brought.</param>
/// <param name="Kept">How many of them stayed: the first by key.</param>
public sealed record HopCutData(int Hop, int Found, int Kept);

/// <summary>An entity and how far it is.</summary>
/// <param name="Hop">The fewest hops to it.</param>
/// <param name="Entity">The entity.</param>
/// <param name="Expanded">Whether the walk went through it.</param>
public sealed record ReachedData(int Hop, EntitySummaryData Entity, bool Expanded)
{
    /// <summary>Gets whether the walk went through it and left some of its neighbours out; null when not.</summary>
    public bool? IsCut { get; init; }
}

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

    /// <summary>Gets which paths come first: <c>hops</c>, the shortest, or <c>weight</c>, those whose weakest step is strongest; null means hops.</summary>
    public string? Order { get; init; }
}

/// <summary>How two entities are connected.</summary>
/// <param name="Position">The journal position that the answer was computed at.</param>
/// <param name="Paths">The paths, in the order asked for; empty when there is none.</param>
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

/// <summary>An entity that another is linked to.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="WeightMillibits">The weights of the links, added, in thousandths of a bit.</param>
/// <param name="EvidenceCount">How many reports' words these links rest on.</param>
/// <param name="Kinds">Their kinds.</param>
/// <param name="CarriesRings">Whether one of them connects suspects.</param>
/// <param name="FirstSeen">The earliest time of their evidence; null when none states one.</param>
/// <param name="LastSeen">The latest.</param>
public sealed record NeighbourData(
    EntitySummaryData Entity,
    int WeightMillibits,
    int EvidenceCount,
    IReadOnlyList<string> Kinds,
    bool CarriesRings,
    DateTimeOffset? FirstSeen,
    DateTimeOffset? LastSeen);

/// <summary>Asks how the entities of a set are linked among themselves.</summary>
/// <param name="Keys">1 to 1,000 keys.</param>
public sealed record SubgraphRequest(IReadOnlyList<string> Keys)
{
    /// <summary>Gets which links.</summary>
    public GraphFilterData? Filter { get; init; }
}

/// <summary>How the entities of a set are linked.</summary>
/// <param name="Position">The journal position that the answer was computed at.</param>
/// <param name="Nodes">The entities, by key.</param>
/// <param name="Links">The links between them, without evidence.</param>
/// <param name="NotFound">The keys that no live report mentions.</param>
public sealed record SubgraphData(
    long Position, IReadOnlyList<EntitySummaryData> Nodes, IReadOnlyList<LinkData> Links, IReadOnlyList<string> NotFound);

/// <summary>Asks how many entities are within so many hops.</summary>
/// <param name="From">Where to start: 1 to 100 keys.</param>
public sealed record CountRequest(IReadOnlyList<string> From)
{
    /// <summary>Gets how far to walk, 1 to 6; null means 1.</summary>
    public int? Hops { get; init; }

    /// <summary>Gets what to walk over.</summary>
    public GraphFilterData? Filter { get; init; }
}

/// <summary>How many entities are within so many hops.</summary>
/// <param name="Position">The journal position that the answer was computed at.</param>
/// <param name="Hops">The counts by hop, from 0, the starts, to the last that has any.</param>
/// <param name="NotFound">The starts that no live report mentions.</param>
public sealed record CountData(long Position, IReadOnlyList<HopCountData> Hops, IReadOnlyList<string> NotFound);

/// <summary>How many entities are so far away.</summary>
/// <param name="Hop">The fewest hops to them.</param>
/// <param name="EntityCount">How many there are.</param>
/// <param name="HubCount">How many of them a walk would not go through.</param>
/// <param name="Kinds">How many of each kind, for kinds that there are.</param>
public sealed record HopCountData(int Hop, int EntityCount, int HubCount, IReadOnlyList<KindCountData> Kinds);

/// <summary>How many entities of a kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="EntityCount">How many.</param>
public sealed record KindCountData(string Kind, int EntityCount);

/// <summary>Asks which reports mention one of some entities, in the order of time.</summary>
/// <param name="Keys">1 to 100 keys.</param>
public sealed record TimelineRequest(IReadOnlyList<string> Keys)
{
    /// <summary>Gets the earliest time; reports without a time pass no bound.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Gets the time that reports must be before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Gets the most reports, 1 to 1,000; null means 100.</summary>
    public int? Limit { get; init; }

    /// <summary>Gets where an earlier answer ended.</summary>
    public string? Cursor { get; init; }
}

/// <summary>Reports that mention some entities.</summary>
/// <param name="Position">The journal position that the answer was computed at.</param>
/// <param name="Events">The reports by their own time, then source and id; those without a time last.</param>
/// <param name="NotFound">The keys that no live report mentions.</param>
/// <param name="Cursor">Where to go on; null when this is the end.</param>
public sealed record TimelineData(long Position, IReadOnlyList<TimelineEventData> Events, IReadOnlyList<string> NotFound, string? Cursor);

/// <summary>A report that mentions some of the entities asked for.</summary>
/// <param name="Time">The report's own time; null when it states none.</param>
/// <param name="Source">Its source.</param>
/// <param name="Id">Its id.</param>
/// <param name="Version">The current version.</param>
/// <param name="Unit">The unit that owns it.</param>
/// <param name="Province">Its province as written.</param>
/// <param name="Position">Its position in the journal.</param>
/// <param name="Mentions">The mentions of the entities asked for, by key, then by ref.</param>
public sealed record TimelineEventData(
    DateTimeOffset? Time,
    string Source,
    string Id,
    int Version,
    string? Unit,
    string? Province,
    long Position,
    IReadOnlyList<TimelineMentionData> Mentions);

/// <summary>A mention of an entity asked for.</summary>
/// <param name="Key">The entity's current key.</param>
/// <param name="Role">Its role in the report.</param>
/// <param name="Ref">The mention's ref.</param>
public sealed record TimelineMentionData(string Key, string Role, string Ref);
