using Resolve.Client.Contracts;
using Resolve.Identifiers;
using Resolve.Persons;
using Resolve.Reports;

namespace Resolve.Api.Persons;

/// <summary>Reads a description of a person as if a report told it, so that a search compares what an import would have compared.</summary>
/// <param name="Record">The record; null when something is wrong.</param>
/// <param name="Errors">What is wrong.</param>
/// <param name="Warnings">What was not understood and does not count.</param>
internal sealed record PersonDescription(PersonRecord? Record, IReadOnlyList<FieldErrorData> Errors, IReadOnlyList<FieldErrorData> Warnings)
{
    public static PersonDescription Read(PersonSearchRequest request)
    {
        var errors = new List<FieldErrorData>();
        if (request is { Name: null, Dob: null, Aliases: null or [], Documents: null or [], Addresses: null or [], Phones: null or [], Emails: null or [], Accounts: null or [] })
            errors.Add(new("", FieldErrorCodes.Required, "A search tells at least one thing that singles a person out: a name, a date of birth, a paper, an address, a phone, an e-mail address or an account."));
        string? birth = request.Dob is null ? null : IdentifierParser.Parse("date", request.Dob, null).Key;
        if (birth is null && request.Dob is not null) errors.Add(new("dob", FieldErrorCodes.Format, "It is no date of birth that can be read, such as 1961-04-03, 03/04/1961 or 1961."));
        CheckSizes(request, errors);
        if (errors.Count > 0) return new(null, errors, []);
        var warnings = new List<FieldErrorData>();
        CheckPapers(request, warnings);
        (List<EntityKey> holds, List<string> contacts) = Held(request, warnings);
        PersonRecord record = PersonRecordBuilder.Build(new ReportKey("search", "search"), MentionOf(request, birth), holds, contacts);
        if (!TellsNothing(record)) return new(record, [], warnings);
        return new(null, warnings.Count > 0 ? warnings : [new("", FieldErrorCodes.Required, "Nothing of the description can be compared.")], []);
    }

    private static void CheckSizes(PersonSearchRequest request, List<FieldErrorData> errors)
    {
        void Check(string path, IEnumerable<string?> texts)
        {
            int i = 0;
            foreach (string? text in texts)
            {
                if (text?.Length > ReportLimits.TextLengthMax) errors.Add(new($"{path}[{i}]", FieldErrorCodes.TooLong, $"It has at most {ReportLimits.TextLengthMax} characters."));
                if (i++ == ReportLimits.ListCountMax)
                {
                    errors.Add(new(path, FieldErrorCodes.TooMany, $"There are at most {ReportLimits.ListCountMax}."));
                    return;
                }
            }
        }
        if (request.Name?.Length > ReportLimits.TextLengthMax) errors.Add(new("name", FieldErrorCodes.TooLong, $"It has at most {ReportLimits.TextLengthMax} characters."));
        Check("aliases", request.Aliases ?? []);
        Check("documents", request.Documents?.Select(d => d.Number) ?? []);
        Check("addresses", request.Addresses ?? []);
        Check("phones", request.Phones ?? []);
        Check("emails", request.Emails ?? []);
        Check("accounts", request.Accounts?.Select(a => a.Value) ?? []);
    }

    /// <summary>Reads what the person holds: keys where they can be read, else contacts as written, which are compared all the same.</summary>
    private static (List<EntityKey> Holds, List<string> Contacts) Held(PersonSearchRequest request, List<FieldErrorData> warnings)
    {
        var holds = new List<EntityKey>();
        var contacts = new List<string>();
        void Read(string path, Mention mention, bool isContact)
        {
            foreach (NormalisedIdentifier read in MentionNormaliser.NormaliseAll(mention, null))
            {
                if (!read.Key.IsDefault)
                {
                    holds.Add(read.Key);
                    continue;
                }
                if (isContact && read.Reason is not ("filler" or "service-number" or "empty" or "masked")) contacts.Add(mention.Value!);
                warnings.Add(new FieldErrorData(path, FieldErrorCodes.Format, $"It names no entity: {read.Reason}."));
            }
        }
        int i = 0;
        foreach (string text in request.Phones ?? []) Read($"phones[{i++}]", new Mention { Ref = "p", Kind = MentionKind.Phone, Value = text }, isContact: true);
        i = 0;
        foreach (string text in request.Emails ?? []) Read($"emails[{i++}]", new Mention { Ref = "e", Kind = MentionKind.Online, Platform = "email", Value = text }, isContact: true);
        i = 0;
        foreach (SearchedAccountData a in request.Accounts ?? []) Read($"accounts[{i++}]", new Mention { Ref = "a", Kind = MentionKind.Account, Bank = a.Bank, Value = a.Value }, isContact: false);
        return (holds, contacts);
    }

    private static Mention MentionOf(PersonSearchRequest request, string? birth) => new()
    {
        Ref = "person",
        Kind = MentionKind.Person,
        Name = request.Name,
        Aliases = request.Aliases ?? [],
        BirthDate = birth,
        Sex = request.Sex,
        Nationality = request.Nationality,
        Documents = [.. (request.Documents ?? []).Select(d => new DocumentMention(d.Type, d.Number, d.Country))],
        Addresses = request.Addresses ?? [],
    };

    private static void CheckPapers(PersonSearchRequest request, List<FieldErrorData> warnings)
    {
        int i = 0;
        foreach (DocumentData paper in request.Documents ?? [])
        {
            if (!IdentityDocument.TryParse(new DocumentMention(paper.Type, paper.Number, paper.Country), out _, out string? reason))
                warnings.Add(new FieldErrorData($"documents[{i}]", FieldErrorCodes.Format, $"It is no valid paper: {reason}."));
            i++;
        }
    }

    private static bool TellsNothing(PersonRecord r) =>
        PersonRecordBuilder.NamesNobody(r) && r is { BirthDate: null, Addresses.Count: 0, Holds.Count: 0, Contacts.Count: 0 };
}
