namespace Resolve.Rings;

/// <summary>Puts together the parts of rings that were told of in parts: where each report names two or three things, hardly a tie is told twice.</summary>
/// <remarks>
/// Firm ties make the groups. Between two groups one report's word is not enough: it may have named a stranger in passing, and
/// a borrowed account is named by many reports. Two groups are one when several reports say so of several members on either
/// side, and those are no small part of the reports that the smaller group rests on. What is too
/// little to be a ring joins the group that most reports which name it lead to; what is drawn both ways alike stays out.
/// </remarks>
internal sealed class GroupReunion
{
    private const int WitnessesMin = 2;
    private const int ShareMin = 8;      // the witnesses are one in so many of the smaller group's reports, or more
    private const int RoundsMax = 16;

    private readonly RingComponent _component;
    private readonly int[] _groups;
    private readonly int _firm;

    /// <summary>Prepares it.</summary>
    /// <param name="component">The component.</param>
    /// <param name="groups">The group of each member, -1 for none; changed in place.</param>
    /// <param name="firm">Groups below this number were made by firm ties.</param>
    public GroupReunion(RingComponent component, int[] groups, int firm) => (_component, _groups, _firm) = (component, groups, firm);

    /// <summary>Puts the parts together.</summary>
    public void Run()
    {
        for (int round = 0; round < RoundsMax; round++)
            if (!Join(round)) return;
    }

    private bool Join(int round)
    {
        Dictionary<(int A, int B), Witnesses> between = Between();
        if (between.Count == 0) return false;
        (Dictionary<int, int> reports, Dictionary<int, int> sizes) = Measure();
        var into = new Dictionary<int, int>();
        foreach (((int a, int b), Witnesses w) in between)
            if (Agree(w, reports[a], reports[b])) Unite(into, a, b);
        if (into.Count == 0)
        {
            // Only when the groups are settled, the rest: which of them it belongs to is plain then.
            var best = new Dictionary<int, ((int Reports, long Weight) Rank, int Group, bool Tied)>();
            foreach (((int a, int b), Witnesses w) in between)
            {
                if (IsRest(a) && !IsRest(b)) Offer(best, a, b, (w.Reports.Count, w.Weight));
                if (IsRest(b) && !IsRest(a)) Offer(best, b, a, (w.Reports.Count, w.Weight));
            }
            foreach ((int group, (_, int target, bool tied)) in best)
                if (!tied) into.TryAdd(group, target);
            bool IsRest(int group) => sizes[group] < 3 || (group >= _firm && reports[group] < 2);
        }
        if (into.Count == 0) return false;
        for (int v = 0; v < _groups.Length; v++) if (_groups[v] >= 0) _groups[v] = Root(into, _groups[v]);
        return true;
    }

    private static void Offer(Dictionary<int, ((int, long) Rank, int Group, bool Tied)> best, int group, int target, (int, long) rank)
    {
        int order = best.TryGetValue(group, out ((int, long) Rank, int Group, bool Tied) known) ? rank.CompareTo(known.Rank) : 1;
        if (order > 0) best[group] = (rank, target, false);
        else if (order == 0) best[group] = (rank, Math.Min(target, known.Group), true);
    }

    private static bool Agree(Witnesses w, int reportsOfA, int reportsOfB) =>
        w.Reports.Count >= WitnessesMin && w.OfA.Count >= WitnessesMin && w.OfB.Count >= WitnessesMin && w.Reports.Count * ShareMin >= Math.Min(reportsOfA, reportsOfB);

    private Dictionary<(int A, int B), Witnesses> Between()
    {
        var between = new Dictionary<(int, int), Witnesses>();
        for (int t = 0; t < _component.Ties.Count; t++)
        {
            (int x, int y) = (_component.Ties[t].A, _component.Ties[t].B);
            if (_groups[x] < 0 || _groups[y] < 0 || _groups[x] == _groups[y]) continue;
            if (_groups[x] > _groups[y]) (x, y) = (y, x);
            if (!between.TryGetValue((_groups[x], _groups[y]), out Witnesses? w)) between.Add((_groups[x], _groups[y]), w = new Witnesses());
            w.Reports.UnionWith(_component.ReportsOfTie[t]);
            w.Weight += _component.Ties[t].WeightMillibits;
            w.OfA.Add(x);
            w.OfB.Add(y);
        }
        return between;
    }

    /// <summary>How many reports each group rests on, and how many members it has.</summary>
    private (Dictionary<int, int> Reports, Dictionary<int, int> Sizes) Measure()
    {
        var told = new Dictionary<int, HashSet<int>>();
        var sizes = new Dictionary<int, int>();
        foreach (int group in _groups)
        {
            if (group < 0) continue;
            sizes[group] = sizes.GetValueOrDefault(group) + 1;
            told.TryAdd(group, []);
        }
        for (int t = 0; t < _component.Ties.Count; t++)
        {
            int a = _groups[_component.Ties[t].A], b = _groups[_component.Ties[t].B];
            if (a >= 0) told[a].UnionWith(_component.ReportsOfTie[t]);
            if (b >= 0 && b != a) told[b].UnionWith(_component.ReportsOfTie[t]);
        }
        return (told.ToDictionary(g => g.Key, g => g.Value.Count), sizes);
    }

    private static void Unite(Dictionary<int, int> into, int a, int b)
    {
        (a, b) = (Root(into, a), Root(into, b));
        if (a != b) into[Math.Max(a, b)] = Math.Min(a, b);
    }

    private static int Root(Dictionary<int, int> into, int group)
    {
        while (into.TryGetValue(group, out int next)) group = next;
        return group;
    }

    /// <summary>What speaks for two groups being one.</summary>
    private sealed class Witnesses
    {
        public HashSet<int> Reports { get; } = [];

        public HashSet<int> OfA { get; } = [];

        public HashSet<int> OfB { get; } = [];

        public long Weight { get; set; }
    }
}
