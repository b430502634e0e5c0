using Resolve.Reports;

namespace Resolve.Identifiers;

/// <summary>A paper that identifies a person, in canonical form.</summary>
/// <param name="Type"><c>cccd</c>, <c>cmnd</c>, <c>passport</c>, <c>national-id</c>, <c>driver-licence</c> or <c>other</c>.</param>
/// <param name="Country">The issuing state, ISO 3166 alpha-2 in upper case; <c>VN</c> unless told.</param>
/// <param name="Number">The number: letters in upper case and digits, nothing else.</param>
public readonly record struct IdentityDocument(string Type, string Country, string Number) : IComparable<IdentityDocument>
{
    /// <summary>Gets whether one living person has at most one number of this type and state, and a number names one person.</summary>
    /// <remarks>CMND of 9 digits are not: provinces issued the same numbers, and a move brought a new one (DOMAIN.md section 4).</remarks>
    public bool IsNationalId => Type is "cccd" or "national-id";

    /// <summary>Reads a paper.</summary>
    /// <param name="mention">The paper as written.</param>
    /// <param name="document">The canonical form.</param>
    /// <param name="reason">Why not, as a stable word, when not.</param>
    /// <returns>Whether the number is valid for its type.</returns>
    public static bool TryParse(DocumentMention mention, out IdentityDocument document, out string? reason)
    {
        document = default;
        reason = null;
        Span<char> number = stackalloc char[64];
        int length = 0;
        foreach (char c in mention.Number.AsSpan())
        {
            if (!char.IsAsciiLetterOrDigit(c)) continue;
            if (length == number.Length) { reason = "too-long"; return false; }
            number[length++] = char.ToUpperInvariant(c);
        }
        number = number[..length];
        if (length < 4) { reason = "too-short"; return false; }
        if (number.IndexOfAnyExcept(number[0]) < 0) { reason = "filler"; return false; }
        if (mention.Type == "cccd" && (length != 12 || number.ContainsAnyExceptInRange('0', '9'))) { reason = "not-12-digits"; return false; }
        if (mention.Type == "cmnd" && (length != 9 || number.ContainsAnyExceptInRange('0', '9'))) { reason = "not-9-digits"; return false; }
        document = new IdentityDocument(mention.Type, (mention.Country ?? "VN").ToUpperInvariant(), number.ToString());
        return true;
    }

    /// <summary>Compares by type, country and number, ordinal.</summary>
    /// <param name="other">The other paper.</param>
    /// <returns>Below, at or above zero.</returns>
    public int CompareTo(IdentityDocument other)
    {
        int order = string.CompareOrdinal(Type, other.Type);
        if (order == 0) order = string.CompareOrdinal(Country, other.Country);
        return order != 0 ? order : string.CompareOrdinal(Number, other.Number);
    }

    /// <summary>Returns <c>type:country:number</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Type}:{Country}:{Number}";
}
