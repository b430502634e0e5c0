using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Graph.Questions;

/// <summary>Steps from node to node under a filter; shared by all questions.</summary>
internal sealed class Walk
{
    private readonly GraphSnapshot _graph;
    private readonly GraphFilter _filter;
    private readonly uint _kinds, _linkKinds, _roles;
    private readonly bool _isOpen, _readsEvidence;

    public Walk(GraphSnapshot graph, GraphFilter filter)
    {
        _graph = graph;
        _filter = filter;
        foreach (EntityKind kind in filter.Kinds) _kinds |= 1u << (int)kind;
        foreach (LinkKind kind in filter.LinkKinds) _linkKinds |= 1u << (int)kind;
        foreach (MentionRole role in filter.Roles) _roles |= 1u << (int)role;
        _readsEvidence = _roles != 0 || filter.From is not null || filter.To is not null;
        _isOpen = !_readsEvidence && _kinds == 0 && _linkKinds == 0 && filter.WeightMillibitsMin <= 0;
    }

    public GraphSnapshot Graph => _graph;

    /// <summary>Whether a link that passes towards one of its ends passes towards the other too.</summary>
    public bool IsSymmetric => _kinds == 0 && _roles == 0;

    /// <summary>Whether a walk goes through this node.</summary>
    public bool IsHub(int node) => _graph.Degree(node) > _filter.HubDegreeMax;

    /// <summary>Collects the distinct neighbours of a node that pass, in no order.</summary>
    public void Neighbours(int node, HashSet<int> into)
    {
        foreach (int vertex in _graph.VerticesOf(in node))
        {
            foreach (Edge edge in _graph.EdgesOf(vertex))
            {
                int neighbour = _graph.NodeOf(edge.Neighbour);
                if (neighbour != node && !into.Contains(neighbour) && Passes(edge, neighbour)) into.Add(neighbour);
            }
        }
    }

    /// <summary>Adds the neighbours of a node that pass and have no mark to the list, and marks them.</summary>
    /// <param name="node">The node; it has the mark.</param>
    /// <param name="into">The marks and the list.</param>
    /// <param name="mark">The mark of what was seen. Records that their person's node stands for get it too.</param>
    public void Neighbours(int node, GraphScratch into, int mark)
    {
        int[] marks = into.Marks;
        foreach (int vertex in _graph.VerticesOf(in node))
        {
            ref readonly Adjacency edges = ref _graph.EdgesOf(vertex);
            ReadOnlySpan<int> ends = edges.Neighbours, links = _isOpen ? default : edges.Links;
            into.Reserve(ends.Length);
            for (int i = 0; i < ends.Length; i++)
            {
                int end = ends[i];
                if (marks[end] == mark) continue;
                int next = _graph.NodeOf(end);
                if (!_isOpen && !Passes(new Edge(end, links[i]), next)) continue;
                marks[end] = mark;
                if (next != end)
                {
                    if (marks[next] == mark) continue;
                    marks[next] = mark;
                }
                into.Add(next);
            }
        }
    }

    /// <summary>Determines whether a step from one node to another passes over a link; looks along the other's links.</summary>
    public bool Joins(int node, int other)
    {
        foreach (int vertex in _graph.VerticesOf(in other))
        {
            ref readonly Adjacency edges = ref _graph.EdgesOf(vertex);
            ReadOnlySpan<int> ends = edges.Neighbours;
            for (int i = 0; i < ends.Length; i++)
                if (_graph.NodeOf(ends[i]) == node && Passes(new Edge(vertex, edges.Links[i]), other)) return true;
        }
        return false;
    }

    /// <summary>Lists the links of a node that pass, with the node at the other end, in no order.</summary>
    public IEnumerable<(int Neighbour, int Link)> LinksOf(int node)
    {
        int[] vertices = _graph.VerticesOf(in node).ToArray();
        foreach (int vertex in vertices)
        {
            foreach (Edge edge in _graph.EdgesOf(vertex))
            {
                int neighbour = _graph.NodeOf(edge.Neighbour);
                if (neighbour != node && Passes(edge, neighbour)) yield return (neighbour, edge.Link);
            }
        }
    }

    /// <summary>Lists the links from a node to another that pass, in no order.</summary>
    public List<int> LinksBetween(int node, int other)
    {
        var found = new List<int>();
        foreach (int vertex in _graph.VerticesOf(in node))
        {
            ref readonly Adjacency edges = ref _graph.EdgesOf(vertex);
            ReadOnlySpan<int> ends = edges.Neighbours;
            for (int i = 0; i < ends.Length; i++)
                if (_graph.NodeOf(ends[i]) == other && Passes(new Edge(ends[i], edges.Links[i]), other)) found.Add(edges.Links[i]);
        }
        return found;
    }

