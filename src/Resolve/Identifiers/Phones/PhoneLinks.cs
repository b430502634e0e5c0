using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Phones;

/// <summary>Takes the number out of links to calls and chats.</summary>
internal static class PhoneLinks
{
    // What stands before the number; links that write it without plus and always with country code come first.
    private static readonly (string Mark, bool International)[] Marks =
    [
        ("wa.me/", true), ("whatsapp.com/send?phone=", true), ("whatsapp.com/send/?phone=", true), ("?phone=", true), ("&phone=", true), ("t.me/+", true),
        ("zalo.me/", false), ("?number=", false), ("telprompt:", false), ("tel:", false), ("callto:", false), ("smsto:", false), ("sms:", false),
    ];

    private static readonly System.Buffers.SearchValues<char> LinkEnds = System.Buffers.SearchValues.Create("?&# \t\n,;");

    /// <summary>Returns the part of the text that holds the number.</summary>
    public static ReadOnlySpan<char> Unlink(ReadOnlySpan<char> text, scoped ref PhoneSteps steps, out bool international, scoped ref string? reason)
    {
        international = false;
        if (!text.ContainsAny('/', ':')) return text;
        foreach ((string mark, bool isInternational) in Marks)
        {
            int at = text.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
            if (at < 0) continue;
            if (mark is "tel:" or "sms:" && at > 0 && char.IsLetter(text[at - 1])) continue; // "hotel:"
            ReadOnlySpan<char> rest = text[(at + mark.Length)..].TrimStart('/');
            if (mark is "tel:" or "callto:" or "sms:" or "smsto:" or "telprompt:") { steps |= PhoneSteps.Link; return rest; }
            steps |= PhoneSteps.Link;
            international = isInternational;
            return Inside(rest, mark, ref reason);
        }
        if (text.Contains("://", StringComparison.Ordinal) || text.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
        {
            int space = text.IndexOf(' ');
            if (space < 0 || text[..space].IndexOf("//", StringComparison.Ordinal) < 0) reason = "not-a-phone";
            else return text[space..];
        }
        return text;
    }

    private static ReadOnlySpan<char> Inside(ReadOnlySpan<char> rest, string mark, scoped ref string? reason)
    {
        int end = rest.IndexOfAny(LinkEnds);
        ReadOnlySpan<char> number = (end < 0 ? rest : rest[..end]).TrimEnd("/.)");
        int digits = 0;
        foreach (char c in number)
            if (char.IsAsciiDigit(c)) digits++;
        if (mark == "zalo.me/" && (number.StartsWith("g/", StringComparison.OrdinalIgnoreCase) || digits > 13)) reason = "group-or-page-link";
        else if (digits < 8) reason = "link-without-number";
        return number;
    }
}

/// <summary>Undoes what spreadsheets do to long numbers.</summary>
internal static class Spreadsheet
{
    private const int DoubleDigitCountMax = 16;

    /// <summary>Expands <c>9.12345678E+08</c> and <c>912345678.0</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="digits">Takes the digits; at least 24 long.</param>
    /// <param name="length">The number of digits.</param>
    /// <param name="lossy">Whether digits were lost, so that the number cannot be known.</param>
    /// <returns>Whether the text is such a number.</returns>
    public static bool TryExpand(ReadOnlySpan<char> text, Span<char> digits, out int length, out bool lossy)
    {
        length = 0;
        lossy = false;
        if (text.Length is < 5 or > 24 || !char.IsAsciiDigit(text[0])) return false;
        int mark = text.IndexOfAny('E', 'e');
        if (mark < 0) return TryTrimZeroFraction(text, digits, out length);
        int point = text[..mark].IndexOfAny('.', ',');
        ReadOnlySpan<char> whole = point < 0 ? text[..mark] : text[..point], fraction = point < 0 ? default : text[(point + 1)..mark];
        if (whole.Length != 1 || fraction.ContainsAnyExceptInRange('0', '9')) return false;
        ReadOnlySpan<char> exponentText = text[(mark + 1)..].TrimStart('+');
        if (exponentText.Length is 0 or > 2 || exponentText.ContainsAnyExceptInRange('0', '9')) return false;
        int exponent = int.Parse(exponentText, System.Globalization.CultureInfo.InvariantCulture);
        if (exponent is < 5 or > 19 || fraction.Length > exponent) return false;
        lossy = fraction.Length < exponent - 1 && exponent > 5;
        digits[..(exponent + 1)].Fill('0');
        digits[0] = whole[0];
        fraction.CopyTo(digits[1..]);
        length = exponent + 1;
        return true;
    }

    private static bool TryTrimZeroFraction(ReadOnlySpan<char> text, Span<char> digits, out int length)
    {
        length = 0;
        int point = text.IndexOfAny('.', ',');
        if (point < 8 || text[..point].ContainsAnyExceptInRange('0', '9') || text.Length - point is < 2 or > 3
            || text[(point + 1)..].ContainsAnyExcept('0')) return false;
        text[..point].CopyTo(digits);
        length = point;
        return true;
    }

