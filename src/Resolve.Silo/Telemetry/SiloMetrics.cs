using System.Diagnostics.Metrics;

namespace Resolve.Silo.Telemetry;

/// <summary>The measures of a silo: one meter, standard units, few tag values and nothing personal. Grains by kind are Orleans' own measures.</summary>
internal sealed class SiloMetrics : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Resolve.Silo";

    private static readonly InstrumentAdvice<double> s_seconds = new() { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1,
        0.25, 0.5, 1, 2.5, 5, 10, 30] };

    private readonly Meter _meter;
    private readonly Histogram<double> _round, _rings, _hop;

    /// <summary>Makes the measures.</summary>
    public SiloMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        _round = _meter.CreateHistogram("resolve.round.duration", "s", "From facts in the journal to all silos showing them.", advice: s_seconds);
        _rings = _meter.CreateHistogram("resolve.rings.duration", "s", "One scan of the rings that changed.", advice: s_seconds);
        _hop = _meter.CreateHistogram("resolve.hop.duration", "s", "One step of a walk: one call a silo.", advice: s_seconds);
    }

    /// <summary>Gets the meter, for gauges of what the silo has.</summary>
    public Meter Meter => _meter;

    /// <summary>Records a round.</summary>
    public void RoundDone(TimeSpan elapsed, bool syncs) => _round.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("resolve.sync", syncs));

    /// <summary>Records a scan of rings.</summary>
    public void RingsDone(TimeSpan elapsed) => _rings.Record(elapsed.TotalSeconds);

    /// <summary>Records a step of a walk.</summary>
    public void HopDone(TimeSpan elapsed) => _hop.Record(elapsed.TotalSeconds);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
