namespace Resolve.Cli.Generate;

/// <summary>A keyed bijection of 0..size-1 onto itself: numbers that look random and never repeat, without memory.</summary>
/// <remarks>A balanced Feistel network of four rounds, cycle-walked into the domain (Black and Rogaway, CT-RSA 2002). Under four walks on average.</remarks>
internal sealed class Permutation
{
    private readonly ulong _size, _mask;
    private readonly int _halfBits;
    private readonly ulong[] _keys = new ulong[4];

    public Permutation(ulong size, ulong key)
    {
        _size = size;
        _halfBits = (64 - System.Numerics.BitOperations.LeadingZeroCount(size - 1) + 1) / 2;
        _mask = (1UL << _halfBits) - 1;
        var random = new SplitMix64(key);
        for (int i = 0; i < _keys.Length; i++) _keys[i] = random.Next();
    }

    public ulong this[ulong index]
    {
        get
        {
            if (index >= _size) throw new ArgumentOutOfRangeException(nameof(index), index, "The index is outside the domain of the permutation.");
            do
            {
                ulong left = index >> _halfBits, right = index & _mask;
                foreach (ulong key in _keys) (left, right) = (right, left ^ (StableHash.Mix(right + key) & _mask));
                index = (left << _halfBits) | right;
            }
            while (index >= _size);
            return index;
        }
    }
}
