using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Dates;

/// <summary>Reads dates as people write them: day before month unless only the other way exists.</summary>
internal static class WrittenDate
{
    private const int TextLengthMax = 100;

    /// <summary>Reads a date, or gives the reason why not: <c>empty</c>, <c>too-long</c>, <c>not-a-date</c>, <c>no-such-date</c>, <c>filler</c>,
    /// <c>in-the-future</c>.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, DateOnly? latest, out PartialDate date, out string? reason)
    {
        date = default;
        text = text.Trim();
        reason = text.IsEmpty ? "empty" : text.Length > TextLengthMax ? "too-long" : null;
        if (reason is not null) return false;
        Span<DatePart> parts = stackalloc DatePart[12];
        int count = Split(text, parts);
        if (count == 0) { reason = "not-a-date"; return false; }
        parts = parts[..CutTime(parts[..count])];
        if (!TryRead(parts, latest, out date, out reason)) return false;
        if (latest is not { } limit || !IsAfter(date, limit)) return true;
        reason = "in-the-future";
        date = default;
        return false;
    }

    private static bool TryRead(ReadOnlySpan<DatePart> parts, DateOnly? latest, out PartialDate date, out string? reason)
    {
        date = default;
        reason = "not-a-date";
        int year, month = 0, day = 0;
        switch (parts.Length)
        {
            case 1 when parts[0].Digits == 8:
                return TryEight(parts[0].Value, latest, out date, out reason);
            case 1 when parts[0].Digits == 6 && parts[0].Mark is not 'm':
                (day, month, year) = (parts[0].Value / 10000, parts[0].Value / 100 % 100, Century(parts[0].Value % 100, latest));
                break;
            case 1 when parts[0].Digits == 4:
                year = parts[0].Value;
                break;
            case 1 when parts[0].Digits == 2 && parts[0].Mark == 'y':
                year = Century(parts[0].Value, latest);
                break;
            case 2 when parts[1].Digits is 4 || parts[1].Mark == 'y' || parts[0].Mark == 'm':
                (month, year) = (parts[0].Value, Year(parts[1], latest));
                break;
            case 2 when parts[0].Digits == 4:
                (year, month) = (parts[0].Value, parts[1].Value);
                break;
            case 3 when parts[0].Digits == 4:
                (year, month, day) = (parts[0].Value, parts[1].Value, parts[2].Value);
                break;
            case 3 when parts[2].Digits is 2 or 4 && parts[0].Digits <= 2 && parts[1].Digits <= 2:
                (day, month, year) = (parts[0].Value, parts[1].Value, Year(parts[2], latest));
                if (parts[0].Mark == 'm' || (month > 12 && day <= 12)) (day, month) = (month, day);
                break;
            default:
                return false;
        }
        if (year == 0 && month == 0 && day == 0) { reason = "filler"; return false; }
        reason = PartialDate.TryCreate(year, month == 0 ? null : month, day == 0 ? null : day, out date)
            && !(parts.Length > 1 && month == 0 && day != 0) ? null : "no-such-date";
        return reason is null;
    }

    private static bool TryEight(int value, DateOnly? latest, out PartialDate date, out string? reason)
    {
        bool dayFirst = PartialDate.TryCreate(value % 10000, value / 10000 % 100, value / 1000000, out date) && !(latest is { } limit && IsAfter(date, limit));
        reason = dayFirst || PartialDate.TryCreate(value / 10000, value / 100 % 100, value % 100, out date) ? null : "no-such-date";
        return reason is null;
    }

    private static int Year(DatePart part, DateOnly? latest) => part.Digits <= 2 ? Century(part.Value, latest) : part.Value;

    private static int Century(int twoDigits, DateOnly? latest)
    {
        int limit = latest?.Year ?? 2030;
        int year = (limit / 100 * 100) + twoDigits;
        return year > limit ? year - 100 : year;
    }

    private static bool IsAfter(PartialDate date, DateOnly limit) =>
        date.Year > limit.Year || (date.Year == limit.Year && (date.Month > limit.Month || (date.Month == limit.Month && date.Day > limit.Day)));

    /// <summary>Leaves out a time of day, before or behind the date.</summary>
    private static int CutTime(Span<DatePart> parts)
    {
        int start = 0, end = parts.Length;
        for (int i = 0; i < parts.Length; i++)
        {
            if (!parts[i].IsTime) continue;
            if (i == 0) { while (start < end && parts[start].IsTime) start++; }
            else if (i >= start) { end = i; break; }
        }
        parts[start..end].CopyTo(parts);
        return end - start;
    }

