using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Rings.History;

/// <summary>Replays a ring's reports in the order of their own times, and records what each changed.</summary>
/// <remarks>
/// Members that a report ties are one piece from then on. A piece is a ring as soon as it has as many members and reports as
/// a ring must have; the earliest mention among its members names it, as it names a ring. So the last piece bears the id
/// that the ring has now.
/// </remarks>
internal sealed class RingReplay
{
    private readonly GraphSnapshot _graph;
    private readonly Ring _ring;
    private readonly RingModel _model;
    private readonly Dictionary<int, int> _indexOf = [];
    private readonly Piece?[] _pieces;
    private readonly int[] _parent;
    private readonly IReadOnlyList<string>[] _countries;
    private readonly HashSet<ReportKey> _own;
    private readonly List<RingEvent> _events = [];

    public RingReplay(GraphSnapshot graph, Ring ring, RingModel model)
    {
        _graph = graph;
        _ring = ring;
        _model = model;
        Nodes = [.. RingMentions.NodesOf(graph, ring).Distinct()];
        Nodes.Sort((a, b) => graph.KeyOf(a).CompareTo(graph.KeyOf(b)));
        for (int i = 0; i < Nodes.Count; i++) _indexOf.Add(Nodes[i], i);
        _pieces = new Piece?[Nodes.Count];
        _parent = [.. Enumerable.Range(0, Nodes.Count)];
        _own = [.. ring.Reports];
        _countries = new IReadOnlyList<string>[Nodes.Count];
        Array.Fill(_countries, []);
        foreach (ForeignTie tie in ring.ForeignTies)
        {
            foreach (ForeignIndicator indicator in tie.Indicators)
                if (graph.TryFind(indicator.Key, out int node) && _indexOf.TryGetValue(node, out int index)) _countries[index] = [.. _countries[index],
                    tie.Country];
        }
    }

    /// <summary>Gets the nodes of the ring, by key.</summary>
    public List<int> Nodes { get; }

    /// <summary>Lists what happened, by time.</summary>
    public List<RingEvent> Run()
    {
        StoredReport? last = null;
        foreach ((StoredReport report, bool isOwn) in ReportsOfRing())
        {
            Apply(report, isOwn);
            last = report;
        }
        if (last is not null) JoinWhatIsLeft(last);
        return _events;
    }

    /// <summary>The reports to replay: its own, and those of other rings that tie two of its members.</summary>
    private List<(StoredReport Report, bool IsOwn)> ReportsOfRing()
    {
        var numbers = new HashSet<int>();
        foreach (int node in Nodes)
            foreach ((int number, StoredMention _) in RingMentions.Of(_graph, node)) numbers.Add(number);
        var reports = new List<(StoredReport Report, bool IsOwn)>(numbers.Count);
        foreach (int number in numbers)
        {
            StoredReport report = _graph.ReportAt(number)!;
            bool isOwn = _own.Contains(report.Key);
            if (isOwn || Array.Exists(report.Links, l => l.CarriesRings && EndsOf(report, l) is { } ends && ends.A != ends.B)) reports.Add((report, isOwn));
        }
        reports.Sort(static (a, b) => StoredReport.CompareByTime(a.Report, b.Report));
        return reports;
    }

    private (int A, int B)? EndsOf(StoredReport report, in StoredLink link) =>
        _indexOf.TryGetValue(_graph.NodeOf(report.Mentions[link.FromMention].Vertex), out int a)
        && _indexOf.TryGetValue(_graph.NodeOf(report.Mentions[link.ToMention].Vertex), out int b) ? (a, b) : null;

