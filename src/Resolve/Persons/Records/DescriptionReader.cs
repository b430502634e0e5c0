using Resolve.Identifiers;
using Resolve.Identifiers.Documents;
using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Normalisation;
using Resolve.Identifiers.Text;
using Resolve.Reports;

namespace Resolve.Persons.Records;

/// <summary>Reads a description of a person as if it stood in a report, so that a search compares what an import would compare.</summary>
public static class DescriptionReader
{
    /// <summary>Reads a description.</summary>
    /// <param name="person">The person as a report would mention it.</param>
    /// <param name="held">The phones, accounts and online identities that the person is said to hold; each one's ref is the path it is named by in
    /// warnings.</param>
    /// <returns>The record, null when nothing of the description can be compared; and what was not understood and does not count.</returns>
    public static (PersonRecord? Record, IReadOnlyList<FieldError> Warnings) Read(Mention person, IEnumerable<Mention> held)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(held);
        var warnings = new List<FieldError>();
        for (int i = 0; i < person.Documents.Count; i++)
            if (!IdentityDocument.TryParse(person.Documents[i], out _, out string? reason))
                warnings.Add(new FieldError($"documents[{i}]", FieldErrorCodes.Format, $"It is no valid paper: {reason}."));
        var holds = new List<EntityKey>();
        var contacts = new List<string>();
        foreach (Mention mention in held)
        {
            foreach (NormalisedIdentifier read in MentionNormaliser.NormaliseAll(mention, null))
            {
                if (!read.Key.IsDefault)
                {
                    holds.Add(read.Key);
                    continue;
                }
                if (IsContact(mention, read)) contacts.Add(mention.Value!);
                warnings.Add(new FieldError(mention.Ref, FieldErrorCodes.Format, $"It names no entity: {read.Reason}."));
            }
        }
        PersonRecord record = PersonRecordBuilder.Build(new ReportKey("search", "search"), person, holds, contacts);
        bool isEmpty = PersonRecordBuilder.NamesNobody(record) && record is { Holds.Count: 0, Contacts.Count: 0 };
        return (isEmpty ? null : record, warnings);
    }

    /// <summary>Returns whether a mention that names no entity is still compared: a number without its area code, an e-mail address with a slip.</summary>
    /// <param name="mention">A phone, account or online mention.</param>
    /// <param name="read">What it was read as.</param>
    /// <returns>True for phones and e-mail addresses that were meant as one; false for fillers, hotlines and hidden digits.</returns>
    public static bool IsContact(Mention mention, NormalisedIdentifier read)
    {
        ArgumentNullException.ThrowIfNull(mention);
        bool reaches = mention.Kind == MentionKind.Phone
            || (mention.Kind == MentionKind.Online && TextFold.Fold(mention.Platform ?? "") is "email" or "e mail");
        return mention.Value is not null && reaches && read.Key.IsDefault && read.Reason is not ("filler" or "service-number" or "empty" or "masked");
    }
}
