using Resolve.Graph;
using Resolve.Rings;

namespace Resolve.Silo.Cluster;

/// <summary>What the ring scanner asks of the silos, at one journal position.</summary>
internal interface IRingSource
{
    /// <summary>Takes a step from some nodes: their owners are asked once each.</summary>
    Task<IReadOnlyList<RingStep>> StepAsync(IReadOnlyList<string> tokens);

    /// <summary>Describes the rings of a component.</summary>
    Task<DescribedRing[]> DescribeAsync(string[] members);
}

/// <summary>Keeps the rings of a cluster up to date: what <see cref="RingIndex"/> does in one process, over nodes that live on many.</summary>
/// <remarks>
/// Components that were touched are walked again, one call a silo a step whatever their number; each is then described by one
/// silo with the same pure functions. It holds the names of suspect-side nodes and the rings, not the graph.
/// </remarks>
internal sealed class RingScanner(RingModel model)
{
    private const int DescriptionsAtOnce = 4;

    private readonly Dictionary<string, int> _componentOf = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string[]> _components = [];
    private readonly Dictionary<int, string[]> _ringsOf = [];
    private readonly Dictionary<string, Ring> _rings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ringOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _membersOf = new(StringComparer.Ordinal);
    private int _nextComponent = 1;

    /// <summary>Gets the rings by id.</summary>
    public IReadOnlyDictionary<string, Ring> Rings => _rings;

    /// <summary>Finds the ring of a node by its name among silos.</summary>
    public Ring? RingOf(string token) => _ringOf.TryGetValue(token, out string? id) ? _rings.GetValueOrDefault(id) : null;

    /// <summary>Takes rings that were described elsewhere, to be published from here.</summary>
    public void Take(IEnumerable<Ring> rings)
    {
        foreach (Ring ring in rings) _rings[ring.Id] = ring;
    }

    /// <summary>Computes what changed.</summary>
    /// <param name="source">The silos.</param>
    /// <param name="touched">The nodes that changed.</param>
    /// <param name="peers">The nodes whose rings tell of a person that changed.</param>
    /// <returns>The ids of rings that are new, changed or gone.</returns>
    /// <remarks>When it throws, the scanner must be thrown away: a new one starts from all conductors.</remarks>
    public async Task<IReadOnlyCollection<string>> RefreshAsync(IRingSource source, IReadOnlyCollection<string> touched, IReadOnlyCollection<string> peers)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        var frontier = new HashSet<string>(touched, StringComparer.Ordinal);
        foreach (string peer in peers) Dissolve(peer, frontier, changed);
        foreach (string token in touched) Dissolve(token, frontier, changed);
        var steps = new Dictionary<string, RingStep>(StringComparer.Ordinal);
        while (frontier.Count > 0)
        {
            string[] asked = [.. frontier];
            frontier.Clear();
            IReadOnlyList<RingStep> answers = await source.StepAsync(asked).ConfigureAwait(false);
            for (int i = 0; i < asked.Length; i++) steps.TryAdd(asked[i], answers[i]);
            var next = new HashSet<string>(StringComparer.Ordinal);
            for (int i = 0; i < asked.Length; i++)
            {
                if (!answers[i].Conducts) continue;
                Dissolve(asked[i], next, changed);
                next.UnionWith(answers[i].Neighbours);
            }
            foreach (string token in next)
                if (!steps.ContainsKey(token)) frontier.Add(token);
        }
        await DescribeAsync(source, Components(steps), changed).ConfigureAwait(false);
        return changed;
    }

    private void Dissolve(string token, HashSet<string> seeds, HashSet<string> changed)
    {
        if (!_componentOf.TryGetValue(token, out int component)) return;
        _components.Remove(component, out string[]? members);
        foreach (string member in members!)
        {
            _componentOf.Remove(member);
            _ringOf.Remove(member);
            seeds.Add(member);
        }
        if (!_ringsOf.Remove(component, out string[]? rings)) return;
        foreach (string ring in rings)
        {
            _rings.Remove(ring);
            _membersOf.Remove(ring);
            changed.Add(ring);
        }
    }

    /// <summary>Groups the conductors that were walked by what joins them.</summary>
    private static List<string[]> Components(Dictionary<string, RingStep> steps)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var components = new List<string[]>();
        foreach ((string start, RingStep first) in steps)
        {
            if (!first.Conducts || !seen.Add(start)) continue;
            var members = new List<string> { start };
            for (int i = 0; i < members.Count; i++)
            {
                foreach (string neighbour in steps[members[i]].Neighbours)
                    if (steps[neighbour].Conducts && seen.Add(neighbour)) members.Add(neighbour);
            }
            string[] sorted = [.. members];
            Array.Sort(sorted, StringComparer.Ordinal);
            components.Add(sorted);
        }
        return components;
    }

    private async Task DescribeAsync(IRingSource source, List<string[]> components, HashSet<string> changed)
    {
        var described = new DescribedRing[components.Count][];
        await Parallel.ForAsync(0, components.Count, new ParallelOptions { MaxDegreeOfParallelism = DescriptionsAtOnce }, async (i, _) =>
            described[i] = components[i].Length < model.MemberCountMin
                ? []
                : await source.DescribeAsync(components[i]).ConfigureAwait(false)).ConfigureAwait(false);
        for (int i = 0; i < described.Length; i++)
        {
            int component = _nextComponent++;
            _components.Add(component, components[i]);
            foreach (string member in components[i]) _componentOf.Add(member, component);
            if (described[i].Length == 0) continue;
            _ringsOf.Add(component, [.. described[i].Select(d => d.Ring.Id)]);
            foreach (DescribedRing ring in described[i])
            {
                _rings[ring.Ring.Id] = ring.Ring;
                _membersOf[ring.Ring.Id] = ring.Members;
                changed.Add(ring.Ring.Id);
                foreach (string member in ring.Members) _ringOf[member] = ring.Ring.Id;
            }
        }
    }

    /// <summary>Fixes the rings for readers.</summary>
    public RingSnapshot Publish(long position)
    {
        var slots = new VersionedList<Ring?>();
        foreach (string id in _rings.Keys.Order(StringComparer.Ordinal)) slots.Add(_rings[id]);
        return new RingSnapshot(new LinkIndex().Publish(position), new VersionedList<int>().Publish(), slots.Publish(), _rings.Count);
    }

    /// <summary>Gets the members of each ring by their names among silos, fixed for readers.</summary>
    public IReadOnlyDictionary<string, string[]> MembersOfRing() => new Dictionary<string, string[]>(_membersOf, StringComparer.Ordinal);

    /// <summary>Gets which node is in which ring, fixed for readers.</summary>
    public IReadOnlyDictionary<string, string> RingOfNode() => new Dictionary<string, string>(_ringOf, StringComparer.Ordinal);
}
