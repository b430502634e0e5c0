using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Persons.Records;
using Resolve.Reports;

namespace Resolve.Runtime.Ports;

/// <summary>The replica beside an entity grain: answers for the entities of its partitions, in process, from the graph at its current view.</summary>
/// <remarks>A grain asks it and keeps no copy of what it says. Any number of callers may ask at once.</remarks>
public interface IEntityReplica
{
    /// <summary>Finds an entity in the current view, once that has reached a journal position.</summary>
    /// <param name="key">The grain's key; the key of any mention of a person will do.</param>
    /// <param name="atLeast">The position that the view must have reached.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The entity; one that is not there where no live report mentions it, or where it goes by another key and lies elsewhere.</returns>
    /// <remarks>A replica of some partitions throws when the entity's partition has moved: ask again.</remarks>
    ValueTask<EntityInView> FindAsync(EntityKey key, long atLeast, CancellationToken cancellationToken);

    /// <summary>Calls back after each view in which an entity may have changed, until <see cref="Unfollow"/>. Following again replaces the call.</summary>
    /// <param name="key">The entity's key.</param>
    /// <param name="changed">Gets the view's position. It must return at once and not throw.</param>
    void Follow(EntityKey key, Action<long> changed);

    /// <summary>Calls back no more.</summary>
    /// <param name="key">The entity's key; one that nobody follows changes nothing.</param>
    void Unfollow(EntityKey key);
}

/// <summary>An entity in one view: the graph at that view, which never changes, and the entity's node in it.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Node">The node; negative when the entity is not there.</param>
/// <param name="Key">The key that the entity goes by in this view; another than was asked for when a person was merged away. Null when no live report mentions
/// it.</param>
public readonly record struct EntityInView(GraphSnapshot Graph, int Node, EntityKey? Key)
{
    /// <summary>Gets whether the entity is there.</summary>
    public bool IsThere => Node >= 0;

    /// <summary>Describes the entity.</summary>
    /// <returns>The description; null when it is not there.</returns>
    public EntityDetail? Describe() => IsThere ? EntityReader.Describe(Graph, Node, GraphFilter.HubDegreeDefault) : null;

    /// <summary>Lists the entity's links with their evidence.</summary>
    /// <param name="filter">Which links.</param>
    /// <param name="limit">The most links of a page, 1 or more.</param>
    /// <param name="cursor">Where to go on; null for the beginning.</param>
    /// <returns>The page; null when the entity is not there.</returns>
    /// <exception cref="FormatException">The cursor is none.</exception>
    public Page<LinkView>? Links(GraphFilter filter, int limit, string? cursor) =>
        IsThere ? GraphQuestions.Links(Graph, Graph.KeyOf(Node), filter, limit, cursor) : null;

    /// <summary>Lists the other keys that lead to a person: those of its mentions. A merge adds keys and a split takes them away again.</summary>
    /// <returns>The keys by their text; none for an entity that is no person, or is not there.</returns>
    public EntityKey[] OtherKeys()
    {
        if (!IsThere || Key is not { Kind: EntityKind.Person } own) return [];
        var keys = new HashSet<EntityKey>();
        int node = Node;
        foreach (int vertex in Graph.VerticesOf(in node))
        {
            foreach (MentionPlace place in Graph.VertexAt(vertex).MentionSpan)
                if (Graph.ReportAt(place.Report) is { } report) keys.Add(PersonKeys.ToKey(report.Mentions[place.Ordinal].PersonHash));
        }
        keys.Remove(own);
        return [.. keys.OrderBy(static k => k.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>Lists the live reports that mention the entity and lie after a journal position.</summary>
    /// <param name="position">The position.</param>
    /// <param name="limit">The most reports.</param>
    /// <returns>Their keys, newest first; none when the entity is not there.</returns>
    public ReportKey[] ReportsAfter(long position, int limit)
    {
        if (!IsThere) return [];
        var found = new Dictionary<long, ReportKey>();
        int node = Node;
        foreach (int vertex in Graph.VerticesOf(in node))
        {
            Vertex at = Graph.VertexAt(vertex);
            for (int i = 0; i < at.MentionCount; i++)
                if (Graph.ReportAt(at.Mentions[i].Report) is { } report && report.Position > position) found[report.Position] = report.Key;
        }
        return [.. found.OrderByDescending(r => r.Key).Take(limit).Select(r => r.Value)];
    }
}
