namespace Resolve.Runtime.Rings;

/// <summary>Says how long the computing of rings rests between rounds, so that neither a long round nor a flood of reports takes a core for itself.</summary>
internal static class RingPace
{
    private const int ShortRoundIntervals = 10;
    private const int FloodTouchedMin = 15_000; // what some two thousand reports touch: an import, not a day's work
    private const int FloodRests = 3;

    private static readonly TimeSpan s_restMax = TimeSpan.FromSeconds(2);

    /// <summary>Gets the rest after a round. A long round is followed by as long a rest, one of a flood by a longer one: a flood gathers in few rounds instead of many.</summary>
    /// <param name="round">How long the round took.</param>
    /// <param name="touchedCount">How many entities the reports of the round touched.</param>
    /// <param name="interval">The shortest rest.</param>
    /// <returns>The rest, from <paramref name="interval"/> to two seconds, or to the interval where that is longer.</returns>
    public static TimeSpan RestAfter(TimeSpan round, int touchedCount, TimeSpan interval)
    {
        bool isFlood = touchedCount >= FloodTouchedMin;
        if (interval == TimeSpan.Zero || (!isFlood && round <= ShortRoundIntervals * interval)) return interval;
        TimeSpan rest = isFlood ? FloodRests * round : round, most = s_restMax > interval ? s_restMax : interval;
        return rest < interval ? interval : rest < most ? rest : most;
    }
}
