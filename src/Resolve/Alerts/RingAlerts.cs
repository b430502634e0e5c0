using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Reports;
using Resolve.Rings;

namespace Resolve.Alerts;

/// <summary>Finds what is to be told of rings: new ones, places reached, merges.</summary>
internal sealed class RingAlerts(AlertRound round, AlertBook book)
{
    /// <summary>The reports that make a ring where it began: the first two by their own time.</summary>
    private const int FoundingReports = 2;

    private readonly GraphSnapshot _graph = round.Rings.Graph;

    public void Find(List<Alert> told, List<Alert> silent)
    {
        (List<Ring> came, HashSet<string> gone) = round.Rings.ChangesSince(round.Before);
        came.Sort(static (a, b) => string.CompareOrdinal(a.Id, b.Id));
        SortedDictionary<string, List<string>> absorbed = WhereTheyWent(came, gone);
        foreach (Ring ring in came)
        {
            IReadOnlyList<EntityKey> names = KnownBy(ring);
            if (!absorbed.ContainsKey(ring.Id) && IsAllTold(ring))
            {
                book.Know(ring.Id, names);
                continue;
            }
            var of = new RingTold(_graph, ring);
            Alert draft = new()
            {
                Id = "",
                Kind = AlertKind.RingNew,
                Ring = ring.Id,
                Units = of.Units,
                Position = of.Position,
                MemberCount = ring.Members.Count,
                ReportCount = ring.Reports.Count,
                LossVnd = ring.LossVnd,
                Entities = names,
            };
            Tell(ring, of, draft, absorbed.GetValueOrDefault(ring.Id) ?? [], told, silent);
            book.Know(ring.Id, names);
        }
    }

    /// <summary>Most rings that change merely grow: that they have nothing to tell costs no look at their reports.</summary>
    private bool IsAllTold(Ring ring) =>
        book.IsTold(Alert.IdOf(AlertKind.RingNew, ring.Id, ""))
        && ring.Provinces34.All(p => book.IsTold(Alert.IdOf(AlertKind.RingReached, ring.Id, "province:" + p)))
        && ring.ForeignTies.All(t => t.Strength <= SignStrength.Weak || book.IsTold(Alert.IdOf(AlertKind.RingReached, ring.Id, "country:" + t.Country)));

    private void Tell(Ring ring, RingTold of, Alert draft, List<string> absorbed, List<Alert> told, List<Alert> silent)
    {
        Alert born = draft with { Id = Alert.IdOf(AlertKind.RingNew, ring.Id, ""), Because = of.Newest(3) };
        bool isKnown = book.IsTold(born.Id);
        List<Alert> reached = [.. Reached(ring, of, draft).Where(a => !book.IsTold(a.Id))];
        // A ring that goes on under another name, since an earlier report came late, is no news and no merge.
        bool isRenamed = !isKnown && absorbed.Count == 1;
        if (!isKnown) (absorbed.Count == 0 ? told : silent).Add(born with { Provinces = [.. ring.Provinces34], Countries = [.. ring.ForeignTies.Select(t => t.Country)] });
        foreach (string other in absorbed)
        {
            Alert merged = Merged(of, draft, other, reached);
            if (!book.IsTold(merged.Id)) (isRenamed ? silent : told).Add(merged);
        }
        // Where a ring began is told with it; what came with a merge is told with the merge.
        foreach (Alert alert in reached) (absorbed.Count > 0 || (!isKnown && of.IsFounding(alert)) ? silent : told).Add(alert);
    }

    private Alert Merged(RingTold of, Alert draft, string other, List<Alert> reached) => draft with
    {
        Id = Alert.IdOf(AlertKind.RingsMerged, draft.Ring!, other),
        Kind = AlertKind.RingsMerged,
        Absorbed = other,
        Because = of.Bridges(book.Known[other]),
        Provinces = [.. reached.SelectMany(a => a.Provinces).Order(StringComparer.Ordinal)],
        Countries = [.. reached.SelectMany(a => a.Countries).Order(StringComparer.Ordinal)],
    };

