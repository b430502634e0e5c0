namespace Resolve.Rings.Trails;

/// <summary>Finds money that is brought together or spread within a few days: fans, what gathers and scatters, and layers of accounts behind one
/// another.</summary>
internal static class MoneyFans
{
    private const int FanMin = 3, LayerMin = 2;

    private static readonly TimeSpan s_window = TimeSpan.FromDays(3);

    /// <summary>Finds accounts that at least three others pay within three days.</summary>
    public static IEnumerable<MoneyRoute> FansIn(PatternFlows flows)
    {
        foreach (int point in flows.Points)
            foreach (List<Transfer> fan in Runs([.. flows.To(point)], t => t.FromPoint)) yield return RouteOf(flows, point, fan);
    }

    /// <summary>Finds accounts that pay at least three others within three days.</summary>
    public static IEnumerable<MoneyRoute> FansOut(PatternFlows flows)
    {
        foreach (int point in flows.Points)
            foreach (List<Transfer> fan in Runs([.. flows.From(point)], t => t.ToPoint)) yield return RouteOf(flows, point, fan);
    }

    /// <summary>Finds accounts that at least three pay and that pay at least three others on within three days.</summary>
    public static IEnumerable<MoneyRoute> GatherScatters(PatternFlows flows)
    {
        foreach (int point in flows.Points)
        {
            List<Transfer> outs = [.. flows.From(point)];
            foreach (List<Transfer> gathered in Runs([.. flows.To(point)], t => t.FromPoint))
            {
                HashSet<int> senders = [.. gathered.Select(t => t.FromPoint)];
                List<Transfer> scattered = outs.FindAll(t => flows.IsFree(t) && t.When >= gathered[0].When && t.When - gathered[^1].When <= s_window
                    && !senders.Contains(t.ToPoint));
                if (scattered.Select(t => t.ToPoint).Distinct().Count() >= FanMin) yield return RouteOf(flows, point, [.. gathered, .. scattered]);
            }
        }
    }

    /// <summary>Finds layers: at least two accounts between the same payers and payees, two of each.</summary>
    public static IEnumerable<MoneyRoute> Stacks(PatternFlows flows)
    {
        var middles = new List<Middle>();
        foreach (int point in flows.Points)
            if (MiddleOf(flows, point) is { } middle) middles.Add(middle);
        var taken = new HashSet<Middle>();
        foreach (Middle first in middles)
        {
            if (!taken.Add(first)) continue;
            List<Middle> layer = [first];
            foreach (Middle other in middles)
            {
                if (taken.Contains(other) || !other.Senders.Overlaps(first.Senders) || !other.Receivers.Overlaps(first.Receivers)
                    || !first.IsBeside(other)) continue;
                taken.Add(other);
                layer.Add(other);
            }
            if (layer.Count < LayerMin) continue;
            HashSet<int> own = [.. layer.Select(m => m.Point)];
            int[] before = [.. layer.SelectMany(m => m.Senders).Distinct().Where(p => !own.Contains(p)).OrderBy(flows.KeyOf)];
            int[] after = [.. layer.SelectMany(m => m.Receivers).Distinct().Where(p => !own.Contains(p) && !before.Contains(p)).OrderBy(flows.KeyOf)];
            if (before.Length >= LayerMin && after.Length >= LayerMin) yield return new MoneyRoute([.. before, .. layer.Select(m => m.Point), .. after],
                [.. layer.SelectMany(m => m.Transfers)]);
        }
    }

    private static Middle? MiddleOf(PatternFlows flows, int point)
    {
        List<Transfer> outs = [.. flows.From(point)];
        foreach (List<Transfer> ins in Runs([.. flows.To(point)], t => t.FromPoint, LayerMin))
        {
            List<Transfer> onward = outs.FindAll(t => t.When >= ins[0].When && t.When - ins[^1].When <= s_window);
            HashSet<int> senders = [.. ins.Select(t => t.FromPoint)], receivers = [.. onward.Select(t => t.ToPoint)];
            receivers.ExceptWith(senders);
            if (receivers.Count >= LayerMin) return new Middle(point, senders, receivers, [.. ins, .. onward.Where(t => receivers.Contains(t.ToPoint))]);
        }
        return null;
    }

    /// <summary>Divides transfers, by time, into runs of at most three days with at least so many others.</summary>
    private static IEnumerable<List<Transfer>> Runs(List<Transfer> transfers, Func<Transfer, int> other, int min = FanMin)
    {
        for (int start = 0; start < transfers.Count;)
        {
            int end = start;
            while (end < transfers.Count && transfers[end].When - transfers[start].When <= s_window) end++;
            List<Transfer> run = transfers[start..end];
            bool isRun = run.Select(other).Distinct().Count() >= min;
            if (isRun) yield return run;
            start = isRun ? end : start + 1;
        }
    }

    private static MoneyRoute RouteOf(PatternFlows flows, int middle, List<Transfer> transfers) =>
        new([middle, .. transfers.SelectMany(t => new[] { t.FromPoint, t.ToPoint }).Where(p => p != middle).Distinct().OrderBy(flows.KeyOf)], transfers);

    private sealed record Middle(int Point, HashSet<int> Senders, HashSet<int> Receivers, List<Transfer> Transfers)
    {
        /// <summary>Whether another middle stands in the same layer, at the same time.</summary>
        public bool IsBeside(Middle other) =>
            !Senders.Contains(other.Point) && !Receivers.Contains(other.Point) && (Transfers[0].When - other.Transfers[0].When).Duration() <= s_window;
    }
}
