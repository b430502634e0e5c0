using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Accounts;

/// <summary>An account field as words: upper-case ASCII letters, digits and <c>*</c> for hidden digits, labels left out.</summary>
internal ref struct AccountText(Span<char> buffer, Span<Range> words)
{
    private readonly Span<char> _buffer = buffer;
    private readonly Span<Range> _words = words;
    private int _count;

    public bool IsMasked { get; private set; }

    public bool HasLetters { get; private set; }

    public readonly bool IsOneWord => _count == 1;

    public void Read(ReadOnlySpan<char> text)
    {
        int length = 0, start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i < text.Length ? Symbol(text, ref i) : ' ';
            if (c == '\0') continue;
            if (c != ' ') { if (length < _buffer.Length) _buffer[length++] = c; continue; }
            if (length > start) AddWord(start..length);
            start = length;
        }
        SplitLabels();
    }

    /// <summary>Writes all words end to end.</summary>
    public readonly int Tight(Span<char> destination)
    {
        int length = 0;
        for (int i = 0; i < _count && length < destination.Length; i++)
        {
            ReadOnlySpan<char> word = _buffer[_words[i]];
            word = word[..Math.Min(word.Length, destination.Length - length)];
            word.CopyTo(destination[length..]);
            length += word.Length;
        }
        return length;
    }

    /// <summary>Writes the words of letters end to end, in lower case: the name that stands beside the number.</summary>
    /// <returns>Its length; 0 when it is too long to be one.</returns>
    public readonly int NameLength(Span<char> destination)
    {
        int length = 0;
        for (int i = 0; i < _count; i++)
        {
            ReadOnlySpan<char> word = _buffer[_words[i]];
            if (word.ContainsAnyInRange('0', '9')) continue;
            if (length + word.Length > destination.Length) return 0;
            foreach (char c in word) destination[length++] = char.ToLowerInvariant(c);
        }
        return length;
    }

    /// <summary>Counts runs of digit words that make numbers, and returns the first two as ranges of words.</summary>
    public readonly int DigitRuns(out Range first, out Range second)
    {
        first = second = default;
        int runs = 0;
        for (int i = 0; i < _count;)
        {
            int end = i, digits = 0;
            while (end < _count && IsDigits(_buffer[_words[end]])) digits += _buffer[_words[end++]].Length;
            if (digits >= AccountReader.NumberLengthMin && digits <= 40)
            {
                if (runs == 0) first = i..end;
                else if (runs == 1) second = i..end;
                runs++;
            }
            i = Math.Max(end, i + 1);
        }
        return runs;
    }

    /// <summary>Returns whether one of two runs is a BIN and the other its account.</summary>
    public readonly bool IsBin(Range one, Range other, out Range bin, out Range account)
    {
        (bin, account) = (one, other);
        Span<char> digits = stackalloc char[48];
        if (Banks.OfBin(digits[..Copy(one, digits)]) is not null) return true;
        (bin, account) = (other, one);
        return Banks.OfBin(digits[..Copy(other, digits)]) is not null;
    }

    /// <summary>Copies the words of a range end to end.</summary>
    public readonly int Copy(Range range, Span<char> destination)
    {
        int length = 0;
        foreach (Range word in _words[..Math.Max(_count, 1)][range])
        {
            ReadOnlySpan<char> text = _buffer[word];
            text = text[..Math.Min(text.Length, destination.Length - length)];
            text.CopyTo(destination[length..]);
            length += text.Length;
        }
        return length;
    }

    /// <summary>Finds the one word of letters and digits.</summary>
    public readonly bool TryMixed(out Range mixed)
    {
        mixed = default;
        int found = 0;
        for (int i = 0; i < _count; i++)
        {
            ReadOnlySpan<char> word = _buffer[_words[i]];
            if (word.Length < AccountReader.NumberLengthMin || !word.ContainsAnyInRange('0', '9') || IsDigits(word)) continue;
            mixed = i..(i + 1);
            found++;
        }
        return found == 1;
    }

    /// <summary>Turns O and l into digits where everything else is one.</summary>
    public static bool TryLookalikes(Span<char> number)
    {
        int letters = 0;
        foreach (char c in number)
        {
            if (c is 'O' or 'L' or 'I') letters++;
            else if (!char.IsAsciiDigit(c)) return false;
        }
        if (letters == 0 || letters > number.Length / 2 || number.Length - letters < AccountReader.NumberLengthMin) return false;
        foreach (ref char c in number) c = c == 'O' ? '0' : c is 'L' or 'I' ? '1' : c;
        return true;
    }

    private static bool IsDigits(ReadOnlySpan<char> word) => !word.IsEmpty && AsciiText.IsDigits(word);

    private char Symbol(ReadOnlySpan<char> text, ref int i)
    {
        char c = text[i];
        if (CompatibleLetters.IsInvisible(c) || c is '\'' or '’') return '\0';
        if (c is '*' or '•' or '×' or '●' or '█') { IsMasked = true; return '*'; }
        int value = CompatibleLetters.DigitValue(text, ref i);
        if (value >= 0) return (char)('0' + value);
        if (c is 'x' or 'X' && IsMaskRun(text, i)) { IsMasked = true; return '*'; }
        char folded = TextFold.FoldChar(c);
        if (folded == '\0' && CompatibleLetters.ToPlain(c) is var plain and not '\0') folded = TextFold.FoldChar(plain);
        if (folded == '\0') return c is >= '\u0300' and <= '\u036F' ? '\0' : ' ';
        HasLetters = true;
        return char.ToUpperInvariant(folded);
    }

    /// <summary>Returns whether an x is one of at least three in a row, beside a digit.</summary>
    private static bool IsMaskRun(ReadOnlySpan<char> text, int i)
    {
        int start = i, end = i;
        while (start > 0 && text[start - 1] is 'x' or 'X') start--;
        while (end + 1 < text.Length && text[end + 1] is 'x' or 'X') end++;
        bool beside = (start > 0 && IsDigitOrGap(text[start - 1])) || (end + 1 < text.Length && IsDigitOrGap(text[end + 1]));
        return end - start >= 2 && beside;
    }

    private static bool IsDigitOrGap(char c) => char.IsAsciiDigit(c) || c is ' ' or '-';

    private void AddWord(Range word)
    {
        if (_count < _words.Length) _words[_count++] = word;
    }

    /// <summary>Leaves out words such as STK, and cuts a bank's code off the digits it is glued to.</summary>
    private void SplitLabels()
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            (int start, int length) = _words[i].GetOffsetAndLength(_buffer.Length);
            ReadOnlySpan<char> word = _buffer.Slice(start, length);
            if (word is "STK" or "SOTK" or "TK" or "TKNH" or "SO" or "TAI" or "KHOAN" or "ACC" or "ACCOUNT" or "NO" or "NUMBER" or "AC" or "SOTAIKHOAN"
                or "TAIKHOAN") continue;
            int letters = word.IndexOfAnyInRange('0', '9');
            if (letters >= 2 && IsDigits(word[letters..]) && word.Length - letters >= AccountReader.NumberLengthMin
                && (IsLabel(word[..letters]) || Banks.Find(word[..letters], false).Length == 1))
                _words[kept++] = (start + letters)..(start + length);
            else if (letters == 0 && word.IndexOfAnyInRange('A', 'Z') is var digits and >= AccountReader.NumberLengthMin && length - digits >= 2
                && !word[digits..].ContainsAnyInRange('0', '9') && Banks.Find(word[digits..], false).Length == 1)
                _words[kept++] = start..(start + digits);
            else _words[kept++] = _words[i];
        }
        _count = kept;
    }

    private static bool IsLabel(ReadOnlySpan<char> word) => word is "STK" or "TK" or "SOTK" or "SO" or "TKNH" or "ACC";
}
