namespace Resolve.Client.Contracts;

/// <summary>Describes a person to find. At least one field is given; nothing is stored.</summary>
public sealed record PersonSearchRequest
{
    /// <summary>Gets the name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets other names.</summary>
    public IReadOnlyList<string>? Aliases { get; init; }

    /// <summary>Gets the date of birth as far as known, as people write it: <c>1961-04-03</c>, <c>03/04/1961</c>, <c>1961</c>.</summary>
    public string? Dob { get; init; }

    /// <summary>Gets the sex.</summary>
    public string? Sex { get; init; }

    /// <summary>Gets the nationality, ISO 3166 alpha-2.</summary>
    public string? Nationality { get; init; }

    /// <summary>Gets the papers.</summary>
    public IReadOnlyList<DocumentData>? Documents { get; init; }

    /// <summary>Gets the addresses.</summary>
    public IReadOnlyList<string>? Addresses { get; init; }

    /// <summary>Gets the phones that the person holds, in any spelling.</summary>
    public IReadOnlyList<string>? Phones { get; init; }

    /// <summary>Gets the e-mail addresses that the person holds.</summary>
    public IReadOnlyList<string>? Emails { get; init; }

    /// <summary>Gets the accounts that the person holds.</summary>
    public IReadOnlyList<SearchedAccountData>? Accounts { get; init; }

    /// <summary>Gets the most hits, 1 to 100; null means 20.</summary>
    public int? Limit { get; init; }
}

/// <summary>An account in a description.</summary>
/// <param name="Value">Its number as written.</param>
/// <param name="Bank">The bank as written; null when the number determines it.</param>
public sealed record SearchedAccountData(string Value, string? Bank = null);

/// <summary>The persons found.</summary>
/// <param name="Items">The hits, heaviest first, a person once.</param>
/// <param name="Warnings">What of the description was not understood and did not count; empty when all was.</param>
public sealed record PersonSearchData(IReadOnlyList<PersonHitData> Items, IReadOnlyList<FieldErrorData> Warnings);
