using System.Numerics;

namespace Resolve.Persons.Blocking;

/// <summary>Many lists of ids, most of them short, in few arrays, so that the collector has nothing to follow.</summary>
/// <remarks>
/// A list is a block of 4, 8, 16… numbers: a head (its size class above <see cref="CountWidth"/> bits of count), then the ids. It is named by
/// where it lies, in steps of four numbers, and is elsewhere after it grew. Blocks as large as a page have a page of their own, which grows in its place.
/// </remarks>
internal sealed class IdLists
{
    private const int CountWidth = 27, CountMask = (1 << CountWidth) - 1, SmallestBits = 2, PageBits = 14, PageSize = 1 << PageBits;

    private int[][] _pages = [];
    private readonly Stack<int> _freePages = new();
    private int _pageCount;
    private int _page; // the page that blocks are cut from
    private int _cut = PageSize; // where
    private readonly int[] _free = new int[PageBits]; // by size class: the first free block + 1, which names the next in its head

    /// <summary>Makes a list of one id.</summary>
    /// <returns>The list, from 0.</returns>
    public int Make(int id)
    {
        int list = Take(0);
        Span<int> block = Block(list);
        block[0] = 1;
        block[1] = id;
        return list;
    }

    /// <summary>Adds an id to a list.</summary>
    /// <returns>The list, which may lie elsewhere now.</returns>
    public int Add(int list, int id)
    {
        int head = Head(list), count = head & CountMask, sizeClass = head >>> CountWidth;
        if (count + 1 == SizeOf(sizeClass)) list = Enlarge(list, sizeClass);
        Span<int> block = Block(list);
        block[++count] = id;
        block[0]++;
        return list;
    }

    /// <summary>Takes an id out of a list that has it.</summary>
    /// <returns>How many are left.</returns>
    public int Remove(int list, int id)
    {
        Span<int> block = Block(list);
        int count = block[0] & CountMask;
        block[1 + block.Slice(1, count).IndexOf(id)] = block[count];
        block[0]--;
        return count - 1;
    }

    /// <summary>Takes a list of one id away.</summary>
    /// <returns>The id.</returns>
    public int Free(int list)
    {
        int id = Block(list)[1];
        Release(list, Head(list) >>> CountWidth);
        return id;
    }

    /// <summary>Returns how many ids a list has.</summary>
    public int Count(int list) => Head(list) & CountMask;

    /// <summary>Returns the ids of a list, in no order.</summary>
    public ReadOnlySpan<int> Members(int list)
    {
        Span<int> block = Block(list);
        return block.Slice(1, block[0] & CountMask);
    }

    private static int SizeOf(int sizeClass) => 1 << (SmallestBits + sizeClass);

    private ref int Head(int list) => ref _pages[list >> (PageBits - SmallestBits)][(list << SmallestBits) & (PageSize - 1)];

    private Span<int> Block(int list) => _pages[list >> (PageBits - SmallestBits)].AsSpan((list << SmallestBits) & (PageSize - 1));

    private int At(int cut) => (_page << (PageBits - SmallestBits)) | (cut >> SmallestBits);

    private int Enlarge(int list, int sizeClass)
    {
        int size = SizeOf(sizeClass);
        if (size >= PageSize)
        {
            Array.Resize(ref _pages[list >> (PageBits - SmallestBits)], size * 2);
            Head(list) += 1 << CountWidth;
            return list;
        }
        int larger = Take(sizeClass + 1);
        Block(list)[..size].CopyTo(Block(larger));
        Head(larger) += 1 << CountWidth;
        Release(list, sizeClass);
        return larger;
    }

    private int Take(int sizeClass)
    {
        int size = SizeOf(sizeClass);
        if (size >= PageSize) return NewPage() << (PageBits - SmallestBits);
        if (_free[sizeClass] is > 0 and var first)
        {
            _free[sizeClass] = Head(first - 1);
            return first - 1;
        }
        if (_cut + size > PageSize)
        {
            Waste();
            _page = NewPage();
            _cut = 0;
        }
        int list = At(_cut);
        _cut += size;
        return list;
    }

    // What is left of a page serves smaller blocks.
    private void Waste()
    {
        while (_cut < PageSize)
        {
            int sizeClass = BitOperations.TrailingZeroCount(_cut) - SmallestBits;
            Release(At(_cut), sizeClass);
            _cut += SizeOf(sizeClass);
        }
    }

    private int NewPage()
    {
        if (!_freePages.TryPop(out int page)) page = _pageCount++;
        if (page == _pages.Length) Array.Resize(ref _pages, Math.Max(4, page * 2));
        _pages[page] = new int[PageSize];
        return page;
    }

    private void Release(int list, int sizeClass)
    {
        if (SizeOf(sizeClass) < PageSize)
        {
            Head(list) = _free[sizeClass];
            _free[sizeClass] = list + 1;
            return;
        }
        int page = list >> (PageBits - SmallestBits);
        _pages[page] = [];
        _freePages.Push(page);
    }
}
