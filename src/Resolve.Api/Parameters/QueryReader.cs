using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;
using Resolve.Api.Http;
using Resolve.Client.Contracts;
using Resolve.Reports;

namespace Resolve.Api.Parameters;

/// <summary>Reads the parameters of a request and notes everything that is wrong, a name that nobody knows included.</summary>
internal sealed class QueryReader
{
    private readonly IQueryCollection _query;
    private readonly List<FieldErrorData> _errors = [];

    public QueryReader(IQueryCollection query, IReadOnlyList<QueryParameter> known)
    {
        _query = query;
        foreach (string name in query.Keys.Order(StringComparer.Ordinal))
        {
            if (!known.Any(p => p.Name == name))
                Wrong(name.Length > 64 ? name[..64] : name, "unknown-parameter", $"The parameters here are {string.Join(", ", known.Select(p => p.Name))}.");
        }
        foreach (QueryParameter parameter in known)
        {
            if (parameter.Required && One(parameter) is null) Wrong(parameter.Name, "required", "It is required.");
        }
    }

    /// <summary>Gets the problem; null when all parameters are right.</summary>
    public ProblemHttpResult? Problem => _errors.Count == 0 ? null : Problems.Question(_errors);

    public void Wrong(string name, string code, string message) => _errors.Add(new FieldErrorData(name, code, message));

    public bool Has(QueryParameter parameter) => One(parameter) is not null;

    public long Integer(IntegerParameter parameter)
    {
        if (One(parameter) is not { } text) return parameter.Default;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
            Wrong(parameter.Name, FieldErrorCodes.Type, "It is a whole number.");
        else if (value < parameter.Min || value > parameter.Max)
            Wrong(parameter.Name, FieldErrorCodes.Range, $"It is from {parameter.Min} to {parameter.Max}.");
        else
            return value;
        return parameter.Default;
    }

    public decimal Amount(AmountParameter parameter)
    {
        if (One(parameter) is not { } text) return 0;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value))
            Wrong(parameter.Name, FieldErrorCodes.Type, "It is a number from 0, such as 250000000.");
        else if (value > ReportLimits.AmountMax)
            Wrong(parameter.Name, FieldErrorCodes.Range, "It is from 0 to 10^18.");
        else
            return value;
        return 0;
    }

    public bool? Boolean(BooleanParameter parameter)
    {
        switch (One(parameter))
        {
            case null: return null;
            case "true": return true;
            case "false": return false;
            default:
                Wrong(parameter.Name, FieldErrorCodes.Type, "It is true or false.");
                return null;
        }
    }

    public DateTimeOffset? Time(TimeParameter parameter)
    {
        if (One(parameter) is not { } text) return null;
        if (text.Length == 10) text += "T00:00:00+07:00";
        // A plus sign that was not percent-encoded arrives as a blank.
        if (text.Length > 6 && text[^6] == ' ' && text[^3] == ':') text = $"{text[..^6]}+{text[^5..]}";
        if (!IsoTime.TryParse(text, out DateTimeOffset time))
            Wrong(parameter.Name, FieldErrorCodes.Format, "A time is a date or ISO 8601 with an offset, such as 2026-03-02T08:15:00+07:00.");
        else if (time.Year is < ReportLimits.YearMin or > ReportLimits.YearMax)
            Wrong(parameter.Name, FieldErrorCodes.Range, $"A year is from {ReportLimits.YearMin} to {ReportLimits.YearMax}.");
        else
            return time;
        return null;
    }

    public string? Text(TextParameter parameter)
    {
        if (One(parameter) is not { } text) return null;
        text = text.Trim();
        if (text.Length == 0) Wrong(parameter.Name, FieldErrorCodes.Required, "It is not empty.");
        else if (text.Length > parameter.LengthMax) Wrong(parameter.Name, FieldErrorCodes.TooLong, $"It has at most {parameter.LengthMax} characters.");
        else if (text.Any(char.IsControl)) Wrong(parameter.Name, FieldErrorCodes.Format, "It has no control characters.");
        else return text;
        return null;
    }

    public string? Word(WordParameter parameter) => One(parameter) is { } text && Known(parameter, text) ? text : null;

    public IReadOnlyList<string> Words(WordParameter parameter) =>
        One(parameter) is { } text ? [.. text.Split(',').Where(w => Known(parameter, w))] : [];

    private bool Known(WordParameter parameter, string word)
    {
        if (parameter.Words.Contains(word, StringComparer.Ordinal)) return true;
        Wrong(parameter.Name, FieldErrorCodes.UnknownValue, $"It is one of {string.Join(", ", parameter.Words)}.");
        return false;
    }

    private string? One(QueryParameter parameter)
    {
        if (!_query.TryGetValue(parameter.Name, out StringValues values) || values.Count == 0) return null;
        if (values.Count == 1) return values[0];
        if (!_errors.Exists(e => e.Path == parameter.Name)) Wrong(parameter.Name, FieldErrorCodes.Duplicate, "It stands once.");
        return values[0];
    }
}
