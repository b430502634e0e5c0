using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Resolve.Graph.Questions;

/// <summary>What one question writes down about vertices: marks that need no clearing, and a list of nodes. Reused by later questions.</summary>
/// <remarks>A mark counts while it is above the base of its use (<see cref="Begin"/>); older marks are at or below it.</remarks>
internal sealed class GraphScratch : IDisposable
{
    private static readonly ConcurrentQueue<GraphScratch> s_free = new();
    private static readonly int s_freeMax = 2 * Environment.ProcessorCount;
    private int _last;
    private int[] _nodes = new int[256];

    private GraphScratch()
    {
    }

    /// <summary>Gets a mark for each vertex.</summary>
    public int[] Marks { get; private set; } = [];

    /// <summary>Gets a second mark for each vertex; <see cref="NeedOtherMarks"/> makes room for them.</summary>
    public int[] OtherMarks { get; private set; } = [];

    /// <summary>Gets the number of nodes in the list.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the nodes in the list.</summary>
    public ReadOnlySpan<int> Nodes => _nodes.AsSpan(0, Count);

    /// <summary>Takes one with room for so many vertices, its list empty.</summary>
    public static GraphScratch Rent(int vertexCount)
    {
        if (!s_free.TryDequeue(out GraphScratch? scratch)) scratch = new GraphScratch();
        scratch.Count = 0;
        if (scratch.Marks.Length < vertexCount) (scratch.Marks, scratch.OtherMarks, scratch._last) = (new int[vertexCount], [], 0);
        return scratch;
    }

    /// <summary>Makes room for the second marks.</summary>
    public void NeedOtherMarks()
    {
        if (OtherMarks.Length == 0) OtherMarks = new int[Marks.Length];
    }

    /// <summary>Begins a use of the marks.</summary>
    /// <param name="span">How many different marks the use sets.</param>
    /// <returns>The base: the marks of this use are from base + 1 to base + <paramref name="span"/>, all others at or below it.</returns>
    public int Begin(int span)
    {
        if (_last > int.MaxValue - span)
        {
            Array.Clear(Marks);
            Array.Clear(OtherMarks);
            _last = 0;
        }
        int from = _last;
        _last += span;
        return from;
    }

    /// <summary>Empties the list.</summary>
    public void Clear() => Count = 0;

    /// <summary>Puts other nodes, no more than there are, in the place of the last ones of the list.</summary>
    public void Replace(int from, ReadOnlySpan<CodedNode> nodes)
    {
        for (int i = 0; i < nodes.Length; i++) _nodes[from + i] = nodes[i].Node;
        Count = from + nodes.Length;
    }

    /// <summary>Makes room for more nodes in the list.</summary>
    public void Reserve(int more)
    {
        if (Count + more > _nodes.Length) Array.Resize(ref _nodes, Math.Max(Count + more, 2 * _nodes.Length));
    }

    /// <summary>Adds a node to the list, for which there is room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int node) => _nodes[Count++] = node;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (s_free.Count < s_freeMax) s_free.Enqueue(this);
    }
}
