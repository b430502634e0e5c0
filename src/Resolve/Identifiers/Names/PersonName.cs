using System.Diagnostics.CodeAnalysis;
using System.Text;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Names;

/// <summary>A person's name as written and as it compares, at several levels of looseness.</summary>
/// <remarks>
/// The levels, from strict to loose: <see cref="SpellingKey"/> (one spelling of tones), <see cref="PlainKey"/> (no diacritics, as banks
/// write), <see cref="LooseKey"/> (i and y, abbreviations), <see cref="SetKey"/> (any order), <see cref="Initials"/>. Equal keys say that
/// two names may be one, never that two people are: one in five shares the full name with another.
/// </remarks>
public sealed class PersonName
{
    private const int TextLengthMax = 500;

    private static readonly HashSet<string> Surnames = [.. NameTables.Surnames.Split(' ').Select(TextFold.FoldTight)];
    private static readonly HashSet<string> FrequentSurnames = [.. NameTables.FrequentSurnames.Split(' ')];

    private readonly string[] _plain;
    private string? _spellingKey, _looseKey, _setKey;

    private PersonName(string original, string[] tokens, string[] aliases, NameRepairs repairs)
    {
        Original = original;
        Tokens = tokens;
        Aliases = aliases;
        Repairs = repairs;
        Display = string.Join(' ', tokens);
        _plain = new string[tokens.Length];
        for (int i = 0; i < tokens.Length; i++) _plain[i] = TextFold.FoldTight(tokens[i]);
        PlainKey = string.Join(' ', _plain);
    }

    /// <summary>Gets the text as written, composed (Unicode NFC), nothing else changed.</summary>
    public string Original { get; }

    /// <summary>Gets the name alone: repaired, without titles and other names, single spaces, case as written.</summary>
    public string Display { get; }

    /// <summary>Gets the words of <see cref="Display"/>; a name of the highlands keeps its apostrophe (H'Hen).</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>Gets the other names written with it ("tức", "tên gọi khác", in quotes or brackets), in their order.</summary>
    public IReadOnlyList<string> Aliases { get; }

    /// <summary>Gets what was repaired or left out.</summary>
    public NameRepairs Repairs { get; }

    /// <summary>Gets the words without diacritics in lower case, parted by spaces: <c>nguyen thi hoa</c>.</summary>
    public string PlainKey { get; }

    /// <summary>Gets the words of <see cref="PlainKey"/>.</summary>
    public IReadOnlyList<string> PlainTokens => _plain;

    /// <summary>Gets the key in which the place of a tone mark does not matter: each word in lower case, its tone as a digit at the end, <c>nguyên4 thi5
    /// hoa2</c>.</summary>
    public string SpellingKey => _spellingKey ??= MakeSpellingKey();

    /// <summary>Gets <see cref="PlainKey"/> with y as i where both are written (Lý, Lí; Quý, Quí), and Ng., T., V. written out.</summary>
    public string LooseKey => _looseKey ??= MakeLooseKey();

    /// <summary>Gets the plain words sorted, for names whose order is unknown.</summary>
    public string SetKey => _setKey ??= string.Join(' ', _plain.Order(StringComparer.Ordinal));

    /// <summary>Gets the first letters of the plain words: <c>nth</c>.</summary>
    public string Initials => string.Concat(_plain.Select(t => t[0]));

    /// <summary>Gets the place of the family name in <see cref="Tokens"/>: first, or last where the name shows it; -1 for a single word.</summary>
    public int SurnameIndex => _plain.Length < 2 ? -1
        : IsSurname(_plain[0]) && !IsHighlandPrefix(0) ? 0
        : IsHighlandPrefix(0) || FrequentSurnames.Contains(_plain[^1]) ? _plain.Length - 1 : 0;

    /// <summary>Gets the family name without diacritics; empty for a single word.</summary>
    public string Surname => SurnameIndex is var index and >= 0 ? _plain[index] : "";

    /// <summary>Gets the given name, by which Vietnamese are called, without diacritics: the last word, or the first where the family name stands
    /// last.</summary>
    public string GivenName => SurnameIndex == 0 ? _plain[^1] : SurnameIndex < 0 ? _plain[0] : _plain[IsHighlandPrefix(0) && _plain.Length > 2 ? 1 : 0];

    /// <summary>Gets the words between family and given name without diacritics, parted by spaces.</summary>
    public string MiddleNames => _plain.Length < 3 ? "" : string.Join(' ', _plain[1..^1]);

    /// <summary>Gets whether all words are Vietnamese syllables; names of minorities and foreigners may not be.</summary>
    public bool IsVietnamese => NameRepair.IsVietnamese(Display);

    /// <summary>Gets whether the given name is a lone letter, as reports write for people they do not name (Trần Văn B).</summary>
    public bool IsAnonymised => _plain.Length > 1 && _plain[^1].Length == 1 && _plain[^1][0] is not 'y';

