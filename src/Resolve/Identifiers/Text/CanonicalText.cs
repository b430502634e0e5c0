using System.Text;

namespace Resolve.Identifiers.Text;

/// <summary>Brings Latin text into composed form, so that equal text is equal code by code.</summary>
/// <remarks>
/// Needed because the process runs in the invariant globalization mode, where <c>string.Normalize</c> returns its input
/// unchanged. Covers every composed Latin letter of Unicode, Vietnamese first; other scripts pass through.
/// </remarks>
public static class CanonicalText
{
    private const int MarkCountMax = 16;

    private static readonly Dictionary<int, char> Composed = BuildComposed();

    private static readonly Dictionary<char, (char Base, char Mark)> Decomposed = BuildDecomposed();

    /// <summary>Returns text with Latin letters composed (Unicode NFC) and combining marks in canonical order.</summary>
    /// <param name="text">Any text; lone surrogates pass through.</param>
    /// <returns>The composed text; the same instance when nothing changes.</returns>
    public static string Compose(string text) => Convert(text, compatible: false);

    /// <summary>Returns composed text in which full width, mathematical, circled and other merely styled letters and digits are plain, spaces are U+0020 and
    /// invisible signs are gone.</summary>
    /// <param name="text">Any text; lone surrogates become U+FFFD.</param>
    /// <returns>The plain composed text (Unicode NFKC for Latin); the same instance when nothing changes.</returns>
    public static string ComposePlain(string text) => Convert(text, compatible: true);

    /// <summary>Returns plain composed text (<see cref="ComposePlain"/>) trimmed and with single spaces.</summary>
    /// <param name="text">Any text, or null.</param>
    /// <returns>The text; null when nothing is left.</returns>
    public static string? Tidy(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        string plain = ComposePlain(text);
        var tidy = new StringBuilder(plain.Length);
        foreach (char c in plain)
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c)) tidy.Append(c);
            else if (tidy.Length > 0 && tidy[^1] != ' ') tidy.Append(' ');
        }
        if (tidy.Length > 0 && tidy[^1] == ' ') tidy.Length--;
        return tidy.Length == 0 ? null : tidy.Length == text.Length ? ReuseOrNew(text, tidy) : tidy.ToString();
    }

    /// <summary>Splits a letter into its base and marks; a letter without marks is its own base.</summary>
    internal static char Decompose(char letter, Span<char> marks, out int markCount)
    {
        markCount = 0;
        while (Decomposed.TryGetValue(letter, out (char Base, char Mark) parts))
        {
            marks[markCount++] = parts.Mark;
            letter = parts.Base;
        }
        marks[..markCount].Reverse();
        return letter;
    }

    /// <summary>Composes a letter with a mark; 0 when there is no such letter.</summary>
    internal static char ComposePair(char letter, char mark) => Composed.GetValueOrDefault((letter << 16) | mark);

    private static string ReuseOrNew(string text, StringBuilder built) => built.Equals(text.AsSpan()) ? text : built.ToString();

    private static string Convert(string text, bool compatible)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!NeedsWork(text, compatible)) return text;
        var result = new StringBuilder(text.Length);
        Span<char> marks = stackalloc char[MarkCountMax];
        Span<char> own = stackalloc char[4];
        char? starter = null; // U+0000 may be one
        int markCount = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (compatible && CompatibleLetters.IsInvisible(c)) continue;
            if (IsMark(c) && starter is not null && markCount < MarkCountMax) { marks[markCount++] = c; continue; }
            Flush(result, ref starter, marks, ref markCount);
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                char plain = compatible ? CompatibleLetters.ToPlain(char.ConvertToUtf32(c, text[i + 1])) : '\0';
                if (plain == '\0') { result.Append(c).Append(text[++i]); continue; }
                c = plain;
                i++;
            }
            else if (compatible)
            {
                if (char.IsSurrogate(c)) c = '\uFFFD'; // half a character
                if (c is >= '\uFB00' and <= '\uFB06') { result.Append(Ligature(c)); continue; }
                if (CompatibleLetters.ToPlain(c) is var plain and not '\0') c = plain;
            }
            starter = Decompose(c, own, out int ownCount);
            own[..ownCount].CopyTo(marks);
            markCount = ownCount;
        }
        Flush(result, ref starter, marks, ref markCount);
        return ReuseOrNew(text, result);
    }

    private static bool NeedsWork(string text, bool compatible)
    {
        foreach (char c in text)
        {
            if (c < 0xA0) continue;
            if (IsMark(c)) return true;
            if (compatible && (c is (< '\u00C0' or >= '\u0250') and not (>= '\u1E00' and <= '\u1EFF'))) return true;
            if (c is '\u212A' or '\u212B') return true;
        }
        return false;
    }

    private static void Flush(StringBuilder result, ref char? starter, Span<char> marks, ref int markCount)
    {
        if (starter is not { } first) return;
        Span<char> own = marks[..markCount];
        for (int i = 1; i < own.Length; i++) // stable insertion sort by combining class
            for (int j = i; j > 0 && Class(own[j - 1]) > Class(own[j]); j--) (own[j - 1], own[j]) = (own[j], own[j - 1]);
        char letter = first;
        int kept = 0, lastClass = 0;
        for (int i = 0; i < own.Length; i++)
        {
            int markClass = Class(own[i]);
            char composed = kept > 0 && lastClass == markClass ? '\0' : ComposePair(letter, own[i]);
            if (composed != '\0') { letter = composed; continue; }
            lastClass = markClass;
            own[kept++] = own[i];
        }
        result.Append(letter).Append(own[..kept]);
        starter = null;
        markCount = 0;
    }

    private static bool IsMark(char c) => c is >= '\u0300' and <= '\u036F';

    // Canonical combining classes of the marks that Latin letters compose with (UnicodeData.txt, field 3).
    private static int Class(char mark) => mark switch
    {
        '\u031B' => 216,
        '\u0321' or '\u0322' or '\u0327' or '\u0328' => 202,
        >= '\u0316' and <= '\u0333' and not '\u031A' => 220,
        >= '\u0334' and <= '\u0338' => 1,
        _ => 230,
    };

    private static string Ligature(char c) => (c - '\uFB00') switch { 0 => "ff", 1 => "fi", 2 => "fl", 3 => "ffi", 4 => "ffl", _ => "st" };

    private static Dictionary<int, char> BuildComposed()
    {
        var map = new Dictionary<int, char>();
        foreach (string row in LatinTables.Compositions)
            for (int i = 1; i < row.Length; i += 2) map[(row[i] << 16) | row[0]] = row[i + 1];
        return map;
    }

    private static Dictionary<char, (char, char)> BuildDecomposed()
    {
        var map = new Dictionary<char, (char, char)>();
        foreach (string row in LatinTables.Compositions)
            for (int i = 1; i < row.Length; i += 2) map[row[i + 1]] = (row[i], row[0]);
        return map;
    }
}
