using System.Diagnostics.Metrics;
using Resolve.Silo.Telemetry;

namespace Resolve.Silo.Cluster;

/// <summary>What a silo's replica has, as gauges.</summary>
internal static class ReplicaGauges
{
    /// <summary>Adds the gauges of a silo's replica to the meter of the silo.</summary>
    public static void Watch(this SiloMetrics metrics, PartitionReplica host)
    {
        Meter meter = metrics.Meter;
        meter.CreateObservableGauge("resolve.partition.reports", () => host.HeldCount, "{report}", "Reports that this silo's partitions need.");
        meter.CreateObservableGauge("resolve.partition.position", () => host.View?.Position ?? 0, "{entry}", "The journal position that questions see here.");
        meter.CreateObservableGauge("resolve.ingest.lag", () => host.View is { } v ? v.JournalPosition - v.Position : 0, "{entry}",
            "Durable facts that questions do not see yet.");
        meter.CreateObservableGauge("resolve.rings.age", () => host.RingAge.TotalSeconds, "s",
            "For how long the oldest fact that rings do not show has been visible to questions.");
        meter.CreateObservableGauge("resolve.partition.entities", () => host.Counted.Entities, "{entity}", "Entities that this silo answers for.");
        meter.CreateObservableGauge("resolve.partition.links", () => host.Counted.Links, "{link}", "Links that this silo answers for.");
        var size = new IndexSize(TimeProvider.System);
        meter.CreateObservableGauge("resolve.index.size", () => size.Of(host.Newest), "By", "What this silo's index takes, by a count of its parts.");
        meter.CreateObservableGauge("resolve.submissions.waiting", () => host.View?.QueueLength ?? 0, "{submission}", "Submissions waiting for the journal.");
    }
}
