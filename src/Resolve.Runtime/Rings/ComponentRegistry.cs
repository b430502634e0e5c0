namespace Resolve.Runtime.Rings;

/// <summary>Which silo has which component: elements that belong together are united, and each component belongs to one owner.</summary>
/// <remarks>
/// A union-find that never walks what it unites. Components only grow: one that falls apart stays one until the registry is
/// made anew. When two unite, the smaller goes to the owner of the larger, so that an element moves at most as often as the
/// logarithm of their number. One caller at a time.
/// </remarks>
/// <param name="ownerCount">The number of owners; they are numbered from 0.</param>
internal sealed class ComponentRegistry(int ownerCount)
{
    private const int Apart = -2, Unplaced = -1, Retired = -2;

    private readonly List<int> _parent = [];
    private readonly List<int> _size = [];   // of a root's component
    private readonly List<int> _next = [];   // the members of a component, in a circle
    private readonly List<int> _owner = [];  // of a root's component; Apart: nothing claimed its only element yet
    private readonly List<int> _placed = []; // of an element: the owner that was last given out for it
    private readonly List<int> _dirty = [];  // elements whose owner may have changed
    private readonly int[] _loads = new int[ownerCount];

    /// <summary>A change of owner.</summary>
    /// <param name="Element">What belongs to another owner now.</param>
    /// <param name="From">Its owner before; -1 when it had none.</param>
    /// <param name="To">Its owner now.</param>
    internal readonly record struct Move(int Element, int From, int To);

    /// <summary>Gets the number of elements of each owner.</summary>
    public IReadOnlyList<int> Loads => _loads;

    /// <summary>Adds an element, which belongs to nothing and nobody.</summary>
    /// <returns>Its number: they count from 0.</returns>
    public int Add()
    {
        int element = _parent.Count;
        _parent.Add(element);
        _size.Add(1);
        _next.Add(element);
        _owner.Add(Apart);
        _placed.Add(Unplaced);
        return element;
    }

    /// <summary>Takes an element out of its owner's load. It still unites what it united.</summary>
    /// <returns>The owner that had it; -1 for none.</returns>
    public int Retire(int element)
    {
        int owner = _placed[element];
        _placed[element] = Retired;
        if (owner < 0) return -1;
        _loads[owner]--;
        return owner;
    }

    /// <summary>Makes some elements members of one component, which will have an owner.</summary>
    public void Unite(ReadOnlySpan<int> elements)
    {
        if (elements.IsEmpty) return;
        int root = Claimed(elements[0]);
        foreach (int element in elements[1..]) root = Join(root, Claimed(element));
    }

    /// <summary>Gives each component an owner.</summary>
    /// <param name="choose">Chooses the owner of a new component by its members.</param>
    /// <returns>The elements whose owner is another than when this was called last; none of them is retired.</returns>
    public List<Move> AssignHomes(Func<IReadOnlyList<int>, int> choose)
    {
        var moves = new List<Move>();
        foreach (int element in _dirty)
        {
            int root = Find(element);
            if (_owner[root] == Unplaced) _owner[root] = choose(MembersOf(root));
            (int from, int to) = (_placed[element], _owner[root]);
            if (from == Retired || from == to) continue;
            if (from >= 0) _loads[from]--;
            _loads[to]++;
            _placed[element] = to;
            moves.Add(new Move(element, from, to));
        }
        _dirty.Clear();
        return moves;
    }

    private int Claimed(int element)
    {
        int root = Find(element);
        if (_owner[root] != Apart) return root;
        _owner[root] = Unplaced;
        _dirty.Add(root);
        return root;
    }

    private int Find(int element)
    {
        while (_parent[element] != element) element = _parent[element] = _parent[_parent[element]];
        return element;
    }

    private int Join(int a, int b)
    {
        if (a == b) return a;
        (int large, int small) = _size[a] >= _size[b] ? (a, b) : (b, a);
        if (_owner[large] == Unplaced) _owner[large] = _owner[small]; // the members of both that are new are dirty
        else if (_owner[small] != Unplaced && _owner[small] != _owner[large]) _dirty.AddRange(MembersOf(small));
        _parent[small] = large;
        _size[large] += _size[small];
        (_next[large], _next[small]) = (_next[small], _next[large]);
        return large;
    }

    private List<int> MembersOf(int root)
    {
        var members = new List<int>(_size[root]) { root };
        for (int member = _next[root]; member != root; member = _next[member]) members.Add(member);
        return members;
    }
}
