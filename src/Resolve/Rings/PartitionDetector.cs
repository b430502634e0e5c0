using Resolve.Rings.Detection;

namespace Resolve.Rings;

/// <summary>Divides a component by evidence of groups and by Leiden (see <see cref="RingPartitioner"/>).</summary>
public sealed class PartitionDetector : IRingDetector
{
    private readonly RingPartitionOptions _options;

    /// <summary>Makes a detector.</summary>
    /// <param name="options">The parameters; null for those that suit link weights of <see cref="Graph.LinkWeights"/>. Hubs were left out before.</param>
    public PartitionDetector(RingPartitionOptions? options = null) =>
        _options = (options ?? new RingPartitionOptions()) with { HubDegreeMax = int.MaxValue };

    /// <inheritdoc/>
    public int[] Divide(RingComponent component)
    {
        ArgumentNullException.ThrowIfNull(component);
        WeightedLink[] links = [.. component.Ties.Select(t => new WeightedLink(t.A, t.B, t.WeightMillibits))];
        return RingPartitioner.Partition(WeightedGraph.FromLinks(component.MemberCount, links), _options);
    }
}