    /// <summary>Lists the ends of a node's links that pass, with what orders them, in no order.</summary>
    public LinkEnd[] EndsOf(int node)
    {
        var ends = new LinkEnd[_graph.Degree(node)];
        int count = 0;
        foreach (int vertex in _graph.VerticesOf(in node))
        {
            foreach (Edge edge in _graph.EdgesOf(vertex))
            {
                int neighbour = _graph.NodeOf(edge.Neighbour);
                if (neighbour == node || !Passes(edge, neighbour)) continue;
                ref readonly LinkSlot link = ref _graph.LinkAt(edge.Link);
                ends[count++] = new LinkEnd(_graph.CodeOf(neighbour), neighbour, link.From == vertex, link.Kind, edge.Link);
            }
        }
        return count == ends.Length ? ends : ends[..count];
    }

    /// <summary>Turns links into what is shown: one per ends and kind, sorted.</summary>
    public List<LinkView> Views(IEnumerable<int> links, bool withEvidence)
    {
        var views = links.Select(link => EntityReader.LinkOf(_graph, link, withEvidence))
            .GroupBy(view => (view.From, view.To, view.Kind))
            .Select(group => EntityReader.Merge([.. group]))
            .ToList();
        views.Sort(EntityReader.CompareLinks);
        return views;
    }

    /// <summary>Determines whether a link may be walked from one of its ends.</summary>
    /// <param name="link">The link.</param>
    /// <param name="towardsFrom">Whether to its <see cref="LinkSlot.From"/>; else to its <see cref="LinkSlot.To"/>.</param>
    /// <returns>Whether it passes.</returns>
    public bool PassesTowards(int link, bool towardsFrom)
    {
        int neighbour = towardsFrom ? _graph.LinkAt(link).From : _graph.LinkAt(link).To;
        return Passes(new Edge(neighbour, link), _graph.NodeOf(neighbour));
    }

    /// <summary>Determines whether an end may be stepped to.</summary>
    /// <param name="edge">The end.</param>
    /// <param name="neighbour">The node of its vertex.</param>
    public bool Passes(Edge edge, int neighbour)
    {
        if (_isOpen) return true;
        if (_kinds != 0 && (_kinds & (1u << (int)_graph.KindOf(neighbour))) == 0) return false;
        ref readonly LinkSlot link = ref _graph.LinkAt(edge.Link);
        if (_linkKinds != 0 && (_linkKinds & (1u << (int)link.Kind)) == 0) return false;
        if (_filter.WeightMillibitsMin > 0 && LinkWeights.Millibits(link.Kind, link.Count) < _filter.WeightMillibitsMin) return false;
        return !_readsEvidence || EvidencePasses(in link, neighbourIsFrom: link.From == edge.Neighbour);
    }

    // What is known of the evidence as a whole decides most links; its pieces are read where roles and times must meet in one of them.
    private bool EvidencePasses(ref readonly LinkSlot link, bool neighbourIsFrom)
    {
        if (_roles != 0 && (_roles & (neighbourIsFrom ? link.FromRoles : link.ToRoles)) == 0) return false;
        if (_filter.From is null && _filter.To is null) return true;
        if (!link.HasTime || link.LastTicks < _filter.From?.UtcTicks || link.FirstTicks >= _filter.To?.UtcTicks) return false;
        if (_roles == 0 && (IsWithin(link.FirstTicks) || IsWithin(link.LastTicks))) return true;
        for (int i = 0; i < link.Count; i++)
        {
            EvidencePlace place = link[i];
            StoredReport report = _graph.ReportAt(place.Report)!;
            StoredLink evidence = report.Links[place.Ordinal];
            MentionRole role = report.Mentions[neighbourIsFrom ? evidence.FromMention : evidence.ToMention].Role;
            if (_roles != 0 && (_roles & (1u << (int)role)) == 0) continue;
            if (EntityReader.TimeOf(_graph, place) is { } time && IsWithin(time.UtcTicks)) return true;
        }
        return false;
    }

    private bool IsWithin(long ticks) => !(ticks < _filter.From?.UtcTicks) && !(ticks >= _filter.To?.UtcTicks);
}

/// <summary>An end of a node's link with what orders it.</summary>
/// <param name="Code">The number by which the neighbour's key stands in order.</param>
/// <param name="Neighbour">The node at the other end.</param>
/// <param name="Starts">Whether the link starts at the node it was listed for.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Link">The link.</param>
internal readonly record struct LinkEnd(UInt128 Code, int Neighbour, bool Starts, LinkKind Kind, int Link)
{
    /// <summary>Gets whether two ends are shown as one link.</summary>
    public bool IsOneWith(LinkEnd other) => Neighbour == other.Neighbour && Starts == other.Starts && Kind == other.Kind;
}

/// <summary>The order in which the links of a node are shown: by the neighbour's key, then direction and kind.</summary>
internal readonly struct LinkEndOrder(GraphSnapshot graph) : IComparer<LinkEnd>
{
    /// <inheritdoc/>
    public int Compare(LinkEnd x, LinkEnd y)
    {
        int order = x.Code.CompareTo(y.Code);
        if (order == 0 && x.Neighbour != y.Neighbour) order = graph.KeyOf(x.Neighbour).CompareTo(graph.KeyOf(y.Neighbour));
        if (order == 0) order = x.Starts.CompareTo(y.Starts);
        return order != 0 ? order : x.Kind.CompareTo(y.Kind);
    }
}
