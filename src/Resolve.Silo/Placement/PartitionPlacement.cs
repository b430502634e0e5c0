using Orleans.Placement;
using Orleans.Runtime.Placement;
using Resolve.Identifiers;
using Resolve.Silo.Cluster;

namespace Resolve.Silo.Placement;

/// <summary>Puts an entity's grain onto the silo that answers for its partition, so that it reads that partition in process.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("resolve.partition-placement")]
internal sealed class PartitionPlacement : PlacementStrategy;

/// <summary>Marks grains that live with their partition.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PartitionPlacementAttribute() : PlacementAttribute(new PartitionPlacement());

/// <inheritdoc cref="PartitionPlacement"/>
internal sealed class PartitionPlacementDirector(PartitionReplica host, NodeLocator locator) : IPlacementDirector
{
    /// <inheritdoc/>
    public async Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        SiloAddress[] silos = context.GetCompatibleSilos(target);
        string key = target.GrainIdentity.Key.ToString() ?? "";
        int partition = await PersonPartitionAsync(key).ConfigureAwait(false) ?? NodeKey.PartitionOf(key);
        if (host.View?.Map.OwnerOf(partition) is { } owner && silos.Contains(owner)) return owner;
        return PartitionMap.Assign(0, silos).OwnerOf(partition); // before the first view, or while partitions move
    }

    /// <summary>Finds the partition of a person, which does not follow from its key.</summary>
    private async Task<int?> PersonPartitionAsync(string text)
    {
        if (host.View is not { } view || !EntityKey.TryParse(text, null, out EntityKey key) || key.Kind != EntityKind.Person) return null;
        try
        {
            return (await locator.LocateAsync(view, [key]).ConfigureAwait(false))[0]?.Partition;
        }
        catch (Exception e) when (e is ReplicaNotReadyException or OrleansException or TimeoutException)
        {
            return null; // partitions are moving; wherever it lands, it moves on when it is asked
        }
    }
}

/// <summary>Where one silo is all there is, grains live on it.</summary>
internal sealed class OnlySiloPlacement : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context) =>
        Task.FromResult(context.LocalSilo);
}
