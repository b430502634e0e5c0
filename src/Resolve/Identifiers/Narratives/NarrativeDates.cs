namespace Resolve.Identifiers.Narratives;

/// <summary>Recognises dates and times in free text, so that their digits are not taken for something else.</summary>
internal static class NarrativeDates
{
    /// <summary>Returns the length of the date or time that begins at a place; 0 when there is none.</summary>
    public static int LengthAt(string text, int start)
    {
        int i = start;
        int first = Number(text, ref i, out int firstDigits);
        if (firstDigits is 1 or 2 && i < text.Length && text[i] is ':' or 'h' or 'H' && first < 25)
        {
            int after = i + 1;
            int minutes = Number(text, ref after, out int minuteDigits);
            if (minuteDigits is 1 or 2 && minutes < 60) return after - start;
            if (minuteDigits == 0 && text[i] is 'h' or 'H' && (i + 1 == text.Length || !char.IsLetter(text[i + 1]))) return i + 1 - start;
        }
        if (i >= text.Length || text[i] is not ('/' or '-' or '.') || firstDigits is 0 or 3 or > 4) return 0;
        char separator = text[i++];
        int second = Number(text, ref i, out int secondDigits);
        if (secondDigits is not (1 or 2) || second is 0 or > 31) return 0;
        if (i < text.Length && text[i] == separator)
        {
            int before = i++;
            int third = Number(text, ref i, out int thirdDigits);
            bool yearLast = firstDigits <= 2 && thirdDigits is 4 && third is >= 1900 and <= 2199 && first is > 0 and <= 31;
            bool shortYear = firstDigits <= 2 && thirdDigits == 2 && separator == '/' && first is > 0 and <= 31;
            bool yearFirst = firstDigits == 4 && first is >= 1900 and <= 2199 && thirdDigits is 1 or 2 && third <= 31;
            if (yearLast || shortYear || yearFirst) return i - start;
            i = before;
        }
        return separator == '/' && firstDigits <= 2 && first is > 0 and <= 31 && second <= 12
            && (i == text.Length || !char.IsAsciiDigit(text[i])) ? i - start : 0;
    }

    private static int Number(string text, ref int i, out int digits)
    {
        int value = 0, start = i;
        while (i < text.Length && char.IsAsciiDigit(text[i]) && i - start < 6) value = (value * 10) + text[i++] - '0';
        digits = i - start;
        return value;
    }
}
