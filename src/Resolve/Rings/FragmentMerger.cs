using System.Runtime.InteropServices;

namespace Resolve.Rings;

/// <summary>Puts together the pieces of one ring that only single reports join, and leaves apart rings that one report mentions together by mistake.</summary>
/// <remarks>
/// Ties alone do not distinguish the two cases: a report that names an outsider beside four of a ring makes four ties.
/// Reports do. Two pieces of a and b members,
/// with n and m reports, are joined by x reports. Were they one ring whose reports name members at random, a report that names k of them would
/// join both with chance 1 - (a/(a+b))^k - (b/(a+b))^k, in sum λ; no ring mixes evenly, so every share of λ is taken to be as likely. Were they two,
/// one report in <see cref="StrayOneIn"/> would name somebody else's entity. So one joining report settles it for pieces of few reports, and does not
/// for two that live their own lives; several do, where they are a fair share of what mixing would give, and do not all go through one
/// entity, which may be borrowed by both. What is in no report without the other is its own.
/// </remarks>
internal sealed class FragmentMerger
{
    /// <summary>One report in so many names an entity of somebody else by mistake: the fewer there are, the more is put together.</summary>
    private const int StrayOneIn = 48;

    /// <summary>Two pieces that two independent reports join are one when those are at least this share, in percent, of what even mixing would give.</summary>
    private const int TwicePercentMin = 12;

    /// <summary>The same for three or more, which chance hardly brings together: a ring of several teams mixes little.</summary>
    private const int OftenPercentMin = 6;

    /// <summary>A piece of so many members, in so many reports of its own, is joined by no report that merely lists it beside another.</summary>
    private const int AloneMemberCountMin = 4, AloneReportCountMin = 8;

    /// <summary>So many other reports must name each of two that one report says belong together.</summary>
    private const int KnownReportCountMin = 2;

    private const int One = 1 << 10; // fixed point of expected reports

    private readonly int[] _groups;    // vertex -> its piece, named by its smallest vertex; -1 for hubs
    private readonly int[][] _reports; // the members that each report ties, ascending
    private readonly int[] _starts;    // member -> where its reports begin in _reportsOf
    private readonly int[] _reportsOf;
    private readonly Dictionary<int, Piece> _pieces = []; // made when they are asked for: most meet no other
    private readonly Dictionary<int, List<(int A, int B)>> _binding = []; // report -> the members of two pieces that it says belong together, not merely names
    private readonly List<int> _named = [];
    private readonly int[] _next; // vertex -> the next of its piece, -1 at the end
    private HashSet<int> _changed = [];

    /// <summary>Prepares the reunion.</summary>
    /// <param name="component">The component, with the reports of its ties.</param>
    /// <param name="groups">The group of each member, -1 for hubs and for those in none; overwritten.</param>
    public FragmentMerger(RingComponent component, int[] groups)
    {
        _groups = groups;
        _next = new int[groups.Length];
        var last = new Dictionary<int, int>(); // group -> its last member so far
        var first = new Dictionary<int, int>();
        for (int v = 0; v < groups.Length; v++)
        {
            _next[v] = -1;
            int group = groups[v];
            if (PartitionDetector.IsLeftOut(component, v)) groups[v] = -1;
            else if (group < 0) groups[v] = v;
            else
            {
                if (last.TryGetValue(group, out int previous)) _next[previous] = v;
                last[group] = v;
                groups[v] = first.TryGetValue(group, out int smallest) ? smallest : first[group] = v;
            }
        }
        TieReports reports = component.NumberedReports ?? new TieReports(component.ReportsOfTie);
        (_reports, int[] places) = ReportsOf(component, reports);
        FindBinding(component, reports, places);
        (_starts, _reportsOf) = Invert(_reports, groups.Length);
    }

