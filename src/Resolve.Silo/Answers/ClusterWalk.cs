using System.Diagnostics;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Silo.Cluster;
using Resolve.Silo.Telemetry;

namespace Resolve.Silo.Answers;

/// <summary>A walk over the cluster: each step asks each silo once, with the part of the frontier that lives there.</summary>
/// <remarks>Nodes go by their node ids; keys, labels and links are asked for at the end, for the page that is shown.</remarks>
internal sealed class ClusterWalk(ReplicaCalls calls, ClusterView view, GraphFilter filter, SiloMetrics metrics)
{
    private readonly Dictionary<UInt128, int> _places = new(NameComparer.Instance);
    private readonly List<UInt128> _names = [];
    private readonly List<byte> _partitions = [];
    private readonly List<bool> _expanded = [];
    private readonly List<int> _levels = [0]; // where each level begins
    private readonly List<HopCut> _cuts = [];
    private readonly HashSet<UInt128> _leftOut = new(NameComparer.Instance);

    /// <summary>Gets all nodes, nearest first.</summary>
    public IReadOnlyList<UInt128> Names => _names;

    /// <summary>Gets their partitions.</summary>
    public IReadOnlyList<byte> Owners => _partitions;

    /// <summary>Gets the number of nodes.</summary>
    public int Count => _names.Count;

    /// <summary>Gets the hops of which nodes were left out.</summary>
    public IReadOnlyList<HopCut> Cuts => _cuts;

    /// <summary>Gets the number of nodes at the greatest distance.</summary>
    public int FrontierCount => _names.Count - _levels[^1];

    /// <summary>Gets the number of steps taken.</summary>
    public int Steps => _levels.Count - 1;

    /// <summary>Adds a start.</summary>
    public void Start(Located start) => Add(start.Name, start.Partition);

    /// <summary>Determines whether a node of another walk was reached.</summary>
    public bool Meets(ClusterWalk other) =>
        Count <= other.Count ? _names.Exists(other._places.ContainsKey) : other._names.Exists(_places.ContainsKey);

    /// <summary>Takes the steps that a question asks for.</summary>
    public async Task RunAsync(ExpandQuestion question, CancellationToken cancellationToken)
    {
        for (int hop = 1; hop <= question.Hops && FrontierCount > 0; hop++)
        {
            await StepAsync(stopsAtHubs: hop > 1, cancellationToken).ConfigureAwait(false);
            if (FrontierCount > question.HopLimit) await CutAsync(hop, question.HopLimit.Value).ConfigureAwait(false);
        }
    }

    /// <summary>Counts the nodes of each hop.</summary>
    public async Task<HopCount[]> CountAsync()
    {
        RowsRequest Request(int[] places) => new(view.Moment, ReplicaCalls.Pack(_names, places), filter, PathRows.Heads);
        var heads = new (EntityKind Kind, bool IsHub)[Count];
        foreach ((int[] places, RowsAnswer answer) in await calls.AskOwnersAsync(view, _partitions, (s, p) => s.RowsAsync(Request(p)), (h, p) =>
            h.Rows(Request(p)))
            .ConfigureAwait(false))
        {
            for (int i = 0; i < places.Length; i++) heads[places[i]] = (EntityKey.Parse(answer.Keys[i]).Kind, answer.AreHubs[i] != 0);
        }
        return [.. Enumerable.Range(0, _levels.Count).Select(h => HopCount.Of(h, heads[_levels[h]..(h + 1 < _levels.Count ? _levels[h + 1] : Count)]))
            .Where(static h => h.EntityCount > 0)];
    }

