using System.Globalization;
using System.Text;

namespace Resolve.Identifiers;

/// <summary>Folds text for comparing: the spellings of one Vietnamese or Latin word become one.</summary>
public static class TextFold
{
    /// <summary>Returns text in lower case without diacritics (đ becomes d), with compatibility forms decomposed and runs of anything but letters and digits as one space.</summary>
    /// <param name="text">The text as written.</param>
    /// <returns>The folded text, trimmed; empty when nothing is left.</returns>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string decomposed = text.Normalize(NormalizationForm.FormKD);
        var folded = new StringBuilder(decomposed.Length);
        foreach (Rune rune in decomposed.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format) continue;
            if (rune.Value is 'đ' or 'Đ') folded.Append('d');
            else if (Rune.IsLetterOrDigit(rune)) folded.Append(Rune.ToLowerInvariant(rune));
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }
        return folded.ToString().TrimEnd();
    }
}
