using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Phones;

namespace Resolve.Identifiers.Normalisation;

/// <summary>Reads the identifier of a mention: the one door from what people wrote to the keys that the engine links.</summary>
/// <remarks>
/// Pure and deterministic: the same mention and date give the same answer in every process (cards: with the same secret,
/// <see cref="Accounts.CardNumber.UseSecret"/>). A phone or an account at a known bank allocates its key and nothing else.
/// </remarks>
public static class MentionNormaliser
{
    /// <summary>Reads a mention of any kind that has an identifier.</summary>
    /// <param name="mention">The mention as written; not a person.</param>
    /// <param name="date">The day the report speaks of, which old numbers and codes are read by; null when it has none.</param>
    /// <returns>The key, or why there is none.</returns>
    public static NormalisedIdentifier Normalise(Mention mention, DateOnly? date)
    {
        ArgumentNullException.ThrowIfNull(mention);
        return MentionReaders.Find(mention.Kind) is { } reader ? reader.Read(mention, date) : NormalisedIdentifier.None("not-an-identifier");
    }

    /// <summary>Reads a mention that may hold several identifiers in one cell, such as two phone numbers.</summary>
    /// <param name="mention">The mention as written; not a person.</param>
    /// <param name="date">The day the report speaks of; null when it has none.</param>
    /// <returns>One reading for each identifier: more than one only where <see cref="Normalise"/> answers <c>several</c>, all of which the text names for
    /// certain.</returns>
    public static IReadOnlyList<NormalisedIdentifier> NormaliseAll(Mention mention, DateOnly? date)
    {
        NormalisedIdentifier one = Normalise(mention, date);
        return one.Reason == "several" ? [.. one.Candidates.Select(NormalisedIdentifier.Of)] : [one];
    }

    /// <summary>Returns the keys a phone field may name; a masked number is one with x for its hidden digits.</summary>
    internal static IReadOnlyList<EntityKey> PhoneCandidates(PhoneReading phone)
    {
        if (phone.Pattern is { } pattern) return [EntityKey.Create(EntityKind.Phone, pattern[0] == '+' ? pattern : pattern[0] == '0'
            ? string.Concat("+84", pattern.AsSpan(1)) : pattern)];
        IReadOnlyList<PhoneNumber> numbers = phone.Candidates;
        if (numbers.Count == 0) return [];
        var keys = new EntityKey[numbers.Count];
        for (int i = 0; i < keys.Length; i++) keys[i] = numbers[i].Key;
        Array.Sort(keys);
        return keys;
    }
}
