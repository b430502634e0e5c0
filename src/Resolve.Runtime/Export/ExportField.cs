using System.Buffers;

namespace Resolve.Runtime.Export;

/// <summary>Writes and reads a field of a CSV export.</summary>
/// <remarks>
/// A spreadsheet runs a field that begins like a formula, and ids of reports are whatever a sender chose: <c>=cmd|' /C calc'!A0</c>. Such a field
/// gets an apostrophe in front, as OWASP advises (CSV Injection), and so does one that begins with apostrophes before such a sign, so that
/// reading gives back what was written.
/// </remarks>
public static class ExportField
{
    private const string FormulaSigns = "=+-@\t\r\n";

    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",\"\r\n");

    /// <summary>Writes a field: quoted where it must be, and never a formula.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The field as it stands in the file.</returns>
    public static string Write(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (IsFormula(value)) value = "'" + value;
        return value.AsSpan().ContainsAny(s_quoted) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
    }

    /// <summary>Reads back the value of a field that a CSV reader has unquoted.</summary>
    /// <param name="field">The field.</param>
    /// <returns>The value that <see cref="Write"/> was given.</returns>
    public static string Read(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.StartsWith('\'') && IsFormula(field[1..]) ? field[1..] : field;
    }

    private static bool IsFormula(string value)
    {
        ReadOnlySpan<char> rest = value.AsSpan().TrimStart('\'');
        return !rest.IsEmpty && FormulaSigns.Contains(rest[0]);
    }
}
