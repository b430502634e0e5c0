using System.Text.Json;
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
        if (errors.Count > 0) return new(null, errors, []);
        ReportData written = (request with { Dob = birth }).ToReport();
        ReportReadResult read = ReportReader.Read(JsonSerializer.SerializeToUtf8Bytes(written, ResolveJson.Answers));
        if (read.Report is null) return new(null, [.. read.Errors.Select(e => new FieldErrorData(PathIn(written, e.Path), e.Code, e.Message))], []);
        ReportContent content = ReportExtractor.Extract(read.Report);
        return new(
            content.Mentions[0].Record,
            [],
            [.. content.Mentions.Skip(1).Where(m => m.Reason is not null).Select(m => new FieldErrorData(m.Ref, FieldErrorCodes.Format, $"It was not understood and does not count: {m.Reason}."))]);
    }

    /// <summary>Turns a path in the report, such as <c>mentions[1].value</c>, into one in the request.</summary>
    private static string PathIn(ReportData report, string path)
    {
        for (int i = 0; i < report.Mentions.Count; i++)
        {
            string mention = $"mentions[{i}]";
            if (!path.StartsWith(mention, StringComparison.Ordinal)) continue;
            string rest = path[mention.Length..];
            return i == 0 ? rest.TrimStart('.') : report.Mentions[i].Ref + (rest == ".value" && !report.Mentions[i].Ref!.StartsWith("accounts", StringComparison.Ordinal) ? "" : rest);
        }
        return path;
    }
}
