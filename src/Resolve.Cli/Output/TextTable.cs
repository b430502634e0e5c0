namespace Resolve.Cli.Output;

/// <summary>A table in plain text: columns as wide as their widest cell, so that the output is the same in every window.</summary>
/// <param name="headers">The column names; a name that ends in <c>&gt;</c> is written without it, and its column is set flush right.</param>
internal sealed class TextTable(params string[] headers)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Gets the number of rows.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds a row.</summary>
    /// <param name="cells">A cell a column; null is empty. They are made safe here.</param>
    public void Add(params string?[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, headers.Length, nameof(cells));
        _rows.Add(Array.ConvertAll(cells, SafeText.Clean));
    }

    /// <summary>Writes the table, indented by two blanks; nothing when it has no row.</summary>
    /// <param name="output">Where to.</param>
    public void Write(TextWriter output)
    {
        if (_rows.Count == 0) return;
        string[] names = Array.ConvertAll(headers, h => h.TrimEnd('>').ToUpperInvariant());
        var widths = new int[headers.Length];
        for (int column = 0; column < widths.Length; column++)
            widths[column] = Math.Max(names[column].Length, _rows.Max(row => SafeText.WidthOf(row[column])));
        WriteRow(output, names, widths);
        foreach (string[] row in _rows) WriteRow(output, row, widths);
    }

    private void WriteRow(TextWriter output, string[] cells, int[] widths)
    {
        var line = new System.Text.StringBuilder();
        for (int column = 0; column < cells.Length; column++)
        {
            string gap = new(' ', widths[column] - SafeText.WidthOf(cells[column]));
            line.Append("  ").Append(headers[column].EndsWith('>') ? gap + cells[column] : cells[column] + gap);
        }
        output.WriteLine(line.ToString().TrimEnd());
    }
}
