using Resolve.Graph;
using Resolve.Rings.Detection;

namespace Resolve.Rings;

/// <summary>Divides a component by evidence of groups and by Leiden (see <see cref="RingPartitioner"/>).</summary>
public sealed class PartitionDetector : IRingDetector
{
    private readonly RingPartitionOptions _options;
    private readonly SplitMemory _memory = new();

    /// <summary>Makes a detector.</summary>
    /// <param name="options">The parameters; null for those that suit <see cref="LinkWeights"/>: a link conducts when it is of having in hand, or more than one report tells it.</param>
    public PartitionDetector(RingPartitionOptions? options = null) =>
        _options = (options ?? new RingPartitionOptions { ConductingWeight = LinkWeights.ReportMillibits + 1 }) with { HubDegreeMax = int.MaxValue };

    /// <inheritdoc/>
    public int[] Divide(RingComponent component)
    {
        ArgumentNullException.ThrowIfNull(component);
        WeightedLink[] links = [.. component.Ties.Where(t => !component.Hubs[t.A] && !component.Hubs[t.B]).Select(t => new WeightedLink(t.A, t.B, t.WeightMillibits))];
        int[] groups = RingPartitioner.PartitionAgain(WeightedGraph.FromLinks(component.MemberCount, links), _options, _memory);
        for (int v = 0; v < groups.Length; v++) if (component.Hubs[v]) groups[v] = -1;
        GroupTheLoose(component, groups);
        return groups;
    }

    /// <summary>What belongs to no group, and is joined to others of no group by single reports only, is joined by those: a chain of numbers, two by two.</summary>
    private static void GroupTheLoose(RingComponent component, int[] groups)
    {
        int[] parent = new int[groups.Length];
        for (int v = 0; v < parent.Length; v++) parent[v] = v;
        foreach (RingTie tie in component.Ties)
        {
            if (groups[tie.A] >= 0 || groups[tie.B] >= 0 || component.Hubs[tie.A] || component.Hubs[tie.B]) continue;
            int a = Root(tie.A), b = Root(tie.B);
            parent[Math.Max(a, b)] = Math.Min(a, b);
        }
        int first = groups.DefaultIfEmpty(-1).Max() + 1;
        for (int v = 0; v < groups.Length; v++) if (groups[v] < 0 && !component.Hubs[v]) groups[v] = first + Root(v);

        int Root(int v)
        {
            while (parent[v] != v) v = parent[v] = parent[parent[v]];
            return v;
        }
    }
}
