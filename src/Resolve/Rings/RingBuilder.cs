using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Rings;

/// <summary>Describes the rings of one component of a snapshot.</summary>
internal sealed class RingBuilder
{
    private readonly GraphSnapshot _graph;
    private readonly RingModel _model;
    private readonly (EntityKey Key, int Node)[] _members; // in the order of keys
    private readonly Dictionary<int, int> _indexOf;

    public RingBuilder(GraphSnapshot graph, RingModel model, int[] nodes)
    {
        _graph = graph;
        _model = model;
        _members = [.. nodes.Select(n => (Key: graph.KeyOf(n), n)).OrderBy(m => m.Key)];
        _indexOf = new Dictionary<int, int>(_members.Length);
        for (int i = 0; i < _members.Length; i++) _indexOf.Add(_members[i].Node, i);
        Component = new RingComponent(_members.Length, Ties());
    }

    public RingComponent Component { get; }

    public IEnumerable<(Ring Ring, int[] Nodes)> Build(int[] groups)
    {
        var byGroup = new SortedDictionary<int, List<int>>();
        for (int i = 0; i < groups.Length; i++)
        {
            if (groups[i] < 0) continue;
            if (!byGroup.TryGetValue(groups[i], out List<int>? group)) byGroup.Add(groups[i], group = []);
            group.Add(i);
        }
        foreach (List<int> group in byGroup.Values)
            if (group.Count >= _model.MemberCountMin && Describe(group) is { } ring) yield return (ring, [.. group.Select(i => _members[i].Node)]);
    }

    private List<RingTie> Ties()
    {
        var ties = new List<RingTie>();
        var sums = new SortedDictionary<int, (int Weight, int Reports)>();
        for (int a = 0; a < _members.Length; a++)
        {
            sums.Clear();
            foreach (int vertex in _graph.VerticesOf(in _members[a].Node))
            {
                foreach (Edge edge in _graph.VertexAt(vertex).EdgeSpan)
                {
                    LinkSlot link = _graph.LinkAt(edge.Link);
                    if (link.ConductingCount == 0) continue;
                    if (!_indexOf.TryGetValue(_graph.NodeOf(edge.Neighbour), out int b) || b <= a) continue;
                    (int weight, int reports) = sums.GetValueOrDefault(b);
                    sums[b] = (weight + LinkWeights.Millibits(link.Kind, link.ConductingCount), reports + link.ConductingCount);
                }
            }
            foreach ((int b, (int weight, int reports)) in sums) ties.Add(new RingTie(a, b, weight, reports));
        }
        return ties;
    }

    private Ring? Describe(List<int> group)
    {
        HashSet<int> inside = [.. group.Select(i => _members[i].Node)];
        var reports = new HashSet<int>();
        (StoredReport Report, string Ref)? earliest = null;
        foreach (int i in group)
        {
            foreach ((int number, StoredMention mention) in SuspectMentions(_members[i].Node))
            {
                StoredReport report = _graph.ReportAt(number)!;
                reports.Add(number);
                int order = earliest is null ? -1 : StoredReport.CompareByTime(report, earliest.Value.Report);
                if (order < 0 || (order == 0 && string.CompareOrdinal(mention.Ref, earliest!.Value.Ref) < 0)) earliest = (report, mention.Ref);
            }
        }
        if (reports.Count < _model.ReportCountMin) return null;
        List<StoredReport> sorted = [.. reports.Select(r => _graph.ReportAt(r)!)];
        sorted.Sort(StoredReport.CompareByTime);
        (IReadOnlyList<string> old63, IReadOnlyList<string> new34) = RingPlaces.Of(sorted);
        return new Ring
        {
            Id = $"ring:{StableHash.Key64("ring", earliest!.Value.Report.Key.Source, earliest.Value.Report.Key.Id, earliest.Value.Ref):x16}",
            Members = [.. group.Select(i => MemberOf(i, inside, reports))],
            Victims = [.. VictimsOf(sorted, inside)],
            Reports = [.. sorted.Select(r => r.Key)],
            Loss = [.. LossOf(sorted)],
            Provinces63 = old63,
            Provinces34 = new34,
            ForeignTies = [.. ForeignSigns.Of(_graph, group.Select(i => _members[i].Node))],
            Typologies = [.. sorted.SelectMany(r => r.Typologies).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            FirstSeen = sorted[0].OwnTime == DateTimeOffset.MaxValue ? null : sorted[0].OwnTime.ToUniversalTime(),
            LastSeen = sorted.FindLast(r => r.OwnTime != DateTimeOffset.MaxValue)?.OwnTime.ToUniversalTime(),
        };
    }

    private IEnumerable<(int Report, StoredMention Mention)> SuspectMentions(int node)
    {
        int[] vertices = _graph.VerticesOf(in node).ToArray();
        foreach (int vertex in vertices)
        {
            Vertex at = _graph.VertexAt(vertex);
            for (int i = 0; i < at.MentionCount; i++)
            {
                StoredMention mention = _graph.ReportAt(at.Mentions[i].Report)!.Mentions[at.Mentions[i].Ordinal];
                if (!Conduction.IsLeaf(mention.Role)) yield return (at.Mentions[i].Report, mention);
            }
        }
    }

    private RingMember MemberOf(int index, HashSet<int> inside, HashSet<int> reports)
    {
        int node = _members[index].Node;
        int reportCount = SuspectMentions(node).Select(m => m.Report).Where(reports.Contains).Distinct().Count();
        var linked = new HashSet<int>();
        foreach (int vertex in _graph.VerticesOf(in node))
        {
            foreach (Edge edge in _graph.VertexAt(vertex).EdgeSpan)
            {
                int neighbour = _graph.NodeOf(edge.Neighbour);
                if (neighbour != node && inside.Contains(neighbour) && _graph.LinkAt(edge.Link).ConductingCount > 0) linked.Add(neighbour);
            }
        }
        return new RingMember(_members[index].Key, EntityReader.LabelOf(_graph, node), reportCount, linked.Count);
    }

    private SortedSet<EntityKey> VictimsOf(List<StoredReport> reports, HashSet<int> inside)
    {
        var victims = new HashSet<int>();
        foreach (StoredReport report in reports)
        {
            foreach (StoredMention mention in report.Mentions)
            {
                int node = _graph.NodeOf(mention.Vertex);
                if (mention.Role == MentionRole.Victim && _graph.KindOf(node) == EntityKind.Person && !inside.Contains(node)) victims.Add(node);
            }
        }
        return [.. victims.Select(_graph.KeyOf)];
    }

    private static IEnumerable<Money> LossOf(List<StoredReport> reports)
    {
        var sums = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (StoredReport report in reports)
            if (report.Loss is { Amount: > 0 } loss) sums[loss.Currency] = sums.GetValueOrDefault(loss.Currency) + loss.Amount;
        return sums.Select(s => new Money(s.Value, s.Key));
    }
}
