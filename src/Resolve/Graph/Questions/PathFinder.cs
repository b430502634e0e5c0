using Resolve.Identifiers;

namespace Resolve.Graph.Questions;

/// <summary>Finds the shortest and next shortest paths without loops.</summary>
/// <remarks>
/// Breadth-first search from both ends for one path; Yen's deviations (J. Y. Yen, "Finding the K shortest loopless paths in
/// a network", Management Science 17, 1971) for more. Among paths of one length the order of their keys decides, so the
/// answer does not depend on the order in which the graph came to be.
/// </remarks>
public static class PathFinder
{
    /// <summary>Answers a path question.</summary>
    /// <param name="graph">The snapshot.</param>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The answer.</returns>
    public static PathAnswer Find(GraphSnapshot graph, PathQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(question);
        var notFound = new SortedSet<EntityKey>();
        if (!graph.TryFind(question.From, out int from)) notFound.Add(question.From);
        if (!graph.TryFind(question.To, out int to)) notFound.Add(question.To);
        if (notFound.Count > 0) return new PathAnswer(graph.Position, [], [.. notFound]);
        if (question.Order == PathOrder.Weight)
        {
            // All is there: no search waits.
            List<EntityKey[]> best = StrongestPaths.FindAsync(
                question,
                q => Task.FromResult(Find(graph, q, from, to, cancellationToken).ConvertAll(p => Array.ConvertAll(p, graph.KeyOf)))).GetAwaiter().GetResult();
            int NodeOf(EntityKey key) => graph.TryFind(key, out int node) ? node : throw new InvalidOperationException("A node of a path is not there.");
            return Show(graph, question, best.ConvertAll(p => Array.ConvertAll(p, NodeOf)));
        }
        return Show(graph, question, Find(graph, question, from, to, cancellationToken));
    }

    private static List<int[]> Find(GraphSnapshot graph, PathQuestion question, int from, int to, CancellationToken cancellationToken)
    {
        var walk = new Walk(graph, question.Filter);
        using var scratch = GraphScratch.Rent(graph.VertexCount);
        // A filter that a link may pass towards one end only needs the search that looks at both directions.
        NodePaths? direct = walk.IsSymmetric ? new NodePaths(graph, walk, scratch, cancellationToken) : null;
        return Shortest(graph, walk, from, to, question, direct, cancellationToken);
    }

    /// <summary>Finds the shortest paths between two nodes, wherever the graph lies.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="from">The one end.</param>
    /// <param name="to">The other.</param>
    /// <param name="question">How many paths, how long they may be.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The paths, node by node: the shortest first, then by keys.</returns>
    internal static Task<List<int[]>> ShortestAsync(IPathGraph graph, int from, int to, PathQuestion question, CancellationToken cancellationToken) =>
        new Search(graph, question, null, cancellationToken).ShortestAsync(from, to);

    /// <summary>Finds the shortest paths between two nodes of a snapshot.</summary>
    /// <param name="graph">The snapshot.</param>
    /// <param name="walk">How to step.</param>
    /// <param name="from">The one end.</param>
    /// <param name="to">The other.</param>
    /// <param name="question">How many paths, how long they may be.</param>
    /// <param name="direct">Finds one path; null for the search that any filter and any graph allows.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The paths, node by node: the shortest first, then by keys.</returns>
    internal static List<int[]> Shortest(
        GraphSnapshot graph, Walk walk, int from, int to, PathQuestion question, NodePaths? direct, CancellationToken cancellationToken) =>
        // All is there: no step waits.
        new Search(new SnapshotPaths(graph, walk), question, direct, cancellationToken).ShortestAsync(from, to).GetAwaiter().GetResult();

    private static PathAnswer Show(GraphSnapshot graph, PathQuestion question, List<int[]> paths)
    {
        var walk = new Walk(graph, question.Filter);
        return new PathAnswer(graph.Position, [.. paths.Select(p => Show(graph, walk, question, p))], []);
    }

    private static GraphPath Show(GraphSnapshot graph, Walk walk, PathQuestion question, int[] path)
    {
        EntitySummary[] nodes = [.. path.Select(n => EntityReader.Summarise(graph, n, question.Filter.HubDegreeMax))];
        var links = new List<IReadOnlyList<LinkView>>();
        for (int i = 0; i + 1 < path.Length; i++)
        {
            // A filter that a link may pass one way only is asked the way that the path goes.
            (int near, int far) = !walk.IsSymmetric || graph.Degree(path[i]) <= graph.Degree(path[i + 1]) ? (path[i], path[i + 1]) : (path[i + 1], path[i]);
            links.Add(walk.Views(walk.LinksBetween(near, far), withEvidence: true));
        }
        return new GraphPath(nodes, links);
    }

