using Resolve.Graph;

namespace Resolve.Rings;

/// <summary>Remembers the groups of large components with their rings, so that a change describes again only what it can have reached.</summary>
/// <remarks>
/// A ring's data is a function of its members, of what the reports that name them say, and of what the other entities
/// in those reports are and which groups they belong to: its footprint. Where no entity of the footprint was touched and
/// none changed its group, describing the ring again gives the ring that is there. One writer; <see cref="Recognise"/>,
/// <see cref="IsUnchanged"/> and <see cref="FootprintOf"/> may run beside each other between two writes.
/// </remarks>
internal sealed class GroupMemory
{
    private readonly Dictionary<int, Group> _groups = [];
    private int[] _groupOf = [];   // vertex -> group; 0: in none that is remembered
    private int[] _changedIn = []; // vertex -> the round in which it changed last
    private int _round, _next = 1;

    /// <summary>A group of a component.</summary>
    /// <param name="Nodes">Its nodes, ascending.</param>
    /// <param name="Ring">Its ring; null when it makes none.</param>
    /// <param name="Footprint">The nodes that its ring names or depends on.</param>
    internal sealed record Group(int[] Nodes, Ring? Ring, int[] Footprint);

    /// <summary>Begins a round: what was touched has changed.</summary>
    public void Begin(GraphSnapshot graph, IReadOnlyCollection<int> touched)
    {
        if (_groupOf.Length < graph.VertexCount)
        {
            int size = Math.Max(graph.VertexCount, _groupOf.Length * 2);
            Array.Resize(ref _groupOf, size);
            Array.Resize(ref _changedIn, size);
        }
        _round++;
        foreach (int vertex in touched)
        {
            _changedIn[vertex] = _round;
            _changedIn[graph.NodeOf(vertex)] = _round;
        }
    }

    /// <summary>Marks nodes as changed, whatever they were: those in several groups, which one group number cannot represent.</summary>
    public void Touch(IReadOnlyCollection<int> nodes)
    {
        foreach (int node in nodes) _changedIn[node] = _round;
    }

    /// <summary>Finds the group that has exactly these nodes.</summary>
    /// <param name="nodes">The nodes, ascending, not empty.</param>
    /// <returns>The group's number; 0 when there was none.</returns>
    public int Recognise(int[] nodes)
    {
        int number = _groupOf[nodes[0]];
        return number != 0 && _groups.TryGetValue(number, out Group? group) && group.Nodes.AsSpan().SequenceEqual(nodes) ? number : 0;
    }

    /// <summary>Puts nodes into the groups they are in now; those whose group is another than before have changed.</summary>
    /// <param name="left">The nodes of all components that were walked again, or are no more.</param>
    /// <param name="groups">The groups of large components with the numbers that <see cref="Recognise"/> gave; a new group gets its number here.</param>
    public void Regroup(List<int> left, List<RecalledGroup> groups)
    {
        var gone = new HashSet<int>();
        foreach (int node in left)
            if (_groupOf[node] != 0) gone.Add(_groupOf[node]);
        var now = new Dictionary<int, int>();
        foreach (RecalledGroup group in groups)
        {
            if (group.Number == 0) group.Number = _next++;
            else gone.Remove(group.Number);
            foreach (int node in group.Nodes) now.Add(node, group.Number);
        }
        foreach (int node in left)
        {
            int number = now.GetValueOrDefault(node);
            if (_groupOf[node] != number) _changedIn[node] = _round;
            _groupOf[node] = number;
        }
        foreach ((int node, int number) in now)
        {
            if (_groupOf[node] != number) _changedIn[node] = _round;
            _groupOf[node] = number;
        }
        foreach (int number in gone) _groups.Remove(number);
    }

    /// <summary>Gets what is remembered of a group, when nothing that its ring rests on has changed in this round.</summary>
    public bool IsUnchanged(int number, out Group group)
    {
        if (!_groups.TryGetValue(number, out group!)) return false;
        foreach (int node in group.Footprint)
            if (_changedIn[node] == _round) return false;
        return true;
    }

    /// <summary>Remembers a group.</summary>
    public void Remember(int number, Group group) => _groups[number] = group;

    /// <summary>Lists the nodes in the reports that name members of a group, the members among them.</summary>
    public static int[] FootprintOf(GraphSnapshot graph, int[] nodes)
    {
        var reports = new HashSet<int>();
        var footprint = new HashSet<int>(nodes);
        for (int n = 0; n < nodes.Length; n++)
        {
            foreach (int vertex in graph.VerticesOf(in nodes[n]))
            {
                foreach (MentionPlace place in graph.VertexAt(vertex).MentionSpan)
                {
                    if (!reports.Add(place.Report)) continue;
                    foreach (StoredMention mention in graph.ReportAt(place.Report)!.Mentions) footprint.Add(graph.NodeOf(mention.Vertex));
                }
            }
        }
        return [.. footprint];
    }
}

/// <summary>A group of a division, and what is known of it.</summary>
/// <param name="label">Its number in the division.</param>
/// <param name="nodes">Its nodes, ascending.</param>
internal sealed class RecalledGroup(int label, int[] nodes)
{
    public int Label { get; } = label;

    public int[] Nodes { get; } = nodes;

    /// <summary>Gets or sets its number in <see cref="GroupMemory"/>; 0 while it has none.</summary>
    public int Number { get; set; }
}
