namespace Resolve.Runtime.Rings;

/// <summary>Decides how long the computing of rings rests between rounds, so that neither a long round nor a flood of reports takes a core for
/// itself.</summary>
/// <remarks>
/// A round costs more than what changed: a component with one new report is divided as a whole. So a flood is gathered in few
/// rounds. The rest of a flood ends early when no report comes any more, and when somebody waits for rings.
/// </remarks>
/// <param name="interval">The shortest rest; zero for none at all.</param>
/// <param name="clock">The clock of the rests.</param>
/// <param name="isAwaited">Returns whether a question waits for newer rings.</param>
internal sealed class RingPace(TimeSpan interval, TimeProvider clock, Func<bool> isAwaited)
{
    private const int ShortRoundIntervals = 10;
    private const int FloodTouchedMin = 1_500;       // what some two hundred reports touch: not a day's work
    private const double FloodTouchedRate = 3_000;   // a second: some four hundred reports, an import
    private const int FloodRests = 9;                // a tenth of a core

    private static readonly TimeSpan s_restMax = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_floodRestMax = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);

    private long _posted = clock.GetTimestamp();
    private TimeSpan _gathered = TimeSpan.MaxValue; // for how long the reports of the next round will have come

    /// <summary>Notes that something came which rings do not show yet.</summary>
    public void Posted() => Interlocked.Exchange(ref _posted, clock.GetTimestamp());

    /// <summary>Rests after a round.</summary>
    /// <param name="round">How long the round took.</param>
    /// <param name="touchedCount">How many entities the reports of the round touched.</param>
    /// <param name="cancellationToken">Ends the rest.</param>
    public async Task RestAsync(TimeSpan round, int touchedCount, CancellationToken cancellationToken)
    {
        (TimeSpan least, TimeSpan most) = RestAfter(round, IsFlood(touchedCount, _gathered), interval);
        long begun = clock.GetTimestamp();
        await Task.Delay(least, clock, cancellationToken).ConfigureAwait(false);
        while (clock.GetElapsedTime(begun) < most && clock.GetElapsedTime(Interlocked.Read(ref _posted)) < s_quiet && !isAwaited())
            await Task.Delay(s_look, clock, cancellationToken).ConfigureAwait(false);
        _gathered = round + clock.GetElapsedTime(begun);
    }

    /// <summary>Returns whether reports come as in an import.</summary>
    /// <param name="touchedCount">How many entities the reports touched.</param>
    /// <param name="during">For how long they came.</param>
    public static bool IsFlood(int touchedCount, TimeSpan during) => touchedCount >= FloodTouchedMin && touchedCount >= FloodTouchedRate * during.TotalSeconds;

    /// <summary>Gets the rest after a round. A long round is followed by as long a rest; the rest after one of a flood may be nine times as long.</summary>
    /// <param name="round">How long the round took.</param>
    /// <param name="isFlood">Whether its reports came in a flood.</param>
    /// <param name="interval">The shortest rest.</param>
    /// <returns>
    /// The rest in any case, from <paramref name="interval"/> to two seconds, or to the interval where that is longer; and the rest while reports keep
    /// coming and nobody waits, up to 15 seconds.
    /// </returns>
    public static (TimeSpan Least, TimeSpan Most) RestAfter(TimeSpan round, bool isFlood, TimeSpan interval)
    {
        if (interval == TimeSpan.Zero) return (interval, interval);
        TimeSpan least = round <= ShortRoundIntervals * interval ? interval : Clamp(round, interval, s_restMax);
        return isFlood ? (least, Clamp(FloodRests * round, least, s_floodRestMax)) : (least, least);
    }

    private static TimeSpan Clamp(TimeSpan rest, TimeSpan least, TimeSpan most) => rest <= least || most <= least ? least : rest < most ? rest : most;
}
