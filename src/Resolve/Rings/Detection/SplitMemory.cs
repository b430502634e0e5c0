using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Resolve.Rings.Detection;

/// <summary>Remembers how components were split: a split is a function of the component's links alone, so equal links give the split that is known.</summary>
/// <remarks>For any number of threads. It holds up to twice <see cref="VerticesMax"/> vertices; what was not asked for while as many others were is
/// forgotten.</remarks>
internal sealed class SplitMemory
{
    /// <summary>Smaller components are split as fast as looked up.</summary>
    public const int SizeMin = 8;

    private const int VerticesMax = 1 << 20;

    private readonly Lock _gate = new();
    private Dictionary<UInt128, (int[] Labels, int Count)> _young = [], _old = [];
    private int _youngVertices;

    /// <summary>Names a component by its links: the first 128 bits of the SHA-256 of its rows.</summary>
    public static UInt128 NameOf(LevelGraph component)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(MemoryMarshal.AsBytes(component.Offsets.AsSpan()));
        sha.AppendData(MemoryMarshal.AsBytes(component.Targets.AsSpan()));
        sha.AppendData(MemoryMarshal.AsBytes(component.Weights.AsSpan()));
        Span<byte> digest = stackalloc byte[32];
        sha.GetHashAndReset(digest);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(digest);
    }

    /// <summary>Finds a split.</summary>
    /// <param name="name">The component's name.</param>
    /// <param name="split">The split; its labels belong to the caller.</param>
    /// <returns>Whether it is known.</returns>
    public bool TryGet(UInt128 name, out (int[] Labels, int Count) split)
    {
        lock (_gate)
        {
            if (!_young.TryGetValue(name, out split))
            {
                if (!_old.TryGetValue(name, out split)) return false;
                Enter(name, split);
            }
        }
        split.Labels = [.. split.Labels];
        return true;
    }

    /// <summary>Remembers a split.</summary>
    public void Add(UInt128 name, int[] labels, int count)
    {
        lock (_gate) Enter(name, ([.. labels], count));
    }

    private void Enter(UInt128 name, (int[] Labels, int Count) split)
    {
        if (_youngVertices + split.Labels.Length > VerticesMax && _young.Count > 0)
        {
            _old = _young;
            _young = [];
            _youngVertices = 0;
        }
        if (_young.TryAdd(name, split)) _youngVertices += split.Labels.Length;
    }
}
