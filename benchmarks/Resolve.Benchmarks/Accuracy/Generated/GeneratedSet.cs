using System.Text;

namespace Resolve.Benchmarks.Accuracy.Generated;

/// <summary>An invented set of person records as a CSV file, with the mapping that imports it and the truth.</summary>
/// <param name="Name">Its name in the report.</param>
/// <param name="Columns">The header.</param>
/// <param name="Rows">The rows, shuffled; the first field is the record's id.</param>
/// <param name="Truth">For each record its true person.</param>
/// <param name="Mapping">The mapping of <c>resolve import --mapping</c>.</param>
internal sealed record GeneratedSet(
    string Name, IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows, IReadOnlyDictionary<string, string> Truth, string Mapping)
{
    /// <summary>Returns the CSV file.</summary>
    public string ToCsv()
    {
        var text = new StringBuilder();
        text.AppendJoin(',', Columns).Append('\n');
        foreach (string[] row in Rows) text.AppendJoin(',', row.Select(Quote)).Append('\n');
        return text.ToString();
    }

    /// <summary>Writes NAME.csv, NAME.mapping.json and NAME_truth.csv, for a run through the command line.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, Name.Replace(' ', '-'));
        File.WriteAllText(file + ".csv", ToCsv());
        File.WriteAllText(file + ".mapping.json", Mapping);
        File.WriteAllText(file + "_truth.csv", "record_id,cluster_id\n" + string.Concat(Rows.Select(r => $"{r[0]},{Truth[r[0]]}\n")));
    }

    private static string Quote(string field) => field.AsSpan().ContainsAny(",\"\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}

/// <summary>Collects the rows of a set.</summary>
internal sealed class SetBuilder(params string[] columns)
{
    private readonly List<string[]> _rows = [];
    private readonly Dictionary<string, string> _truth = new(StringComparer.Ordinal);

    /// <summary>Adds a record of a person; the fields are those after the id.</summary>
    public void Add(int person, params string?[] fields)
    {
        string id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"r{_rows.Count + 1}");
        _truth.Add(id, person.ToString(System.Globalization.CultureInfo.InvariantCulture));
        _rows.Add([id, .. fields.Select(f => f ?? "")]);
    }

    /// <summary>Ends the set; the rows of one person do not stand together.</summary>
    public GeneratedSet Build(string name, string mapping, Chance chance)
    {
        for (int i = _rows.Count - 1; i > 0; i--)
        {
            int j = chance.Below(i + 1);
            (_rows[i], _rows[j]) = (_rows[j], _rows[i]);
        }
        return new GeneratedSet(name, columns, _rows, _truth, mapping);
    }
}
