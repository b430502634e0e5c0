using Resolve.Identifiers.Places;

namespace Resolve.Identifiers.Accounts;

/// <summary>Checks international bank account numbers (ISO 13616).</summary>
internal static class Iban
{
    /// <summary>Returns whether compact upper-case text has the form of an IBAN of a state that has IBANs.</summary>
    public static bool LooksLikeIban(ReadOnlySpan<char> text) =>
        text.Length is >= 15 and <= 34 && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1]) && char.IsAsciiDigit(text[2])
            && char.IsAsciiDigit(text[3])
        && Countries.TryFind(text[..2], out Country country) && country.IbanLength == text.Length;

    /// <summary>Returns whether the check digits fit: the rearranged number is 1 modulo 97.</summary>
    public static bool HasCheckDigits(ReadOnlySpan<char> text)
    {
        int remainder = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[(i + 4) % text.Length];
            remainder = char.IsAsciiDigit(c) ? ((remainder * 10) + c - '0') % 97 : ((remainder * 100) + c - 'A' + 10) % 97;
        }
        return remainder == 1;
    }
}
