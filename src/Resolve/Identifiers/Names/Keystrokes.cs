using System.Text;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Names;

/// <summary>Turns the keystrokes of Vietnamese input methods into the letters they were meant to type.</summary>
internal static class Keystrokes
{
    /// <summary>Returns whether a word holds a Telex doubling: aa ee oo dd or a w.</summary>
    public static bool HasDoubling(string word)
    {
        for (int i = 0; i < word.Length; i++)
        {
            char c = (char)(word[i] | 0x20);
            if (c == 'w' || (i > 0 && c == (word[i - 1] | 0x20) && c is 'a' or 'e' or 'o' or 'd')) return true;
        }
        return false;
    }

    /// <summary>Reads Telex: aa ee oo dd, aw ow uw w, and the tones s f r x j.</summary>
    public static bool TryTelex(string word, StringBuilder output, out int strokes, out bool toned)
    {
        strokes = 0;
        toned = false;
        var letters = new StringBuilder(word.Length);
        int tone = 0;
        for (int i = 0; i < word.Length; i++)
        {
            char c = word[i], lower = (char)(c | 0x20);
            if (!char.IsAsciiLetter(c)) return false;
            int toneKey = "sfrxj".IndexOf(lower, StringComparison.Ordinal) + 1;
            if (toneKey > 0 && HasVowel(letters))
            {
                if (tone != 0) return false;
                tone = toneKey;
                strokes++;
                toned = true;
            }
            else if (lower is 'a' or 'e' or 'o' or 'd' && FindMate(letters, lower) is var mate and >= 0)
            {
                letters[mate] = lower == 'd' ? (char.IsUpper(letters[mate]) ? 'Đ' : 'đ') : CanonicalText.ComposePair(letters[mate], '\u0302');
                strokes++;
            }
            else if (lower == 'w' && Horn(letters)) strokes++;
            else letters.Append(c);
        }
        if (strokes == 0) { output.Append(word); return true; }
        PlaceTone(letters, tone);
        output.Append(letters);
        return true;
    }

    /// <summary>Reads VNI: 1 to 5 tones, 6 circumflex, 7 horn, 8 breve, 9 stroke.</summary>
    public static bool TryVni(string word, StringBuilder output)
    {
        var letters = new StringBuilder(word.Length);
        int tone = 0;
        foreach (char c in word)
        {
            if (c is >= '1' and <= '5') { if (tone != 0) return false; tone = c - '0'; }
            else if (c is '6' or '7' or '8') { if (!Mark(letters, c)) return false; }
            else if (c == '9')
            {
                int d = letters.ToString().LastIndexOfAny(['d', 'D']);
                if (d < 0) return false;
                letters[d] = letters[d] == 'd' ? 'đ' : 'Đ';
            }
            else if (c == '0') return false;
            else letters.Append(c);
        }
        PlaceTone(letters, tone);
        output.Append(letters);
        return true;
    }

    /// <summary>Sets a tone on the vowel that carries it: the modified one, else by the modern rule.</summary>
    private static void PlaceTone(StringBuilder letters, int tone)
    {
        if (tone == 0) return;
        int first = -1, last = -1, carrier = -1;
        for (int i = 0; i < letters.Length; i++)
        {
            char lower = char.ToLowerInvariant(letters[i]);
            bool glide = (lower == 'u' && i > 0 && (letters[i - 1] | 0x20) == 'q')
                || (lower == 'i' && i > 0 && (letters[i - 1] | 0x20) == 'g' && i + 1 < letters.Length && IsVowel(letters[i + 1]));
            if (glide || !IsVowel(letters[i])) continue;
            if (first < 0) first = i;
            last = i;
            if (lower > 0x7F) carrier = i;
        }
        if (first < 0) return;
        if (carrier < 0) carrier = last - first == 2 || (last > first && last + 1 < letters.Length) ? first + 1 : first;
        if (last - first == 1 && last + 1 == letters.Length && char.ToLowerInvariant(letters[carrier]) <= 0x7F)
            carrier = (letters[first] | 0x20) is 'o' or 'u' && (letters[last] | 0x20) is 'a' or 'e' or 'y'
                && !((letters[first] | 0x20) == 'u' && (letters[last] | 0x20) == 'a') ? last : first;
        letters[carrier] = VietnameseLetters.WithTone(letters[carrier], tone);
    }

    private static int FindMate(StringBuilder letters, char lower)
    {
        for (int i = letters.Length - 1; i >= 0; i--)
        {
            if ((letters[i] | 0x20) == lower && letters[i] < 0x80) return lower == 'd' && i != 0 ? -1 : i;
            if (lower != 'd' && letters.Length - i > 3) break;
        }
        return -1;
    }

    private static bool Horn(StringBuilder letters)
    {
        bool done = false;
        for (int i = letters.Length - 1; i >= 0; i--)
        {
            char mark = (letters[i] | 0x20) switch { 'u' or 'o' => '\u031B', 'a' => '\u0306', _ => '\0' };
            if (letters[i] >= 0x80 || mark == '\0' || (i > 0 && (letters[i] | 0x20) == 'u' && (letters[i - 1] | 0x20) == 'q')) { if (done) break; continue; }
            letters[i] = CanonicalText.ComposePair(letters[i], mark);
            if (mark == '\u0306') return true;
            if (done) break;
            done = true;
        }
        return done;
    }

    private static bool Mark(StringBuilder letters, char key)
    {
        bool done = false;
        for (int i = letters.Length - 1; i >= 0; i--)
        {
            char lower = (char)(letters[i] | 0x20);
            char mark = key switch { '6' when lower is 'a' or 'e' or 'o' => '\u0302', '7' when lower is 'o' or 'u' => '\u031B',
                '8' when lower == 'a' => '\u0306', _ => '\0' };
            if (letters[i] >= 0x80 || mark == '\0') { if (done) break; continue; }
            letters[i] = CanonicalText.ComposePair(letters[i], mark);
            if (key != '7') return true;
            if (done) break;
            done = true;
        }
        return done;
    }

    private static bool HasVowel(StringBuilder letters)
    {
        for (int i = 0; i < letters.Length; i++)
            if (IsVowel(letters[i])) return true;
        return false;
    }

    private static bool IsVowel(char c) => TextFold.FoldChar(c) is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