    /// <summary>Takes a step.</summary>
    public async Task StepAsync(bool stopsAtHubs, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long started = Stopwatch.GetTimestamp();
        int first = _levels[^1];
        using Activity? activity = SiloTrace.Hop(Steps + 1, FrontierCount);
        (List<UInt128> names, List<byte> partitions) = (_names.GetRange(first, FrontierCount), _partitions.GetRange(first, FrontierCount));
        HopRequest Request(int[] places) => new(view.Moment, ReplicaCalls.Pack(names, places), filter, stopsAtHubs);
        _levels.Add(_names.Count);
        foreach ((int[] places, HopAnswer answer) in await calls.AskOwnersAsync(view, partitions, (s, p) => s.HopAsync(Request(p)), (h, p) => h.Hop(Request(p)))
            .ConfigureAwait(false))
        {
            for (int i = 0; i < places.Length; i++) _expanded[first + places[i]] = answer.Expanded[i] != 0;
            for (int i = 0; i < answer.Partitions.Length; i++) Add(NodeIds.At(answer.Neighbours, i), answer.Partitions[i]);
        }
        metrics.HopDone(Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Shows a page of what was reached: nearest first, then by key, and the links among these.</summary>
    public async Task<(List<ReachedEntity> Page, List<LinkView> Links)> PageAsync(ExpandQuestion question, int skip)
    {
        var nodes = new List<(int Hop, int Place)>();
        for (int hop = 0; hop < _levels.Count && nodes.Count < question.Limit; hop++)
        {
            int[] level = [.. Enumerable.Range(_levels[hop], (hop + 1 < _levels.Count ? _levels[hop + 1] : _names.Count) - _levels[hop])];
            if (skip >= level.Length)
            {
                skip -= level.Length;
                continue;
            }
            int take = Math.Min(level.Length - skip, question.Limit - nodes.Count);
            if (take < level.Length) level = await SortAsync(level).ConfigureAwait(false); // only part of it is shown: by key, which
            nodes.AddRange(level.Skip(skip).Take(take).Select(p => (hop, p)));
            skip = 0;
        }
        UInt128[] names = [.. nodes.Select(n => _names[n.Place])];
        byte[] owners = [.. nodes.Select(n => _partitions[n.Place])];
        EntitySummary[] summaries = await calls.SummariseAsync(view, names, owners, filter.HubDegreeMax).ConfigureAwait(false);
        List<ReachedEntity> page = [.. nodes.Select((n, i) => new ReachedEntity(n.Hop, summaries[i], _expanded[n.Place]))];
        if (_cuts.Count > 0) await MarkCutsAsync(page, names, owners).ConfigureAwait(false);
        page.Sort(static (a, b) => a.Hop != b.Hop ? a.Hop.CompareTo(b.Hop) : a.Entity.Key.CompareTo(b.Entity.Key));
        return (page, question.WithLinks ? await LinksAmongAsync(names, owners, summaries).ConfigureAwait(false) : []);
    }

    /// <summary>Keeps the first nodes of the last hop by key; no later hop brings the others in.</summary>
    private async Task CutAsync(int hop, int limit)
    {
        int first = _levels[^1];
        _cuts.Add(new HopCut(hop, FrontierCount, limit));
        int[] sorted = await SortAsync([.. Enumerable.Range(first, FrontierCount)]).ConfigureAwait(false);
        foreach (int place in sorted[limit..]) _leftOut.Add(_names[place]);
        (UInt128 Name, byte Partition)[] kept = Array.ConvertAll(sorted[..limit], p => (_names[p], _partitions[p]));
        _names.RemoveRange(first, FrontierCount);
        _partitions.RemoveRange(first, _partitions.Count - first);
        _expanded.RemoveRange(first, _expanded.Count - first);
        foreach ((UInt128 name, byte partition) in kept)
        {
            _places.Remove(name);
            Add(name, partition);
        }
    }

    /// <summary>Marks the nodes of a page that the walk went through and whose neighbours were left out in part.</summary>
    private async Task MarkCutsAsync(List<ReachedEntity> page, UInt128[] names, byte[] owners)
    {
        int[] walked = [.. Enumerable.Range(0, page.Count).Where(i => page[i].Expanded)];
        RowsRequest Request(int[] places) => new(view.Moment, ReplicaCalls.Pack(names, Array.ConvertAll(places, p => walked[p])), filter, PathRows.All);
        foreach ((int[] places, RowsAnswer answer) in await calls.AskOwnersAsync(
            view, Array.ConvertAll(walked, i => owners[i]), (s, p) => s.RowsAsync(Request(p)), (h, p) => h.Rows(Request(p))).ConfigureAwait(false))
        {
            int at = 0;
            for (int i = 0; i < places.Length; i++)
            {
                int end = at + answer.Counts[i];
                bool isCut = false;
                for (; at < end; at++) isCut |= _leftOut.Contains(NodeIds.At(answer.Neighbours, at));
                page[walked[places[i]]] = page[walked[places[i]]] with { IsCut = isCut };
            }
        }
    }

    private void Add(UInt128 name, byte partition)
    {
        if (!_places.TryAdd(name, _names.Count)) return;
        _names.Add(name);
        _partitions.Add(partition);
        _expanded.Add(false);
    }

    private async Task<int[]> SortAsync(int[] level)
    {
        UInt128[] names = [.. level.Select(p => _names[p])];
        byte[] owners = [.. level.Select(p => _partitions[p])];
        string[] keys = ReplicaCalls.Place(
            await calls.AskOwnersAsync(
                view,
                owners,
                (s, p) => s.KeysAsync(view.Moment, ReplicaCalls.Pack(names, p)),
                (h, p) => h.Keys(view.Moment, ReplicaCalls.Pack(names, p))).ConfigureAwait(false),
            level.Length);
        Array.Sort(keys, level, StringComparer.Ordinal);
        return level;
    }

    private async Task<List<LinkView>> LinksAmongAsync(UInt128[] names, byte[] owners, EntitySummary[] nodes)
    {
        // The same bound as in one process: the links of a node with many more links than the answer has nodes are found from the other side.
        int large = (4 * nodes.Length) + 64;
        var request = new AmongRequest(view.Moment, view.Map, NodeIds.Pack(names),
            Array.ConvertAll(nodes, n => n.LinkCount > large ? (byte)1 : (byte)0), filter);
        (int[], List<AmongLink> Links)[] parts = await calls.AskOwnersAsync(
            view,
            owners,
            async (s, _) => AnswerPayloads.ReadLinks(await s.LinksAmongAsync(request).ConfigureAwait(false)),
            (h, _) => h.LinksAmong(request)).ConfigureAwait(false);
        // Sorted by the ranks of the keys: numbers, where texts would be compared a dozen times a link.
        int[] order = [.. Enumerable.Range(0, nodes.Length)];
        Array.Sort(order, (a, b) => nodes[a].Key.CompareTo(nodes[b].Key));
        int[] ranks = new int[order.Length];
        for (int i = 0; i < order.Length; i++) ranks[order[i]] = i;
        AmongLink[] links = [.. parts.SelectMany(static p => p.Links)];
        ulong[] places = Array.ConvertAll(links, l => ((ulong)ranks[l.From] << 36) | ((ulong)ranks[l.To] << 8) | (byte)l.Facts.Kind);
        Array.Sort(places, links);
        return [.. links.Select(l => AnswerPayloads.View(l.Facts, nodes[l.From].Key, nodes[l.To].Key))];
    }
}
