using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Reports;
using Resolve.Rings.Scores;

namespace Resolve.Rings;

/// <summary>Describes the rings of one component of a snapshot.</summary>
internal sealed class RingBuilder
{
    private readonly GraphSnapshot _graph;
    private readonly RingModel _model;
    private readonly (EntityKey Key, int Node, int Use)[] _members; // in the order of keys; what changed hands stands once for each use
    private readonly Dictionary<int, int> _indexOf;                 // of the first use
    private readonly Dictionary<int, Uses> _uses = [];              // of what changed hands
    private readonly List<int[]> _reportsOfTie = [];
    private int[] _groups = [];

    public RingBuilder(GraphSnapshot graph, RingModel model, int[] nodes, NodeMemory? memory = null)
    {
        _graph = graph;
        _model = model;
        foreach (int node in nodes)
            if (Uses.Find(graph, node, model) is { } uses) _uses.Add(node, uses);
        _members = [.. nodes.SelectMany(n => Enumerable.Range(0, UseCountOf(n)).Select(use => (memory is null ? graph.KeyOf(n) : memory.KeyOf(graph, n), n, use)))];
        Array.Sort(_members, static (a, b) => a.Key.CompareTo(b.Key) is var order && order != 0 ? order : a.Use.CompareTo(b.Use));
        _indexOf = new Dictionary<int, int>(nodes.Length);
        for (int i = 0; i < _members.Length; i++) _indexOf.TryAdd(_members[i].Node, i);
        Component = Weigh(memory);
    }

    public RingComponent Component { get; }

    /// <summary>Gets the nodes that changed hands.</summary>
    public IReadOnlyCollection<int> Reused => _uses.Keys;

    /// <summary>Gets the node of a member.</summary>
    /// <param name="index">The member's number in the component.</param>
    public int NodeAt(int index) => _members[index].Node;

    /// <summary>Gets whether a member is one use of several.</summary>
    /// <param name="index">The member's number in the component.</param>
    public bool IsReused(int index) => _uses.Count > 0 && _uses.ContainsKey(_members[index].Node);

    /// <summary>Describes the rings of a division.</summary>
    /// <param name="groups">The group of each member; -1 for none.</param>
    /// <param name="recall">Tells of a group by its number whether it is described already; null when none is.</param>
    /// <returns>The rings that are not described yet, with the numbers of their groups and the nodes that are found in them.</returns>
    /// <remarks>What changed hands is a member of a ring of each use, and found in that of its last; groups with such members must not be recalled.</remarks>
    public IEnumerable<(int Group, Ring Ring, int[] Nodes)> Build(int[] groups, Func<int, bool>? recall = null)
    {
        if (_uses.Count == 0) return Describe(groups, recall).Select(r => (r.Group, r.Ring, r.Members.Select(i => _members[i].Node).ToArray()));
        var rings = Describe(groups, recall).ToList();
        var last = new Dictionary<int, int>();
        foreach (int member in rings.SelectMany(r => r.Members).Order()) last[_members[member].Node] = member;
        return rings.Select(r => (r.Group, r.Ring, r.Members.Where(i => last[_members[i].Node] == i).Select(i => _members[i].Node).ToArray()));
    }

    private int UseCountOf(int node) => _uses.TryGetValue(node, out Uses? uses) ? uses.Count : 1;

