using System.Collections.Concurrent;
using System.Collections.Immutable;
using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Reports;
using Resolve.Runtime.Content;
using Resolve.Runtime.Rings;
using Resolve.Runtime.Serialization;

namespace Resolve.Silo.Cluster;

/// <summary>A silo's part of the graph as it was at one journal position: immutable.</summary>
internal sealed class ReplicaGraph(GraphSnapshot graph, NodeIds.Table names, ImmutableDictionary<long, int> suspended, RingFacts rings) : IRingGraph
{
    private const int MemoCountMax = 50_000, MemoLinksMax = 1_000_000;

    // What questions at one position ask again and again. The graph never changes, so neither does what is remembered.
    private readonly ConcurrentDictionary<EntityKey, int> _nodes = new();
    private readonly ConcurrentDictionary<int, EntityKey> _keys = new();
    private readonly ConcurrentDictionary<(int Node, int HubDegreeMax), EntitySummary> _summaries = new();
    private readonly ConcurrentDictionary<(int Node, int HubDegreeMax), byte[]> _summaryFrames = new();

    private readonly ConcurrentDictionary<int, NodeLink[]> _links = new();
    private int _linkCount;

    /// <summary>Gets the graph.</summary>
    public GraphSnapshot Graph { get; } = graph;

    /// <inheritdoc/>
    public object Source => rings.Source;

    /// <summary>Gets whether it is known here whose rings are to be computed.</summary>
    public bool HasHomes => rings.HasHomes;

    /// <inheritdoc/>
    public bool IsHome(int report) => rings.Homes[report];

    /// <inheritdoc/>
    public bool IsHub(int node) => !rings.Hubs.IsEmpty && rings.Hubs.Contains(NameOf(node));

    /// <summary>Gets whether a suspended report is held.</summary>
    public bool HasSuspended => !suspended.IsEmpty;

    /// <summary>Finds suspended reports by their journal positions; null finds all. What is not held is skipped.</summary>
    public IEnumerable<StoredReport> SuspendedAt(long[]? positions) =>
        (positions is null ? suspended.Values : positions.Where(suspended.ContainsKey).Select(p => suspended[p])).Select(n => Graph.ReportAt(n)!);

    /// <summary>Finds the node of a key.</summary>
    public bool TryFind(EntityKey key, out int node)
    {
        if (_nodes.TryGetValue(key, out node)) return true;
        if (!Graph.TryFind(key, out node)) return false;
        if (_nodes.Count < MemoCountMax) _nodes.TryAdd(key, node);
        return true;
    }

    /// <summary>Gets the key of a node.</summary>
    public EntityKey KeyOf(int node)
    {
        if (_keys.TryGetValue(node, out EntityKey key)) return key;
        key = Graph.KeyOf(node);
        if (_keys.Count < MemoCountMax) _keys.TryAdd(node, key);
        return key;
    }

    /// <summary>Summarises a node.</summary>
    public EntitySummary Summarise(int node, int hubDegreeMax)
    {
        if (_summaries.TryGetValue((node, hubDegreeMax), out EntitySummary? summary)) return summary;
        summary = EntityReader.Summarise(Graph, node, hubDegreeMax);
        if (_summaries.Count < MemoCountMax) _summaries.TryAdd((node, hubDegreeMax), summary);
        return summary;
    }

    /// <summary>Gets the summary of a node as other silos get it.</summary>
    public byte[] SummaryPayload(int node, int hubDegreeMax)
    {
        if (_summaryFrames.TryGetValue((node, hubDegreeMax), out byte[]? frame)) return frame;
        var writer = new BinaryPayloadWriter(128);
        AnswerPayloads.Write(ref writer, Summarise(node, hubDegreeMax));
        frame = writer.ToArray();
        if (_summaryFrames.Count < MemoCountMax) _summaryFrames.TryAdd((node, hubDegreeMax), frame);
        return frame;
    }

