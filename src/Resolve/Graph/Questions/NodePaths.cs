namespace Resolve.Graph.Questions;

/// <summary>Finds the first shortest path between two nodes of a snapshot, on integers; keys are read only where two nodes contend for a place in it.</summary>
/// <remarks>
/// Breadth-first search from both ends, always from the smaller frontier, one whole level at a time: so that all shortest paths are
/// known when the first is met, and the order of keys decides among them. The links must pass alike from both of their ends.
/// </remarks>
internal sealed class NodePaths(GraphSnapshot graph, Walk walk, GraphScratch scratch, CancellationToken cancellationToken)
{
    // Marks above the base: 1 + hops from the side's end, and OnPath more where a shortest path leads through; else why it is not walked to.
    private const int OnPath = 16, Shut = 31;

    private readonly List<int> _front = [], _rear = [];
    private HashSet<(int From, int To)> _closed = [];
    private int _base;

    /// <summary>Finds the shortest path, the first by the keys from its start on; null when there is none within the bound.</summary>
    /// <param name="from">Where it starts.</param>
    /// <param name="to">Where it ends: another node.</param>
    /// <param name="hopsMax">The most hops.</param>
    /// <param name="avoided">Nodes that it may not lead through.</param>
    /// <param name="closed">Steps that it may not take.</param>
    public int[]? Between(int from, int to, int hopsMax, HashSet<int> avoided, HashSet<(int From, int To)> closed)
    {
        scratch.NeedOtherMarks();
        (_closed, _base) = (closed, scratch.Begin(Shut));
        int[] ahead = scratch.Marks, back = scratch.OtherMarks;
        foreach (int node in avoided) (ahead[node], back[node]) = (_base + Shut, _base + Shut);
        (ahead[from], back[to]) = (_base + 1, _base + 1);
        Begin(_front, from);
        Begin(_rear, to);
        int aheadHops = 0, backHops = 0, frontFrom = 0, rearFrom = 0;
        while (frontFrom < _front.Count && rearFrom < _rear.Count && aheadHops + backHops < hopsMax)
        {
            bool forward = _front.Count - frontFrom <= _rear.Count - rearFrom;
            bool met = forward
                ? Step(_front, ref frontFrom, ahead, back, ++aheadHops, to, forward: true)
                : Step(_rear, ref rearFrom, back, ahead, ++backHops, from, forward: false);
            if (!met) continue;
            (List<int> list, int at) = forward ? (_front, frontFrom) : (_rear, rearFrom);
            List<int> meeting = list[at..].FindAll(n => ahead[n] == _base + 1 + aheadHops && back[n] == _base + 1 + backHops);
            MarkPaths(meeting, ahead, aheadHops, toStart: true);
            MarkPaths(meeting, back, backHops, toStart: false);
            return Trace(from, aheadHops, backHops);
        }
        return null;
    }

    private static void Begin(List<int> list, int node)
    {
        list.Clear();
        list.Add(node);
    }

    /// <summary>Walks one level on.</summary>
    private bool Step(List<int> list, ref int levelFrom, int[] mine, int[] other, int hops, int goal, bool forward)
    {
        (int from, int to, int mark, bool met) = (levelFrom, list.Count, _base + 1 + hops, false);
        for (int at = from; at < to; at++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int node = list[at];
            foreach (int vertex in graph.VerticesOf(in node))
            {
                ref readonly Adjacency edges = ref graph.EdgesOf(vertex);
                ReadOnlySpan<int> ends = edges.Neighbours;
                for (int i = 0; i < ends.Length; i++)
                {
                    int end = ends[i];
                    if (mine[end] > _base) continue;
                    int next = graph.NodeOf(end);
                    if (mine[next] > _base || !walk.Passes(new Edge(end, edges.Links[i]), next) || IsClosed(node, next, forward)) continue;
                    if (next != goal && walk.IsHub(next))
                    {
                        mine[next] = _base + Shut;
                        continue;
                    }
                    mine[next] = mark;
                    list.Add(next);
                    met |= other[next] > _base && other[next] < _base + OnPath;
                }
            }
        }
        levelFrom = to;
        return met;
    }

    /// <summary>Marks the nodes of one side through which shortest paths lead, from where the sides met to the side's end.</summary>
    private void MarkPaths(List<int> meeting, int[] marks, int hops, bool toStart)
    {
        foreach (int node in meeting) marks[node] += OnPath;
        List<int> layer = meeting;
        for (int mark = _base + hops; mark > _base; mark--)
        {
            var next = new List<int>();
            foreach (int node in layer)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (int vertex in graph.VerticesOf(in node))
                {
                    foreach (Edge edge in graph.EdgesOf(vertex))
                    {
                        int far = graph.NodeOf(edge.Neighbour);
                        if (marks[far] != mark || !walk.Passes(edge, far) || IsClosed(node, far, !toStart)) continue;
                        marks[far] += OnPath;
                        next.Add(far);
                    }
                }
            }
            layer = next;
        }
    }

    /// <summary>Walks from the start along the marked nodes, always to the smallest key.</summary>
    private int[] Trace(int from, int aheadHops, int backHops)
    {
        int[] path = new int[aheadHops + backHops + 1];
        path[0] = from;
        for (int at = 1; at < path.Length; at++)
        {
            (int[] marks, int mark) = at <= aheadHops ? (scratch.Marks, at) : (scratch.OtherMarks, path.Length - 1 - at);
            mark += _base + 1 + OnPath;
            int best = -1, node = path[at - 1];
            foreach (int vertex in graph.VerticesOf(in node))
            {
                foreach (Edge edge in graph.EdgesOf(vertex))
                {
                    int next = graph.NodeOf(edge.Neighbour);
                    if (marks[next] != mark || !walk.Passes(edge, next) || IsClosed(node, next, forward: true)) continue;
                    if (best < 0 || graph.CompareKeys(next, best) < 0) best = next;
                }
            }
            path[at] = best;
        }
        return path;
    }

    private bool IsClosed(int node, int next, bool forward) => _closed.Count > 0 && _closed.Contains(forward ? (node, next) : (next, node));
}
