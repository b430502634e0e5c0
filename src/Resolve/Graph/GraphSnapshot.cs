using Resolve.Identifiers;
using Resolve.Persons.Records;

namespace Resolve.Graph;

/// <summary>The graph after some whole number of facts: immutable, for any number of readers, for as long as they like.</summary>
/// <remarks>
/// A person is one node however many records it has: its node is the vertex of its first record in canonical order that stands
/// here. Node numbers are valid in this snapshot only; keys are what leaves.
/// </remarks>
public sealed class GraphSnapshot
{
    private readonly VersionedList<Vertex>.Published _vertices;
    private readonly VersionedList<Adjacency>.Published _edges;
    private readonly VersionedList<int>.Published _nodes;
    private readonly VersionedList<UInt128>.Published _codes;
    private readonly VersionedList<int>.Published _reportCounts;
    private readonly VersionedList<LinkSlot>.Published _links;
    private readonly VersionedList<PersonNode?>.Published _persons;
    private readonly VersionedList<StoredReport?>.Published _reports;
    private readonly AppendOnlyTable _byKey;
    private readonly AppendOnlyTable _byMention;

    internal GraphSnapshot(
        long position,
        VersionedList<Vertex>.Published vertices,
        VersionedList<Adjacency>.Published edges,
        VersionedList<int>.Published nodes,
        VersionedList<UInt128>.Published codes,
        VersionedList<int>.Published reportCounts,
        VersionedList<LinkSlot>.Published links,
        VersionedList<PersonNode?>.Published persons,
        VersionedList<StoredReport?>.Published reports,
        AppendOnlyTable byKey,
        AppendOnlyTable byMention,
        SearchView search,
        GraphCounts counts)
    {
        Position = position;
        _vertices = vertices;
        _edges = edges;
        _nodes = nodes;
        _codes = codes;
        _reportCounts = reportCounts;
        _links = links;
        _persons = persons;
        _reports = reports;
        _byKey = byKey;
        _byMention = byMention;
        Search = search;
        Counts = counts;
    }

    /// <summary>Gets the journal position up to which facts are in.</summary>
    public long Position { get; }

    /// <summary>Gets how much there is.</summary>
    public GraphCounts Counts { get; }

    /// <summary>Gets what finds vertices by what people type.</summary>
    internal SearchView Search { get; }

    internal int VertexCount => _vertices.Count;

    internal int ReportCount => _reports.Count;

    internal ref readonly Vertex VertexAt(int vertex) => ref _vertices[vertex];

    /// <summary>Gets the ends of a vertex's links.</summary>
    internal ref readonly Adjacency EdgesOf(int vertex) => ref _edges[vertex];

    internal ref readonly LinkSlot LinkAt(int link) => ref _links[link];

    internal StoredReport? ReportAt(int number) => _reports[number];

    /// <summary>Finds the node of a key. A person answers to the key of any of its mentions; <see cref="KeyOf"/> gives the one it has now.</summary>
    /// <param name="key">The key.</param>
    /// <param name="node">The node.</param>
    /// <returns>Whether such an entity is mentioned in a live report.</returns>
    public bool TryFind(EntityKey key, out int node)
    {
        node = -1;
        if (key.IsDefault) return false;
        return key.Kind == EntityKind.Person ? TryFindPerson(key, out node) : TryFindIdentifier(key, out node);
    }

    /// <summary>Gets the key of a node.</summary>
    /// <param name="node">The node.</param>
    /// <returns>The key; for a person, that of its earliest mention.</returns>
    public EntityKey KeyOf(int node)
    {
        UInt128 code = _codes[node];
        return KeyCode.KindOf(code) == EntityKind.Person ? PersonKeys.ToKey(KeyCode.PersonHash(code)) : _vertices[node].Key;
    }

    /// <summary>Gets a number by which the keys of nodes stand in order; where two are equal the keys must be compared.</summary>
    internal UInt128 CodeOf(int node) => _codes[node];

    /// <summary>Compares the keys of two nodes.</summary>
    internal int CompareKeys(int a, int b)
    {
        int order = _codes[a].CompareTo(_codes[b]);
        return order != 0 || a == b ? order : KeyOf(a).CompareTo(KeyOf(b));
    }

    /// <summary>Gets who the person of a record is, where that does not follow from the mentions that stand here; else null.</summary>
    /// <param name="vertex">A vertex.</param>
    internal PersonIdentity? IdentityOf(int vertex)
    {
        int person = _vertices[vertex].Person;
        return person < 0 ? null : _persons[person]!.Identity;
    }

    /// <summary>Gets whether a vertex is the one that stands for its entity in the whole graph, of which this may be a part.</summary>
    /// <param name="vertex">A vertex.</param>
    internal bool IsNode(int vertex) =>
        IsThere(vertex) && NodeOf(vertex) == vertex && (IdentityOf(vertex) is not { } identity || identity.First == _vertices[vertex].Record!.Fingerprint);

