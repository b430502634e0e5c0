using Resolve.Reports;

namespace Resolve.Identifiers;

/// <summary>Reads the identifier of a mention: the one door from what people wrote to the keys that the engine links.</summary>
/// <remarks>Pure and deterministic: the same mention and date give the same answer in every process.</remarks>
public static class MentionNormaliser
{
    /// <summary>Reads a phone, account, device or online mention.</summary>
    /// <param name="mention">The mention as written; not a person.</param>
    /// <param name="date">The day the report speaks of, which old numbers and codes are read by; null when it has none.</param>
    /// <returns>The key, or why there is none.</returns>
    public static NormalisedIdentifier Normalise(Mention mention, DateOnly? date)
    {
        ArgumentNullException.ThrowIfNull(mention);
        string value = (mention.Value ?? "").Trim();
        string compact = new([.. value.Where(char.IsAsciiLetterOrDigit)]);
        if (compact.Length < 3) return NormalisedIdentifier.None("too-short");
        return mention.Kind switch
        {
            MentionKind.Phone => NormalisedIdentifier.Of(EntityKey.Create(EntityKind.Phone, "+84" + compact.TrimStart('0'))),
            MentionKind.Account => NormalisedIdentifier.Of(EntityKey.Create(EntityKind.Account, $"{TextFold.Fold(mention.Bank ?? "unknown").Replace(' ', '-')}:{compact}")),
            MentionKind.Device => NormalisedIdentifier.Of(EntityKey.Create(EntityKind.Device, $"{(mention.Type ?? "imei").ToLowerInvariant()}:{compact[..Math.Min(14, compact.Length)]}")),
            MentionKind.Online => NormalisedIdentifier.Of(EntityKey.Create(EntityKind.Online, $"{(mention.Platform ?? "url").ToLowerInvariant()}:{value.TrimStart('@').ToLowerInvariant().Replace(' ', '-')}")),
            _ => NormalisedIdentifier.None("not-an-identifier"),
        };
    }
}

/// <summary>What a written identifier was read as.</summary>
/// <param name="Key">The key of the one entity it names; default when it names none or more than one.</param>
/// <param name="Candidates">The entities it may name when it is ambiguous, sorted; they are shown and never linked.</param>
/// <param name="Reason">Why there is no key, as a stable word such as <c>filler</c>, <c>stop-value</c> or <c>ambiguous</c>; null when there is one.</param>
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
