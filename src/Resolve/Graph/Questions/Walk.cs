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
    private readonly bool _readsEvidence;

    public Walk(GraphSnapshot graph, GraphFilter filter)
    {
        _graph = graph;
        _filter = filter;
        foreach (EntityKind kind in filter.Kinds) _kinds |= 1u << (int)kind;
        foreach (LinkKind kind in filter.LinkKinds) _linkKinds |= 1u << (int)kind;
        foreach (MentionRole role in filter.Roles) _roles |= 1u << (int)role;
        _readsEvidence = _roles != 0 || filter.From is not null || filter.To is not null;
    }

    public GraphSnapshot Graph => _graph;

    /// <summary>Whether a walk goes through this node.</summary>
    public bool IsHub(int node) => _graph.Degree(node) > _filter.HubDegreeMax;

    /// <summary>Collects the distinct neighbours of a node that pass, in no order.</summary>
    public void Neighbours(int node, HashSet<int> into)
    {
        foreach (int vertex in _graph.VerticesOf(in node))
        {
            foreach (Edge edge in _graph.VertexAt(vertex).EdgeSpan)
            {
                int neighbour = _graph.NodeOf(edge.Neighbour);
                if (neighbour != node && !into.Contains(neighbour) && Passes(edge, neighbour)) into.Add(neighbour);
            }
        }
    }

    /// <summary>Lists the links of a node that pass, with the node at the other end, in no order.</summary>
    public IEnumerable<(int Neighbour, int Link)> LinksOf(int node)
    {
        int[] vertices = _graph.VerticesOf(in node).ToArray();
        foreach (int vertex in vertices)
        {
            Vertex at = _graph.VertexAt(vertex);
            for (int i = 0; i < at.EdgeCount; i++)
            {
                Edge edge = at.Edges[i];
                int neighbour = _graph.NodeOf(edge.Neighbour);
                if (neighbour != node && Passes(edge, neighbour)) yield return (neighbour, edge.Link);
            }
        }
    }

    /// <summary>Lists the links among nodes that pass, merged per ends and kind, sorted.</summary>
    public List<LinkView> LinksAmong(IReadOnlyCollection<int> nodes, bool withEvidence, CancellationToken cancellationToken)
    {
        HashSet<int> among = nodes as HashSet<int> ?? [.. nodes];
        var links = new HashSet<int>();
        foreach (int node in among)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // A hub's links to the others are found from the others' side.
            if (_graph.Degree(node) > 4 * among.Count + 64) continue;
            foreach ((int neighbour, int link) in LinksOf(node))
                if (among.Contains(neighbour)) links.Add(link);
        }
        foreach (int node in among)
        {
            if (_graph.Degree(node) <= 4 * among.Count + 64) continue;
            foreach ((int neighbour, int link) in LinksOf(node))
                if (among.Contains(neighbour) && _graph.Degree(neighbour) > 4 * among.Count + 64) links.Add(link);
        }
        return Views(links, withEvidence);
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

    private bool Passes(Edge edge, int neighbour)
    {
        if (_kinds != 0 && (_kinds & (1u << (int)_graph.KindOf(neighbour))) == 0) return false;
        ref readonly LinkSlot link = ref _graph.LinkAt(edge.Link);
        if (_linkKinds != 0 && (_linkKinds & (1u << (int)link.Kind)) == 0) return false;
        if (_filter.WeightMillibitsMin > 0 && LinkWeights.Millibits(link.Kind, link.Count) < _filter.WeightMillibitsMin) return false;
        return !_readsEvidence || EvidencePasses(in link, neighbourIsFrom: link.From == edge.Neighbour);
    }

    private bool EvidencePasses(ref readonly LinkSlot link, bool neighbourIsFrom)
    {
        for (int i = 0; i < link.Count; i++)
        {
            EvidencePlace place = link[i];
            StoredReport report = _graph.ReportAt(place.Report)!;
            StoredLink evidence = report.Links[place.Ordinal];
            MentionRole role = report.Mentions[neighbourIsFrom ? evidence.FromMention : evidence.ToMention].Role;
            if (_roles != 0 && (_roles & (1u << (int)role)) == 0) continue;
            if (_filter.From is not null || _filter.To is not null)
            {
                if (EntityReader.TimeOf(_graph, place) is not { } time) continue;
                if (time < _filter.From || time >= _filter.To) continue;
            }
            return true;
        }
        return false;
    }
}
