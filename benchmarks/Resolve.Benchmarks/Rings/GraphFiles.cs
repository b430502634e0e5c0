using System.Globalization;
using Resolve.Rings.Detection;

namespace Resolve.Benchmarks.Rings;

/// <summary>A graph read from files, its vertices in canonical order, with the planted truth where the files have it.</summary>
/// <param name="Ids">The id of each vertex as written; shorter ids first, then ordinal, which is numeric order for numbers.</param>
/// <param name="Links">The links.</param>
/// <param name="Truth">The planted ring of each vertex, -1 for none; null without truth.</param>
public sealed record GraphFiles(string[] Ids, WeightedLink[] Links, int[]? Truth)
{
    private const int StrongWeight = 3_000;
    private const int WeakWeight = 1_000;

    // Contact and money flow between strangers all day; owning, using or sharing an identity does not happen by chance.
    private static readonly HashSet<string> WeakTypes = new(StringComparer.Ordinal) { "call", "transfer", "contacted", "transferred", "mentioned-with" };

    /// <summary>Reads nodes.csv (first column id) and edges.csv (src, dst, type), and rings.csv (id, ring) where there is one.</summary>
    /// <param name="directory">The directory of the files.</param>
    /// <remarks>Where no link has a strong type all count as strong: then types distinguish nothing.</remarks>
    public static GraphFiles Read(string directory)
    {
        string nodes = Path.Combine(directory, "nodes.csv"), rings = Path.Combine(directory, "rings.csv");
        var rows = new List<(string From, string To, bool Weak)>();
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        string Known(ReadOnlySpan<char> id)
        {
            var lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();
            if (lookup.TryGetValue(id, out string? text)) return text;
            text = id.ToString();
            return known[text] = text;
        }
        if (File.Exists(nodes)) foreach (string line in File.ReadLines(nodes).Skip(1)) Known(Field(line, 0));
        string edges = Path.Combine(directory, "edges.csv");
        int type = Array.IndexOf(File.ReadLines(edges).First().Split(','), "type");
        foreach (string line in File.ReadLines(edges).Skip(1))
            rows.Add((Known(Field(line, 0)), Known(Field(line, 1)), type >= 0 && WeakTypes.GetAlternateLookup<ReadOnlySpan<char>>()
                .Contains(Field(line, type))));
        (string[] ids, Dictionary<string, int> index) = Order(known.Keys);
        bool allWeak = rows.TrueForAll(r => r.Weak);
        WeightedLink[] links = [.. rows.Select(r => new WeightedLink(index[r.From], index[r.To], r.Weak && !allWeak ? WeakWeight : StrongWeight))];
        return new GraphFiles(ids, links, File.Exists(rings)
            ? ReadTruth(File.ReadLines(rings).Skip(1).Select(l => (Field(l, 0).ToString(), Field(l, 1).ToString())), index) : null);
    }

    /// <summary>Reads network.dat and community.dat of an LFR benchmark graph, without its weights.</summary>
    /// <param name="directory">The directory of the files.</param>
    public static GraphFiles ReadLfr(string directory)
    {
        string[][] rows = [.. File.ReadLines(Path.Combine(directory, "network.dat")).Where(l => !l.StartsWith('#')).Select(Split)];
        string[][] communities = [.. File.ReadLines(Path.Combine(directory, "community.dat")).Select(Split)];
        (string[] ids, Dictionary<string, int> index) = Order(communities.Select(c => c[0]));
        WeightedLink[] links = [.. rows.Select(r => (From: index[r[0]], To: index[r[1]]))
            .Select(l => (Math.Min(l.From, l.To), Math.Max(l.From, l.To))).Distinct()
            .Select(l => new WeightedLink(l.Item1, l.Item2, StrongWeight))];
        return new GraphFiles(ids, links, ReadTruth(communities.Select(c => (c[0], c[1])), index));
    }

    /// <summary>Reads the groups that another program found.</summary>
    /// <param name="path">Its file: id and group, the first line a header.</param>
    /// <returns>The group of each vertex, -1 for none.</returns>
    public int[] ReadGroups(string path) => ReadTruth(File.ReadLines(path).Skip(1)
        .Select(l => (Field(l, 0).ToString(), Field(l, 1).ToString())), Order(Ids).Index);

    /// <summary>Writes id and ring for each vertex in a group.</summary>
    /// <param name="path">The file.</param>
    /// <param name="groups">The group of each vertex, -1 for none.</param>
    /// <param name="sizeMin">The fewest members of a group that is written.</param>
    public void Write(string path, int[] groups, int sizeMin)
    {
        Dictionary<int, int> sizes = groups.CountBy(g => g).ToDictionary();
        using var writer = new StreamWriter(path) { NewLine = "\n" };
        writer.WriteLine("id,ring");
        for (int v = 0; v < groups.Length; v++)
            if (groups[v] >= 0 && sizes[groups[v]] >= sizeMin) writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Ids[v]},{groups[v]}"));
    }

    private static string[] Split(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static ReadOnlySpan<char> Field(string line, int number)
    {
        ReadOnlySpan<char> rest = line;
        for (; number > 0; number--) rest = rest[(rest.IndexOf(',') + 1)..];
        int end = rest.IndexOf(',');
        return end < 0 ? rest : rest[..end];
    }

    private static (string[] Ids, Dictionary<string, int> Index) Order(IEnumerable<string> known)
    {
        string[] ids = [.. known.OrderBy(id => id.Length).ThenBy(id => id, StringComparer.Ordinal)];
        var index = new Dictionary<string, int>(ids.Length, StringComparer.Ordinal);
        for (int v = 0; v < ids.Length; v++) index[ids[v]] = v;
        return (ids, index);
    }

    private static int[] ReadTruth(IEnumerable<(string Id, string Ring)> rows, Dictionary<string, int> index)
    {
        int[] truth = new int[index.Count];
        Array.Fill(truth, -1);
        var rings = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((string id, string ring) in rows)
        {
            if (!rings.TryGetValue(ring, out int number)) rings[ring] = number = rings.Count;
            truth[index[id]] = number;
        }
        return truth;
    }
}
