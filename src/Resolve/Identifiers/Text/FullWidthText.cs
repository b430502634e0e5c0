namespace Resolve.Identifiers.Text;

/// <summary>Reads the full-width signs that Chinese and Japanese keyboards write, one sign for one, so that places in the text stay.</summary>
internal static class FullWidthText
{
    // U+FF01 to U+FF5E stand for U+0021 to U+007E (Unicode, Halfwidth and Fullwidth Forms).
    private const char First = '\uFF01', Last = '\uFF5E', Blank = '\u3000';

    private const int Shift = First - '!';

    /// <summary>Returns a text with its full-width signs and blanks as ASCII; the same instance when it has none.</summary>
    public static string Fold(string text)
    {
        ReadOnlySpan<char> all = text;
        if (!all.ContainsAnyInRange(First, Last) && !all.Contains(Blank)) return text;
        return string.Create(text.Length, text, static (folded, given) =>
        {
            for (int i = 0; i < given.Length; i++)
                folded[i] = given[i] is >= First and <= Last ? (char)(given[i] - Shift) : given[i] == Blank ? ' ' : given[i];
        });
    }
}
