namespace Resolve.Client.Contracts;

/// <summary>A report as a unit sends it.</summary>
/// <param name="Source">The sending system, such as <c>dongthap/pc02</c>; 1 to 200 characters.</param>
/// <param name="Id">The id in that system; 1 to 200 characters.</param>
/// <param name="Mentions">The identifiers and persons it names; at least one unless it is withdrawn, at most 1,000.</param>
public sealed record ReportData(string Source, string Id, IReadOnlyList<MentionData> Mentions)
{
    /// <summary>Gets the version, from 1; null means 1. The highest version of a report counts.</summary>
    public int? Version { get; init; }

    /// <summary>Gets whether this version withdraws the report; null means no.</summary>
    public bool? Withdrawn { get; init; }

    /// <summary>Gets the police unit which owns the report, such as <c>87/PC02</c>.</summary>
    public string? Unit { get; init; }

    /// <summary>Gets when the unit received the report.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>Gets when the reported events happened.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>Gets the province: a code or a name.</summary>
    public string? Province { get; init; }

    /// <summary>Gets how far the unit's work on it is: <c>open</c>, <c>suspended</c> (its unit is alerted to new links) or <c>closed</c>; null means
    /// open.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the scam typologies, such as <c>S05</c>; at most 50.</summary>
    public IReadOnlyList<string>? Typologies { get; init; }

    /// <summary>Gets the loss that the report claims.</summary>
    public MoneyData? Loss { get; init; }

    /// <summary>Gets the free text; at most 300,000 characters.</summary>
    public string? Narrative { get; init; }

    /// <summary>Gets the links between mentions; at most 5,000.</summary>
    public IReadOnlyList<ReportLinkData>? Links { get; init; }
}

/// <summary>An identifier or a person as written in a report.</summary>
/// <param name="Kind"><c>person</c>, <c>phone</c>, <c>account</c>, <c>device</c> or <c>online</c>.</param>
public sealed record MentionData(string Kind)
{
    /// <summary>Gets the name of this mention inside its report, by which links find it; null when no link needs it.</summary>
    public string? Ref { get; init; }

    /// <summary>Gets the role: <c>suspect</c>, <c>victim</c>, <c>holder</c>, <c>intermediary</c>, <c>witness</c> or <c>mentioned</c> (the default).</summary>
    public string? Role { get; init; }

    /// <summary>Gets the identifier as written; required for all but persons.</summary>
    public string? Value { get; init; }

    /// <summary>Gets how a phone was met, such as <c>zalo</c>.</summary>
    public string? Channel { get; init; }

    /// <summary>Gets the bank of an account: BIN, BIC or name.</summary>
    public string? Bank { get; init; }

    /// <summary>Gets the holder's name of an account.</summary>
    public string? Holder { get; init; }

    /// <summary>Gets the type of a device, such as <c>imei</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the platform of an online identity, such as <c>telegram</c>.</summary>
    public string? Platform { get; init; }

    /// <summary>Gets a person's name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets a person's other names; at most 50.</summary>
    public IReadOnlyList<string>? Aliases { get; init; }

    /// <summary>Gets a person's date of birth: a date, a year-month or a year.</summary>
    public string? Dob { get; init; }

    /// <summary>Gets a person's sex.</summary>
    public string? Sex { get; init; }

    /// <summary>Gets a person's nationality.</summary>
    public string? Nationality { get; init; }

    /// <summary>Gets a person's papers; at most 50.</summary>
    public IReadOnlyList<DocumentData>? Documents { get; init; }

    /// <summary>Gets a person's addresses; at most 50.</summary>
    public IReadOnlyList<string>? Addresses { get; init; }
}

/// <summary>A paper that identifies a person.</summary>
/// <param name="Type"><c>cccd</c>, <c>cmnd</c>, <c>passport</c>, <c>national-id</c>, <c>driver-licence</c> or <c>other</c>.</param>
/// <param name="Number">The number.</param>
/// <param name="Country">The issuing state (ISO 3166); null means Viet Nam.</param>
public sealed record DocumentData(string Type, string Number, string? Country = null);

/// <summary>A link between two mentions of one report.</summary>
/// <param name="From">The ref it starts at.</param>
/// <param name="To">The ref it ends at.</param>
/// <param name="Kind">
/// <c>holds</c>, <c>registered-to</c>, <c>used-in</c>, <c>logged-in-from</c>, <c>transferred</c>, <c>contacted</c>, <c>controls</c>,
/// <c>related</c> or <c>mentioned-with</c>.
/// </param>
public sealed record ReportLinkData(string From, string To, string Kind)
{
    /// <summary>Gets the amount, in whole units of the currency, from 0 to 10^18.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Gets the ISO 4217 code; null means VND.</summary>
    public string? Currency { get; init; }

    /// <summary>Gets when.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Gets the bank's or operator's own reference.</summary>
    public string? Reference { get; init; }
}

/// <summary>An amount of money.</summary>
/// <param name="Amount">The amount, in whole units of the currency, from 0.</param>
/// <param name="Currency">The ISO 4217 code; null means VND.</param>
public sealed record MoneyData(decimal Amount, string? Currency = null);
