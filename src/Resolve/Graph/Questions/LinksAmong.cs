using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Graph.Questions;

/// <summary>Finds the links among nodes, on integers; evidence is not looked at.</summary>
internal sealed class LinksAmong(Walk walk, GraphScratch scratch)
{
    private const int FromShift = 36, ToShift = 8;

    private readonly GraphSnapshot _graph = walk.Graph;
    private readonly List<ulong> _places = []; // of the links: the ranks of the ends, then the kind
    private readonly List<int> _links = [];
    private bool[] _areLarge = [];
    private int _base;

    /// <summary>Finds the links that pass, merged per ends and kind, sorted.</summary>
    /// <param name="nodes">The nodes, each once.</param>
    /// <param name="keys">Their keys.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public List<LinkView> Find(List<int> nodes, EntityKey[] keys, CancellationToken cancellationToken)
    {
        int[] order = [.. Enumerable.Range(0, nodes.Count)];
        Array.Sort(order, (a, b) => _graph.CompareKeys(nodes[a], nodes[b]));
        _base = scratch.Begin(nodes.Count);
        _areLarge = new bool[nodes.Count];
        for (int rank = 0; rank < order.Length; rank++)
        {
            int node = nodes[order[rank]];
            scratch.Marks[node] = _base + 1 + rank;
            // A hub's links to the others are found from the others' side.
            _areLarge[rank] = _graph.Degree(node) > (4 * nodes.Count) + 64;
        }
        bool hasLargePairs = _areLarge.Count(static l => l) > 1;
        for (int rank = 0; rank < order.Length; rank++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!_areLarge[rank] || hasLargePairs) Gather(nodes[order[rank]], rank);
        }
        return Views(Array.ConvertAll(order, i => keys[i]));
    }

    private void Gather(int node, int rank)
    {
        foreach (int vertex in _graph.VerticesOf(in node))
        {
            ref readonly Adjacency edges = ref _graph.EdgesOf(vertex);
            ReadOnlySpan<int> ends = edges.Neighbours;
            for (int i = 0; i < ends.Length; i++)
            {
                int next = _graph.NodeOf(ends[i]), other = scratch.Marks[next] - _base - 1;
                if (other < 0 || next == node) continue;
                if (_areLarge[rank] != _areLarge[other] ? _areLarge[rank] : walk.IsSymmetric && other < rank) continue;
                int link = edges.Links[i];
                if (!walk.Passes(new Edge(ends[i], link), next)) continue;
                ref readonly LinkSlot slot = ref _graph.LinkAt(link);
                (int from, int to) = slot.From == vertex ? (rank, other) : (other, rank);
                _places.Add(((ulong)from << FromShift) | ((ulong)to << ToShift) | (byte)slot.Kind);
                _links.Add(link);
            }
        }
    }

    private List<LinkView> Views(EntityKey[] keys)
    {
        ulong[] places = [.. _places];
        int[] links = [.. _links];
        Array.Sort(places, links);
        var views = new List<LinkView>(places.Length);
        for (int at = 0, next; at < places.Length; at = next)
        {
            for (next = at + 1; next < places.Length && places[next] == places[at];) next++;
            views.Add(View(links.AsSpan(at, next - at), keys[(int)(places[at] >> FromShift)],
                keys[(int)((places[at] >> ToShift) & ((1 << (FromShift - ToShift)) - 1))], (LinkKind)(byte)places[at]));
        }
        return views;
    }

    private LinkView View(Span<int> links, EntityKey from, EntityKey to, LinkKind kind)
    {
        ref readonly LinkSlot first = ref _graph.LinkAt(links[0]);
        (int count, bool carriesRings, long firstTicks, long lastTicks) = (first.Count, first.RingEdgeCount > 0, first.FirstTicks, first.LastTicks);
        for (int i = 1; i < links.Length; i++)
        {
            if (links[..i].Contains(links[i])) continue; // found from both ends
            ref readonly LinkSlot more = ref _graph.LinkAt(links[i]);
            count += more.Count;
            carriesRings |= more.RingEdgeCount > 0;
            (firstTicks, lastTicks) = (Math.Min(firstTicks, more.FirstTicks), Math.Max(lastTicks, more.LastTicks));
        }
        bool hasTime = firstTicks <= lastTicks;
        return new LinkView(
            from,
            to,
            kind,
            LinkWeights.Millibits(kind, count),
            count,
            carriesRings,
            hasTime ? new DateTimeOffset(firstTicks, TimeSpan.Zero) : null,
            hasTime ? new DateTimeOffset(lastTicks, TimeSpan.Zero) : null,
            []);
    }
}
