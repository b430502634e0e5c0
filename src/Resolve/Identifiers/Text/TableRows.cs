namespace Resolve.Identifiers.Text;

/// <summary>Reads the rows of a table that is written as text in the code, one a line.</summary>
internal static class TableRows
{
    /// <summary>Returns the rows of a table. A line that begins with a blank goes on with the row before.</summary>
    public static List<string> Of(string table)
    {
        List<string> rows = [];
        foreach (ReadOnlySpan<char> line in table.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace()) continue;
            if (line[0] == ' ') rows[^1] += line.Trim().ToString();
            else rows.Add(line.TrimEnd().ToString());
        }
        return rows;
    }
}
