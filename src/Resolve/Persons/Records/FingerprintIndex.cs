namespace Resolve.Persons.Records;

/// <summary>Finds a record by its fingerprint: eight bytes a record, as the fingerprints stand in the resolver's own array.</summary>
internal sealed class FingerprintIndex
{
    private const int Empty = 0, Deleted = -1;
    private int[] _slots = new int[256];
    private int _used;

    public int Find(UInt128 fingerprint, UInt128[] fingerprints)
    {
        int mask = _slots.Length - 1;
        for (int at = (int)(ulong)fingerprint & mask; _slots[at] != Empty; at = (at + 1) & mask)
            if (_slots[at] != Deleted && fingerprints[_slots[at] - 1] == fingerprint) return _slots[at] - 1;
        return -1;
    }

    public void Add(int id, UInt128[] fingerprints)
    {
        if ((_used + 1) * 3L > _slots.Length * 2L) Grow(fingerprints);
        Place(id, fingerprints[id]);
    }

    public void Remove(int id, UInt128[] fingerprints)
    {
        int mask = _slots.Length - 1;
        for (int at = (int)(ulong)fingerprints[id] & mask; _slots[at] != Empty; at = (at + 1) & mask)
        {
            if (_slots[at] != id + 1) continue;
            _slots[at] = Deleted;
            return;
        }
    }

    private void Place(int id, UInt128 fingerprint)
    {
        int mask = _slots.Length - 1, at = (int)(ulong)fingerprint & mask;
        while (_slots[at] is not (Empty or Deleted)) at = (at + 1) & mask;
        if (_slots[at] == Empty) _used++;
        _slots[at] = id + 1;
    }

    private void Grow(UInt128[] fingerprints)
    {
        int[] old = _slots;
        _slots = new int[old.Length * 2];
        _used = 0;
        foreach (int slot in old)
            if (slot is not (Empty or Deleted)) Place(slot - 1, fingerprints[slot - 1]);
    }
}
