using System.Runtime.InteropServices;
using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;

namespace Resolve.Rings;

/// <summary>Describes the rings of one component of a snapshot.</summary>
internal sealed class RingBuilder
{
    private const long NamedScore = 1 << 16;

    private readonly GraphSnapshot _graph;
    private readonly RingModel _model;
    private readonly (EntityKey Key, int Node, int Use)[] _members; // in the order of keys; what changed hands stands once for each use
    private readonly MemberPlaces _places;                          // of the first use
    private readonly Dictionary<int, OwnershipPeriods> _uses = [];              // of what changed hands
    private int[][] _reportsOfTie = [];
    private int[] _groups = [];
    private SortedDictionary<int, List<int>> _guests = [];       // group -> accounts of other groups that it uses, too
    private readonly Dictionary<int, List<int>> _guestIn = [];  // account -> those groups

    // Emptied by each that uses them.
    private readonly List<MentionPlace> _mentions = [];
    private readonly List<long> _named = [];
    private readonly List<int> _numbers = [];
    private readonly HashSet<int> _others = [];

    /// <summary>Weighs the ties of a component.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="model">The parameters.</param>
    /// <param name="nodes">The component's nodes.</param>
    /// <param name="memory">What is remembered of them; null for nothing.</param>
    /// <param name="placeTable">See <see cref="MemberPlaces"/>; null to do without.</param>
    public RingBuilder(GraphSnapshot graph, RingModel model, int[] nodes, NodeMemory? memory = null, int[]? placeTable = null)
    {
        _graph = graph;
        _model = model;
        int count = nodes.Length;
        foreach (int node in nodes)
        {
            if (memory?.IsOneUse(node) == true) continue;
            if (OwnershipPeriods.Find(graph, node, model) is not { } uses)
            {
                memory?.RememberOneUse(node);
                continue;
            }
            _uses.Add(node, uses);
            count += uses.Count - 1;
        }
        _members = new (EntityKey, int, int)[count];
        count = 0;
        foreach (int node in nodes)
        {
            EntityKey key = memory is null ? graph.KeyOf(node) : memory.KeyOf(graph, node);
            for (int use = 0; use < UseCountOf(node); use++) _members[count++] = (key, node, use);
        }
        Array.Sort(_members, static (a, b) => a.Key.CompareTo(b.Key) is var order && order != 0 ? order : a.Use.CompareTo(b.Use));
        int[] standing = new int[count];
        for (int i = 0; i < count; i++) standing[i] = _members[i].Node;
        _places = new MemberPlaces(standing, placeTable);
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
    /// <param name="recall">Returns whether the group of a number is described already; null when none is.</param>
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

    private int UseCountOf(int node) => _uses.Count > 0 && _uses.TryGetValue(node, out OwnershipPeriods? uses) ? uses.Count : 1;

    private IEnumerable<(int Group, Ring Ring, List<int> Members)> Describe(int[] groups, Func<int, bool>? recall)
    {
        _groups = groups;
        FindGuests(groups);
        var byGroup = new Dictionary<int, List<int>?>(); // null: described already
        for (int i = 0; i < groups.Length; i++)
        {
            if (groups[i] < 0) continue;
            ref List<int>? group = ref CollectionsMarshal.GetValueRefOrAddDefault(byGroup, groups[i], out bool isKnown);
            if (!isKnown && recall?.Invoke(groups[i]) != true) group = [];
            group?.Add(i);
        }
        Dictionary<int, HashSet<int>> joining = JoiningReports(groups, byGroup);
        foreach ((int number, List<int>? group) in byGroup.OrderBy(g => g.Key))
        {
            if (group is null || group.Count < _model.MemberCountMin) continue;
            if (!joining.TryGetValue(number, out HashSet<int>? reports) || reports.Count < _model.ReportCountMin) continue;
            List<int> all = _guests.TryGetValue(number, out List<int>? guests) ? [.. group.Concat(guests).Order()] : group;
            SortedDictionary<int, List<int>> bearers = NameDuplicates.Fold(_graph, [.. all.Select(i => _members[i].Node)]);
            if (bearers.Count >= _model.MemberCountMin && Describe(number, all, bearers) is { } ring) yield return (number, ring, group);
        }
    }

    private void FindGuests(int[] groups)
    {
        _guestIn.Clear();
        _guests = RingGuests.Find(Component, groups, GroupOfReport);
        foreach ((int group, List<int> accounts) in _guests)
        {
            foreach (int account in accounts)
            {
                if (!_guestIn.TryGetValue(account, out List<int>? of)) _guestIn.Add(account, of = []);
                of.Add(group);
            }
        }
    }

    /// <summary>The group that a report names most of, an account left out; -1 when that is no single one.</summary>
    private int GroupOfReport(int report, int account)
    {
        CollectNamed(_graph.ReportAt(report)!, report, account);
        int best = -1, most = 0, count = 0;
        for (int i = 0; i < _named.Count; i++)
        {
            if (i > 0 && _named[i] == _named[i - 1]) continue;
            int group = (int)(_named[i] >> 32);
            count = i > 0 && group == (int)(_named[i - 1] >> 32) ? count + 1 : 1;
            if (count > most) (best, most) = (group, count);
            else if (count == most && group != best) best = -1;
        }
        return best;
    }

    /// <summary>Lists the groups that a report names with their members, sorted; a guest stands in each of its groups.</summary>
    private void CollectNamed(StoredReport report, int number, int leftOut)
    {
        _named.Clear();
        foreach (StoredMention mention in report.Mentions)
        {
            int index = RingLinkRule.IsLeaf(mention.Role) ? -1 : PlaceAt(_graph.NodeOf(mention.Vertex), number);
            if (index < 0 || index == leftOut || _groups[index] < 0) continue;
            _named.Add(((long)_groups[index] << 32) | (uint)index);
            if (_guestIn.Count > 0 && _guestIn.TryGetValue(index, out List<int>? guestIn))
                foreach (int group in guestIn) _named.Add(((long)group << 32) | (uint)index);
        }
        _named.Sort();
    }

    /// <summary>Collects for each group reports that tie two of it, until there are enough for a ring.</summary>
    private Dictionary<int, HashSet<int>> JoiningReports(int[] groups, Dictionary<int, List<int>?> byGroup)
    {
        var joining = new Dictionary<int, HashSet<int>>();
        for (int t = 0; t < Component.Ties.Count; t++)
        {
            int group = groups[Component.Ties[t].A];
            if (group < 0 || groups[Component.Ties[t].B] != group || byGroup[group] is null) continue;
            if (!joining.TryGetValue(group, out HashSet<int>? reports)) joining.Add(group, reports = []);
            if (reports.Count < _model.ReportCountMin) reports.UnionWith(_reportsOfTie[t]);
        }
        return joining;
    }

    private RingComponent Weigh(NodeMemory? memory)
    {
        var evidence = new RingEvidence(_graph);
        bool[]? fresh = null, before = null;
        if (memory is not null)
        {
            fresh = new bool[_members.Length];
            before = new bool[_members.Length];
            // what changed hands always is fresh
            for (int i = 0; i < fresh.Length; i++) (fresh[i], before[i]) = (memory.IsFresh(_members[i].Node), memory.WasHub(_members[i].Node));
        }
        (long[] pairs, NodeTie[] weighed) = WeighPairs(evidence, memory);
        var ties = new List<RingTie>(weighed.Length);
        bool[] inHand = new bool[weighed.Length], owned = new bool[weighed.Length];
        int[][] binding = new int[weighed.Length][];
        _reportsOfTie = new int[weighed.Length][];
        for (int t = 0; t < weighed.Length; t++)
        {
            NodeTie tie = weighed[t];
            ties.Add(new RingTie((int)(pairs[t] >> 32), (int)pairs[t], tie.WeightMillibits, tie.Reports.Length));
            _reportsOfTie[t] = tie.Reports;
            (inHand[t], owned[t], binding[t]) = (tie.InHand, tie.IsOwned, tie.Binding);
        }
        var numbered = new TieReports(_reportsOfTie, binding);
        bool[] hubs = new HubDetector(_members.Length, ties, numbered, owned).Find(fresh, before);
        if (memory is not null)
            for (int i = 0; i < hubs.Length; i++) memory.RememberHub(_members[i].Node, hubs[i]);
        return new RingComponent(_members.Length, ties, hubs)
        {
            ReportsOfTie = _reportsOfTie,
            NumberedReports = numbered,
            InHand = inHand,
            Bystanders = FindBystanders(ties, memory),
            Accounts = [.. _members.Select(m => m.Key.Kind == EntityKind.Account)],
        };
    }

    private bool[] FindBystanders(List<RingTie> ties, NodeMemory? memory)
    {
        bool[] hasPart = new bool[_members.Length], isPerson = new bool[_members.Length];
        bool isAll = true;
        for (int i = 0; i < hasPart.Length; i++)
        {
            int node = _members[i].Node;
            hasPart[i] = memory is null ? PartEvidence.HasPart(_graph, node) : memory.HasPart(_graph, node);
            isPerson[i] = _members[i].Key.Kind == EntityKind.Person;
            isAll &= hasPart[i];
        }
        return isAll ? [] : Bystanders.Find(hasPart, isPerson, ties);
    }

    /// <summary>Weighs all ties, sorted by the places of their ends: the smaller in the upper half of the pair.</summary>
    private (long[] Pairs, NodeTie[] Ties) WeighPairs(RingEvidence evidence, NodeMemory? memory)
    {
        var ties = new NodeTie[_members.Length][];
        int count = 0;
        for (int a = 0; a < ties.Length; a++)
        {
            int node = _members[a].Node;
            ties[a] = IsReused(a) ? [] : memory is null ? evidence.TiesOf(node, _places) : memory.TiesOf(evidence, node, _places);
            count += ties[a].Length;
        }
        var ofUses = new List<(int A, int B, NodeTie Tie)>();
        foreach (int node in _uses.Keys) ScorePeriods(evidence, node, ofUses);
        long[] pairs = new long[count + ofUses.Count];
        var weighed = new NodeTie[pairs.Length];
        count = 0;
        for (int a = 0; a < ties.Length; a++)
        {
            foreach (NodeTie tie in ties[a])
            {
                int b = _places.Of(tie.Other);
                if (!IsReused(b)) Put(a, b, tie);
            }
        }
        foreach ((int a, int b, NodeTie tie) in ofUses) Put(a, b, tie);
        if (count < pairs.Length) (pairs, weighed) = (pairs[..count], weighed[..count]);
        Array.Sort(pairs, weighed);
        return (pairs, weighed);

        void Put(int a, int b, in NodeTie tie)
        {
            pairs[count] = ((long)Math.Min(a, b) << 32) | (uint)Math.Max(a, b);
            weighed[count++] = tie;
        }
    }

    /// <summary>Weighs the ties of a node that changed hands: the use in whose period a report falls decides whom it ties.</summary>
    private void ScorePeriods(RingEvidence evidence, int node, List<(int A, int B, NodeTie Tie)> weighed)
    {
        for (int use = 0; use < UseCountOf(node); use++)
        {
            int self = _places.Of(node) + use;
            foreach (NodeTie tie in evidence.TiesOf(self, node, PlaceAt))
                if (self < tie.Other || !IsReused(tie.Other)) weighed.Add((Math.Min(self, tie.Other), Math.Max(self, tie.Other), tie));
        }
    }

    /// <summary>The place of a node among the members, as seen by a report; -1 when it is none.</summary>
    private int PlaceAt(int node, int report)
    {
        int index = _places.Of(node);
        if (index < 0) return -1;
        return _uses.Count > 0 && _uses.TryGetValue(node, out OwnershipPeriods? uses) ? index + uses.Of(_graph, report) : index;
    }

    private Ring? Describe(int groupNumber, List<int> group, SortedDictionary<int, List<int>> bearers)
    {
        HashSet<int> inside = [.. group.Select(i => _members[i].Node)];
        HashSet<int> reports = [], elsewhere = [];
        (StoredReport Report, string Ref)? earliest = null;
        foreach (int i in group)
        {
            _mentions.Clear();
            RingMentions.Collect(_graph, _members[i].Node, _mentions);
            foreach ((int number, int ordinal) in _mentions)
            {
                if (elsewhere.Contains(number) || PlaceAt(_members[i].Node, number) != i) continue;
                StoredReport report = _graph.ReportAt(number)!;
                if (!reports.Contains(number))
                {
                    if (!IsRingOfReport(report, number, groupNumber))
                    {
                        elsewhere.Add(number);
                        continue;
                    }
                    reports.Add(number);
                }
                if (_groups[i] != groupNumber) continue; // a guest names the ring that it belongs to
                int order = earliest is null ? -1 : StoredReport.CompareByTime(report, earliest.Value.Report);
                string name = report.Mentions[ordinal].Ref;
                if (order < 0 || (order == 0 && string.CompareOrdinal(name, earliest!.Value.Ref) < 0)) earliest = (report, name);
            }
        }
        if (reports.Count < _model.ReportCountMin) return null;
        List<StoredReport> sorted = [.. reports.Select(r => _graph.ReportAt(r)!)];
        sorted.Sort(StoredReport.CompareByTime);
        var roles = new RingRoles(_graph, inside, new RingReports(_graph, reports));
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
    private bool IsRingOfReport(StoredReport report, int number, int groupNumber)
    {
        CollectNamed(report, number, -1);
        long own = 0, most = 0, score = 0;
        for (int i = 0; i < _named.Count; i++)
        {
            if (i > 0 && _named[i] == _named[i - 1]) continue;
            int group = (int)(_named[i] >> 32);
            bool isGuest = _groups[(int)(uint)_named[i]] != group;
            if (i == 0 || group != (int)(_named[i - 1] >> 32)) score = 0;
            score += isGuest ? NamedScore : NamedScore + 1; // of two groups with as many names the one that is at home in more of them
            most = Math.Max(most, score);
            if (group == groupNumber) own = score;
        }
        return most <= own;
    }

    private RingMember MemberOf(int index, int[] namesakes, HashSet<int> inside, HashSet<int> reports, RingRoles roles)
    {
        int node = _members[index].Node;
        int[] nodes = [node, .. namesakes];
        _mentions.Clear();
        _others.Clear();
        foreach (int one in nodes)
        {
            RingMentions.Collect(_graph, one, _mentions);
            foreach (int vertex in _graph.VerticesOf(in one))
            {
                foreach (Edge edge in _graph.EdgesOf(vertex))
                {
                    int neighbour = _graph.NodeOf(edge.Neighbour);
                    if (!nodes.Contains(neighbour) && inside.Contains(neighbour) && _graph.LinkAt(edge.Link).RingEdgeCount > 0) _others.Add(neighbour);
                }
            }
        }
        _numbers.Clear();
        foreach (MentionPlace place in _mentions)
            if (reports.Contains(place.Report)) _numbers.Add(place.Report);
        return new RingMember(_members[index].Key, EntityReader.LabelOf(_graph, node), RingReports.SortDistinct(_numbers), _others.Count)
        {
            Namesakes = [.. namesakes.Select(_graph.KeyOf).Order()],
            Roles = roles.Of(nodes),
            Use = _guestIn.ContainsKey(index) ? UseIn(reports) : null,
        };
    }

    /// <summary>The days of the ring's reports that name the member whose mentions were collected last.</summary>
    private RingUse UseIn(HashSet<int> reports)
    {
        List<DateTimeOffset> times = [.. _mentions.Where(m => reports.Contains(m.Report))
            .Select(m => RingTime.OfReport(_graph.ReportAt(m.Report)!)).OfType<DateTimeOffset>()];
        return times.Count == 0 ? new RingUse(null, null) : new RingUse(times.Min().ToUniversalTime(), times.Max().ToUniversalTime());
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

    /// <summary>Reports without an own time are on no day.</summary>
    private static RingDay[] TimelineOf(List<StoredReport> reports) =>
        [.. reports.Select(RingTime.OfReport).OfType<DateTimeOffset>().CountBy(RingTime.DayOf).OrderBy(d => d.Key).Select(d => new RingDay(d.Key, d.Value))];
}
