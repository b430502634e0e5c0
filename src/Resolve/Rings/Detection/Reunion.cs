using System.Runtime.InteropServices;

namespace Resolve.Rings.Detection;

/// <summary>Puts together the pieces of one ring that only single reports join, and leaves apart rings that one report mentions together by mistake.</summary>
/// <remarks>
/// Ties cannot tell the two: a report that names an outsider beside four of a ring makes four ties. Reports can. Two pieces of a and b members,
/// with n and m reports, are joined by x reports. Were they one ring whose reports name members at random, a report that names k of them would
/// join both with chance 1 - (a/(a+b))^k - (b/(a+b))^k, in sum λ; no ring mixes evenly, so every share of λ is taken to be as likely. Were they two,
/// one report in <see cref="StrayOneIn"/> would name somebody else's entity. So one joining report settles it for pieces of few reports, and does not
/// for two that live their own lives; several do, where they are a fair share of what mixing would give, and do not all go through one
/// entity, which may be borrowed by both. What is in no report without the other is its own.
/// </remarks>
internal sealed class Reunion
{
    /// <summary>One report in so many names an entity of somebody else by mistake: the fewer there are, the more is put together.</summary>
    private const int StrayOneIn = 48;

    /// <summary>Two pieces that several reports join are one when those are at least this share, in percent, of what even mixing would give.</summary>
    private const int MixingPercentMin = 12;

    private const int One = 1 << 10; // fixed point of expected reports

    private readonly int[] _groups;               // vertex -> its piece, named by its smallest vertex; -1 for hubs
    private readonly int[][] _reports;            // the members that each report ties, ascending
    private readonly Dictionary<int, Piece> _pieces = [];
    private HashSet<int> _changed;

    /// <summary>Prepares the reunion.</summary>
    /// <param name="component">The component, with the reports of its ties.</param>
    /// <param name="groups">The group of each member, -1 for hubs and for those in none; overwritten.</param>
    public Reunion(RingComponent component, int[] groups)
    {
        _groups = groups;
        var first = new Dictionary<int, int>();
        for (int v = 0; v < groups.Length; v++)
        {
            if (component.Hubs[v]) groups[v] = -1;
            else if (groups[v] < 0) groups[v] = v;
            else if (first.TryGetValue(groups[v], out int smallest)) groups[v] = smallest;
            else
            {
                first.Add(groups[v], v);
                groups[v] = v;
            }
        }
        _reports = ReportsOf(component);
        for (int v = 0; v < groups.Length; v++)
        {
            if (groups[v] < 0) continue;
            ref Piece? piece = ref CollectionsMarshal.GetValueRefOrAddDefault(_pieces, groups[v], out _);
            (piece ??= new Piece()).Members.Add(v);
        }
        for (int r = 0; r < _reports.Length; r++)
            foreach (int v in _reports[r]) _pieces[groups[v]].Reports.Add(r);
        _changed = [.. _pieces.Keys];
    }

    /// <summary>Puts together what belongs together; the groups are then named by their smallest members.</summary>
    /// <remarks>Rounds of merges, the surest first; a piece that has changed waits for the next round to be judged as what it has become.</remarks>
    public void Run()
    {
        while (_changed.Count > 0)
        {
            List<Merge> merges = Find();
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
            _changed.RemoveWhere(p => !_pieces.ContainsKey(p));
        }
    }

    // A piece keeps its smallest member under every name it gets.
    private int NameOf(int piece) => _groups[piece];

    private static int[][] ReportsOf(RingComponent component)
    {
        var members = new SortedDictionary<int, SortedSet<int>>();
        for (int t = 0; t < component.Ties.Count; t++)
        {
            (int a, int b) = (component.Ties[t].A, component.Ties[t].B);
            if (component.Hubs[a] || component.Hubs[b]) continue;
            foreach (int report in component.ReportsOfTie[t])
            {
                if (!members.TryGetValue(report, out SortedSet<int>? named)) members.Add(report, named = []);
                named.Add(a);
                named.Add(b);
            }
        }
        return [.. members.Values.Select(static m => m.ToArray())];
    }

    private List<Merge> Find()
    {
        var joining = new Dictionary<(int First, int Second), List<int>>();
        foreach (int r in _changed.SelectMany(p => _pieces[p].Reports).Distinct())
        {
            int[] named = [.. _reports[r].Select(v => _groups[v]).Distinct().Order()];
            for (int i = 0; i < named.Length; i++)
            {
                for (int j = i + 1; j < named.Length; j++)
                {
                    if (!_changed.Contains(named[i]) && !_changed.Contains(named[j])) continue;
                    ref List<int>? reports = ref CollectionsMarshal.GetValueRefOrAddDefault(joining, (named[i], named[j]), out _);
                    (reports ??= []).Add(r);
                }
            }
        }
        var merges = new List<Merge>();
        foreach (((int first, int second), List<int> reports) in joining)
            if (Weigh(first, second, reports) is { } merge) merges.Add(merge);
        return merges;
    }

    /// <summary>Weighs whether two pieces are one; null when they are not.</summary>
    private Merge? Weigh(int first, int second, List<int> joining)
    {
        Piece a = _pieces[first], b = _pieces[second];
        if (joining.Count == b.Reports.Count) return new Merge(MergeRank.Dependent, joining.Count, first, second);
        if (joining.Count == a.Reports.Count) return new Merge(MergeRank.Dependent, joining.Count, second, first);
        long expected = Expected(a, b, first, second);
        int independent = Independent(first, second, joining);
        if (independent > 1)
        {
            long share = 100L * independent * One / expected;
            return share >= MixingPercentMin ? new Merge(MergeRank.Often, share, first, second) : null;
        }
        // The chance of one joining report, over all shares of λ, is about λ / (2 + λ²).
        long sizes = a.Members.Count + b.Members.Count;
        Int128 same = (Int128)sizes * expected * StrayOneIn * One;
        Int128 stray = ((Int128)a.Reports.Count * b.Members.Count + (Int128)b.Reports.Count * a.Members.Count) * (2L * One * One + (Int128)expected * expected);
        return same >= stray ? new Merge(MergeRank.Once, (long)(same * One / stray), first, second) : null;
    }

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
        (Piece small, Piece large) = (_pieces[from], _pieces[into]);
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
