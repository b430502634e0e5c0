using Orleans.Placement;
using Orleans.Runtime.Placement;
using Resolve.Silo.Cluster;

namespace Resolve.Silo.Placement;

/// <summary>Puts an entity's grain onto the silo that answers for its share, so that feeding and asking it are local calls.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("resolve.share-placement")]
internal sealed class SharePlacement : PlacementStrategy;

/// <summary>Marks grains that live with their share.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SharePlacementAttribute() : PlacementAttribute(new SharePlacement());

/// <inheritdoc cref="SharePlacement"/>
internal sealed class SharePlacementDirector(ShareHost host) : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        SiloAddress[] silos = context.GetCompatibleSilos(target);
        int share = Shares.OfToken(target.GrainIdentity.Key.ToString() ?? "");
        if (host.View?.Map.OwnerOf(share) is { } owner && silos.Contains(owner)) return Task.FromResult(owner);
        return Task.FromResult(ShareMap.Assign(0, silos).OwnerOf(share)); // before the first view, or while shares move
    }
}

/// <summary>Where one silo is all there is, grains live on it.</summary>
internal sealed class OnlySiloPlacement : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context) => Task.FromResult(context.LocalSilo);
}