    private IEnumerable<(int Group, Ring Ring, List<int> Members)> Describe(int[] groups, Func<int, bool>? recall)
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
            if (bearers.Count >= _model.MemberCountMin && Describe(number, group, bearers) is { } ring) yield return (number, ring, group);
        }
    }

    private RingComponent Weigh(NodeMemory? memory)
    {
        var evidence = new RingEvidence(_graph);
        var weighed = new List<(int A, int B, NodeTie Tie)>();
        bool[]? fresh = memory is null ? null : [.. _members.Select(m => memory.IsFresh(m.Node))]; // what changed hands always is
        for (int a = 0; a < _members.Length; a++)
        {
            if (IsReused(a)) continue;
            foreach (NodeTie tie in memory is null ? evidence.TiesOf(_members[a].Node, _indexOf) : memory.TiesOf(evidence, _members[a].Node, _indexOf))
            {
                int b = _indexOf[tie.Other];
                if (!IsReused(b)) weighed.Add((Math.Min(a, b), Math.Max(a, b), tie));
            }
        }
        foreach (int node in _uses.Keys) WeighUses(evidence, node, weighed);
        long[] order = new long[weighed.Count];
        for (int i = 0; i < order.Length; i++) order[i] = ((long)weighed[i].A << 32) | (uint)weighed[i].B;
        int[] places = [.. Enumerable.Range(0, order.Length)];
        Array.Sort(order, places);
        var ties = new List<RingTie>(weighed.Count);
        var inHand = new List<bool>(weighed.Count);
        foreach (int place in places)
        {
            (int a, int b, NodeTie tie) = weighed[place];
            ties.Add(new RingTie(a, b, tie.WeightMillibits, tie.Reports.Length));
            _reportsOfTie.Add(tie.Reports);
            inHand.Add(tie.InHand);
        }
        bool[]? before = fresh is null ? null : [.. _members.Select(m => memory!.WasHub(m.Node))];
        bool[] hubs = new Connectors(_members.Length, ties, _reportsOfTie, inHand).Find(fresh, before);
        if (memory is not null)
            for (int i = 0; i < hubs.Length; i++) memory.RememberHub(_members[i].Node, hubs[i]);
        return new RingComponent(_members.Length, ties, hubs) { ReportsOfTie = _reportsOfTie, InHand = inHand };
    }

    /// <summary>Weighs the ties of a node that changed hands: the use that a report tells of decides whom it ties.</summary>
    private void WeighUses(RingEvidence evidence, int node, List<(int A, int B, NodeTie Tie)> weighed)
    {
        for (int use = 0; use < UseCountOf(node); use++)
        {
            int self = _indexOf[node] + use;
            foreach (NodeTie tie in evidence.TiesOf(self, node, PlaceAt))
                if (self < tie.Other || !IsReused(tie.Other)) weighed.Add((Math.Min(self, tie.Other), Math.Max(self, tie.Other), tie));
        }
    }

    /// <summary>The place of a node among the members, as a report tells of it; -1 when it is none.</summary>
    private int PlaceAt(int node, int report)
    {
        if (!_indexOf.TryGetValue(node, out int index)) return -1;
        return _uses.Count > 0 && _uses.TryGetValue(node, out Uses? uses) ? index + uses.Of(_graph, report) : index;
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
                if (PlaceAt(_members[i].Node, number) != i || (!reports.Contains(number) && !IsToldBy(report, number, groupNumber))) continue;
                reports.Add(number);
                int order = earliest is null ? -1 : StoredReport.CompareByTime(report, earliest.Value.Report);
                if (order < 0 || (order == 0 && string.CompareOrdinal(mention.Ref, earliest!.Value.Ref) < 0)) earliest = (report, mention.Ref);
            }
        }
        if (reports.Count < _model.ReportCountMin) return null;
        List<StoredReport> sorted = [.. reports.Select(r => _graph.ReportAt(r)!)];
        sorted.Sort(StoredReport.CompareByTime);
        var roles = new RingRoles(_graph, inside, reports);
        RingPlaces places = RingPlaces.Of(_graph, sorted, inside);
        (IReadOnlyList<string> old63, IReadOnlyList<string> new34) = places.Reported;
        return new Ring
        {
            Id = RingMentions.IdOf(earliest!.Value.Report, earliest.Value.Ref),
            Members = [.. bearers.Select(b => MemberOf(group[b.Key], [.. b.Value.Select(i => _members[group[i]].Node)], inside, reports, roles))],
            Victims = [.. VictimsOf(sorted, inside)],
            Reports = [.. sorted.Select(r => r.Key)],
            Loss = RingLoss.Of(_graph, sorted),
            Provinces63 = old63,
            Provinces34 = new34,
            Places63 = places.Shares.Old63,
            Places34 = places.Shares.New34,
            Timeline = TimelineOf(sorted),
            Leads = RingLeadsReader.Of(_graph, inside),
            ForeignTies = [.. ForeignSigns.Of(_graph, group.Select(i => _members[i].Node))],
            Typologies = [.. sorted.SelectMany(r => r.Typologies).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            FirstSeen = sorted[0].OwnTime == DateTimeOffset.MaxValue ? null : sorted[0].OwnTime.ToUniversalTime(),
            LastSeen = sorted.FindLast(r => r.OwnTime != DateTimeOffset.MaxValue)?.OwnTime.ToUniversalTime(),
        };
    }

    /// <summary>A report belongs to the ring of which it names most; one that names a member in passing is another ring's case.</summary>
    private bool IsToldBy(StoredReport report, int number, int groupNumber)
    {
        var named = new Dictionary<int, HashSet<int>>();
        foreach (StoredMention mention in report.Mentions)
        {
            int index = Conduction.IsLeaf(mention.Role) ? -1 : PlaceAt(_graph.NodeOf(mention.Vertex), number);
            if (index < 0 || _groups[index] < 0) continue;
            if (!named.TryGetValue(_groups[index], out HashSet<int>? members)) named.Add(_groups[index], members = []);
            members.Add(index);
        }
        int own = named.TryGetValue(groupNumber, out HashSet<int>? mine) ? mine.Count : 0;
        return named.Values.All(nodes => nodes.Count <= own);
    }

    private IEnumerable<(int Report, StoredMention Mention)> SuspectMentions(int node) => RingMentions.Of(_graph, node);

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

    /// <summary>Own times that no report tells are on no day.</summary>
    private static RingDay[] TimelineOf(List<StoredReport> reports) =>
        [.. reports.Select(RingTime.OfReport).OfType<DateTimeOffset>().CountBy(RingTime.DayOf).OrderBy(d => d.Key).Select(d => new RingDay(d.Key, d.Value))];
}
