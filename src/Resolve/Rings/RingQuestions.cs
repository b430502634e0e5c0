using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Ports;

namespace Resolve.Rings;

/// <summary>Answers questions on rings.</summary>
public static class RingQuestions
{
    /// <summary>Lists rings.</summary>
    /// <param name="rings">The rings.</param>
    /// <param name="filter">Which.</param>
    /// <param name="limit">The most, from 1.</param>
    /// <param name="cursor">Where an earlier page ended.</param>
    /// <returns>The page.</returns>
    /// <exception cref="FormatException">The cursor is no place in this list.</exception>
    public static Page<Ring> List(RingSnapshot rings, RingFilter filter, int limit, string? cursor)
    {
        ArgumentNullException.ThrowIfNull(rings);
        ArgumentNullException.ThrowIfNull(filter);
        int skip = Cursors.Read(cursor);
        List<Ring> found = [.. rings.All().Where(r => Passes(r, filter))];
        found.Sort((a, b) => Compare(a, b, filter.Order));
        Ring[] page = [.. found.Skip(skip).Take(limit)];
        int next = skip + page.Length;
        return new Page<Ring>(rings.Position, page, found.Count, next < found.Count ? Cursors.Write(next) : null);
    }

    private static bool Passes(Ring ring, RingFilter filter) =>
        (filter.CrossBorder is not { } crossBorder || ring.IsCrossBorder == crossBorder)
        && ring.Provinces34.Count >= filter.ProvinceCountMin
        && ring.LossVnd >= filter.LossMin
        && ring.Members.Count >= filter.MemberCountMin
        && (filter.Since is not { } since || ring.LastSeen >= since)
        && (filter.Typology is not { } typology || ring.Typologies.Contains(typology, StringComparer.OrdinalIgnoreCase))
        && (filter.Province is not { } province || Names(ring.Provinces63, province) || Names(ring.Provinces34, province));

    private static bool Names(IReadOnlyList<string> provinces, string province)
    {
        string folded = TextFold.Fold(province);
        return provinces.Any(p => TextFold.Fold(p) == folded);
    }

    private static int Compare(Ring a, Ring b, RingOrder order)
    {
        int by = order switch
        {
            RingOrder.Members => b.Members.Count.CompareTo(a.Members.Count),
            RingOrder.Reports => b.Reports.Count.CompareTo(a.Reports.Count),
            RingOrder.LastSeen => Nullable.Compare(b.LastSeen, a.LastSeen),
            _ => b.LossVnd.CompareTo(a.LossVnd),
        };
        return by != 0 ? by : string.CompareOrdinal(a.Id, b.Id);
    }
}
