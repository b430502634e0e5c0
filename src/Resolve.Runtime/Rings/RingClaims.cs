using Resolve.Graph;
using Resolve.Rings;

namespace Resolve.Runtime.Rings;

/// <summary>What the owners of nodes report to the ring registry.</summary>
/// <param name="Counts">For each node that passes rings on, how many of <paramref name="Positions"/> belong together by it.</param>
/// <param name="Positions">The journal positions of its reports: those that are new, and one of those that were reported before.</param>
/// <param name="Hubs">The names of nodes that became hubs.</param>
/// <param name="NoHubs">The names of those that are hubs no more.</param>
internal sealed record RingClaims(int[] Counts, long[] Positions, UInt128[] Hubs, UInt128[] NoHubs)
{
    /// <summary>Gets the claims of a round that changed nothing.</summary>
    public static RingClaims None { get; } = new([], [], [], []);
}

/// <summary>Finds what a silo must report about the nodes that it owns: which police reports belong together, and which nodes are hubs.</summary>
/// <remarks>It remembers up to which position the police reports of a vertex were sent, so that a round sends only what is new. One caller at a time.</remarks>
/// <param name="model">The parameters.</param>
internal sealed class RingClaimant(RingModel model)
{
    private readonly Dictionary<int, long> _sentUpTo = []; // vertex -> the position up to which its reports were sent
    private readonly HashSet<UInt128> _hubs = [];

    /// <summary>Forgets what was sent, so that the next calls send everything.</summary>
    public void Forget()
    {
        _sentUpTo.Clear();
        _hubs.Clear();
    }

    /// <summary>Finds what is new of some vertices and the nodes that stand for them.</summary>
    /// <param name="graph">The graph, which has all mentions and links of owned nodes.</param>
    /// <param name="vertices">The vertices that changed.</param>
    /// <param name="owns">Whether this silo answers for a vertex by itself, whatever person it belongs to.</param>
    /// <param name="nameOf">The name of a vertex, the same on every silo.</param>
    public RingClaims Of(GraphSnapshot graph, IEnumerable<int> vertices, Func<int, bool> owns, Func<int, UInt128> nameOf)
    {
        var counts = new List<int>();
        var positions = new List<long>();
        List<UInt128> hubs = [], noHubs = [];
        var seen = new HashSet<int>();
        foreach (int vertex in vertices)
        {
            Look(vertex);
            Look(graph.NodeOf(vertex));
        }
        return new RingClaims([.. counts], [.. positions], [.. hubs], [.. noHubs]);

        void Look(int vertex)
        {
            if (!seen.Add(vertex) || !owns(vertex)) return;
            bool isNode = graph.IsNode(vertex);
            bool carriesRings = isNode && RingCarriers.CarriesRings(graph, vertex, model);
            bool isHub = isNode && !carriesRings && !graph.IsExcluded(vertex) && graph.RingDegree(vertex) > 0;
            UInt128 name = nameOf(vertex);
            if (isHub && _hubs.Add(name)) hubs.Add(name);
            if (!isHub && _hubs.Remove(name)) noHubs.Add(name);
            if (!carriesRings) return;
            int before = positions.Count;
            if (AddReports(graph, vertex, positions)) counts.Add(positions.Count - before);
            else positions.RemoveRange(before, positions.Count - before);
        }
    }

    /// <summary>Lists the new reports of a node, and one that was sent before for each of its vertices.</summary>
    /// <returns>Whether any of that is new.</returns>
    private bool AddReports(GraphSnapshot graph, int node, List<long> positions)
    {
        ReadOnlySpan<int> vertices = graph.VerticesOf(in node);
        bool isNews = vertices.Length > 1; // records that were persons of their own before are one now, perhaps
        foreach (int vertex in vertices)
        {
            long sent = _sentUpTo.GetValueOrDefault(vertex);
            bool hasOld = false;
            foreach (MentionPlace place in graph.VertexAt(vertex).MentionSpan)
            {
                long position = graph.ReportAt(place.Report)!.Position;
                if (position > sent) isNews = true;
                else if (hasOld) continue;
                else hasOld = true;
                positions.Add(position);
            }
            _sentUpTo[vertex] = graph.Position;
        }
        return isNews;
    }
}
