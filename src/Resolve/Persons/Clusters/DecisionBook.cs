using Resolve.Decisions;

namespace Resolve.Persons;

/// <summary>Keeps the decisions on pairs of records and tells which is in force.</summary>
internal sealed class DecisionBook
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
    public RecordDecision? On(UInt128 a, UInt128 b) => _byPair.TryGetValue(Pair(a, b), out SortedSet<RecordDecision>? decisions) ? decisions.Max : null;

    /// <summary>Returns the records on which there is a decision together with a record, in no order.</summary>
    public IReadOnlyCollection<UInt128> With(UInt128 record) => _partners.TryGetValue(record, out HashSet<UInt128>? partners) ? partners : [];

    private HashSet<UInt128> Partners(UInt128 record)
    {
        if (!_partners.TryGetValue(record, out HashSet<UInt128>? partners)) _partners.Add(record, partners = []);
        return partners;
    }

    private static (UInt128, UInt128) Pair(UInt128 a, UInt128 b) => a < b ? (a, b) : (b, a);
}
