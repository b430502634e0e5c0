using Resolve.Reports;

namespace Resolve.Identifiers;

/// <summary>Reads the identifier of a mention: the one door from what people wrote to the keys that the engine links.</summary>
/// <remarks>
/// Pure and deterministic: the same mention and date give the same answer in every process (cards: with the same secret,
/// <see cref="CardNumber.UseSecret"/>). A phone or an account at a known bank allocates its key and nothing else.
/// </remarks>
public static class MentionNormaliser
{
    /// <summary>Reads a phone, account, device or online mention.</summary>
    /// <param name="mention">The mention as written; not a person.</param>
    /// <param name="date">The day the report speaks of, which old numbers and codes are read by; null when it has none.</param>
    /// <returns>The key, or why there is none.</returns>
    public static NormalisedIdentifier Normalise(Mention mention, DateOnly? date)
    {
        ArgumentNullException.ThrowIfNull(mention);
        string value = mention.Value ?? "";
        switch (mention.Kind)
        {
            case MentionKind.Phone:
                PhoneReading phone = PhoneReader.Read(value, date);
                return phone.Number.IsDefault ? new(default, PhoneCandidates(phone), phone.Reason) : NormalisedIdentifier.Of(phone.Number.Key);
            case MentionKind.Account:
                AccountReading account = AccountReader.Read(value, mention.Bank, date);
                return new(account.Key, account.Candidates, account.Reason);
            case MentionKind.Device:
                DeviceReading device = DeviceReader.Read(value, mention.Type);
                return new(device.Key, device.Candidates, device.Reason);
            case MentionKind.Online:
                OnlineReading online = OnlineReader.Read(value, mention.Platform, date);
                return new(online.Key, online.Candidates, online.Reason);
            default:
                return NormalisedIdentifier.None("not-an-identifier");
        }
    }

    /// <summary>Reads a mention that may hold several identifiers in one cell, such as two phone numbers.</summary>
    /// <param name="mention">The mention as written; not a person.</param>
    /// <param name="date">The day the report speaks of; null when it has none.</param>
    /// <returns>One reading for each identifier: more than one only where <see cref="Normalise"/> answers <c>several</c>, all of which the text names for certain.</returns>
    public static IReadOnlyList<NormalisedIdentifier> NormaliseAll(Mention mention, DateOnly? date)
    {
        NormalisedIdentifier one = Normalise(mention, date);
        return one.Reason == "several" ? [.. one.Candidates.Select(NormalisedIdentifier.Of)] : [one];
    }

    /// <summary>Returns the keys a phone field may name; a masked number is one with x for its hidden digits.</summary>
    internal static IReadOnlyList<EntityKey> PhoneCandidates(PhoneReading phone)
    {
        if (phone.Pattern is { } pattern) return [EntityKey.Create(EntityKind.Phone, pattern[0] == '+' ? pattern : pattern[0] == '0' ? string.Concat("+84", pattern.AsSpan(1)) : pattern)];
        IReadOnlyList<PhoneNumber> numbers = phone.Candidates;
        if (numbers.Count == 0) return [];
        var keys = new EntityKey[numbers.Count];
        for (int i = 0; i < keys.Length; i++) keys[i] = numbers[i].Key;
        Array.Sort(keys);
        return keys;
    }
}

/// <summary>What a written identifier was read as.</summary>
/// <param name="Key">The key of the one entity it names; default when it names none or more than one.</param>
/// <param name="Candidates">The entities it may name when it is ambiguous, sorted; they are shown and never linked.</param>
/// <param name="Reason">Why there is no key, as a stable word such as <c>filler</c>, <c>service-number</c> or <c>ambiguous</c>; null when there is one. The words are listed in docs/identifiers.md.</param>
public readonly record struct NormalisedIdentifier(EntityKey Key, IReadOnlyList<EntityKey> Candidates, string? Reason)
{
    /// <summary>Returns the reading of a value that names one entity.</summary>
    /// <param name="key">The entity.</param>
    /// <returns>The reading.</returns>
    public static NormalisedIdentifier Of(EntityKey key) => new(key, [], null);

    /// <summary>Returns the reading of a value that names no entity.</summary>
    /// <param name="reason">Why, as a stable word.</param>
    /// <returns>The reading.</returns>
    public static NormalisedIdentifier None(string reason) => new(default, [], reason);
}