    /// <summary>Puts together what belongs together; the groups are then named by their smallest members.</summary>
    /// <remarks>Rounds of merges, the surest first; a piece that has changed waits for the next round to be judged as what it has become.</remarks>
    public void Run()
    {
        List<Merge> merges = Find(Enumerable.Range(0, _reports.Length), all: true);
        while (merges.Count > 0)
        {
            merges.Sort();
            _changed = [];
            foreach (Merge merge in merges)
            {
                // What is in no report without another piece stays so however that one grows, so a star of a thousand numbers needs one round.
                int into = merge.Rank == MergeRank.Dependent ? NameOf(merge.Into) : merge.Into;
                if (into == merge.From || _changed.Contains(merge.From) || (merge.Rank != MergeRank.Dependent && _changed.Contains(into))) continue;
                Put(merge.From, into);
                _changed.Add(merge.From);
                _changed.Add(into);
            }
            _changed.RemoveWhere(p => _groups[p] != p);
            merges = Find(_changed.SelectMany(p => PieceOf(p).Reports).Distinct(), all: false);
        }
    }

    // A piece keeps its smallest member under every name it gets.
    private int NameOf(int piece) => _groups[piece];

    /// <summary>Lists the statements that say how members of two pieces belong together: a transfer between accounts, who controls or holds whom, a
    /// login.</summary>
    private void FindBinding(RingComponent component, TieReports reports, int[] places)
    {
        for (int t = 0; t < component.Ties.Count; t++)
        {
            (int a, int b) = (component.Ties[t].A, component.Ties[t].B);
            if (_groups[a] == _groups[b] || _groups[a] < 0 || _groups[b] < 0) continue;
            ReadOnlySpan<int> of = reports.Of(t);
            ReadOnlySpan<bool> binds = reports.BindsOf(t);
            for (int i = 0; i < of.Length; i++)
            {
                if (!binds[i]) continue;
                ref List<(int, int)>? pairs = ref CollectionsMarshal.GetValueRefOrAddDefault(_binding, places[of[i]], out _);
                (pairs ??= []).Add((a, b));
            }
        }
    }

    private static (int[][] Reports, int[] Places) ReportsOf(RingComponent component, TieReports reports)
    {
        int[] starts = new int[reports.ReportCount + 1]; // report -> where the ends of its ties begin
        for (int t = 0; t < component.Ties.Count; t++)
        {
            if (PartitionDetector.IsLeftOut(component, component.Ties[t].A) || PartitionDetector.IsLeftOut(component, component.Ties[t].B)) continue;
            foreach (int report in reports.Of(t)) starts[report + 1] += 2;
        }
        for (int r = 0; r < reports.ReportCount; r++) starts[r + 1] += starts[r];
        int[] ends = new int[starts[reports.ReportCount]], next = [.. starts];
        for (int t = 0; t < component.Ties.Count; t++)
        {
            (int a, int b) = (component.Ties[t].A, component.Ties[t].B);
            if (PartitionDetector.IsLeftOut(component, a) || PartitionDetector.IsLeftOut(component, b)) continue;
            foreach (int report in reports.Of(t))
            {
                ends[next[report]++] = a;
                ends[next[report]++] = b;
            }
        }
        var members = new List<int[]>(reports.ReportCount);
        int[] places = new int[reports.ReportCount];
        for (int r = 0; r < reports.ReportCount; r++)
        {
            Span<int> named = ends.AsSpan(starts[r], starts[r + 1] - starts[r]);
            if (named.IsEmpty) continue; // it names hubs only
            named.Sort();
            int kept = 1;
            for (int i = 1; i < named.Length; i++) if (named[i] != named[kept - 1]) named[kept++] = named[i];
            places[r] = members.Count;
            members.Add(named[..kept].ToArray());
        }
        return ([.. members], places);
    }

    private static (int[] Starts, int[] Reports) Invert(int[][] reports, int memberCount)
    {
        int[] starts = new int[memberCount + 1];
        foreach (int[] members in reports)
            foreach (int v in members) starts[v + 1]++;
        for (int v = 0; v < memberCount; v++) starts[v + 1] += starts[v];
        int[] of = new int[starts[memberCount]], at = [.. starts];
        for (int r = 0; r < reports.Length; r++)
            foreach (int v in reports[r]) of[at[v]++] = r;
        return (starts, of);
    }

