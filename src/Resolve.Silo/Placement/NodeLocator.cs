using Resolve.Identifiers;
using Resolve.Runtime.Content;
using Resolve.Silo.Cluster;

namespace Resolve.Silo.Placement;

/// <summary>Finds the nodes that keys name: an identifier's silo follows from its key, a person's is whichever has its records.</summary>
internal sealed class NodeLocator(PartitionReplica host, IReplicaServiceClient replicas)
{
    /// <summary>Finds the nodes of keys at a view.</summary>
    /// <returns>For each key its node as of now; null for what no live report names.</returns>
    /// <exception cref="ReplicaNotReadyException">A silo does not hold that view.</exception>
    public async Task<Located?[]> LocateAsync(ClusterView view, EntityKey[] keys)
    {
        var found = new Located?[keys.Length];
        await Task.WhenAll(view.Map.Silos.Select(async (silo, siloIndex) =>
        {
            int[] asked = [.. Enumerable.Range(0, keys.Length)
                .Where(i => keys[i].Kind == EntityKind.Person || view.Map.Owners[Partitions.Of(keys[i])] == siloIndex)];
            if (asked.Length == 0) return;
            EntityKey[] wanted = [.. asked.Select(i => keys[i])];
            Located?[] answers = host.IsSelf(silo)
                ? host.Locate(view.Moment, view.Map, wanted)
                : await replicas.At(silo).LocateAsync(view.Moment, view.Map, wanted).ConfigureAwait(false);
            for (int i = 0; i < asked.Length; i++)
                if (answers[i] is { } node) found[asked[i]] = node;
        })).ConfigureAwait(false);
        return found;
    }
}
