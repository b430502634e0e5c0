using System.Globalization;
using Resolve.Reports;

namespace Resolve.Cli.Generate;

/// <summary>Makes an invented feed of reports with planted rings, and the truth: which entity belongs to which ring.</summary>
/// <remarks>
/// Every value is a pure function of the seed and an index, so that the run streams: memory holds two words for each ring
/// and a plan for each ring that is active at that moment, never the reports. Reports come in the order in which things
/// happened; units receive them sooner or later, so their own times are not sorted. No person, number or account is real
/// on purpose. One instance, one run, one thread.
/// </remarks>
public sealed class ReportGenerator
{
    private readonly World _world;
    private readonly int[] _reportCounts;

    /// <summary>Plans a run.</summary>
    /// <param name="options">What to make.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or share is out of its range.</exception>
    /// <exception cref="ArgumentException">The rings need more reports than there are; the message says how many.</exception>
    public ReportGenerator(GeneratorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Reports, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Reports, GeneratorOptions.ReportsMax);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Rings);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Rings, GeneratorOptions.RingsMax);
        foreach (int share in (ReadOnlySpan<int>)[options.NoisePerMille, options.HubRingsPerMille, options.SharedMuleRingsPerMille,
            options.BridgeReportsPerMille])
        {
            ArgumentOutOfRangeException.ThrowIfNegative(share);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1000);
        }
        _world = new World(options);
        _reportCounts = ShareReports();
    }

    /// <summary>Makes the reports.</summary>
    /// <param name="truth">Receives each planted entity once the last report of its ring is out, by ring and key; null when nobody asks.</param>
    /// <returns>Exactly <see cref="GeneratorOptions.Reports"/> reports, one at a time.</returns>
    public IEnumerable<Report> Reports(Action<TruthRow>? truth = null)
    {
        GeneratorOptions options = _world.Options;
        var rings = new RingReports(_world);
        var noise = new NoiseReports(_world);
        var active = new PriorityQueue<(RingPlan Plan, int Next), (long Time, int Number)>();
        long noiseCount = options.Reports - _reportCounts.Sum(static count => (long)count);
        long span = options.Span.To.UtcTicks - options.Span.From.UtcTicks;
        long noiseDone = 0;
        int started = 0;
        for (long sequence = 1; sequence <= options.Reports; sequence++)
        {
            long noiseTime = noiseDone < noiseCount ? options.Span.From.UtcTicks + (long)(span * ((noiseDone + 0.5) / noiseCount)) : long.MaxValue;
            while (started < options.Rings && _world.RingStart(started) <= Math.Min(noiseTime, active.TryPeek(out _, out var head) ? head.Time : long.MaxValue))
            {
                var plan = new RingPlan(_world, started, _reportCounts[started]);
                active.Enqueue((plan, 0), (plan.TimeOf(_world, 0), started++));
            }
            if (!active.TryPeek(out (RingPlan Plan, int Next) turn, out (long Time, int Number) due) || noiseTime < due.Time)
            {
                yield return noise.Build(noiseDone++, noiseTime, sequence);
                continue;
            }
            active.Dequeue();
            yield return rings.Build(turn.Plan, turn.Next, sequence);
            if (turn.Next + 1 < turn.Plan.ReportCount) active.Enqueue((turn.Plan, turn.Next + 1), (turn.Plan.TimeOf(_world, turn.Next + 1), turn.Plan.Number));
            else if (truth is not null)
                foreach (TruthRow row in turn.Plan.Truth(_world)) truth(row);
        }
    }

    /// <summary>Shares the reports among the rings by size and loudness; each gets at least a third as many as it has entities.</summary>
    private int[] ShareReports()
    {
        GeneratorOptions options = _world.Options;
        var counts = new int[options.Rings];
        double weights = 0;
        long least = 0;
        for (int ring = 0; ring < counts.Length; ring++)
        {
            weights += _world.RingSize(ring) * _world.RingLoudness(ring);
            least += Least(ring);
        }
        if (least > options.Reports)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"{options.Rings} rings need at least {least} reports; there are {options.Reports}."), nameof(options));
        long spare = Math.Max(0, (long)options.Reports * (1000 - options.NoisePerMille) / 1000 - least), rest = spare;
        for (int ring = 0; ring < counts.Length; ring++)
        {
            int more = (int)(spare * (_world.RingSize(ring) * _world.RingLoudness(ring) / weights));
            counts[ring] = Least(ring) + more;
            rest -= more;
        }
        // What rounding left goes round: fewer than one report a ring.
        for (int ring = 0; ring < counts.Length && rest > 0; ring++, rest--) counts[ring]++;
        return counts;
    }

    private int Least(int ring) => Math.Max(3, (_world.RingSize(ring) + 2) / 3);
}
