using Resolve.Graph;

namespace Resolve.Rings;

/// <summary>Weighs the ties of a component by the distinct reports that vouch for them.</summary>
internal sealed class RingEvidence
{
    private readonly GraphSnapshot _graph;
    private readonly Dictionary<int, int> _sizeOf = []; // report -> distinct nodes its conducting links join
    private readonly HashSet<int> _told = [];           // reports of one pair

    public RingEvidence(GraphSnapshot graph) => _graph = graph;

    /// <summary>Collects the conducting ties of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="indexOf">The numbers of the component's nodes.</param>
    /// <param name="self">The node's number.</param>
    /// <returns>For each neighbour of the component with a larger number, in ascending order, the links to it.</returns>
    public SortedDictionary<int, List<int>> LinksOf(int node, Dictionary<int, int> indexOf, int self)
    {
        var links = new SortedDictionary<int, List<int>>();
        foreach (int vertex in _graph.VerticesOf(in node))
        {
            foreach (Edge edge in _graph.VertexAt(vertex).EdgeSpan)
            {
                if (_graph.LinkAt(edge.Link).ConductingCount == 0) continue;
                if (!indexOf.TryGetValue(_graph.NodeOf(edge.Neighbour), out int other) || other <= self) continue;
                if (!links.TryGetValue(other, out List<int>? list)) links.Add(other, list = []);
                list.Add(edge.Link);
            }
        }
        return links;
    }

    /// <summary>Weighs the links between two nodes.</summary>
    /// <param name="a">The number of one.</param>
    /// <param name="b">The number of the other.</param>
    /// <param name="links">The links.</param>
    /// <returns>The tie, and the reports that tell it, ascending by their number in this process, and whether one has the other in hand.</returns>
    public (RingTie Tie, int[] Reports, bool InHand) Weigh(int a, int b, List<int> links)
    {
        _told.Clear();
        bool inHand = false;
        foreach (int number in links)
        {
            LinkSlot link = _graph.LinkAt(number);
            inHand |= Conduction.IsInHand(link.Kind);
            for (int i = 0; i < link.Count; i++)
            {
                EvidencePlace place = link[i];
                if (!_graph.ReportAt(place.Report)!.Links[place.Ordinal].Conducts) continue;
                _told.Add(place.Report);
            }
        }
        long weight = inHand ? LinkWeights.InHandMillibits : 0;
        foreach (int report in _told) weight += LinkWeights.OfReport(SizeOf(report));
        int[] reports = [.. _told];
        Array.Sort(reports);
        return (new RingTie(a, b, (int)Math.Clamp(weight, 1, int.MaxValue), reports.Length), reports, inHand);
    }

    /// <summary>Collects the reports that tie a member to others, where a node may stand for several.</summary>
    /// <param name="self">The member's place.</param>
    /// <param name="node">Its node.</param>
    /// <param name="placeAt">The place of a node as a report tells of it; -1 when it is none.</param>
    /// <returns>For each other with a larger place, ascending, the reports, and whether one has the other in hand.</returns>
    public SortedDictionary<int, (SortedSet<int> Reports, bool InHand)> TiesOf(int self, int node, Func<int, int, int> placeAt)
    {
        var ties = new SortedDictionary<int, (SortedSet<int> Reports, bool InHand)>();
        foreach (int vertex in _graph.VerticesOf(in node))
        {
            foreach (Edge edge in _graph.VertexAt(vertex).EdgeSpan)
            {
                LinkSlot link = _graph.LinkAt(edge.Link);
                int neighbour = _graph.NodeOf(edge.Neighbour);
                if (link.ConductingCount == 0 || neighbour == node) continue;
                for (int i = 0; i < link.Count; i++)
                {
                    EvidencePlace place = link[i];
                    if (!_graph.ReportAt(place.Report)!.Links[place.Ordinal].Conducts || placeAt(node, place.Report) != self) continue;
                    int other = placeAt(neighbour, place.Report);
                    if (other <= self) continue;
                    if (!ties.TryGetValue(other, out (SortedSet<int> Reports, bool InHand) tie)) tie = ([], false);
                    tie.Reports.Add(place.Report);
                    ties[other] = (tie.Reports, tie.InHand || Conduction.IsInHand(link.Kind));
                }
            }
        }
        return ties;
    }

    /// <summary>Weighs a tie by the reports that tell it.</summary>
    /// <param name="a">The place of one.</param>
    /// <param name="b">The place of the other.</param>
    /// <param name="told">The reports.</param>
    /// <param name="inHand">Whether one has the other in hand.</param>
    /// <returns>The tie.</returns>
    public RingTie Weigh(int a, int b, SortedSet<int> told, bool inHand)
    {
        long weight = inHand ? LinkWeights.InHandMillibits : 0;
        foreach (int report in told) weight += LinkWeights.OfReport(SizeOf(report));
        return new RingTie(a, b, (int)Math.Clamp(weight, 1, int.MaxValue), told.Count);
    }

    private int SizeOf(int report)
    {
        if (_sizeOf.TryGetValue(report, out int size)) return size;
        var nodes = new HashSet<int>();
        StoredReport stored = _graph.ReportAt(report)!;
        foreach (StoredLink link in stored.Links)
        {
            if (!link.Conducts) continue;
            nodes.Add(_graph.NodeOf(stored.Mentions[link.FromMention].Vertex));
            nodes.Add(_graph.NodeOf(stored.Mentions[link.ToMention].Vertex));
        }
        size = Math.Max(2, nodes.Count);
        _sizeOf.Add(report, size);
        return size;
    }
}
