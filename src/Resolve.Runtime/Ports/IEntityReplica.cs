using Resolve.Graph;
using Resolve.Graph.Questions;

namespace Resolve.Runtime.Ports;

/// <summary>The replica beside an entity grain: answers for the entities of its partitions, in process, from the graph at its current view.</summary>
/// <remarks>A grain asks it and keeps no copy of what it says. Any number of callers may ask at once.</remarks>
public interface IEntityReplica
{
    /// <summary>Tells whether the partition of an entity lies here.</summary>
    /// <param name="key">The grain's key: the entity's key as text.</param>
    /// <returns>Whether this replica answers for it.</returns>
    bool Owns(string key);

    /// <summary>Finds an entity in the current view, once that has reached a journal position.</summary>
    /// <param name="key">The grain's key: the entity's key as text; the key of any mention of a person will do.</param>
    /// <param name="atLeast">The position that the view must have reached.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The entity; one that is not there where no live report mentions it.</returns>
    ValueTask<EntityInView> FindAsync(string key, long atLeast, CancellationToken cancellationToken);
}

/// <summary>An entity in one view: the graph at that view, which never changes, and the entity's node in it.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Node">The node; negative when the entity is not there.</param>
public readonly record struct EntityInView(GraphSnapshot Graph, int Node)
{
    /// <summary>Gets whether a live report mentions the entity.</summary>
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
}
