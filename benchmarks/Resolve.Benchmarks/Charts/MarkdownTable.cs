using System.Globalization;

namespace Resolve.Benchmarks.Charts;

/// <summary>A table of a results file.</summary>
/// <param name="Header">The names of the columns.</param>
/// <param name="Rows">The cells of each row, as written.</param>
internal sealed record MarkdownTable(string[] Header, IReadOnlyList<string[]> Rows)
{
    /// <summary>Reads the table of a file that has a column of this name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="column">The name of one of its columns.</param>
    /// <returns>The first such table.</returns>
    /// <exception cref="InvalidDataException">The file has no such table, or it is cut off.</exception>
    public static MarkdownTable Read(string path, string column)
    {
        string[] lines = File.ReadAllLines(path);
        int at = Array.FindIndex(lines, l => l.StartsWith('|') && Cells(l).Contains(column));
        if (at < 0) throw new InvalidDataException($"{path} has no table with a column '{column}'.");
        string[] header = Cells(lines[at]);
        string[][] rows = [.. lines.Skip(at + 2).TakeWhile(l => l.StartsWith('|')).Select(Cells)];
        if (rows.Length == 0 || rows.Any(r => r.Length != header.Length))
            throw new InvalidDataException($"The table of {path} with a column '{column}' is not whole.");
        return new(header, rows);
    }

    /// <summary>Returns the place of a column.</summary>
    /// <param name="column">Its name.</param>
    /// <returns>The index in each row.</returns>
    /// <exception cref="InvalidDataException">There is no such column.</exception>
    public int At(string column) =>
        Array.IndexOf(Header, column) is >= 0 and var at ? at : throw new InvalidDataException($"The table has no column '{column}'.");

    /// <summary>Reads a number as the tables write it: with commas between thousands, perhaps with a unit behind.</summary>
    /// <param name="cell">The cell.</param>
    /// <returns>The number; 0 for an empty cell.</returns>
    /// <exception cref="InvalidDataException">It is no number.</exception>
    public static double Number(string cell)
    {
        if (cell.Length == 0) return 0;
        string number = cell.Split(' ')[0];
        return double.TryParse(number, NumberStyles.Number, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new InvalidDataException($"'{cell}' is no number.");
    }

    private static string[] Cells(string line) => [.. line.Trim()[1..^1].Split('|').Select(c => c.Trim())];
}
