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
        var search = new Search(graph, question, cancellationToken);
        GraphPath[] paths = [.. search.Shortest(from, to).Select(search.Show)];
        return new PathAnswer(graph.Position, paths, []);
    }

    private sealed class Search(GraphSnapshot graph, PathQuestion question, CancellationToken cancellationToken)
    {
        private readonly Walk _walk = new(graph, question.Filter);
        private readonly Dictionary<int, (EntityKey Key, int Node)[]> _neighbours = [];

        public List<int[]> Shortest(int from, int to)
        {
            var found = new List<int[]>();
            if (from == to) return [[from]];
            if (Between(from, to, question.HopsMax, [], []) is not { } first) return found;
            found.Add(first);
            var candidates = new SortedSet<int[]>(Comparer<int[]>.Create(Compare));
            while (found.Count < question.Count)
            {
                Deviate(found, to, candidates);
                if (candidates.Min is not { } next) break;
                candidates.Remove(next);
                found.Add(next);
            }
            return found;
        }

        public GraphPath Show(int[] path)
        {
            EntitySummary[] nodes = [.. path.Select(n => EntityReader.Summarise(graph, n, question.Filter.HubDegreeMax))];
            var links = new List<IReadOnlyList<LinkView>>();
            for (int i = 0; i + 1 < path.Length; i++)
            {
                (int near, int far) = graph.Degree(path[i]) <= graph.Degree(path[i + 1]) ? (path[i], path[i + 1]) : (path[i + 1], path[i]);
                links.Add(_walk.Views(_walk.LinksOf(near).Where(l => l.Neighbour == far).Select(l => l.Link).Distinct(), withEvidence: true));
            }
            return new GraphPath(nodes, links);
        }

        private void Deviate(List<int[]> found, int to, SortedSet<int[]> candidates)
        {
            int[] last = found[^1];
            for (int i = 0; i + 1 < last.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ReadOnlySpan<int> root = last.AsSpan(0, i + 1);
                var closed = new HashSet<(int, int)>();
                foreach (int[] path in found)
                    if (path.Length > i + 1 && path.AsSpan(0, i + 1).SequenceEqual(root)) closed.Add((path[i], path[i + 1]));
                HashSet<int> avoided = [.. last.Take(i)];
                if (Between(last[i], to, question.HopsMax - i, avoided, closed) is { } spur) candidates.Add([.. last.Take(i), .. spur]);
            }
        }

        /// <summary>The shortest path by length, then by keys; null when there is none within the bound.</summary>
        private int[]? Between(int from, int to, int hopsMax, HashSet<int> avoided, HashSet<(int, int)> closed)
        {
            var ahead = new Dictionary<int, int> { [from] = 0 };
            var back = new Dictionary<int, int> { [to] = 0 };
            List<int> front = [from], rear = [to];
            int aheadHops = 0, backHops = 0;
            while (front.Count > 0 && rear.Count > 0 && aheadHops + backHops < hopsMax)
            {
                bool met;
                if (front.Count <= rear.Count) (front, met) = Step(front, ahead, back, ++aheadHops, to, avoided, closed, forward: true);
                else (rear, met) = Step(rear, back, ahead, ++backHops, from, avoided, closed, forward: false);
                if (met) return Trace(from, to, ahead, back, aheadHops + backHops, avoided, closed);
            }
            return null;
        }

        private (List<int> Level, bool Met) Step(
            List<int> level, Dictionary<int, int> mine, Dictionary<int, int> other, int hops, int goal, HashSet<int> avoided, HashSet<(int, int)> closed, bool forward)
        {
            var next = new List<int>();
            bool met = false;
            foreach (int node in level)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach ((EntityKey _, int neighbour) in NeighboursOf(node))
                {
                    if (neighbour != goal && _walk.IsHub(neighbour)) continue;
                    if (avoided.Contains(neighbour) || closed.Contains(forward ? (node, neighbour) : (neighbour, node)) || !mine.TryAdd(neighbour, hops)) continue;
                    next.Add(neighbour);
                    met |= other.ContainsKey(neighbour);
                }
            }
            return (next, met);
        }

        /// <summary>Walks from the start along nodes that lie on a shortest path, always to the smallest key.</summary>
        private int[]? Trace(int from, int to, Dictionary<int, int> ahead, Dictionary<int, int> back, int length, HashSet<int> avoided, HashSet<(int, int)> closed)
        {
            // Which nodes at each distance lie on some shortest path: from the meeting level outwards on both sides.
            int aheadHops = ahead.Values.Max(), backHops = length - aheadHops;
            var layers = new HashSet<int>[length + 1];
            layers[aheadHops] = [.. ahead.Where(a => a.Value == aheadHops && back.TryGetValue(a.Key, out int b) && b == backHops).Select(a => a.Key)];
            for (int at = aheadHops; at > 0; at--)
                layers[at - 1] = Along(layers[at], node => ahead.TryGetValue(node, out int d) && d == at - 1, from, avoided, closed, toStart: true);
            for (int at = aheadHops; at < length; at++)
                layers[at + 1] = Along(layers[at], node => back.TryGetValue(node, out int d) && d == length - at - 1, to, avoided, closed, toStart: false);
            var path = new int[length + 1];
            path[0] = from;
            for (int at = 1; at <= length; at++)
            {
                int step = -1;
                foreach ((EntityKey _, int neighbour) in NeighboursOf(path[at - 1]))
                {
                    if (!layers[at].Contains(neighbour) || closed.Contains((path[at - 1], neighbour)) || !Reaches(neighbour, at, layers, closed)) continue;
                    step = neighbour;
                    break;
                }
                if (step < 0) return null;
                path[at] = step;
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
                    foreach ((EntityKey _, int far) in NeighboursOf(near))
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
                foreach ((EntityKey _, int neighbour) in NeighboursOf(node))
                {
                    if (!isNext(neighbour) || avoided.Contains(neighbour) || closed.Contains(toStart ? (neighbour, node) : (node, neighbour))) continue;
                    if (neighbour == end || !_walk.IsHub(neighbour)) next.Add(neighbour);
                }
            }
            return next;
        }

        private (EntityKey Key, int Node)[] NeighboursOf(int node)
        {
            if (_neighbours.TryGetValue(node, out (EntityKey, int)[]? known)) return known;
            var set = new HashSet<int>();
            _walk.Neighbours(node, set);
            (EntityKey Key, int Node)[] sorted = [.. set.Select(n => (graph.KeyOf(n), n)).OrderBy(n => n.Item1)];
            _neighbours.Add(node, sorted);
            return sorted;
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
