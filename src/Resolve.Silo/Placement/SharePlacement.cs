using Orleans.Placement;
using Orleans.Runtime.Placement;
using Resolve.Identifiers;
using Resolve.Silo.Answers;
using Resolve.Silo.Cluster;

namespace Resolve.Silo.Placement;

/// <summary>Puts an entity's grain onto the silo that answers for its share, so that it reads that share in process.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("resolve.share-placement")]
internal sealed class SharePlacement : PlacementStrategy;

/// <summary>Marks grains that live with their share.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SharePlacementAttribute() : PlacementAttribute(new SharePlacement());

/// <inheritdoc cref="SharePlacement"/>
internal sealed class SharePlacementDirector(ShareHost host, NodeLocator locator) : IPlacementDirector
{
    /// <inheritdoc/>
    public async Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        SiloAddress[] silos = context.GetCompatibleSilos(target);
        string key = target.GrainIdentity.Key.ToString() ?? "";
        int share = await PersonShareAsync(key).ConfigureAwait(false) ?? Shares.OfToken(key);
        if (host.View?.Map.OwnerOf(share) is { } owner && silos.Contains(owner)) return owner;
        return ShareMap.Assign(0, silos).OwnerOf(share); // before the first view, or while shares move
    }

    /// <summary>Finds the share of a person, which does not follow from its key.</summary>
    private async Task<int?> PersonShareAsync(string text)
    {
        if (host.View is not { } view || !EntityKey.TryParse(text, null, out EntityKey key) || key.Kind != EntityKind.Person) return null;
        try
        {
            return (await locator.LocateAsync(view, [key]).ConfigureAwait(false))[0]?.Share;
        }
        catch (Exception e) when (e is ShareNotReadyException or OrleansException or TimeoutException)
        {
            return null; // shares are moving; wherever it lands, it moves on when it is asked
        }
    }
}

/// <summary>Where one silo is all there is, grains live on it.</summary>
internal sealed class OnlySiloPlacement : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context) => Task.FromResult(context.LocalSilo);
}
