namespace Resolve.Identifiers;

/// <summary>Groups of digits that single blanks, dots or dashes part: 0912 345 678.</summary>
internal sealed class DigitRun
{
    private const int GroupCountMax = 12, DigitCountMax = 40;
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
        Text = text;
    }

    public string Text { get; }

    public bool HasPlus { get; }

    public int Start => _groups[0].Start;

    public int End => _groups[^1].End;

    public int Length => End - Start;

    public int GroupCount => _groups.Length;

    public ReadOnlySpan<char> Digits => _digits;

    /// <summary>Reads the run that begins at a place.</summary>
    public static DigitRun At(string text, int start, bool[] taken)
    {
        var groups = new List<(int, int)>();
        bool hasPlus = text[start] == '+';
        int i = start, total = 0;
        while (i < text.Length && groups.Count < GroupCountMax && total < DigitCountMax)
        {
            int from = i;
            if (text[i] == '+' && i == start) i++;
            while (i < text.Length && char.IsAsciiDigit(text[i]) && !taken[i]) i++;
            if (i == from) break;
            total += i - from;
            groups.Add((from, i));
            if (i + 1 < text.Length && text[i] is ' ' or '.' or '-' or '\u00A0' && char.IsAsciiDigit(text[i + 1]) && !taken[i + 1]) i++;
            else break;
        }
        return new DigitRun(text, groups, hasPlus);
    }

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
