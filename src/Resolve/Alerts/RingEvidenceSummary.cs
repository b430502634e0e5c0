using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Reports;
using Resolve.Rings;

namespace Resolve.Alerts;

/// <summary>What alerts need from a ring's reports beyond the ring itself: units, places with the report that shows each, bridges of a merge.</summary>
/// <remarks>A function of a graph that is exact for the ring's members, whoever holds it. Crosses the wire of the cluster as a document.</remarks>
internal sealed record RingEvidenceSummary
{
    /// <summary>The reports that make a ring where it began: the first two by their own time.</summary>
    private const int FoundingReports = 2;

    private const int NamedMax = 3;

    /// <summary>Gets the units of the reports, sorted.</summary>
    public required IReadOnlyList<string> Units { get; init; }

    /// <summary>Gets the journal position of the newest report; 0 without reports.</summary>
    public required long Position { get; init; }

    /// <summary>Gets the newest reports, the newest first.</summary>
    public required IReadOnlyList<ReportKey> Newest { get; init; }

    /// <summary>Gets the provinces and countries in the order of delivery.</summary>
    public required IReadOnlyList<ReachedPlace> Places { get; init; }

    /// <summary>Gets for each ring that went into this one the reports that name members of both, newest first; else the newest of all.</summary>
    public required IReadOnlyList<IReadOnlyList<ReportKey>> Bridges { get; init; }

    /// <summary>Reads the reports of a ring.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="question">The ring and what went into it.</param>
    /// <returns>The summary.</returns>
    public static RingEvidenceSummary Of(GraphSnapshot graph, RingQuestion question) => new Reading(graph, question.Ring).Summarize(question);

    private sealed class Reading
    {
        private readonly GraphSnapshot _graph;
        private readonly List<StoredReport> _reports = []; // by their own time
        private readonly HashSet<ReportKey> _founding;

        public Reading(GraphSnapshot graph, Ring ring)
        {
            _graph = graph;
            var wanted = new HashSet<ReportKey>(ring.Reports);
            var seen = new HashSet<int>();
            foreach (RingMember member in ring.Members)
                foreach (EntityKey key in member.Namesakes.Prepend(member.Key)) Collect(key, wanted, seen);
            _reports.Sort(StoredReport.CompareByTime);
            _founding = [.. _reports.Take(FoundingReports).Select(r => r.Key)];
        }

        public RingEvidenceSummary Summarize(RingQuestion question) => new()
        {
            Units = [.. _reports.Select(r => r.Unit).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Position = _reports.Count == 0 ? 0 : _reports.Max(r => r.Position),
            Newest = Newest(_reports),
            Places = [.. Provinces(), .. Countries(question.Ring)],
            Bridges = [.. question.Absorbed.Select(Bridges)],
        };

        private IEnumerable<ReachedPlace> Provinces()
        {
            var first = new SortedDictionary<string, StoredReport>(StringComparer.Ordinal);
            foreach (StoredReport report in _reports)
                if (RingPlaces.NewNameOf(report) is { } province) first.TryAdd(province, report);
            return first.Select(p => new ReachedPlace(p.Key, false, [], [], p.Value.Key, _founding.Contains(p.Value.Key)));
        }

        private IEnumerable<ReachedPlace> Countries(Ring ring)
        {
            foreach (ForeignTie tie in ring.ForeignTies)
            {
                // A displayed number or a domain alone shows no tie: an alert needs stronger evidence.
                ForeignIndicator[] signs = [.. tie.Indicators.Where(i => i.Strength > SignStrength.Weak)];
                HashSet<int> nodes = Nodes(signs.Select(i => i.Key));
                if (_reports.Find(r => Names(r, nodes)) is not { } first) continue;
                yield return new ReachedPlace(
                    tie.Country,
                    true,
                    [.. signs.Select(i => i.Sign).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                    [.. signs.Select(i => i.Key).Distinct().Order().Take(Alert.EntityCountMax)],
                    first.Key,
                    _founding.Contains(first.Key));
            }
        }

        private IReadOnlyList<ReportKey> Bridges(IReadOnlyList<EntityKey> other)
        {
            HashSet<int> nodes = Nodes(other);
            List<StoredReport> bridges = _reports.FindAll(r => Names(r, nodes)
                && r.Mentions.Any(m => !RingLinkRule.IsLeaf(m.Role) && !nodes.Contains(_graph.NodeOf(m.Vertex))));
            return Newest(bridges.Count > 0 ? bridges : _reports);
        }

        private void Collect(EntityKey key, HashSet<ReportKey> wanted, HashSet<int> seen)
        {
            if (!_graph.TryFind(key, out int node)) return;
            foreach (int vertex in _graph.VerticesOf(in node))
            {
                foreach (MentionPlace place in _graph.VertexAt(vertex).MentionSpan)
                {
                    if (!seen.Add(place.Report)) continue;
                    StoredReport report = _graph.ReportAt(place.Report)!;
                    if (wanted.Contains(report.Key)) _reports.Add(report);
                }
            }
        }

        private bool Names(StoredReport report, HashSet<int> nodes) => Array.Exists(report.Mentions, m => nodes.Contains(_graph.NodeOf(m.Vertex)));

        private HashSet<int> Nodes(IEnumerable<EntityKey> keys)
        {
            var nodes = new HashSet<int>();
            foreach (EntityKey key in keys)
                if (_graph.TryFind(key, out int node)) nodes.Add(node);
            return nodes;
        }

        private static IReadOnlyList<ReportKey> Newest(List<StoredReport> reports) =>
            [.. reports.OrderByDescending(r => r.Position).Take(NamedMax).Select(r => r.Key)];
    }
}

/// <summary>A place that a ring's reports show it in.</summary>
/// <param name="Name">The province, one of the 34, or the country, ISO 3166 alpha-2.</param>
/// <param name="IsCountry">Which of the two.</param>
/// <param name="Signs">The signs of a country, sorted.</param>
/// <param name="Entities">The entities that bear the signs, sorted.</param>
/// <param name="First">The first report by its own time that shows it.</param>
/// <param name="IsFounding">Whether that report is one of those where the ring began.</param>
internal sealed record ReachedPlace(string Name, bool IsCountry, IReadOnlyList<string> Signs, IReadOnlyList<EntityKey> Entities,
    ReportKey First, bool IsFounding)
{
    /// <summary>Gets what the id of its alert is made of.</summary>
    public string What => (IsCountry ? "country:" : "province:") + Name;
}
