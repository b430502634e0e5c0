using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Phones;

/// <summary>A run of digits in a phone field.</summary>
internal struct PhonePiece : IEquatable<PhonePiece>
{
    public const char Soft = ' ', Hard = '|', Slash = '/', Plus = '+';

    /// <summary>What stands before it.</summary>
    public char Lead;

    public int Start, Length;

    public bool IsMasked, IsExtension, AfterDash;

    public readonly int End => Start + Length;

    public readonly bool Equals(PhonePiece other) => Lead == other.Lead;

    public override readonly bool Equals(object? obj) => obj is PhonePiece other && Equals(other);

    public override readonly int GetHashCode() => Lead;
}

/// <summary>Cuts a phone field into pieces of digits.</summary>
internal ref struct PhoneScanner(Span<char> digits, Span<PhonePiece> pieces)
{
    private int _digitCount;
    private int _segmentStart;
    private bool _open, _extension, _afterDash;
    private char _lead = PhonePiece.Hard;

    /// <summary>The digits of all pieces, end to end; a masked digit is an <c>x</c>.</summary>
    public Span<char> Digits { get; } = digits;

    public Span<PhonePiece> Pieces { get; } = pieces;

    public int PieceCount;

    public PhoneSteps Steps;

    public void Scan(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsAsciiDigit(c)) { Put(c); continue; }
            if (c is ' ' or '.' or '-' or '(' or ')' or '+' && Separator(text, ref i)) continue;
            Other(text, ref i);
        }
    }

    private void Put(char digit)
    {
        if (!_open)
        {
            if (PieceCount == Pieces.Length) return;
            Pieces[PieceCount++] = new PhonePiece { Lead = _lead, Start = _digitCount, IsExtension = _extension, AfterDash = _afterDash };
            if (_extension) Steps |= PhoneSteps.Extension;
            if (_lead != PhonePiece.Soft || _extension) _segmentStart = PieceCount - 1;
            _open = true;
            _extension = _afterDash = false;
            _lead = PhonePiece.Soft;
        }
        if (_digitCount == Digits.Length) return;
        Digits[_digitCount++] = digit;
        ref PhonePiece piece = ref Pieces[PieceCount - 1];
        piece.Length++;
        if (digit == 'x') piece.IsMasked = true;
    }

    private void Break(char lead)
    {
        _open = false;
        if (lead == PhonePiece.Soft) return;
        _lead = lead;
        _afterDash = false;
    }

    private bool Separator(ReadOnlySpan<char> text, ref int i)
    {
        switch (text[i])
        {
            case '+':
                Break(PhonePiece.Plus);
                return true;
            case '.' when IsDots(text, i):
                return false;
            case '-':
                bool spaced = i > 0 && i + 1 < text.Length && text[i - 1] == ' ' && text[i + 1] == ' ';
                Break(spaced && IsComplete() ? PhonePiece.Hard : PhonePiece.Soft);
                _afterDash = true;
                return true;
            case '(' when IsComplete():
                Break(PhonePiece.Hard);
                return true;
            default:
                Break(PhonePiece.Soft);
                return true;
        }
    }

    private void Other(ReadOnlySpan<char> text, ref int i)
    {
        char c = text[i];
        if (CompatibleLetters.IsInvisible(c) || c is '\'' or '’' or '‘' or '`' or '"') return;
        int value = CompatibleLetters.DigitValue(text, ref i);
        if (value >= 0) { Put((char)('0' + value)); return; }
        if (IsLetter(text, i)) { Letters(text, ref i); return; }
        switch (c)
        {
            case '＋': Break(PhonePiece.Plus); break;
            case '/' or '／' or '⁄': Break(PhonePiece.Slash); break;
            case '*' or '×' or '█' or '■' or '●' or '◼' or '▪' or '?' or '＊' or '✱' or '∗': Masks(text, ref i, c); break;
            case '#' when !IsComplete(): Masks(text, ref i, c); break;
            case '#': (_open, _lead, _extension) = (false, PhonePiece.Hard, true); break;
            case '•' when i + 1 < text.Length && text[i + 1] == '•': Masks(text, ref i, c); break;
            case '.' or '…': Dots(text, ref i); break;
            case '%' when i + 2 < text.Length && text[i + 1] == '2': Break(char.ToUpperInvariant(text[i + 2]) == 'B' ? PhonePiece.Plus
                : PhonePiece.Soft); i += 2; break;
            case '–' or '—' or '‐' or '‑' or '‒' or '−' or '_' or '·' or '•' or '[' or ']' or '{' or '}' or '~' or '（' or '）' or '－' or '．'
                or '\t': Break(PhonePiece.Soft); break;
            default: Break(char.IsWhiteSpace(c) && c is not ('\n' or '\r' or '\u2028' or '\u2029') ? PhonePiece.Soft : PhonePiece.Hard); break;
        }
    }

    private static bool IsLetter(ReadOnlySpan<char> text, int i) =>
        char.IsLetter(text[i]) || text[i] == '|' || (char.IsSurrogate(text[i]) && i + 1 < text.Length && IsStyled(text, i));

    private static bool IsStyled(ReadOnlySpan<char> text, int i) =>
        char.IsHighSurrogate(text[i]) && char.IsLowSurrogate(text[i + 1]) && CompatibleLetters.ToPlain(char.ConvertToUtf32(text[i], text[i + 1])) != '\0';

    private static bool IsDots(ReadOnlySpan<char> text, int i) => i + 2 < text.Length && text[i + 1] == '.' && text[i + 2] == '.';

    private void Dots(ReadOnlySpan<char> text, ref int i)
    {
        int count = text[i] == '…' ? 3 : 0;
        if (count == 0)
            while (i + count < text.Length && text[i + count] == '.') count++;
        i += text[i] == '…' ? 0 : count - 1;
        bool before = _open && !IsComplete(), after = i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]);
        if (!before || (!after && i + 1 < text.Length)) { Break(PhonePiece.Hard); return; }
        for (int k = 0; k < count; k++) Put('x');
    }

    private void Masks(ReadOnlySpan<char> text, ref int i, char c)
    {
        int count = 1;
        while (i + count < text.Length && text[i + count] == c) count++;
        i += count - 1;
        bool touches = _open || _segmentStart < PieceCount || (i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]));
        if (!touches || count > 12 || (c == '?' && IsComplete())) { Break(PhonePiece.Hard); return; }
        for (int k = 0; k < count; k++) Put('x');
    }

    private void Letters(ReadOnlySpan<char> text, ref int i)
    {
        int start = i, end = i;
        while (end < text.Length && (char.IsLetter(text[end]) || text[end] == '|' || char.IsSurrogate(text[end]) || text[end] is >= '\u0300' and <= '\u036F'))
        {
            int digit = end;
            if (char.IsSurrogate(text[end]) && CompatibleLetters.DigitValue(text, ref digit) >= 0) break;
            end++;
        }
        if (end == start) end++;
        ReadOnlySpan<char> run = text[start..end];
        i = end - 1;
        bool digitBefore = start > 0 && char.IsAsciiDigit(text[start - 1]), digitAfter = end < text.Length && char.IsAsciiDigit(text[end]);
        if (run.Length <= 12 && !run.ContainsAnyExcept('x', 'X') && (digitBefore || digitAfter || (run.Length >= 2 && PieceCount > 0)))
        {
            if (run.Length == 1 && IsComplete() && digitAfter) (_open, _lead, _extension) = (false, PhonePiece.Hard, true);
            else for (int k = 0; k < run.Length; k++) Put('x');
            return;
        }
        if (TryLookalikes(run, digitBefore, digitAfter || (run.Length == 1 && PieceCount == 0 && NextIsDigit(text, end)))) return;
        Break(PhonePiece.Hard);
        if (IsExtensionWord(run)) _extension = true;
    }

    private static bool NextIsDigit(ReadOnlySpan<char> text, int i) => i + 1 < text.Length && text[i] is ' ' or '.' or '-' && char.IsAsciiDigit(text[i + 1]);

    private bool TryLookalikes(ReadOnlySpan<char> run, bool before, bool after)
    {
        if ((!before && !after) || run.Length > 4) return false;
        foreach (char c in run)
            if (Lookalike(c, before && after) == '\0') return false;
        if (before && !after && IsComplete()) return false;
        foreach (char c in run) Put(Lookalike(c, before && after));
        Steps |= PhoneSteps.Lookalikes;
        return true;
    }

    private static char Lookalike(char c, bool inside) => c switch
    {
        'O' or 'o' or 'О' or 'о' or 'Ο' or 'ο' or 'Q' => '0',
        'l' or 'I' or '|' or 'L' or 'i' or 'І' => '1',
        'S' or 's' when inside => '5',
        'B' when inside => '8',
        'Z' or 'z' when inside => '2',
        _ => '\0',
    };

    private static bool IsExtensionWord(ReadOnlySpan<char> run)
    {
        if (run.Length > 10) return false;
        Span<char> folded = stackalloc char[30];
        return folded[..TextFold.FoldTo(run, folded, '\0')] is "ext" or "extn" or "extension" or "nhanh" or "le" or "nb" or "noibo";
    }

    /// <summary>Returns whether the segment so far is a number already.</summary>
    private readonly bool IsComplete()
    {
        if (PieceCount == 0 || PieceCount == _segmentStart) return false;
        ReadOnlySpan<PhonePiece> segment = Pieces[_segmentStart..PieceCount];
        ReadOnlySpan<char> digits = Digits[segment[0].Start..segment[^1].End];
        if (digits.Length < 8 || digits.Contains('x')) return false;
        PhoneReading reading = PhonePlan.Read(digits, segment[0].Lead == PhonePiece.Plus, null);
        return !reading.Number.IsDefault || reading.Reason == "service-number";
    }
}