    private void Apply(StoredReport report, bool isOwn)
    {
        var named = new SortedSet<int>();
        for (int ordinal = 0; ordinal < report.Mentions.Length; ordinal++)
        {
            StoredMention mention = report.Mentions[ordinal];
            if (!_indexOf.TryGetValue(_graph.NodeOf(mention.Vertex), out int index) || !RingMentions.Counts(report, ordinal)) continue;
            named.Add(index);
            Piece piece = PieceOf(index);
            if (isOwn) piece.TakeName(report, mention.Ref);
        }
        List<(int A, int B)> ties = [.. report.Links.Where(l => l.CarriesRings).Select(l => EndsOf(report, l)).OfType<(int A, int B)>().Where(t => t.A != t.B)];
        foreach (int root in named.Select(Root).Distinct().Order().ToArray()) ApplyReport(report, isOwn, root, ties);
    }

    /// <summary>Joins what one report ties to a piece, and records what that changed.</summary>
    private void ApplyReport(StoredReport report, bool isOwn, int start, List<(int A, int B)> ties)
    {
        if (Root(start) != start) return; // joined to one that was applied before
        var joined = new List<Piece> { PieceOf(start) };
        (int A, int B) first = default;
        bool concerns = false;
        for (bool more = true; more;)
        {
            more = false;
            foreach ((int a, int b) in ties)
            {
                int here = Root(start), rootA = Root(a), rootB = Root(b);
                if (rootA != here && rootB != here) continue;
                concerns = true;
                if (rootA == rootB) continue;
                if (joined.Count == 1) first = (a, b);
                Piece other = PieceOf(rootA == here ? rootB : rootA);
                if (other.IsFormed && !joined.Exists(p => p.IsFormed && p != joined[0])) first = (a, b);
                joined.Add(other);
                _parent[Math.Max(rootA, rootB)] = Math.Min(rootA, rootB);
                more = true;
            }
        }
        RecordJoin(report, isOwn, joined, Root(start), concerns, first, null);
    }

    private void RecordJoin(StoredReport report, bool isOwn, List<Piece> joined, int root, bool concerns, (int A, int B) link, string? cause)
    {
        List<Piece> formed = [.. joined.Where(p => p.IsFormed)];
        formed.Sort(Piece.CompareByName);
        string? before = formed.Count > 0 ? formed[0].Id : null;
        List<int> came = [.. joined.Where(p => !p.IsFormed).SelectMany(p => p.Members)];
        string? province = isOwn ? RingPlaces.NewNameOf(report) : null;
        bool isNewProvince = province is not null && !formed.Exists(p => p.Provinces.Contains(province));
        string[] countries = [.. joined.Where(p => !p.IsFormed).SelectMany(p => p.Countries).Distinct(StringComparer.Ordinal)
            .Where(c => !formed.Exists(p => p.Countries.Contains(c)))];
        List<RingEvent> merges = [.. formed.Skip(1).Select(absorbed => new RingEvent
        {
            Kind = RingEventKinds.Merged,
            Members = Keys(absorbed.Members),
            Rings = absorbed.Id is { } id ? [id] : [],
            From = cause is null ? _graph.KeyOf(Nodes[link.A]) : default,
            To = cause is null ? _graph.KeyOf(Nodes[link.B]) : default,
            Provinces = Sorted(absorbed.Provinces.Except(formed[0].Provinces)),
            Countries = Sorted(absorbed.Countries.Except(formed[0].Countries)),
            Cause = cause,
        })];
        Piece whole = joined.MaxBy(p => p.Members.Count)!; // the others move into the largest, so that growth costs little
        foreach (Piece piece in joined) if (piece != whole) whole.TakeIn(piece);
        if (concerns) whole.ReportCount++;
        if (province is not null) whole.Provinces.Add(province);
        whole.IsFormed = formed.Count > 0 || (whole.Members.Count >= _model.MemberCountMin && whole.ReportCount >= _model.ReportCountMin);
        _pieces[root] = whole;
        if (!whole.IsFormed) return;
        if (formed.Count == 0)
        {
            Add(report, whole, new RingEvent { Kind = RingEventKinds.Formed, Members = Keys(whole.Members), Provinces = Sorted(whole.Provinces),
                Countries = Sorted(whole.Countries), Cause = cause });
            return;
        }
        foreach (RingEvent merge in merges) Add(report, whole, merge);
        if (came.Count > 0) Add(report, whole, new RingEvent { Kind = RingEventKinds.Grew, Members = Keys(came), Cause = cause });
        if (before is not null && whole.Id != before) Add(report, whole, new RingEvent { Kind = RingEventKinds.Renamed, Rings = [before] });
        if (isNewProvince) Add(report, whole, new RingEvent { Kind = RingEventKinds.ReachedProvince, Provinces = [province!] });
        if (countries.Length > 0) Add(report, whole, new RingEvent { Kind = RingEventKinds.ReachedCountry, Countries = Sorted(countries) });
    }

