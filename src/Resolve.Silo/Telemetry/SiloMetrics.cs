using System.Diagnostics.Metrics;
using Resolve.Silo.Cluster;

namespace Resolve.Silo;

/// <summary>The measures of a silo: one meter, standard units, few tag values and nothing personal. Grains by kind are Orleans' own measures.</summary>
internal sealed class SiloMetrics : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Resolve.Silo";

    private static readonly InstrumentAdvice<double> s_seconds = new() { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] };

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

    /// <summary>Adds the measures of what the silo holds.</summary>
    public void Watch(PartitionReplica host)
    {
        _meter.CreateObservableGauge("resolve.partition.reports", () => host.HeldCount, "{report}", "Reports that this silo's partitions need.");
        _meter.CreateObservableGauge("resolve.partition.position", () => host.View?.Position ?? 0, "{entry}", "The journal position that questions see here.");
        _meter.CreateObservableGauge("resolve.ingest.lag", () => host.View is { } v ? v.JournalPosition - v.Position : 0, "{entry}", "Durable facts that questions do not see yet.");
        _meter.CreateObservableGauge("resolve.rings.age", () => host.RingAge.TotalSeconds, "s", "For how long the oldest fact that rings do not show has been visible to questions.");
        _meter.CreateObservableGauge("resolve.partition.entities", () => host.Counted.Entities, "{entity}", "Entities that this silo answers for.");
        _meter.CreateObservableGauge("resolve.partition.links", () => host.Counted.Links, "{link}", "Links that this silo answers for.");
        var size = new IndexSize(TimeProvider.System);
        _meter.CreateObservableGauge("resolve.index.size", () => size.Of(host.Newest), "By", "What this silo's index takes, by a count of its parts.");
        _meter.CreateObservableGauge("resolve.submissions.waiting", () => host.View?.QueueLength ?? 0, "{submission}", "Submissions waiting for the journal.");
    }

    /// <summary>Records a round.</summary>
    public void RoundDone(TimeSpan elapsed, bool syncs) => _round.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("resolve.sync", syncs));

    /// <summary>Records a scan of rings.</summary>
    public void RingsDone(TimeSpan elapsed) => _rings.Record(elapsed.TotalSeconds);

    /// <summary>Records a step of a walk.</summary>
    public void HopDone(TimeSpan elapsed) => _hop.Record(elapsed.TotalSeconds);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
