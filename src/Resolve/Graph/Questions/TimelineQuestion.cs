using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Graph.Questions;

/// <summary>Which reports mention one of these entities, in the order of their own times?</summary>
/// <param name="Keys">The entities; 1 to <see cref="KeyCountMax"/> keys.</param>
/// <param name="From">The earliest time; null for no bound. Reports without a time pass no bound, and stand last.</param>
/// <param name="To">The time that reports must be before; null for no bound.</param>
/// <param name="Limit">The most reports, from 1.</param>
/// <param name="Cursor">Where an earlier page ended; null for the beginning. One of another question throws <see cref="FormatException"/>.</param>
public sealed record TimelineQuestion(IReadOnlyList<EntityKey> Keys, DateTimeOffset? From, DateTimeOffset? To, int Limit, string? Cursor)
    : IQuestion<TimelineAnswer>
{
    /// <summary>The most keys.</summary>
    public const int KeyCountMax = 100;
}

/// <summary>Reports that mention some entities.</summary>
/// <param name="Position">The journal position that the answer was computed at.</param>
/// <param name="Events">The reports by their own time, then source and id.</param>
/// <param name="NotFound">The keys that no live report mentions.</param>
/// <param name="Cursor">Where to go on; null when this is the end.</param>
public sealed record TimelineAnswer(long Position, IReadOnlyList<TimelineEvent> Events, IReadOnlyList<EntityKey> NotFound, string? Cursor);

/// <summary>A report that mentions some of the entities asked for.</summary>
/// <param name="Time">The report's own time; null when it states none.</param>
/// <param name="Source">Its source.</param>
/// <param name="Id">Its id.</param>
/// <param name="Version">The current version.</param>
/// <param name="Unit">The unit that owns it.</param>
/// <param name="Province">Its province as written.</param>
/// <param name="Position">Its position in the journal.</param>
/// <param name="Mentions">The mentions of the entities asked for, by key, then by ref.</param>
public sealed record TimelineEvent(
    DateTimeOffset? Time,
    string Source,
    string Id,
    int Version,
    string? Unit,
    string? Province,
    long Position,
    IReadOnlyList<TimelineMention> Mentions);

/// <summary>A mention of an entity asked for.</summary>
/// <param name="Key">The entity's current key.</param>
/// <param name="Role">Its role in the report.</param>
/// <param name="Ref">The mention's ref.</param>
public sealed record TimelineMention(EntityKey Key, MentionRole Role, string Ref);

/// <summary>Finds the reports of entities in the order of time.</summary>
internal static class Timelines
{
    /// <summary>Answers a question.</summary>
    /// <exception cref="FormatException">The cursor is no place in this list.</exception>
    public static TimelineAnswer Of(GraphSnapshot graph, TimelineQuestion question)
    {
        var notFound = new SortedSet<EntityKey>();
        var nodes = new HashSet<int>();
        foreach (EntityKey key in question.Keys)
        {
            if (graph.TryFind(key, out int node)) nodes.Add(node);
            else notFound.Add(key);
        }
        return Page(graph.Position, question, [Read(graph, nodes, question, CountOf(question))], [.. notFound]);
    }

    /// <summary>Returns how many of its first events each part of the graph must give.</summary>
    public static int CountOf(TimelineQuestion question) => (int)Math.Min((long)Cursors.Read(question.Cursor) + question.Limit + 1, int.MaxValue);

    /// <summary>Reads the first events of nodes.</summary>
    public static TimelineEvent[] Read(GraphSnapshot graph, IEnumerable<int> nodes, TimelineQuestion question, int count)
    {
        var byReport = new Dictionary<int, List<(int Node, int Ordinal)>>();
        foreach (int node in nodes)
        {
            foreach (int vertex in graph.VerticesOf(in node))
            {
                foreach (MentionPlace place in graph.VertexAt(vertex).MentionSpan)
                {
                    if (!Passes(graph.ReportAt(place.Report)!.OwnTime, question)) continue;
                    if (!byReport.TryGetValue(place.Report, out List<(int, int)>? mentions)) byReport.Add(place.Report, mentions = []);
                    mentions.Add((node, place.Ordinal));
                }
            }
        }
        int[] reports = [.. byReport.Keys];
        Span<int> first = Selection.First(reports.AsSpan(), count, new ReportOrder(graph));
        var events = new TimelineEvent[first.Length];
        for (int i = 0; i < events.Length; i++) events[i] = Show(graph, first[i], byReport[first[i]]);
        return events;
    }

    /// <summary>Makes the page that a question asks for of the first events of all parts.</summary>
    public static TimelineAnswer Page(long position, TimelineQuestion question, IEnumerable<TimelineEvent[]> parts, EntityKey[] notFound)
    {
        int skip = Cursors.Read(question.Cursor);
        TimelineEvent[] all =
        [
            .. parts.SelectMany(static p => p).GroupBy(static e => new ReportKey(e.Source, e.Id)).Select(Join)
                .OrderBy(static e => e.Time?.UtcTicks ?? long.MaxValue).ThenBy(static e => new ReportKey(e.Source, e.Id)),
        ];
        TimelineEvent[] page = [.. all.Skip(skip).Take(question.Limit)];
        int end = skip + page.Length;
        return new TimelineAnswer(position, page, notFound, end < all.Length ? Cursors.Write(end) : null);
    }

    private static TimelineEvent Join(IEnumerable<TimelineEvent> parts) =>
        parts.First() with { Mentions = [.. parts.SelectMany(static p => p.Mentions).OrderBy(static m => m.Key).ThenBy(static m => m.Ref,
            StringComparer.Ordinal)] };

    private static bool Passes(DateTimeOffset time, TimelineQuestion question)
    {
        if (question.From is null && question.To is null) return true;
        return time != DateTimeOffset.MaxValue && !(time < question.From) && !(time >= question.To);
    }

    private static TimelineEvent Show(GraphSnapshot graph, int number, List<(int Node, int Ordinal)> mentions)
    {
        StoredReport report = graph.ReportAt(number)!;
        return new TimelineEvent(
            report.OwnTime == DateTimeOffset.MaxValue ? null : report.OwnTime,
            report.Key.Source,
            report.Key.Id,
            report.Version,
            report.Unit,
            report.Province,
            report.Position,
            [.. mentions.Select(m => new TimelineMention(graph.KeyOf(m.Node), report.Mentions[m.Ordinal].Role, report.Mentions[m.Ordinal].Ref))]);
    }

    private readonly struct ReportOrder(GraphSnapshot graph) : IComparer<int>
    {
        public int Compare(int x, int y) => StoredReport.CompareByTime(graph.ReportAt(x)!, graph.ReportAt(y)!);
    }
}
