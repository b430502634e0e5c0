using Resolve.Persons.Models;
using Resolve.Persons.Records;

namespace Resolve.Silo.Cluster;

/// <summary>Records that came and went, for the silo whose blocks they are in.</summary>
[GenerateSerializer, Immutable, Alias("resolve.block-batch")]
internal sealed class BlockBatch
{
    /// <summary>Gets the leader's epoch.</summary>
    [Id(0)] public required long Epoch { get; init; }

    /// <summary>Gets the number of the batch: one that is missing makes the silo refuse the next.</summary>
    [Id(1)] public required long Number { get; init; }

    /// <summary>Gets how to start over; null to go on.</summary>
    [Id(2)] public BlockReset? Reset { get; init; }

    /// <summary>Gets whether this is the last part, which is answered with what crossed its cap.</summary>
    [Id(3)] public bool IsLast { get; init; }

    /// <summary>Gets the records that went.</summary>
    [Id(4)] public UInt128[] Went { get; init; } = [];

    /// <summary>Gets the records that came.</summary>
    [Id(5)] public PersonRecord[] Came { get; init; } = [];
}

/// <summary>How a silo's blocks start over.</summary>
/// <param name="Partitions">The partitions of blocking keys that the silo has, a bit a partition.</param>
/// <param name="Generic">All keys that are generic as far as the leader knows.</param>
/// <param name="Model">The model that a decision adopted; null for the cluster's own.</param>
/// <param name="IsFresh">Whether every record is compared again in any case.</param>
[GenerateSerializer, Immutable, Alias("resolve.block-reset")]
internal sealed record BlockReset(
    [property: Id(0)] ulong Partitions, [property: Id(1)] ulong[] Generic, [property: Id(2)] PersonModel? Model, [property: Id(3)] bool IsFresh);

/// <summary>A key that became generic, or ceased to be.</summary>
[GenerateSerializer, Immutable, Alias("resolve.crossed-key")]
internal sealed record CrossedKey([property: Id(0)] ulong Key, [property: Id(1)] bool IsGeneric, [property: Id(2)] UInt128[] Members);

/// <summary>What to weigh, now that everybody knows what is generic.</summary>
[GenerateSerializer, Immutable, Alias("resolve.weigh-request")]
internal sealed record ScoreRequest(
    [property: Id(0)] long Epoch,
    [property: Id(1)] long Number,
    [property: Id(2)] ulong[] Became,
    [property: Id(3)] ulong[] Ceased,
    [property: Id(4)] UInt128[] Dirty);

/// <summary>The match edges found, or some of them.</summary>
[GenerateSerializer, Immutable, Alias("resolve.likenesses")]
internal sealed record MatchEdges([property: Id(0)] UInt128[] Firsts, [property: Id(1)] UInt128[] Seconds, [property: Id(2)] int[] Weights,
    [property: Id(3)] bool IsLast);

/// <summary>The records that resemble a description, as far as one silo's blocks know.</summary>
[GenerateSerializer, Immutable, Alias("resolve.block-hits")]
internal sealed record BlockHits([property: Id(0)] UInt128[] Records, [property: Id(1)] int[] Totals, [property: Id(2)] byte[] Bands);