    private static IEnumerable<Alert> Reached(Ring ring, RingTold of, Alert draft)
    {
        foreach ((string province, StoredReport first) in of.FirstOfProvince())
        {
            yield return draft with
            {
                Id = Alert.IdOf(AlertKind.RingReached, ring.Id, "province:" + province),
                Kind = AlertKind.RingReached,
                Provinces = [province],
                Because = [first.Key],
                Entities = [],
            };
        }
        foreach (ForeignTie tie in ring.ForeignTies)
        {
            // A displayed number or a domain alone shows no tie: when more than that comes, it is told.
            ForeignIndicator[] signs = [.. tie.Indicators.Where(i => i.Strength > SignStrength.Weak)];
            if (of.FirstNaming(signs.Select(i => i.Key)) is not { } first) continue;
            yield return draft with
            {
                Id = Alert.IdOf(AlertKind.RingReached, ring.Id, "country:" + tie.Country),
                Kind = AlertKind.RingReached,
                Countries = [tie.Country],
                Signs = [.. signs.Select(i => i.Sign).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                Entities = [.. signs.Select(i => i.Key).Distinct().Order().Take(Alert.EntityCountMax)],
                Because = [first.Key],
            };
        }
    }

    /// <summary>The ring that most of a vanished ring's known members are in now: it went into that one; or nowhere.</summary>
    private SortedDictionary<string, List<string>> WhereTheyWent(List<Ring> came, HashSet<string> gone)
    {
        var into = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        IEnumerable<string> vanished = gone;
        if (round.Before is null)
        {
            HashSet<string> there = new(came.Select(r => r.Id), StringComparer.Ordinal);
            vanished = book.Known.Keys.Where(id => !there.Contains(id));
        }
        foreach (string id in vanished.Order(StringComparer.Ordinal).ToList())
        {
            if (!book.Known.TryGetValue(id, out IReadOnlyList<EntityKey>? members)) continue;
            var votes = new SortedDictionary<string, int>(StringComparer.Ordinal);
            foreach (EntityKey member in members)
                if (round.Rings.RingOf(member) is { } ring) votes[ring.Id] = votes.GetValueOrDefault(ring.Id) + 1;
            (string? most, int count) = votes.Count == 0 ? (null, 0) : (votes.MaxBy(v => v.Value).Key, votes.Values.Max());
            if (most is null || 2 * count < members.Count) continue;
            if (!into.TryGetValue(most, out List<string>? list)) into.Add(most, list = []);
            list.Add(id);
        }
        return into;
    }

    /// <summary>The members that most of the ring's reports name: by them it is known again when its id changes.</summary>
    private static IReadOnlyList<EntityKey> KnownBy(Ring ring) =>
        [.. ring.Members.OrderByDescending(m => m.ReportCount).ThenBy(m => m.Key).Take(Alert.EntityCountMax).Select(m => m.Key)];

    /// <summary>The reports of one ring, as the graph holds them.</summary>
    private sealed class RingTold
    {
        private readonly GraphSnapshot _graph;
        private readonly List<StoredReport> _reports = []; // by their own time
        private readonly HashSet<ReportKey> _founding;

        public RingTold(GraphSnapshot graph, Ring ring)
        {
            _graph = graph;
            var wanted = new HashSet<ReportKey>(ring.Reports);
            var seen = new HashSet<int>();
            foreach (RingMember member in ring.Members)
                foreach (EntityKey key in member.Namesakes.Prepend(member.Key)) Collect(key, wanted, seen);
            _reports.Sort(StoredReport.CompareByTime);
            _founding = [.. _reports.Take(FoundingReports).Select(r => r.Key)];
            Units = [.. _reports.Select(r => r.Unit).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            Position = _reports.Count == 0 ? 0 : _reports.Max(r => r.Position);
        }

        public IReadOnlyList<string> Units { get; }

        public long Position { get; }

        public bool IsFounding(Alert reached) => _founding.Contains(reached.Because[0]);

        public IReadOnlyList<ReportKey> Newest(int count) => [.. _reports.OrderByDescending(r => r.Position).Take(count).Select(r => r.Key)];

        public SortedDictionary<string, StoredReport> FirstOfProvince()
        {
            var first = new SortedDictionary<string, StoredReport>(StringComparer.Ordinal);
            foreach (StoredReport report in _reports)
                if (RingPlaces.NewNameOf(report) is { } province) first.TryAdd(province, report);
            return first;
        }

        public StoredReport? FirstNaming(IEnumerable<EntityKey> keys)
        {
            HashSet<int> nodes = Nodes(keys);
            return _reports.Find(r => Names(r, nodes));
        }

        /// <summary>The reports that name a member of the one ring and one of the other, newest first; else the newest of all.</summary>
        public IReadOnlyList<ReportKey> Bridges(IReadOnlyList<EntityKey> other)
        {
            HashSet<int> nodes = Nodes(other);
            StoredReport[] bridges = [.. _reports.Where(r => Names(r, nodes) && r.Mentions.Any(m => !Conduction.IsLeaf(m.Role) && !nodes.Contains(_graph.NodeOf(m.Vertex))))];
            return [.. (bridges.Length > 0 ? bridges : [.. _reports]).OrderByDescending(r => r.Position).Take(3).Select(r => r.Key)];
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
    }
}
