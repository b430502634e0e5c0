using Resolve.Graph;
using Resolve.Identifiers;

namespace Resolve.Rings;

/// <summary>The rings of one snapshot of the graph: immutable.</summary>
public sealed class RingSnapshot
{
    private readonly VersionedList<int>.Published _slotOf;
    private readonly VersionedList<Ring?>.Published _slots;
    private readonly Lazy<Dictionary<string, Ring>> _byId;

    internal RingSnapshot(GraphSnapshot graph, VersionedList<int>.Published slotOf, VersionedList<Ring?>.Published slots, int count)
    {
        Graph = graph;
        Count = count;
        _slotOf = slotOf;
        _slots = slots;
        _byId = new Lazy<Dictionary<string, Ring>>(() => All().ToDictionary(r => r.Id, StringComparer.Ordinal));
    }

    /// <summary>Gets the graph that the rings were computed from.</summary>
    public GraphSnapshot Graph { get; }

    /// <summary>Gets the journal position up to which facts are in.</summary>
    public long Position => Graph.Position;

    /// <summary>Gets the number of rings.</summary>
    public int Count { get; }

    /// <summary>Lists the rings, in no order.</summary>
    /// <returns>The rings.</returns>
    public IEnumerable<Ring> All()
    {
        for (int i = 0; i < _slots.Count; i++)
            if (_slots[i] is { } ring) yield return ring;
    }

    /// <summary>Finds a ring.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The ring, or null.</returns>
    public Ring? Find(string id) => _byId.Value.GetValueOrDefault(id);

    /// <summary>Finds the ring that an entity is a member of.</summary>
    /// <param name="key">The entity.</param>
    /// <returns>The ring, or null.</returns>
    public Ring? RingOf(EntityKey key) => Graph.TryFind(key, out int node) ? RingOfNode(node) : null;

    internal Ring? RingOfNode(int node)
    {
        int slot = node < _slotOf.Count ? _slotOf[node] - 1 : -1;
        return slot < 0 ? null : _slots[slot];
    }
}
