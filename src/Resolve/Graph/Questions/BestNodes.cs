namespace Resolve.Graph.Questions;

/// <summary>Keeps the first of the nodes that a search comes to, rank by rank: those that most reports mention, then by key.</summary>
internal sealed class BestNodes
{
    private readonly GraphSnapshot _graph;
    private readonly Func<int, bool> _which;
    private readonly int[] _marks;
    private readonly int _mark, _limit;
    private readonly List<SearchHit> _hits = [];
    private readonly List<Found> _found = [];
    private readonly Comparison<Found> _order;
    private Found? _last; // the last place of this rank that is still a hit, once there are as many

    public BestNodes(GraphSnapshot graph, GraphScratch scratch, Func<int, bool> which, int limit)
    {
        (_graph, _which, _limit) = (graph, which, limit);
        (_marks, _mark) = (scratch.Marks, scratch.Begin(1) + 1);
        _order = (a, b) => a.ReportCount != b.ReportCount ? b.ReportCount.CompareTo(a.ReportCount) : graph.CompareKeys(a.Node, b.Node);
    }

    /// <summary>Gets the hits of the ranks that have ended.</summary>
    public IReadOnlyList<SearchHit> Hits => _hits;

    /// <summary>Gets whether later ranks cannot be among the hits.</summary>
    public bool IsFull => _hits.Count >= _limit;

    /// <summary>Determines whether the node of a vertex would be among the hits of this rank, were it found.</summary>
    public bool MayTake(int vertex)
    {
        if (_hits.Count >= _limit || _graph.ReportCountOf(vertex) == 0) return false;
        int node = _graph.NodeOf(vertex);
        if (_marks[node] == _mark) return false;
        if (_last is not { } last) return _which(node);
        bool isAlone = _graph.IsAlone(node);
        int count = isAlone ? _graph.ReportCountOf(node) : CountAtMost(node);
        if (count < last.ReportCount || (count == last.ReportCount && _graph.CompareKeys(node, last.Node) >= 0)) return false;
        return (isAlone || _order(new Found(node, EntityReader.ReportCountOf(_graph, node), ""), last) < 0) && _which(node);
    }

    /// <summary>Takes the node of a vertex, which may be taken.</summary>
    public void Take(int vertex, string match)
    {
        int node = _graph.NodeOf(vertex);
        _marks[node] = _mark;
        _found.Add(new Found(node, EntityReader.ReportCountOf(_graph, node), match));
        int room = _limit - _hits.Count;
        if (_found.Count < 2 * room) return;
        _found.Sort(_order);
        _found.RemoveRange(room, _found.Count - room);
        _last = _found[^1];
    }

    /// <summary>Ends a rank: what was taken since the last one has it.</summary>
    public void End(int rank)
    {
        _found.Sort(_order);
        foreach (Found found in _found.Take(_limit - _hits.Count))
            _hits.Add(new SearchHit(rank, found.Match, found.Node, EntityReader.Summarise(_graph, found.Node, GraphFilter.HubDegreeDefault)));
        _found.Clear();
        _last = null;
    }

    /// <summary>A report may mention two records of a person: there are at most as many reports as the records have.</summary>
    private int CountAtMost(int node)
    {
        int count = 0;
        foreach (int vertex in _graph.VerticesOf(in node)) count += _graph.ReportCountOf(vertex);
        return count;
    }

    private readonly record struct Found(int Node, int ReportCount, string Match);
}
