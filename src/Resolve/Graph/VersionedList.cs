using System.Runtime.CompilerServices;

namespace Resolve.Graph;

/// <summary>A list with one writer and many readers, each of whom sees it as it was when it was published.</summary>
/// <typeparam name="T">The element; a reader may hold it as long as it likes.</typeparam>
/// <remarks>
/// A tree of three levels (64 elements a leaf, 512 leaves a branch). The writer copies a node the first time it changes it
/// after a publication (path copying; Driscoll, Sarnak, Sleator, Tarjan, "Making data structures persistent", 1989), so
/// readers need no lock and no registration: the garbage collector keeps what they hold. A write costs at most 5 KB of
/// copying the first time a leaf is touched after a publication, and nothing after that; a read is three loads.
/// </remarks>
public sealed class VersionedList<T>
{
    internal const int LeafBits = 6, BranchBits = 9;
    internal const int LeafSize = 1 << LeafBits, BranchSize = 1 << BranchBits;

    private Branch[] _root = [];
    private bool _rootShared;
    private int _epoch = 1;

    /// <summary>Gets the number of elements, published or not.</summary>
    public int Count { get; private set; }

    /// <summary>Gets an element as the writer sees it.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> less 1; not checked beyond the bounds of a leaf.</param>
    public T this[int index] => _root[index >> (LeafBits + BranchBits)].Leaves[(index >> LeafBits) & (BranchSize - 1)].Items[index & (LeafSize - 1)];

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
        int at = index >> (LeafBits + BranchBits);
        if (_rootShared || at >= _root.Length)
        {
            var root = new Branch[Math.Max(_root.Length, at + 1)];
            _root.CopyTo(root, 0);
            _root = root;
            _rootShared = false;
        }
        ref Branch? branch = ref Unsafe.As<Branch, Branch?>(ref _root[at]);
        if (branch is null) branch = new Branch(new Leaf[BranchSize], _epoch);
        else if (branch.Epoch != _epoch) branch = new Branch((Leaf[])branch.Leaves.Clone(), _epoch);
        ref Leaf? leaf = ref Unsafe.As<Leaf, Leaf?>(ref branch.Leaves[(index >> LeafBits) & (BranchSize - 1)]);
        if (leaf is null) leaf = new Leaf(new T[LeafSize], _epoch);
        else if (leaf.Epoch != _epoch) leaf = new Leaf((T[])leaf.Items.Clone(), _epoch);
        return ref leaf.Items[index & (LeafSize - 1)];
    }

    /// <summary>A list as it was published: any number of readers, for ever.</summary>
    public readonly struct Published
    {
        private readonly Branch[] _root;

        internal Published(Branch[] root, int count) => (_root, Count) = (root, count);

        /// <summary>Gets the number of elements.</summary>
        public int Count { get; }

        /// <summary>Gets an element.</summary>
        /// <param name="index">From 0 to <see cref="Count"/> less 1.</param>
        public ref readonly T this[int index]
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => ref _root[index >> (LeafBits + BranchBits)].Leaves[(index >> LeafBits) & (BranchSize - 1)].Items[index & (LeafSize - 1)];
        }

        /// <summary>Lists the places that may differ from an earlier publication of the same list: those of leaves that were written since.</summary>
        /// <param name="earlier">The earlier publication.</param>
        /// <returns>The indices, ascending; all that were added are among them.</returns>
        internal IEnumerable<int> PlacesChangedSince(Published earlier)
        {
            for (int leaf = 0; leaf << LeafBits < Count; leaf++)
            {
                bool wasThere = leaf << LeafBits < earlier.Count;
                if (wasThere && LeafAt(leaf) == earlier.LeafAt(leaf)) continue;
                for (int i = leaf << LeafBits; i < Math.Min(Count, (leaf + 1) << LeafBits); i++) yield return i;
            }
        }

        private Leaf LeafAt(int leaf) => _root[leaf >> BranchBits].Leaves[leaf & (BranchSize - 1)];
    }

    internal sealed class Branch(Leaf[] leaves, int epoch)
    {
        public readonly Leaf[] Leaves = leaves;
        public readonly int Epoch = epoch;
    }

    internal sealed class Leaf(T[] items, int epoch)
    {
        public readonly T[] Items = items;
        public readonly int Epoch = epoch;
    }
}
