namespace Resolve.Rings.Trails;

/// <summary>Finds money that goes from hand to hand: cycles that close, and chains from which a little is peeled off at each step.</summary>
internal static class MoneyRoutes
{
    private const int CycleLengthMin = 3, CycleLengthMax = 10, ChainLengthMin = 3;
    private const int StepsMax = 100_000; // of a ring: a bound for the work

    private static readonly TimeSpan s_rest = TimeSpan.FromDays(3);

    /// <summary>Finds cycles of three accounts or more: what comes back is most of what went out.</summary>
    /// <param name="flows">The transfers.</param>
    public static IEnumerable<MoneyRoute> Cycles(PatternFlows flows)
    {
        int steps = StepsMax;
        foreach (Transfer first in flows.All)
        {
            if (!flows.IsFree(first) || first.Amount <= 0) continue;
            var way = new List<Transfer> { first };
            if (Close(flows, way, ref steps)) yield return new MoneyRoute([.. way.Select(t => t.FromPoint)], way);
        }
    }

    private static bool Close(PatternFlows flows, List<Transfer> way, ref int steps)
    {
        Transfer last = way[^1];
        foreach (Transfer next in flows.From(last.ToPoint))
        {
            if (--steps < 0) return false;
            if (!Follows(last, next, 70, 105)) continue;
            bool closes = next.ToPoint == way[0].FromPoint;
            if (closes ? way.Count + 1 < CycleLengthMin : way.Count + 1 >= CycleLengthMax || way.Exists(t => t.FromPoint == next.ToPoint)) continue;
            way.Add(next);
            if (closes || Close(flows, way, ref steps)) return true;
            way.RemoveAt(way.Count - 1);
        }
        return false;
    }

    /// <summary>Finds chains of three steps or more, each of which passes most of the sum on and keeps or pays away a little.</summary>
    /// <param name="flows">The transfers.</param>
    public static IEnumerable<MoneyRoute> PeelChains(PatternFlows flows)
    {
        int steps = StepsMax;
        foreach (Transfer first in flows.All)
        {
            if (!flows.IsFree(first) || first.Amount <= 0) continue;
            var way = new List<Transfer> { first };
            while (Next(flows, way, ref steps) is { } next) way.Add(next);
            if (way.Count >= ChainLengthMin) yield return new MoneyRoute([way[0].FromPoint, .. way.Select(t => t.ToPoint)], way);
        }
    }

    /// <summary>The transfer that passes most of the sum on; the earliest of equals.</summary>
    private static Transfer? Next(PatternFlows flows, List<Transfer> way, ref int steps)
    {
        Transfer last = way[^1];
        Transfer? best = null;
        foreach (Transfer next in flows.From(last.ToPoint))
        {
            if (--steps < 0) return best;
            if (next.Amount >= last.Amount || !Follows(last, next, 75, 100)
                || way.Exists(t => t.FromPoint == next.ToPoint || t.ToPoint == next.ToPoint)) continue;
            if (best is null || next.Amount > best.Amount) best = next;
        }
        return best;
    }

    private static bool Follows(Transfer last, Transfer next, int percentMin, int percentMax) =>
        next.When >= last.When && next.When - last.When <= s_rest && next.Amount * 100 >= last.Amount * percentMin
            && next.Amount * 100 <= last.Amount * percentMax;
}
