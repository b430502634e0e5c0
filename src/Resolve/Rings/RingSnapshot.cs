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

    /// <summary>Compares with an earlier snapshot of the same index, at the cost of what changed.</summary>
    /// <param name="earlier">The earlier one; null for one without rings.</param>
    /// <returns>The rings that are new or were described anew, and the ids of those that are no more; in no order.</returns>
    internal (List<Ring> Came, HashSet<string> Gone) ChangesSince(RingSnapshot? earlier)
    {
        var came = new List<Ring>();
        var gone = new HashSet<string>(StringComparer.Ordinal);
        if (earlier is null) return ([.. All()], gone);
        foreach (int slot in _slots.PlacesChangedSince(earlier._slots))
        {
            Ring? before = slot < earlier._slots.Count ? earlier._slots[slot] : null;
            if (ReferenceEquals(_slots[slot], before)) continue;
            if (before is not null) gone.Add(before.Id);
            if (_slots[slot] is { } now) came.Add(now);
        }
        foreach (Ring ring in came) gone.Remove(ring.Id);
        return (came, gone);
    }

    internal Ring? RingOfNode(int node)
    {
        int slot = node < _slotOf.Count ? _slotOf[node] - 1 : -1;
        return slot < 0 ? null : _slots[slot];
    }
}
