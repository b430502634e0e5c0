using System.Numerics;
using Resolve.Persons.Models;
using Resolve.Persons.Records;
using Resolve.Persons.Text;

namespace Resolve.Persons.Comparison;

/// <summary>Grades two names: words are laid side by side whatever their order, equal ones first, then alike ones, initials, and words written apart.</summary>
internal sealed class NameComparison(Lexicon lexicon, TokenLikenessJudge judge, PersonModel model)
{
    private const int JoinedDistanceMax = 2;

    /// <summary>Grades the names of two records; the pair of names that speaks most for one person counts.</summary>
    /// <param name="a">One record.</param>
    /// <param name="b">The other.</param>
    /// <param name="bits">The rarity of what is shared.</param>
    /// <returns>The level, or <see cref="PairVector.Missing"/>.</returns>
    public int Level(in ProfileView a, in ProfileView b, out int bits)
    {
        int best = PairVector.Missing, bestWeight = int.MinValue, atA = 0;
        bits = 0;
        while (a.NextName(ref atA, out NameView one))
        {
            int atB = 0;
            while (b.NextName(ref atB, out NameView other))
            {
                int level = Compare(one, other, out int shared);
                if (level == PairVector.Missing) continue;
                int weight = model.Weight(PersonFeature.Name, level).MatchAt(shared);
                if (weight <= bestWeight) continue;
                (best, bestWeight, bits) = (level, weight, shared);
            }
        }
        return best;
    }

    private int Compare(in NameView a, in NameView b, out int bits)
    {
        var laid = new Alignment { FreeA = (1u << a.Tokens.Length) - 1, FreeB = (1u << b.Tokens.Length) - 1 };
        LayEqual(a.Tokens, b.Tokens, ref laid);
        if (laid.FreeA != 0 && laid.FreeB != 0) LayAlike(a, b, ref laid);
        if (laid.FreeA != 0 && laid.FreeB != 0) LayInitials(a.Tokens, b.Tokens, ref laid);
        bits = laid.Bits;
        int level = Grade(a, b, in laid);
        // A name romanised here may be written quite otherwise by its owner: that it differs says nothing.
        return (a.IsForeign || b.IsForeign) && a.IsForeign != b.IsForeign
            && level is NameLevel.PartConflict or NameLevel.GivenConflict or NameLevel.NearConflict or NameLevel.Conflict or NameLevel.MiddleConflict
            ? PairVector.Missing
            : level;
    }