    /// <summary>Takes the zero fraction off every number that a program wrote as a floating-point number: <c>1023456117.0</c>,
    /// <c>1.023.456.117,00</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="digitsMin">Fewer digits before the point are left as they are.</param>
    /// <param name="buffer">Takes the text without the fractions; at least as long as the text.</param>
    /// <param name="length">The length of what was taken.</param>
    /// <param name="lossy">Whether a number has more digits than a floating-point number holds, so that its last ones cannot be known.</param>
    /// <returns>Whether there was such a number; else nothing is written that counts.</returns>
    public static bool TryTakeFractions(ReadOnlySpan<char> text, int digitsMin, Span<char> buffer, out int length, out bool lossy)
    {
        (length, lossy) = (0, false);
        if (!HasZeroFraction(text)) return false;
        bool any = false;
        for (int i = 0; i < text.Length;)
        {
            bool goesOn = i > 0 && (char.IsAsciiDigit(text[i - 1]) || (text[i - 1] is '.' or ',' && i > 1 && char.IsAsciiDigit(text[i - 2])));
            if (goesOn || !char.IsAsciiDigit(text[i])
                || FractionAt(text, i, digitsMin, out int point) is not (> 0 and var end)) { buffer[length++] = text[i++]; continue; }
            int from = length;
            foreach (char c in text[i..point])
                if (char.IsAsciiDigit(c)) buffer[length++] = c;
            lossy |= buffer[from..length].TrimStart('0').Length > DoubleDigitCountMax;
            any = true;
            i = end;
        }
        return any;
    }

    /// <summary>Returns the end of the number with a zero fraction that begins at a place; 0 when there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The place of its first digit.</param>
    /// <param name="digitsMin">The fewest digits before the point.</param>
    /// <param name="point">The place of the point.</param>
    internal static int FractionAt(ReadOnlySpan<char> text, int start, int digitsMin, out int point)
    {
        int i = start, digits = 0;
        while (i < text.Length && char.IsAsciiDigit(text[i])) (i, digits) = (i + 1, digits + 1);
        char separator = '\0';
        if (digits <= 3)
            while (i + 3 < text.Length && text[i] is '.' or ',' or ' ' or '\u00A0' or '\'' && (separator == '\0' || text[i] == separator)
                && AsciiText.IsDigits(text.Slice(i + 1, 3)) && (i + 4 == text.Length || !char.IsAsciiDigit(text[i + 4])))
                (separator, i, digits) = (text[i], i + 4, digits + 3);
        point = i;
        if (digits < digitsMin || i >= text.Length || text[i] is not ('.' or ',') || text[i] == separator) return 0;
        int end = i + 1;
        while (end < text.Length && text[end] == '0') end++;
        int zeros = end - i - 1;
        bool goesOn = end < text.Length && text[end] is '.' or ',' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]);
        bool ends = !goesOn && (end == text.Length || !char.IsAsciiLetterOrDigit(text[end]));
        return ends && zeros > 0 && (zeros != 3 || (digits >= 9 && separator == '\0')) ? end : 0; // three zeros may be a group of the number itself
    }

    private static bool HasZeroFraction(ReadOnlySpan<char> text)
    {
        for (int i = 1; i + 1 < text.Length; i++)
            if (text[i] is '.' or ',' && text[i + 1] == '0' && char.IsAsciiDigit(text[i - 1])) return true;
        return false;
    }
}

/// <summary>Reads a number spelled in Vietnamese words: không chín một hai…</summary>
internal static class PhoneWords
{
    public static bool TryDigits(ReadOnlySpan<char> text, Span<char> digits, out int length)
    {
        length = 0;
        if (text.Length < 24) return false;
        Span<char> folded = stackalloc char[30];
        foreach (Range range in text.SplitAny(" ,.-\t"))
        {
            ReadOnlySpan<char> word = text[range];
            char digit = word.Length is 0 or > 10 ? '\0' : Digit(folded[..TextFold.FoldTo(word, folded, '\0')]);
            if (digit != '\0' && length < 12) digits[length++] = digit;
            else if (word.Length > 0 && length is > 0 and < 9) length = 0;
            else if (word.Length > 0 && length >= 9) break;
        }
        return length is >= 9 and <= 12;
    }

    private static char Digit(ReadOnlySpan<char> word) => word switch
    {
        "khong" or "ko" or "linh" => '0',
        "mot" => '1',
        "hai" => '2',
        "ba" => '3',
        "bon" or "tu" => '4',
        "nam" or "lam" => '5',
        "sau" => '6',
        "bay" => '7',
        "tam" => '8',
        "chin" => '9',
        _ => '\0',
    };
}
