using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Places;

/// <summary>The words before the names of units in addresses.</summary>
internal static class AddressWords
{
    // Folded word, kind, level: c commune, d district, p province, b district or province.
    private static readonly (string Word, string Kind, char Level)[] Kinds =
    [
        ("thi tran", "thị trấn", 'c'), ("dac khu", "đặc khu", 'c'), ("phuong", "phường", 'c'), ("xa", "xã", 'c'), ("ttr", "thị trấn", 'c'),
            ("tt", "thị trấn", 'c'), ("p", "phường", 'c'), ("f", "phường", 'c'), ("x", "xã", 'c'),
        ("thi xa", "thị xã", 'd'), ("huyen", "huyện", 'd'), ("quan", "quận", 'd'), ("tx", "thị xã", 'd'), ("q", "quận", 'd'), ("h", "huyện", 'd'),
        ("thanh pho", "thành phố", 'b'), ("tp", "thành phố", 'b'), ("t p", "thành phố", 'b'), ("tinh", "tỉnh", 'p'), ("t", "tỉnh", 'p'),
    ];

    /// <summary>Reads the kind before a name: its length in characters, its level, and whether it is a lone letter.</summary>
    public static int KindAt(ReadOnlySpan<char> text, out string kind, out char level)
    {
        kind = "";
        level = '\0';
        Span<char> folded = stackalloc char[48];
        ReadOnlySpan<char> head = folded[..TextFold.FoldTo(text[..Math.Min(text.Length, 16)], folded, ' ')];
        foreach ((string word, string own, char ownLevel) in Kinds)
        {
            if (!head.StartsWith(word)) continue;
            bool letter = word.Length <= 3 && !word.Contains(' ', StringComparison.Ordinal);
            bool ends = head.Length > word.Length && (head[word.Length] == ' ' || (letter && char.IsAsciiDigit(head[word.Length])));
            // TPHCM
            if (!ends && !(letter && word.Length == 2 && word[0] == 't' && text.Length > 3 && char.IsUpper(text[0]) && char.IsUpper(text[1])
                && char.IsUpper(text[2]))) continue;
            int at = LengthOf(text, word);
            if (word.Length == 1 && at < text.Length && text[at] is not ('.' or ' ') && !char.IsAsciiDigit(text[at])) continue;
            while (at < text.Length && text[at] is ' ' or '.' or ':') at++;
            (kind, level) = (own, ownLevel);
            return at;
        }
        return 0;
    }

    /// <summary>Cuts "Phường 1" into its kind and name.</summary>
    public static (string Kind, string Name) SplitKind(string unit)
    {
        string text = CanonicalText.Compose(unit).Trim();
        int at = KindAt(text, out string kind, out _);
        return (kind, text[at..].Trim());
    }

    /// <summary>Returns how many characters of the text the folded word covers.</summary>
    private static int LengthOf(ReadOnlySpan<char> text, string word)
    {
        int at = 0, matched = 0;
        while (at < text.Length && matched < word.Length)
        {
            if (TextFold.FoldChar(text[at]) == word[matched]) matched++;
            else if (word[matched] == ' ' && TextFold.FoldChar(text[at]) == '\0') matched++;
            at++;
        }
        return at;
    }
}
