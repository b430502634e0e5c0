using System.Globalization;
using Resolve.Client.Contracts;

namespace Resolve.Client.Building;

/// <summary>How a report describes a person. What is not known is left out, never filled with a guess.</summary>
public sealed record PersonDescription
{
    /// <summary>Gets the name as written; null when it is not known.</summary>
    public string? Name { get; init; }

    /// <summary>Gets other names; at most 50.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Gets the day of birth; null when it is not known to the day.</summary>
    public DateOnly? BornOn { get; init; }

    /// <summary>Gets the year of birth, for persons of whom no more is known; null otherwise.</summary>
    /// <value>1900 to 2199.</value>
    public int? BornInYear { get; init; }

    /// <summary>Gets whether the person is a woman (true) or a man (false); null when it is not known.</summary>
    public bool? IsFemale { get; init; }

    /// <summary>Gets the nationality, ISO 3166 alpha-2 or a name; null when it is not known.</summary>
    public string? Nationality { get; init; }

    /// <summary>Gets the papers; at most 50.</summary>
    public IReadOnlyList<PersonDocument> Documents { get; init; } = [];

    /// <summary>Gets the addresses as written; at most 50.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    internal MentionData ToData(ReportRole role, string reference) => new("person")
    {
        Ref = reference,
        Role = ReportWords.Of(role),
        Name = Name,
        Aliases = OrNull(Aliases),
        Dob = BornOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? BornInYear?.ToString("D4", CultureInfo.InvariantCulture),
        Sex = IsFemale is { } female ? (female ? "F" : "M") : null,
        Nationality = Nationality,
        Documents = Documents.Count == 0 ? null : [.. Documents.Select(static d => new DocumentData(ReportWords.Of(d.Kind), d.Number, d.Country))],
        Addresses = OrNull(Addresses),
    };

    private static IReadOnlyList<string>? OrNull(IReadOnlyList<string> texts) => texts.Count == 0 ? null : texts;
}

/// <summary>A paper of a person.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">Its number as written.</param>
/// <param name="Country">The issuing state, ISO 3166; null means Viet Nam.</param>
public sealed record PersonDocument(DocumentKind Kind, string Number, string? Country = null);
