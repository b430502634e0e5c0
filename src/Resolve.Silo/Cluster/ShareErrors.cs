namespace Resolve.Silo.Cluster;

/// <summary>A silo does not hold what it was asked for at that position: shares are moving. Ask again by a newer view.</summary>
[GenerateSerializer, Alias("resolve.share-not-ready")]
internal sealed class ShareNotReadyException(string message) : Exception(message);

/// <summary>A conductor spoke whose term is over.</summary>
[GenerateSerializer, Alias("resolve.stale-conductor")]
internal sealed class StaleConductorException() : Exception("The conductor's term is over.");
