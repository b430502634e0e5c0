namespace Resolve.Identifiers.Text;

/// <summary>Maps letters and digits that only look different (full width, mathematical, circled, small capitals) to plain ones.</summary>
/// <remarks>
/// Source: Unicode Character Database, compatibility decompositions of U+2070-U+24FF, U+FB00-U+FF5E and U+1D400-U+1D7FF; the
/// squared, negative circled and small capital letters have none and are mapped by their look.
/// </remarks>
internal static class CompatibleLetters
{
    private const string Letterlike =
        "ℂCℊgℋHℌHℍHℎhℐIℑIℒLℓlℕNℙPℚQℛRℜRℝRℤZℨZKKℬBℭCℯeℰEℱFℳMℴoℹiªaºo";

    private const string SmallCapitals = "ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢz";

    // Letters of Cyrillic and Greek that are drawn like Latin ones; after Unicode Technical Standard 39, confusables.
    private const string Lookalikes =
        "АAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYХXаaсcеeіiјjоoрpѕsуyхxԁdһhԛqԝwѵvΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoνvαaιiɑaɡgԌGυu";

    private static readonly Dictionary<int, char> Plain = Pairs(Letterlike + SmallCapitals);

    private static readonly Dictionary<int, char> Latin = Pairs(Lookalikes);

    /// <summary>Returns the plain character of a code point that has one, a space for any space, else 0.</summary>
    public static char ToPlain(int codePoint)
    {
        if (codePoint < 0xA0) return '\0';
        if (codePoint is 0xA0 or 0x1680 or (>= 0x2000 and <= 0x200A) or 0x202F or 0x205F or 0x3000) return ' ';
        if (codePoint is 0xB2 or 0xB3) return (char)(codePoint - 0xB2 + '2');
        if (codePoint == 0xB9) return '1';
        if (codePoint is >= 0xC0 and < 0x250) return '\0';
        if (codePoint is >= 0xFF01 and <= 0xFF5E) return (char)(codePoint - 0xFEE0);
        if (codePoint is >= 0x1D400 and <= 0x1D6A3) return Alphabet((codePoint - 0x1D400) % 52);
        if (codePoint is >= 0x1D7CE and <= 0x1D7FF) return (char)('0' + ((codePoint - 0x1D7CE) % 10));
        return Enclosed(codePoint) is var c and not '\0' ? c : Plain.GetValueOrDefault(codePoint);
    }

    /// <summary>Returns the Latin letter that a Cyrillic or Greek letter looks like, else 0.</summary>
    public static char ToLatinLookalike(int codePoint) => codePoint < 0x250 ? '\0' : Latin.GetValueOrDefault(codePoint);

    /// <summary>Returns whether text has no sign of its own: zero width, direction, variation, keycap, soft hyphen.</summary>
    public static bool IsInvisible(char c) =>
        c >= 0xAD && (c is '\u00AD' or '\u034F' or '\u061C' or '\u180E' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E')
            or (>= '\u2060' and <= '\u206F') or '\u20E3' or (>= '\uFE00' and <= '\uFE0F') or '\uFEFF');

    /// <summary>Returns the value of any decimal digit of Unicode, of circled, superscript and mathematical digits too; else -1.</summary>
    public static int DigitValue(ReadOnlySpan<char> text, ref int index)
    {
        char c = text[index];
        if (char.IsAsciiDigit(c)) return c - '0';
        if (c < 0xB2) return -1;
        if (char.IsHighSurrogate(c) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
        {
            char plain = ToPlain(char.ConvertToUtf32(c, text[index + 1]));
            if (!char.IsAsciiDigit(plain)) return -1;
            index++;
            return plain - '0';
        }
        int value = System.Globalization.CharUnicodeInfo.GetDecimalDigitValue(c);
        if (value >= 0) return value;
        char mapped = ToPlain(c);
        return char.IsAsciiDigit(mapped) ? mapped - '0' : -1;
    }

    private static char Enclosed(int codePoint) => codePoint switch
    {
        0x2070 => '0',
        >= 0x2074 and <= 0x2079 => (char)(codePoint - 0x2074 + '4'),
        >= 0x2080 and <= 0x2089 => (char)(codePoint - 0x2080 + '0'),
        >= 0x2460 and <= 0x2468 => (char)(codePoint - 0x2460 + '1'),
        >= 0x2776 and <= 0x277E => (char)(codePoint - 0x2776 + '1'),
        >= 0x2780 and <= 0x2788 => (char)(codePoint - 0x2780 + '1'),
        >= 0x278A and <= 0x2792 => (char)(codePoint - 0x278A + '1'),
        >= 0x24B6 and <= 0x24E9 => Alphabet(codePoint - 0x24B6),
        0x24EA or 0x24FF => '0',
        >= 0x1F130 and <= 0x1F149 => (char)(codePoint - 0x1F130 + 'A'),
        >= 0x1F150 and <= 0x1F169 => (char)(codePoint - 0x1F150 + 'A'),
        >= 0x1F170 and <= 0x1F189 => (char)(codePoint - 0x1F170 + 'A'),
        >= 0x1F1E6 and <= 0x1F1FF => (char)(codePoint - 0x1F1E6 + 'A'),
        _ => '\0',
    };

    private static char Alphabet(int index) => (char)(index < 26 ? 'A' + index : 'a' + index - 26);

    private static Dictionary<int, char> Pairs(string pairs)
    {
        var map = new Dictionary<int, char>();
        for (int i = 0; i < pairs.Length; i += 2) map[pairs[i]] = pairs[i + 1];
        return map;
    }
}
