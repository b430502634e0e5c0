using Resolve.Identifiers.Phones;

namespace Resolve.Identifiers.Narratives;

/// <summary>Groups of digits that single blanks, dots or dashes part, or brackets round the first of them: 0912 345 678, (024) 3825 1117.</summary>
internal sealed class DigitRun
{
    private const int GroupCountMax = 12, DigitCountMax = 40, NumberLengthMin = 9, FractionDigitsMin = 6, BracketDigitsMax = 6, CountryDigitsMax = 3;
    private readonly (int Start, int End)[] _groups;
    private readonly int[] _offsets;
    private readonly char[] _digits;

    private DigitRun(string text, List<(int Start, int End)> groups, bool hasPlus)
    {
        (_groups, HasPlus) = ([.. groups], hasPlus);
        _offsets = new int[groups.Count + 1];
        var digits = new List<char>();
        for (int i = 0; i < _groups.Length; i++)
        {
            for (int k = _groups[i].Start; k < _groups[i].End; k++)
                if (char.IsAsciiDigit(text[k])) digits.Add(text[k]);
            _offsets[i + 1] = digits.Count;
        }
        _digits = [.. digits];
        End = _groups[^1].End;
        Text = text;
    }

    public string Text { get; }

    public bool HasPlus { get; }

    public int Start => _groups[0].Start;

    public int End { get; private init; }

    public int Length => End - Start;

    public int GroupCount => _groups.Length;

    public ReadOnlySpan<char> Digits => _digits;

    /// <summary>Reads the run that begins at a place.</summary>
    public static DigitRun At(string text, int start, bool[] taken)
    {
        var groups = new List<(int, int)>();
        bool hasPlus = text[start] == '+';
        if (!hasPlus && Spreadsheet.FractionAt(text, start, FractionDigitsMin, out int point) is > 0 and var end
            && !taken.AsSpan(start, end - start).Contains(true))
            return new DigitRun(text, [(start, point)], false) { End = end };
        bool open = IsOpenBefore(text, start);
        int i = start, total = 0;
        while (i < text.Length && groups.Count < GroupCountMax && total < DigitCountMax)
        {
            int from = i;
            if (text[i] == '+' && i == start) i++;
            int digits = i;
            while (i < text.Length && char.IsAsciiDigit(text[i]) && !taken[i]) i++;
            if (i == digits) break;
            total += i - digits;
            groups.Add((from, i));
            int next = NextGroup(text, i, total, ref open);
            if (next < 0 || taken[next]) break;
            i = next;
        }
        bool country = IsOpenBefore(text, start) && groups.Count > 1 && text.AsSpan(start).StartsWith("84"); // (84-24) 3825 1117
        return new DigitRun(text, groups, hasPlus || country);
    }

    /// <summary>Makes the run of a number with hidden digits: 0071****3117.</summary>
    public static DigitRun Hidden(string text, int start, int length) => new(text, [(start, start + length)], false);

    /// <summary>Parts a run whose groups are numbers themselves: 0071000123117 0071000123225.</summary>
    public IReadOnlyList<DigitRun> Parts()
    {
        if (GroupCount < 2 || HasPlus || Array.Exists(_groups, g => g.End - g.Start < NumberLengthMin)) return [this];
        return [.. Enumerable.Range(0, GroupCount).Select(i => new DigitRun(Text, [_groups[i]], false))];
    }

    /// <summary>Returns where the next group begins: behind one blank, point or dash, or a bracket round an area or country code; -1 for none.</summary>
    private static int NextGroup(string text, int i, int total, ref bool open)
    {
        int next = i;
        if (open && total <= BracketDigitsMax && SkipBlank(text, next) is var close && close < text.Length && text[close] is ')' or ']')
        {
            open = false;
            next = SkipBlank(text, close + 1);
            if (next < text.Length && text[next] is '.' or '-') next = SkipBlank(text, next + 1);
            if (InsideBracket(text, next, total) is var area and > 0) return Open(area, out open); // (+84) (24) 3825 1117
            // A zero behind the bracket begins a number of its own, and the bracket held the number of a list's item.
            return next < text.Length && char.IsAsciiDigit(text[next]) && text[next] != '0' ? next : -1;
        }
        if (next < text.Length && text[next] is ' ' or '.' or '-' or '\u00A0') next++;
        if (InsideBracket(text, next, total) is var inside and > 0) return Open(inside, out open);
        return next > i && next < text.Length && char.IsAsciiDigit(text[next]) ? next : -1;
    }

    /// <summary>Returns where the digits of a bracket begin that stands behind a country code; 0 when none does.</summary>
    private static int InsideBracket(string text, int next, int total)
    {
        if (total > CountryDigitsMax || next >= text.Length || text[next] is not ('(' or '[')) return 0;
        int inside = SkipBlank(text, next + 1);
        return inside < text.Length && char.IsAsciiDigit(text[inside]) ? inside : 0;
    }

    private static int Open(int place, out bool open)
    {
        open = true;
        return place;
    }

    private static bool IsOpenBefore(string text, int start)
    {
        int i = start - 1;
        while (i >= 0 && text[i] is ' ' or '\u00A0' && start - i <= 2) i--;
        return i >= 0 && text[i] is '(' or '[';
    }

    private static int SkipBlank(string text, int i) => i < text.Length && text[i] is ' ' or '\u00A0' ? i + 1 : i;

    public ReadOnlySpan<char> DigitsOf(int first, int last) => _digits.AsSpan(_offsets[first], _offsets[last] - _offsets[first]);

    public (int Start, int Length) Place(int first, int last) => (_groups[first].Start, _groups[last - 1].End - _groups[first].Start);

    public DigitRun From(int first) => new(Text, [.. _groups[first..]], false);

    public DigitRun LongestGroup()
    {
        int best = 0;
        for (int i = 1; i < _groups.Length; i++)
            if (_groups[i].End - _groups[i].Start > _groups[best].End - _groups[best].Start) best = i;
        return new DigitRun(Text, [_groups[best]], false);
    }
}
