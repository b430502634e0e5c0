using Resolve.Identifiers.Places;
using Resolve.Identifiers.Text;

namespace Resolve.Persons.Records;

/// <summary>Which provinces' names hold a word, and how rare a province is by its people: two addresses that share a province alone share little.</summary>
/// <remarks>A bit a province of the 63; a name that one of the 34 bears too counts with that one's people.</remarks>
internal static class ProvinceWords
{
    private static readonly Dictionary<string, ulong> s_masks = new(StringComparer.Ordinal);
    private static readonly int[] s_bits = new int[Province.Old.Count];

    static ProvinceWords()
    {
        int all = Province.Old.Sum(p => p.PeopleThousands);
        for (int i = 0; i < Province.Old.Count; i++)
        {
            Province old = Province.Old[i];
            foreach (string word in TextFold.Fold(old.Name).Split(' ', StringSplitOptions.RemoveEmptyEntries)) Add(word, i);
            int people = Province.New.FirstOrDefault(p => p.Name == old.Name)?.PeopleThousands ?? old.PeopleThousands;
            s_bits[i] = Models.WeightMath.Bits((double)all / people);
        }
        foreach ((string word, string code) in (ReadOnlySpan<(string, string)>)[("hcm", "79"), ("tphcm", "79"), ("saigon", "79"), ("hn", "01"), ("hue", "46")])
            Add(word, Province.Old.ToList().FindIndex(p => p.Code == code));
    }

    /// <summary>Returns the provinces whose names hold a folded word: a bit each.</summary>
    public static ulong MaskOf(string word) => s_masks.GetValueOrDefault(word);

    /// <summary>Returns the rarity of the most populous of some provinces, in thousandths of a bit.</summary>
    /// <param name="mask">The provinces; not none.</param>
    public static int BitsOf(ulong mask)
    {
        int bits = int.MaxValue;
        for (; mask != 0; mask &= mask - 1) bits = Math.Min(bits, s_bits[System.Numerics.BitOperations.TrailingZeroCount(mask)]);
        return bits;
    }

    private static void Add(string word, int province) => s_masks[word] = s_masks.GetValueOrDefault(word) | (1UL << province);
}