    /// <summary>Gets the kind of a node.</summary>
    /// <param name="node">The node.</param>
    /// <returns>The kind.</returns>
    public EntityKind KindOf(int node) => KeyCode.KindOf(_codes[node]);

    /// <summary>Gets the node that stands for a vertex.</summary>
    /// <param name="vertex">A vertex.</param>
    /// <returns>The vertex itself, or the first record of the person it belongs to.</returns>
    internal int NodeOf(int vertex)
    {
        int node = _nodes[vertex];
        return node ^ (node >> 31);
    }

    /// <summary>Gets whether a node stands for its vertex alone.</summary>
    internal bool IsAlone(int node) => _nodes[node] >= 0;

    /// <summary>Gets the vertices that a node stands for.</summary>
    /// <param name="node">The node; passed by reference so that a lone vertex costs no array.</param>
    /// <returns>The vertices: the records of a person in canonical order, or the vertex alone.</returns>
    internal ReadOnlySpan<int> VerticesOf(ref readonly int node) =>
        IsAlone(node) ? new ReadOnlySpan<int>(in node) : _persons[_vertices[node].Person]!.Records!;

    /// <summary>Gets whether a vertex is mentioned in a live report.</summary>
    internal bool IsThere(int vertex) => _vertices[vertex].MentionCount > 0;

    /// <summary>Gets how many live reports mention a vertex: 0 for one that is not there.</summary>
    internal int ReportCountOf(int vertex) => _reportCounts[vertex];

    /// <summary>Lists the nodes that are there, in no order.</summary>
    internal IEnumerable<int> Nodes()
    {
        for (int vertex = 0; vertex < _vertices.Count; vertex++)
            if (IsThere(vertex) && NodeOf(vertex) == vertex) yield return vertex;
    }

    /// <summary>Gets whether an analyst excluded a person.</summary>
    internal bool IsExcluded(int node)
    {
        foreach (int vertex in VerticesOf(in node))
            if (_vertices[vertex].Excluded) return true;
        return false;
    }

    /// <summary>Counts the links at a node that connect suspects: many of them suggest a hub.</summary>
    internal int RingDegree(int node)
    {
        int degree = 0;
        foreach (int vertex in VerticesOf(in node)) degree += _edges[vertex].RingEdgeCount;
        return degree;
    }

    /// <summary>Counts all links at a node.</summary>
    internal int Degree(int node)
    {
        int degree = 0;
        foreach (int vertex in VerticesOf(in node)) degree += _edges[vertex].Count;
        return degree;
    }

    /// <summary>Gets the records of a person node, in canonical order.</summary>
    internal IEnumerable<PersonRecord> RecordsOf(int node)
    {
        int[] vertices = VerticesOf(in node).ToArray();
        foreach (int vertex in vertices)
            if (_vertices[vertex].Record is { } record) yield return record;
    }

    private bool TryFindIdentifier(EntityKey key, out int node)
    {
        foreach (int vertex in _byKey.Find(StableHash.Of64(key.ToString())))
        {
            if (vertex >= _vertices.Count || _vertices[vertex].Key != key) continue;
            node = vertex;
            return IsThere(vertex);
        }
        node = -1;
        return false;
    }

    private bool TryFindPerson(EntityKey key, out int node)
    {
        int vertex = RecordOfMention(key);
        node = vertex < 0 ? -1 : NodeOf(vertex);
        return vertex >= 0;
    }

    /// <summary>Finds the record that the mention behind a person's key gives; -1 when no live report holds it.</summary>
    internal int RecordOfMention(EntityKey key)
    {
        if (!PersonKeys.TryRead(key, out ulong hash)) return -1;
        foreach (int vertex in _byMention.Find(hash))
        {
            if (vertex >= _vertices.Count) continue;
            if (_vertices[vertex].First is { Report: >= 0 } first && _reports[first.Report]!.Mentions[first.Ordinal].PersonHash == hash) return vertex;
            foreach (MentionPlace place in _vertices[vertex].MentionSpan)
                if (_reports[place.Report]!.Mentions[place.Ordinal].PersonHash == hash) return vertex;
        }
        return -1;
    }

    /// <summary>Gets the earliest mention of a record.</summary>
    /// <param name="vertex">The vertex of a record that is there.</param>
    internal Persons.Records.FirstMention FirstMentionOf(int vertex)
    {
        if (_vertices[vertex].First is not { Report: >= 0 } first) throw new InvalidOperationException("The record is not there.");
        StoredReport report = _reports[first.Report]!;
        return new Persons.Records.FirstMention(report.OwnTime, report.Key, report.Mentions[first.Ordinal].Ref);
    }
}