    private Piece PieceOf(int name)
    {
        ref Piece? piece = ref CollectionsMarshal.GetValueRefOrAddDefault(_pieces, name, out _);
        if (piece is not null) return piece;
        piece = new Piece();
        for (int v = name; v >= 0; v = _next[v])
        {
            piece.Members.Add(v);
            for (int i = _starts[v]; i < _starts[v + 1]; i++) piece.Reports.Add(_reportsOf[i]);
        }
        return piece;
    }

    private List<Merge> Find(IEnumerable<int> reports, bool all)
    {
        var joining = new Dictionary<(int First, int Second), List<int>>();
        foreach (int r in reports)
        {
            if (!NamesSeveral(r)) continue;
            for (int i = 0; i < _named.Count; i++)
            {
                for (int j = i + 1; j < _named.Count; j++)
                {
                    if (!all && !_changed.Contains(_named[i]) && !_changed.Contains(_named[j])) continue;
                    ref List<int>? joined = ref CollectionsMarshal.GetValueRefOrAddDefault(joining, (_named[i], _named[j]), out _);
                    (joined ??= []).Add(r);
                }
            }
        }
        var merges = new List<Merge>();
        foreach (((int first, int second), List<int> joined) in joining)
            if (Weigh(first, second, joined) is { } merge) merges.Add(merge);
        return merges;
    }

    /// <summary>Lists the pieces that a report names, ascending; false when it is one, as of nearly all reports.</summary>
    private bool NamesSeveral(int report)
    {
        int[] members = _reports[report];
        int same = 1;
        while (same < members.Length && _groups[members[same]] == _groups[members[0]]) same++;
        if (same == members.Length) return false;
        _named.Clear();
        foreach (int v in members) _named.Add(_groups[v]);
        _named.Sort();
        int kept = 1;
        for (int i = 1; i < _named.Count; i++) if (_named[i] != _named[kept - 1]) _named[kept++] = _named[i];
        _named.RemoveRange(kept, _named.Count - kept);
        return true;
    }

    /// <summary>Weighs whether two pieces are one; null when they are not.</summary>
    private Merge? Weigh(int first, int second, List<int> joining)
    {
        Piece a = PieceOf(first), b = PieceOf(second);
        if (joining.Count == b.Reports.Count) return new Merge(MergeRank.Dependent, joining.Count, first, second);
        if (joining.Count == a.Reports.Count) return new Merge(MergeRank.Dependent, joining.Count, second, first);
        int binding = joining.Count(r => Binds(r, first, second, joining.Count)), independent = Independent(first, second, joining);
        // Where all hang on one account that most of them merely name or say was paid by victims, it was sold or lent.
        if (binding > 0 && (independent > 1 || 2 * binding > joining.Count)) return new Merge(MergeRank.Bound, binding, first, second);
        long expected = Expected(a, b, first, second);
        if (independent > 1)
        {
            long share = 100L * independent * One / expected;
            return share >= (independent == 2 ? TwicePercentMin : OftenPercentMin) ? new Merge(MergeRank.Often, share, first, second) : null;
        }
        if (LivesAlone(a, joining.Count) && LivesAlone(b, joining.Count)) return null; // a mere list
        // The chance of one joining report, over all shares of λ, is about λ / (2 + λ²).
        long sizes = a.Members.Count + b.Members.Count;
        Int128 same = (Int128)sizes * expected * StrayOneIn * One;
        Int128 stray = ((Int128)a.Reports.Count * b.Members.Count + (Int128)b.Reports.Count * a.Members.Count) * (2L * One * One + (Int128)expected * expected);
        return same >= stray ? new Merge(MergeRank.Once, (long)(same * One / stray), first, second) : null;
    }

