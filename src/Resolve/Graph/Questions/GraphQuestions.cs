using System.Globalization;
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
        // Ends and kinds are sorted before evidence is read, so that a page of a hub costs a page.
        var ends = walk.LinksOf(node)
            .GroupBy(l => (l.Neighbour, From: graph.NodeOf(graph.LinkAt(l.Link).From), graph.LinkAt(l.Link).Kind))
            .Select(g => (g.Key, Neighbour: graph.KeyOf(g.Key.Neighbour), Links: g.Select(l => l.Link).ToArray()))
            .ToList();
        ends.Sort((a, b) =>
        {
            int order = a.Neighbour.CompareTo(b.Neighbour);
            if (order == 0) order = (a.Key.From == node).CompareTo(b.Key.From == node);
            return order != 0 ? order : a.Key.Kind.CompareTo(b.Key.Kind);
        });
        LinkView[] page =
        [
            .. ends.Skip(skip).Take(limit).Select(e => EntityReader.Merge([.. e.Links.Select(l => EntityReader.LinkOf(graph, l, withEvidence: true))])),
        ];
        int next = skip + page.Length;
        return new Page<LinkView>(graph.Position, page, ends.Count, next < ends.Count ? Cursors.Write(next) : null);
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
        var notFound = new SortedSet<EntityKey>();
        var levels = new List<List<int>> { new() };
        var seen = new HashSet<int>();
        foreach (EntityKey key in question.From)
        {
            if (!graph.TryFind(key, out int node)) notFound.Add(key);
            else if (seen.Add(node)) levels[0].Add(node);
        }
        var expanded = new HashSet<int>();
        for (int hop = 1; hop <= question.Hops && levels[^1].Count > 0; hop++)
        {
            var next = new HashSet<int>();
            foreach (int node in levels[^1])
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (hop > 1 && walk.IsHub(node)) continue;
                expanded.Add(node);
                walk.Neighbours(node, next);
            }
            next.ExceptWith(seen);
            seen.UnionWith(next);
            levels.Add([.. next]);
        }
        (List<ReachedEntity> page, HashSet<int> nodes) = TakePage(graph, question, levels, expanded, skip);
        List<LinkView> links = question.WithLinks ? walk.LinksAmong(nodes, withEvidence: false, cancellationToken) : [];
        int end = skip + page.Count;
        return new ExpandAnswer(graph.Position, page, links, [.. notFound], seen.Count, end < seen.Count ? Cursors.Write(end) : null);
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
        var asked = new HashSet<int>();
        foreach (EntityKey key in keys)
        {
            if (graph.TryFind(key, out int node)) asked.Add(node);
            else notFound.Add(key);
        }
        HashSet<int>? common = null;
        foreach (int node in asked.OrderBy(graph.Degree).ThenBy(graph.KeyOf))
        {
            var neighbours = new HashSet<int>();
            walk.Neighbours(node, neighbours);
            if (common is null) common = neighbours;
            else common.IntersectWith(neighbours);
        }
        if (common is null || notFound.Count > 0) common = [];
        common.ExceptWith(asked);
        EntitySummary[] nodes = [.. common.Select(n => EntityReader.Summarise(graph, n, filter.HubDegreeMax)).OrderBy(s => s.Key)];
        return new CommonAnswer(graph.Position, nodes, [.. notFound]);
    }

    private static (List<ReachedEntity> Page, HashSet<int> Nodes) TakePage(
        GraphSnapshot graph, ExpandQuestion question, List<List<int>> levels, HashSet<int> expanded, int skip)
    {
        var page = new List<ReachedEntity>();
        var nodes = new HashSet<int>();
        for (int hop = 0; hop < levels.Count && page.Count < question.Limit; hop++)
        {
            if (skip >= levels[hop].Count)
            {
                skip -= levels[hop].Count;
                continue;
            }
            foreach ((EntityKey _, int node) in levels[hop].Select(n => (Key: graph.KeyOf(n), n)).OrderBy(n => n.Key).Skip(skip)
                .Take(question.Limit - page.Count))
            {
                page.Add(new ReachedEntity(hop, EntityReader.Summarise(graph, node, question.Filter.HubDegreeMax), expanded.Contains(node)));
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
