using System.Text;
using Resolve.Identifiers;
using Resolve.Identifiers.Dates;
using Resolve.Identifiers.Documents;
using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Names;
using Resolve.Identifiers.Phones;
using Resolve.Identifiers.Places;
using Resolve.Identifiers.Text;
using Resolve.Reports;

namespace Resolve.Persons.Records;

/// <summary>Makes the record of a person mention.</summary>
public static class PersonRecordBuilder
{
    private const int DoubtfulLengthMin = 6, DoubtfulLengthMax = 30, CccdLengthMin = 10, PaperLengthMax = 100;

    /// <summary>Normalises a person mention.</summary>
    /// <param name="report">The report it stands in.</param>
    /// <param name="mention">The person mention.</param>
    /// <param name="holds">The entities that the report says the person holds; any order.</param>
    /// <param name="contacts">The phones and e-mail addresses, as written, that the report says the person holds and that name no entity; any order. Fillers
    /// and service numbers do not belong here.</param>
    /// <param name="reported">The day of the report, by which a date of birth is one of somebody living; null when it has none.</param>
    /// <returns>The record.</returns>
    public static PersonRecord Build(ReportKey report, Mention mention, IEnumerable<EntityKey> holds,
        IEnumerable<string>? contacts = null, DateOnly? reported = null)
    {
        ArgumentNullException.ThrowIfNull(mention);
        ArgumentNullException.ThrowIfNull(holds);
        var others = new SortedSet<string>(StringComparer.Ordinal);
        string? name = NameOf(mention.Name, others);
        foreach (string alias in mention.Aliases)
            if (NameOf(alias, others) is { } other) others.Add(other);
        if (name is not null) others.Remove(name);
        string[] aliases = [.. others];
        PartialDate? birth = mention.BirthDate is { } stated && PartialDate.TryParse(stated, null, out PartialDate date)
            && LivingBirths.IsPossible(date, reported) ? date : null;
        var documents = new SortedSet<IdentityDocument>();
        var doubtful = new SortedSet<IdentityDocument>();
        foreach (DocumentMention paper in mention.Documents)
        {
            if (IdentityDocument.TryParse(paper, out IdentityDocument document, out string? reason)) documents.Add(document);
            else if (reason is not ("filler" or "empty" or "unknown-type") && Doubtful(paper) is { } slip) doubtful.Add(slip);
        }
        string[] addresses = [.. mention.Addresses.Select(a => Canonical(MisreadText.Utf8(a) ?? a)).OfType<string>().Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
        string? sex = mention.Sex is null ? null : TextFold.Fold(mention.Sex) switch { "m" or "male" or "nam" => "M",
            "f" or "female" or "nu" => "F", _ => null };
        string? nationality = mention.Nationality is { } state && Countries.TryFind(state, out Country country) ? country.Alpha2 : null;
        EntityKey[] held = [.. holds.Distinct().Order()];
        string[] written = [.. (contacts ?? []).Select(Contact).Where(c => c.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

        bool singlesOut = documents.Count > 0 || (name is not null
            && (held.Length > 0 || doubtful.Count > 0 || written.Length > 0 || (birth is { IsFull: true } && addresses.Length > 0)));
        string? discriminator = singlesOut ? null : $"{report}#{mention.Ref}";

        var text = new StringBuilder();
        void Part(string label, IEnumerable<string?> values)
        {
            foreach (string? value in values)
                if (value is not null) text.Append(label).Append('=').Append(value).Append('\u001F');
        }
        Part("n", [name]);
        Part("a", aliases);
        Part("b", [birth?.ToString()]);
        Part("d", documents.Select(d => d.ToString()));
        Part("l", addresses);
        Part("s", [sex]);
        Part("c", [nationality]);
        Part("h", held.Select(k => k.ToString()));
        Part("w", written);
        Part("p", doubtful.Select(d => d.ToString()));
        Part("m", [discriminator]);
        return new PersonRecord
        {
            Name = name,
            Aliases = aliases,
            BirthDate = birth,
            Documents = [.. documents],
            UncertainDocuments = [.. doubtful],
            Addresses = addresses,
            Sex = sex,
            Nationality = nationality,
            Holds = held,
            Contacts = written,
            Discriminator = discriminator,
            Fingerprint = StableHash.Of128(Encoding.UTF8.GetBytes(text.ToString())),
        };
    }

    /// <summary>Returns whether the date of birth of a mention is one that nobody living has, so that it is kept as written and not compared.</summary>
    /// <param name="mention">A person mention.</param>
    /// <param name="reported">The day of the report; null when it has none.</param>
    /// <returns>True for fillers of programs such as 1900-01-01, and for dates more than 110 years before the report.</returns>
    public static bool IsBirthOfNobody(Mention mention, DateOnly? reported)
    {
        ArgumentNullException.ThrowIfNull(mention);
        return mention.BirthDate is { } stated && PartialDate.TryParse(stated, null, out PartialDate date) && !LivingBirths.IsPossible(date, reported);
    }

    /// <summary>Returns whether a record describes nobody: no name that is one, no paper, no birth date, no address.</summary>
    /// <param name="record">The record.</param>
    /// <returns>True for "không rõ", "chưa xác định" and the like, also where a number is said to be theirs: whoever they are, the number is all that is
    /// known.</returns>
    public static bool NamesNobody(PersonRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Name is null && record.Aliases.Count == 0 && record.Documents.Count == 0 && record.UncertainDocuments.Count == 0
            && record.BirthDate is null && record.Addresses.Count == 0;
    }

    // The name without titles and slips of fonts and keyboards; what is said behind "tức", "tên gọi khác" is another name.
    private static string? NameOf(string? text, SortedSet<string> others)
    {
        if (!PersonName.TryParse(text, out PersonName? name, out string? reason)) return reason is "filler" or "empty" ? null : Canonical(text);
        foreach (string alias in name.Aliases)
            if (Canonical(alias) is { } other) others.Add(other);
        return Canonical(name.Display);
    }

    // A slip makes a number invalid, not worthless: it is kept to be compared with the right one.
    private static IdentityDocument? Doubtful(DocumentMention paper)
    {
        string written = CanonicalText.ComposePlain(paper.Number);
        Span<char> whole = stackalloc char[PaperLengthMax];
        if (written.Length <= PaperLengthMax && Spreadsheet.TryTakeFractions(written, DoubtfulLengthMin, whole, out int length,
            out _)) written = whole[..length].ToString();
        string number = string.Concat(written.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        if (number.Length is < DoubtfulLengthMin or > DoubtfulLengthMax) return null;
        string country = string.IsNullOrWhiteSpace(paper.Country) ? "VN" : paper.Country.Trim().ToUpperInvariant();
        string type = paper.Type is "national-id" && country == "VN" && number.Length >= CccdLengthMin ? "cccd" : paper.Type;
        return new IdentityDocument(type, country, number);
    }

    // One number is one contact however it is punctuated.
    private static string Contact(string text)
    {
        string plain = CanonicalText.ComposePlain(text);
        bool isNumber = !plain.Any(c => char.IsLetter(c) || c == '@');
        return string.Concat(plain.Where(c => isNumber ? char.IsAsciiDigit(c) : !char.IsWhiteSpace(c))).ToLowerInvariant();
    }

    private static string? Canonical(string? text) => CanonicalText.Tidy(text);
}
