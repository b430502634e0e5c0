using Resolve.Identifiers.Mentions;

namespace Resolve.Identifiers.Documents;

/// <summary>A paper that identifies a person, in canonical form.</summary>
/// <param name="Type"><c>cccd</c>, <c>cmnd</c>, <c>passport</c>, <c>national-id</c>, <c>driver-licence</c> or <c>other</c>.</param>
/// <param name="Country">The issuing state, ISO 3166 alpha-2 in upper case; <c>VN</c> by default.</param>
/// <param name="Number">The number: letters in upper case and digits, nothing else.</param>
public readonly record struct IdentityDocument(string Type, string Country, string Number) : IComparable<IdentityDocument>
{
    /// <summary>Gets whether one living person has at most one number of this type and state, and a number names one person.</summary>
    /// <remarks>CMND of 9 digits are not: provinces issued the same numbers, and a move brought a new one.</remarks>
    public bool IsNationalId => Type is "cccd" or "national-id";

    /// <summary>Reads a paper.</summary>
    /// <param name="mention">The paper as written.</param>
    /// <param name="document">The canonical form.</param>
    /// <param name="reason">Why not, as a stable word, when not.</param>
    /// <returns>Whether the number is valid for its type.</returns>
    /// <remarks>A CMND of 12 digits is a CCCD number; a CCCD of 9 digits is a CMND; one of 11 digits lost its leading zero.</remarks>
    public static bool TryParse(DocumentMention mention, out IdentityDocument document, out string? reason) =>
        DocumentReader.TryRead(mention.Type, mention.Number, mention.Country, out document, out reason);

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
