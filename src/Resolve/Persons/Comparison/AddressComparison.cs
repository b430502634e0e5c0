using System.Numerics;
using Resolve.Persons.Models;
using Resolve.Persons.Records;

namespace Resolve.Persons.Comparison;

/// <summary>Grades two addresses by the words they share, each counted by its rarity.</summary>
internal sealed class AddressComparison(Lexicon lexicon, TokenLikenessJudge judge, PersonModel model)
{
    // Beyond this an address is one of all there are, however rare its words together.
    public const int BitsMax = 20_000;

    // A commune has some thirty thousand of a hundred million people: 11.7 bits; of before the merger of 2025, ten thousand. A street has fewer.
    private const int PlaceBitsMax = 13_000;

    private const int ProvinceWordsMin = 2;

    private const int PlaceCountMax = 8;
    private const ulong RowMask = (1UL << PlaceCountMax) - 1;

    private const int TokenBitsMin = 500, TokenBitsMax = 12_000;

    /// <summary>Grades the addresses of two records; the pair that speaks most for one person counts.</summary>
    /// <param name="a">One record.</param>
    /// <param name="b">The other.</param>
    /// <param name="bits">The rarity of what is shared, at most 20 bits.</param>
    /// <param name="isOfHouse">Whether the addresses agree down to a number: a house, not a commune.</param>
    /// <returns>The level, or <see cref="PairVector.Missing"/>.</returns>
    public int Level(in ProfileView a, in ProfileView b, out int bits, out bool isOfHouse)
    {
        int best = PairVector.Missing, bestWeight = int.MinValue, atA = 0;
        bits = 0;
        isOfHouse = false;
        ulong agreeing = 0;
        for (int i = 0; a.NextAddress(ref atA, out ReadOnlySpan<uint> one); i++)
        {
            int atB = 0;
            for (int j = 0; b.NextAddress(ref atB, out ReadOnlySpan<uint> other); j++)
            {
                int level = Compare(one, other, out int shared, out bool hasNumber);
                isOfHouse |= hasNumber && level <= AddressLevel.Close;
                if (level <= AddressLevel.Close && i < PlaceCountMax && j < PlaceCountMax) agreeing |= 1UL << (i * PlaceCountMax + j);
                int weight = model.Weight(PersonFeature.Address, level).MatchAt(shared);
                if (weight <= bestWeight) continue;
                (best, bestWeight, bits) = (level, weight, shared);
            }
        }
        if (!isOfHouse && BitOperations.PopCount(agreeing) > 1) isOfHouse = AgreesInTwoPlaces(a, agreeing);
        return best;
    }

    // A home and a place of origin, or of work: two places that share no word, each of which both records state.
    private static bool AgreesInTwoPlaces(in ProfileView a, ulong agreeing)
    {
        int atOne = 0;
        for (int i = 0; i < PlaceCountMax && a.NextAddress(ref atOne, out ReadOnlySpan<uint> one); i++)
        {
            int atOther = atOne;
            for (int k = i + 1; k < PlaceCountMax && atOther != 0 && a.NextAddress(ref atOther, out ReadOnlySpan<uint> other); k++)
            {
                ulong first = (agreeing >> (i * PlaceCountMax)) & RowMask, second = (agreeing >> (k * PlaceCountMax)) & RowMask;
                // Each agrees with an address of its own: not both with one.
                if (first != 0 && second != 0 && BitOperations.PopCount(first | second) > 1 && one.IndexOfAny(other) < 0) return true;
            }
        }
        return false;
    }

    private int Compare(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, out int bits, out bool hasNumber)
    {
        hasNumber = false;
        int sumA = 0, sumB = 0, shared = 0, equal = 0;
        uint free = (1u << b.Length) - 1;
        ulong provinces = ulong.MaxValue;
        foreach (uint token in b) sumB += Bits(token);
        uint left = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sumA += Bits(a[i]);
            int j = b.IndexOf(a[i]);
            if (j >= 0)
            {
                free &= ~(1u << j);
                shared += Bits(a[i]);
                hasNumber |= lexicon[a[i]].IsNumber;
                provinces &= lexicon[a[i]].Provinces;
                equal++;
            }
            else left |= 1u << i;
        }
        if (left != 0 && free != 0) shared += Alike(a, b, left, free);
        bits = Math.Min(shared, hasNumber ? BitsMax : PlaceBitsMax);
        // The words of one province's name are no more than that province, however they are counted apart.
        if (equal >= ProvinceWordsMin && provinces != 0) bits = Math.Min(bits, ProvinceWords.BitsOf(provinces));
        if (equal == a.Length && equal == b.Length) return AddressLevel.Same;
        int similarity = 2000 * shared / Math.Max(1, sumA + sumB), containment = 1000 * shared / Math.Max(1, Math.Min(sumA, sumB));
        return similarity >= 850 ? AddressLevel.VeryClose
            : containment >= 920 ? AddressLevel.Contained
            : similarity >= 650 ? AddressLevel.Close
            : similarity >= 400 ? AddressLevel.Part
            : similarity >= 120 ? AddressLevel.Slight
            : AddressLevel.Different;
    }

    private int Alike(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, uint left, uint free)
    {
        int shared = 0;
        for (int i = 0; i < a.Length; i++)
        {
            if ((left & (1u << i)) == 0) continue;
            for (int j = 0; j < b.Length; j++)
            {
                if ((free & (1u << j)) == 0 || judge.OfPlaces(a[i], b[j]) is not (> TokenSimilarity.None and var similarity)) continue;
                free &= ~(1u << j);
                shared += Math.Min(Bits(a[i]), Bits(b[j])) * (similarity == TokenSimilarity.Strong ? 9 : 7) / 10;
                break;
            }
        }
        return shared;
    }

    private int Bits(uint token) => Math.Clamp(lexicon[token].AddressBits, TokenBitsMin, TokenBitsMax);
}