    /// <summary>Whether a report says how members of two pieces belong together, each of whom two other reports name: else it may be a stranger to
    /// both.</summary>
    private bool Binds(int report, int first, int second, int joining)
    {
        if (!_binding.TryGetValue(report, out List<(int A, int B)>? pairs)) return false;
        foreach ((int a, int b) in pairs)
        {
            bool isBetween = (_groups[a] == first && _groups[b] == second) || (_groups[a] == second && _groups[b] == first);
            if (isBetween && ReportCount(a) >= joining + KnownReportCountMin && ReportCount(b) >= joining + KnownReportCountMin) return true;
        }
        return false;
    }

    private int ReportCount(int member) => _starts[member + 1] - _starts[member];

    /// <summary>Whether a piece would be a ring without the reports that join it to another.</summary>
    private static bool LivesAlone(Piece piece, int joining) =>
        piece.Members.Count >= AloneMemberCountMin && piece.Reports.Count - joining >= AloneReportCountMin;

    /// <summary>Returns λ in units of 1/1024 report.</summary>
    private long Expected(Piece a, Piece b, int first, int second)
    {
        long sum = 0, p = ((long)a.Members.Count << 20) / (a.Members.Count + b.Members.Count), q = (1 << 20) - p;
        foreach (int report in a.Reports) sum += Chance(report);
        foreach (int report in b.Reports) if (!a.Reports.Contains(report)) sum += Chance(report);
        return Math.Max(1, sum >> 10);

        long Chance(int report)
        {
            int k = 0;
            foreach (int v in _reports[report]) if (_groups[v] == first || _groups[v] == second) k++;
            if (k < 2) return 0;
            long pk = 1 << 20, qk = 1 << 20;
            for (; k > 0; k--) (pk, qk) = ((pk * p) >> 20, (qk * q) >> 20);
            return (1 << 20) - pk - qk;
        }
    }

    /// <summary>Returns how many of the joining reports are independent: all that hang on one entity count once.</summary>
    private int Independent(int first, int second, List<int> joining)
    {
        if (joining.Count == 1) return 1;
        var hanging = new Dictionary<int, int>(); // entity -> reports that join the two through it alone
        foreach (int report in joining)
        {
            int inFirst = 0, inSecond = 0, lastFirst = -1, lastSecond = -1;
            foreach (int v in _reports[report])
            {
                if (_groups[v] == first) (inFirst, lastFirst) = (inFirst + 1, v);
                else if (_groups[v] == second) (inSecond, lastSecond) = (inSecond + 1, v);
            }
            if (inFirst == 1) CollectionsMarshal.GetValueRefOrAddDefault(hanging, lastFirst, out _)++;
            if (inSecond == 1) CollectionsMarshal.GetValueRefOrAddDefault(hanging, lastSecond, out _)++;
        }
        return joining.Count - hanging.Values.DefaultIfEmpty(1).Max() + 1;
    }

    private void Put(int from, int into)
    {
        (Piece small, Piece large) = (PieceOf(from), PieceOf(into));
        if (large.Members.Count < small.Members.Count) (small, large) = (large, small);
        large.Members.AddRange(small.Members);
        large.Reports.UnionWith(small.Reports);
        int name = Math.Min(from, into);
        _pieces.Remove(Math.Max(from, into));
        _pieces[name] = large;
        foreach (int v in large.Members) _groups[v] = name;
    }

    private enum MergeRank
    {
        /// <summary>One piece is in no report without the other.</summary>
        Dependent,

        /// <summary>A report says how they belong together.</summary>
        Bound,

        /// <summary>Several reports join them.</summary>
        Often,

        /// <summary>One report does.</summary>
        Once,
    }

    private readonly record struct Merge(MergeRank Rank, long Strength, int Into, int From) : IComparable<Merge>
    {
        public int CompareTo(Merge other)
        {
            int order = Rank.CompareTo(other.Rank);
            if (order == 0) order = other.Strength.CompareTo(Strength);
            if (order == 0) order = Into.CompareTo(other.Into);
            return order != 0 ? order : From.CompareTo(other.From);
        }
    }

    private sealed class Piece
    {
        public List<int> Members { get; } = [];

        public HashSet<int> Reports { get; } = [];
    }
}
