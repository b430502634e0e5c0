using System.Collections.Concurrent;
using Resolve.Graph;
using Resolve.Identifiers;

namespace Resolve.Runtime.Local;

/// <summary>The entities of a replica that somebody follows: after a view that touched one its follower is called. Without followers a view costs
/// nothing.</summary>
internal sealed class FollowedEntities
{
    private readonly ConcurrentDictionary<EntityKey, Action<long>> _followed = new();
    private readonly HashSet<EntityKey> _touched = []; // of graphs that questions do not see yet

    /// <summary>Adds a follower of an entity.</summary>
    public void Add(EntityKey key, Action<long> changed) => _followed[key] = changed;

    /// <summary>Removes the follower of an entity.</summary>
    public void Remove(EntityKey key) => _followed.TryRemove(key, out _);

    /// <summary>Notes which of the entities were touched.</summary>
    /// <param name="graph">The graph after the change.</param>
    /// <param name="vertices">The vertices that changed.</param>
    public void Note(GraphSnapshot graph, IReadOnlyCollection<int> vertices)
    {
        if (_followed.IsEmpty || vertices.Count == 0) return;
        var nodes = new HashSet<int>();
        foreach (int vertex in vertices)
        {
            nodes.Add(vertex);
            nodes.Add(graph.NodeOf(vertex));
        }
        lock (_touched)
        {
            // What is not held here has no report yet, or none any more, or has moved: its follower finds out which.
            foreach (EntityKey key in _followed.Keys)
                if (!graph.TryFind(key, out int node) || nodes.Contains(node)) _touched.Add(key);
        }
    }

    /// <summary>Calls the followers of what was touched, now that questions see it.</summary>
    public void Notify(long position)
    {
        EntityKey[] touched;
        lock (_touched)
        {
            if (_touched.Count == 0) return;
            touched = [.. _touched];
            _touched.Clear();
        }
        foreach (EntityKey key in touched)
            if (_followed.TryGetValue(key, out Action<long>? changed)) changed(position);
    }
}
