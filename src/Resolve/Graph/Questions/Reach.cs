using Resolve.Identifiers;

namespace Resolve.Graph.Questions;

/// <summary>What a walk of some hops reached: the nodes stand in the list of its scratch, hop after hop.</summary>
internal sealed class Reach
{
    private readonly List<int> _levels = [0]; // where each begins in the list
    private readonly List<HopCut> _cuts = [];
    private int _seen;

    /// <summary>Gets the starts that are not there.</summary>
    public EntityKey[] NotFound { get; private init; } = [];

    /// <summary>Gets the hops of which nodes were left out.</summary>
    public IReadOnlyList<HopCut> Cuts => _cuts;

    /// <summary>Gets how many hops there are, the starts and a last one that may be empty among them.</summary>
    public int HopCount => _levels.Count;

    /// <summary>Walks.</summary>
    public static Reach Of(Walk walk, GraphScratch scratch, ExpandQuestion question, CancellationToken cancellationToken)
    {
        var notFound = new SortedSet<EntityKey>();
        int seen = scratch.Begin(1) + 1;
        scratch.Reserve(question.From.Count);
        foreach (EntityKey key in question.From)
        {
            if (!walk.Graph.TryFind(key, out int node))
            {
                notFound.Add(key);
            }
            else if (scratch.Marks[node] != seen)
            {
                scratch.Marks[node] = seen;
                scratch.Add(node);
            }
        }
        var reach = new Reach { NotFound = [.. notFound], _seen = seen };
        List<int> levels = reach._levels;
        for (int hop = 1; hop <= question.Hops && levels[^1] < scratch.Count; hop++)
        {
            int from = levels[^1], to = scratch.Count;
            levels.Add(to);
            for (int at = from; at < to; at++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int node = scratch.Nodes[at];
                if (hop == 1 || !walk.IsHub(node)) walk.Neighbours(node, scratch, seen);
            }
            if (scratch.Count - to > question.HopLimit) reach.Cut(walk.Graph, scratch, hop, question.HopLimit.Value);
        }
        return reach;
    }

    /// <summary>Gets the nodes of a hop.</summary>
    public ReadOnlySpan<int> Level(GraphScratch scratch, int hop) =>
        scratch.Nodes[_levels[hop]..(hop + 1 < _levels.Count ? _levels[hop + 1] : scratch.Count)];

    /// <summary>Determines whether neighbours of a node that the walk went through were left out.</summary>
    public bool IsCut(Walk walk, GraphScratch scratch, int node) => _cuts.Count > 0 && walk.LinksOf(node).Any(l => scratch.OtherMarks[l.Neighbour] == _seen);

    /// <summary>Keeps the first nodes of the last hop; the others are seen, so that no later hop brings them in.</summary>
    private void Cut(GraphSnapshot graph, GraphScratch scratch, int hop, int limit)
    {
        scratch.NeedOtherMarks();
        ReadOnlySpan<int> level = scratch.Nodes[_levels[^1]..];
        _cuts.Add(new HopCut(hop, level.Length, limit));
        CodedNode[] kept = NodeOrder.Select(graph, level, 0, limit);
        foreach (int node in level) scratch.OtherMarks[node] = _seen;
        foreach (CodedNode node in kept) scratch.OtherMarks[node.Node] = 0;
        scratch.Replace(_levels[^1], kept);
    }
}
