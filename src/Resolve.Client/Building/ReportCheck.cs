using System.Text.Json;
using Resolve.Client.Contracts;

namespace Resolve.Client.Building;

/// <summary>Checks a report against the limits of the format, as the service does.</summary>
internal sealed class ReportCheck
{
    private const int SizeBytesMax = 1 << 20, MentionsMax = 1_000, LinksMax = 5_000, ListMax = 50, KeyMax = 200, TextMax = 1_000, NarrativeMax = 300_000;
    private const int YearMin = 1900, YearMax = 2199;
    private const decimal AmountMax = 1_000_000_000_000_000_000m;

    private readonly List<FieldErrorData> _errors = [];

    /// <summary>Returns what is wrong with a report.</summary>
    public static IReadOnlyList<FieldErrorData> Run(ReportData report)
    {
        var check = new ReportCheck();
        check.CheckReport(report);
        for (int i = 0; i < report.Mentions.Count; i++) check.CheckMention($"mentions[{i}]", report.Mentions[i]);
        for (int i = 0; i < report.Links?.Count; i++) check.CheckLink($"links[{i}]", report.Links[i]);
        if (check._errors.Count == 0 && JsonSerializer.SerializeToUtf8Bytes(report, ResolveJson.Answers).Length > SizeBytesMax)
            check.Wrong("", "too-long", $"A report has at most {SizeBytesMax} bytes.");
        return check._errors;
    }

    private void CheckReport(ReportData report)
    {
        Key("source", report.Source);
        Key("id", report.Id);
        if (report.Version is < 1) Wrong("version", "range", "A version is 1 or more.");
        Text("unit", report.Unit);
        Text("province", report.Province);
        Text("narrative", report.Narrative, NarrativeMax);
        Texts("typologies", report.Typologies);
        Time("receivedAt", report.ReceivedAt);
        Time("occurredAt", report.OccurredAt);
        Amount("loss", report.Loss?.Amount, report.Loss?.Currency);
        if (report.Mentions.Count == 0 && string.IsNullOrWhiteSpace(report.Narrative))
            Wrong("mentions", "required", "A report has at least one mention, or a narrative.");
        if (report.Mentions.Count > MentionsMax) Wrong("mentions", "too-many", $"A report has at most {MentionsMax} mentions.");
        if (report.Links?.Count > LinksMax) Wrong("links", "too-many", $"A report has at most {LinksMax} links.");
    }

    private void CheckMention(string path, MentionData mention)
    {
        if (mention.Kind != "person") Required(path + ".value", mention.Value);
        Text(path + ".channel", mention.Channel);
        Text(path + ".bank", mention.Bank);
        Text(path + ".holder", mention.Holder);
        Text(path + ".platform", mention.Platform);
        Text(path + ".name", mention.Name);
        Text(path + ".nationality", mention.Nationality);
        Texts(path + ".aliases", mention.Aliases);
        Texts(path + ".addresses", mention.Addresses);
        if (mention.Dob is { Length: 4 } year && (string.CompareOrdinal(year, "1900") < 0 || string.CompareOrdinal(year, "2199") > 0))
            Wrong(path + ".dob", "range", $"A year is from {YearMin} to {YearMax}.");
        if (mention.Documents is not { } documents) return;
        if (documents.Count > ListMax) Wrong(path + ".documents", "too-many", $"A person has at most {ListMax} papers.");
        for (int i = 0; i < documents.Count; i++)
        {
            Required($"{path}.documents[{i}].number", documents[i].Number);
            Text($"{path}.documents[{i}].country", documents[i].Country);
        }
    }

    private void CheckLink(string path, ReportLinkData link)
    {
        Amount(path, link.Amount, link.Currency);
        Time(path + ".at", link.At);
        Text(path + ".reference", link.Reference);
    }

    private void Key(string path, string? value)
    {
        if (string.IsNullOrWhiteSpace(value)) Wrong(path, "required", "It is required.");
        else if (value.Length > KeyMax) Wrong(path, "too-long", $"It has at most {KeyMax} characters.");
        else if (value.Any(char.IsControl) || value.Trim().Length != value.Length)
            Wrong(path, "format", "It has no control characters, and no blanks at its ends.");
        else WellFormed(path, value);
    }

    private void Required(string path, string? value)
    {
        if (string.IsNullOrWhiteSpace(value)) Wrong(path, "required", "It is required.");
        else Text(path, value);
    }

    private void Text(string path, string? value, int most = TextMax)
    {
        if (value?.Length > most) Wrong(path, "too-long", $"It has at most {most} characters.");
        else if (value is not null) WellFormed(path, value);
    }

    private void WellFormed(string path, string value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (value[i] != '\0' && !char.IsSurrogate(value[i])) continue;
            if (i + 1 < value.Length && char.IsSurrogatePair(value[i], value[i + 1])) i++;
            else
            {
                Wrong(path, "encoding", "It is not valid Unicode, or has a zero character.");
                return;
            }
        }
    }

    private void Texts(string path, IReadOnlyList<string>? values)
    {
        if (values is null) return;
        if (values.Count > ListMax) Wrong(path, "too-many", $"It has at most {ListMax} members.");
        for (int i = 0; i < values.Count; i++) Required($"{path}[{i}]", values[i]);
    }

    private void Time(string path, DateTimeOffset? time)
    {
        if (time is { Year: < YearMin or > YearMax } || time is { UtcDateTime.Year: < YearMin or > YearMax })
            Wrong(path, "range", $"A year is from {YearMin} to {YearMax}.");
    }

    private void Amount(string path, decimal? amount, string? currency)
    {
        if (amount is < 0 or > AmountMax) Wrong(path + ".amount", "range", "An amount is from 0 to 10^18.");
        if (currency is not null && (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper)))
            Wrong(path + ".currency", "format", "A currency is a code of ISO 4217, such as VND.");
    }

    private void Wrong(string path, string code, string message) => _errors.Add(new FieldErrorData(path, code, message));
}
