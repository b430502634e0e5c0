using Resolve.Client.Contracts;
using Resolve.Graph;
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
        for (int i = 0; i < (request.Documents?.Count ?? 0); i++)
        {
            DocumentData paper = request.Documents![i];
            if (IdentifierParser.Parse(new ParseRequest("document", paper.Number, Type: paper.Type, Country: paper.Country)).Reason is { } reason)
                errors.Add(new($"documents[{i}]", FieldErrorCodes.Format, $"It is no paper that can be read: {reason}."));
        }
        CheckSizes(request, errors);
        if (errors.Count > 0) return new(null, errors, []);
        ReportContent content = ReportExtractor.Extract(ReportOf(request, birth));
        return new(
            content.Mentions[0].Record,
            [],
            [.. content.Mentions.Skip(1).Where(m => m.Reason is not null).Select(m => new FieldErrorData(m.Ref, FieldErrorCodes.Format, $"It names no entity: {m.Reason}."))]);
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

    /// <summary>Writes the description as a report would tell it: the person first, then what it holds, under refs that name the member.</summary>
    private static Report ReportOf(PersonSearchRequest request, string? birth)
    {
        var mentions = new List<Mention>
        {
            new()
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
            },
        };
        mentions.AddRange((request.Phones ?? []).Select((text, i) => new Mention { Ref = $"phones[{i}]", Kind = MentionKind.Phone, Value = text }));
        mentions.AddRange((request.Emails ?? []).Select((text, i) => new Mention { Ref = $"emails[{i}]", Kind = MentionKind.Online, Value = text, Platform = "email" }));
        mentions.AddRange((request.Accounts ?? []).Select((a, i) => new Mention { Ref = $"accounts[{i}]", Kind = MentionKind.Account, Value = a.Value, Bank = a.Bank }));
        return new Report
        {
            Key = new ReportKey("search", "search"),
            Mentions = mentions,
            Links = [.. mentions.Skip(1).Select(m => new ReportLink("person", m.Ref, LinkKind.Holds))],
        };
    }
}
