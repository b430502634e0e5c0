using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using Resolve.Graph;
using Resolve.Runtime.Content;

namespace Resolve.Silo.Cluster;

/// <summary>The short names of a silo's vertices: 16 bytes that every silo computes alike, so that a step of a walk carries no texts.</summary>
/// <remarks>
/// A record's name is its fingerprint; an identifier's is the first half of the SHA-256 of its key. One writer; readers take a
/// <see cref="Table"/>, whose arrays are only appended to. Vertices stay, so names do.
/// </remarks>
internal sealed class NodeIds
{
    private readonly ConcurrentDictionary<UInt128, int> _vertexOf = new(NameComparer.Instance);
    private UInt128[] _names = [];
    private byte[] _partitions = [];
    private int _count;

    /// <summary>Gets the vertex of a name, which must have been learnt.</summary>
    public int this[UInt128 name] => _vertexOf[name];

    /// <summary>Finds the vertex of a name.</summary>
    public bool TryFind(UInt128 name, out int vertex) => _vertexOf.TryGetValue(name, out vertex);

    /// <summary>Learns a record's name before the graph it appears in is published.</summary>
    public void Learn(UInt128 fingerprint, int vertex) => _vertexOf[fingerprint] = vertex;

    /// <summary>Learns the names of the vertices that are new in a graph.</summary>
    public Table Learn(GraphSnapshot graph)
    {
        if (graph.VertexCount > _names.Length)
        {
            int length = Math.Max(graph.VertexCount, _names.Length + (_names.Length >> 1));
            Array.Resize(ref _names, length); // a copy: earlier tables keep theirs
            Array.Resize(ref _partitions, length);
        }
        for (; _count < graph.VertexCount; _count++)
        {
            Vertex vertex = graph.VertexAt(_count);
            _names[_count] = vertex.Record is { } record ? record.Fingerprint : Of(vertex.Key.ToString());
            _partitions[_count] = (byte)(vertex.Record is { } person ? Partitions.OfRecord(person.Fingerprint) : Partitions.Of(vertex.Key));
            _vertexOf[_names[_count]] = _count;
        }
        return new Table(_names, _partitions, _vertexOf);
    }

    /// <summary>Writes names as bytes.</summary>
    public static byte[] Pack(ReadOnlySpan<UInt128> names)
    {
        byte[] bytes = new byte[names.Length * 16];
        for (int i = 0; i < names.Length; i++) BinaryPrimitives.WriteUInt128LittleEndian(bytes.AsSpan(i * 16), names[i]);
        return bytes;
    }

    /// <summary>Reads the name at a place of packed names.</summary>
    public static UInt128 At(byte[] packed, int place) => BinaryPrimitives.ReadUInt128LittleEndian(packed.AsSpan(place * 16));

    private static UInt128 Of(string key)
    {
        Span<byte> utf8 = stackalloc byte[Identifiers.EntityKey.LengthMax * 3];
        return StableHash.Of128(utf8[..Encoding.UTF8.GetBytes(key, utf8)]);
    }

    /// <summary>The names as one graph has them.</summary>
    internal sealed class Table(UInt128[] names, byte[] partitions, ConcurrentDictionary<UInt128, int> vertexOf)
    {
        /// <summary>Gets the name of a vertex.</summary>
        public UInt128 NameOf(int vertex) => names[vertex];

        /// <summary>Gets the partition of a vertex.</summary>
        public byte PartitionOf(int vertex) => partitions[vertex];

        /// <summary>Finds the vertex of a name; it may be younger than the graph.</summary>
        public bool TryFind(UInt128 name, out int vertex) => vertexOf.TryGetValue(name, out vertex);
    }
}

/// <summary>Compares names, which are hashes already.</summary>
internal sealed class NameComparer : IEqualityComparer<UInt128>
{
    /// <summary>The only one.</summary>
    public static readonly NameComparer Instance = new();

    /// <inheritdoc/>
    public bool Equals(UInt128 x, UInt128 y) => x == y;

    /// <inheritdoc/>
    public int GetHashCode(UInt128 obj) => (int)(ulong)obj;
}
