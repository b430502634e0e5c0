namespace Resolve.Rings;

/// <summary>Where the nodes of a component stand among its members.</summary>
/// <remarks>
/// The table is shared by components that are described beside each other: each writes the places of its own nodes only,
/// and believes a place only where the member there is the node, whatever another has left or is writing.
/// </remarks>
internal sealed class MemberPlaces
{
    private readonly int[]? _table; // vertex -> the place of the node that it stands for
    private readonly Dictionary<int, int>? _own;
    private readonly int[] _nodes;  // place -> node; a node that stands several times stands in a row

    /// <summary>Enters the members.</summary>
    /// <param name="nodes">The node at each place.</param>
    /// <param name="table">A table with an entry for each vertex; null to do without.</param>
    public MemberPlaces(int[] nodes, int[]? table)
    {
        _nodes = nodes;
        _table = table;
        if (table is null) _own = new Dictionary<int, int>(nodes.Length);
        for (int place = nodes.Length - 1; place >= 0; place--) // so that the first stands
        {
            if (table is not null) table[nodes[place]] = place;
            else _own![nodes[place]] = place;
        }
    }

    /// <summary>Finds the first place of a node; -1 when it is no member.</summary>
    public int Of(int node)
    {
        if (_own is not null) return _own.TryGetValue(node, out int own) ? own : -1;
        int place = _table![node];
        return (uint)place < (uint)_nodes.Length && _nodes[place] == node ? place : -1;
    }
}