    /// <summary>A snapshot, in which everything is there.</summary>
    private sealed class SnapshotPaths(GraphSnapshot graph, Walk walk) : IPathGraph
    {
        private readonly Dictionary<int, int[]> _neighbours = [];

        public Task LoadAsync(IReadOnlyCollection<int> nodes, PathRows rows, CancellationToken cancellationToken) => Task.CompletedTask;

        public EntityKey KeyOf(int node) => graph.KeyOf(node);

        public bool IsHub(int node) => walk.IsHub(node);

        public int[] NeighboursOf(int node)
        {
            if (_neighbours.TryGetValue(node, out int[]? known)) return known;
            var set = new HashSet<int>();
            walk.Neighbours(node, set);
            int[] neighbours = [.. set];
            _neighbours.Add(node, neighbours);
            return neighbours;
        }
    }

    private sealed class Search(IPathGraph graph, PathQuestion question, NodePaths? direct, CancellationToken cancellationToken)
    {
        public async Task<List<int[]>> ShortestAsync(int from, int to)
        {
            var found = new List<int[]>();
            if (from == to) return [[from]];
            if (await BetweenAsync(from, to, question.HopsMax, [], []).ConfigureAwait(false) is not { } first) return found;
            found.Add(first);
            var candidates = new SortedSet<int[]>(Comparer<int[]>.Create(Compare));
            while (found.Count < question.Count)
            {
                await DeviateAsync(found, to, candidates).ConfigureAwait(false);
                if (candidates.Min is not { } next) break;
                candidates.Remove(next);
                found.Add(next);
            }
            return found;
        }

        private async Task DeviateAsync(List<int[]> found, int to, SortedSet<int[]> candidates)
        {
            int[] last = found[^1];
            for (int i = 0; i + 1 < last.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var closed = new HashSet<(int, int)>();
                foreach (int[] path in found)
                    if (path.Length > i + 1 && path.AsSpan(0, i + 1).SequenceEqual(last.AsSpan(0, i + 1))) closed.Add((path[i], path[i + 1]));
                HashSet<int> avoided = [.. last.Take(i)];
                if (await BetweenAsync(last[i], to, question.HopsMax - i, avoided, closed)
                    .ConfigureAwait(false) is { } spur) candidates.Add([.. last.Take(i), .. spur]);
            }
        }

        /// <summary>The shortest path by length, then by keys; null when there is none within the bound.</summary>
        private Task<int[]?> BetweenAsync(int from, int to, int hopsMax, HashSet<int> avoided, HashSet<(int, int)> closed) =>
            direct is null ? SearchAsync(from, to, hopsMax, avoided, closed) : Task.FromResult(direct.Between(from, to, hopsMax, avoided, closed));

        private async Task<int[]?> SearchAsync(int from, int to, int hopsMax, HashSet<int> avoided, HashSet<(int, int)> closed)
        {
            var ahead = new Dictionary<int, int> { [from] = 0 };
            var back = new Dictionary<int, int> { [to] = 0 };
            List<int> front = [from], rear = [to];
            int aheadHops = 0, backHops = 0;
            while (front.Count > 0 && rear.Count > 0 && aheadHops + backHops < hopsMax)
            {
                bool met, isLast = aheadHops + backHops + 1 == hopsMax;
                if (front.Count <= rear.Count) (front, met) = await StepAsync(front, ahead, back, ++aheadHops, to, avoided, closed, forward: true, isLast)
                    .ConfigureAwait(false);
                else (rear, met) = await StepAsync(rear, back, ahead, ++backHops, from, avoided, closed, forward: false, isLast).ConfigureAwait(false);
                if (met) return await TraceAsync(from, to, ahead, back, aheadHops + backHops, avoided, closed).ConfigureAwait(false);
            }
            return null;
        }

        private async Task<(List<int> Level, bool Met)> StepAsync(
            List<int> level, Dictionary<int, int> mine, Dictionary<int, int> other, int hops, int goal, HashSet<int> avoided,
                HashSet<(int, int)> closed, bool forward, bool isLast)
        {
            await graph.LoadAsync(level, PathRows.All, cancellationToken).ConfigureAwait(false);
            var reached = new HashSet<int>();
            foreach (int node in level)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (int neighbour in graph.NeighboursOf(node))
                    if (!avoided.Contains(neighbour) && !closed.Contains(forward ? (node, neighbour) : (neighbour, node))
                        && !mine.ContainsKey(neighbour)) reached.Add(neighbour);
            }
            await graph.LoadAsync(reached, isLast ? PathRows.Heads : PathRows.ToWalkThrough, cancellationToken).ConfigureAwait(false);
            var next = new List<int>();
            bool met = false;
            foreach (int neighbour in reached)
            {
                if (neighbour != goal && graph.IsHub(neighbour)) continue;
                mine.Add(neighbour, hops);
                next.Add(neighbour);
                met |= other.ContainsKey(neighbour);
            }
            return (next, met);
        }

