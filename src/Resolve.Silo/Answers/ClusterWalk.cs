using System.Diagnostics;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Silo.Cluster;

namespace Resolve.Silo.Answers;

/// <summary>A walk over the cluster: each step asks each silo once, with the part of the frontier that lives there.</summary>
internal sealed class ClusterWalk(IShareServiceClient shares, ShareView view, GraphFilter filter, SiloMetrics metrics)
{
    private readonly HashSet<EntityKey> _expanded = [];

    /// <summary>Gets the nodes by their distance.</summary>
    public List<List<EntityKey>> Levels { get; } = [[]];

    /// <summary>Gets all nodes with their shares.</summary>
    public Dictionary<EntityKey, byte> Seen { get; } = [];

    /// <summary>Gets the number of nodes.</summary>
    public int Count => Seen.Count;

    /// <summary>Adds a start.</summary>
    public void Start(EntityKey key, byte share)
    {
        if (Seen.TryAdd(key, share)) Levels[0].Add(key);
    }

    /// <summary>Tells whether a node of another walk was reached.</summary>
    public bool Meets(ClusterWalk other) => Seen.Count <= other.Seen.Count ? Seen.Keys.Any(other.Seen.ContainsKey) : other.Seen.Keys.Any(Seen.ContainsKey);

    /// <summary>Takes a step.</summary>
    public async Task StepAsync(bool stopsAtHubs, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long started = Stopwatch.GetTimestamp();
        var asked = Levels[^1].GroupBy(k => view.Map.Owners[Seen[k]]).Select(g => (Silo: view.Map.Silos[g.Key], Nodes: g.ToArray())).ToArray();
        HopAnswer[] answers = await Task.WhenAll(asked.Select(a => shares.At(a.Silo).HopAsync(new HopRequest(view.Position, a.Nodes, filter, stopsAtHubs)))).ConfigureAwait(false);
        var next = new List<EntityKey>();
        for (int i = 0; i < answers.Length; i++)
        {
            for (int n = 0; n < asked[i].Nodes.Length; n++)
                if (answers[i].Expanded[n]) _expanded.Add(asked[i].Nodes[n]);
            for (int n = 0; n < answers[i].Neighbours.Length; n++)
                if (Seen.TryAdd(answers[i].Neighbours[n], answers[i].Shares[n])) next.Add(answers[i].Neighbours[n]);
        }
        Levels.Add(next);
        metrics.HopDone(Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Shows a page of what was reached: nearest first, then by key, and the links among these.</summary>
    public async Task<(List<ReachedEntity> Page, List<LinkView> Links)> PageAsync(ExpandQuestion question, int skip)
    {
        var nodes = new List<(int Hop, EntityKey Key)>();
        for (int hop = 0; hop < Levels.Count && nodes.Count < question.Limit; hop++)
        {
            if (skip >= Levels[hop].Count)
            {
                skip -= Levels[hop].Count;
                continue;
            }
            nodes.AddRange(Levels[hop].Order().Skip(skip).Take(question.Limit - nodes.Count).Select(k => (hop, k)));
            skip = 0;
        }
        EntitySummary[] summaries = await SummariseAsync(shares, view, [.. nodes.Select(n => (n.Key, Seen[n.Key]))], filter.HubDegreeMax).ConfigureAwait(false);
        List<ReachedEntity> page = [.. nodes.Select((n, i) => new ReachedEntity(n.Hop, summaries[i], _expanded.Contains(n.Key)))];
        return (page, question.WithLinks ? await LinksAmongAsync(summaries).ConfigureAwait(false) : []);
    }

    /// <summary>Summarises nodes: their owners are asked once each.</summary>
    public static async Task<EntitySummary[]> SummariseAsync(IShareServiceClient shares, ShareView view, (EntityKey Key, byte Share)[] nodes, int hubDegreeMax)
    {
        var summaries = new EntitySummary[nodes.Length];
        await Task.WhenAll(Enumerable.Range(0, nodes.Length).GroupBy(i => view.Map.Owners[nodes[i].Share]).Select(async group =>
        {
            int[] places = [.. group];
            EntitySummary[] answers = await shares.At(view.Map.Silos[group.Key]).SummariseAsync(view.Position, [.. places.Select(p => nodes[p].Key)], hubDegreeMax).ConfigureAwait(false);
            for (int i = 0; i < places.Length; i++) summaries[places[i]] = answers[i];
        })).ConfigureAwait(false);
        return summaries;
    }

    private async Task<List<LinkView>> LinksAmongAsync(EntitySummary[] nodes)
    {
        // The same bound as in one process: the links of a node with many more links than the answer has nodes are found from the other side.
        int large = (4 * nodes.Length) + 64;
        var request = new AmongRequest(view.Position, view.Map, [.. nodes.Select(n => n.Key)], [.. nodes.Select(n => n.LinkCount > large)], filter);
        IEnumerable<byte> owners = nodes.Select(n => view.Map.Owners[Seen[n.Key]]).Distinct();
        LinkView[][] found = await Task.WhenAll(owners.Select(o => shares.At(view.Map.Silos[o]).LinksAmongAsync(request))).ConfigureAwait(false);
        var links = new Dictionary<(EntityKey, EntityKey, Reports.LinkKind), LinkView>();
        foreach (LinkView link in found.SelectMany(f => f)) links.TryAdd((link.From, link.To, link.Kind), link);
        List<LinkView> sorted = [.. links.Values];
        sorted.Sort(EntityReader.CompareLinks);
        return sorted;
    }
}