    private void LayEqual(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, ref Alignment laid)
    {
        int last = -1;
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j < b.Length; j++)
            {
                if (a[i] != b[j] || (laid.FreeB & (1u << j)) == 0) continue;
                laid.Take(i, j);
                if (j < last) laid.IsReordered = true;
                last = j;
                ref readonly TokenInfo info = ref lexicon[a[i]];
                laid.Equal++;
                laid.Bits += info.NameBits;
                break;
            }
        }
    }

    private void LayAlike(in NameView a, in NameView b, ref Alignment laid)
    {
        // Two accurate writers who differ in a short word mean two words: no slip is assumed there.
        bool bothMarked = !a.Marked.IsEmpty && !b.Marked.IsEmpty;
        bool hasWeak = false;
        LayAlike(a.Tokens, b.Tokens, TokenSimilarity.Strong, ref laid, ref hasWeak);
        // A word written apart is whole before its half is taken for a slip.
        if (laid.FreeA != 0 && laid.FreeB != 0) LayJoined(a.Tokens, b.Tokens, ref laid);
        if (hasWeak && !bothMarked) LayAlike(a.Tokens, b.Tokens, TokenSimilarity.Weak, ref laid, ref hasWeak);
    }

    private void LayAlike(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, TokenSimilarity wanted, ref Alignment laid, ref bool hasWeak)
    {
        for (int i = 0; i < a.Length; i++)
        {
            if ((laid.FreeA & (1u << i)) == 0) continue;
            for (int j = 0; j < b.Length; j++)
            {
                if ((laid.FreeB & (1u << j)) == 0) continue;
                TokenSimilarity similarity = judge.OfNames(a[i], b[j]);
                hasWeak |= similarity == TokenSimilarity.Weak;
                if (similarity != wanted) continue;
                laid.Take(i, j);
                if (wanted == TokenSimilarity.Strong) laid.Strong++;
                else laid.Weak++;
                // The commoner of the two is the word meant, the other the slip.
                laid.Bits += Math.Min(lexicon[a[i]].NameBits, lexicon[b[j]].NameBits);
                break;
            }
        }
    }

    private void LayInitials(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, ref Alignment laid)
    {
        for (int i = 0; i < a.Length; i++)
        {
            if ((laid.FreeA & (1u << i)) == 0) continue;
            string one = lexicon.Text(a[i]);
            for (int j = 0; j < b.Length; j++)
            {
                if ((laid.FreeB & (1u << j)) == 0) continue;
                string other = lexicon.Text(b[j]);
                if ((one.Length != 1 && other.Length != 1) || one[0] != other[0]) continue;
                laid.Take(i, j);
                laid.Initials++;
                break;
            }
        }
    }

    private void LayJoined(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, ref Alignment laid)
    {
        int countA = BitOperations.PopCount(laid.FreeA), countB = BitOperations.PopCount(laid.FreeB);
        if (countA == countB) return;
        Span<char> one = stackalloc char[EditDistance.LengthMax], other = stackalloc char[EditDistance.LengthMax];
        one = one[..Join(a, laid.FreeA, one)];
        other = other[..Join(b, laid.FreeB, other)];
        int longer = Math.Max(one.Length, other.Length);
        if (Math.Min(one.Length, other.Length) < 4) return;
        int distance = EditDistance.Of(one, other, JoinedDistanceMax);
        if (distance > JoinedDistanceMax || distance * 6 > longer) return;
        laid.Bits += countA > countB ? MaxBits(b, laid.FreeB) : MaxBits(a, laid.FreeA);
        laid.FreeA = laid.FreeB = 0;
        laid.Strong++;
    }

    private int Join(ReadOnlySpan<uint> tokens, uint free, Span<char> text)
    {
        int length = 0;
        for (int i = 0; i < tokens.Length; i++)
        {
            if ((free & (1u << i)) == 0) continue;
            foreach (char c in lexicon.Text(tokens[i]))
                if (length < text.Length) text[length++] = c;
        }
        return length;
    }

    private int MaxBits(ReadOnlySpan<uint> tokens, uint free)
    {
        int bits = 0;
        for (int i = 0; i < tokens.Length; i++)
            if ((free & (1u << i)) != 0) bits = Math.Max(bits, lexicon[tokens[i]].NameBits);
        return bits;
    }

    private int Grade(in NameView a, in NameView b, in Alignment laid)
    {
        int freeA = BitOperations.PopCount(laid.FreeA), freeB = BitOperations.PopCount(laid.FreeB);
        int shorter = Math.Min(a.Tokens.Length, b.Tokens.Length);
        bool conflicts = freeA > 0 && freeB > 0, drops = !conflicts && (freeA > 0 || freeB > 0);
        if (conflicts) return GradeConflict(a, b, in laid);
        if (laid.Equal == shorter && !drops) return shorter == 1 ? NameLevel.SingleExact : GradeMarks(a, b, laid.IsReordered);
        if (laid.Initials > 0) return laid.Equal + laid.Strong + laid.Weak > 0 ? NameLevel.Initials : NameLevel.Conflict;
        if (drops && shorter == 1) return laid.Equal == 1 ? NameLevel.OneWord : NameLevel.OneWordNear;
        if (drops) return laid.Equal == shorter ? NameLevel.Dropped : NameLevel.DroppedNear;
        if (laid.Equal == 0) return a.Tokens.Length == 1 && b.Tokens.Length == 1 ? NameLevel.OneWordNear : NameLevel.AllNear;
        return laid.Weak > 0 ? NameLevel.NearWeak : NameLevel.Near;
    }

    private int GradeConflict(in NameView a, in NameView b, in Alignment laid)
    {
        if (laid.Equal == 0) return laid.Strong + laid.Weak > 0 ? NameLevel.NearConflict : NameLevel.Conflict;
        (int surnameA, int givenA) = Roles(a.Tokens);
        (int surnameB, int givenB) = Roles(b.Tokens);
        if (a.Tokens[surnameA] == b.Tokens[surnameB] && laid.IsFree(givenA, givenB)) return NameLevel.GivenConflict;
        // A second surname (Juan Ortega, Ana Ortega Ruiz) does not hide that the given names, which stand first, are two.
        if (givenA == 0 && givenB == 0 && laid.IsFree(0, 0)) return NameLevel.GivenConflict;
        // First and last words are the surname and the given name, whichever the order: what differs between them is a middle name.
        bool edges = a.Tokens.Length >= 3 && b.Tokens.Length >= 3 && laid.FreesNoEdge(a.Tokens.Length, b.Tokens.Length);
        return edges ? NameLevel.MiddleConflict : NameLevel.PartConflict;
    }

    // Kin share the surname and differ in the given name; which word is which follows the language.
    private (int Surname, int Given) Roles(ReadOnlySpan<uint> tokens) => lexicon[tokens[0]].IsLeadingSurname ? (0, tokens.Length - 1) : (tokens.Length - 1, 0);

    private int GradeMarks(in NameView a, in NameView b, bool reordered)
    {
        if (reordered) return NameLevel.Reordered;
        if (a.Marked.IsEmpty || b.Marked.IsEmpty) return NameLevel.Exact;
        if (a.Marked.SequenceEqual(b.Marked)) return NameLevel.ExactMarked;
        for (int i = 0; i < a.Marked.Length; i++)
            if (!Shape(a.Marked[i]).SequenceEqual(Shape(b.Marked[i]))) return NameLevel.MarkConflict;
        return NameLevel.ToneConflict;
    }

    private ReadOnlySpan<char> Shape(uint marked)
    {
        ReadOnlySpan<char> text = lexicon.Text(marked);
        return text.Length > 1 && text[^1] is >= '1' and <= '5' ? text[..^1] : text;
    }

    private struct Alignment
    {
        public uint FreeA, FreeB;
        public int Equal, Strong, Weak, Initials, Bits;
        public bool IsReordered;

        public void Take(int i, int j)
        {
            FreeA &= ~(1u << i);
            FreeB &= ~(1u << j);
        }

        public readonly bool IsFree(int i, int j) => (FreeA & (1u << i)) != 0 && (FreeB & (1u << j)) != 0;

        public readonly bool FreesNoEdge(int lengthA, int lengthB) =>
            (FreeA & (1u | (1u << (lengthA - 1)))) == 0 && (FreeB & (1u | (1u << (lengthB - 1)))) == 0;
    }
}
