using Resolve.Identifiers.Text;
using Resolve.Reports;

namespace Resolve.Tables;

/// <summary>Makes reports of the rows of one table, whatever file or database it comes from.</summary>
public sealed class TableReader
{
    private readonly CsvRowJson _row;
    private readonly int _width;

    /// <summary>Makes a reader for a table.</summary>
    /// <param name="header">The names of its columns.</param>
    /// <param name="mapping">How columns become reports.</param>
    /// <exception cref="CsvMappingException">A column of the mapping is not in the header, or stands there twice; the message names it.</exception>
    public TableReader(IReadOnlyList<string> header, CsvMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(mapping);
        _width = header.Count;
        _row = new CsvRowJson(mapping, Places([.. header], mapping));
    }

    /// <summary>Returns whether a header has every column of a mapping.</summary>
    /// <param name="header">The names.</param>
    /// <param name="mapping">The mapping.</param>
    /// <returns>Whether it has.</returns>
    public static bool HasColumns(IReadOnlyList<string> header, CsvMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(mapping);
        HashSet<string> names = [.. header.Select(Name)];
        return mapping.Columns().All(c => names.Contains(Name(c)));
    }

    /// <summary>Returns the report of a row, or what is wrong with it.</summary>
    /// <param name="fields">The texts of its cells; cells that are missing at the end count as empty.</param>
    /// <returns>The report, or the errors.</returns>
    public ReportReadResult Read(IReadOnlyList<string> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        string[] row = new string[_width];
        for (int i = 0; i < row.Length; i++) row[i] = i < fields.Count ? fields[i] : "";
        return _row.Read(row);
    }

    internal static Dictionary<string, int> Places(string[] header, CsvMapping mapping)
    {
        string[] names = Array.ConvertAll(header, Name);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string column in mapping.Columns())
        {
            int at = Array.IndexOf(names, Name(column));
            if (at < 0) throw new CsvMappingException($"The mapping names the column '{column}', which the file does not have. Its columns: "
                + $"{string.Join(", ", header)}.{Likely(header, mapping.Delimiter)}") { Column = column };
            if (Array.LastIndexOf(names, Name(column)) != at) throw new CsvMappingException($"The mapping names the column '{column}', which the file has "
                + "twice.") { Column = column };
            places.Add(column, at);
        }
        return places;
    }

    /// <summary>Names are compared in composed Unicode: a file in Windows-1258 writes some marks by themselves.</summary>
    private static string Name(string column) => CanonicalText.Compose(column.Trim());

    /// <summary>Says what is likely wrong with a header that lacks a column: another encoding, another delimiter.</summary>
    private static string Likely(string[] header, char delimiter)
    {
        if (Array.Exists(header, name => name.Contains('\uFFFD'))) return " The file is not in UTF-8: save it as UTF-8.";
        if (header is not [var only] || only.AsSpan().IndexOfAny(";\t|,") is not (>= 0 and var at) || only[at] == delimiter) return "";
        return $" The file is likely parted by {(only[at] == '\t' ? "tabs" : $"'{only[at]}'")}: set \"delimiter\" in the mapping.";
    }
}
