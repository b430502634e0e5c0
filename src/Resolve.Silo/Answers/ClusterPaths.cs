using System.Diagnostics;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Runtime.Ports;
using Resolve.Silo.Cluster;
using Resolve.Silo.Telemetry;

namespace Resolve.Silo.Answers;

/// <summary>The part of the cluster's graph that a search comes to, in rows: a node's key, whether it is a hub, and where its links lead.</summary>
/// <remarks>Rows come from the owners of the nodes, one call a silo for all nodes that the search looks at next. One caller at a time.</remarks>
internal sealed class ClusterPaths(ReplicaCalls calls, ClusterView view, GraphFilter filter, SiloMetrics metrics) : IPathGraph
{
    /// <summary>The most nodes that a search comes to.</summary>
    private const int NodesMax = 50_000;

    private readonly Dictionary<UInt128, int> _places = new(NameComparer.Instance);
    private readonly List<UInt128> _names = [];
    private readonly List<byte> _partitions = [];
    private readonly List<Row?> _rows = [];
    private int _loadedCount, _hops;

    /// <summary>Adds a node to begin at.</summary>
    /// <returns>Its number here.</returns>
    public int Add(Located node) => Add(node.Name, node.Partition);

    /// <inheritdoc/>
    public EntityKey KeyOf(int node) => _rows[node]!.Key;

    /// <inheritdoc/>
    public bool IsHub(int node) => _rows[node]!.IsHub;

    /// <inheritdoc/>
    public int[] NeighboursOf(int node) => _rows[node]!.Neighbours!;

    /// <inheritdoc/>
    public async Task LoadAsync(IReadOnlyCollection<int> nodes, PathRows rows, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int[] wanted = [.. nodes.Where(n => _rows[n] is not { } row
            || (row.Neighbours is null && (rows == PathRows.All || (rows == PathRows.ToWalkThrough && !row.IsHub))))];
        if (wanted.Length == 0) return;
        _loadedCount += wanted.Count(n => _rows[n] is null);
        if (_loadedCount > NodesMax) throw new JournalException(JournalFailure.Unavailable,
            "Too much lies between these entities; ask with fewer hops or a filter.");
        long started = Stopwatch.GetTimestamp();
        using Activity? activity = SiloTrace.Hop(++_hops, wanted.Length);
        UInt128[] names = Array.ConvertAll(wanted, n => _names[n]);
        RowsRequest Request(int[] places) => new(view.Moment, ReplicaCalls.Pack(names, places), filter, rows);
        byte[] owners = Array.ConvertAll(wanted, n => _partitions[n]);
        foreach ((int[] places, RowsAnswer answer) in await calls.AskOwnersAsync(view, owners, (s, p) => s.RowsAsync(Request(p)), (h, p) => h.Rows(Request(p)))
            .ConfigureAwait(false))
        {
            int at = 0;
            for (int i = 0; i < places.Length; i++)
            {
                bool isHub = answer.AreHubs[i] != 0;
                int[]? neighbours = null;
                if (rows == PathRows.All || (rows == PathRows.ToWalkThrough && !isHub))
                {
                    neighbours = new int[answer.Counts[i]];
                    for (int j = 0; j < neighbours.Length; j++, at++) neighbours[j] = Add(NodeIds.At(answer.Neighbours, at), answer.Partitions[at]);
                }
                _rows[wanted[places[i]]] = new Row(EntityKey.Parse(answer.Keys[i]), isHub, neighbours);
            }
        }
        metrics.HopDone(Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Summarises nodes.</summary>
    public Task<EntitySummary[]> SummariseAsync(int[] nodes) =>
        calls.SummariseAsync(view, Array.ConvertAll(nodes, n => _names[n]), Array.ConvertAll(nodes, n => _partitions[n]), filter.HubDegreeMax);

    /// <summary>Shows paths: their nodes, and for each step the links between its two.</summary>
    public async Task<GraphPath[]> ShowAsync(List<int[]> paths)
    {
        int[] nodes = [.. paths.SelectMany(p => p).Distinct()];
        EntitySummary[] summaries = await SummariseAsync(nodes).ConfigureAwait(false);
        Dictionary<int, EntitySummary> summaryOf = nodes.Zip(summaries).ToDictionary(n => n.First, n => n.Second);
        // As in one process the end with fewer links is asked, unless the filter may let a link pass one way only.
        (int Near, int Far) StepOf(int a, int b) => filter.Kinds.Count > 0 || filter.Roles.Count > 0
            || summaryOf[a].LinkCount <= summaryOf[b].LinkCount ? (a, b) : (b, a);
        (int Near, int Far)[] steps = [.. paths.SelectMany(p => p.Zip(p.Skip(1), StepOf)).Distinct()];
        Dictionary<(int, int), LinkView[]> linksOf = steps.Zip(await LinksAsync(steps).ConfigureAwait(false)).ToDictionary(s => s.First, s => s.Second);
        return [.. paths.Select(p => new GraphPath([.. p.Select(n => summaryOf[n])], [.. p.Zip(p.Skip(1), (a, b) => linksOf[StepOf(a, b)])]))];
    }

    private async Task<LinkView[][]> LinksAsync((int Near, int Far)[] steps)
    {
        UInt128[] near = Array.ConvertAll(steps, s => _names[s.Near]), far = Array.ConvertAll(steps, s => _names[s.Far]);
        BetweenRequest Request(int[] places) => new(view.Moment, ReplicaCalls.Pack(near, places), ReplicaCalls.Pack(far, places), filter);
        return ReplicaCalls.Place(
            await calls.AskOwnersAsync(
                view, Array.ConvertAll(steps, s => _partitions[s.Near]), (s, p) => s.LinksBetweenAsync(Request(p)), (h, p) => h.LinksBetween(Request(p)))
                    .ConfigureAwait(false),
            steps.Length);
    }

    private int Add(UInt128 name, byte partition)
    {
        if (_places.TryGetValue(name, out int node)) return node;
        node = _names.Count;
        _places.Add(name, node);
        _names.Add(name);
        _partitions.Add(partition);
        _rows.Add(null);
        return node;
    }

    private sealed record Row(EntityKey Key, bool IsHub, int[]? Neighbours);
}
