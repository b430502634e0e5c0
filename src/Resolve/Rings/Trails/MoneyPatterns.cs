using Resolve.Graph;
using Resolve.Identifiers;

namespace Resolve.Rings.Trails;

/// <summary>Names the patterns that transfers between members of a ring make.</summary>
/// <remarks>
/// The words are those of the field (Altman et al., "Realistic synthetic financial transactions for anti-money laundering models", 2023; FATF typologies).
/// Each transfer
/// makes one pattern, the most specific first: a cycle, a peel chain, a stack, a gather-scatter, a fan. What passes between a member and
/// somebody who is none makes none, so no bystander stands in a pattern.
/// </remarks>
internal static class MoneyPatterns
{
    /// <summary>Finds the patterns.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="transfers">The ring's transfers, each once.</param>
    /// <param name="members">The nodes of the ring.</param>
    /// <returns>The patterns by time, then word and points.</returns>
    public static IReadOnlyList<MoneyPattern> Find(GraphSnapshot graph, List<Transfer> transfers, HashSet<int> members)
    {
        var found = new List<MoneyPattern>();
        var inside = transfers.Where(t => t.FromPoint != t.ToPoint && members.Contains(t.FromPoint) && members.Contains(t.ToPoint));
        foreach (IGrouping<string, Transfer> ofCurrency in inside.GroupBy(t => t.Currency, StringComparer.Ordinal))
        {
            var flows = new PatternFlows(graph, ofCurrency);
            foreach (MoneyRoute route in MoneyRoutes.Cycles(flows)) found.Add(PatternOf(flows, "cycle", route.Points, route.Transfers,
                route.Transfers[0].Amount));
            foreach (MoneyRoute route in MoneyRoutes.PeelChains(flows)) found.Add(PatternOf(flows, "peel-chain", route.Points, route.Transfers,
                route.Transfers[0].Amount));
            foreach (MoneyRoute stack in MoneyFans.Stacks(flows)) found.Add(PatternOf(flows, "stack", stack.Points, stack.Transfers, null));
            foreach (MoneyRoute both in MoneyFans.GatherScatters(flows)) found.Add(PatternOf(flows, "gather-scatter", both.Points, both.Transfers, null));
            foreach (MoneyRoute fan in MoneyFans.FansIn(flows)) found.Add(PatternOf(flows, "fan-in", fan.Points, fan.Transfers, null));
            foreach (MoneyRoute fan in MoneyFans.FansOut(flows)) found.Add(PatternOf(flows, "fan-out", fan.Points, fan.Transfers, null));
        }
        return [.. found.OrderBy(p => p.First).ThenBy(p => p.Word, StringComparer.Ordinal).ThenBy(p => p.Points[0])
            .ThenBy(p => p.Currency, StringComparer.Ordinal).ThenBy(p => p.Amount)];
    }

    private static MoneyPattern PatternOf(PatternFlows flows, string word, IEnumerable<int> points, List<Transfer> transfers, decimal? amount)
    {
        foreach (Transfer transfer in transfers) flows.Use(transfer);
        DateTimeOffset first = transfers.Min(t => t.When), last = transfers.Max(t => t.When);
        EntityKey[] keys = [.. points.Select(flows.KeyOf)];
        return new MoneyPattern(word, keys, amount ?? transfers.Sum(t => t.Amount), transfers[0].Currency, transfers.Count,
            Known(first), Known(last), [.. transfers.SelectMany(t => t.Reports).Distinct().Order()]);
    }

    private static DateTimeOffset? Known(DateTimeOffset time) => time == DateTimeOffset.MaxValue ? null : time.ToUniversalTime();
}

/// <summary>A pattern in the making.</summary>
/// <param name="Points">Its points, in the order in which they are shown.</param>
/// <param name="Transfers">Its transfers.</param>
internal sealed record MoneyRoute(IReadOnlyList<int> Points, List<Transfer> Transfers);

/// <summary>The transfers between members in one currency that no pattern has used yet, in an order that does not depend on how they came.</summary>
internal sealed class PatternFlows
{
    private readonly GraphSnapshot _graph;
    private readonly Dictionary<int, EntityKey> _keys = [];
    private readonly HashSet<Transfer> _used = [];
    private readonly ILookup<int, Transfer> _from, _to;

    public PatternFlows(GraphSnapshot graph, IEnumerable<Transfer> transfers)
    {
        _graph = graph;
        All = [.. transfers.OrderBy(t => t.When.UtcTicks).ThenBy(t => KeyOf(t.FromPoint)).ThenBy(t => KeyOf(t.ToPoint)).ThenBy(t => t.Amount)
            .ThenBy(t => t.Reports.Min())];
        _from = All.ToLookup(t => t.FromPoint);
        _to = All.ToLookup(t => t.ToPoint);
        Points = [.. All.SelectMany(t => new[] { t.FromPoint, t.ToPoint }).Distinct().OrderBy(KeyOf)];
    }

    /// <summary>Gets all transfers by time.</summary>
    public IReadOnlyList<Transfer> All { get; }

    /// <summary>Gets all points by key.</summary>
    public IReadOnlyList<int> Points { get; }

    public bool IsFree(Transfer transfer) => !_used.Contains(transfer);

    public void Use(Transfer transfer) => _used.Add(transfer);

    /// <summary>Lists the free transfers from a point by time.</summary>
    public IEnumerable<Transfer> From(int point) => _from[point].Where(IsFree);

    /// <summary>Lists the free transfers to a point by time.</summary>
    public IEnumerable<Transfer> To(int point) => _to[point].Where(IsFree);

    public EntityKey KeyOf(int point)
    {
        if (!_keys.TryGetValue(point, out EntityKey key)) _keys.Add(point, key = _graph.KeyOf(point));
        return key;
    }
}
