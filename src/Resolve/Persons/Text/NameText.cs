using System.Text;
using Resolve.Identifiers.Text;

namespace Resolve.Persons.Text;

/// <summary>A name taken apart for comparing.</summary>
/// <param name="Tokens">The words in the order written.</param>
/// <param name="Generation">1 for senior or the first, 2 for junior or the second, 3 for the third; 0 when not stated.</param>
/// <param name="IsMarked">Whether the name carries Vietnamese (or other) marks, so that missing marks in it mean something.</param>
/// <param name="IsForeign">Whether it was written in another script and romanised here.</param>
internal readonly record struct NameText(NameToken[] Tokens, int Generation, bool IsMarked, bool IsForeign)
{
    /// <summary>The most words of a name that are compared.</summary>
    public const int TokenCountMax = 8;

    private static readonly NameText Nothing = new([], 0, false, false);

    /// <summary>Takes a name apart.</summary>
    /// <param name="name">The name in canonical composition.</param>
    /// <returns>Its words; none when it cannot be compared.</returns>
    public static NameText Parse(string name)
    {
        bool foreign = Transliteration.IsForeign(name);
        if (foreign)
        {
            name = Transliteration.ToLatin(name, out bool complete);
            if (!complete) return Nothing;
        }
        var tokens = new List<NameToken>(4);
        int generation = 0;
        bool marked = false, ranks = false;
        foreach (string word in name.Split([' ', ',', ';', '.', '/', '(', ')', '"', '-', '\u2010', '\u2013'], StringSplitOptions.RemoveEmptyEntries))
        {
            // An apostrophe joins: O'Hare is OHARE elsewhere, H'Mông is HMONG.
            string joined = word.Replace("'", "", StringComparison.Ordinal).Replace("\u2019", "", StringComparison.Ordinal)
                .Replace("`", "", StringComparison.Ordinal);
            string folded = TextFold.FoldTight(joined);
            if (folded.Length == 0 || IsTitle(folded)) continue;
            // Peers (1st baron Ashford, 2nd earl of Kent): the rank is no name, the place is.
            bool isRank = ranks;
            ranks = char.IsAsciiDigit(folded[0]) && folded[^1] is 't' or 'd' or 'h';
            if (isRank || ranks || (folded is "of" && tokens.Count > 0)) continue;
            int stated = tokens.Count == 0 ? 0 : GenerationOf(folded);
            if (stated > 0) { generation = stated; if (folded != "i") continue; }
            if (tokens.Count == TokenCountMax) break;
            string marks = Marked(joined);
            marked |= !string.Equals(marks, folded, StringComparison.Ordinal);
            tokens.Add(new NameToken(folded, marks));
        }
        return tokens.Count == 0 ? Nothing : new NameText([.. tokens], generation, marked && !foreign, foreign);
    }

    private static int GenerationOf(string folded) => folded switch
    {
        "sr" or "senior" or "i" => 1,
        "jr" or "junior" or "ii" => 2,
        "iii" => 3,
        _ => 0,
    };

    private static bool IsTitle(string folded) => folded is "mr" or "mrs" or "ms" or "dr" or "sir" or "prof";

    // Letters with their shape marks, then the tone as a digit: Hòa and Hoà are one, tones and shapes stay distinguishable.
    private static string Marked(string word)
    {
        var shape = new StringBuilder(word.Length + 4);
        Span<char> marks = stackalloc char[4];
        char tone = '\0';
        foreach (char c in word.ToLowerInvariant())
        {
            char letter = CanonicalText.Decompose(c, marks, out int count);
            if (char.IsLetterOrDigit(letter)) shape.Append(letter);
            foreach (char mark in marks[..count])
            {
                int place = "\u0300\u0301\u0303\u0309\u0323".IndexOf(mark, StringComparison.Ordinal);
                if (place >= 0) tone = (char)('1' + place);
                else shape.Append(mark);
            }
        }
        if (tone != '\0') shape.Append(tone);
        return shape.ToString();
    }
}

/// <summary>A word of a name.</summary>
/// <param name="Folded">Lower case without marks.</param>
/// <param name="Marked">Lower case with shape marks, the tone as a digit at the end; equal to <paramref name="Folded"/> when there are none.</param>
internal readonly record struct NameToken(string Folded, string Marked);
