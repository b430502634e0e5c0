namespace Resolve.Graph;

/// <summary>The ends of a vertex's links. The arrays grow in place beyond the counts that readers of earlier publications hold.</summary>
internal struct Adjacency
{
    private int[]? _ends; // the neighbours in the first half, the link to each in the second

    /// <summary>How many links there are.</summary>
    public int Count;

    /// <summary>How many of them carry rings.</summary>
    public int RingEdgeCount;

    /// <summary>Gets the vertices at the other ends; one stands there for each link.</summary>
    public readonly ReadOnlySpan<int> Neighbours => new(_ends, 0, Count);

    /// <summary>Gets the links, in the order of <see cref="Neighbours"/>.</summary>
    public readonly ReadOnlySpan<int> Links => _ends is null ? default : new(_ends, _ends.Length >> 1, Count);

    /// <summary>Gets how many integers the array has.</summary>
    public readonly int Capacity => _ends?.Length ?? 0;

    /// <summary>Gets an end.</summary>
    public readonly Edge this[int i] => new(_ends![i], _ends[(_ends.Length >> 1) + i]);

    /// <summary>Adds a link.</summary>
    public void Append(Edge edge)
    {
        int half = Capacity >> 1;
        if (Count == half) Resize(half == 0 ? 1 : half < 4 ? 4 : half + (half >> 1), skipped: -1);
        half = _ends!.Length >> 1;
        _ends[Count] = edge.Neighbour;
        _ends[half + Count] = edge.Link;
        Count++;
    }

    /// <summary>Takes a link out of a copy, so that readers of the old array keep theirs.</summary>
    public void Remove(Edge edge)
    {
        int at = Links.IndexOf(edge.Link);
        if (at < 0) throw new InvalidOperationException("A link to be taken out does not stand.");
        Resize(Count - 1, at);
        Count--;
    }

    /// <summary>Lists the ends.</summary>
    public readonly Enumerator GetEnumerator() => new(this);

    private void Resize(int half, int skipped)
    {
        int[] ends = new int[2 * half];
        int first = skipped < 0 ? Count : skipped;
        ReadOnlySpan<int> neighbours = Neighbours, links = Links;
        neighbours[..first].CopyTo(ends);
        links[..first].CopyTo(ends.AsSpan(half));
        if (skipped >= 0)
        {
            neighbours[(skipped + 1)..].CopyTo(ends.AsSpan(first));
            links[(skipped + 1)..].CopyTo(ends.AsSpan(half + first));
        }
        _ends = ends;
    }

    /// <summary>Goes through the ends.</summary>
    internal struct Enumerator(Adjacency of)
    {
        private int _at = -1;

        /// <summary>Gets the end.</summary>
        public readonly Edge Current => of[_at];

        /// <summary>Goes to the next end.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext() => ++_at < of.Count;
    }
}
