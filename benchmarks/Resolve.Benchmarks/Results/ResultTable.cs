using System.Globalization;
using System.Runtime.InteropServices;

namespace Resolve.Benchmarks.Results;

/// <summary>A table of a results file that commands write: each run puts its own rows into it and leaves those of other runs as they are.</summary>
/// <param name="title">The heading of its section.</param>
/// <param name="header">The names of the columns; the first names the run.</param>
/// <param name="notes">What a reader must know, above the table.</param>
/// <param name="head">The head of a file that is not there yet; null for that of rings.</param>
/// <remarks>The file holds nothing but such sections and its head, so it can be thrown away and made again by the commands under its tables.</remarks>
internal sealed class ResultTable(string title, IReadOnlyList<string> header, string notes, string? head = null)
{
    private const string Head = """
        # Rings found against rings planted

        Each table is written by the commands under it, each of which puts its own rows in; `benchmarks` stands for `dotnet run -c Release --project
        benchmarks/Resolve.Benchmarks --`, run at the root of the repository.

        - P, R, F1: pairs of entities in one ring. J ≥ .8, mean J: planted rings by their best match's Jaccard. Without: the share of rings found that hold no
        planted entity. Leader: of the planted rings found with J ≥ .8 whose leader any report mentions, those whose leader, or his phone, is named among the
        first two.
        - CPU s: seconds of processor time; seconds: by the clock, of a machine that others may have used too.
        """;

    /// <summary>Puts the rows of a run in, in place of those that the same run wrote before.</summary>
    /// <param name="path">The file; made where there is none.</param>
    /// <param name="run">The name of the run: the first cell of its rows.</param>
    /// <param name="command">The command that was run, without its report option.</param>
    /// <param name="rows">The other cells of each row.</param>
    /// <param name="remark">A remark about the run, printed under the table.</param>
    public void Put(string path, string run, string command, IReadOnlyList<IReadOnlyList<string>> rows, string? remark = null)
    {
        List<string> lines = File.Exists(path) ? [.. File.ReadAllLines(path)] : [.. (head ?? Head).Split('\n')];
        int from = lines.IndexOf($"## {title}"), to = from < 0 ? -1 : lines.FindIndex(from + 1, l => l.StartsWith("## ", StringComparison.Ordinal));
        if (from < 0) from = to = lines.Count;
        if (to < 0) to = lines.Count;
        List<string> section = lines.GetRange(from, to - from);
        List<(string Run, string Line)> table = ReadRows(section);
        int place = table.FindIndex(r => r.Run == run);
        table.RemoveAll(r => r.Run == run);
        table.InsertRange(place < 0 ? table.Count : place, rows.Select((r, i) => (run, $"| {(i == 0 ? run : "")} | {string.Join(" | ", r)} |")));
        var commands = new List<(string Run, string Line)>(ReadCommands(section)
            .Where(c => c.Run != run)) { (run, $"- {run}: `benchmarks {command}`; {Machine()}{(remark is null ? "" : $"; {remark}")}") };
        List<string> runs = [.. table.Select(r => r.Run).Distinct()];
        List<string> written = ["", $"## {title}", "", .. notes.Split('\n'), "", $"| {string.Join(" | ", header)} |",
            $"|{string.Concat(header.Select((_, i) => i < 2 ? "---|" : "--:|"))}"];
        written.AddRange(table.Select(r => r.Line));
        written.Add("");
        written.AddRange(commands.OrderBy(c => runs.IndexOf(c.Run)).Select(c => c.Line));
        lines.RemoveRange(from, to - from);
        while (from > 0 && lines[from - 1].Length == 0) lines.RemoveAt(--from);
        if (from < lines.Count) written.Add("");
        lines.InsertRange(from, written);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
    }

    private static List<(string Run, string Line)> ReadRows(List<string> section)
    {
        var rows = new List<(string, string)>();
        string run = "";
        foreach (string line in section.Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1))
        {
            string first = line[2..line.IndexOf('|', 1)].Trim();
            if (first.Length > 0) run = first;
            rows.Add((run, line));
        }
        return rows;
    }

    private static IEnumerable<(string Run, string Line)> ReadCommands(List<string> section)
    {
        foreach (string line in section)
        {
            int end = line.IndexOf(": `benchmarks ", StringComparison.Ordinal);
            if (end > 0 && line.StartsWith("- ", StringComparison.Ordinal)) yield return (line[2..end], line);
        }
    }

    /// <summary>Writes the machine and the day.</summary>
    private static string Machine()
    {
        string processor = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
                ?? "unknown processor"
            : RuntimeInformation.ProcessArchitecture.ToString();
        double memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30);
        return string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {RuntimeInformation.FrameworkDescription}, "
            + $"{Environment.ProcessorCount} cores of {processor}, {memory:F0} GiB");
    }
}
