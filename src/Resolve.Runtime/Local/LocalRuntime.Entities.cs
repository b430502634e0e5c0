using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Runtime.Ports;

namespace Resolve.Runtime.Local;

/// <summary>The replica of all partitions: entity grains in the same process ask it.</summary>
public sealed partial class LocalRuntime : IEntityReplica
{
    private readonly FollowedEntities _followed = new();

    /// <inheritdoc/>
    public async ValueTask<EntityInView> FindAsync(EntityKey key, long atLeast, CancellationToken cancellationToken)
    {
        GraphSnapshot graph = await GraphAtAsync(atLeast, cancellationToken).ConfigureAwait(false);
        return graph.TryFind(key, out int node) ? new EntityInView(graph, node, graph.KeyOf(node)) : new EntityInView(graph, -1, null);
    }

    /// <inheritdoc/>
    public void Follow(EntityKey key, Action<long> changed) => _followed.Add(key, changed);

    /// <inheritdoc/>
    public void Unfollow(EntityKey key) => _followed.Remove(key);
}
