using Resolve.Persons.Text;

namespace Resolve.Persons.Records;

/// <summary>How alike two words of names are.</summary>
internal enum TokenSimilarity : byte
{
    /// <summary>Not alike.</summary>
    None = 0,

    /// <summary>A slip that changes much of the word, or the same sound.</summary>
    Weak = 1,

    /// <summary>A slip in a longer word, a short form, an abbreviation.</summary>
    Strong = 2,
}

/// <summary>Judges how alike words are, and remembers the latest judgements.</summary>
/// <remarks>Not for two threads at a time. What it remembers changes its speed only.</remarks>
internal sealed class TokenLikenessJudge(Lexicon lexicon)
{
    private const int CacheSize = 1 << 14;
    private readonly ulong[] _pairs = new ulong[CacheSize];
    private readonly byte[] _similarity = new byte[CacheSize];

    /// <summary>Forgets what it remembers: the numbers of words have changed their meaning.</summary>
    public void Forget() => Array.Clear(_pairs);

    /// <summary>Judges two different words of names.</summary>
    public TokenSimilarity OfNames(uint a, uint b)
    {
        ref readonly TokenInfo one = ref lexicon[a];
        ref readonly TokenInfo other = ref lexicon[b];
        bool canBe = MaySlip(one, other) || one.SoundHash == other.SoundHash || one.IsAbbreviation || other.IsAbbreviation
            || (one.HasGroups && other.HasGroups);
        return canBe ? Remembered(a, b, 0) : TokenSimilarity.None;
    }

    /// <summary>Judges two different words of addresses: slips only.</summary>
    public TokenSimilarity OfPlaces(uint a, uint b) => MaySlip(lexicon[a], lexicon[b]) ? Remembered(a, b, 1UL << 63) : TokenSimilarity.None;

    // The letters and lengths alone show that most pairs of words differ.
    private static bool MaySlip(in TokenInfo a, in TokenInfo b)
    {
        int longer = Math.Max(a.Length, b.Length), distanceMax = DistanceMax(longer);
        return a.IsNumber == b.IsNumber && Math.Abs(a.Length - b.Length) <= distanceMax
            && System.Numerics.BitOperations.PopCount(a.Letters ^ b.Letters) <= 2 * distanceMax;
    }

    private static int DistanceMax(int length) => length >= 9 ? 3 : length >= 6 ? 2 : 1;

    private TokenSimilarity Remembered(uint a, uint b, ulong kind)
    {
        ulong pair = kind | (a < b ? ((ulong)a << 31) | b : ((ulong)b << 31) | a);
        int slot = (int)(StableHash.Mix(pair) & (CacheSize - 1));
        if (_pairs[slot] == pair) return (TokenSimilarity)_similarity[slot];
        TokenSimilarity similarity = kind == 0 ? JudgeNames(in lexicon[a], in lexicon[b]) : JudgePlaces(in lexicon[a], in lexicon[b]);
        _pairs[slot] = pair;
        _similarity[slot] = (byte)similarity;
        return similarity;
    }

    private static TokenSimilarity JudgeNames(in TokenInfo a, in TokenInfo b)
    {
        int shorter = Math.Min(a.Text.Length, b.Text.Length), longer = Math.Max(a.Text.Length, b.Text.Length);
        if (shorter < 2 || a.IsNumber || b.IsNumber) return TokenSimilarity.None;
        foreach (short group in a.Groups)
            if (Array.IndexOf(b.Groups, group) >= 0) return TokenSimilarity.Strong;
        if (a.IsAbbreviation != b.IsAbbreviation
            && (a.IsAbbreviation ? Abbreviates(a.Text, b.Text) : Abbreviates(b.Text, a.Text))) return TokenSimilarity.Strong;
        int distanceMax = DistanceMax(longer);
        int distance = EditDistance.Of(a.Text, b.Text, distanceMax);
        if (distance <= distanceMax)
        {
            if (distance * 6 <= longer) return TokenSimilarity.Strong;
            if (shorter >= 3 || longer <= 2) return shorter >= 3 ? TokenSimilarity.Weak : TokenSimilarity.None;
        }
        bool sameSound = a.SoundHash == b.SoundHash && a.SoundLength > 0;
        // Short words share their consonants by chance (Hùng, Hằng): a longer one must vouch.
        return sameSound && longer >= 5 && longer - shorter <= 3
            && (a.SoundLength >= 3 || (a.SoundLength == 2 && shorter >= 6) || EditDistance.Of(a.Text, b.Text, 2) <= 2)
            ? TokenSimilarity.Weak
            : TokenSimilarity.None;
    }

    private static TokenSimilarity JudgePlaces(in TokenInfo a, in TokenInfo b)
    {
        int longer = Math.Max(a.Text.Length, b.Text.Length);
        if (a.IsNumber && b.IsNumber) return longer >= 3 && EditDistance.Of(a.Text, b.Text, 1) <= 1 ? TokenSimilarity.Weak : TokenSimilarity.None;
        if (a.IsNumber || b.IsNumber || longer < 4) return TokenSimilarity.None;
        int distanceMax = DistanceMax(longer);
        int distance = EditDistance.Of(a.Text, b.Text, distanceMax);
        return distance > distanceMax ? TokenSimilarity.None : distance * 6 <= longer ? TokenSimilarity.Strong : TokenSimilarity.Weak;
    }

    // Ng. for Nguyễn, Mhd for Muhammad: consonants in order, from the first letter.
    private static bool Abbreviates(string abbreviation, string word)
    {
        if (word.Length <= abbreviation.Length || word[0] != abbreviation[0]) return false;
        int found = 0;
        foreach (char c in word)
            if (found < abbreviation.Length && c == abbreviation[found]) found++;
        return found == abbreviation.Length;
    }
}
