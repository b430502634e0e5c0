using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Narratives;

/// <summary>What parts two words of a text.</summary>
[Flags]
internal enum WordGap : ushort
{
    /// <summary>Blanks, a dot inside an abbreviation, or nothing.</summary>
    None = 0,

    /// <summary>A comma or a bar.</summary>
    Comma = 1,

    /// <summary>A colon or an equals sign.</summary>
    Colon = 2,

    /// <summary>A dash, a slash, an ampersand or a plus.</summary>
    Dash = 4,

    /// <summary>An opening bracket.</summary>
    Open = 8,

    /// <summary>A closing bracket.</summary>
    Close = 16,

    /// <summary>A semicolon.</summary>
    Semicolon = 32,

    /// <summary>The end of a sentence.</summary>
    Sentence = 64,

    /// <summary>The end of a line.</summary>
    Line = 128,

    /// <summary>An empty line.</summary>
    Blank = 256,

    /// <summary>Whatever ends a segment: a field of a payment block, a sentence, a line.</summary>
    Breaks = Semicolon | Sentence | Line | Blank,
}

/// <summary>How a word is written.</summary>
internal enum WordShape : byte
{
    /// <summary>In small letters.</summary>
    Lower,

    /// <summary>With a capital in front.</summary>
    Title,

    /// <summary>In capitals.</summary>
    Upper,

    /// <summary>Digits.</summary>
    Digits,
}

/// <summary>A run of letters or of digits.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Folded">It in lower case without diacritics.</param>
/// <param name="Gap">What stands between it and the word before.</param>
/// <param name="Shape">How it is written.</param>
/// <param name="Taken">Whether it is part of a link, an e-mail address, an amount or a date.</param>
internal readonly record struct NarrativeWord(int Start, int End, string Folded, WordGap Gap, WordShape Shape, bool Taken);

/// <summary>A text as words, and what parts them: the layout that labels and banks are found by.</summary>
internal sealed class NarrativeWords
{
    private readonly NarrativeWord[] _words;
    private readonly int[] _segmentStarts, _segmentEnds; // by word

    private NarrativeWords(List<NarrativeWord> words)
    {
        _words = [.. words];
        _segmentStarts = new int[_words.Length];
        _segmentEnds = new int[_words.Length];
        for (int i = 1; i < _words.Length; i++) _segmentStarts[i] = (_words[i].Gap & WordGap.Breaks) == 0 ? _segmentStarts[i - 1] : i;
        for (int i = _words.Length - 1, end = _words.Length; i >= 0; i--)
        {
            _segmentEnds[i] = end;
            if ((_words[i].Gap & WordGap.Breaks) != 0) end = i;
        }
    }

    public int Count => _words.Length;

    public ref readonly NarrativeWord this[int index] => ref _words[index];

    /// <summary>Cuts a text into words.</summary>
    /// <param name="text">The text.</param>
    /// <param name="taken">What was found to be something else, by place.</param>
    public static NarrativeWords Of(string text, bool[] taken)
    {
        var words = new List<NarrativeWord>(text.Length / 5);
        Span<char> folded = stackalloc char[3 * WordLengthMax];
        WordGap gap = WordGap.Line;
        int lines = 0;
        for (int i = 0; i < text.Length;)
        {
            char c = text[i];
            if (!char.IsLetterOrDigit(c))
            {
                gap |= GapOf(text, i, ref lines);
                i++;
                continue;
            }
            int start = i;
            bool digits = char.IsDigit(c);
            while (i < text.Length && i - start < WordLengthMax && (digits ? char.IsDigit(text[i]) : (char.IsLetter(text[i]) || IsMark(text[i])))) i++;
            ReadOnlySpan<char> own = text.AsSpan(start, i - start);
            string word = folded[..TextFold.FoldTo(own, folded, '\0')].ToString();
            words.Add(new NarrativeWord(start, i, word, gap, digits ? WordShape.Digits : ShapeOf(own), taken[start]));
            (gap, lines) = (WordGap.None, 0);
        }
        return new NarrativeWords(words);
    }

    private const int WordLengthMax = 64;

    /// <summary>Finds the first word that does not end before a place.</summary>
    public int At(int place)
    {
        int low = 0, high = _words.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_words[middle].End <= place) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>Returns the first word of the segment that a word stands in.</summary>
    public int SegmentStart(int index) => _segmentStarts[index];

    /// <summary>Returns the place behind the last word of the segment that a word stands in.</summary>
    public int SegmentEnd(int index) => _segmentEnds[index];

    /// <summary>Returns whether the words from a place on are these.</summary>
    public bool Matches(int index, string[] phrase)
    {
        if (index + phrase.Length > _words.Length) return false;
        for (int i = 0; i < phrase.Length; i++)
        {
            if (_words[index + i].Folded != phrase[i] || _words[index + i].Taken) return false;
            if (i > 0 && (_words[index + i].Gap & ~WordGap.Dash) != 0) return false;
        }
        return true;
    }

    private static bool IsMark(char c) => c is >= '\u0300' and <= '\u036F';

    private static WordShape ShapeOf(ReadOnlySpan<char> word)
    {
        if (!char.IsUpper(word[0])) return WordShape.Lower;
        foreach (char c in word)
            if (char.IsLower(c)) return WordShape.Title;
        return word.Length > 1 ? WordShape.Upper : WordShape.Title;
    }

    private static WordGap GapOf(string text, int i, ref int lines)
    {
        switch (text[i])
        {
            case '\n' or '\u2028' or '\u2029' or '\v':
            case '\r' when i + 1 == text.Length || text[i + 1] != '\n':
                return ++lines > 1 ? WordGap.Line | WordGap.Blank : WordGap.Line;
            case ',' or '|' or '、' or '，':
                return WordGap.Comma;
            case ':' or '=' or '：':
                return WordGap.Colon;
            case '-' or '–' or '—' or '/' or '&' or '+' or '−' or '~' or '>' or '→':
                return WordGap.Dash;
            case '(' or '[' or '{' or '（':
                return WordGap.Open;
            case ')' or ']' or '}' or '）':
                return WordGap.Close;
            case ';' or '；' or '•' or '●' or '▪' or '◦' or '✅':
                return WordGap.Semicolon;
            case '!' or '?' or '…':
                return WordGap.Sentence;
            case '.' when EndsSentence(text, i):
                return WordGap.Sentence;
            default:
                return WordGap.None;
        }
    }

    /// <summary>Returns whether a point ends a sentence: a blank follows, and it is no initial or abbreviation in capitals (TP. HCM).</summary>
    private static bool EndsSentence(string text, int i)
    {
        if (i + 1 < text.Length && !char.IsWhiteSpace(text[i + 1])) return false;
        int start = i;
        while (start > 0 && char.IsLetter(text[start - 1])) start--;
        return !(i - start is > 0 and <= 3 && char.IsUpper(text[i - 1]));
    }
}
