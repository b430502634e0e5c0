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
    private readonly List<int[]> _reportsOfTie = [];
    private int[] _groups = [];

    public RingBuilder(GraphSnapshot graph, RingModel model, int[] nodes, NodeMemory? memory = null)
    {
        _graph = graph;
        _model = model;
        _members = [.. nodes.Select(n => (memory is null ? graph.KeyOf(n) : memory.KeyOf(graph, n), n))];
        Array.Sort(_members, static (a, b) => a.Key.CompareTo(b.Key));
        _indexOf = new Dictionary<int, int>(_members.Length);
        for (int i = 0; i < _members.Length; i++) _indexOf.Add(_members[i].Node, i);
        Component = Weigh(memory);
    }

    public RingComponent Component { get; }

    /// <summary>Gets the node of a member.</summary>
    /// <param name="index">The member's number in the component.</param>
    public int NodeAt(int index) => _members[index].Node;

    /// <summary>Describes the rings of a division.</summary>
    /// <param name="groups">The group of each member; -1 for none.</param>
    /// <param name="recall">Tells of a group by its number whether it is described already; null when none is.</param>
    /// <returns>The rings that are not described yet, with the numbers of their groups and the nodes of their members.</returns>
    public IEnumerable<(int Group, Ring Ring, int[] Nodes)> Build(int[] groups, Func<int, bool>? recall = null)
    {
        _groups = groups;
        var byGroup = new SortedDictionary<int, List<int>>();
        for (int i = 0; i < groups.Length; i++)
        {
            if (groups[i] < 0) continue;
            if (!byGroup.TryGetValue(groups[i], out List<int>? group)) byGroup.Add(groups[i], group = []);
            group.Add(i);
        }
        foreach ((int number, List<int> group) in byGroup.ToArray())
            if (group.Count < _model.MemberCountMin || recall?.Invoke(number) == true) byGroup.Remove(number);
        var told = new Dictionary<int, HashSet<int>>(); // group -> reports that tie two of it
        for (int t = 0; t < Component.Ties.Count; t++)
        {
            int group = groups[Component.Ties[t].A];
            if (group < 0 || groups[Component.Ties[t].B] != group || !byGroup.ContainsKey(group)) continue;
            if (!told.TryGetValue(group, out HashSet<int>? reports)) told.Add(group, reports = []);
            reports.UnionWith(_reportsOfTie[t]);
        }
        foreach ((int number, List<int> group) in byGroup)
        {
            if (!told.TryGetValue(number, out HashSet<int>? reports) || reports.Count < _model.ReportCountMin) continue;
            SortedDictionary<int, List<int>> bearers = Namesakes.Fold(_graph, [.. group.Select(i => _members[i].Node)]);
            if (bearers.Count >= _model.MemberCountMin && Describe(number, group, bearers) is { } ring) yield return (number, ring, [.. group.Select(i => _members[i].Node)]);
        }
    }

    private RingComponent Weigh(NodeMemory? memory)
    {
        var evidence = new RingEvidence(_graph);
        var weighed = new List<(int A, int B, NodeTie Tie)>();
        for (int a = 0; a < _members.Length; a++)
        {
            foreach (NodeTie tie in memory is null ? evidence.TiesOf(_members[a].Node, _indexOf) : memory.TiesOf(evidence, _members[a].Node, _indexOf))
            {
                int b = _indexOf[tie.Other];
                weighed.Add((Math.Min(a, b), Math.Max(a, b), tie));
            }
        }
        weighed.Sort(static (x, y) => x.A != y.A ? x.A.CompareTo(y.A) : x.B.CompareTo(y.B));
        var ties = new List<RingTie>(weighed.Count);
        var inHand = new List<bool>(weighed.Count);
        foreach ((int a, int b, NodeTie tie) in weighed)
        {
            ties.Add(new RingTie(a, b, tie.WeightMillibits, tie.Reports.Length));
            _reportsOfTie.Add(tie.Reports);
            inHand.Add(tie.InHand);
        }
        return new RingComponent(_members.Length, ties, new Connectors(_members.Length, ties, _reportsOfTie, inHand).Find());
    }

    private Ring? Describe(int groupNumber, List<int> group, SortedDictionary<int, List<int>> bearers)
    {
        HashSet<int> inside = [.. group.Select(i => _members[i].Node)];
        var reports = new HashSet<int>();
        (StoredReport Report, string Ref)? earliest = null;
        foreach (int i in group)
        {
            foreach ((int number, StoredMention mention) in SuspectMentions(_members[i].Node))
            {
                StoredReport report = _graph.ReportAt(number)!;
                if (!reports.Contains(number) && !IsToldBy(report, groupNumber)) continue;
                reports.Add(number);
                int order = earliest is null ? -1 : StoredReport.CompareByTime(report, earliest.Value.Report);
                if (order < 0 || (order == 0 && string.CompareOrdinal(mention.Ref, earliest!.Value.Ref) < 0)) earliest = (report, mention.Ref);
            }
        }
        if (reports.Count < _model.ReportCountMin) return null;
        List<StoredReport> sorted = [.. reports.Select(r => _graph.ReportAt(r)!)];
        sorted.Sort(StoredReport.CompareByTime);
        var roles = new RingRoles(_graph, inside, reports);
        (IReadOnlyList<string> old63, IReadOnlyList<string> new34) = RingPlaces.Of(sorted);
        return new Ring
        {
            Id = $"ring:{StableHash.Key64("ring", earliest!.Value.Report.Key.Source, earliest.Value.Report.Key.Id, earliest.Value.Ref):x16}",
            Members = [.. bearers.Select(b => MemberOf(group[b.Key], [.. b.Value.Select(i => _members[group[i]].Node)], inside, reports, roles))],
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

    /// <summary>A report belongs to the ring of which it names most; one that names a member in passing is another ring's case.</summary>
    private bool IsToldBy(StoredReport report, int groupNumber)
    {
        var named = new Dictionary<int, HashSet<int>>();
        foreach (StoredMention mention in report.Mentions)
        {
            int node = _graph.NodeOf(mention.Vertex);
            if (Conduction.IsLeaf(mention.Role) || !_indexOf.TryGetValue(node, out int index) || _groups[index] < 0) continue;
            if (!named.TryGetValue(_groups[index], out HashSet<int>? nodes)) named.Add(_groups[index], nodes = []);
            nodes.Add(node);
        }
        int own = named.TryGetValue(groupNumber, out HashSet<int>? mine) ? mine.Count : 0;
        return named.Values.All(nodes => nodes.Count <= own);
    }

    private IEnumerable<(int Report, StoredMention Mention)> SuspectMentions(int node)
    {
        int[] vertices = _graph.VerticesOf(in node).ToArray();
        foreach (int vertex in vertices)
        {
            Vertex at = _graph.VertexAt(vertex);
            for (int i = 0; i < at.MentionCount; i++)
            {
                StoredReport report = _graph.ReportAt(at.Mentions[i].Report)!;
                int ordinal = at.Mentions[i].Ordinal;
                StoredMention mention = report.Mentions[ordinal];
                // What a report merely mentions counts where that report ties it to a suspect, not where a text names it in passing.
                bool counts = Conduction.IsSuspectSide(mention.Role)
                    || (!Conduction.IsLeaf(mention.Role) && Array.Exists(report.Links, l => l.Conducts && (l.FromMention == ordinal || l.ToMention == ordinal)));
                if (counts) yield return (at.Mentions[i].Report, mention);
            }
        }
    }

    private RingMember MemberOf(int index, int[] namesakes, HashSet<int> inside, HashSet<int> reports, RingRoles roles)
    {
        int node = _members[index].Node;
        int[] nodes = [node, .. namesakes];
        int reportCount = nodes.SelectMany(SuspectMentions).Select(m => m.Report).Where(reports.Contains).Distinct().Count();
        var linked = new HashSet<int>();
        foreach (int one in nodes)
        {
            foreach (int vertex in _graph.VerticesOf(in one))
            {
                foreach (Edge edge in _graph.VertexAt(vertex).EdgeSpan)
                {
                    int neighbour = _graph.NodeOf(edge.Neighbour);
                    if (!nodes.Contains(neighbour) && inside.Contains(neighbour) && _graph.LinkAt(edge.Link).ConductingCount > 0) linked.Add(neighbour);
                }
            }
        }
        return new RingMember(_members[index].Key, EntityReader.LabelOf(_graph, node), reportCount, linked.Count)
        {
            Namesakes = [.. namesakes.Select(_graph.KeyOf).Order()],
            Roles = roles.Of(nodes),
        };
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

    /// <summary>A loss that two units report (the victim's and the bank's, say) counts once: one victim, one day, one sum.</summary>
    private IEnumerable<Money> LossOf(List<StoredReport> reports)
    {
        var sums = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        var counted = new HashSet<(int Victim, long Day, Money Loss)>();
        foreach (StoredReport report in reports)
        {
            if (report.Loss is not { Amount: > 0 } loss) continue;
            int[] victims = [.. report.Mentions.Where(m => m.Role == MentionRole.Victim).Select(m => _graph.NodeOf(m.Vertex)).Where(n => _graph.KindOf(n) == EntityKind.Person).Distinct()];
            bool isNew = victims.Length != 1 || report.OccurredAt is not { } at || counted.Add((victims[0], at.UtcTicks / TimeSpan.TicksPerDay, loss));
            if (isNew) sums[loss.Currency] = sums.GetValueOrDefault(loss.Currency) + loss.Amount;
        }
        return sums.Select(s => new Money(s.Value, s.Key));
    }
}
