using Resolve.Identifiers;
using Resolve.Identifiers.Dates;
using Resolve.Identifiers.Documents;

namespace Resolve.Persons.Records;

/// <summary>The normalised description of a person in a mention. Equal descriptions are one record.</summary>
/// <remarks>
/// A description that does not single a person out (a name alone, say) carries the mention it came from in
/// <see cref="Discriminator"/>, so that two such descriptions are never one record: a name alone never merges.
/// Made by <see cref="PersonRecordBuilder"/>.
/// </remarks>
public sealed class PersonRecord
{
    /// <summary>Gets the name in canonical composition with single spaces, case as written; null when there is none.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the other names, canonical as <see cref="Name"/>, sorted by ordinal, distinct.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Gets the date of birth as far as it is known.</summary>
    public PartialDate? BirthDate { get; init; }

    /// <summary>Gets the valid papers, sorted, distinct.</summary>
    public IReadOnlyList<IdentityDocument> Documents { get; init; } = [];

    /// <summary>Gets the papers whose numbers are not valid for their type, such as a CCCD with a slip: sorted, distinct.</summary>
    /// <remarks>They prove nothing and veto nothing; between two descriptions a number with a slip still counts as such.</remarks>
    public IReadOnlyList<IdentityDocument> UncertainDocuments { get; init; } = [];

    /// <summary>Gets the addresses with single spaces, sorted by ordinal, distinct.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Gets the sex: <c>M</c>, <c>F</c>, or null when not stated.</summary>
    public string? Sex { get; init; }

    /// <summary>Gets the nationality, ISO 3166 alpha-2 in upper case, or null when not stated.</summary>
    public string? Nationality { get; init; }

    /// <summary>Gets the phones, accounts, devices and online identities that the report says the person holds, sorted, distinct.</summary>
    public IReadOnlyList<EntityKey> Holds { get; init; } = [];

    /// <summary>Gets the phones and e-mail addresses held that name no entity, such as a foreign number without its country or an address with a slip: digits
    /// alone or lower case without spaces, sorted by ordinal, distinct.</summary>
    /// <remarks>They link nothing; between two descriptions of a person they count as phones and e-mail addresses do.</remarks>
    public IReadOnlyList<string> Contacts { get; init; } = [];

    /// <summary>Gets the mention that keeps a weak description apart: <c>source/id#ref</c>; null for a description that singles a person out.</summary>
    public string? Discriminator { get; init; }

    /// <summary>Gets the first 128 bits of the SHA-256 of the canonical description: the record's identity and its place in every canonical order.</summary>
    public required UInt128 Fingerprint { get; init; }

    /// <summary>Gets whether only the fingerprint is there: the description of a person that an index has at the other end of a link and answers nothing
    /// for.</summary>
    internal bool IsStub { get; init; }

    /// <summary>Gets the fingerprint as 32 lower-case hexadecimal digits.</summary>
    public string FingerprintText => Fingerprint.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
}
