using System.Text;
using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Persons;

/// <summary>Makes the record of a person mention.</summary>
public static class PersonRecordBuilder
{
    /// <summary>Normalises a person mention.</summary>
    /// <param name="report">The report it stands in.</param>
    /// <param name="mention">The person mention.</param>
    /// <param name="holds">The entities that the report says the person holds; any order.</param>
    /// <returns>The record.</returns>
    public static PersonRecord Build(ReportKey report, Mention mention, IEnumerable<EntityKey> holds)
    {
        ArgumentNullException.ThrowIfNull(mention);
        ArgumentNullException.ThrowIfNull(holds);
        string? name = Canonical(mention.Name);
        string[] aliases = [.. mention.Aliases.Select(Canonical).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        PartialDate? birth = PartialDate.TryParseIso((mention.BirthDate ?? "").Trim(), out PartialDate date) ? date : null;
        var documents = new SortedSet<IdentityDocument>();
        foreach (DocumentMention paper in mention.Documents)
            if (IdentityDocument.TryParse(paper, out IdentityDocument document, out _)) documents.Add(document);
        string[] addresses = [.. mention.Addresses.Select(Canonical).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string? sex = mention.Sex is null ? null : TextFold.Fold(mention.Sex) switch { "m" or "male" or "nam" => "M", "f" or "female" or "nu" => "F", _ => null };
        string? nationality = mention.Nationality?.Trim() is { Length: 2 } code ? code.ToUpperInvariant() : null;
        EntityKey[] held = [.. holds.Distinct().Order()];

        bool singlesOut = documents.Count > 0 || (name is not null && (held.Length > 0 || (birth is { IsFull: true } && addresses.Length > 0)));
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
        Part("m", [discriminator]);
        return new PersonRecord
        {
            Name = name,
            Aliases = aliases,
            BirthDate = birth,
            Documents = [.. documents],
            Addresses = addresses,
            Sex = sex,
            Nationality = nationality,
            Holds = held,
            Discriminator = discriminator,
            Fingerprint = StableHash.Of128(Encoding.UTF8.GetBytes(text.ToString())),
        };
    }

    private static string? Canonical(string? text) => CanonicalText.Tidy(text);
}
