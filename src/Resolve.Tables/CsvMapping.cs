using Resolve.Reports;

namespace Resolve.Tables;

/// <summary>How the columns of a CSV file become reports, one a row. Read from JSON; docs/csv-mapping.md has the form.</summary>
public sealed record CsvMapping
{
    /// <summary>Gets where the report's source comes from; mostly a constant.</summary>
    public required CsvText Source { get; init; }

    /// <summary>Gets where the report's id comes from; null when every id is made from the content of its row.</summary>
    public required CsvText? Id { get; init; }

    /// <summary>Gets whether a row without an id gets one that is made from its content: the same content gives the same id.</summary>
    public bool IdFromContent { get; init; }

    /// <summary>Gets whether texts are put into composed Unicode (NFC): for files in an encoding that writes marks by themselves, such as
    /// Windows-1258.</summary>
    public bool Compose { get; init; }

    /// <summary>Gets the character between fields; a comma by default.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>Gets the texts of the report itself by their name on the wire: <c>unit</c>, <c>receivedAt</c>, <c>occurredAt</c>, <c>province</c>,
    /// <c>narrative</c>.</summary>
    public IReadOnlyList<(string Name, CsvText Text)> Texts { get; init; } = [];

    /// <summary>Gets the typologies.</summary>
    public IReadOnlyList<CsvText> Typologies { get; init; } = [];

    /// <summary>Gets where the amount lost comes from; null for none.</summary>
    public CsvText? Loss { get; init; }

    /// <summary>Gets where the currency of the loss comes from; null means VND.</summary>
    public CsvText? LossCurrency { get; init; }

    /// <summary>Gets the mentions, at least one.</summary>
    public required IReadOnlyList<CsvMention> Mentions { get; init; }

    /// <summary>Gets the links between them.</summary>
    public IReadOnlyList<CsvLink> Links { get; init; } = [];

    /// <summary>Reads a mapping.</summary>
    /// <param name="utf8">The JSON object; comments and trailing commas are allowed.</param>
    /// <returns>The mapping.</returns>
    /// <exception cref="CsvMappingException">It is not JSON, a member is missing, unknown, stands twice or has a wrong form; the message names it.</exception>
    public static CsvMapping Parse(ReadOnlyMemory<byte> utf8) => CsvMappingReader.Read(utf8);

    /// <summary>Returns every column that the mapping names, each once, in the order of the mapping.</summary>
    /// <returns>The columns.</returns>
    public IEnumerable<string> Columns()
    {
        IEnumerable<CsvText?> all =
        [
            Source, Id, .. Texts.Select(t => t.Text), .. Typologies, Loss, LossCurrency,
            .. Mentions.SelectMany(m => (IEnumerable<CsvText?>)
            [
                .. m.Texts.Select(t => t.Text), .. m.Aliases, .. m.Documents.SelectMany(d => (CsvText?[])[d.Number, d.Country]), .. m.Addresses,
                .. m.Phones, .. m.Emails, .. m.Accounts.SelectMany(a => (CsvText?[])[a.Number, a.Bank, a.Holder]),
            ]),
            .. Links.SelectMany(l => l.Texts.Select(t => t.Text)),
        ];
        return all.OfType<CsvText>().SelectMany(t => t.Columns).Distinct(StringComparer.Ordinal);
    }
}

/// <summary>What became of one row.</summary>
/// <param name="Line">The line of the file, from 1, on which the row starts.</param>
/// <param name="Report">The report; null when there are errors.</param>
/// <param name="Errors">What is wrong with the row; empty when there is a report.</param>
/// <param name="Raw">The row as the file has it, for a quarantine; no line break at its end.</param>
public sealed record CsvRow(long Line, Report? Report, IReadOnlyList<FieldError> Errors, string Raw);
