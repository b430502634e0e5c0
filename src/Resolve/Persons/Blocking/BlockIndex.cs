using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Resolve.Persons.Models;

namespace Resolve.Persons.Blocking;

/// <summary>Which records carry which keys: an open-addressing table from key to record, or to a list of records.</summary>
/// <remarks>
/// A key that one record carries costs 12 bytes over the load factor; its kind stands in its low four bits.
/// Readers on several threads, or one writer.
/// </remarks>
/// <param name="caps">How many records may share a key of a kind before it is generic.</param>
internal sealed class BlockIndex(ImmutableArray<int> caps)
{
    private const int Empty = 0, Deleted = -1;

    // A slot's value is 0 (empty), -1 (deleted), id + 1 (one record), or -(list + 2).
    private Slot[] _slots = new Slot[1024];
    private int _used;
    private readonly IdLists _lists = new();
    private readonly HashSet<ulong> _marked = [];
    private readonly HashSet<ulong> _overCap = []; // the values that are generic by their own count: few, so that asking is cheap

    /// <summary>Adds a record to a key.</summary>
    /// <returns>How many records carry the key now.</returns>
    public int Add(ulong key, int id)
    {
        if ((_used + 1) * 4L > _slots.Length * 3L) Grow();
        int at = Find(key, out int free);
        if (at < 0)
        {
            if (_slots[free].Value == Empty) _used++;
            _slots[free] = new Slot { Key = key, Value = id + 1 };
            return 1;
        }
        ref int value = ref _slots[at].Value;
        int list = value > 0 ? _lists.Make(value - 1) : -value - 2;
        list = _lists.Add(list, id);
        value = -(list + 2);
        int count = _lists.Count(list);
        if (IsValue(key) && count == caps[(int)(key & 15)] + 1) _overCap.Add(key);
        return count;
    }

    /// <summary>Takes a record from a key that it carries.</summary>
    /// <returns>How many records carry the key now.</returns>
    public int Remove(ulong key, int id)
    {
        int at = Find(key, out _);
        if (at < 0) throw new InvalidOperationException("The key is not in the index.");
        ref int value = ref _slots[at].Value;
        if (value > 0)
        {
            value = Deleted;
            return 0;
        }
        int list = -value - 2, count = _lists.Remove(list, id);
        if (count == 1) value = _lists.Free(list) + 1;
        if (IsValue(key) && count == caps[(int)(key & 15)]) _overCap.Remove(key);
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

    /// <summary>Returns whether more records carry a value than its cap, here or where it is kept.</summary>
    /// <param name="key">The key of a value, which scores: its kind is at most <see cref="BlockKind.Mail"/>.</param>
    public bool IsGeneric(ulong key) => (_overCap.Count > 0 && _overCap.Contains(key)) || (_marked.Count > 0 && _marked.Contains(key) && Find(key, out _) < 0);

    /// <summary>Returns how many records carry a key; more than any cap for one that is marked.</summary>
    public int Count(ulong key)
    {
        int at = Find(key, out _);
        if (at < 0) return _marked.Count > 0 && _marked.Contains(key) ? int.MaxValue : 0;
        int value = _slots[at].Value;
        return value > 0 ? 1 : _lists.Count(-value - 2);
    }

    /// <summary>Returns the records that carry a key, in no order.</summary>
    /// <param name="key">The key.</param>
    /// <param name="single">Holds the only one, when there is one.</param>
    public ReadOnlySpan<int> Members(ulong key, ref int single)
    {
        int at = Find(key, out _);
        if (at < 0) return default;
        int value = _slots[at].Value;
        if (value < 0) return _lists.Members(-value - 2);
        single = value - 1;
        return new ReadOnlySpan<int>(ref single);
    }

    /// <summary>Reads the place of a key ahead, so that several of them come from memory at a time.</summary>
    /// <returns>What stands there; of no use.</returns>
    public int Warm(ulong key) => _slots[(int)(StableHash.Mix(key) & (ulong)(_slots.Length - 1))].Value;

    private static bool IsValue(ulong key) => (BlockKind)(key & 15) <= BlockKind.Mail;

    private int Find(ulong key, out int free)
    {
        Slot[] slots = _slots;
        int mask = slots.Length - 1;
        int at = (int)(StableHash.Mix(key) & (ulong)mask);
        free = -1;
        while (slots[at].Value != Empty)
        {
            if (slots[at].Value == Deleted) { if (free < 0) free = at; }
            else if (slots[at].Key == key) return at;
            at = (at + 1) & mask;
        }
        if (free < 0) free = at;
        return -1;
    }

    private void Grow()
    {
        Slot[] old = _slots;
        int live = 0;
        foreach (ref readonly Slot slot in old.AsSpan())
            if (slot.Value is not (Empty or Deleted)) live++;
        _slots = new Slot[live * 2 > old.Length ? old.Length * 2 : old.Length];
        _used = live;
        foreach (ref readonly Slot slot in old.AsSpan())
        {
            if (slot.Value is Empty or Deleted) continue;
            Find(slot.Key, out int free);
            _slots[free] = slot;
        }
    }

    // Key and value side by side, without a gap: most questions then cost one line of memory.
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Slot
    {
        public ulong Key;
        public int Value;
    }
}
