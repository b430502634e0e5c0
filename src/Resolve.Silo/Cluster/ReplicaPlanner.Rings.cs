using System.Numerics;
using System.Runtime.InteropServices;
using Resolve.Runtime.Rings;

namespace Resolve.Silo.Cluster;

/// <summary>Where the rings of reports are computed: reports that a node which passes rings on joins have one home (docs/adr/0108-ring-groups.md).</summary>
internal sealed partial class ReplicaPlanner
{
    private const int DeadCountMin = 1_024;
    private const int LoadMargin = 64; // a silo is not full because it has some few reports more than the others

    private readonly List<Fact> _ordered = [];  // by position; dead ones among them
    private readonly List<Fact?> _elements = []; // of the registry; null when no longer live
    private ComponentRegistry _groups = new(0);
    private int _deadCount;
    private bool _narrowsAll;

    /// <summary>Plans what silos must learn about rings, after <see cref="Plan"/> or <see cref="PlanAll"/> and before the next report is applied.</summary>
    /// <param name="map">The map of that plan.</param>
    /// <param name="claims">What the silos reported about their nodes at this position.</param>
    /// <param name="batches">Receives one batch per silo index.</param>
    public void PlanRings(PartitionMap map, IEnumerable<RingClaims> claims, ReplicaDelta[] batches)
    {
        var group = new List<int>();
        foreach (RingClaims claim in claims)
        {
            for (int i = 0, at = 0; i < claim.Counts.Length; at += claim.Counts[i++])
            {
                group.Clear();
                foreach (long position in claim.Positions.AsSpan(at, claim.Counts[i])) group.Add(ElementOf(position));
                _groups.Unite(CollectionsMarshal.AsSpan(group));
            }
            foreach (ReplicaDelta batch in batches)
            {
                batch.Hubs.AddRange(claim.Hubs);
                batch.NoHubs.AddRange(claim.NoHubs);
            }
        }
        var facts = new HashSet<Fact>();
        var persons = new Dictionary<RecordEntry, ulong>();
        var left = new List<(Fact Fact, int SiloIndex)>();
        foreach ((int element, int from, int to) in _groups.AssignHomes(ChooseHome))
        {
            Fact fact = _elements[element]!;
            if (from >= 0)
            {
                batches[from].NoHomes.Add(fact.Position);
                left.Add((fact, from));
            }
            batches[to].Homes.Add(fact.Position);
            fact.Home = to;
            fact.WantWhole(1UL << to);
            facts.Add(fact);
            foreach (RecordEntry record in fact.Records) persons[record.First] = 0;
        }
        foreach (RecordEntry person in persons.Keys) Spread(map, person, facts);
        Send(facts, batches, persons);
        if (map.Silos.Length > 1) Narrow(_narrowsAll ? _live.Values.SelectMany(SilosWithoutHome) : left, batches, persons);
        _narrowsAll = false;
        foreach ((RecordEntry person, ulong siloIndexes) in persons) PlanPerson(person, siloIndexes, isChanged: false, batches);
        PlanExcluded(batches, always: false);
    }

    private static IEnumerable<(Fact Fact, int SiloIndex)> SilosWithoutHome(Fact fact)
    {
        for (ulong siloIndexes = fact.WholeAt; siloIndexes != 0; siloIndexes &= siloIndexes - 1)
            if (BitOperations.TrailingZeroCount(siloIndexes) is var siloIndex && siloIndex != fact.Home) yield return (fact, siloIndex);
    }

    /// <summary>A silo that has a report whole although its rings are computed elsewhere needs a part of it, or nothing.</summary>
    private static void Narrow(IEnumerable<(Fact Fact, int SiloIndex)> wholes, ReplicaDelta[] batches, Dictionary<RecordEntry, ulong> persons)
    {
        foreach ((Fact fact, int siloIndex) in wholes)
        {
            if (fact.IsIndivisible) continue;
            if (fact.Narrow(siloIndex) is { } wanted) batches[siloIndex].Narrows.Add((fact.Position, wanted));
            else batches[siloIndex].Removes.Add(fact.Position);
            foreach (RecordEntry record in fact.Records) persons[record.First] = persons.GetValueOrDefault(record.First) | (1UL << siloIndex);
        }
    }

    private void Enlist(Fact fact) => _ordered.Add(fact);

    private void Discharge(Fact fact)
    {
        if (fact.Element >= 0)
        {
            _groups.Retire(fact.Element);
            _elements[fact.Element] = null;
        }
        if (++_deadCount < Math.Max(DeadCountMin, _ordered.Count / 2)) return;
        _ordered.RemoveAll(static f => !f.IsLive);
        _deadCount = 0;
    }

    /// <summary>All homes are chosen again: the silos will report everything.</summary>
    private void ForgetRings(PartitionMap map)
    {
        _groups = new ComponentRegistry(map.Silos.Length);
        _elements.Clear();
        foreach (Fact fact in _live.Values) (fact.Element, fact.Home) = (-1, -1);
        _narrowsAll = true;
    }

    private int ElementOf(long position)
    {
        int low = 0, high = _ordered.Count - 1;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (_ordered[middle].Position < position) low = middle + 1;
            else high = middle;
        }
        Fact fact = _ordered[low];
        if (fact.Position != position || !fact.IsLive) throw new ReplicaNotReadyException($"A silo names the report at {position}, which does not count.");
        if (fact.Element >= 0) return fact.Element;
        fact.Element = _groups.Add();
        _elements.Add(fact);
        return fact.Element;
    }

    /// <summary>The silo that has most of a new group, unless it has more than its part of all; of equals the one with the least to do.</summary>
    private int ChooseHome(IReadOnlyList<int> members)
    {
        IReadOnlyList<int> loads = _groups.Loads;
        Span<int> held = stackalloc int[loads.Count];
        foreach (int member in members)
        {
            if (_elements[member] is not { } fact) continue;
            for (ulong siloIndexes = fact.HeldBy; siloIndexes != 0; siloIndexes &= siloIndexes - 1) held[BitOperations.TrailingZeroCount(siloIndexes)]++;
            // the home before, which has it whole
            for (ulong siloIndexes = fact.WholeAt; siloIndexes != 0; siloIndexes &= siloIndexes - 1) held[BitOperations.TrailingZeroCount(siloIndexes)]++;
        }
        long all = 0;
        foreach (int load in loads) all += load;
        long fullAt = (all + (all >> 2)) / loads.Count + LoadMargin;
        int best = -1;
        for (int siloIndex = 0; siloIndex < held.Length; siloIndex++)
            if (loads[siloIndex] <= fullAt && (best < 0 || (held[siloIndex], -loads[siloIndex]).CompareTo((held[best], -loads[best])) > 0)) best = siloIndex;
        return best; // some silo has no more than the mean
    }
}
