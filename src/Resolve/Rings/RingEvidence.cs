using System.Runtime.InteropServices;
using Resolve.Graph;

namespace Resolve.Rings;

/// <summary>Weighs the ties of a component by the distinct reports that vouch for them.</summary>
internal sealed class RingEvidence
{
    private readonly GraphSnapshot _graph;
    private readonly Dictionary<int, int> _sizeOf = []; // report -> distinct nodes its ring-carrying links join
    private readonly List<int> _reports = [];           // reports of one pair
    private readonly List<int> _binding = [];           // those of them that say how the two belong together
    private readonly List<int> _joined = [];            // nodes of one report
    private readonly List<(int Other, int Link)> _links = [];

    public RingEvidence(GraphSnapshot graph) => _graph = graph;

    /// <summary>Weighs the ties of a node to those nodes of its component that have larger numbers in the graph, so that each tie stands at one of its
    /// ends.</summary>
    /// <param name="node">The node.</param>
    /// <param name="places">The component's nodes.</param>
    /// <returns>The ties, by the other node.</returns>
    public NodeTie[] TiesOf(int node, MemberPlaces places)
    {
        _links.Clear();
        foreach (int vertex in _graph.VerticesOf(in node))
        {
            foreach (Edge edge in _graph.EdgesOf(vertex))
            {
                if (_graph.LinkAt(edge.Link).RingEdgeCount == 0) continue;
                int other = _graph.NodeOf(edge.Neighbour);
                if (other > node && places.Of(other) >= 0) _links.Add((other, edge.Link));
            }
        }
        if (_links.Count == 0) return [];
        _links.Sort();
        int count = 1;
        for (int i = 1; i < _links.Count; i++)
            if (_links[i].Other != _links[i - 1].Other) count++;
        var ties = new NodeTie[count];
        count = 0;
        for (int start = 0, end; start < _links.Count; start = end)
        {
            for (end = start + 1; end < _links.Count && _links[end].Other == _links[start].Other; end++) { }
            ties[count++] = Weigh(_links[start].Other, start, end);
        }
        return ties;
    }

    private NodeTie Weigh(int other, int start, int end)
    {
        _reports.Clear();
        _binding.Clear();
        bool inHand = false, isOwned = false;
        for (int at = start; at < end; at++)
        {
            LinkSlot link = _graph.LinkAt(_links[at].Link);
            inHand |= RingLinkRule.IsInHand(link.Kind);
            isOwned |= RingLinkRule.IsOwned(link.Kind);
            bool binds = RingLinkRule.Binds(link.Kind);
            for (int i = 0; i < link.Count; i++)
            {
                EvidencePlace place = link[i];
                if (!_graph.ReportAt(place.Report)!.Links[place.Ordinal].CarriesRings) continue;
                _reports.Add(place.Report);
                if (binds) _binding.Add(place.Report);
            }
        }
        int count = RingReports.SortDistinct(_reports), binding = RingReports.SortDistinct(_binding);
        int[] reports = [.. CollectionsMarshal.AsSpan(_reports)[..count]];
        return Tie(other, reports, inHand, isOwned, binding == count ? reports : [.. CollectionsMarshal.AsSpan(_binding)[..binding]]);
    }

    /// <summary>Weighs the ties of a member to others, where a node may stand for several.</summary>
    /// <param name="self">The member's place.</param>
    /// <param name="node">Its node.</param>
    /// <param name="placeAt">The place of a node as seen by a report; -1 when it is none.</param>
    /// <returns>The ties; <see cref="NodeTie.Other"/> is the other's place, ascending.</returns>
    public IEnumerable<NodeTie> TiesOf(int self, int node, Func<int, int, int> placeAt)
    {
        var ties = new SortedDictionary<int, TieDraft>();
        foreach (int vertex in _graph.VerticesOf(in node))
        {
            foreach (Edge edge in _graph.EdgesOf(vertex))
            {
                LinkSlot link = _graph.LinkAt(edge.Link);
                int neighbour = _graph.NodeOf(edge.Neighbour);
                if (link.RingEdgeCount == 0 || neighbour == node) continue;
                for (int i = 0; i < link.Count; i++)
                {
                    EvidencePlace place = link[i];
                    if (!_graph.ReportAt(place.Report)!.Links[place.Ordinal].CarriesRings || placeAt(node, place.Report) != self) continue;
                    int other = placeAt(neighbour, place.Report);
                    if (other < 0) continue;
                    if (!ties.TryGetValue(other, out TieDraft? tie)) ties.Add(other, tie = new TieDraft());
                    tie.Reports.Add(place.Report);
                    if (RingLinkRule.Binds(link.Kind)) tie.Binding.Add(place.Report);
                    tie.InHand |= RingLinkRule.IsInHand(link.Kind);
                    tie.IsOwned |= RingLinkRule.IsOwned(link.Kind);
                }
            }
        }
        return ties.Select(t => Tie(t.Key, [.. t.Value.Reports], t.Value.InHand, t.Value.IsOwned, [.. t.Value.Binding]));
    }

    private NodeTie Tie(int other, int[] reports, bool inHand, bool isOwned, int[] binding)
    {
        long weight = inHand ? LinkWeights.InHandMillibits : 0;
        foreach (int report in reports) weight += LinkWeights.OfReport(SizeOf(report));
        return new NodeTie(other, (int)Math.Clamp(weight, 1, int.MaxValue), reports, binding, inHand, isOwned);
    }

    private int SizeOf(int report)
    {
        if (_sizeOf.TryGetValue(report, out int size)) return size;
        _joined.Clear();
        StoredReport stored = _graph.ReportAt(report)!;
        foreach (StoredLink link in stored.Links)
        {
            if (!link.CarriesRings) continue;
            _joined.Add(_graph.NodeOf(stored.Mentions[link.FromMention].Vertex));
            _joined.Add(_graph.NodeOf(stored.Mentions[link.ToMention].Vertex));
        }
        size = Math.Max(2, RingReports.SortDistinct(_joined));
        _sizeOf.Add(report, size);
        return size;
    }

    private sealed class TieDraft
    {
        public SortedSet<int> Reports { get; } = [];

        public SortedSet<int> Binding { get; } = [];

        public bool InHand { get; set; }

        public bool IsOwned { get; set; }
    }
}

/// <summary>A tie as it stands at one of its ends.</summary>
/// <param name="Other">The node at the other end, or its place.</param>
/// <param name="WeightMillibits">How strongly it ties, in thousandths of a bit; above 0.</param>
/// <param name="Reports">The reports that state it, ascending by their number in this process.</param>
/// <param name="Binding">Those of them that say how the two belong together (<see cref="RingLinkRule.Binds"/>), ascending.</param>
/// <param name="InHand">Whether one end has the other in hand.</param>
/// <param name="IsOwned">Whether one end is the other's, by more than logins.</param>
internal readonly record struct NodeTie(int Other, int WeightMillibits, int[] Reports, int[] Binding, bool InHand, bool IsOwned);