    /// <summary>Gets the sex that the middle name shows by custom: <c>F</c> for Thị, <c>M</c> for Văn, else null.</summary>
    public string? SexHint => _plain.Length < 3 ? null : _plain[1] == "thi" ? "F" : _plain[1] == "van" ? "M" : null;

    /// <summary>Reads a name.</summary>
    /// <param name="text">The text as written: any case, font, input method; with titles, other names, year of birth.</param>
    /// <param name="name">The name.</param>
    /// <param name="reason">Why not, as a stable word, when not: <c>empty</c>, <c>too-long</c>, <c>no-letters</c>, <c>filler</c>.</param>
    /// <returns>Whether the text holds a name.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PersonName? name, out string? reason)
    {
        name = null;
        reason = string.IsNullOrWhiteSpace(text) ? "empty" : text.Length > TextLengthMax ? "too-long" : null;
        if (reason is not null) return false;
        NameRepairs repairs = NameRepairs.None;
        string repaired = NameRepair.Repair(text!, ref repairs);
        if (IsFiller(TextFold.Fold(repaired))) { reason = "filler"; return false; }
        var splitter = new NameSplitter(repaired);
        List<string>? aliases = splitter.Split(out List<string> tokens);
        JoinHighlandPrefix(tokens);
        tokens.RemoveAll(t => TextFold.FoldTight(t).Length == 0);
        if (tokens.Count == 0 || !tokens.Exists(HasLetter)) { reason = "no-letters"; return false; }
        name = new PersonName(CanonicalText.Compose(text!).Trim(), [.. tokens], aliases is null ? [] : [.. aliases], repairs | splitter.Repairs);
        if (!IsFiller(name.PlainKey)) return true;
        (name, reason) = (null, "filler");
        return false;
    }

    /// <summary>Returns whether a plain word is a family name of Viet Nam; minorities included.</summary>
    /// <param name="plain">The word without diacritics in lower case.</param>
    /// <returns>Whether it is one; many also are given names.</returns>
    public static bool IsSurname(string plain) => Surnames.Contains(plain);

    /// <summary>Returns <see cref="Display"/>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Display;

    private static bool IsFiller(string plain) => plain.Length > 0 && NameTables.Fillers.Contains($"|{plain}|", StringComparison.Ordinal);

    private static bool HasLetter(string token)
    {
        foreach (char c in token)
            if (char.IsLetter(c)) return true;
        return token.Any(char.IsSurrogate);
    }

    /// <summary>Writes the prefixes of E De, Gia Rai and Co Ho names one way: H Hen, H’Hen and H' Hen are H'Hen.</summary>
    private static void JoinHighlandPrefix(List<string> tokens)
    {
        for (int i = 0; i < tokens.Count; i++)
        {
            tokens[i] = tokens[i].Replace('’', '\'').Replace('`', '\'').Replace('ʼ', '\'');
            bool first = i == 0 || tokens.Count > 2;
            if (first && i + 1 < tokens.Count && tokens[i] is "H" or "K" or "h" or "k" && tokens[i + 1].Length > 1
                && !IsSurname(TextFold.FoldTight(tokens[i + 1])))
            {
                tokens[i] = $"{tokens[i]}'{tokens[i + 1]}";
                tokens.RemoveAt(i + 1);
            }
        }
    }

    private bool IsHighlandPrefix(int index) => _plain[index] == "y" || (Tokens[index].Length > 2 && Tokens[index][1] == '\'');

    private string MakeSpellingKey()
    {
        var key = new StringBuilder(Display.Length + Tokens.Count);
        foreach (string token in Tokens)
        {
            if (key.Length > 0) key.Append(' ');
            int tone = 0;
            foreach (char c in token)
            {
                if (VietnameseLetters.ToneOfLetter(c) is var own and not 0) tone = own;
                if (char.IsLetterOrDigit(c) || char.IsSurrogate(c)) key.Append(VietnameseLetters.WithoutTone(c));
            }
            if (tone != 0) key.Append((char)('0' + tone));
        }
        return key.ToString();
    }

    private string MakeLooseKey()
    {
        string[] loose = new string[_plain.Length];
        for (int i = 0; i < loose.Length; i++)
        {
            string token = _plain[i];
            if (loose.Length > 1 && i == 0 && token is "ng" or "ngn" or "nguyn" or "nguyeen") token = "nguyen";
            else if (i > 0 && i + 1 < loose.Length && token is "t" or "th") token = "thi";
            else if (i > 0 && i + 1 < loose.Length && token is "v") token = "van";
            else if (token.Length > 1 && token[^1] == 'y'
                && ((token[^2] == 'u' && token.Length > 2 && token[^3] == 'q') || !"aeiou".Contains(token[^2], StringComparison.Ordinal)))
                token = string.Concat(token.AsSpan(0, token.Length - 1), "i");
            loose[i] = token;
        }
        return string.Join(' ', loose);
    }
}