    /// <summary>Lists all links of a node by their other ends and kinds.</summary>
    public NodeLink[] LinksOf(int node)
    {
        if (_links.TryGetValue(node, out NodeLink[]? known)) return known;
        var links = new Dictionary<(int Other, bool IsFrom, LinkKind Kind), NodeLink>();
        foreach (int vertex in Graph.VerticesOf(in node))
        {
            foreach (Edge edge in Graph.EdgesOf(vertex))
            {
                int other = Graph.NodeOf(edge.Neighbour);
                if (other == node) continue;
                NodeLink link = NodeLink.Of(Graph, edge, other);
                (int, bool, LinkKind) end = (other, link.IsFrom, link.Facts.Kind);
                links[end] = links.TryGetValue(end, out NodeLink part) ? link with { Facts = part.Facts.With(link.Facts) } : link;
            }
        }
        NodeLink[] all = [.. links.Values];
        if (_links.Count < MemoCountMax && Interlocked.Add(ref _linkCount, all.Length) <= MemoLinksMax) _links.TryAdd(node, all);
        return all;
    }

    /// <summary>Gets how silos name a node among themselves: a person by its first record, wherever that stands.</summary>
    public string NodeKeyOf(int node)
    {
        Vertex vertex = Graph.VertexAt(node);
        return vertex.Record is null ? vertex.Key.ToString() : NodeKey.OfRecord(NameOf(node));
    }

    /// <summary>Gets how silos name a vertex among themselves, whatever person it belongs to.</summary>
    public string NodeKeyOfVertex(int vertex)
    {
        Vertex at = Graph.VertexAt(vertex);
        return at.Record is { } record ? NodeKey.OfRecord(record.Fingerprint) : at.Key.ToString();
    }

    /// <summary>Gets the partition of a node: a person's is that of its first record, wherever that stands.</summary>
    public int PartitionOf(int node) => Graph.IdentityOf(node) is { } identity ? Partitions.OfRecord(identity.First) : names.PartitionOf(Graph.NodeOf(node));

    /// <summary>Gets the partition of a vertex, whatever person it belongs to.</summary>
    public int PartitionOfVertex(int vertex) => names.PartitionOf(vertex);

    /// <summary>Gets the node id of a node: a person's is that of its first record, wherever that stands.</summary>
    public UInt128 NameOf(int node) => Graph.IdentityOf(node) is { } identity ? identity.First : names.NameOf(Graph.NodeOf(node));

    /// <summary>Gets the node id of a vertex, whatever person it belongs to.</summary>
    public UInt128 NameOfVertex(int vertex) => names.NameOf(vertex);

    /// <summary>Finds the node of a node id; a record's name gives the person it belongs to. The record must stand here, as all records of a person of this
    /// silo do.</summary>
    public bool TryFind(UInt128 name, out int node)
    {
        node = -1;
        if (!names.TryFind(name, out int vertex) || vertex >= Graph.VertexCount || !Graph.IsThere(vertex)) return false;
        node = Graph.NodeOf(vertex);
        return true;
    }

    /// <summary>Finds nodes that were reached by node ids.</summary>
    /// <exception cref="ReplicaNotReadyException">One is not held here.</exception>
    public int[] NodesOf(byte[] packed)
    {
        int[] nodes = new int[packed.Length / 16];
        for (int i = 0; i < nodes.Length; i++)
            if (!TryFind(NodeIds.At(packed, i), out nodes[i])) throw new ReplicaNotReadyException("A node that was reached is not held here.");
        return nodes;
    }

    /// <summary>Finds a node by its node key; a record's name gives the person it belongs to.</summary>
    public bool TryFind(string nodeKey, out int node)
    {
        if (!TryFindVertex(nodeKey, out int vertex))
        {
            node = -1;
            return false;
        }
        node = Graph.NodeOf(vertex);
        return true;
    }

    /// <summary>Finds a vertex by its node key: an identifier, or the record itself.</summary>
    public bool TryFindVertex(string nodeKey, out int vertex)
    {
        vertex = -1;
        if (!NodeKey.TryReadRecord(nodeKey, out UInt128 fingerprint)) return EntityKey.TryParse(nodeKey, null, out EntityKey key)
            && Graph.TryFind(key, out vertex);
        return names.TryFind(fingerprint, out vertex) && vertex < Graph.VertexCount && Graph.IsThere(vertex);
    }
}

/// <summary>What the leader sent about rings at one journal position.</summary>
/// <param name="Source">What the graph was made by.</param>
/// <param name="Homes">Whether each report is at home here, by its number.</param>
/// <param name="Hubs">The hubs of the cluster by their node ids.</param>
/// <param name="HasHomes">Whether the leader has sent the ring homes at all since the last full resend.</param>
internal sealed record RingFacts(object Source, VersionedList<bool>.Published Homes, ImmutableHashSet<UInt128> Hubs, bool HasHomes);
