using System.Globalization;
using System.Text;

namespace Resolve.Identifiers.Text;

/// <summary>Folds text for comparing: the spellings of one Vietnamese or Latin word become one.</summary>
public static class TextFold
{
    private const int StackLengthMax = 256;

    /// <summary>Returns text in lower case without diacritics (đ becomes d), with merely styled letters plain and runs of anything but letters and digits as
    /// one space.</summary>
    /// <param name="text">The text as written.</param>
    /// <returns>The folded text, trimmed; empty when nothing is left.</returns>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int sizeMax = 3 * text.Length;
        Span<char> buffer = sizeMax <= StackLengthMax ? stackalloc char[StackLengthMax] : new char[sizeMax];
        ReadOnlySpan<char> folded = buffer[..FoldTo(text, buffer, ' ')];
        return folded.SequenceEqual(text) ? text : folded.ToString();
    }

    /// <summary>Folds as <see cref="Fold"/> and leaves the spaces out, so that <c>Viet com bank</c> equals <c>Vietcombank</c>.</summary>
    /// <param name="text">The text as written.</param>
    /// <returns>The folded letters and digits.</returns>
    public static string FoldTight(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int sizeMax = 3 * text.Length;
        Span<char> buffer = sizeMax <= StackLengthMax ? stackalloc char[StackLengthMax] : new char[sizeMax];
        return buffer[..FoldTo(text, buffer, '\0')].ToString();
    }

    /// <summary>Folds into a buffer, which holds at least three characters for each of the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="folded">Takes the folded text.</param>
    /// <param name="gap">What stands for a run of other characters; 0 for nothing.</param>
    /// <returns>The length of the folded text.</returns>
    internal static int FoldTo(ReadOnlySpan<char> text, Span<char> folded, char gap)
    {
        int length = 0;
        bool pending = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            char plain = c < 0x80 ? AsciiFold(c) : LatinFold(c);
            if (plain == '\0')
            {
                int before = length;
                if (c < 0x80 || !FoldOther(text, ref i, folded, ref length, pending && length > 0 ? gap : '\0', out bool gone)) pending = true;
                else if (!gone && length > before) pending = false;
                continue;
            }
            if (pending && length > 0 && gap != '\0') folded[length++] = gap;
            pending = false;
            folded[length++] = plain;
        }
        return length;
    }

    /// <summary>Returns the lower-case ASCII letter or digit a character folds to; 0 when it folds to none or to several.</summary>
    internal static char FoldChar(char c) => c < 0x80 ? AsciiFold(c) : LatinFold(c);

    private static char AsciiFold(char c) =>
        char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : '\0';

    private static char LatinFold(char c)
    {
        char plain = c is >= '\u1E00' and <= '\u1EFF' ? LatinTables.Folds1E00[c - '\u1E00']
            : c is >= '\u00C0' and < '\u0250' ? LatinTables.Folds00C0[c - '\u00C0'] : '.';
        return plain == '.' ? '\0' : plain;
    }

    /// <summary>Folds what is not a plain Latin letter. Returns false for a separator; sets <paramref name="gone"/> for what leaves no trace.</summary>
    private static bool FoldOther(ReadOnlySpan<char> text, ref int index, Span<char> folded, ref int length, char gap, out bool gone)
    {
        gone = false;
        char c = text[index];
        Rune.DecodeFromUtf16(text[index..], out Rune rune, out int used);
        index += used - 1;
        if (Expansion(c) is { } letters) return Append(letters, folded, ref length, gap);
        if (CompatibleLetters.ToPlain(rune.Value) is var plain and not '\0')
            return char.IsAsciiLetterOrDigit(plain) && Append([(char)(char.IsAsciiDigit(plain) ? plain : plain | 0x20)], folded, ref length, gap);
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format
            or UnicodeCategory.EnclosingMark)
            return gone = true;
        if (!Rune.IsLetterOrDigit(rune)) return false;
        Span<char> lower = stackalloc char[2];
        int units = Rune.ToLowerInvariant(rune).EncodeToUtf16(lower);
        if (units == 1 && FoldChar(lower[0]) is var folds and not '\0') lower[0] = folds;
        else if (units == 1 && CompatibleLetters.ToPlain(lower[0]) is var looks && char.IsAsciiLetter(looks)) lower[0] = (char)(looks | 0x20);
        return Append(lower[..units], folded, ref length, gap);
    }

    private static bool Append(ReadOnlySpan<char> letters, Span<char> folded, ref int length, char gap)
    {
        if (gap != '\0') folded[length++] = gap;
        letters.CopyTo(folded[length..]);
        length += letters.Length;
        return true;
    }

    private static string? Expansion(char c) => c switch
    {
        'ß' or 'ẞ' => "ss",
        'æ' or 'Æ' => "ae",
        'œ' or 'Œ' => "oe",
        'þ' or 'Þ' => "th",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        _ => null,
    };
}
