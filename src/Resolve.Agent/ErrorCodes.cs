using System.Text;
using Resolve.Client.Contracts;
using Resolve.Reports;

namespace Resolve.Agent;

/// <summary>Errors and warnings as the log shows them: place and code.</summary>
internal static class ErrorCodes
{
    private const int ShownMax = 5;

    public static string Of(IReadOnlyList<FieldError> errors) => Join([.. errors.Select(e => (e.Path, e.Code))]);

    public static string Of(IReadOnlyList<FieldErrorData> errors) => Join([.. errors.Select(e => (e.Path, e.Code))]);

    private static string Join((string Path, string Code)[] errors) =>
        string.Join(", ", errors.Take(ShownMax).Select(e => e.Path.Length == 0 ? e.Code : $"{Plain(e.Path)} {e.Code}")) + (errors.Length > ShownMax ? ", …" : "");

    /// <summary>Hides names that are not those of a report: a member that Resolve does not know may be named by anything, a phone number even.</summary>
    private static string Plain(string path)
    {
        var plain = new StringBuilder();
        foreach (string part in path.Split('.'))
        {
            int bracket = part.IndexOf('[', StringComparison.Ordinal);
            string name = bracket < 0 ? part : part[..bracket], place = bracket < 0 ? "" : part[bracket..];
            bool isName = name.Length is > 0 and <= 12 && name.All(char.IsAsciiLetter), isPlace = place.Length <= 7 && place.All(c => char.IsAsciiDigit(c) || c is '[' or ']');
            plain.Append(plain.Length == 0 ? "" : ".").Append(isName ? name : "?").Append(isPlace ? place : "[?]");
        }
        return plain.ToString();
    }
}
