using System.Globalization;
using System.Runtime.InteropServices;
using Resolve.Identifiers;

namespace Resolve.Graph.Questions;

/// <summary>Answers questions on a snapshot. Pure: the same snapshot and question give the same answer, whatever order the facts came in.</summary>
public static class GraphQuestions
{
    /// <summary>Describes an entity.</summary>
    /// <param name="graph">The snapshot.</param>
    /// <param name="key">Its key.</param>
    /// <returns>The entity under its current key; null when no live report mentions it.</returns>
    public static EntityDetail? Describe(GraphSnapshot graph, EntityKey key)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return graph.TryFind(key, out int node) ? EntityReader.Describe(graph, node, GraphFilter.HubDegreeDefault) : null;
    }

    /// <summary>Lists the links of an entity with their evidence.</summary>
    /// <param name="graph">The snapshot.</param>
    /// <param name="key">Its key.</param>
    /// <param name="filter">Which links.</param>
    /// <param name="limit">The most links, from 1.</param>
    /// <param name="cursor">Where an earlier page ended.</param>
    /// <returns>The page; null when no live report mentions the entity.</returns>
    /// <exception cref="FormatException">The cursor is no place in this list.</exception>
    public static Page<LinkView>? Links(GraphSnapshot graph, EntityKey key, GraphFilter filter, int limit, string? cursor)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (!graph.TryFind(key, out int node)) return null;
        int skip = Cursors.Read(cursor);
        var walk = new Walk(graph, filter);
        LinkEnd[] ends = walk.EndsOf(node);
        List<Range> page = [];
        int total = ends.Length;
        if (graph.IsAlone(node) && Array.TrueForAll(ends, e => graph.IsAlone(e.Neighbour)))
        {
            // No two links are shown as one, so that a page needs only the first in order.
            int end = (int)Math.Min((long)skip + limit, ends.Length);
            Selection.First(ends.AsSpan(), end, new LinkEndOrder(graph));
            for (int at = skip; at < end; at++) page.Add(at..(at + 1));
        }
        else
        {
            ends.AsSpan().Sort(new LinkEndOrder(graph));
            total = 0;
            for (int at = 0, next; at < ends.Length; at = next, total++)
            {
                for (next = at + 1; next < ends.Length && ends[at].IsOneWith(ends[next]);) next++;
                if (total >= skip && page.Count < limit) page.Add(at..next);
            }
        }
        LinkView Show(Range group) => EntityReader.Merge([.. ends[group].Select(e => EntityReader.LinkOf(graph, e.Link, withEvidence: true))]);
        int shown = skip + page.Count;
        return new Page<LinkView>(graph.Position, [.. page.Select(Show)], total, shown < total ? Cursors.Write(shown) : null);
    }

    /// <summary>Walks some hops out, breadth first.</summary>
    /// <param name="graph">The snapshot.</param>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="FormatException">The cursor is no place in this answer.</exception>
    public static ExpandAnswer Expand(GraphSnapshot graph, ExpandQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(question);
        int skip = Cursors.Read(question.Cursor);
        var walk = new Walk(graph, question.Filter);
        using var scratch = GraphScratch.Rent(graph.VertexCount);
        Reach reach = Reach.Of(walk, scratch, question, cancellationToken);
        int total = scratch.Count;
        (List<ReachedEntity> page, List<int> nodes) = TakePage(walk, question, reach, scratch, skip);
        IReadOnlyList<LinkView> links = question.WithLinks
            ? new LinksAmong(walk, scratch).Find(nodes, [.. page.Select(static p => p.Entity.Key)], cancellationToken) : [];
        int end = skip + page.Count;
        return new ExpandAnswer(graph.Position, page, links, reach.NotFound, total, end < total ? Cursors.Write(end) : null) { Cuts = reach.Cuts };
    }

    /// <summary>Counts who is within some hops.</summary>
    /// <param name="graph">The snapshot.</param>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <returns>The answer.</returns>
    public static CountAnswer Count(GraphSnapshot graph, CountQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(question);
        var walk = new Walk(graph, question.Filter);
        using var scratch = GraphScratch.Rent(graph.VertexCount);
        var asked = new ExpandQuestion { From = question.From, Hops = question.Hops, Filter = question.Filter };
        Reach reach = Reach.Of(walk, scratch, asked, cancellationToken);
        var hops = new List<HopCount>();
        for (int hop = 0; hop < reach.HopCount; hop++)
            if (reach.Level(scratch, hop) is { IsEmpty: false } level)
                hops.Add(HopCount.Of(hop, level.ToArray().Select(n => (graph.KindOf(n), walk.IsHub(n)))));
        return new CountAnswer(graph.Position, hops, reach.NotFound);
    }

    /// <summary>Finds what entities have in common.</summary>
    /// <param name="graph">The snapshot.</param>
    /// <param name="keys">The entities.</param>
    /// <param name="filter">Which links count.</param>
    /// <returns>The answer.</returns>
    public static CommonAnswer Common(GraphSnapshot graph, IReadOnlyList<EntityKey> keys, GraphFilter filter)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(keys);
        var walk = new Walk(graph, filter);
        var notFound = new SortedSet<EntityKey>();
        var asked = new List<int>();
        foreach (EntityKey key in keys)
        {
            if (!graph.TryFind(key, out int node)) notFound.Add(key);
            else if (!asked.Contains(node)) asked.Add(node);
        }
        if (asked.Count == 0 || notFound.Count > 0) return new CommonAnswer(graph.Position, [], [.. notFound]);
        asked.Sort((a, b) => graph.Degree(a).CompareTo(graph.Degree(b)));
        List<int> common = CommonNodes(graph, walk, asked);
        common.RemoveAll(asked.Contains);
        CodedNode[] sorted = NodeOrder.Select(graph, CollectionsMarshal.AsSpan(common), 0, common.Count);
        return new CommonAnswer(graph.Position, Array.ConvertAll(sorted, n => EntityReader.Summarise(graph, n.Node, filter.HubDegreeMax)), []);
    }

    /// <summary>Intersects the neighbours of nodes, of which the first has the fewest; some of the nodes themselves may be among them.</summary>
    private static List<int> CommonNodes(GraphSnapshot graph, Walk walk, List<int> asked)
    {
        using var scratch = GraphScratch.Rent(graph.VertexCount);
        int MarkNeighbours(int node)
        {
            int mark = scratch.Begin(1) + 1;
            scratch.Clear();
            scratch.Marks[node] = mark;
            walk.Neighbours(node, scratch, mark);
            return mark;
        }
        MarkNeighbours(asked[0]);
        List<int> common = [.. scratch.Nodes];
        foreach (int node in asked.Skip(1))
        {
            if (common.Count == 0) break;
            // Beside a hub it is cheaper to look along the links of the few.
            if (common.Sum(n => (long)graph.Degree(n)) < graph.Degree(node))
            {
                common.RemoveAll(n => !walk.Joins(node, n));
                continue;
            }
            int mark = MarkNeighbours(node);
            common.RemoveAll(n => scratch.Marks[n] != mark);
        }
        return common;
    }

    private static (List<ReachedEntity> Page, List<int> Nodes) TakePage(
        Walk walk, ExpandQuestion question, Reach reach, GraphScratch scratch, int skip)
    {
        var page = new List<ReachedEntity>();
        var nodes = new List<int>();
        for (int hop = 0; hop < reach.HopCount && page.Count < question.Limit; hop++)
        {
            ReadOnlySpan<int> level = reach.Level(scratch, hop);
            if (skip >= level.Length)
            {
                skip -= level.Length;
                continue;
            }
            foreach ((UInt128 _, int node) in NodeOrder.Select(walk.Graph, level, skip, question.Limit - page.Count))
            {
                bool expanded = hop < question.Hops && (hop == 0 || !walk.IsHub(node));
                page.Add(new ReachedEntity(hop, EntityReader.Summarise(walk.Graph, node, question.Filter.HubDegreeMax), expanded)
                {
                    IsCut = expanded && reach.IsCut(walk, scratch, node),
                });
                nodes.Add(node);
            }
            skip = 0;
        }
        return (page, nodes);
    }
}

/// <summary>Places in a list, as opaque text.</summary>
internal static class Cursors
{
    /// <summary>Reads a place.</summary>
    /// <param name="cursor">The text; null for the beginning.</param>
    /// <returns>How many items come before.</returns>
    /// <exception cref="FormatException">It is no cursor.</exception>
    public static int Read(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor)) return 0;
        if (cursor[0] == 'o' && int.TryParse(cursor.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int offset)) return offset;
        throw new FormatException("The cursor is not one that an earlier answer gave.");
    }

    /// <summary>Writes a place.</summary>
    /// <param name="offset">How many items come before.</param>
    /// <returns>The text.</returns>
    public static string Write(int offset) => "o" + offset.ToString(CultureInfo.InvariantCulture);
}
