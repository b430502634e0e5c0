using System.Globalization;

namespace Resolve.Rings.Scores;

/// <summary>Scores rings: whole numbers by documented steps, over the ring's own data (ADR 0014, <c>docs/rings.md</c>).</summary>
public static class RingScores
{
    private const int HarmPercent = 40;
    private const int ActivityPercent = 25;
    private const int SpreadPercent = 15;
    private const int SolvabilityPercent = 20;

    // The first four steps of loss are those of article 174 of the Penal Code.
    private static readonly (decimal From, int Points)[] s_loss =
    [
        (50_000_000_000, 70), (10_000_000_000, 60), (2_000_000_000, 50), (500_000_000, 40), (200_000_000, 30), (50_000_000, 20), (2_000_000, 10),
    ];

    private static readonly (decimal From, int Points)[] s_victims = [(1_000, 30), (100, 25), (30, 20), (10, 15), (3, 10), (1, 5)];
    private static readonly (decimal From, int Points)[] s_recentReports = [(100, 50), (30, 40), (10, 30), (3, 20), (1, 10)];
    private static readonly (decimal From, int Points)[] s_provinces = [(20, 60), (10, 50), (5, 40), (3, 30), (2, 20)];

    /// <summary>Scores a ring.</summary>
    /// <param name="ring">The ring.</param>
    /// <param name="asOf">The time to measure against; null scores no activity. Later reports are not left out: they count as of that time.</param>
    /// <returns>The score.</returns>
    public static RingScore Of(Ring ring, DateTimeOffset? asOf)
    {
        ArgumentNullException.ThrowIfNull(ring);
        ScorePart[] parts =
        [
            Part("harm", HarmPercent, Harm(ring)),
            Part("activity", ActivityPercent, Activity(ring, asOf)),
            Part("spread", SpreadPercent, Spread(ring)),
            Part("solvability", SolvabilityPercent, Solvability(ring)),
        ];
        return new RingScore(parts.Sum(p => p.Points * p.WeightPercent) / 100, asOf?.ToUniversalTime(), parts);
    }

    private static ScorePart Part(string word, int weight, List<ScoreReason> reasons)
    {
        reasons.RemoveAll(r => r.Points == 0);
        reasons.Sort(static (a, b) => b.Points != a.Points ? b.Points.CompareTo(a.Points) : string.CompareOrdinal(a.Word + a.Value, b.Word + b.Value));
        return new ScorePart(word, Math.Clamp(reasons.Sum(r => r.Points), 0, 100), weight, reasons);
    }

    private static List<ScoreReason> Harm(Ring ring) =>
    [
        Step("loss-vnd", ring.LossVnd, s_loss),
        new("loss-foreign", ring.Loss.Any(m => m.Currency != "VND") ? 10 : 0,
            string.Join('+', ring.Loss.Where(m => m.Currency != "VND").Select(m => m.Currency))),
        Step("victims", ring.Victims.Count, s_victims),
    ];

    private static List<ScoreReason> Activity(Ring ring, DateTimeOffset? asOf)
    {
        if (asOf is not { } at || ring.LastSeen is not { } last) return [];
        long days = Math.Max(0, (long)(at - last).TotalDays);
        int fresh = days switch { <= 7 => 50, <= 30 => 40, <= 90 => 25, <= 180 => 10, _ => 0 };
        DateOnly today = RingTime.DayOf(at), from = today.AddDays(-Math.Min(30, today.DayNumber));
        int recent = ring.Timeline.Where(d => d.Day > from && d.Day <= today).Sum(d => d.ReportCount);
        return [new("days-silent", fresh, Text(days)), Step("reports-in-30-days", recent, s_recentReports)];
    }

    private static List<ScoreReason> Spread(Ring ring)
    {
        List<ScoreReason> reasons = [Step("provinces", ring.Provinces34.Count, s_provinces)];
        int left = 40;
        foreach (ForeignTie tie in ring.ForeignTies.OrderByDescending(t => t.Strength).ThenBy(t => t.Country, StringComparer.Ordinal))
        {
            int points = Math.Min(left, tie.Strength switch { SignStrength.Strong => 20, SignStrength.Medium => 10, _ => 5 });
            left -= points;
            reasons.Add(new ScoreReason("country", points, tie.Country));
        }
        return reasons;
    }

    private static List<ScoreReason> Solvability(Ring ring)
    {
        RingLeads leads = ring.Leads;
        return
        [
            new("identified-persons", leads.IdentifiedPersonCount switch { 0 => 0, 1 => 25, 2 => 30, _ => 35 }, Text(leads.IdentifiedPersonCount)),
            new("domestic-accounts", Math.Min(leads.DomesticAccountCount, 5) * 5, Text(leads.DomesticAccountCount)),
            new("devices", Math.Min(leads.DeviceCount, 2) * 10, Text(leads.DeviceCount)),
            new("named-numbers", Math.Min(leads.NamedNumberCount, 4) * 5, Text(leads.NamedNumberCount)),
        ];
    }

    private static ScoreReason Step(string word, decimal value, (decimal From, int Points)[] steps)
    {
        foreach ((decimal from, int points) in steps)
            if (value >= from) return new ScoreReason(word, points, Text(value));
        return new ScoreReason(word, 0, Text(value));
    }

    private static string Text(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
