namespace Resolve.Identifiers;

/// <summary>What a written identifier was read as.</summary>
/// <param name="Key">The key of the one entity it names; default when it names none or more than one.</param>
/// <param name="Candidates">The entities it may name when it is ambiguous, sorted; they are shown and never linked.</param>
/// <param name="Reason">Why there is no key, as a stable word such as <c>filler</c>, <c>service-number</c> or <c>ambiguous</c>; null when there is one. The
/// words are listed in docs/identifiers.md.</param>
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
