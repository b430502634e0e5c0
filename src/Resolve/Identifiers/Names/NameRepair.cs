using System.Net;
using System.Text;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Names;

/// <summary>What was repaired in a name; each flag is one step of the explanation.</summary>
[Flags]
public enum NameRepairs : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Full width, mathematical or other styled letters became plain ones.</summary>
    StyledLetters = 1,

    /// <summary>Cyrillic or Greek letters that look Latin became Latin ones.</summary>
    Homoglyphs = 2,

    /// <summary>Keystrokes of the Telex method became letters: Nguyeenx.</summary>
    Telex = 4,

    /// <summary>Keystrokes of the VNI method became letters: Nguye6n4.</summary>
    Vni = 8,

    /// <summary>Text of a TCVN3 (ABC) font became Unicode.</summary>
    Tcvn3 = 16,

    /// <summary>Text of a VNI-Windows font became Unicode.</summary>
    VniWindows = 32,

    /// <summary>UTF-8 that had been read as Windows-1252 became text again.</summary>
    Utf8Misread = 64,

    /// <summary>HTML character references became letters.</summary>
    HtmlReferences = 128,

    /// <summary>Words written together were parted at capitals.</summary>
    PartedWords = 256,

    /// <summary>A title or word of address was left out.</summary>
    Title = 512,

    /// <summary>Other names were separated from the name.</summary>
    Aliases = 1024,

    /// <summary>What follows a name (birth, address) was left out.</summary>
    Trailer = 2048,

    /// <summary>Marks that stood behind their letters as signs of their own went onto them: NGUYÊ˜N.</summary>
    SpacingMarks = 4096,
}

/// <summary>Repairs names that wrong fonts, input methods and alphabets have damaged. A repair counts only if every word becomes a Vietnamese syllable that
/// was none before.</summary>
internal static class NameRepair
{
    // TCVN 5712:1993 VN3 (ABC fonts), from 0xA1; a space where the byte stands for no letter of a name.
    private const string Tcvn3 =
        "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ ";

    // VNI-Windows: mark characters behind a vowel, with the quality (0 none, ^ circumflex, ( breve) and the tone they add.
    private const string VniMarks = "ù01ø02û03õ04ï05â^0á^1à^2å^3ã^4ä^5ê(0é(1è(2ú(3ü(4ë(5";

    private const string VniSingles = "ôơöưñđæỉóĩòịîỵ";

    /// <summary>Repairs text; composed, plain, not yet trimmed.</summary>
    public static string Repair(string text, ref NameRepairs repairs)
    {
        if (System.Text.Ascii.IsValid(text) && !text.AsSpan().ContainsAny('&', '\u0000') && !NeedsKeystrokes(text)) return text;
        if (text.Contains('&', StringComparison.Ordinal) && text.Contains(';', StringComparison.Ordinal)) text = Take(WebUtility.HtmlDecode(text), text,
            NameRepairs.HtmlReferences, ref repairs);
        if (HasLatin1(text) && MisreadText.Utf8(text) is { } utf8) text = Take(utf8, text, NameRepairs.Utf8Misread, ref repairs);
        string plain = CanonicalText.ComposePlain(CanonicalText.Compose(text));
        if (HasStyled(text)) { repairs |= NameRepairs.StyledLetters; text = plain; }
        else if (!HasLatin1(plain)) text = plain;
        text = Homoglyphs(text, ref repairs);
        if (!IsVietnamese(text))
        {
            if (HasLatin1(text) && FromTcvn3(text) is { } tcvn && IsVietnamese(tcvn)) text = Take(tcvn, text, NameRepairs.Tcvn3, ref repairs);
            else if (HasLatin1(text) && FromVniWindows(text) is { } vni && IsVietnamese(vni)) text = Take(vni, text, NameRepairs.VniWindows, ref repairs);
            else if (FromVni(text) is { } digits && IsVietnamese(digits)) text = Take(digits, text, NameRepairs.Vni, ref repairs);
            else if (FromSpacingMarks(text) is { } marked && IsVietnamese(marked)) text = Take(marked, text, NameRepairs.SpacingMarks, ref repairs);
            else if (FromTelex(text) is { } telex) text = Take(telex, text, NameRepairs.Telex, ref repairs);
        }
        return CanonicalText.ComposePlain(text);
    }

    // Text copied out of scans and old PDF files has marks as signs of their own (U+02C6, U+02D8, U+02DC, U+00B4, U+0060).
    private static string? FromSpacingMarks(string text)
    {
        const string Spacing = "\u02C6\u02D8\u02DC\u00B4\u0060", Combining = "\u0302\u0306\u0303\u0301\u0300";
        StringBuilder? marked = null;
        for (int i = 1; i < text.Length; i++)
        {
            int mark = Spacing.IndexOf(text[i], StringComparison.Ordinal);
            if (mark < 0 || !char.IsLetter(text[i - 1])) continue;
            marked ??= new StringBuilder(text);
            marked[i] = Combining[mark];
        }
        return marked is null ? null : CanonicalText.Compose(marked.ToString());
    }

