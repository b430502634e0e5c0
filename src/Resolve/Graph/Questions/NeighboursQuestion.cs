using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Graph.Questions;

/// <summary>What is an entity linked to, most strongly first? Null when no live report mentions it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Filter">Which links count.</param>
/// <param name="Limit">The most neighbours, from 1.</param>
/// <param name="Cursor">Where an earlier page ended; null for the beginning. One of another question throws <see cref="FormatException"/>.</param>
public sealed record NeighboursQuestion(EntityKey Key, GraphFilter Filter, int Limit, string? Cursor) : IQuestion<Page<Neighbour>?>;

/// <summary>An entity that another is linked to.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="WeightMillibits">The weights of the links that pass, added, in thousandths of a bit.</param>
/// <param name="EvidenceCount">How many reports' words these links rest on.</param>
/// <param name="Kinds">Their kinds.</param>
/// <param name="CarriesRings">Whether one of them connects suspects.</param>
/// <param name="FirstSeen">The earliest time of their evidence; null when none states one.</param>
/// <param name="LastSeen">The latest.</param>
public sealed record Neighbour(
    EntitySummary Entity,
    int WeightMillibits,
    int EvidenceCount,
    IReadOnlyList<LinkKind> Kinds,
    bool CarriesRings,
    DateTimeOffset? FirstSeen,
    DateTimeOffset? LastSeen);

/// <summary>Ranks the neighbours of a node: by weight, then by evidence, then by key.</summary>
internal static class Neighbours
{
    /// <summary>Answers a question.</summary>
    /// <exception cref="FormatException">The cursor is no place in this list.</exception>
    public static Page<Neighbour>? Of(GraphSnapshot graph, NeighboursQuestion question)
    {
        int skip = Cursors.Read(question.Cursor);
        if (!graph.TryFind(question.Key, out int node)) return null;
        NeighbourRow[] rows = Rank(new Walk(graph, question.Filter), node, skip, question.Limit, out int total);
        return Page(graph.Position, question, rows, [.. rows.Select(r => EntityReader.Summarise(graph, r.Node, question.Filter.HubDegreeMax))], total);
    }

    /// <summary>Makes the page that a question asks for.</summary>
    public static Page<Neighbour> Page(long position, NeighboursQuestion question, NeighbourRow[] rows, EntitySummary[] entities, int total)
    {
        int end = Cursors.Read(question.Cursor) + rows.Length;
        return new Page<Neighbour>(position, [.. rows.Select((r, i) => r.Show(entities[i]))], total, end < total ? Cursors.Write(end) : null);
    }

    /// <summary>Ranks the neighbours over links that pass.</summary>
    public static NeighbourRow[] Rank(Walk walk, int node, int skip, int take, out int total)
    {
        LinkEnd[] ends = walk.EndsOf(node);
        Array.Sort(ends, static (a, b) => a.Neighbour != b.Neighbour ? a.Neighbour.CompareTo(b.Neighbour)
            : a.Starts != b.Starts ? a.Starts.CompareTo(b.Starts) : a.Kind.CompareTo(b.Kind));
        var rows = new List<NeighbourRow>();
        for (int at = 0; at < ends.Length;)
        {
            var row = new NeighbourRow(ends[at].Neighbour);
            while (at < ends.Length && ends[at].Neighbour == row.Node)
            {
                // The links of a person's records are shown as one, and weigh as one.
                int count = 0, first = at;
                for (; at < ends.Length && ends[first].IsOneWith(ends[at]); at++)
                {
                    ref readonly LinkSlot link = ref walk.Graph.LinkAt(ends[at].Link);
                    count += link.Count;
                    row = row.With(in link);
                }
                row = row with { WeightMillibits = row.WeightMillibits + LinkWeights.Millibits(ends[first].Kind, count) };
            }
            rows.Add(row);
        }
        total = rows.Count;
        Span<NeighbourRow> best = Selection.First(
            System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows), (int)Math.Min((long)skip + take, total), new Order(walk.Graph));
        return best[Math.Min(skip, best.Length)..].ToArray();
    }

    private readonly struct Order(GraphSnapshot graph) : IComparer<NeighbourRow>
    {
        public int Compare(NeighbourRow x, NeighbourRow y)
        {
            int order = y.WeightMillibits.CompareTo(x.WeightMillibits);
            if (order == 0) order = y.EvidenceCount.CompareTo(x.EvidenceCount);
            return order != 0 ? order : graph.CompareKeys(x.Node, y.Node);
        }
    }
}

/// <summary>What the links to a neighbour come to.</summary>
internal readonly record struct NeighbourRow(
    int Node, int WeightMillibits = 0, int EvidenceCount = 0, uint Kinds = 0, bool CarriesRings = false, long FirstTicks = long.MaxValue,
    long LastTicks = long.MinValue)
{
    /// <summary>Takes a link in; its weight is not added.</summary>
    public NeighbourRow With(in LinkSlot link) => this with
    {
        EvidenceCount = EvidenceCount + link.Count,
        Kinds = Kinds | (1u << (int)link.Kind),
        CarriesRings = CarriesRings || link.RingEdgeCount > 0,
        FirstTicks = Math.Min(FirstTicks, link.FirstTicks),
        LastTicks = Math.Max(LastTicks, link.LastTicks),
    };

    /// <summary>Shows it.</summary>
    public Neighbour Show(EntitySummary entity)
    {
        uint kinds = Kinds;
        bool hasTime = FirstTicks <= LastTicks;
        return new Neighbour(
            entity,
            WeightMillibits,
            EvidenceCount,
            [.. Enumerable.Range(0, 32).Where(k => (kinds & (1u << k)) != 0).Select(static k => (LinkKind)k)],
            CarriesRings,
            hasTime ? new DateTimeOffset(FirstTicks, TimeSpan.Zero) : null,
            hasTime ? new DateTimeOffset(LastTicks, TimeSpan.Zero) : null);
    }
}
