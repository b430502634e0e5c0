namespace Resolve.Rings.Trails;

/// <summary>How long money rested where it passed through: what came in last goes out first.</summary>
/// <remarks>
/// Reports state only a part of what an account received and paid. Matched from the oldest on, one payment that no report
/// states would shift all that follow by days; matched from the newest on, it costs one match.
/// </remarks>
internal sealed class MoneyRest
{
    private readonly Dictionary<Transfer, long> _ofTransfer = [];
    private readonly Dictionary<int, List<(decimal Amount, long Minutes)>> _ofPoint = [];

    public MoneyRest(List<Transfer> transfers)
    {
        var timed = transfers.Where(t => t is { At: not null, Amount: > 0 }).ToList();
        var ins = timed.Where(t => t.ToPoint != Transfer.Victims).ToLookup(t => (t.ToPoint, t.Currency));
        foreach (var outs in timed.Where(t => t.FromPoint != Transfer.Victims).GroupBy(t => (Point: t.FromPoint, t.Currency))) Match(outs.Key.Point,
            [.. ins[outs.Key]], [.. outs]);
    }

    public long? OfTransfer(Transfer transfer) => _ofTransfer.TryGetValue(transfer, out long minutes) ? minutes : null;

    public long? OfPoint(int point) => _ofPoint.TryGetValue(point, out var parts) ? Median(parts) : null;

    private void Match(int point, List<Transfer> ins, List<Transfer> outs)
    {
        // Equal times are ordered by amount, not by the order of the reports, so the result does not depend on that order.
        ins.Sort(static (a, b) => a.At!.Value.UtcTicks != b.At!.Value.UtcTicks ? a.At.Value.UtcTicks.CompareTo(b.At.Value.UtcTicks)
            : a.Amount.CompareTo(b.Amount));
        outs.Sort(static (a, b) => a.At!.Value.UtcTicks != b.At!.Value.UtcTicks ? a.At.Value.UtcTicks.CompareTo(b.At.Value.UtcTicks)
            : a.Amount.CompareTo(b.Amount));
        var there = new Stack<(decimal Amount, long Ticks)>();
        int next = 0;
        foreach (Transfer paid in outs)
        {
            long now = paid.At!.Value.UtcTicks;
            for (; next < ins.Count && ins[next].At!.Value.UtcTicks <= now; next++) there.Push((ins[next].Amount, ins[next].At!.Value.UtcTicks));
            decimal open = paid.Amount;
            var parts = new List<(decimal, long)>();
            while (open > 0 && there.TryPop(out (decimal Amount, long Ticks) last))
            {
                decimal part = Math.Min(open, last.Amount);
                parts.Add((part, (now - last.Ticks) / TimeSpan.TicksPerMinute));
                open -= part;
                if (last.Amount > part) there.Push((last.Amount - part, last.Ticks));
            }
            if (parts.Count == 0) continue;
            _ofTransfer.Add(paid, Median(parts));
            if (!_ofPoint.TryGetValue(point, out var all)) _ofPoint.Add(point, all = []);
            all.AddRange(parts);
        }
    }

    /// <summary>The least number of minutes that half of the money rested at most.</summary>
    private static long Median(List<(decimal Amount, long Minutes)> parts)
    {
        decimal half = parts.Sum(p => p.Amount) / 2, sum = 0;
        foreach ((decimal amount, long minutes) in parts.OrderBy(p => p.Minutes))
        {
            sum += amount;
            if (sum >= half) return minutes;
        }
        return 0;
    }
}
