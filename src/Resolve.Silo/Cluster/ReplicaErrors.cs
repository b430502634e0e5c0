namespace Resolve.Silo.Cluster;

/// <summary>A silo does not hold what it was asked for at that position: partitions are moving. Ask again by a newer view.</summary>
[GenerateSerializer, Alias("resolve.partition-not-ready")]
internal sealed class ReplicaNotReadyException(string message) : Exception(message);

/// <summary>A leader spoke whose epoch is over.</summary>
[GenerateSerializer, Alias("resolve.stale-leader")]
internal sealed class StaleEpochException() : Exception("The leader's epoch is over.");
