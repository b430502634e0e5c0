using Resolve.Graph;
using Resolve.Identifiers;

namespace Resolve.Rings;

/// <summary>The rings of one snapshot of the graph: immutable.</summary>
public sealed class RingSnapshot
{
    private readonly VersionedList<int>.Published _slotOf;
    private readonly VersionedList<Ring?>.Published _slots;
    private readonly Lazy<Dictionary<string, Ring>> _byId;
    private readonly Lazy<DateTimeOffset?> _newest;
    private volatile Tuple<string, Ring?>? _lastAlias;

    internal RingSnapshot(GraphSnapshot graph, VersionedList<int>.Published slotOf, VersionedList<Ring?>.Published slots, int count)
    {
        Graph = graph;
        Count = count;
        _slotOf = slotOf;
        _slots = slots;
        _byId = new Lazy<Dictionary<string, Ring>>(() => All().ToDictionary(r => r.Id, StringComparer.Ordinal));
        _newest = new Lazy<DateTimeOffset?>(() => All().Max(r => r.LastSeen));
    }

    /// <summary>Gets the own time of the newest report of any ring, which ages are measured against unless a question says otherwise; null when no report
    /// states one.</summary>
    public DateTimeOffset? Newest => _newest.Value;

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
    /// <returns>The rings that are new or were described again, and the ids of those that are no more; in no order.</returns>
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

    /// <summary>Finds a ring by an id that it has, absorbed or bore before: the one that holds the mention which the id names.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The ring under the id it has now, or null.</returns>
    /// <remarks>An id that no ring bears now costs a look at every mention; the last one asked for is remembered.</remarks>
    public Ring? FindNow(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (Find(id) is { } ring) return ring;
        if (_lastAlias is { } known && known.Item1 == id) return known.Item2;
        int node = NodeOfAlias(Graph, id);
        Ring? found = node < 0 ? null : RingOfNode(node);
        _lastAlias = Tuple.Create(id, found);
        return found;
    }

    /// <summary>Finds the node whose mention an id of a ring names; -1 when no live report holds it.</summary>
    internal static int NodeOfAlias(GraphSnapshot graph, string id)
    {
        const string prefix = "ring:";
        if (!id.StartsWith(prefix, StringComparison.Ordinal) || id.Length != prefix.Length + 16) return -1;
        if (!ulong.TryParse(id.AsSpan(prefix.Length), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture,
            out ulong hash)) return -1;
        for (int number = 0; number < graph.ReportCount; number++)
        {
            if (graph.ReportAt(number) is not { } report) continue;
            foreach (StoredMention mention in report.Mentions)
            {
                if (RingLinkRule.IsLeaf(mention.Role)) continue;
                if (StableHash.Key64("ring", report.Key.Source, report.Key.Id, mention.Ref) == hash) return graph.NodeOf(mention.Vertex);
            }
        }
        return -1;
    }

    internal Ring? RingOfNode(int node)
    {
        int slot = node < _slotOf.Count ? _slotOf[node] - 1 : -1;
        return slot < 0 ? null : _slots[slot];
    }
}
