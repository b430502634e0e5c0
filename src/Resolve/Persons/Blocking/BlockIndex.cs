namespace Resolve.Persons;

/// <summary>Which records carry which keys: an open-addressing table from key to record, or to a list of records.</summary>
/// <remarks>A key that one record carries costs 12 bytes over the load factor; its kind stands in its low four bits.</remarks>
internal sealed class BlockIndex
{
    private const int Empty = 0, Deleted = -1;

    // A slot holds 0 (empty), -1 (deleted), id + 1 (one record), or -(list + 2).
    private ulong[] _keys = new ulong[1024];
    private int[] _slots = new int[1024];
    private int _used;
    private readonly List<int[]> _lists = [];
    private readonly List<int> _counts = [];
    private readonly Stack<int> _freeLists = new();
    private readonly HashSet<ulong> _marked = [];

    /// <summary>Adds a record to a key.</summary>
    /// <returns>How many records carry the key now.</returns>
    public int Add(ulong key, int id)
    {
        if ((_used + 1) * 4L > _keys.Length * 3L) Grow();
        int at = Find(key, out int free);
        if (at < 0)
        {
            if (_slots[free] == Empty) _used++;
            _keys[free] = key;
            _slots[free] = id + 1;
            return 1;
        }
        int slot = _slots[at];
        if (slot > 0)
        {
            int made = NewList();
            _lists[made][0] = slot - 1;
            _lists[made][1] = id;
            _counts[made] = 2;
            _slots[at] = -(made + 2);
            return 2;
        }
        int list = -slot - 2;
        if (_counts[list] == _lists[list].Length)
        {
            int[] longer = new int[_lists[list].Length * 2];
            _lists[list].CopyTo(longer, 0);
            _lists[list] = longer;
        }
        _lists[list][_counts[list]] = id;
        return ++_counts[list];
    }

    /// <summary>Takes a record from a key that it carries.</summary>
    /// <returns>How many records carry the key now.</returns>
    public int Remove(ulong key, int id)
    {
        int at = Find(key, out _);
        if (at < 0) throw new InvalidOperationException("The key is not in the index.");
        int slot = _slots[at];
        if (slot > 0)
        {
            _slots[at] = Deleted;
            return 0;
        }
        int list = -slot - 2;
        int[] members = _lists[list];
        int count = --_counts[list];
        int place = Array.IndexOf(members, id, 0, count + 1);
        members[place] = members[count];
        if (count == 1)
        {
            _slots[at] = members[0] + 1;
            _lists[list] = [];
            _freeLists.Push(list);
        }
        return count;
    }

    /// <summary>Notes that a key whose records are kept elsewhere is generic, or no longer is.</summary>
    public void Mark(ulong key, bool isGeneric)
    {
        if (isGeneric) _marked.Add(key);
        else _marked.Remove(key);
    }

    /// <summary>Lists the keys that are marked, in no order.</summary>
    public IReadOnlyCollection<ulong> Marked => _marked;

    /// <summary>Returns how many records carry a key; more than any cap for one that is marked.</summary>
    public int Count(ulong key)
    {
        int at = Find(key, out _);
        return at < 0 ? (_marked.Count > 0 && _marked.Contains(key) ? int.MaxValue : 0) : _slots[at] > 0 ? 1 : _counts[-_slots[at] - 2];
    }

    /// <summary>Returns the records that carry a key, in no order.</summary>
    /// <param name="key">The key.</param>
    /// <param name="single">Holds the only one, when there is one.</param>
    public ReadOnlySpan<int> Members(ulong key, ref int single)
    {
        int at = Find(key, out _);
        if (at < 0) return default;
        int slot = _slots[at];
        if (slot > 0)
        {
            single = slot - 1;
            return new ReadOnlySpan<int>(ref single);
        }
        return _lists[-slot - 2].AsSpan(0, _counts[-slot - 2]);
    }

    private int Find(ulong key, out int free)
    {
        int mask = _keys.Length - 1;
        int at = (int)(StableHash.Mix(key) & (ulong)mask);
        free = -1;
        while (_slots[at] != Empty)
        {
            if (_slots[at] == Deleted) { if (free < 0) free = at; }
            else if (_keys[at] == key) return at;
            at = (at + 1) & mask;
        }
        if (free < 0) free = at;
        return -1;
    }

    private void Grow()
    {
        ulong[] keys = _keys;
        int[] slots = _slots;
        int live = 0;
        foreach (int slot in slots)
            if (slot is not (Empty or Deleted)) live++;
        int size = live * 2 > keys.Length ? keys.Length * 2 : keys.Length;
        _keys = new ulong[size];
        _slots = new int[size];
        _used = live;
        for (int i = 0; i < keys.Length; i++)
        {
            if (slots[i] is Empty or Deleted) continue;
            Find(keys[i], out int free);
            _keys[free] = keys[i];
            _slots[free] = slots[i];
        }
    }

    private int NewList()
    {
        if (_freeLists.TryPop(out int list))
        {
            _lists[list] = new int[2];
            return list;
        }
        _lists.Add(new int[2]);
        _counts.Add(0);
        return _lists.Count - 1;
    }
}