    /// <summary>Returns whether every word of letters is a Vietnamese syllable.</summary>
    internal static bool IsVietnamese(string text)
    {
        int words = 0;
        foreach (Range range in text.AsSpan().SplitAny(" .,-'’"))
        {
            ReadOnlySpan<char> word = text.AsSpan()[range];
            if (word.IsEmpty || (word.Length == 1 && char.IsAsciiLetter(word[0]))) continue;
            if (!VietnameseSyllable.IsSyllable(word)) return false;
            words++;
        }
        return words > 0;
    }

    private static string Take(string repaired, string text, NameRepairs flag, ref NameRepairs repairs)
    {
        if (!string.Equals(repaired, text, StringComparison.Ordinal)) repairs |= flag;
        return repaired;
    }

    private static bool NeedsKeystrokes(string text)
    {
        foreach (char c in text)
            if (char.IsAsciiDigit(c) || (c | 0x20) is 's' or 'f' or 'r' or 'x' or 'j' or 'w') return true;
        return text.Contains("dd", StringComparison.OrdinalIgnoreCase);
    }

    private static bool HasLatin1(string text) =>
        text.AsSpan().ContainsAnyInRange('\u0080', '\u00FF') || text.AsSpan().ContainsAny('…', '†', 'ƒ') || text.Contains('‰', StringComparison.Ordinal);

    private static bool HasStyled(string text)
    {
        foreach (char c in text)
            if (char.IsHighSurrogate(c) || c is (>= '\u2100' and <= '\u24FF') or (>= '\uFF01' and <= '\uFF5E') or (>= '\uFB00' and <= '\uFB06')) return true;
        return false;
    }

    private static string Homoglyphs(string text, ref NameRepairs repairs)
    {
        bool latin = false, alike = false;
        foreach (char c in text)
        {
            latin |= char.IsAsciiLetter(c) || c is (>= '\u00C0' and < '\u0250') or (>= '\u1E00' and <= '\u1EFF');
            alike |= CompatibleLetters.ToLatinLookalike(c) != '\0';
        }
        if (!latin || !alike) return text;
        repairs |= NameRepairs.Homoglyphs;
        string replaced = string.Create(text.Length, text, static (span, source) =>
        {
            for (int i = 0; i < span.Length; i++) span[i] = CompatibleLetters.ToLatinLookalike(source[i]) is var c and not '\0' ? c : source[i];
        });
        return CanonicalText.Compose(replaced);
    }

    private static string? FromTcvn3(string text)
    {
        var result = new StringBuilder(text.Length);
        bool shouting = text.All(c => !char.IsAsciiLetterLower(c));
        foreach (char c in text)
        {
            if (c is >= '\u00A1' and <= '\u00FF')
            {
                char letter = c - 0xA1 < Tcvn3.Length ? Tcvn3[c - 0xA1] : ' ';
                if (letter == ' ') return null;
                result.Append(shouting ? char.ToUpperInvariant(letter) : letter);
            }
            else if (c < 0x80) result.Append(c);
            else return null;
        }
        return result.ToString();
    }

    private static string? FromVniWindows(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c < 0x80) { result.Append(c); continue; }
            bool upper = char.IsUpper(c);
            char lower = char.ToLowerInvariant(c);
            char before = result.Length > 0 ? result[^1] : '\0';
            int mark = VniMarks.IndexOf(lower, StringComparison.Ordinal);
            if (mark >= 0 && mark % 3 == 0 && "aeouyơưAEOUYƠƯ".Contains(before, StringComparison.Ordinal))
            {
                char quality = VniMarks[mark + 1] switch { '^' => CanonicalText.ComposePair(before, '\u0302'), '(' =>
                    CanonicalText.ComposePair(before, '\u0306'), _ => before };
                if (quality == '\0') return null;
                result[^1] = VietnameseLetters.WithTone(quality, VniMarks[mark + 2] - '0');
                continue;
            }
            int single = VniSingles.IndexOf(lower, StringComparison.Ordinal);
            if (single >= 0 && single % 2 == 0) { result.Append(upper ? char.ToUpperInvariant(VniSingles[single + 1]) : VniSingles[single + 1]); continue; }
            if (lower is 'í' or 'ì') { result.Append(c); continue; }
            return null;
        }
        return result.ToString();
    }

    private static string? FromVni(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('1', '9')) return null;
        return ByWord(text, static (word, output) => Keystrokes.TryVni(word, output));
    }

    private static string? FromTelex(string text)
    {
        if (!System.Text.Ascii.IsValid(text)) return null;
        int strokes = 0, tones = 0;
        string? repaired = ByWord(text, (word, output) =>
        {
            if (VietnameseSyllable.IsSyllable(word) && !Keystrokes.HasDoubling(word)) { output.Append(word); return true; }
            int before = output.Length;
            if (!Keystrokes.TryTelex(word, output, out int own, out bool toned)
                || !VietnameseSyllable.IsSyllable(output.ToString(before, output.Length - before))) return false;
            strokes += own;
            if (toned || own > 1) tones++;
            return true;
        });
        return repaired is not null && strokes >= 2 && tones >= 1 && PersonName.IsSurname(TextFold.FoldTight(repaired.Split(' ')[0])) ? repaired : null;
    }

    private static string? ByWord(string text, Func<string, StringBuilder, bool> convert)
    {
        var result = new StringBuilder(text.Length);
        foreach (string word in text.Split(' '))
        {
            if (result.Length > 0) result.Append(' ');
            if (word.Length > 0 && !convert(word, result)) return null;
        }
        return result.ToString();
    }
}
