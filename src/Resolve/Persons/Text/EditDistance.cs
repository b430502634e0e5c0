namespace Resolve.Persons.Text;

/// <summary>Counts the slips of hand and eye between two short texts.</summary>
internal static class EditDistance
{
    /// <summary>The longest text that is compared; longer ones are cut, which only makes distances larger or equal.</summary>
    public const int LengthMax = 64;

    /// <summary>Returns the optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.</summary>
    /// <param name="a">One text.</param>
    /// <param name="b">The other.</param>
    /// <param name="max">The largest distance of interest, from 0.</param>
    /// <returns>The distance, or <paramref name="max"/> + 1 when it is larger.</returns>
    /// <remarks>Source: Boytsov, "Indexing methods for approximate dictionary searching", JEA 16 (2011), section 2. O(|a|·|b|), no allocation.</remarks>
    public static int Of(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int max)
    {
        while (!a.IsEmpty && !b.IsEmpty && a[0] == b[0]) { a = a[1..]; b = b[1..]; }
        while (!a.IsEmpty && !b.IsEmpty && a[^1] == b[^1]) { a = a[..^1]; b = b[..^1]; }
        if (a.Length > LengthMax) a = a[..LengthMax];
        if (b.Length > LengthMax) b = b[..LengthMax];
        if (Math.Abs(a.Length - b.Length) > max) return max + 1;
        if (a.IsEmpty || b.IsEmpty) return Math.Max(a.Length, b.Length);
        Span<int> rows = stackalloc int[3 * (LengthMax + 1)];
        Span<int> older = rows[..(b.Length + 1)], previous = rows.Slice(LengthMax + 1, b.Length + 1), current = rows.Slice(2 * (LengthMax + 1), b.Length + 1);
        for (int j = 0; j <= b.Length; j++) previous[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            int best = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                int value = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) value = Math.Min(value, older[j - 2] + 1);
                current[j] = value;
                best = Math.Min(best, value);
            }
            if (best > max) return max + 1;
            Span<int> free = older;
            older = previous;
            previous = current;
            current = free;
        }
        return Math.Min(previous[b.Length], max + 1);
    }

    /// <summary>Returns whether two texts of one length differ by one substitution or one swap of neighbours, and by no more.</summary>
    /// <param name="a">One text.</param>
    /// <param name="b">The other.</param>
    /// <returns>Whether it is such a slip; false when they are equal.</returns>
    public static bool IsSlip(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length != b.Length) return false;
        int first = a.CommonPrefixLength(b);
        if (first == a.Length) return false;
        if (a[(first + 1)..].SequenceEqual(b[(first + 1)..])) return true;
        return first + 1 < a.Length && a[first] == b[first + 1] && a[first + 1] == b[first] && a[(first + 2)..].SequenceEqual(b[(first + 2)..]);
    }
}
