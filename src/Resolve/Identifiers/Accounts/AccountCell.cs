using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Accounts;

/// <summary>Parts an account field that holds several numbers.</summary>
internal static class AccountCell
{
    private const int WholeLengthMin = 8, NumberLengthMin = 9, NumberCountMax = 8, EndingLengthMin = 2, EndingLengthMax = 4;

    /// <summary>Lists the numbers of a field when it holds more than one.</summary>
    /// <param name="value">The field.</param>
    /// <param name="numbers">Takes the numbers.</param>
    /// <returns>Whether the field is parted by signs, words or lines into numbers each of which may be an account.</returns>
    public static bool TryNumbers(ReadOnlySpan<char> value, List<string> numbers)
    {
        if (value.ContainsAny('*', '•') || !HasSeveral(value)) return false;
        string text = CanonicalText.ComposePlain(value.ToString());
        char lead = '\0';
        int parts = 0;
        for (int start = 0; start < text.Length;)
        {
            int end = start;
            while (end < text.Length && !IsPart(text, end)) end++;
            if (!TryAdd(text.AsSpan(start, end - start), lead, numbers, ref parts)) return false;
            lead = end < text.Length ? text[end] : '\0';
            start = end + 1;
        }
        return parts > 1 && numbers.Count is > 0 and <= NumberCountMax;
    }

    /// <summary>Returns whether there are digits enough for two numbers, or the ending of one behind a slash.</summary>
    private static bool HasSeveral(ReadOnlySpan<char> value)
    {
        int digits = 0;
        foreach (char c in value)
            if (char.IsAsciiDigit(c)) digits++;
        return digits >= 2 * WholeLengthMin || (digits > WholeLengthMin && value.ContainsAny('/', '\\'));
    }

    /// <summary>Returns whether a sign parts two numbers: a slash, comma, semicolon, bar, ampersand, plus or line, or a dash or "và" between blanks.</summary>
    private static bool IsPart(ReadOnlySpan<char> text, int i) => text[i] switch
    {
        '/' or ',' or ';' or '|' or '&' or '+' or '\n' or '\r' or '\\' => true,
        '-' or '–' => i > 0 && i + 1 < text.Length && text[i - 1] == ' ' && text[i + 1] == ' ',
        _ => false,
    };

    private static bool TryAdd(ReadOnlySpan<char> part, char lead, List<string> numbers, ref int parts)
    {
        Span<char> digits = stackalloc char[part.Length + 1];
        int length = 0;
        bool inRun = false;
        for (int i = 0; i < part.Length; i++)
        {
            if (char.IsAsciiDigit(part[i]))
            {
                if ((i > 0 && char.IsLetter(part[i - 1])) || (i + 1 < part.Length && char.IsLetter(part[i + 1]))) return false; // part of a word
                if (!inRun && length > 0 && (IsAnd(part, i) || (length >= NumberLengthMin && RunLength(part, i) >= NumberLengthMin)))
                {
                    if (!TryNumber(digits[..length], lead, numbers)) return false;
                    parts++;
                    (length, lead) = (0, '&');
                }
                digits[length++] = part[i];
                inRun = true;
                continue;
            }
            inRun = false;
        }
        if (length == 0) return true;
        parts++;
        return TryNumber(digits[..length], lead, numbers);
    }

    private static int RunLength(ReadOnlySpan<char> part, int i)
    {
        int end = i;
        while (end < part.Length && char.IsAsciiDigit(part[end])) end++;
        return end - i;
    }

    /// <summary>Returns whether "và" or "hoặc" stands before a place.</summary>
    private static bool IsAnd(ReadOnlySpan<char> part, int place)
    {
        ReadOnlySpan<char> before = part[..place].TrimEnd();
        int start = before.LastIndexOfAny(' ', '\t') + 1;
        Span<char> folded = stackalloc char[48];
        return before.Length - start is > 0 and <= 12 && folded[..TextFold.FoldTo(before[start..], folded, '\0')] is "va" or "hoac" or "and" or "hay" or "voi";
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, char lead, List<string> numbers)
    {
        bool ending = lead == '/' && digits.Length is >= EndingLengthMin and <= EndingLengthMax;
        if (ending && numbers.Count > 0 && numbers[^1].Length > digits.Length + EndingLengthMin)
        {
            numbers.Add(string.Concat(numbers[^1].AsSpan(0, numbers[^1].Length - digits.Length), digits));
            return true;
        }
        if (digits.Length is < WholeLengthMin or > AccountReader.NumberLengthMax) return false;
        string number = digits.ToString();
        if (!numbers.Contains(number)) numbers.Add(number);
        return true;
    }
}
