using System.Globalization;
using Resolve.Reports;

namespace Resolve.Cli.Generate;

/// <summary>Puts the head on drafts: source, id, unit, times and province, as the units of that day write them.</summary>
internal sealed class GeneratedHead(World world)
{
    private static readonly TimeSpan s_offset = TimeSpan.FromHours(7);
    private static readonly (string Slug, string Name)[] s_units =
        [("pc02", "PC02"), ("pc02", "PC02"), ("pc02", "PC02"), ("pc02", "PC02"), ("pa05", "PA05"), ("pa05", "PA05"), ("pc01", "PC01"), ("pc03", "PC03")];

    /// <summary>Returns a moment in Viet Nam's time, whole seconds.</summary>
    public static DateTimeOffset Local(long utcTicks) => new(utcTicks - utcTicks % TimeSpan.TicksPerSecond + s_offset.Ticks, s_offset);

    /// <summary>Returns when a unit received what happened then: mostly within days, sometimes after weeks, so that reports do not arrive in the order of
    /// their times.</summary>
    public DateTimeOffset ReceivedAfter(DateTimeOffset happened, ref SplitMix64 random)
    {
        int minutes = random.Below(10) switch { 0 => random.Between(3_000, 40_000), < 4 => random.Between(1_000, 6_000), _ => random.Between(30, 1_500) };
        DateTimeOffset received = happened.AddMinutes(minutes);
        return received < world.Options.Span.To ? received : world.Options.Span.To;
    }

    /// <summary>Makes the report of a draft.</summary>
    public static Report Finish(ReportDraft draft, ReportKey key, string unit, DateTimeOffset received, DateTimeOffset? happened, string province,
        string? typology, Money? loss, string? narrative) => new()
    {
        Key = key,
        Unit = unit,
        ReceivedAt = received,
        OccurredAt = happened,
        Province = province,
        Typologies = typology is null ? [] : [typology],
        Loss = loss,
        Narrative = narrative,
        Mentions = [.. draft.Mentions],
        Links = [.. draft.Links],
    };

    /// <summary>Draws the unit that receives, and gives the report its key there.</summary>
    /// <param name="oldProvince">The place in <see cref="Provinces.Old"/>.</param>
    /// <param name="received">When; the merger of provinces changes codes and names.</param>
    /// <param name="sequence">A number that no other report has.</param>
    /// <param name="random">The stream of the report.</param>
    public static (ReportKey Key, string Unit, string Province) Desk(int oldProvince, DateTimeOffset received, long sequence, ref SplitMix64 random)
    {
        (string code, string name, string slug) = Provinces.At(oldProvince, received);
        (string unitSlug, string unitName) = random.Pick(s_units);
        string id = string.Create(CultureInfo.InvariantCulture, $"TB-{received.Year}-{sequence:0000000}");
        return (new ReportKey($"{slug}/{unitSlug}", id), $"{code}/{unitName}", random.PerMille(600) ? code : name);
    }

    /// <summary>Draws an amount between two others, small ones more often, in whole hundred thousands where it is large enough.</summary>
    public static decimal Amount(long low, long high, ref SplitMix64 random)
    {
        if (high == 0) return 0;
        double u = random.Unit();
        double amount = low * Math.Pow((double)high / low, u * Math.Sqrt(u));
        return amount < 1_000_000 ? Math.Round((decimal)amount / 1_000) * 1_000 : Math.Round((decimal)amount / 100_000) * 100_000;
    }

    /// <summary>Writes an amount as Vietnamese narratives do.</summary>
    public static string Say(decimal amount) => amount.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '.') + " đồng";

    /// <summary>Makes a bank's reference of a transfer.</summary>
    public static string Reference(DateTimeOffset at, ref SplitMix64 random) =>
        string.Create(CultureInfo.InvariantCulture, $"FT{at.Year % 100:00}{at.DayOfYear:000}{random.Below(100_000_000):00000000}");
}
