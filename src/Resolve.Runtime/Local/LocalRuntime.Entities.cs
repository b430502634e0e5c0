using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Runtime.Ports;

namespace Resolve.Runtime.Local;

/// <summary>The replica of all partitions: entity grains in the same process ask it.</summary>
public sealed partial class LocalRuntime : IEntityReplica
{
    /// <inheritdoc/>
    public bool Owns(string key) => true;

    /// <inheritdoc/>
    public async ValueTask<EntityInView> FindAsync(string key, long atLeast, CancellationToken cancellationToken)
    {
        GraphSnapshot graph = await GraphAtAsync(atLeast, cancellationToken).ConfigureAwait(false);
        return new EntityInView(graph, EntityKey.TryParse(key, null, out EntityKey parsed) && graph.TryFind(parsed, out int node) ? node : -1);
    }
}
