using System.Globalization;

namespace Resolve.Benchmarks.Detect;

/// <summary>What <c>benchmarks detect</c> is asked.</summary>
/// <param name="Reports">How many reports to invent.</param>
/// <param name="Rings">How many rings to plant.</param>
/// <param name="Seed">The seed of the generator.</param>
/// <param name="Misses">How many failures to print.</param>
internal sealed record DetectOptions(int Reports, int Rings, ulong Seed, int Misses)
{
    public const string Usage = """
        usage: benchmarks detect [REPORTS [RINGS [SEED [MISSES]]]] [--trees] [--report FILE]
               benchmarks detect --feed FILE --truth FILE [--name NAME] [--misses N] [--report FILE]
          --trees   take the second generator instead of that of resolve generate
          --feed    reports of another maker, NDJSON on the wire's form
          --truth   its rings: entity_key,ring_id and, for leaders, role; a person's key may be source/id/ref of a mention
          --name    what to call the feed in the table; its file's name otherwise
          --misses  print so many planted rings that were not found
          --report  put the rows into a results file
        """;

    public bool Trees { get; init; }

    public string? Feed { get; init; }

    public string? Truth { get; init; }

    public string? Name { get; init; }

    public string? Report { get; init; }

    /// <summary>Gets what the run is called in a table.</summary>
    public string Run => Feed is null ? string.Create(CultureInfo.InvariantCulture, $"{Reports:N0} reports, {Rings:N0} rings, seed {Seed}") : Name
        ?? Path.GetFileNameWithoutExtension(Feed);

    /// <summary>Gets the command that asks for it.</summary>
    public string Command => Feed is null ? string.Create(CultureInfo.InvariantCulture, $"detect {Reports} {Rings} {Seed}{(Trees ? " --trees" : "")}")
        : $"detect --feed {Path.GetFileName(Feed)} --truth {Path.GetFileName(Truth)}";

    /// <summary>Reads a command line.</summary>
    /// <param name="args">The words after "detect".</param>
    /// <returns>What it asks; null when it is no such command.</returns>
    public static DetectOptions? TryParse(string[] args)
    {
        var numbers = new List<ulong>();
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "--trees") named[args[i]] = "";
            else if (args[i] is "--feed" or "--truth" or "--name" or "--misses" or "--report" && i + 1 < args.Length) named[args[i]] = args[++i];
            else if (ulong.TryParse(args[i], NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)) numbers.Add(number);
            else return null;
        }
        if (numbers.Count > 4 || named.ContainsKey("--feed") != named.ContainsKey("--truth")) return null;
        int reports = numbers.Count > 0 ? (int)numbers[0] : 10_000;
        string misses = named.GetValueOrDefault("--misses", "0");
        return new DetectOptions(reports, numbers.Count > 1 ? (int)numbers[1] : Math.Max(1, reports / 50), numbers.Count > 2 ? numbers[2] : 1, numbers.Count > 3
            ? (int)numbers[3] : int.Parse(misses, CultureInfo.InvariantCulture))
        {
            Trees = named.ContainsKey("--trees"),
            Feed = named.GetValueOrDefault("--feed"),
            Truth = named.GetValueOrDefault("--truth"),
            Name = named.GetValueOrDefault("--name"),
            Report = named.GetValueOrDefault("--report"),
        };
    }
}
