using Resolve.Identifiers;
using Resolve.Runtime.Content;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.Silo.Cluster;
using Resolve.Silo.Placement;

namespace Resolve.Silo.Answers;

/// <summary>The replica of the partitions that a silo answers for: the entity grains beside it ask it.</summary>
internal sealed class SiloReplica(PartitionReplica host, NodeLocator locator, FollowedEntities followed) : IEntityReplica
{
    /// <inheritdoc/>
    /// <exception cref="ReplicaNotReadyException">The entity's partition lies elsewhere, or the view has gone on in between; ask again.</exception>
    public async ValueTask<EntityInView> FindAsync(EntityKey key, long atLeast, CancellationToken cancellationToken)
    {
        ClusterView view = await host.ViewAtAsync(atLeast, cancellationToken).ConfigureAwait(false);
        ReplicaGraph graph = host.GraphAt(view.Moment);
        bool isPerson = key.Kind == EntityKind.Person;
        bool isHere = graph.TryFind(key, out int node);
        if (isPerson ? isHere && host.Answers(view, graph.PartitionOf(node)) : host.Answers(view, Partitions.Of(key)))
            return isHere ? new EntityInView(graph.Graph, node, graph.KeyOf(node)) : new EntityInView(graph.Graph, -1, null);
        if (!isPerson) throw Moved();
        // Only the silo that has a person's records knows the key that the person goes by.
        Located? found = (await locator.LocateAsync(view, [key]).ConfigureAwait(false))[0];
        return found?.Key == key ? throw Moved() : new EntityInView(graph.Graph, -1, found?.Key);
    }

    /// <inheritdoc/>
    public void Follow(EntityKey key, Action<long> changed) => followed.Add(key, changed);

    /// <inheritdoc/>
    public void Unfollow(EntityKey key) => followed.Remove(key);

    private static ReplicaNotReadyException Moved() => new("The entity's partition has moved.");
}
