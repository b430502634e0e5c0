namespace Resolve.Rings;

/// <summary>Days as the police of Viet Nam count them.</summary>
internal static class RingTime
{
    private static readonly TimeSpan s_vietNam = TimeSpan.FromHours(7);

    /// <summary>A report's own time; null when it states none.</summary>
    public static DateTimeOffset? OfReport(Graph.StoredReport report) => report.OwnTime == DateTimeOffset.MaxValue ? null : report.OwnTime;

    public static DateOnly DayOf(DateTimeOffset time)
    {
        // At the very ends of the calendar the offset would leave it.
        long ticks = Math.Clamp(time.UtcTicks + s_vietNam.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks);
        return DateOnly.FromDateTime(new DateTime(ticks));
    }
}
