namespace Resolve.Reports;

/// <summary>What is wrong with one field of a report.</summary>
/// <param name="Path">The field, such as <c>mentions[2].value</c>; empty for the report as a whole.</param>
/// <param name="Code">A stable word: see <see cref="FieldErrorCodes"/>.</param>
/// <param name="Message">A sentence for people. It never holds the value itself, which may be personal.</param>
public readonly record struct FieldError(string Path, string Code, string Message);

/// <summary>The stable words of <see cref="FieldError.Code"/>.</summary>
public static class FieldErrorCodes
{
    /// <summary>The text is not JSON: truncated, or with a syntax error.</summary>
    public const string Json = "json";

    /// <summary>The text is not valid UTF-8, or holds a lone surrogate or a NUL.</summary>
    public const string Encoding = "encoding";

    /// <summary>The field is missing.</summary>
    public const string Required = "required";

    /// <summary>The field has another JSON type than it must have.</summary>
    public const string Type = "type";

    /// <summary>The value does not have the form it must have.</summary>
    public const string Format = "format";

    /// <summary>The value is too small or too large.</summary>
    public const string Range = "range";

    /// <summary>The text or the report is too long.</summary>
    public const string TooLong = "too-long";

    /// <summary>The list has too many members.</summary>
    public const string TooMany = "too-many";

    /// <summary>The name or ref stands twice.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>The word is none of those allowed.</summary>
    public const string UnknownValue = "unknown-value";

    /// <summary>The link names a mention that is not in the report.</summary>
    public const string UnknownRef = "unknown-ref";

    /// <summary>The link starts and ends at one mention.</summary>
    public const string SelfLink = "self-link";
}

/// <summary>What came of reading a report: the report, or every field that is wrong.</summary>
/// <param name="Report">The report; null when there are errors.</param>
/// <param name="Errors">The errors in the order of the text; empty when there is a report.</param>
public sealed record ReportReadResult(Report? Report, IReadOnlyList<FieldError> Errors);
