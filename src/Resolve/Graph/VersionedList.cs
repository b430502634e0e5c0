using System.Runtime.CompilerServices;

namespace Resolve.Graph;

/// <summary>A list with one writer and many readers, each of whom sees it as it was when it was published.</summary>
/// <typeparam name="T">The element; a reader may hold it as long as it likes.</typeparam>
/// <remarks>
/// A tree of three levels (a leaf of one to four kilobytes, 512 leaves a branch). The writer copies a node the first time it
/// changes it after a publication (path copying; Driscoll, Sarnak, Sleator, Tarjan, "Making data structures persistent", 1989),
/// so readers need no lock and no registration: the garbage collector keeps what they hold. A write costs at most 8 KB of
/// copying the first time a leaf is touched after a publication, and nothing after that; a read is three loads, of which the
/// first two stay in the processor's cache.
/// </remarks>
public sealed class VersionedList<T>
{
    internal const int BranchBits = 9, BranchSize = 1 << BranchBits;

    private T[][][] _root = [];
    private bool _rootShared;
    private int _epoch = 1;
    private int[] _branchEpochs = [], _leafEpochs = []; // when the writer made its copy of each; readers do not look at them

    /// <summary>Gets the number of elements, published or not.</summary>
    public int Count { get; private set; }

    // Small elements are read at random by the million, so that the pointers to their leaves should be few. A constant for the compiler.
    internal static int LeafBits => Unsafe.SizeOf<T>() <= 4 ? 9 : Unsafe.SizeOf<T>() <= 16 ? 7 : 6;

    internal static int LeafSize => 1 << LeafBits;

    /// <summary>Gets an element as the writer sees it.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> less 1; not checked beyond the bounds of a leaf.</param>
    public T this[int index] => _root[index >> (LeafBits + BranchBits)][(index >> LeafBits) & (BranchSize - 1)][index & (LeafSize - 1)];

    /// <summary>Gives the place of an element to be changed.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> less 1.</param>
    /// <returns>The place; readers of earlier publications do not see what is written there.</returns>
    public ref T Edit(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return ref Place(index);
    }

    /// <summary>Adds an element.</summary>
    /// <param name="item">The element.</param>
    /// <returns>Its index.</returns>
    public int Add(T item)
    {
        int index = Count++;
        Place(index) = item;
        return index;
    }

    /// <summary>Fixes what readers see from now on.</summary>
    /// <returns>The list as it is now, for ever.</returns>
    public Published Publish()
    {
        _rootShared = true;
        _epoch++;
        return new Published(_root, Count);
    }

    private ref T Place(int index)
    {
        int leafAt = index >> LeafBits;
        if (leafAt >= _leafEpochs.Length || _leafEpochs[leafAt] != _epoch) OwnLeaf(leafAt);
        return ref _root[leafAt >> BranchBits][leafAt & (BranchSize - 1)][index & (LeafSize - 1)];
    }

    /// <summary>Sees to it that the writer alone has a leaf and what leads to it.</summary>
    private void OwnLeaf(int leafAt)
    {
        int branchAt = leafAt >> BranchBits;
        if (_rootShared || branchAt >= _root.Length)
        {
            var root = new T[Math.Max(_root.Length, branchAt + 1)][][];
            _root.CopyTo(root, 0);
            _root = root;
            _rootShared = false;
            Array.Resize(ref _branchEpochs, root.Length);
        }
        if (_branchEpochs[branchAt] != _epoch)
        {
            _root[branchAt] = _root[branchAt] is { } shared ? (T[][])shared.Clone() : new T[BranchSize][];
            _branchEpochs[branchAt] = _epoch;
        }
        if (leafAt >= _leafEpochs.Length) Array.Resize(ref _leafEpochs, Math.Max(leafAt + 1, _leafEpochs.Length + (_leafEpochs.Length >> 1)));
        T[][] branch = _root[branchAt];
        ref T[] leaf = ref branch[leafAt & (BranchSize - 1)];
        leaf = leaf is null ? new T[LeafSize] : (T[])leaf.Clone();
        _leafEpochs[leafAt] = _epoch;
    }

    /// <summary>A list as it was published: any number of readers, for ever.</summary>
    public readonly struct Published
    {
        private readonly T[][][] _root;

        internal Published(T[][][] root, int count) => (_root, Count) = (root, count);

        /// <summary>Gets the number of elements.</summary>
        public int Count { get; }

        /// <summary>Gets an element.</summary>
        /// <param name="index">From 0 to <see cref="Count"/> less 1.</param>
        public ref readonly T this[int index]
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => ref _root[index >> (LeafBits + BranchBits)][(index >> LeafBits) & (BranchSize - 1)][index & (LeafSize - 1)];
        }

        /// <summary>Lists the places that may differ from an earlier publication of the same list: those of leaves that were written since.</summary>
        /// <param name="earlier">The earlier publication.</param>
        /// <returns>The indices, ascending; all that were added are among them.</returns>
        internal IEnumerable<int> PlacesChangedSince(Published earlier)
        {
            for (int leaf = 0; leaf << LeafBits < Count; leaf++)
            {
                bool wasThere = leaf << LeafBits < earlier.Count;
                if (wasThere && ReferenceEquals(LeafAt(leaf), earlier.LeafAt(leaf))) continue;
                for (int i = leaf << LeafBits; i < Math.Min(Count, (leaf + 1) << LeafBits); i++) yield return i;
            }
        }

        private T[] LeafAt(int leaf) => _root[leaf >> BranchBits][leaf & (BranchSize - 1)];
    }
}
