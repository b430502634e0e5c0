using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Names;

/// <summary>Tells what can be a Vietnamese syllable, which decides whether a repaired spelling is right.</summary>
internal static class VietnameseSyllable
{
    private static readonly System.Buffers.SearchValues<char> Vowels = System.Buffers.SearchValues.Create("aeiouy");

    private static readonly string[] Onsets =
        ["ngh", "ng", "nh", "gh", "gi", "ch", "kh", "ph", "th", "tr", "qu", "b", "c", "d", "g", "h", "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "x"];

    // Vowel groups without diacritics, and the codas each may close with: o open only, c closed only, b both.
    private static readonly Dictionary<string, char> Rhymes = new(StringComparer.Ordinal)
    {
        ["a"] = 'b', ["ai"] = 'o', ["ao"] = 'o', ["au"] = 'o', ["ay"] = 'o', ["e"] = 'b', ["eo"] = 'o', ["eu"] = 'o', ["i"] = 'b', ["ia"] = 'o', ["ie"] = 'c',
            ["ieu"] = 'o', ["iu"] = 'o',
        ["o"] = 'b', ["oa"] = 'b', ["oai"] = 'o', ["oao"] = 'o', ["oay"] = 'o', ["oe"] = 'b', ["oeo"] = 'o', ["oi"] = 'o', ["oo"] = 'c', ["u"] = 'b',
            ["ua"] = 'b', ["uan"] = 'o', ["uay"] = 'o',
        ["ue"] = 'b', ["ui"] = 'o', ["uo"] = 'b', ["uoi"] = 'o', ["uou"] = 'o', ["uu"] = 'o', ["uy"] = 'b', ["uya"] = 'o', ["uye"] = 'c', ["uyu"] = 'o',
            ["y"] = 'b', ["ye"] = 'c', ["yeu"] = 'o',
    };

    private static readonly Dictionary<string, char>.AlternateLookup<ReadOnlySpan<char>> RhymesSpan = Rhymes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Returns whether text is a syllable: at most one tone, and letters that Vietnamese puts together.</summary>
    public static bool IsSyllable(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 7) return false;
        Span<char> plain = stackalloc char[8];
        int tones = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (VietnameseLetters.ToneOfLetter(text[i]) != 0) tones++;
            char quality = VietnameseLetters.WithoutTone(text[i]);
            if (quality > 0x7F && quality is not ('ă' or 'â' or 'ê' or 'ô' or 'ơ' or 'ư' or 'đ')) return false;
            plain[i] = TextFold.FoldChar(quality);
            if (!char.IsAsciiLetterLower(plain[i])) return false;
        }
        return tones <= 1 && IsPlain(plain[..text.Length]);
    }

    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        foreach (string onset in Onsets)
            if (text.StartsWith(onset) && IsRhyme(text[onset.Length..])) return true;
        return IsRhyme(text) || text is "gi" or "gin" or "ging";
    }

    private static bool IsRhyme(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExcept(Vowels);
        ReadOnlySpan<char> vowels = end < 0 ? text : text[..end], coda = end < 0 ? default : text[end..];
        if (vowels.IsEmpty || !RhymesSpan.TryGetValue(vowels, out char kind)) return false;
        return coda.IsEmpty ? kind != 'c' : kind != 'o' && coda is "c" or "ch" or "m" or "n" or "ng" or "nh" or "p" or "t";
    }
}
