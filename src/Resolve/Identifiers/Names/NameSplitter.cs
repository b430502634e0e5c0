using System.Text;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Names;

/// <summary>Cuts a written name into the name, its other names, and what is neither (titles, birth, address).</summary>
internal ref struct NameSplitter
{
    private const int WordCountMax = 48;

    private static readonly HashSet<string> FirstWords =
        [.. NameTables.Titles.Concat(NameTables.AliasMarks).Concat(NameTables.RealNameMarks).Concat(NameTables.Ends).Select(phrase => phrase.Split(' ')[0])];

    private readonly string _text;
    private readonly Word[] _words;
    private readonly int _count;
    private int _start, _end;

    public NameSplitter(string text)
    {
        _text = text;
        _words = new Word[Math.Min(WordCountMax, (text.Length / 2) + 1)];
        char lead = '\0';
        Span<char> folded = stackalloc char[120];
        for (int i = 0; i < text.Length && _count < _words.Length;)
        {
            if (!IsWordChar(text[i])) { lead = IsBlank(text[i]) && lead != '\0' ? lead : text[i]; i++; continue; }
            int start = i;
            while (i < text.Length && IsWordChar(text[i])) i++;
            ReadOnlySpan<char> own = text.AsSpan(start, Math.Min(i - start, 40));
            _words[_count++] = new Word(start, i, lead, folded[..TextFold.FoldTo(own, folded, '\0')].ToString());
            lead = '\0';
        }
        _end = _count;
    }

    public NameRepairs Repairs { get; private set; }

    /// <summary>Takes the name apart.</summary>
    public List<string>? Split(out List<string> tokens)
    {
        List<string>? aliases = null;
        CutTitles();
        for (int i = _start; i < _end; i++)
        {
            if (i > _start && MatchEnd(i)) { _end = i; Repairs |= NameRepairs.Trailer; break; }
            if (Match(NameTables.RealNameMarks, i, false) is var real and > 0 && i > _start) { (aliases ??= []).Add(Join(_start, i)); _start = i
                + real; Repairs |= NameRepairs.Aliases; continue; }
            int mark = i > _start ? MatchAlias(i) : 0;
            bool bracket = mark == 0 && i > _start && _words[i].Lead is '(' or '[' or '"' or '“' or '‘' or '«' or '/' or '@';
            if (mark == 0 && !bracket) continue;
            int end = AliasEnd(i + mark);
            if (end > i + mark) (aliases ??= []).AddRange(AliasesOf(i + mark, end));
            Repairs |= NameRepairs.Aliases;
            bool closes = end < _end && bracket && _words[end].Lead is ')' or '"' or '”' or ']' or '’' or '»' && !Continues(end);
            if (bracket && end < _end && (closes || _words[i].Lead is '"' or '“')) { Remove(i, end); i--; continue; } // Nguyễn Văn "Tý" Bình
            int rest = end;
            while (rest < _end && MatchAlias(rest) is var next and > 0)
            {
                int stop = AliasEnd(rest + next);
                (aliases ??= []).AddRange(AliasesOf(rest + next, stop));
                rest = Math.Max(stop, rest + next);
            }
            _end = i;
        }
        tokens = [];
        for (int i = _start; i < _end; i++) AddTokens(tokens, i);
        aliases?.RemoveAll(a => a.Length == 0);
        return aliases;
    }

    private readonly bool Continues(int index) => MatchEnd(index) || MatchAlias(index) > 0;

    private void CutTitles()
    {
        for (int round = 0; round < 5 && _start < _end; round++)
        {
            int title = Match(NameTables.Titles, _start, false);
            if (title == 0 && IsLabelled(_start)) title = 1;
            if (title > 0 && _start + title < _end) { _start += title; Repairs |= NameRepairs.Title; continue; }
            if (!IsHonorific(_start)) return;
            _start++;
            Repairs |= NameRepairs.Title;
        }
    }

    /// <summary>Returns whether a word that may be a name is a label here: a colon stands behind it ("TK: …"), or a whole name ("TK LE THI BE").</summary>
    private readonly bool IsLabelled(int index)
    {
        if (index + 1 >= _end || _words[index].Folded is not ("tk" or "stk" or "name" or "nguoi")) return false;
        if (_text.AsSpan(_words[index].End, _words[index + 1].Start - _words[index].End).Contains(':')) return true;
        return _words[index].Folded is "tk" or "stk" && index + 2 < _end && PersonName.IsSurname(_words[index + 1].Folded);
    }

    private readonly bool IsHonorific(int index)
    {
        Word word = _words[index];
        int left = _end - index - 1;
        if (left == 0 || !NameTables.Honorifics.Contains($" {word.Folded} ", StringComparison.Ordinal)) return false;
        if (char.IsLower(_text[word.Start])) return true;
        return PersonName.IsSurname(_words[index + 1].Folded) && left >= 2 && !(PersonName.IsSurname(word.Folded) && left < 3);
    }

    private readonly int Match(string[] phrases, int index, bool needsMark)
    {
        if (!FirstWords.Contains(_words[index].Folded)) return 0;
        foreach (string phrase in phrases)
        {
            if (!phrase.StartsWith(_words[index].Folded, StringComparison.Ordinal)) continue;
            int at = index;
            bool all = true;
            foreach (Range range in phrase.AsSpan().Split(' '))
            {
                if (at >= _end || !phrase.AsSpan()[range].SequenceEqual(_words[at].Folded)) { all = false; break; }
                at++;
            }
            if (all && (!needsMark || IsMarked(index))) return at - index;
        }
        return 0;
    }

    private readonly bool IsMarked(int index) =>
        _words[index].Lead is ',' or '(' or ';' or '-' or '–' or '/' or '"' or '[' or ':' || char.IsLower(_text[_words[index].Start]);

    private readonly int MatchAlias(int index)
    {
        int length = Match(NameTables.AliasMarks, index, true);
        if (length != 1 || _words[index].Folded != "tu") return length;
        ReadOnlySpan<char> own = _text.AsSpan(_words[index].Start, _words[index].End - _words[index].Start);
        return own is "tự" || (_words[index].Lead is ',' or '(' && own is "tu" or "Tự") ? 1 : 0;
    }

    private readonly bool MatchEnd(int index)
    {
        Word word = _words[index];
        if (char.IsAsciiDigit(_text[word.Start])) return !IsOrdinal(word.Folded); // 1st baron Ashford
        int length = Match(NameTables.Ends, index, true);
        if (length > 0) return length > 1 || word.Folded.Length > 3 || word.Lead is ',' or '(' or ';' or '-' or '–'
            || (index + 1 < _end && char.IsAsciiDigit(_text[_words[index + 1].Start])) || word.Folded is "tru";
        return word.Folded is "sn" or "cccd" or "cmnd" or "cmt" or "hktt" or "sdt" or "stk" or "dt" && index + 1 < _end
            && char.IsAsciiDigit(_text[_words[index + 1].Start]);
    }

    private static bool IsOrdinal(string word)
    {
        string digits = word.TrimStart("0123456789".ToCharArray());
        return digits is "st" or "nd" or "rd" or "th";
    }

    private readonly int AliasEnd(int index)
    {
        int end = index;
        while (end < _end && !(end > index && (MatchEnd(end) || MatchAlias(end) > 0 || _words[end].Lead is ')' or '"' or '”' or ']' or ';'))) end++;
        return end;
    }

    private readonly List<string> AliasesOf(int start, int end)
    {
        var aliases = new List<string>();
        int from = start;
        for (int i = start; i <= end; i++)
        {
            bool cut = i == end || (i > start && (_words[i].Lead is ',' or '/' or '"' or '“'
                || (_words[i].Folded is "va" or "hoac" && char.IsLower(_text[_words[i].Start]))));
            if (!cut) continue;
            if (i > from && !char.IsAsciiDigit(_text[_words[from].Start])) aliases.Add(Join(from, i));
            from = i < end && _words[i].Folded is "va" or "hoac" ? i + 1 : i;
        }
        return aliases;
    }

    private readonly string Join(int start, int end)
    {
        var joined = new StringBuilder();
        for (int i = start; i < end; i++) joined.Append(joined.Length > 0 ? " " : "").Append(_text, _words[i].Start, _words[i].End - _words[i].Start);
        return joined.ToString().Trim('\'', '’');
    }

    private void Remove(int start, int end)
    {
        Array.Copy(_words, end, _words, start, _end - end);
        _end -= end - start;
        if (start < _end) _words[start] = _words[start] with { Lead = ' ' };
    }

    /// <summary>Adds a word, parted at capitals where several names were written together: NguyễnVănĐức.</summary>
    private void AddTokens(List<string> tokens, int index)
    {
        string word = _text[_words[index].Start.._words[index].End].Trim('\'', '’', '`');
        if (word.Length == 0) return;
        if (word.Length >= 6 && HasInnerCapitals(word) && Part(word) is { } parts) { tokens.AddRange(parts); Repairs |= NameRepairs.PartedWords; }
        else tokens.Add(word);
    }

    private static bool HasInnerCapitals(string word)
    {
        for (int i = 1; i < word.Length; i++)
            if (char.IsUpper(word[i]) && char.IsLower(word[i - 1])) return true;
        return false;
    }

    private static List<string>? Part(string word)
    {
        var parts = new List<string>();
        int start = 0;
        for (int i = 1; i <= word.Length; i++)
        {
            if (i < word.Length && !char.IsUpper(word[i])) continue;
            if (!VietnameseSyllable.IsSyllable(word.AsSpan(start, i - start))) return null;
            parts.Add(word[start..i]);
            start = i;
        }
        return parts.Count > 1 && PersonName.IsSurname(TextFold.FoldTight(parts[0])) ? parts : null;
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c == '.';

    private static bool IsWordChar(char c) => char.IsLetterOrDigit(c) || c is '\'' or '’' or '`' or 'ʼ' || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    private readonly record struct Word(int Start, int End, char Lead, string Folded);
}
