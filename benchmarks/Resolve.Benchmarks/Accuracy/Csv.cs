using System.Text;

namespace Resolve.Benchmarks.Accuracy;

/// <summary>Reads comma-separated files with a header and RFC 4180 quotes.</summary>
internal static class Csv
{
    public static List<Dictionary<string, string>> Read(string path)
    {
        List<string[]> lines = Split(File.ReadAllText(path));
        var rows = new List<Dictionary<string, string>>(lines.Count);
        string[] header = [.. lines[0].Select(h => h.Trim().TrimStart('\uFEFF'))];
        foreach (string[] line in lines.Skip(1))
        {
            if (line.Length == 1 && line[0].Length == 0) continue;
            var row = new Dictionary<string, string>(StringComparer.Ordinal);
            for (int i = 0; i < header.Length; i++) row[header[i]] = i < line.Length ? line[i].Trim() : "";
            rows.Add(row);
        }
        return rows;
    }

    private static List<string[]> Split(string text)
    {
        var lines = new List<string[]>();
        var line = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted)
            {
                if (c != '"') cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') { cell.Append('"'); i++; }
                else quoted = false;
            }
            else if (c == '"' && string.IsNullOrWhiteSpace(cell.ToString())) { cell.Clear(); quoted = true; }
            else if (c is ',' or '\n')
            {
                line.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                if (c == '\n') { lines.Add([.. line]); line.Clear(); }
            }
            else cell.Append(c);
        }
        if (cell.Length > 0 || line.Count > 0) { line.Add(cell.ToString()); lines.Add([.. line]); }
        return lines;
    }
}
