using System.Diagnostics.CodeAnalysis;

namespace Resolve.Identifiers;

/// <summary>Names one entity for ever: a kind, a colon and the canonical value, such as <c>phone:+84391234567</c>.</summary>
/// <remarks>
/// Keys are text, are compared by ordinal, parse and print to the same text, and never change meaning (docs/adr/0001).
/// The kind prefix is never hexadecimal, which keeps keys apart in stores that read hexadecimal strings as numbers.
/// A default key is invalid; refuse it at the boundary.
/// </remarks>
public readonly record struct EntityKey : ISpanParsable<EntityKey>, IComparable<EntityKey>
{
    /// <summary>The longest key in UTF-16 code units; longer values are not identifiers.</summary>
    public const int LengthMax = 512;

    private readonly string? _text;

    private EntityKey(EntityKind kind, string text) => (Kind, _text) = (kind, text);

    /// <summary>Gets the kind of the entity; <see cref="EntityKind.None"/> for a default key.</summary>
    public EntityKind Kind { get; }

    /// <summary>Gets the canonical value behind the kind prefix, such as <c>+84391234567</c>.</summary>
    public ReadOnlySpan<char> Value => _text is null ? default : _text.AsSpan(Prefix(Kind).Length);

    /// <summary>Gets whether this is a default key, which names nothing.</summary>
    public bool IsDefault => _text is null;

    /// <summary>Makes the key of a kind and a value that is canonical already.</summary>
    /// <param name="kind">Any kind but <see cref="EntityKind.None"/>.</param>
    /// <param name="value">The canonical value: not empty, no white space or control character, at most <see cref="LengthMax"/> long with its prefix.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">The kind is <see cref="EntityKind.None"/> or the value is not canonical text.</exception>
    public static EntityKey Create(EntityKind kind, ReadOnlySpan<char> value)
    {
        if (kind == EntityKind.None || !IsCanonicalText(value, LengthMax - Prefix(kind).Length))
            throw new ArgumentException($"'{value}' is not the canonical value of a key.", nameof(value));
        return new EntityKey(kind, string.Concat(Prefix(kind), value));
    }

    /// <summary>Returns the prefix of a kind with its colon, such as <c>phone:</c>.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The prefix; empty for <see cref="EntityKind.None"/>.</returns>
    public static string Prefix(EntityKind kind) => EntityKinds.TryFind(kind)?.Prefix ?? "";

    /// <summary>Reads a key.</summary>
    /// <param name="s">The text, such as <c>phone:+84391234567</c>.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The key, or default.</param>
    /// <returns>Whether the text has a known kind prefix and a canonical value.</returns>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out EntityKey result)
    {
        result = default;
        EntityKind kind = KindOf(s);
        if (kind == EntityKind.None || s.Length > LengthMax || !IsCanonicalText(s[Prefix(kind).Length..], LengthMax)) return false;
        result = new EntityKey(kind, s.ToString());
        return true;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out EntityKey)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EntityKey result)
    {
        result = default;
        EntityKind kind = KindOf(s);
        if (s is null || kind == EntityKind.None || s.Length > LengthMax || !IsCanonicalText(s.AsSpan(Prefix(kind).Length), LengthMax)) return false;
        result = new EntityKey(kind, s);
        return true;
    }

    /// <summary>Reads a key or throws.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>The key.</returns>
    /// <exception cref="FormatException">The text is not a key.</exception>
    public static EntityKey Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        TryParse(s, provider, out EntityKey key) ? key : throw new FormatException($"'{s}' is not an entity key like 'phone:+84391234567'.");

    /// <inheritdoc cref="Parse(ReadOnlySpan{char}, IFormatProvider?)"/>
    public static EntityKey Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan(), provider);

    /// <inheritdoc cref="Parse(ReadOnlySpan{char}, IFormatProvider?)"/>
    public static EntityKey Parse(string s) => Parse(s.AsSpan(), null);

    /// <summary>Compares by ordinal of the text, the canonical order of every export.</summary>
    /// <param name="other">The other key.</param>
    /// <returns>Below, at or above zero.</returns>
    public int CompareTo(EntityKey other) => string.CompareOrdinal(_text, other._text);

    /// <summary>Returns the whole key as text; empty for a default key.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _text ?? "";

    /// <inheritdoc/>
    public bool Equals(EntityKey other) => string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <summary>Returns a hash for tables of this process; it is neither stored nor routed by.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => _text is null ? 0 : (int)StableHash.Of64(_text);

    private static EntityKind KindOf(ReadOnlySpan<char> s) => EntityKinds.OfKey(s)?.Kind ?? EntityKind.None;

    private static bool IsCanonicalText(ReadOnlySpan<char> value, int lengthMax)
    {
        if (value.IsEmpty || value.Length > lengthMax) return false;
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (char.IsWhiteSpace(c) || char.IsControl(c)) return false;
            if (char.IsSurrogate(c))
            {
                if (!char.IsHighSurrogate(c) || i + 1 == value.Length || !char.IsLowSurrogate(value[i + 1])) return false;
                i++;
            }
        }
        return true;
    }

    /// <summary>Orders by the text.</summary>
    public static bool operator <(EntityKey left, EntityKey right) => left.CompareTo(right) < 0;

    /// <summary>Orders by the text.</summary>
    public static bool operator >(EntityKey left, EntityKey right) => left.CompareTo(right) > 0;

    /// <summary>Orders by the text.</summary>
    public static bool operator <=(EntityKey left, EntityKey right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by the text.</summary>
    public static bool operator >=(EntityKey left, EntityKey right) => left.CompareTo(right) >= 0;
}
