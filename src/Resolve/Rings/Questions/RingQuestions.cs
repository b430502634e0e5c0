using Resolve.Decisions;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Identifiers.Places;
using Resolve.Rings.History;
using Resolve.Rings.Scores;
using Resolve.Rings.Trails;

namespace Resolve.Rings.Questions;

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
        DateTimeOffset? asOf = filter.AsOf ?? rings.Newest;
        IEnumerable<Ring> passing = rings.All().Where(r => Passes(r, filter));
        if (filter.ScoreMin > 0 || filter.Order == RingOrder.Score)
            passing = passing.Select(r => r with { Score = RingScores.Of(r, asOf) }).Where(r => r.Score!.Total >= filter.ScoreMin);
        List<Ring> found = [.. passing];
        found.Sort((a, b) => Compare(a, b, filter.Order));
        Ring[] page = [.. found.Skip(skip).Take(limit).Select(r => r.Score is null ? r with { Score = RingScores.Of(r, asOf) } : r)];
        int next = skip + page.Length;
        return new Page<Ring>(rings.Position, page, found.Count, next < found.Count ? Cursors.Write(next) : null);
    }

    /// <summary>Gets a ring with its score.</summary>
    /// <param name="rings">The rings.</param>
    /// <param name="id">An id that it has, absorbed or bore before.</param>
    /// <returns>The ring, or null.</returns>
    public static Ring? Get(RingSnapshot rings, string id)
    {
        ArgumentNullException.ThrowIfNull(rings);
        return Scored(rings, rings.FindNow(id));
    }

    /// <summary>Gets the ring of an entity with its score.</summary>
    /// <param name="rings">The rings.</param>
    /// <param name="key">The entity.</param>
    /// <returns>The ring, or null.</returns>
    public static Ring? GetOf(RingSnapshot rings, EntityKey key)
    {
        ArgumentNullException.ThrowIfNull(rings);
        return Scored(rings, rings.RingOf(key));
    }

    /// <summary>Gets the history of a ring.</summary>
    /// <param name="rings">The rings.</param>
    /// <param name="id">An id that it has, absorbed or bore before.</param>
    /// <param name="model">The parameters.</param>
    /// <param name="decisions">The decisions in force.</param>
    /// <returns>The history, or null.</returns>
    public static RingHistory? History(RingSnapshot rings, string id, RingModel model, IReadOnlyCollection<Decision> decisions)
    {
        ArgumentNullException.ThrowIfNull(rings);
        return rings.FindNow(id) is { } ring ? RingHistories.Of(rings.Graph, ring, model, n => rings.RingOfNode(n)?.Id, decisions, rings.Newest) : null;
    }

    /// <summary>Follows the money of a ring.</summary>
    /// <param name="rings">The rings.</param>
    /// <param name="id">An id that it has, absorbed or bore before.</param>
    /// <returns>The trail, or null.</returns>
    public static MoneyTrail? Money(RingSnapshot rings, string id)
    {
        ArgumentNullException.ThrowIfNull(rings);
        return rings.FindNow(id) is { } ring ? MoneyTrails.Of(rings.Graph, ring) : null;
    }

    private static Ring? Scored(RingSnapshot rings, Ring? ring) => ring is null ? null : ring with { Score = RingScores.Of(ring, rings.Newest) };

    private static bool Passes(Ring ring, RingFilter filter) =>
        (filter.CrossBorder is not { } crossBorder || ring.IsCrossBorder == crossBorder)
        && ring.Provinces34.Count >= filter.ProvinceCountMin
        && ring.LossVnd >= filter.LossMin
        && ring.Members.Count >= filter.MemberCountMin
        && (filter.Since is not { } since || ring.LastSeen >= since)
        && (filter.Typology is not { } typology || ring.Typologies.Contains(typology, StringComparer.OrdinalIgnoreCase))
        && (filter.ForeignStrengthMin == SignStrength.None || Strongest(ring, filter.Country) >= filter.ForeignStrengthMin)
        && (filter.Country is not { } country || ring.ForeignTies.Any(t => t.Country.Equals(country, StringComparison.OrdinalIgnoreCase)))
        && (filter.Province is not { } province || Names(ring, province, filter.Side));

    private static SignStrength Strongest(Ring ring, string? country) =>
        ring.ForeignTies.Where(t => country is null || t.Country.Equals(country, StringComparison.OrdinalIgnoreCase))
            .Select(t => t.Strength).DefaultIfEmpty().Max();

    /// <summary>A province by code, name or any spelling, of either era.</summary>
    private static bool Names(Ring ring, string province, RingSide side)
    {
        if (!Province.TryParse(province, null, out ProvinceReading reading)) return Holds(ring.Places34, province.Trim());
        if (Holds(ring.Places34, reading.New.Name)) return true;
        return Province.TryParse(province, new DateOnly(2025, 6, 30), out ProvinceReading before) && before.Old is { } old && Holds(ring.Places63, old.Name);

        bool Holds(IReadOnlyList<ProvinceShare> places, string name) =>
            places.Any(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && 0 < side switch
        {
            RingSide.Victims => p.VictimCount,
            RingSide.Suspects => p.SuspectCount,
            RingSide.Accounts => p.AccountCount,
            _ => p.ReportCount,
        });
    }

    private static int Compare(Ring a, Ring b, RingOrder order)
    {
        int by = order switch
        {
            RingOrder.Members => b.Members.Count.CompareTo(a.Members.Count),
            RingOrder.Reports => b.Reports.Count.CompareTo(a.Reports.Count),
            RingOrder.Score => b.Score!.Total.CompareTo(a.Score!.Total),
            RingOrder.LastSeen => Nullable.Compare(b.LastSeen, a.LastSeen),
            _ => b.LossVnd.CompareTo(a.LossVnd),
        };
        return by != 0 ? by : string.CompareOrdinal(a.Id, b.Id);
    }
}