        /// <summary>Walks from the start along nodes that lie on a shortest path, always to the smallest key.</summary>
        private async Task<int[]?> TraceAsync(
            int from, int to, Dictionary<int, int> ahead, Dictionary<int, int> back, int length, HashSet<int> avoided, HashSet<(int, int)> closed)
        {
            // Which nodes at each distance lie on some shortest path: from the meeting level outwards on both sides.
            int aheadHops = ahead.Values.Max(), backHops = length - aheadHops;
            var layers = new HashSet<int>[length + 1];
            layers[aheadHops] = [.. ahead.Where(a => a.Value == aheadHops && back.TryGetValue(a.Key, out int b) && b == backHops).Select(a => a.Key)];
            // nobody has walked on from there; all others were walked from
            await graph.LoadAsync(layers[aheadHops], PathRows.All, cancellationToken).ConfigureAwait(false);
            for (int at = aheadHops; at > 0; at--)
                layers[at - 1] = Along(layers[at], node => ahead.TryGetValue(node, out int d) && d == at - 1, from, avoided, closed, toStart: true);
            for (int at = aheadHops; at < length; at++)
                layers[at + 1] = Along(layers[at], node => back.TryGetValue(node, out int d) && d == length - at - 1, to, avoided, closed, toStart: false);
            var path = new int[length + 1];
            path[0] = from;
            for (int at = 1; at <= length; at++)
            {
                int[] steps = [.. graph.NeighboursOf(path[at - 1]).Where(n => layers[at].Contains(n) && !closed.Contains((path[at - 1], n)))
                    .OrderBy(graph.KeyOf)];
                int step = Array.FindIndex(steps, n => Reaches(n, at, layers, closed));
                if (step < 0) return null;
                path[at] = steps[step];
            }
            return path[^1] == to ? path : null;
        }

        private bool Reaches(int node, int at, HashSet<int>[] layers, HashSet<(int, int)> closed)
        {
            HashSet<int> level = [node];
            for (; at + 1 < layers.Length; at++)
            {
                var next = new HashSet<int>();
                foreach (int near in level)
                    foreach (int far in graph.NeighboursOf(near))
                        if (layers[at + 1].Contains(far) && !closed.Contains((near, far))) next.Add(far);
                if (next.Count == 0) return false;
                level = next;
            }
            return true;
        }

        private HashSet<int> Along(HashSet<int> layer, Func<int, bool> isNext, int end, HashSet<int> avoided, HashSet<(int, int)> closed, bool toStart)
        {
            var next = new HashSet<int>();
            foreach (int node in layer)
            {
                foreach (int neighbour in graph.NeighboursOf(node))
                {
                    if (!isNext(neighbour) || avoided.Contains(neighbour) || closed.Contains(toStart ? (neighbour, node) : (node, neighbour))) continue;
                    if (neighbour == end || !graph.IsHub(neighbour)) next.Add(neighbour);
                }
            }
            return next;
        }

        private int Compare(int[]? a, int[]? b)
        {
            if (ReferenceEquals(a, b)) return 0;
            int order = a!.Length.CompareTo(b!.Length);
            for (int i = 0; order == 0 && i < a.Length; i++)
                if (a[i] != b[i]) order = graph.KeyOf(a[i]).CompareTo(graph.KeyOf(b[i]));
            return order;
        }
    }
}

/// <summary>What a search for paths must know of nodes before it looks at them.</summary>
internal enum PathRows
{
    /// <summary>Their keys, and whether they are hubs.</summary>
    Heads,

    /// <summary>That, and the neighbours of those that are no hubs.</summary>
    ToWalkThrough,

    /// <summary>That, and the neighbours of all.</summary>
    All,
}

/// <summary>A graph as a search for paths sees it under a filter; it need not lie in this process.</summary>
internal interface IPathGraph
{
    /// <summary>Makes sure that what is said of nodes is there.</summary>
    Task LoadAsync(IReadOnlyCollection<int> nodes, PathRows rows, CancellationToken cancellationToken);

    /// <summary>Gets the key of a node that was loaded.</summary>
    EntityKey KeyOf(int node);

    /// <summary>Gets whether no path goes through a node that was loaded.</summary>
    bool IsHub(int node);

    /// <summary>Gets the distinct neighbours that a node's links lead to, in no order; the node was loaded with its neighbours.</summary>
    int[] NeighboursOf(int node);
}