    /// <summary>Cuts text into its numbers, each with what the word before it says: d day, m month, y year.</summary>
    private static int Split(ReadOnlySpan<char> text, Span<DatePart> parts)
    {
        int count = 0;
        char mark = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            if (CompatibleLetters.IsInvisible(text[i])) continue;
            int start = i;
            if (TryDigit(text, ref i, out int value))
            {
                if (count == parts.Length) return 0;
                int digits = 1;
                while (i + 1 < text.Length && digits < 9 && NextDigit(text, ref i, out int next)) { value = (value * 10) + next; digits++; }
                bool isTime = (i + 1 < text.Length && text[i + 1] is ':' or 'h' or 'H')
                    || (start > 0 && text[start - 1] is ':' or 'h' or 'H' && count > 0 && parts[count - 1].IsTime);
                if (i + 1 < text.Length && text[i + 1] is 'T' && i + 2 < text.Length && char.IsAsciiDigit(text[i + 2])) i++;
                if (start > 0 && text[start - 1] == '.' && count > 0 && parts[count - 1].IsTime) isTime = true;
                parts[count++] = new DatePart(value, digits, mark, isTime);
                mark = '\0';
                continue;
            }
            if (!char.IsLetter(text[i])) { if (!IsSeparator(text[i])) return 0; continue; }
            int end = i;
            while (end < text.Length && (char.IsLetter(text[end]) || text[end] is >= '\u0300' and <= '\u036F')) end++;
            if (!Word(text[i..end], ref mark, out int month)) return 0;
            if (month > 0)
            {
                if (count == parts.Length) return 0;
                parts[count++] = new DatePart(month, 2, 'm', false);
                mark = '\0';
            }
            i = end - 1;
        }
        return count;
    }

    private static bool NextDigit(ReadOnlySpan<char> text, ref int i, out int value)
    {
        int next = i + 1;
        value = CompatibleLetters.DigitValue(text, ref next);
        if (value >= 0) i = next;
        return value >= 0;
    }

    private static bool TryDigit(ReadOnlySpan<char> text, ref int i, out int value)
    {
        value = CompatibleLetters.DigitValue(text, ref i);
        return value >= 0;
    }

    private static bool IsSeparator(char c) =>
        char.IsWhiteSpace(c) || c is '/' or '-' or '.' or ',' or '_' or ':' or '(' or ')' or '~' or '\'' or '’' or '–' or '—' or '\\' or '+' or '|' or '／'
        or '．' or '－' or '?' or '−';

    private static bool Word(ReadOnlySpan<char> word, ref char mark, out int month)
    {
        month = 0;
        if (word.Length > 12) return false;
        Span<char> folded = stackalloc char[36];
        ReadOnlySpan<char> text = folded[..TextFold.FoldTo(word, folded, '\0')];
        switch (text)
        {
            case "nam" when mark == 'm': month = 5; return true; // tháng năm
            case "ngay" or "mung" or "mong" or "d": mark = 'd'; return true;
            case "thang" or "thg" or "th" or "t" or "m": mark = 'm'; return true;
            case "nam" or "sn" or "y" or "s" or "n" or "ns": mark = 'y'; return true;
            case "sinh" or "dob" or "born" or "khoang" or "gio" or "phut" or "luc" or "vao" or "utc" or "z" or "h" or "am" or "pm" or "ntns" or "of" or "st"
                or "nd" or "rd" or "the" or "in" or "about" or "cap" or "hoi" or "ngaysinh": return true;
        }
        month = MonthName(text, mark);
        return month > 0;
    }

    private static int MonthName(ReadOnlySpan<char> text, char mark)
    {
        if (mark == 'm')
        {
            int vietnamese = text switch { "gieng" or "mot" => 1, "hai" => 2, "ba" => 3, "tu" or "bon" => 4, "sau" => 6, "bay" => 7, "tam" => 8, "chin" => 9,
                "muoi" => 10, "chap" => 12, _ => 0 };
            if (vietnamese > 0) return vietnamese;
        }
        if (text.Length < 3) return 0;
        ReadOnlySpan<string> names = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
        for (int i = 0; i < 12; i++)
            if (names[i].AsSpan().StartsWith(text) || (i == 8 && text is "sept")) return i + 1;
        return 0;
    }

    private readonly record struct DatePart(int Value, int Digits, char Mark, bool IsTime);
}
