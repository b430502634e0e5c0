namespace Resolve.Graph;

/// <summary>Many ascending lists of integers that only grow: one writer, readers without locks.</summary>
/// <remarks>
/// An item is kept as its difference from the one before, seven bits a byte, low bits first. What a reader finds may have grown since
/// its publication, so it reads up to a bound. Lists lie in pages that exist once something is in them.
/// </remarks>
internal sealed class PostingLists
{
    private const int PageBits = 5, PageSize = 1 << PageBits;

    private Posting[]?[] _pages = [];

    /// <summary>Adds an item to a list.</summary>
    /// <param name="list">The list's number, from 0.</param>
    /// <param name="item">The item, at least the last one of the list; that one again is left out.</param>
    public void Add(int list, int item)
    {
        int at = list >> PageBits;
        if (at >= _pages.Length)
        {
            var larger = new Posting[]?[Math.Max(at + 1, _pages.Length + (_pages.Length >> 1))];
            _pages.CopyTo(larger, 0);
            Volatile.Write(ref _pages, larger);
        }
        if (_pages[at] is null) Volatile.Write(ref _pages[at], new Posting[PageSize]);
        _pages[at]![list & (PageSize - 1)].Add(item);
    }

    /// <summary>Gets how many items a list has at least.</summary>
    public int CountOf(int list) => PageOf(list) is { } page ? page[list & (PageSize - 1)].Count : 0;

    /// <summary>Begins to read a list.</summary>
    /// <param name="list">The list's number.</param>
    /// <param name="bound">Items from here on are not read.</param>
    public Cursor Read(int list, int bound) => PageOf(list) is { } page ? page[list & (PageSize - 1)].Read(bound) : default;

    /// <summary>Counts the bytes of all lists, those kept free for growth among them.</summary>
    public long ByteCount()
    {
        long bytes = 8L * _pages.Length;
        foreach (Posting[]? page in _pages)
            foreach (Posting posting in page ?? []) bytes += posting.ByteCount;
        return bytes;
    }

    private Posting[]? PageOf(int list)
    {
        Posting[]?[] pages = Volatile.Read(ref _pages);
        int at = list >> PageBits;
        return at < pages.Length ? Volatile.Read(ref pages[at]) : null;
    }

    private struct Posting
    {
        private byte[]? _bytes;
        private int _length, _next; // bytes in use; the last item and one
        public int Count;

        public readonly int ByteCount => 24 + (_bytes is null ? 0 : _bytes.Length + 24);

        public void Add(int item)
        {
            if (item + 1 == _next) return;
            ArgumentOutOfRangeException.ThrowIfLessThan(item, _next);
            int length = _length;
            if ((_bytes?.Length ?? 0) < length + 5)
            {
                byte[] larger = new byte[length == 0 ? 8 : length + 8 + (length >> 1)];
                _bytes.AsSpan(0, length).CopyTo(larger);
                Volatile.Write(ref _bytes, larger);
            }
            uint step = (uint)(item - _next);
            for (; step >= 0x80; step >>= 7) _bytes![length++] = (byte)(step | 0x80);
            _bytes![length++] = (byte)step;
            _next = item + 1;
            Count++;
            Volatile.Write(ref _length, length); // the item is in place before it counts
        }

        public Cursor Read(int bound)
        {
            int length = Volatile.Read(ref _length);
            return new Cursor(Volatile.Read(ref _bytes), length, bound);
        }
    }

    /// <summary>Goes through a list.</summary>
    internal struct Cursor(byte[]? bytes, int length, int bound)
    {
        private int _at, _next;

        /// <summary>Gets the item.</summary>
        public readonly int Current => _next - 1;

        /// <summary>Goes to the next item.</summary>
        /// <returns>Whether there is one below the bound.</returns>
        public bool MoveNext()
        {
            if (_at >= length) return false;
            uint step = 0;
            for (int shift = 0; ; shift += 7)
            {
                byte next = bytes![_at++];
                step |= (uint)(next & 0x7F) << shift;
                if (next < 0x80) break;
            }
            _next += (int)step + 1;
            if (_next <= bound) return true;
            _at = length;
            return false;
        }

        /// <summary>Goes on to the first item that is not below one.</summary>
        /// <returns>Whether there is one below the bound.</returns>
        public bool MoveTo(int item)
        {
            while (_next <= item)
                if (!MoveNext()) return false;
            return true;
        }
    }
}