    /// <summary>What the partition counts to the ring though no report ties it to the rest joins when the last report has come.</summary>
    private void JoinWhatIsLeft(StoredReport last)
    {
        int[] roots = [.. Enumerable.Range(0, Nodes.Count).Where(i => Root(i) == i && _pieces[i] is not null)];
        if (roots.Length == 0) return;
        bool isThere = roots.Length == 1 && _pieces[roots[0]]!.IsFormed;
        if (isThere) return;
        List<Piece> pieces = [.. roots.Select(r => _pieces[r]!)];
        foreach (int root in roots) _parent[root] = roots[0];
        if (pieces.TrueForAll(p => !p.IsFormed)) pieces[0].ReportCount = Math.Max(_model.ReportCountMin, pieces.Sum(p => p.ReportCount));
        RecordJoin(last, false, pieces, roots[0], false, default, "partition");
    }

    private void Add(StoredReport report, Piece piece, RingEvent what) => _events.Add(what with
    {
        At = RingHistories.TimeOf(report), Report = report.Key, MemberCount = piece.Members.Count, ReportCount = piece.ReportCount,
    });

    private static string[] Sorted(IEnumerable<string> texts) => [.. texts.Order(StringComparer.Ordinal)];

    private EntityKey[] Keys(IEnumerable<int> indices) => RingHistories.KeysOf(_graph, indices.Select(i => Nodes[i]));

    private Piece PieceOf(int index)
    {
        int root = Root(index);
        return _pieces[root] ??= new Piece(root, _countries[root]);
    }

    private int Root(int index)
    {
        while (_parent[index] != index) index = _parent[index] = _parent[_parent[index]];
        return index;
    }

    /// <summary>Members that reports have tied so far.</summary>
    private sealed class Piece(int first, IReadOnlyList<string> countries)
    {
        private StoredReport? _named;
        private string _ref = "";

        public List<int> Members { get; } = [first];

        public HashSet<string> Provinces { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Countries { get; } = new(countries, StringComparer.Ordinal);

        public int ReportCount { get; set; }

        public bool IsFormed { get; set; }

        public string? Id => _named is null ? null : RingMentions.IdOf(_named, _ref);

        public static int CompareByName(Piece a, Piece b)
        {
            if (a._named is null || b._named is null) return (a._named is null).CompareTo(b._named is null);
            int order = StoredReport.CompareByTime(a._named, b._named);
            return order != 0 ? order : string.CompareOrdinal(a._ref, b._ref);
        }

        public void TakeName(StoredReport report, string mentionRef)
        {
            int order = _named is null ? -1 : StoredReport.CompareByTime(report, _named);
            if (order > 0 || (order == 0 && string.CompareOrdinal(mentionRef, _ref) >= 0)) return;
            (_named, _ref) = (report, mentionRef);
        }

        public void TakeIn(Piece other)
        {
            if (other._named is not null) TakeName(other._named, other._ref);
            Members.AddRange(other.Members);
            Provinces.UnionWith(other.Provinces);
            Countries.UnionWith(other.Countries);
            ReportCount += other.ReportCount;
        }
    }
}
