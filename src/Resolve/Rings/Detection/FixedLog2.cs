using System.Numerics;

namespace Resolve.Rings.Detection;

/// <summary>Binary logarithms in fixed point, the same on every machine.</summary>
internal static class FixedLog2
{
    /// <summary>The number of fraction bits of a result.</summary>
    public const int FractionBits = 16;

    private const int TableBits = 12;
    private static readonly int[] Table = BuildTable();

    /// <summary>Returns log2(value) × 2^16, within 2 units; monotone.</summary>
    /// <param name="value">The value, above 0.</param>
    public static int Of(long value)
    {
        int exponent = BitOperations.Log2((ulong)value);
        ulong mantissa = (ulong)value << (62 - exponent); // in [2^62, 2^63)
        int index = (int)(mantissa >> (62 - TableBits)) & ((1 << TableBits) - 1);
        int rest = (int)(mantissa >> (62 - TableBits - 12)) & 0xFFF;
        int low = Table[index], high = Table[index + 1];
        return (exponent << FractionBits) + low + (((high - low) * rest) >> 12);
    }

    // Bit by bit: squaring doubles the logarithm, and what exceeds 2 is the next bit.
    private static int[] BuildTable()
    {
        int[] table = new int[(1 << TableBits) + 1];
        for (int i = 0; i < 1 << TableBits; i++)
        {
            ulong x = (1UL << 31) + ((ulong)i << (31 - TableBits)); // 1 + i / 2^12 with 31 fraction bits
            for (int bit = FractionBits - 1; bit >= 0; bit--)
            {
                x = (x * x) >> 31;
                if (x < 1UL << 32) continue;
                x >>= 1;
                table[i] |= 1 << bit;
            }
        }
        table[1 << TableBits] = 1 << FractionBits;
        return table;
    }
}
