using System.Text;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Places;

/// <summary>A commune of the gazetteer.</summary>
/// <param name="Code">Its five-digit GSO code.</param>
/// <param name="Type">Its kind: <c>xã</c>, <c>phường</c>, <c>thị trấn</c> or <c>đặc khu</c>.</param>
/// <param name="Name">Its name without the kind.</param>
/// <param name="ProvinceCode">The GSO code of its province in its own era.</param>
/// <param name="District">The district of an old commune with its kind; null for one of the present.</param>
/// <param name="Successors">The codes of the present communes an old one went into, more than one when it was divided; itself for a present one.</param>
public sealed record Commune(string Code, string Type, string Name, string ProvinceCode, string? District, IReadOnlyList<string> Successors)
{
    /// <summary>Gets whether it belongs to the division of before 1 July 2025.</summary>
    public bool IsOld => District is not null;
}

/// <summary>The communes an operator has loaded; without one, addresses are read to the province and their names kept as text.</summary>
/// <remarks>Read-only after loading; safe for many readers. Format: docs/identifiers.md.</remarks>
public sealed class Gazetteer
{
    private readonly Dictionary<string, List<Commune>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Commune> _present = new(StringComparer.Ordinal);

    /// <summary>Gets how many communes are loaded.</summary>
    public int Count { get; private set; }

    /// <summary>Reads a CSV file with a header; may be called for several files before use.</summary>
    /// <param name="reader">The file: columns <c>ward_code,name,type,province_code</c> for present communes, or
    /// <c>old_ward_code,old_ward,old_district,old_province_code,new_ward_code</c> for what old ones became; others are ignored.</param>
    /// <exception cref="InvalidDataException">The header lacks a needed column, or a row is shorter than it.</exception>
    public void Load(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        string[] header = Cells(reader.ReadLine() ?? "");
        bool isMapping = Array.IndexOf(header, "old_ward_code") >= 0;
        int[] columns = (isMapping ? (string[])["old_ward_code", "old_ward", "old_district", "old_province_code", "new_ward_code"]
            : ["ward_code", "name", "type", "province_code"])
            .Select(name => Array.IndexOf(header, name) is var at and >= 0 ? at : throw new InvalidDataException($"The gazetteer has no column '{name}'."))
                .ToArray();
        var old = new Dictionary<string, (string[] Row, List<string> Successors)>(StringComparer.Ordinal);
        for (int line = 2; reader.ReadLine() is { } text; line++)
        {
            if (text.Length == 0) continue;
            string[] cells = Cells(text);
            if (cells.Length <= columns.Max()) throw new InvalidDataException($"Line {line} of the gazetteer has {cells.Length} cells; the header names more.");
            string[] row = [.. columns.Select(c => cells[c].Trim())];
            if (!isMapping) { Add(new Commune(row[0], row[2].ToLowerInvariant(), CanonicalText.Compose(row[1]), row[3], null, [row[0]])); continue; }
            if (!old.TryGetValue(row[0], out (string[] Row, List<string> Successors) entry)) old.Add(row[0], entry = (row, []));
            if (!entry.Successors.Contains(row[4])) entry.Successors.Add(row[4]);
        }
        foreach ((string[] row, List<string> successors) in old.Values.OrderBy(e => e.Row[0], StringComparer.Ordinal))
        {
            (string type, string name) = AddressWords.SplitKind(row[1]);
            successors.Sort(StringComparer.Ordinal);
            Add(new Commune(row[0], type, name, row[3], CanonicalText.Compose(row[2]), successors));
        }
    }

    /// <summary>Finds communes by name.</summary>
    /// <param name="name">The name without its kind, in any spelling of tones or none.</param>
    /// <returns>The communes of that name, by code; empty when there is none.</returns>
    public IReadOnlyList<Commune> Find(string name) => _byName.GetValueOrDefault(Key(name)) ?? [];

    /// <summary>Finds a present commune by its code; null when there is none.</summary>
    /// <param name="code">The five-digit code.</param>
    /// <returns>The commune.</returns>
    public Commune? OfCode(string code) => _present.GetValueOrDefault(code);

    private void Add(Commune commune)
    {
        string key = Key(commune.Name);
        if (!_byName.TryGetValue(key, out List<Commune>? list)) _byName.Add(key, list = []);
        int at = list.BinarySearch(commune, Comparer<Commune>.Create((a, b) =>
            (string.CompareOrdinal(a.Code, b.Code), a.IsOld.CompareTo(b.IsOld)) is (not 0 and var order, _) ? order : a.IsOld.CompareTo(b.IsOld)));
        if (at >= 0) return;
        list.Insert(~at, commune);
        if (!commune.IsOld) _present[commune.Code] = commune;
        Count++;
    }

    private static string Key(string name)
    {
        string key = TextFold.FoldTight(name);
        string digits = key.TrimStart('0');
        return key.Length > 0 && char.IsAsciiDigit(key[0]) ? digits : key; // Phường 01 is Phường 1
    }

    private static string[] Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        foreach (char c in line.TrimStart('\uFEFF'))
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) { cells.Add(cell.ToString()); cell.Clear(); }
            else cell.Append(c);
        }
        cells.Add(cell.ToString().TrimEnd('\r'));
        return [.. cells];
    }
}
