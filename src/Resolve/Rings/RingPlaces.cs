using Resolve.Graph;
using Resolve.Identifiers;

namespace Resolve.Rings;

/// <summary>The provinces that a ring's reports name, in both eras.</summary>
internal static class RingPlaces
{
    /// <summary>Reads the provinces of reports.</summary>
    /// <param name="reports">The reports.</param>
    /// <returns>The names by code; text that names no province stands as written behind them. A merged name of today that could mean several of the 63 counts among the 34 only.</returns>
    public static (IReadOnlyList<string> Old63, IReadOnlyList<string> New34) Of(IEnumerable<StoredReport> reports)
    {
        var old63 = new SortedSet<(string Code, string Name)>();
        var new34 = new SortedSet<(string Code, string Name)>();
        foreach (StoredReport report in reports)
        {
            if (string.IsNullOrWhiteSpace(report.Province)) continue;
            if (!Province.TryParse(report.Province, DateOf(report), out ProvinceReading reading))
            {
                old63.Add(("~", report.Province.Trim())); // behind all codes
                new34.Add(("~", report.Province.Trim()));
                continue;
            }
            new34.Add((reading.New.Code, reading.New.Name));
            if (reading.Old is { } old) old63.Add((old.Code, old.Name));
        }
        return ([.. old63.Select(p => p.Name)], [.. new34.Select(p => p.Name)]);
    }

    private static DateOnly? DateOf(StoredReport report) =>
        (report.OccurredAt ?? (report.OwnTime == DateTimeOffset.MaxValue ? null : report.OwnTime)) is { } time ? DateOnly.FromDateTime(time.DateTime) : null;
}
