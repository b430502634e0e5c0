using Resolve.Client.Contracts;
using Resolve.Identifiers.Explanations;
using Resolve.Identifiers.Mentions;
using Resolve.Persons.Records;
using Resolve.Reports;

namespace Resolve.Api.Persons;

/// <summary>Reads a description of a person as if it stood in a report, so that a search compares what an import would have compared.</summary>
/// <param name="Record">The record; null when something is wrong.</param>
/// <param name="Errors">What is wrong.</param>
/// <param name="Warnings">What was not understood and does not count.</param>
internal sealed record PersonDescription(PersonRecord? Record, IReadOnlyList<FieldErrorData> Errors, IReadOnlyList<FieldErrorData> Warnings)
{
    public static PersonDescription Read(PersonSearchRequest request)
    {
        var errors = new List<FieldErrorData>();
        if (request is { Name: null, Dob: null, Aliases: null or [], Documents: null or [], Addresses: null or [], Phones: null or [],
            Emails: null or [], Accounts: null or [] })
            errors.Add(new("", FieldErrorCodes.Required,
                "A search gives at least one identifying field: a name, a date of birth, a paper, an address, a phone, an e-mail address or an account."));
        string? birth = request.Dob is null ? null : IdentifierParser.Parse("date", request.Dob, null).Key;
        if (birth is null && request.Dob is not null) errors.Add(new("dob", FieldErrorCodes.Format,
            "It is no date of birth that can be read, such as 1961-04-03, 03/04/1961 or 1961."));
        CheckSizes(request, errors);
        if (errors.Count > 0) return new(null, errors, []);
        (PersonRecord? record, IReadOnlyList<FieldError> unread) = DescriptionReader.Read(MentionOf(request, birth), HeldOf(request));
        FieldErrorData[] warnings = [.. unread.Select(e => new FieldErrorData(e.Path, e.Code, e.Message))];
        if (record is not null) return new(record, [], warnings);
        return new(null, warnings.Length > 0 ? warnings : [new("", FieldErrorCodes.Required, "Nothing of the description can be compared.")], []);
    }

    private static void CheckSizes(PersonSearchRequest request, List<FieldErrorData> errors)
    {
        void Check(string path, IEnumerable<string?> texts)
        {
            int i = 0;
            foreach (string? text in texts)
            {
                if (text?.Length > ReportLimits.TextLengthMax) errors.Add(new($"{path}[{i}]", FieldErrorCodes.TooLong,
                    $"It has at most {ReportLimits.TextLengthMax} characters."));
                if (i++ == ReportLimits.ListCountMax)
                {
                    errors.Add(new(path, FieldErrorCodes.TooMany, $"There are at most {ReportLimits.ListCountMax}."));
                    return;
                }
            }
        }
        if (request.Name?.Length > ReportLimits.TextLengthMax) errors.Add(new("name", FieldErrorCodes.TooLong,
            $"It has at most {ReportLimits.TextLengthMax} characters."));
        Check("aliases", request.Aliases ?? []);
        Check("documents", request.Documents?.Select(d => d.Number) ?? []);
        Check("addresses", request.Addresses ?? []);
        Check("phones", request.Phones ?? []);
        Check("emails", request.Emails ?? []);
        Check("accounts", request.Accounts?.Select(a => a.Value) ?? []);
    }

    /// <summary>What the person is said to hold, each named by its path in the request.</summary>
    private static IEnumerable<Mention> HeldOf(PersonSearchRequest request) =>
        (request.Phones ?? []).Select((text, i) => new Mention { Ref = $"phones[{i}]", Kind = MentionKind.Phone, Value = text })
            .Concat((request.Emails ?? []).Select((text, i) =>
                new Mention { Ref = $"emails[{i}]", Kind = MentionKind.Online, Platform = "email", Value = text }))
            .Concat((request.Accounts ?? []).Select((a, i) =>
                new Mention { Ref = $"accounts[{i}]", Kind = MentionKind.Account, Bank = a.Bank, Value = a.Value }));

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
}
