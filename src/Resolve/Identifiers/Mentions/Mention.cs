namespace Resolve.Identifiers.Mentions;

/// <summary>An identifier or person as written in a report, nothing changed.</summary>
/// <remarks>One type for all kinds, as on the wire: the fields a kind does not have are null or empty.</remarks>
public sealed record Mention
{
    /// <summary>Gets the name of this mention inside its report, unique there; the reader gives <c>m1</c>, <c>m2</c>… where the report gave none.</summary>
    public required string Ref { get; init; }

    /// <summary>Gets the kind.</summary>
    public required MentionKind Kind { get; init; }

    /// <summary>Gets the part this mention plays; <see cref="MentionRole.Mentioned"/> unless the report says otherwise.</summary>
    public MentionRole Role { get; init; } = MentionRole.Mentioned;

    /// <summary>Gets the identifier as written; null for a person.</summary>
    public string? Value { get; init; }

    /// <summary>Gets how a phone was met: <c>call</c>, <c>zalo</c>, <c>displayed</c>, <c>sms</c>…, as written.</summary>
    public string? Channel { get; init; }

    /// <summary>Gets the bank of an account as written: BIN, BIC, short or legal name.</summary>
    public string? Bank { get; init; }

    /// <summary>Gets the holder's name of an account as written.</summary>
    public string? Holder { get; init; }

    /// <summary>Gets the type of a device: <c>imei</c>, <c>imsi</c>, <c>iccid</c>, <c>mac</c>, <c>adid</c>, as written.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the platform of an online identity: <c>facebook</c>, <c>telegram</c>, <c>email</c>, <c>domain</c>…, as written.</summary>
    public string? Platform { get; init; }

    /// <summary>Gets a person's name as written.</summary>
    public string? Name { get; init; }

    /// <summary>Gets a person's other names as written.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Gets a person's date of birth as written: a date, a year-month or a year.</summary>
    public string? BirthDate { get; init; }

    /// <summary>Gets a person's sex as written.</summary>
    public string? Sex { get; init; }

    /// <summary>Gets a person's nationality as written, ISO 3166 or a name.</summary>
    public string? Nationality { get; init; }

    /// <summary>Gets a person's papers.</summary>
    public IReadOnlyList<DocumentMention> Documents { get; init; } = [];

    /// <summary>Gets a person's addresses as written.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];
}

/// <summary>A paper that identifies a person, as written.</summary>
/// <param name="Type"><c>cccd</c>, <c>cmnd</c>, <c>passport</c>, <c>national-id</c>, <c>driver-licence</c> or <c>other</c>.</param>
/// <param name="Number">The number as written.</param>
/// <param name="Country">The issuing state (ISO 3166 alpha-2 or alpha-3) as written; null means Viet Nam.</param>
public readonly record struct DocumentMention(string Type, string Number, string? Country = null);

/// <summary>What kind of thing a mention names. The numbers are stored; they never change meaning.</summary>
public enum MentionKind : byte
{
    /// <summary>A person.</summary>
    Person = 1,

    /// <summary>A phone number.</summary>
    Phone = 2,

    /// <summary>A bank account, card, wallet or crypto address.</summary>
    Account = 3,

    /// <summary>A device.</summary>
    Device = 4,

    /// <summary>An online identity.</summary>
    Online = 5,

    /// <summary>The registration plate of a vehicle.</summary>
    Plate = 6,
}

/// <summary>The part a mention plays in its report. The numbers are stored; they never change meaning.</summary>
public enum MentionRole : byte
{
    /// <summary>Named, with no part given.</summary>
    Mentioned = 0,

    /// <summary>Acts for the crime, by the report's word.</summary>
    Suspect = 1,

    /// <summary>Harmed. Never connects suspects.</summary>
    Victim = 2,

    /// <summary>Holds an account, number or device that was used.</summary>
    Holder = 3,

    /// <summary>Passes money or calls on.</summary>
    Intermediary = 4,

    /// <summary>Saw it. Never connects suspects.</summary>
    Witness = 5,
}
