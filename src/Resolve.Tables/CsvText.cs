namespace Resolve.Tables;

/// <summary>Where a text of a report comes from: a constant, or columns joined by single spaces without the empty ones.</summary>
/// <param name="Columns">The columns in their order; empty for a constant.</param>
/// <param name="Constant">The constant; null for columns.</param>
/// <param name="Formats">For dates and times: how the file writes them, tried in order; none means that the text is taken as written.</param>
/// <param name="Offset">For times without an offset of their own: theirs, such as +07:00.</param>
public sealed record CsvText(IReadOnlyList<string> Columns, string? Constant, IReadOnlyList<string> Formats, TimeSpan Offset);

/// <summary>A paper of a person: its type, and where number and issuing state come from.</summary>
/// <param name="Type">The type: <c>cccd</c>, <c>cmnd</c>, <c>passport</c>, <c>national-id</c>, <c>driver-licence</c> or <c>other</c>.</param>
/// <param name="Number">Where the number comes from.</param>
/// <param name="Country">Where the issuing state comes from; null for Viet Nam.</param>
public sealed record CsvDocument(string Type, CsvText Number, CsvText? Country);

/// <summary>An account that a person of the row holds.</summary>
/// <param name="Number">Where the number comes from.</param>
/// <param name="Bank">Where the bank comes from; null when the file does not say.</param>
/// <param name="Holder">Where the holder's name comes from; null when the file does not say.</param>
public sealed record CsvAccount(CsvText Number, CsvText? Bank, CsvText? Holder);

/// <summary>A mention that each row makes, unless all its columns are empty.</summary>
public sealed record CsvMention
{
    /// <summary>Gets the kind as on the wire: <c>person</c>, <c>phone</c>, <c>account</c>, <c>device</c>, <c>online</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets the ref; <c>m1</c>, <c>m2</c>… by place in the mapping unless given.</summary>
    public required string Ref { get; init; }

    /// <summary>Gets the texts by their name on the wire: <c>role</c>, <c>value</c>, <c>name</c>, <c>dob</c>, <c>bank</c>…</summary>
    public required IReadOnlyList<(string Name, CsvText Text)> Texts { get; init; }

    /// <summary>Gets a person's other names.</summary>
    public IReadOnlyList<CsvText> Aliases { get; init; } = [];

    /// <summary>Gets a person's papers.</summary>
    public IReadOnlyList<CsvDocument> Documents { get; init; } = [];

    /// <summary>Gets a person's addresses.</summary>
    public IReadOnlyList<CsvText> Addresses { get; init; } = [];

    /// <summary>Gets a person's phones; each becomes a phone mention that the person holds.</summary>
    public IReadOnlyList<CsvText> Phones { get; init; } = [];

    /// <summary>Gets a person's e-mail addresses; each becomes an online mention that the person holds.</summary>
    public IReadOnlyList<CsvText> Emails { get; init; } = [];

    /// <summary>Gets a person's accounts; each becomes an account mention that the person holds.</summary>
    public IReadOnlyList<CsvAccount> Accounts { get; init; } = [];
}

/// <summary>A link between two mentions of each row; left out where one of them is.</summary>
/// <param name="From">The ref it starts at.</param>
/// <param name="To">The ref it ends at.</param>
/// <param name="Kind">The kind as on the wire, such as <c>transferred</c>.</param>
/// <param name="Texts">The texts by their name on the wire: <c>amount</c>, <c>currency</c>, <c>at</c>, <c>reference</c>.</param>
public sealed record CsvLink(string From, string To, string Kind, IReadOnlyList<(string Name, CsvText Text)> Texts);
