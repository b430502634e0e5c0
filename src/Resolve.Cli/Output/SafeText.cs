using System.Globalization;
using System.Text;
using Resolve.Identifiers.Text;

namespace Resolve.Cli.Output;

/// <summary>Makes text from reports fit for a terminal: nothing in a name may move the cursor, colour the screen or turn the line around.</summary>
internal static class SafeText
{
    /// <summary>Replaces control and format characters and lone surrogates by U+FFFD, and composes what is left (NFC).</summary>
    /// <param name="text">The text; null counts as empty.</param>
    /// <returns>The text on one line.</returns>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (IsPlain(text)) return text;
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool unsafeHere = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            clean.Append(unsafeHere ? Rune.ReplacementChar : rune);
        }
        return CanonicalText.Compose(clean.ToString());
    }

    /// <summary>Counts the places that text takes on a line, counting wide East Asian characters as one place.</summary>
    /// <param name="clean">Text from <see cref="Clean"/>.</param>
    /// <returns>The number of text elements.</returns>
    public static int WidthOf(string clean) => IsPlain(clean) ? clean.Length : new StringInfo(clean).LengthInTextElements;

    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
