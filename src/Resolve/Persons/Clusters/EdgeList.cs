namespace Resolve.Persons.Clusters;

/// <summary>A match edge of one record to another.</summary>
internal readonly record struct RecordMatch(int Other, int Weight);

/// <summary>The match edges of a record, in no order.</summary>
internal struct EdgeList
{
    private RecordMatch[]? _edges;
    private int _count;

    public readonly ReadOnlySpan<RecordMatch> Span => _edges.AsSpan(0, _count);

    public void Add(RecordMatch edge)
    {
        if (_edges is null) _edges = new RecordMatch[1];
        else if (_count == _edges.Length) Array.Resize(ref _edges, _count < 4 ? _count + 1 : _count * 3 / 2);
        _edges[_count++] = edge;
    }

    public void Remove(int other)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_edges![i].Other != other) continue;
            _edges[i] = _edges[--_count];
            return;
        }
    }

    public void Clear() => (_edges, _count) = (null, 0);
}
