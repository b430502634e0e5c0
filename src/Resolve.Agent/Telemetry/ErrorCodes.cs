using System.Text;
using Resolve.Client.Contracts;
using Resolve.Reports;

namespace Resolve.Agent.Telemetry;

/// <summary>Errors and warnings as the log shows them: place and code.</summary>
internal static class ErrorCodes
{
    private const int ShownMax = 5;

    /// <summary>The members of a report. Another name is not shown: it may be anything, a person's name or a phone number even.</summary>
    private static readonly HashSet<string> s_members = new(StringComparer.Ordinal)
    {
        "source", "id", "version", "withdrawn", "unit", "receivedAt", "occurredAt", "province", "status", "typologies", "loss", "amount", "currency",
            "narrative", "mentions", "links",
        "ref", "kind", "role", "value", "channel", "bank", "holder", "type", "platform", "name", "aliases", "dob", "sex", "nationality", "documents",
            "number", "country", "addresses",
        "from", "to", "at", "reference",
    };

    public static string Of(IReadOnlyList<FieldError> errors) => Join([.. errors.Select(e => (e.Path, e.Code))]);

    public static string Of(IReadOnlyList<FieldErrorData> errors) => Join([.. errors.Select(e => (e.Path, e.Code))]);

    private static string Join((string Path, string Code)[] errors) =>
        string.Join(", ", errors.Take(ShownMax).Select(e => e.Path.Length == 0 ? e.Code : $"{Plain(e.Path)} {e.Code}"))
            + (errors.Length > ShownMax ? ", …" : "");

    /// <summary>Hides names that are not those of a report.</summary>
    private static string Plain(string path)
    {
        var plain = new StringBuilder();
        foreach (string part in path.Split('.'))
        {
            int bracket = part.IndexOf('[', StringComparison.Ordinal);
            string name = bracket < 0 ? part : part[..bracket], place = bracket < 0 ? "" : part[bracket..];
            bool isName = s_members.Contains(name), isPlace = place.Length <= 7 && place.All(c => char.IsAsciiDigit(c) || c is '[' or ']');
            plain.Append(plain.Length == 0 ? "" : ".").Append(isName ? name : "?").Append(isPlace ? place : "[?]");
        }
        return plain.ToString();
    }
}
