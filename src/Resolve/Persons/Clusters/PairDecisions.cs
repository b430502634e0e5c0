namespace Resolve.Persons.Clusters;

/// <summary>Keeps the decisions on pairs of records and determines which is in force.</summary>
internal sealed class PairDecisions
{
    private readonly Dictionary<string, RecordDecision> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<(UInt128, UInt128), SortedSet<RecordDecision>> _byPair = [];
    private readonly Dictionary<UInt128, HashSet<UInt128>> _partners = [];

    public bool IsEmpty => _byId.Count == 0;

    public bool TryAdd(RecordDecision decision)
    {
        if (!_byId.TryAdd(decision.Id, decision)) return false;
        (UInt128, UInt128) pair = Pair(decision.First, decision.Second);
        if (!_byPair.TryGetValue(pair, out SortedSet<RecordDecision>? decisions)) _byPair.Add(pair, decisions = []);
        decisions.Add(decision);
        Partners(decision.First).Add(decision.Second);
        Partners(decision.Second).Add(decision.First);
        return true;
    }

    public RecordDecision? Remove(string id)
    {
        if (!_byId.Remove(id, out RecordDecision? decision)) return null;
        SortedSet<RecordDecision> decisions = _byPair[Pair(decision.First, decision.Second)];
        decisions.Remove(decision);
        if (decisions.Count == 0)
        {
            _byPair.Remove(Pair(decision.First, decision.Second));
            Partners(decision.First).Remove(decision.Second);
            Partners(decision.Second).Remove(decision.First);
        }
        return decision;
    }

    /// <summary>Returns the decision in force on a pair, or null.</summary>
    /// <param name="a">One record.</param>
    /// <param name="b">The other.</param>
    /// <param name="known">The decisions that count, by id; null for all.</param>
    public RecordDecision? On(UInt128 a, UInt128 b, HashSet<string>? known = null) =>
        !_byPair.TryGetValue(Pair(a, b), out SortedSet<RecordDecision>? decisions) ? null
        : known is null ? decisions.Max
        : decisions.Reverse().FirstOrDefault(d => known.Contains(d.Id));

    /// <summary>Returns all decisions, also outranked ones, on pairs of some records, in no order.</summary>
    public IEnumerable<RecordDecision> Among(IEnumerable<UInt128> records)
    {
        var wanted = new HashSet<UInt128>(records);
        return wanted.SelectMany(a => With(a).Where(b => a < b && wanted.Contains(b)).SelectMany(b => _byPair[(a, b)]));
    }

    /// <summary>Returns the records on which there is a decision together with a record, in no order.</summary>
    public IReadOnlyCollection<UInt128> With(UInt128 record) => _partners.TryGetValue(record, out HashSet<UInt128>? partners) ? partners : [];

    private HashSet<UInt128> Partners(UInt128 record)
    {
        if (!_partners.TryGetValue(record, out HashSet<UInt128>? partners)) _partners.Add(record, partners = []);
        return partners;
    }

    private static (UInt128, UInt128) Pair(UInt128 a, UInt128 b) => a < b ? (a, b) : (b, a);
}
