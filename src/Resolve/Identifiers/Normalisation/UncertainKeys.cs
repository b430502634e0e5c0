using System.Buffers;
using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Normalisation;

/// <summary>Keys for numbers that name no entity for certain: an account without a bank, hidden digits, a digit too many.</summary>
/// <remarks>They are there to be found; nothing is linked by them.</remarks>
internal static class UncertainKeys
{
    /// <summary>What stands in such a key for the bank of an account, or for the form of a number.</summary>
    public const string Scheme = "unknown:";

    private const int DigitsMin = 6, DigitsMax = 40;

    private static readonly SearchValues<char> s_pattern = SearchValues.Create("0123456789*x");

    /// <summary>Returns the key that a mention is found by; null for one that names an entity, or holds no number.</summary>
    public static EntityKey? Of(Mention mention, NormalisedIdentifier read)
    {
        if (!read.Key.IsDefault || read.Reason is null or "filler" or "empty" or "service-number" or "merchant-code" or "several") return null;
        EntityKindInfo info = EntityKinds.Of(mention.Kind);
        if (!info.HasDigitKeys) return null;
        foreach (EntityKey candidate in read.Candidates ?? [])
            if (read.Reason == "masked" || candidate.Value.StartsWith(Scheme)) return candidate;
        Span<char> value = stackalloc char[DigitsMax + 16];
        Scheme.CopyTo(value);
        int length = Scheme.Length;
        string text = mention.Value ?? "";
        for (int i = 0; i < text.Length; i++)
        {
            int digit = CompatibleLetters.DigitValue(text, ref i);
            if (digit < 0) continue;
            if (length - Scheme.Length == DigitsMax) return null;
            value[length++] = (char)('0' + digit);
        }
        return length - Scheme.Length < DigitsMin ? null : EntityKey.Create(info.Kind, value[..length]);
    }

    /// <summary>Returns whether digits are those of a key with hidden ones: each is the same or hidden.</summary>
    /// <param name="key">The key, such as <c>account:970436:0071****3117</c> or <c>phone:+8498xxxx123</c>.</param>
    /// <param name="digits">The digits as people write them.</param>
    public static bool Fits(EntityKey key, ReadOnlySpan<char> digits)
    {
        ReadOnlySpan<char> pattern = PatternOf(key, out bool isPhone);
        if (pattern.IsEmpty) return false;
        if (isPhone) digits = SubscriberDigits(digits);
        if (pattern.Length != digits.Length) return false;
        for (int i = 0; i < digits.Length; i++)
            if (pattern[i] != digits[i] && pattern[i] is not ('*' or 'x')) return false;
        return true;
    }

    /// <summary>Returns the digits of a key some of which are hidden; empty for any other key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="isPhone">Whether it is a Vietnamese number, whose digits stand without country code.</param>
    public static ReadOnlySpan<char> PatternOf(EntityKey key, out bool isPhone)
    {
        ReadOnlySpan<char> pattern = key.Value;
        isPhone = false;
        if (!pattern.ContainsAny('*', 'x')) return default;
        pattern = pattern[(pattern.LastIndexOf(':') + 1)..];
        isPhone = pattern.StartsWith("+84");
        if (isPhone) pattern = pattern[3..];
        return pattern.ContainsAnyExcept(s_pattern) ? default : pattern;
    }

    /// <summary>Returns the digits of a Vietnamese number without country code or leading zero.</summary>
    public static ReadOnlySpan<char> SubscriberDigits(ReadOnlySpan<char> digits) => digits.StartsWith("84") ? digits[2..] : digits.TrimStart('0');
}
