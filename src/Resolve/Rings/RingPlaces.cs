using Resolve.Graph;

namespace Resolve.Rings;

/// <summary>The provinces that a ring's reports name.</summary>
internal static class RingPlaces
{
    public static (IReadOnlyList<string> Old63, IReadOnlyList<string> New34) Of(IEnumerable<StoredReport> reports)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (StoredReport report in reports)
            if (!string.IsNullOrWhiteSpace(report.Province)) names.Add(report.Province.Trim());
        return ([.. names], [.. names]);
    }
}
