namespace Resolve.Graph;

/// <summary>A hash table from 64-bit hashes to integers that only grows: one writer, readers without locks.</summary>
/// <remarks>
/// Several values may stand under one hash; the reader checks each against what it looks for. A value is visible to
/// readers at once, so they must check that it belongs to the publication they read. Linear probing; 12 bytes a slot, at
/// most three quarters full.
/// </remarks>
internal sealed class AppendOnlyTable
{
    private Slots _slots = new(1 << 10);
    private int _count;

    /// <summary>Gets how many bytes the slots take.</summary>
    public long ByteCount => 12L * _slots.Values.Length;

    /// <summary>Adds a value under a hash, unless that pair is there.</summary>
    /// <param name="hash">The hash.</param>
    /// <param name="value">The value, from 0.</param>
    public void Add(ulong hash, int value)
    {
        if ((_count + 1) * 4L > _slots.Values.Length * 3L)
        {
            var larger = new Slots(_slots.Values.Length * 2);
            for (int i = 0; i < _slots.Values.Length; i++)
                if (_slots.Values[i] != 0) larger.Add(_slots.Hashes[i], _slots.Values[i]);
            Volatile.Write(ref _slots, larger);
        }
        if (_slots.Add(hash, value + 1)) _count++;
    }

    /// <summary>Finds the values under a hash.</summary>
    /// <param name="hash">The hash.</param>
    /// <returns>An enumerator over them.</returns>
    public Matches Find(ulong hash) => new(Volatile.Read(ref _slots), hash);

    internal sealed class Slots(int size)
    {
        public readonly ulong[] Hashes = new ulong[size];
        public readonly int[] Values = new int[size]; // value + 1; 0 is free

        public bool Add(ulong hash, int stored)
        {
            for (int i = (int)hash & (Values.Length - 1); ; i = (i + 1) & (Values.Length - 1))
            {
                if (Values[i] == 0)
                {
                    Hashes[i] = hash;
                    Volatile.Write(ref Values[i], stored); // the hash is in place before the slot counts
                    return true;
                }
                if (Hashes[i] == hash && Values[i] == stored) return false;
            }
        }
    }

    /// <summary>Walks the values under one hash.</summary>
    internal ref struct Matches(Slots slots, ulong hash)
    {
        private int _at = (int)hash & (slots.Values.Length - 1);

        /// <summary>Gets the value.</summary>
        public int Current { get; private set; }

        /// <summary>Goes to the next value.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext()
        {
            while (true)
            {
                int stored = Volatile.Read(ref slots.Values[_at]);
                if (stored == 0) return false;
                bool matches = slots.Hashes[_at] == hash;
                _at = (_at + 1) & (slots.Values.Length - 1);
                if (!matches) continue;
                Current = stored - 1;
                return true;
            }
        }

        /// <summary>Returns this, for <c>foreach</c>.</summary>
        /// <returns>This.</returns>
        public readonly Matches GetEnumerator() => this;
    }
}
