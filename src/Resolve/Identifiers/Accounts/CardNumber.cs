using System.Security.Cryptography;
using System.Text;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Accounts;

/// <summary>Card numbers: recognised, checked and kept only masked, as the first six digits and a keyed hash.</summary>
public static class CardNumber
{
    /// <summary>The shortest secret that <see cref="UseSecret"/> takes, in bytes.</summary>
    public const int SecretLengthMin = 16;

    private static readonly byte[] DefaultSecret = Encoding.ASCII.GetBytes("resolve/card/v1/replace-per-deployment");

    private static byte[] _secret = DefaultSecret;

    /// <summary>Sets the secret of the keyed hash for this process, once at its start and before anything is read.</summary>
    /// <param name="secret">At least <see cref="SecretLengthMin"/> bytes; all processes that share a journal use the same one.</param>
    /// <exception cref="ArgumentException">The secret is too short.</exception>
    /// <remarks>
    /// Without a call a fixed public default is used: keys are then stable and comparable, and hide a card number only from the
    /// eye, not from someone who tries all numbers. Changing the secret changes the keys of all cards.
    /// </remarks>
    public static void UseSecret(ReadOnlySpan<byte> secret)
    {
        if (secret.Length < SecretLengthMin) throw new ArgumentException($"A card secret has at least {SecretLengthMin} bytes.", nameof(secret));
        _secret = secret.ToArray();
    }

    /// <summary>Returns whether digits have the length and beginning of a card: 16 or 19 digits from 9704 (domestic), 16 from 2, 3, 4, 5 or 6, 15 from 34 or
    /// 37.</summary>
    /// <param name="digits">Digits only.</param>
    /// <returns>Whether they look like a card number; the check digit is not looked at.</returns>
    public static bool LooksLikeCard(ReadOnlySpan<char> digits) => AsciiText.IsDigits(digits) && digits.Length switch
    {
        16 => digits.StartsWith("9704") || digits[0] is '4' or '5' || digits.StartsWith("35") || digits.StartsWith("62") || IsMastercard2(digits),
        19 => digits.StartsWith("9704") || digits.StartsWith("62"),
        15 => digits.StartsWith("34") || digits.StartsWith("37"),
        _ => false,
    };

    /// <summary>Returns whether digits pass the Luhn check (ISO/IEC 7812-1, annex B).</summary>
    /// <param name="digits">Digits only.</param>
    /// <returns>Whether the last digit fits the others.</returns>
    public static bool HasLuhn(ReadOnlySpan<char> digits)
    {
        int sum = 0;
        for (int i = digits.Length - 1, place = 0; i >= 0; i--, place++)
        {
            int value = digits[i] - '0';
            if ((place & 1) == 1 && (value *= 2) > 9) value -= 9;
            sum += value;
        }
        return digits.Length > 0 && sum % 10 == 0;
    }

    /// <summary>Writes the value of the key of a card: <c>card:</c>, its first six digits, a colon and 16 hexadecimal digits of the keyed hash.</summary>
    /// <param name="digits">The card number.</param>
    /// <param name="value">At least 28 characters.</param>
    /// <returns>The length, 28.</returns>
    internal static int WriteKey(ReadOnlySpan<char> digits, Span<char> value)
    {
        Span<byte> ascii = stackalloc byte[19], hash = stackalloc byte[32];
        for (int i = 0; i < digits.Length; i++) ascii[i] = (byte)digits[i];
        HMACSHA256.HashData(_secret, ascii[..digits.Length], hash);
        "card:".CopyTo(value);
        digits[..6].CopyTo(value[5..]);
        value[11] = ':';
        Convert.TryToHexStringLower(hash[..8], value[12..], out _);
        return 28;
    }

    private static bool IsMastercard2(ReadOnlySpan<char> digits) =>
        digits[0] == '2' && int.Parse(digits[..4], System.Globalization.CultureInfo.InvariantCulture) is >= 2221 and <= 2720;
}
